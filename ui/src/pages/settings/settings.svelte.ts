import type { QuietChoice, Settings, SettingsPatch } from "../../host/generated";
import type { Host } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** The settings, which the tray, the command line and other windows may change, too. */
export class SettingsStore {
  #host: Host;
  #answers = new Answers();
  #kept = $state.raw<Settings | null>(null);
  #failure = $state.raw<unknown>(null);
  /** Chosen here, and not yet answered; shown already. */
  #wanted = $state.raw<readonly SettingsPatch[]>([]);

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
  async change(change: SettingsPatch): Promise<void> {
    await this.#showing(change, () => this.#host.ask("change_settings", change));
  }

  /** Has nobody disturbed, for a time or until it is asked otherwise. */
  async silence(choice: QuietChoice): Promise<void> {
    const change = { do_not_disturb: choice !== "off" };
    await this.#showing(change, () => this.#host.ask("do_not_disturb", { choice }));
  }

  async #showing(change: SettingsPatch, ask: () => Promise<Settings>): Promise<void> {
    this.#wanted = [...this.#wanted, change];
    try {
      const question = ask();
      const settings = await this.#answers.next(question);
      if (settings !== overtaken) this.#kept = settings;
      else await this.load();
    } finally {
      this.#wanted = this.#wanted.filter((other) => other !== change);
    }
  }
}
