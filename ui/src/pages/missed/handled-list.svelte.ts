import type { HandledRow } from "../../host/generated";
import type { NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Desk } from "../../state/desk.svelte";

/** Who was settled today. */
export class HandledList {
  #desk: Desk;
  #rows = $state.raw<HandledRow[] | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);
  #answers = new Answers();

  constructor(desk: Desk) {
    this.#desk = desk;
    const load = () => void this.load();
    desk.feed.follow({ calls: load, missed: load, again: load });
    load();
  }

  /** Null until the first answer. */
  get rows(): HandledRow[] | null {
    return this.#rows;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    const { formats, clock, host } = this.#desk;
    const { start } = formats.dayOf(new Date(clock.now()).toISOString());
    try {
      const rows = await this.#answers.next(host.ask("handled", { since: `${start}Z` }));
      if (rows === overtaken) return;
      this.#rows = rows;
      this.#failure = null;
    } catch (reason) {
      this.#failure = reason as NotAnswered;
    }
  }
}
