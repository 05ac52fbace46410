// A hook's address, whose last part is its secret.

import type { HookRow } from "../../../host/generated";

const MASK = "••••••••••••";

/** `https://kimo.example.com/hooks/pbx/••••••••••••` */
export function masked(url: string): string {
  return url.replace(/(\/hooks\/[^/]+\/)[^/]+$/, `$1${MASK}`);
}

/** Whether nobody but this computer is known to reach a hook: no PBX could post to its address. */
export function isOnlyHere(hook: HookRow): boolean {
  return hook.url === hook.local_url;
}
