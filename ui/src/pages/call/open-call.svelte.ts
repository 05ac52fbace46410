import type { CallDetails } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** The one call that is looked at, kept up to date by the feed until it is closed. */
export class OpenCall {
  /** Stops following the feed. */
  readonly close: () => void;
  #host: Host;
  #answers = new Answers();
  #id: string | null = null;
  #details = $state.raw<CallDetails | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    this.close = feed.follow({
      call: ({ call }) => {
        if (call.id === this.#id) load();
      },
      again: load,
    });
  }

  /** Null until the first answer. */
  get details(): CallDetails | null {
    return this.#details;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  /** Shows this call from now on. */
  show(id: string): void {
    this.#id = id;
    this.#failure = null;
    if (this.#details?.call.id !== id) this.#details = null;
    void this.load();
  }

  async load(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    try {
      const details = await this.#answers.next(this.#host.ask("call", { id }));
      if (details === overtaken || id !== this.#id) return;
      this.#details = details;
      this.#failure = null;
    } catch (reason) {
      if (id === this.#id) this.#failure = reason as NotAnswered;
    }
  }
}
