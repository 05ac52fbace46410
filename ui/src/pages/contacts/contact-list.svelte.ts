import type { ContactRow, ContactsPage } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import type { Source } from "../../state/feed.svelte";

const PAGE = 100;
/** No answer is longer; of what a search finds there is one answer. */
export const MOST_FOUND = 500;

/** The contacts by name, a page at a time, kept up to date by the feed. */
export class ContactList {
  #host: Host;
  #search = $state("");
  #rows = $state.raw<ContactRow[]>([]);
  #total = $state(0);
  #lastImport = $state<string | null>(null);
  #next = $state<number | null>(null);
  #phase = $state<"loading" | "ready" | "failed">("loading");
  #failure = $state.raw<NotAnswered | null>(null);
  /** Counts questions about the list's beginning; an answer to any but the last is dropped. */
  #asked = 0;
  #loadingMore = false;
  /** Something has changed since the rows were asked for. */
  #stale = false;
  #refreshing = false;

  constructor({ host, feed }: Source) {
    this.#host = host;
    const refresh = () => void this.refresh();
    feed.follow({ contacts: refresh, again: refresh });
    refresh();
  }

  get search(): string {
    return this.#search;
  }

  get rows(): ContactRow[] {
    return this.#rows;
  }

  /** How many there are, whatever is searched for. */
  get total(): number {
    return this.#total;
  }

  /** The file of the last import, which can be taken back. */
  get lastImport(): string | null {
    return this.#lastImport;
  }

  get phase(): "loading" | "ready" | "failed" {
    return this.#phase;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  /** There are more contacts than those at hand. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** The search finds more than one answer holds. */
  get isCut(): boolean {
    return this.#search !== "" && this.#rows.length >= MOST_FOUND;
  }

  /** Shows what this finds. The rows at hand stay until the answer is there. */
  async show(search: string): Promise<void> {
    this.#search = search.trim();
    await this.#load(PAGE);
  }

  /** Asks again for as many as are shown. What changes meanwhile is asked for once more at the end. */
  async refresh(): Promise<void> {
    this.#stale = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    while (this.#stale) {
      this.#stale = false;
      await this.#load(Math.max(PAGE, this.#rows.length));
    }
    this.#refreshing = false;
  }

  /** Adds the next page. */
  async more(): Promise<void> {
    if (this.#next === null || this.#loadingMore) return;
    const asked = this.#asked;
    this.#loadingMore = true;
    try {
      const page = await this.#page(this.#next, PAGE);
      if (asked !== this.#asked) return;
      this.#rows = [...this.#rows, ...page.rows];
      this.#next = page.next;
    } catch {
      // The rows at hand stay; scrolling on asks again.
    } finally {
      this.#loadingMore = false;
    }
  }

  async #load(count: number): Promise<void> {
    const asked = ++this.#asked;
    try {
      const rows: ContactRow[] = [];
      let page: ContactsPage;
      let after: number | null = null;
      do {
        page = await this.#page(after, Math.min(MOST_FOUND, count - rows.length));
        if (asked !== this.#asked) return;
        rows.push(...page.rows);
        after = page.next;
      } while (after !== null && rows.length < count);
      this.#rows = rows;
      this.#next = page.next;
      this.#total = page.total;
      this.#lastImport = page.last_import;
      this.#phase = "ready";
      this.#failure = null;
    } catch (reason) {
      if (asked !== this.#asked) return;
      this.#phase = "failed";
      this.#failure = reason as NotAnswered;
    }
  }

  #page(after: number | null, limit: number): Promise<ContactsPage> {
    const search = this.#search;
    return this.#host.ask("contacts", { search, after, limit: search ? MOST_FOUND : limit });
  }
}
