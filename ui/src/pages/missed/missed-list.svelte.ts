import type { CallRow, MissedPage, MissedRow, Settled, SnoozeUntil } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";
import { keep, kept } from "../../state/kept";

/** The people to call back. */
export class MissedList {
  #host: Host;
  #page = $state.raw<MissedPage | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);
  /** Marked done here, and not yet confirmed by the desk. */
  #leaving = $state.raw<ReadonlySet<string>>(new Set());
  /** How those who left were settled, by the last call of theirs that was missed. */
  #settled = $state.raw<ReadonlyMap<string, Settled>>(new Map());
  #oldestFirst = $state(kept(ORDER) === "oldest");
  #everybody = $state(false);
  /** How many rows are asked for. */
  #limit = PAGE;
  #answers = new Answers();
  #asking = false;
  #stale = false;

  constructor({ host, feed }: Source) {
    this.#host = host;
    const look = () => void this.#look();
    feed.follow({
      call: ({ call, open_missed }) => this.#hear(call, open_missed),
      calls: look,
      missed: look,
      again: look,
    });
    void this.load();
  }

  /** Null until the first answer. */
  get rows(): MissedRow[] | null {
    return this.#page?.rows.filter((row) => !this.#leaving.has(row.last_call)) ?? null;
  }

  get total(): number {
    const rows = this.#page?.rows ?? [];
    const leaving = rows.filter((row) => this.#leaving.has(row.last_call)).length;
    return Math.max(0, (this.#page?.total ?? 0) - leaving);
  }

  /** Those who withheld their number, as one. */
  get hidden(): MissedRow | null {
    const hidden = this.#page?.hidden ?? null;
    return hidden && !this.#leaving.has(hidden.last_call) ? hidden : null;
  }

  /** The first of those who hung up so soon that nobody need call them back. */
  get hungUp(): MissedRow[] {
    return this.#page?.hung_up.filter((row) => !this.#leaving.has(row.last_call)) ?? [];
  }

  /** How many of them there are in truth. */
  get hungUpTotal(): number {
    const leaving = (this.#page?.hung_up.length ?? 0) - this.hungUp.length;
    return Math.max(0, (this.#page?.hung_up_total ?? 0) - leaving);
  }

  /** Those who can wait, whoever comes back first at the top. */
  get snoozed(): MissedRow[] {
    return this.#page?.snoozed.filter((row) => !this.#leaving.has(row.last_call)) ?? [];
  }

  /** Until when somebody might be snoozed. */
  get snoozeUntil(): SnoozeUntil {
    return this.#page?.snooze_until ?? { afternoon: null, morning: null };
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  get oldestFirst(): boolean {
    return this.#oldestFirst;
  }

  /** Shows who called last, or who has waited longest, at the top. */
  set oldestFirst(oldest: boolean) {
    this.#limit = PAGE;
    this.#oldestFirst = oldest;
    keep(ORDER, oldest ? "oldest" : "newest");
    void this.load();
  }

  /** This desk has extensions or queues of its own, so that there may be others. */
  get narrowed(): boolean {
    return this.#page?.narrowed ?? false;
  }

  get everybody(): boolean {
    return this.#everybody;
  }

  /** Shows those as well who rang none of this desk's extensions and queues. */
  set everybody(everybody: boolean) {
    this.#limit = PAGE;
    this.#everybody = everybody;
    void this.load();
  }

  /** How somebody who left was settled, as far as that was told. */
  settledOf(row: MissedRow): Settled | null {
    return this.#settled.get(row.last_call) ?? null;
  }

  /** Whoever looks at the last of the rows sees more of them. */
  async more(): Promise<void> {
    this.#limit += PAGE;
    await this.load();
  }

  async load(): Promise<void> {
    try {
      const question = this.#host.ask("missed", {
        oldest_first: this.#oldestFirst,
        everybody: this.#everybody,
        limit: this.#limit,
      });
      const page = await this.#answers.next(question);
      if (page === overtaken) return;
      this.#page = page;
      this.#failure = null;
      const all = [...page.rows, ...page.hung_up, ...page.snoozed, ...list(page.hidden)];
      const still = new Set(all.map((row) => row.last_call));
      this.#leaving = new Set([...this.#leaving].filter((call) => still.has(call)));
    } catch (reason) {
      this.#failure = reason as NotAnswered;
    }
  }

  /** Takes a caller off the list, or puts them back. The row goes before the desk has answered. */
  async mark(call: string, done: boolean): Promise<void> {
    if (done) this.#leave(call);
    else this.#stay(call);
    try {
      await this.#host.ask("mark_done", { call, done });
    } catch (reason) {
      this.#stay(call);
      throw reason;
    } finally {
      await this.load();
    }
  }

  /** Takes a caller off the list until then, or with null puts them back. */
  async snooze(call: string, until: string | null): Promise<void> {
    this.#leave(call);
    try {
      await this.#host.ask("snooze", { call, until });
      await this.load();
    } finally {
      // They stand elsewhere now, or where they stood.
      this.#stay(call);
    }
  }

  #leave(call: string): void {
    this.#leaving = new Set([...this.#leaving, call]);
  }

  #stay(call: string): void {
    this.#leaving = new Set([...this.#leaving].filter((other) => other !== call));
  }

  #hear(call: CallRow, openMissed: number): void {
    if (call.missed) {
      const settled = new Map(this.#settled);
      if (call.settled) settled.set(call.id, call.settled);
      else settled.delete(call.id);
      this.#settled = settled;
    }
    const { rows = [], hung_up = [], snoozed = [] } = this.#page ?? {};
    const known = [...rows, ...hung_up, ...snoozed];
    const theirs = known.some((row) => row.keys.includes(call.other_key));
    const moved = !this.#everybody && openMissed !== this.#page?.total;
    if (theirs || call.missed || moved) void this.#look();
  }

  /** Asks again, once for whatever comes while an answer is awaited. */
  async #look(): Promise<void> {
    this.#stale = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#stale) {
        this.#stale = false;
        await this.load();
      }
    } finally {
      this.#asking = false;
    }
  }
}

const ORDER = "kimo-missed-order";
/** More than a screen shows. */
const PAGE = 50;

function list<Value>(value: Value | null): Value[] {
  return value === null ? [] : [value];
}
