import { getContext, setContext } from "svelte";

import { CallList } from "../pages/calls/call-list.svelte";
import { Tunnel } from "../pages/connections/reach/tunnel.svelte";
import { Formats } from "../words/formats";
import type { CallRow, DeskStatus, FeedItem, HookRow, Party } from "../host/generated";
import { type Host, NotAnswered } from "../host/host";
import { MissedList } from "../pages/missed/missed-list.svelte";
import { dialable } from "../words/party";
import { fromView } from "./route";
import { Router } from "./router.svelte";
import { speak, t, textIfAny } from "../words/texts.svelte";
import { Keys } from "./keys.svelte";
import { Clock } from "./clock.svelte";
import { Toasts } from "./toasts.svelte";

/** All that the window knows of the desk, kept up to date by its feed. */
export class Desk {
  readonly host: Host;
  readonly clock: Clock;
  readonly router = new Router();
  readonly toasts = new Toasts();
  readonly keys = new Keys();
  readonly calls: CallList;
  readonly missed: MissedList;
  readonly tunnel: Tunnel;
  /** The last news of any call, for whoever shows one. */
  news = $state.raw<CallRow | null>(null);
  #status = $state.raw<DeskStatus | null>(null);
  #formats = $state.raw(new Formats("en", ""));
  #hooks = $state.raw<HookRow[] | null>(null);
  #openMissed = $state(0);
  #lost = $state(false);
  #seenRunning = new Map<string, { status: string; since: number }>();
  /** Rises with each change of the settings by anybody. */
  settingsChanged = $state(0);

  private constructor(host: Host, now: () => number) {
    this.host = host;
    this.clock = new Clock(now);
    this.calls = new CallList(host);
    this.missed = new MissedList(host);
    this.tunnel = new Tunnel(host);
  }

  /** Asks the desk how it is, learns its language, and listens from then on. */
  static async open(host: Host, now: () => number): Promise<Desk> {
    const desk = new Desk(host, now);
    await desk.#refreshStatus();
    host.listen({
      item: (item) => desk.#take(item),
      connected: () => desk.#connected(),
      lost: () => (desk.#lost = true),
    });
    void desk.calls.load();
    void desk.missed.load();
    return desk;
  }

  get status(): DeskStatus {
    if (!this.#status) throw new Error("the desk is not open");
    return this.#status;
  }

  get formats(): Formats {
    return this.#formats;
  }

  /** Null until the first answer. */
  get hooks(): HookRow[] | null {
    return this.#hooks;
  }

  get openMissed(): number {
    return this.#openMissed;
  }

  /** The feed has broken off. */
  get lost(): boolean {
    return this.#lost;
  }

  /**
   * How many seconds a running call has been ringing or talking. Counted by this computer's clock
   * from when it was first seen so, since the PBX's clock may be minutes away.
   */
  elapsed(call: CallRow): number | null {
    const seen = this.#seenRunning.get(call.id);
    if (seen?.status === call.status) return (this.clock.second - seen.since) / 1000;
    const began = Date.parse(call.answered_at ?? call.started_at);
    const seconds = (this.clock.second - began) / 1000;
    return seconds >= 0 && seconds < 4 * 3600 ? seconds : null;
  }

  async loadHooks(): Promise<void> {
    this.#hooks = await this.host.ask("hooks", {});
  }

  /** Puts a hook that the desk has just answered with in its place. */
  keepHook(hook: HookRow): void {
    const hooks = this.#hooks ?? [];
    const known = hooks.some((other) => other.id === hook.id);
    this.#hooks = known
      ? hooks.map((other) => (other.id === hook.id ? hook : other))
      : [...hooks, hook];
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
    const number = dialable(party);
    if (this.status.desktop) await this.attempt(this.host.ask("call_back", { number }));
    else location.assign(`tel:${number}`);
  }

  async sendTestCall(hook: number): Promise<void> {
    if (await this.attempt(this.host.ask("send_test_call", { hook }))) {
      this.toasts.say(t("connections-test-sent"));
    }
  }

  async markDone(call: string, who: string): Promise<void> {
    const undo = () => void this.attempt(this.missed.mark(call, false));
    if (await this.attempt(this.missed.mark(call, true))) {
      this.toasts.say(t("missed-cleared", { who }), { label: t("window-undo"), run: undo });
    }
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
    this.toasts.fail(t("window-failed", { reason: this.reason(reason) }));
  }

  /** Why a question was not answered, in words. */
  reason(failure: unknown): string {
    if (!(failure instanceof NotAnswered)) return String(failure);
    return this.problem(failure.code, failure.detail);
  }

  /** A problem's text; in the desk's own words where the window has none. */
  problem(code: string, detail: string): string {
    return textIfAny(`error-${code}`, { detail }) ?? (detail || code);
  }

  #take(item: FeedItem): void {
    switch (item.type) {
      case "call":
        this.#rememberRunning(item.call);
        this.calls.take(item.call);
        if (item.call.missed) void this.missed.load();
        this.#setOpenMissed(item.open_missed);
        this.news = item.call;
        return;
      case "calls":
        void this.calls.load();
        void this.missed.load();
        void this.#refreshStatus();
        return;
      case "missed":
        void this.missed.load();
        void this.#refreshStatus();
        return;
      case "hooks":
        if (this.#hooks) void this.attempt(this.loadHooks());
        return;
      case "tunnel":
        void this.tunnel.changed();
        void this.#refreshStatus();
        return;
      case "settings":
        this.settingsChanged += 1;
        void this.#refreshStatus();
        return;
      case "status":
        // The desktop also says so when news came faster than it could be passed on.
        void this.#refreshStatus();
        void this.calls.catchUp();
        return;
      case "show":
        this.router.go(fromView(item.view));
        return;
    }
  }

  // What came before the feed stood, or while it was broken, is in the answers only.
  #connected(): void {
    if (this.#lost) void this.#refreshStatus();
    this.#lost = false;
    void this.calls.catchUp();
    void this.missed.load();
    void this.tunnel.changed();
    if (this.#hooks) void this.attempt(this.loadHooks());
  }

  /** Asks again how the desk is, for what no feed tells. */
  async lookAround(): Promise<void> {
    await this.#refreshStatus();
  }

  async #refreshStatus(): Promise<void> {
    const first = this.#status === null;
    try {
      const status = await this.host.ask("status", {});
      if (status.language !== this.#status?.language) await speak(status.language);
      this.#formats = new Formats(status.language, status.region, status.time_zone);
      this.#status = status;
      this.#setOpenMissed(status.open_missed);
    } catch (reason) {
      if (first) throw reason;
      this.#lost = true;
    }
  }

  #setOpenMissed(count: number): void {
    if (count === this.#openMissed) return;
    this.#openMissed = count;
    void this.missed.load();
  }

  #rememberRunning(call: CallRow): void {
    if (call.status === "ended") this.#seenRunning.delete(call.id);
    else if (this.#seenRunning.get(call.id)?.status !== call.status) {
      this.#seenRunning.set(call.id, { status: call.status, since: this.clock.now() });
    }
  }
}

const place = Symbol("desk");

export function provideDesk(desk: Desk): void {
  setContext(place, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(place);
}
