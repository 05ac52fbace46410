import { keep, kept } from "./kept";

const KEPT = "kimo-single-keys";

/** Whether single letters and digits are commands. Kept in this window, since it is about hands. */
export class Keys {
  #single = $state(kept(KEPT) !== "off");

  get single(): boolean {
    return this.#single;
  }

  set single(on: boolean) {
    this.#single = on;
    keep(KEPT, on ? "on" : "off");
  }
}

/** Whether a key belongs to a field that is being filled in. */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.matches("input:not([type=checkbox], [type=radio]), textarea, select") ||
      target.isContentEditable)
  );
}
