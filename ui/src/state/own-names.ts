import type { Host } from "../host/host";
import { nameOurs } from "../words/ours.svelte";
import { Answers, overtaken } from "./answers";
import type { Source } from "./feed.svelte";

/** Keeps the names of our own numbers as the desk has them. */
export class OwnNames {
  #host: Host;
  #answers = new Answers();

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.#load();
    // A hook may have another country, where they read otherwise.
    feed.follow({ settings: load, hooks: load, again: load });
    load();
  }

  async #load(): Promise<void> {
    try {
      const names = await this.#answers.next(this.#host.ask("own_names", {}));
      if (names !== overtaken) nameOurs(names);
    } catch {
      // Numbers stand for themselves until the desk answers again.
    }
  }
}
