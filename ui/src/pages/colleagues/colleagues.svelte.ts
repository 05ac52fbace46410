import type { Colleague } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** Who of ours is on the phone, kept up to date by the feed. */
export class Colleagues {
  #host: Host;
  #answers = new Answers();
  #rows = $state.raw<Colleague[] | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    const changes = { call: load, calls: load, gone: load, colleagues: load };
    feed.follow({ ...changes, settings: load, contacts: load, again: load });
    load();
  }

  /** Null until the first answer. */
  get rows(): Colleague[] | null {
    return this.#rows;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  /** The colleague who is called so, by name or number. */
  find(wanted: string): Colleague | null {
    const text = wanted.trim();
    return this.#rows?.find(({ name, number }) => name === text || number === text) ?? null;
  }

  async load(): Promise<void> {
    try {
      const answer = await this.#answers.next(this.#host.ask("colleagues", {}));
      if (answer === overtaken) return;
      this.#rows = answer.rows;
      this.#failure = null;
    } catch (reason) {
      this.#failure = reason as NotAnswered;
    }
  }
}
