// What a window remembers of how somebody likes it; where it cannot, it begins as usual.

export function kept(name: string): string | null {
  return storage()?.getItem(name) ?? null;
}

export function keep(name: string, value: string): void {
  storage()?.setItem(name, value);
}

function storage(): Storage | null {
  return typeof localStorage === "undefined" ? null : localStorage;
}
