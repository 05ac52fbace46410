/** How what was done last can be taken back, the latest first: what Ctrl+Z does. */
export class Undo {
  #ways: (() => void)[] = [];

  /** Offers a way back. Gives what takes it, once: by Ctrl+Z or by a button, whichever comes first. */
  offer(back: () => void): () => void {
    const once = () => {
      const at = this.#ways.lastIndexOf(once);
      if (at < 0) return;
      this.#ways.splice(at, 1);
      back();
    };
    this.#ways = [...this.#ways.slice(1 - MOST), once];
    return once;
  }

  /** Takes the latest way back; false where there is none. */
  last(): boolean {
    const last = this.#ways.at(-1);
    last?.();
    return last !== undefined;
  }
}

const MOST = 50;
