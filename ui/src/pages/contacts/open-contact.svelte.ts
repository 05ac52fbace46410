import type { CallRow, ContactDetails } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";
import { dialable } from "../../words/party";

/** The one contact that is looked at, kept up to date by the feed until it is closed. */
export class OpenContact {
  /** Stops following the feed. */
  readonly close: () => void;
  #host: Host;
  #id: number;
  #answers = new Answers();
  #details = $state.raw<ContactDetails | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);

  constructor({ host, feed }: Source, id: number) {
    this.#host = host;
    this.#id = id;
    const load = () => void this.load();
    this.close = feed.follow({
      call: ({ call }) => {
        if (this.#isTheirs(call)) load();
      },
      gone: load,
      calls: load,
      contacts: load,
      again: load,
    });
    load();
  }

  /** Null until the first answer. */
  get details(): ContactDetails | null {
    return this.#details;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    try {
      const details = await this.#answers.next(this.#host.ask("contact", { id: this.#id }));
      if (details === overtaken) return;
      this.#details = details;
      this.#failure = null;
    } catch (reason) {
      this.#failure = reason as NotAnswered;
    }
  }

  #isTheirs(call: CallRow): boolean {
    const other = dialable(call.other);
    return this.#details?.contact.numbers.some((number) => number.key === other) ?? false;
  }
}
