import type { MissedPage, MissedRow } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** The people to call back. */
export class MissedList {
  #host: Host;
  #page = $state.raw<MissedPage | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);
  /** Marked done here, and not yet confirmed by the desk. */
  #leaving = $state.raw<ReadonlySet<string>>(new Set());
  #answers = new Answers();

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    feed.follow({
      call: ({ call, open_missed }) => {
        if (call.missed || open_missed !== this.#page?.total) load();
      },
      calls: load,
      missed: load,
      again: load,
    });
    load();
  }

  /** Null until the first answer. */
  get rows(): MissedRow[] | null {
    return this.#page?.rows.filter((row) => !this.#leaving.has(row.last_call)) ?? null;
  }

  get total(): number {
    return Math.max(0, (this.#page?.total ?? 0) - this.#leaving.size);
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    try {
      const page = await this.#answers.next(this.#host.ask("missed", {}));
      if (page === overtaken) return;
      this.#page = page;
      this.#failure = null;
      const still = new Set(page.rows.map((row) => row.last_call));
      this.#leaving = new Set([...this.#leaving].filter((call) => still.has(call)));
    } catch (reason) {
      this.#failure = reason as NotAnswered;
    }
  }

  /** Takes a caller off the list, or puts them back. The row goes before the desk has answered. */
  async mark(call: string, done: boolean): Promise<void> {
    const leaving = new Set(this.#leaving);
    if (done) leaving.add(call);
    else leaving.delete(call);
    this.#leaving = leaving;
    try {
      await this.#host.ask("mark_done", { call, done });
    } catch (reason) {
      const back = new Set(this.#leaving);
      back.delete(call);
      this.#leaving = back;
      throw reason;
    } finally {
      await this.load();
    }
  }
}
