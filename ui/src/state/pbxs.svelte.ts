import type { PbxRow } from "../host/generated";
import type { Host } from "../host/host";
import { learn, spoken } from "../words/texts.svelte";
import { Answers, overtaken } from "./answers";
import type { Source } from "./feed.svelte";

/** The PBXs that the desk knows, as each says of itself. */
export class Pbxs {
  #host: Host;
  #answers = new Answers();
  #all = $state.raw<PbxRow[] | null>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    feed.follow({ again: () => void this.load() });
    // They speak the window's language, whichever that is.
    $effect.root(() => {
      $effect(() => {
        void spoken();
        void this.load();
      });
    });
  }

  /** Null until the first answer. */
  get all(): PbxRow[] | null {
    return this.#all;
  }

  /** What is known of one; null where this build does not know it. */
  of(id: string): PbxRow | null {
    return this.#all?.find((pbx) => pbx.id === id) ?? null;
  }

  /**
   * Its name as its maker writes it, or its id where this build does not know it; empty until the
   * first answer, so that no id is shown for a moment.
   */
  title(id: string): string {
    return this.#all ? (this.of(id)?.title ?? id) : "";
  }

  async load(): Promise<void> {
    try {
      const all = await this.#answers.next(this.#host.ask("pbxs", { language: spoken() }));
      if (all === overtaken) return;
      learn(all.map((pbx) => pbx.texts).join("\n"));
      this.#all = all;
    } catch {
      // Ids have to do until the feed goes on.
      this.#all ??= [];
    }
  }
}
