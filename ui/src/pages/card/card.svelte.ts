import type { Card } from "../../host/generated";
import type { Host } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import { Feed } from "../../state/feed.svelte";
import { NoteKeeping } from "./note-keeping.svelte";

/** The desk takes whoever has not written for two minutes for gone. */
const TELL_AGAIN_MS = 20_000;

/** The card as the desk tells it, and what is done on it. */
export class CardStore {
  readonly #host: Host;
  readonly #answers = new Answers();
  readonly #notes = new Map<string, NoteKeeping>();
  #card = $state.raw<Card | null>(null);
  #failed = $state(false);
  #writing: string | null = null;
  #toldAt = 0;

  constructor(host: Host) {
    this.#host = host;
    new Feed(host).follow({
      card: ({ card }) => {
        this.#answers.outdate();
        this.#show(card);
      },
      again: () => void this.#load(),
    });
  }

  /** What is to be shown; null before the first call. */
  get card(): Card | null {
    return this.#card;
  }

  /** What was pressed last had no effect. */
  get failed(): boolean {
    return this.#failed;
  }

  /** The note of a call on the card. */
  note(call: string, kept: string): NoteKeeping {
    let note = this.#notes.get(call);
    if (!note) this.#notes.set(call, (note = new NoteKeeping(this.#host, call, kept)));
    return note;
  }

  /** Somebody writes on this call, or on none any more; the desk is told now and then. */
  write(call: string | null, anew = false): void {
    const now = Date.now();
    const isKnown = call === this.#writing && (call === null || now - this.#toldAt < TELL_AGAIN_MS);
    if (isKnown && !anew) return;
    this.#writing = call;
    this.#toldAt = now;
    // Without an answer the card goes by its own time.
    this.#host.ask("write_on_card", { call }).catch(() => undefined);
  }

  async open(view: string): Promise<void> {
    await this.#attempt(this.#host.ask("show", { view }));
  }

  async done(call: string): Promise<void> {
    await this.#attempt(this.#host.ask("mark_done", { call, done: true }));
  }

  async close(call: string): Promise<void> {
    await this.#attempt(this.#host.ask("close_on_card", { call }));
  }

  async closeMissed(number: number): Promise<void> {
    await this.#attempt(this.#host.ask("close_missed_on_card", { number }));
  }

  async copy(text: string): Promise<boolean> {
    return this.#attempt(this.#put(text));
  }

  /** Tells how high the page is, for the window around it. */
  fit(height: number): void {
    // A window that does not fit is scrolled.
    this.#host.ask("card_height", { height }).catch(() => undefined);
  }

  async #put(text: string): Promise<void> {
    const { desktop } = await this.#host.ask("status", {});
    if (desktop) await this.#host.ask("copy", { text });
    else await navigator.clipboard.writeText(text);
  }

  async #load(): Promise<void> {
    const card = await this.#answers.next(this.#host.ask("card", {})).catch(() => overtaken);
    if (card !== overtaken && card !== null) this.#show(card as Card);
  }

  #show(card: Card): void {
    const there = new Set(card.calls.map((call) => call.id));
    for (const [id, note] of this.#notes) {
      // One that is not kept yet is kept all the same.
      if (!there.has(id) && !note.isPending) this.#notes.delete(id);
    }
    for (const call of card.calls) this.#notes.get(call.id)?.hear(call.note);
    this.#card = card;
  }

  async #attempt(question: Promise<unknown>): Promise<boolean> {
    try {
      await question;
      this.#failed = false;
      return true;
    } catch {
      this.#failed = true;
      return false;
    }
  }
}
