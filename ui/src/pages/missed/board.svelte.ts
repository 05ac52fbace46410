import type { MissedRow, Settled } from "../../host/generated";

/** A person on the board; one who has left while it was held still is still there, as `gone`. */
export type Place = { key: string; row: MissedRow; gone: boolean; settled: Settled | null };

/** What the board takes its people from. */
type People = { rows: MissedRow[] | null; settledOf(row: MissedRow): Settled | null };

/**
 * The missed callers as they stand on the screen. While somebody points at them or has the keyboard
 * on them, everybody keeps their place, so that nothing is done to another person than was meant:
 * who comes is counted, who leaves stays with the reason. It catches up once it is let go, or when
 * nobody has moved for a while.
 */
export class Board {
  #people: People;
  /** The people as they stood when the board was taken hold of; null while it is free. */
  #held = $state.raw<MissedRow[] | null>(null);
  #holders = new Set<string>();
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(people: People) {
    this.#people = people;
  }

  /** Null until the first answer. */
  get places(): Place[] | null {
    const rows = this.#people.rows;
    if (this.#held === null) {
      const place = (row: MissedRow) => ({ key: row.key, row, gone: false, settled: null });
      return rows?.map(place) ?? null;
    }
    // Whoever calls from another number of theirs is the same person still, and one who was two
    // before is one of the two.
    const now = new Map(rows?.flatMap((row) => row.keys.map((key) => [key, row])));
    return this.#held.map((held) => {
      const row = now.get(held.key);
      for (const key of row?.keys ?? []) now.delete(key);
      if (row) return { key: held.key, row, gone: false, settled: null };
      return { key: held.key, row: held, gone: true, settled: this.#people.settledOf(held) };
    });
  }

  /** How many people have come since the board is held still. */
  get fresh(): number {
    const held = this.#held;
    if (held === null) return 0;
    const known = new Set(held.map((row) => row.key));
    const isFresh = (row: MissedRow) => !row.keys.some((key) => known.has(key));
    return this.#people.rows?.filter(isFresh).length ?? 0;
  }

  /** The pointer or the keyboard is on the list, or moves there. */
  hold(by: "pointer" | "keyboard"): void {
    this.#holders.add(by);
    this.#held ??= this.#people.rows;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.catchUp(), PATIENCE);
  }

  /** More people were asked for: those after the last who is held still are seen as well. */
  grow(): void {
    const [held, rows] = [this.#held, this.#people.rows];
    if (held === null || rows === null) return;
    const known = new Set(held.map((row) => row.key));
    const last = rows.findLastIndex((row) => row.keys.some((key) => known.has(key)));
    this.#held = [...held, ...rows.slice(last + 1)];
  }

  /** It has left. */
  letGo(by: "pointer" | "keyboard"): void {
    this.#holders.delete(by);
    if (this.#holders.size > 0) return;
    clearTimeout(this.#idle);
    this.#held = null;
  }

  /** Others were asked for: nobody is held on to. */
  free(): void {
    this.#holders.clear();
    clearTimeout(this.#idle);
    this.#held = null;
  }

  /** Shows everybody as it is now, and holds on to that where it is held. */
  catchUp(): void {
    this.#held = this.#holders.size > 0 ? this.#people.rows : null;
  }
}

/** Whoever moves neither hand for so long is not reading. */
export const PATIENCE = 60_000;
