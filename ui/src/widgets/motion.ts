// Movement explains: a row that leaves goes to the right and closes behind it.

import type { TransitionConfig } from "svelte/transition";

/** How long movement takes: not at all for those who want none. */
export function moves(): number {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180;
}

/** A row leaves its list. */
export function away(node: HTMLElement): TransitionConfig {
  const height = node.offsetHeight;
  return {
    duration: moves(),
    css: (t) =>
      `opacity: ${t}; transform: translateX(${(1 - t) * 24}px); height: ${height * t}px; overflow: hidden;`,
  };
}
