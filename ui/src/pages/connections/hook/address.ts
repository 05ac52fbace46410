// A hook's address, whose last part is its secret.

import type { HookRow } from "../../../host/generated";

const MASK = "••••••••••••";

/** `https://kimo.example.com/hooks/pbx/••••••••••••` */
export function masked(url: string): string {
  return url.replace(/(\/hooks\/[^/]+\/)[^/]+$/, `$1${MASK}`);
}

/**
 * Whether nobody but this computer is known to reach a hook: no PBX could post to its address. Who has
 * Kimo listen for a whole network has others reach it.
 */
export function isOnlyHere({ url, local_url }: Pick<HookRow, "url" | "local_url">): boolean {
  const { hostname } = new URL(url);
  return url === local_url && /^(127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(hostname);
}
