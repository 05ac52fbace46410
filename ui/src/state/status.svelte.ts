import type { DeskStatus } from "../host/generated";
import { Formats } from "../words/formats";
import { speak } from "../words/texts.svelte";
import { Answers, overtaken } from "./answers";
import type { Source } from "./feed.svelte";

/** How the desk is, and what follows from that for everything shown: its language and formats. */
export class Status {
  #source: Source;
  #answers = new Answers();
  #current = $state.raw<DeskStatus | null>(null);
  #formats = $state.raw(new Formats("en", ""));
  #openMissed = $state(0);
  /** How often the number of missed callers was told; it is newer than an answer asked for before. */
  #told = 0;
  #unanswered = $state(false);

  constructor(source: Source) {
    this.#source = source;
  }

  /** Asks for the first time; fails where the desk does not answer. From then on it is kept. */
  async open(): Promise<void> {
    await this.#ask();
    const load = () => void this.load();
    this.#source.feed.follow({
      call: ({ open_missed }) => {
        this.#told += 1;
        this.#openMissed = open_missed;
      },
      calls: load,
      gone: load,
      missed: load,
      settings: load,
      status: load,
      tunnel: load,
      again: load,
    });
  }

  get current(): DeskStatus {
    if (!this.#current) throw new Error("the desk is not open");
    return this.#current;
  }

  get formats(): Formats {
    return this.#formats;
  }

  /** How many missed callers are open. */
  get openMissed(): number {
    return this.#openMissed;
  }

  /** The desk did not answer when it was last asked. */
  get unanswered(): boolean {
    return this.#unanswered;
  }

  async load(): Promise<void> {
    await this.#ask().catch(() => (this.#unanswered = true));
  }

  async #ask(): Promise<void> {
    const told = this.#told;
    const status = await this.#answers.next(this.#source.host.ask("status", {}));
    if (status === overtaken) return;
    const language = this.#current?.language;
    this.#formats = new Formats(status.language, status.region, status.time_zone);
    this.#current = status;
    this.#unanswered = false;
    if (told === this.#told) this.#openMissed = status.open_missed;
    if (status.language !== language) await speak(status.language);
  }
}
