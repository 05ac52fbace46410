import type { ArrivalFile, Arriving } from "../../host/generated";
import type { Host } from "../../host/host";
import type { Source } from "../../state/feed.svelte";
import { partsOf } from "../contacts/file-parts";

/** How often it is asked how far it is. */
const LOOK_MS = 250;
/** How much of the file is in this window's memory at once. */
const SLICE = 1024 * 1024;

/** Where the file of another computer stands. */
export type Step =
  | { at: "choosing"; failure: unknown }
  | { at: "reading"; done: number; total: number }
  | { at: "looking"; file: ArrivalFile }
  | { at: "arriving"; progress: Arriving };

/** The desk of another computer on its way in: it goes on while another page is looked at. */
export class ComingIn {
  #host: Host;
  #step = $state.raw<Step>({ at: "choosing", failure: null });

  constructor({ host }: Source) {
    this.#host = host;
    void this.#resume();
  }

  get step(): Step {
    return this.#step;
  }

  /** Hands the file to the desk, and asks what it is. */
  async read(file: Blob): Promise<void> {
    const total = file.size;
    let mine: Step = { at: "reading", done: 0, total };
    this.#step = mine;
    try {
      let first = true;
      for (let at = 0; at === 0 || at < total; at += SLICE) {
        const slice = await file.slice(at, at + SLICE).arrayBuffer();
        for (const part of partsOf(new Uint8Array(slice))) {
          await this.#host.ask("add_to_arrival", { first, part });
          first = false;
          // Somebody has chosen another.
          if (this.#step !== mine) return;
        }
        this.#step = mine = { at: "reading", done: Math.min(at + SLICE, total), total };
      }
      const looked = await this.#host.ask("look_at_arrival", {});
      if (this.#step === mine) this.#step = { at: "looking", file: looked };
    } catch (failure) {
      if (this.#step === mine) this.#step = { at: "choosing", failure };
    }
  }

  /** Has it made ready; without a passphrase, the secrets are left out. */
  async begin(passphrase: string): Promise<void> {
    const given = passphrase === "" ? null : passphrase;
    await this.#follow(await this.#host.ask("arrive", { passphrase: given }));
  }

  /** Another file is to be chosen. */
  startOver(): void {
    this.#step = { at: "choosing", failure: null };
  }

  /** One that was begun before this window was opened, or stands ready. */
  async #resume(): Promise<void> {
    const progress = await this.#host.ask("arriving", {}).catch(() => null);
    const known = progress?.running || progress?.arrived;
    if (progress && known && this.#step.at === "choosing") await this.#follow(progress);
  }

  async #follow(begun: Arriving): Promise<void> {
    let progress = begun;
    this.#step = { at: "arriving", progress };
    while (progress.running) {
      await new Promise((done) => setTimeout(done, LOOK_MS));
      // Where the desk does not answer, the next question may be answered again.
      progress = await this.#host.ask("arriving", {}).catch(() => progress);
      this.#step = { at: "arriving", progress };
    }
  }
}
