import type { Settings } from "../../host/generated";
import type { Host } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** What is changed in one go; everything else stays as it is. */
export type SettingsChange = Partial<Settings>;

/** The settings, which the tray, the command line and other windows may change, too. */
export class SettingsStore {
  #host: Host;
  #answers = new Answers();
  #kept = $state.raw<Settings | null>(null);
  #failure = $state.raw<unknown>(null);
  /** Chosen here, and not yet answered; shown already. */
  #wanted = $state.raw<readonly SettingsChange[]>([]);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    feed.follow({ settings: load, again: load });
    load();
  }

  /** As they are, or will be as soon as the desk has answered; null until its first answer. */
  get current(): Settings | null {
    return this.#kept && Object.assign({ ...this.#kept }, ...this.#wanted);
  }

  /** Why there is no answer. */
  get failure(): unknown {
    return this.#failure;
  }

  async load(): Promise<void> {
    try {
      const settings = await this.#answers.next(this.#host.ask("settings", {}));
      if (settings === overtaken) return;
      this.#kept = settings;
      this.#failure = null;
    } catch (reason) {
      this.#failure = reason;
    }
  }

  /** Changes some of them at once; what the desk does not take springs back. */
  async change(change: SettingsChange): Promise<void> {
    this.#wanted = [...this.#wanted, change];
    try {
      const settings = await this.#answers.next(this.#ask(change));
      if (settings !== overtaken) this.#kept = settings;
      else await this.load();
    } finally {
      this.#wanted = this.#wanted.filter((other) => other !== change);
    }
  }

  #ask(change: SettingsChange): Promise<Settings> {
    return this.#host.ask("save_settings", { ...(this.current as Settings), ...change });
  }
}
