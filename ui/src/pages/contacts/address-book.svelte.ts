import type {
  AddressBookFailure,
  AddressBookRow,
  AddressBookView,
  FoundAddressBook,
} from "../../host/generated";
import type { Host } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";
import { type Told, withoutDetail } from "../../words/failures";
import { t, textIfAny } from "../../words/texts.svelte";

/** How often a sync is asked how far it is. */
const LOOK_MS = 400;

/** Who somebody is on a server. */
export type Account = { address: string; user: string; password: string };

/** The address book of a server, kept up to date by the feed. */
export class AddressBook {
  #host: Host;
  #answers = new Answers();
  #view = $state.raw<AddressBookView | null>(null);
  #looking = false;

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.#load();
    feed.follow({ contacts: load, again: load });
    load();
  }

  /** Null until the first answer. */
  get view(): AddressBookView | null {
    return this.#view;
  }

  /** The book that is read, if there is one. */
  get book(): AddressBookRow | null {
    return this.#view?.book ?? null;
  }

  /** The books that somebody has on a server, or why none can be found. */
  async find(account: Account): Promise<FoundAddressBook[] | AddressBookFailure> {
    const found = await this.#host.ask("find_address_books", account);
    return found.type === "found" ? found.books : found.failure;
  }

  /** Reads a book from now on. */
  async use(book: FoundAddressBook, { user, password }: Account): Promise<void> {
    const { address, name } = book;
    this.#take(await this.#host.ask("use_address_book", { address, name, user, password }));
  }

  async sync(): Promise<void> {
    this.#take(await this.#host.ask("sync_address_book", {}));
  }

  async giveUp(keep: boolean): Promise<void> {
    this.#take(await this.#host.ask("give_up_address_book", { keep }));
  }

  async #load(): Promise<void> {
    const asked = this.#host.ask("address_book", {});
    // What was known stays; the next news ask again.
    const view = await this.#answers.next(asked).catch(() => null);
    if (view !== null && view !== overtaken) this.#take(view);
  }

  #take(view: AddressBookView): void {
    this.#view = view;
    if (!view.syncing || view.book === null || this.#looking) return;
    this.#looking = true;
    setTimeout(() => {
      this.#looking = false;
      void this.#load();
    }, LOOK_MS);
  }
}

/** Why an address book cannot be read, what to do about it, and what a program says of it. */
export function failureInWords({
  code,
  detail: said,
}: AddressBookFailure): Told & { next: string } {
  const id = `book-failure-${code}`;
  const variables = { fact: said, detail: said };
  const whole = textIfAny(id, variables) ?? t("error-unknown", { detail: said });
  const text = withoutDetail(id, said) ?? whole;
  const next = textIfAny(`${id}-next`, variables) ?? "";
  return { text, next, detail: text === whole ? null : said };
}
