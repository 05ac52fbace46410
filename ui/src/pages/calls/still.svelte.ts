import { tick } from "svelte";

import type { Item } from "./order";
import { VirtualRows } from "./virtual.svelte";

/** How high a call's row is, and a day's. */
export const ROW = 56;
export const DAY = 36;

/** Something in view, and where it stands on the screen. */
type Anchor = { key: string; y: number; above: number; atTop: boolean };

/**
 * The rows of the list, held still: news must not move what is being read, which is the row under
 * the pointer or, further down in the list, the first one in view.
 */
export class StillRows {
  readonly virtual: VirtualRows;
  #scroller: () => HTMLElement;
  /** What stands above the rows, and stays there: the calls that are going on. */
  #aloft: () => HTMLElement | undefined;
  #scrolled = $state(0);
  #fresh = $state(0);
  #atLeast = $state(0);
  /** The height of a pointer that rests on the list. */
  #pointer: number | null = null;
  /** The list was at its top when it began to be held still. */
  #held = false;
  /** Where the rows begin to be seen: below what stands aloft. */
  #placed = 0;
  /** The items as they were before the news. */
  #drawn: Item[] = [];
  #before: Anchor | null = null;

  /** `dayOf` tells which day stays at the top while this row is the first in view. */
  constructor(
    scroller: () => HTMLElement,
    aloft: () => HTMLElement | undefined,
    dayOf: (first: number) => number | null,
  ) {
    this.#scroller = scroller;
    this.#aloft = aloft;
    this.virtual = new VirtualRows(scroller, dayOf);
  }

  /** How many calls have come above what is in view. */
  get fresh(): number {
    return this.#scrolled > 0 ? this.#fresh : 0;
  }

  /** Room that a short list takes, so that it can be held still. */
  get atLeast(): number {
    return this.#atLeast;
  }

  /** Starts to follow the scroller; returns how to stop. */
  mount(): () => void {
    this.#placed = this.#edge();
    return this.virtual.mount();
  }

  /** Notes where things stand, before anything is drawn anew. */
  note(): void {
    this.#before = this.#anchor();
  }

  /** Draws these items from now on. */
  draw(items: Item[]): void {
    this.#drawn = items;
    this.virtual.set(items.length, (index) => {
      const item = items[index];
      return item && { key: item.key, size: item.kind === "day" ? DAY : ROW };
    });
    void this.#settle(this.#before, items);
  }

  /** Shows the row: the first one with its day, any other clear of the day at the top. */
  reveal(at: number): void {
    const scroller = this.#scroller();
    const start = this.virtual.start(at);
    const top = at === 1 ? 0 : start - DAY;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    const bottom = start + ROW - scroller.clientHeight + this.#aloftHeight();
    if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
  }

  point(y: number): void {
    this.#pointer = y;
  }

  /** The pointer has left. */
  letGo(): void {
    this.#pointer = null;
    if (this.#held) this.toTop("smooth");
  }

  toTop(behavior: ScrollBehavior): void {
    this.#held = false;
    this.#fresh = 0;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#scroller().scrollTo({ top: 0, behavior: still ? "instant" : behavior });
  }

  scrolled(): void {
    this.#scrolled = this.#scroller().scrollTop;
    if (this.#scrolled < 1) {
      this.#held = false;
      this.#fresh = 0;
      this.#atLeast = 0;
    }
  }

  #anchor(): Anchor | null {
    const scroller = this.#scroller();
    if (!scroller || (this.#pointer === null && scroller.scrollTop === 0)) return null;
    const beside = this.#pointer === null ? DAY : this.#pointer - this.#placed;
    const row = this.virtual.at(scroller.scrollTop + beside);
    if (!row) return null;
    return {
      key: String(row.key),
      y: this.#placed + row.start - scroller.scrollTop,
      above: callsAbove(this.#drawn, row.index),
      atTop: this.#held || scroller.scrollTop === 0,
    };
  }

  async #settle(was: Anchor | null, items: Item[]): Promise<void> {
    const at = was ? items.findIndex((item) => item.key === was.key) : -1;
    const top = this.#edge();
    this.#placed = top;
    if (!was || at < 0) return;
    this.#fresh += Math.max(0, callsAbove(items, at) - was.above);
    const scroller = this.#scroller();
    const wanted = top + this.virtual.start(at) - was.y;
    if (Math.abs(wanted - scroller.scrollTop) < 1) return;
    this.#held = was.atTop;
    this.#atLeast = wanted + scroller.clientHeight - this.#aloftHeight();
    await tick();
    scroller.scrollTop = wanted;
  }

  #edge(): number {
    return this.#scroller().getBoundingClientRect().top + this.#aloftHeight();
  }

  #aloftHeight(): number {
    return this.#aloft()?.offsetHeight ?? 0;
  }
}

function callsAbove(items: Item[], at: number): number {
  let count = 0;
  for (let above = 0; above < at; above++) if (items[above]?.kind === "call") count += 1;
  return count;
}
