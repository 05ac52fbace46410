// A hook's address, whose last part is its secret.

const MASK = "••••••••••••";

/** `https://kimo.example.com/hooks/pbx/••••••••••••` */
export function masked(url: string): string {
  return url.replace(/(\/hooks\/[^/]+\/)[^/]+$/, `$1${MASK}`);
}
