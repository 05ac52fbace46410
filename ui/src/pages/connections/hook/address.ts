// A hook's address, whose last part is its secret.

const MASK = "••••••••••••";

/** `https://kimo.example.com/hooks/pbx/••••••••••••` */
export function masked(url: string): string {
  return url.replace(/(\/hooks\/[^/]+\/)[^/]+$/, `$1${MASK}`);
}

/** Whether nobody but this computer reaches an address: no PBX could post to it. */
export function isOnlyHere(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^(127|0)(\.\d+){3}$/.test(hostname);
}
