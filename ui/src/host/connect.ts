import type { Host } from "./host";
import { session } from "./session";

/** The host this window runs in. */
export async function connect(): Promise<Host> {
  if ("__TAURI_INTERNALS__" in window) {
    const { tauriHost } = await import("./tauri");
    return tauriHost();
  }
  const { httpHost } = await import("./http");
  return httpHost(session());
}
