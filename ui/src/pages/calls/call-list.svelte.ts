import type { CallFilter, CallRow } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import type { Source } from "../../state/feed.svelte";
import { alsoMeant } from "../../words/match";
import { append, fits, isRunning, put, without } from "./order";

const PAGE = 100;

/** What has come since a question was asked, the last word on each call. */
class News {
  readonly calls: CallRow[] = [];
  readonly gone = new Set<string>();

  call(call: CallRow): void {
    this.calls.push(call);
    this.gone.delete(call.id);
  }

  lose(ids: readonly string[]): void {
    for (const id of ids) this.gone.add(id);
  }
}

/** No list is scrolled further by hand; older calls are found by searching. */
export const MOST_ROWS = 100_000;

/** The calls, a page at a time, kept up to date by the feed. */
export class CallList {
  #host: Host;
  #filter = $state<CallFilter>("all");
  #search = $state("");
  #rows = $state.raw<CallRow[]>([]);
  #running = $state.raw<CallRow[]>([]);
  #next = $state<string | null>(null);
  #phase = $state<"loading" | "ready" | "failed">("loading");
  #failure = $state.raw<NotAnswered | null>(null);
  /** The question that the rows answer, which may not be the last one yet. */
  #answered = $state("");
  /** Counts questions about the list's beginning; an answer to any but the last is dropped. */
  #asked = 0;
  #loadingMore = false;
  /** What has come while a question is under way, for each: it is newer than the answer. */
  #meanwhile = new Set<News>();

  constructor({ host, feed }: Source) {
    this.#host = host;
    feed.follow({
      call: ({ call }) => this.take(call),
      gone: ({ calls }) => this.lose(calls),
      calls: () => void this.load(),
      again: () => void this.catchUp(),
    });
    void this.load();
  }

  get filter(): CallFilter {
    return this.#filter;
  }

  get search(): string {
    return this.#search;
  }

  /** The calls that are over, the newest first. */
  get rows(): CallRow[] {
    return this.#rows;
  }

  /** The calls going on, whatever the filter, the newest first. */
  get running(): CallRow[] {
    return this.#running;
  }

  /** The row of a call, if it is at hand. */
  find(id: string): CallRow | null {
    const same = (call: CallRow) => call.id === id;
    return this.#running.find(same) ?? this.#rows.find(same) ?? null;
  }

  /** What the rows at hand answer; another text once they answer another question. */
  get answered(): string {
    return this.#answered;
  }

  /** Another question was asked than the one that the rows at hand answer. */
  get isStale(): boolean {
    return this.#answered !== this.#question;
  }

  get phase(): "loading" | "ready" | "failed" {
    return this.#phase;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  /** There are older calls than those at hand. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  get isFull(): boolean {
    return this.#rows.length >= MOST_ROWS;
  }

  /** Shows other calls. The ones at hand stay until the answer is there. */
  async show(filter: CallFilter, search: string): Promise<void> {
    this.#filter = filter;
    this.#search = search;
    await this.load();
  }

  /** Asks for the beginning of the list afresh. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    const question = this.#question;
    try {
      const page = await this.#page(null);
      if (asked !== this.#asked) return;
      this.#rows = page.rows.filter((row) => !isRunning(row));
      if (this.#showsAll) this.#running = page.rows.filter(isRunning);
      else this.#noteRunning(page.rows);
      this.#next = page.next;
      this.#answered = question;
      this.#catchUpWith(page.news);
      this.#phase = "ready";
      this.#failure = null;
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.#phase = "failed";
      this.#failure = reason as NotAnswered;
    }
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (this.#next === null || this.#loadingMore || this.isFull) return;
    const asked = this.#asked;
    this.#loadingMore = true;
    try {
      const page = await this.#page(this.#next);
      if (asked !== this.#asked) return;
      this.#rows = append(
        this.#rows,
        page.rows.filter((row) => !isRunning(row)),
      );
      this.#noteRunning(page.rows);
      this.#next = page.next;
      this.#catchUpWith(page.news);
    } catch {
      // The rows at hand stay; scrolling on asks again.
    } finally {
      this.#loadingMore = false;
    }
  }

  /** After the feed broke off: whatever came meanwhile, without losing what is at hand. */
  async catchUp(): Promise<void> {
    if (this.#phase !== "ready") return this.load();
    const asked = this.#asked;
    const head = await this.#page(null).catch(() => null);
    if (!head || asked !== this.#asked) return;
    const known = new Set(this.#rows.map((row) => row.id));
    const meets = head.next === null || head.rows.some((row) => known.has(row.id));
    if (!meets) return this.load();
    if (this.#showsAll) this.#running = [];
    for (const row of head.rows) this.#put(row);
    this.#catchUpWith(head.news);
  }

  /** News of one call. */
  take(call: CallRow): void {
    for (const news of this.#meanwhile) news.call(call);
    this.#put(call);
  }

  /** These calls are no longer in the history. */
  lose(ids: readonly string[]): void {
    for (const news of this.#meanwhile) news.lose(ids);
    this.#drop(new Set(ids));
  }

  #catchUpWith({ calls, gone }: News): void {
    for (const call of calls) this.#put(call);
    this.#drop(gone);
  }

  #drop(ids: ReadonlySet<string>): void {
    const stays = (call: CallRow) => !ids.has(call.id);
    if (!this.#rows.every(stays)) this.#rows = this.#rows.filter(stays);
    if (!this.#running.every(stays)) this.#running = this.#running.filter(stays);
  }

  #put(call: CallRow): void {
    this.#running = isRunning(call) ? put(this.#running, call) : without(this.#running, call.id);
    if (isRunning(call) || !fits(call, this.#filter)) {
      this.#rows = without(this.#rows, call.id);
      return;
    }
    const known = this.#rows.some((row) => row.id === call.id);
    if (known) {
      this.#rows = put(this.#rows, call);
    } else if (this.#search.trim() !== "") {
      // Only the desk knows what a search finds.
      void this.#lookAgain();
    } else if (this.#reachesDownTo(call)) {
      this.#rows = put(this.#rows, call);
    }
  }

  async #lookAgain(): Promise<void> {
    const asked = this.#asked;
    const head = await this.#page(null).catch(() => null);
    if (!head || asked !== this.#asked) return;
    for (const row of head.rows) {
      if (!isRunning(row) && this.#reachesDownTo(row)) this.#rows = put(this.#rows, row);
    }
    const shown = new Set(this.#rows.map((row) => row.id));
    for (const call of head.news.calls.filter((call) => shown.has(call.id))) this.#put(call);
    this.#drop(head.news.gone);
  }

  /** A call that has been going on for long may be found on any page. */
  #noteRunning(rows: readonly CallRow[]): void {
    for (const row of rows.filter(isRunning)) this.#running = put(this.#running, row);
  }

  get #question(): string {
    return `${this.#filter} ${this.#search.trim()}`;
  }

  get #showsAll(): boolean {
    return this.#filter === "all" && this.#search.trim() === "";
  }

  #reachesDownTo(call: CallRow): boolean {
    const last = this.#rows.at(-1);
    return this.#next === null || (last !== undefined && call.started_at >= last.started_at);
  }

  /** One page, and what came while it was asked for. */
  async #page(before: string | null) {
    const news = new News();
    this.#meanwhile.add(news);
    try {
      const page = await this.#host.ask("calls", {
        filter: this.#filter,
        search: this.#search.trim(),
        also: alsoMeant(this.#search),
        before,
        limit: PAGE,
      });
      return { ...page, news };
    } finally {
      this.#meanwhile.delete(news);
    }
  }
}
