import type { Importing, ImportPreview } from "../../host/generated";
import type { Host } from "../../host/host";
import type { Source } from "../../state/feed.svelte";
import { partsOf } from "./file-parts";

/** How often a running import is asked how far it is. */
const LOOK_MS = 250;

/** Where the import of a file stands. */
export type Step =
  | { at: "choosing"; failure: unknown }
  | { at: "reading"; file: string }
  | { at: "looking"; file: string; preview: ImportPreview }
  | { at: "importing"; file: string; progress: Importing }
  | { at: "done"; file: string; progress: Importing; isCancelled: boolean };

/** The import of a file of contacts: it goes on while another page is looked at. */
export class ContactImport {
  #host: Host;
  #step = $state.raw<Step>({ at: "choosing", failure: null });
  #isCancelled = false;

  constructor({ host }: Source) {
    this.#host = host;
    void this.#resume();
  }

  get step(): Step {
    return this.#step;
  }

  /** Hands the file to the desk, and asks what its import would do. */
  async read(file: File): Promise<void> {
    const reading: Step = { at: "reading", file: file.name };
    this.#step = reading;
    try {
      let first = true;
      for (const part of partsOf(new Uint8Array(await file.arrayBuffer()))) {
        await this.#host.ask("add_to_import", { first, part });
        first = false;
        if (this.#step !== reading) return;
      }
      const preview = await this.#host.ask("preview_import", { file: file.name });
      if (this.#step === reading) this.#step = { at: "looking", file: file.name, preview };
    } catch (failure) {
      if (this.#step === reading) this.#step = { at: "choosing", failure };
    }
  }

  /** Another file is to be chosen. */
  startOver(): void {
    this.#step = { at: "choosing", failure: null };
  }

  /** Imports what was looked at. */
  async begin(file: string): Promise<void> {
    this.#isCancelled = false;
    await this.#follow(file, await this.#host.ask("import_contacts", {}));
  }

  /** Ends the import where it is; what it brought stays, and can be taken back. */
  async cancel(): Promise<void> {
    this.#isCancelled = true;
    await this.#host.ask("cancel_import", {});
  }

  /** One that was begun before this window was opened. */
  async #resume(): Promise<void> {
    const progress = await this.#host.ask("importing", {}).catch(() => null);
    if (progress?.running && this.#step.at === "choosing") await this.#follow("", progress);
  }

  async #follow(file: string, begun: Importing): Promise<void> {
    let progress = begun;
    while (progress.running) {
      this.#step = { at: "importing", file, progress };
      await new Promise((done) => setTimeout(done, LOOK_MS));
      // Where the desk does not answer, the next question may be answered again.
      progress = await this.#host.ask("importing", {}).catch(() => progress);
    }
    const isCancelled = this.#isCancelled && progress.done < progress.total;
    this.#step = { at: "done", file, progress, isCancelled };
  }
}
