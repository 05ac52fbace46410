import { getContext, setContext } from "svelte";

import type { DeskStatus, Party } from "../host/generated";
import type { Host } from "../host/host";
import { reasonOf } from "../words/failures";
import type { Formats } from "../words/formats";
import { dialable } from "../words/party";
import { t } from "../words/texts.svelte";
import { Clock } from "./clock.svelte";
import { Durations } from "./durations.svelte";
import { Feed, type Source } from "./feed.svelte";
import { Keys } from "./keys.svelte";
import { Router } from "./router.svelte";
import { Status } from "./status.svelte";
import { Toasts } from "./toasts.svelte";
import { Undo } from "./undo";
import { Writing } from "./writing.svelte";

/** The desk as every part of a window needs it; what a page alone needs is in the page's store. */
export class Desk implements Source {
  readonly host: Host;
  readonly feed: Feed;
  readonly clock: Clock;
  readonly durations: Durations;
  readonly router = new Router();
  readonly toasts = new Toasts();
  readonly keys = new Keys();
  readonly undo = new Undo();
  readonly writing = new Writing();
  #status: Status;
  #stores = new Map<unknown, unknown>();

  private constructor(host: Host, now: () => number) {
    this.host = host;
    this.feed = new Feed(host);
    this.clock = new Clock(now);
    this.durations = new Durations(this.feed, this.clock);
    this.#status = new Status(this);
  }

  /** Asks the desk how it is, and listens from then on. Fails where it does not answer. */
  static async open(host: Host, now: () => number): Promise<Desk> {
    const desk = new Desk(host, now);
    try {
      await desk.#status.open();
      return desk;
    } catch (reason) {
      desk.feed.close();
      throw reason;
    }
  }

  get status(): DeskStatus {
    return this.#status.current;
  }

  get formats(): Formats {
    return this.#status.formats;
  }

  /** How many missed callers are open. */
  get openMissed(): number {
    return this.#status.openMissed;
  }

  /** What is shown may be old: the feed has broken off, or the desk does not answer. */
  get lost(): boolean {
    return this.feed.lost || this.#status.unanswered;
  }

  /** Asks again how the desk is, for what no feed tells. */
  async lookAround(): Promise<void> {
    await this.#status.load();
  }

  /** The window's one store of this kind, made when it is first wanted. */
  store<Store>(kind: new (desk: Desk) => Store): Store {
    const known = this.#stores.get(kind) as Store | undefined;
    if (known) return known;
    const made = new kind(this);
    this.#stores.set(kind, made);
    return made;
  }

  async copy(text: string): Promise<boolean> {
    try {
      if (this.status.desktop) await this.host.ask("copy", { text });
      else await navigator.clipboard.writeText(text);
      return true;
    } catch (reason) {
      this.failed(reason);
      return false;
    }
  }

  /** Hands the number to whatever dials on this computer. */
  async callBack(party: Party): Promise<void> {
    await this.attempt(this.host.ask("call_back", { number: dialable(party) }));
  }

  /** Waits for a question; says so when it was not answered. True if it was. */
  async attempt(question: Promise<unknown>): Promise<boolean> {
    try {
      await question;
      return true;
    } catch (reason) {
      this.failed(reason);
      return false;
    }
  }

  failed(reason: unknown): void {
    this.toasts.fail(t("window-failed", { reason: reasonOf(reason) }));
  }
}

const place = Symbol("desk");

export function provideDesk(desk: Desk): void {
  setContext(place, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(place);
}
