import type { UpdateNews } from "../../host/generated";
import type { Host } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** What is known of newer versions, kept up to date by the feed. */
export class Updates {
  #host: Host;
  #answers = new Answers();
  #known = $state.raw<UpdateNews | null>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    feed.follow({ update: load, again: load });
    load();
  }

  /** Null where nobody looks for any: there is nothing to be said then. */
  get known(): UpdateNews | null {
    return this.#known?.way === "unknown" ? null : this.#known;
  }

  /** Where the desk does not answer, the window says so already. */
  async load(): Promise<void> {
    const known = await this.#answers.next(this.#host.ask("updates", {})).catch(() => null);
    if (known !== null && known !== overtaken) this.#known = known;
  }

  async look(): Promise<void> {
    await this.#host.ask("look_for_update", {});
  }

  /** Has it fetched and, once nobody is on the phone, put in place. */
  async take(): Promise<void> {
    await this.#host.ask("take_update", {});
  }

  /** Has it not put in place after all. */
  async leave(): Promise<void> {
    await this.#host.ask("leave_update", {});
  }
}
