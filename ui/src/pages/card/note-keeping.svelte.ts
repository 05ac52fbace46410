import type { Host } from "../../host/host";

/** A pause in writing, after which what was written is kept. */
const PAUSE_MS = 700;
/** What could not be kept is tried again after this. */
const AGAIN_MS = 3000;

/** The note of one call while it is written: kept at every pause, and tried again until it is. */
export class NoteKeeping {
  #host: Host;
  #call: string;
  #kept: string;
  #text = $state("");
  #phase = $state<"resting" | "kept" | "failed">("resting");
  #touched = false;
  #keeping = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host, call: string, kept: string) {
    this.#host = host;
    this.#call = call;
    this.#kept = this.#text = kept;
  }

  get text(): string {
    return this.#text;
  }

  /** What became of it. */
  get phase(): "resting" | "kept" | "failed" {
    return this.#phase;
  }

  /** Whether something is still to be kept. */
  get isPending(): boolean {
    return this.#touched;
  }

  /** Somebody writes. */
  write(text: string): void {
    this.#text = text;
    this.#touched = true;
    this.#phase = "resting";
    this.#later(PAUSE_MS);
  }

  /** The desk tells the note as it is; what is being written here is the later word. */
  hear(note: string): void {
    if (this.#touched || this.#keeping) return;
    if (note !== this.#text.trim()) this.#text = note;
    this.#kept = note;
  }

  /** Keeps what is written, unless it is kept already. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#touched || this.#keeping) return;
    const note = this.#text.trim();
    if (note === this.#kept) {
      this.#touched = false;
      return;
    }
    this.#keeping = true;
    try {
      await this.#host.ask("set_note", { call: this.#call, note });
      this.#kept = note;
      this.#touched = this.#text.trim() !== note;
      if (!this.#touched) this.#phase = "kept";
    } catch {
      this.#phase = "failed";
    }
    this.#keeping = false;
    if (this.#touched) this.#later(this.#phase === "failed" ? AGAIN_MS : PAUSE_MS);
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), ms);
  }
}
