import type { Exporting } from "../../host/generated";
import type { Host } from "../../host/host";
import type { Source } from "../../state/feed.svelte";

/** How often a running export is asked how far it is. */
const LOOK_MS = 250;

/** Everything written into one file: it goes on while another page is looked at. */
export class Moving {
  #host: Host;
  #export = $state.raw<Exporting | null>(null);

  constructor({ host }: Source) {
    this.#host = host;
    void this.#resume();
  }

  /** How far it is, or what came of it; null before the first one. */
  get export(): Exporting | null {
    return this.#export;
  }

  /** Has everything written; without a passphrase, the secrets stay out. */
  async begin(passphrase: string): Promise<void> {
    const params = passphrase === "" ? {} : { passphrase };
    await this.#follow(await this.#host.ask("export", params));
  }

  /** Ends it; nothing of the file stays. */
  async cancel(): Promise<void> {
    await this.#host.ask("cancel_export", {});
  }

  /** Another file is to be written. */
  startOver(): void {
    this.#export = null;
  }

  /** One that was begun before this window was opened. */
  async #resume(): Promise<void> {
    const begun = await this.#host.ask("exporting", {}).catch(() => null);
    if (begun?.running && this.#export === null) await this.#follow(begun);
  }

  async #follow(begun: Exporting): Promise<void> {
    this.#export = begun;
    while (this.#export.running) {
      await new Promise((done) => setTimeout(done, LOOK_MS));
      // Where the desk does not answer, the next question may be answered again.
      this.#export = await this.#host.ask("exporting", {}).catch(() => this.#export ?? begun);
    }
  }
}
