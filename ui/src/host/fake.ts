// A desk that is invented from beginning to end, for tests and for looking at. It is part of no
// program that ships.

import { blank, callAt, iso, NOW } from "./fake/calls";
import { detailsOf } from "./fake/details";
import { FakeHooks } from "./fake/hooks";
import { extension, lines, longName, people } from "./fake/people";
import { choiceOf, tunnelOf } from "./fake/tunnel";
import type {
  AskErrorCode,
  CallRow,
  CallsPage,
  CallsParams,
  DeskStatus,
  FeedItem,
  HookRow,
  LimitSourcesParams,
  CallDetails,
  MissedPage,
  MissedRow,
  Settings,
  TunnelChoice,
  TunnelView,
  UpdateHookParams,
} from "./generated";
import { type FeedListener, type Host, NotAnswered, type QuestionName } from "./host";

export type Scene = {
  language: DeskStatus["language"];
  /** How many calls the history holds. */
  calls: number;
  blind: boolean;
  /** Some callers are on the line. */
  running: boolean;
  desktop: boolean;
  /** Every answer takes this many milliseconds. */
  delay: number;
  /** Nothing is understood, everything fails. */
  failing: boolean;
  /** How the PBX reaches the desk: a kind of tunnel. */
  tunnel: string;
  /** Why the PBX does not reach the desk: a code of `reach-next-…`. */
  unreached: string | null;
  /** Nobody has looked yet whether it does. */
  unchecked: boolean;
  /** The public address is another one than before. */
  changed: boolean;
  keyring: boolean;
  /** So many requests knew no address. */
  strangers: number;
};

export const day: Scene = {
  language: "tr",
  calls: 900,
  blind: false,
  running: true,
  desktop: false,
  delay: 0,
  failing: false,
  tunnel: "address",
  unreached: null,
  unchecked: false,
  changed: false,
  keyring: true,
  strangers: 0,
};

export class FakeHost implements Host {
  readonly scene: Scene;
  /** Every question asked, for tests. */
  readonly asked: [QuestionName, unknown][] = [];
  #now: () => number;
  /** Calls that differ from what their index says, or have none. */
  #changed = new Map<string, CallRow>();
  #added: CallRow[] = [];
  #listeners = new Set<FeedListener>();
  #hooks: FakeHooks;
  #settings: Settings;
  #blind: DeskStatus["blind"];
  #tunnel: TunnelChoice;
  #checkedAgo = 20;
  /** The hook that a call came to, where that is not the PBX's first. */
  #cameTo = new Map<string, string>();

  constructor(scene: Partial<Scene> = {}, now: () => number = () => NOW) {
    this.scene = { ...day, ...scene };
    this.#now = now;
    this.#hooks = new FakeHooks(
      now,
      this.scene.calls > 0,
      () => this.#reach().status.public_url ?? "http://127.0.0.1:8460",
    );
    this.#tunnel = choiceOf(this.scene.tunnel);
    this.#blind = this.scene.blind
      ? { code: "cannot-store", detail: "No space left on device" }
      : null;
    this.#settings = {
      language: "system",
      extensions: this.scene.calls > 0 ? ["1001", "1002"] : [],
      queues: this.scene.calls > 0 ? ["200"] : [],
      internal_calls: false,
      do_not_disturb: false,
      retention_days: null,
    };
    if (this.scene.running) this.#added = this.#onTheLine();
  }

  async ask(name: QuestionName, params: unknown): Promise<never> {
    this.asked.push([name, params]);
    if (this.scene.delay > 0 && name !== "status")
      await new Promise((done) => setTimeout(done, this.scene.delay));
    if (this.scene.failing && name !== "status") this.#refuse("storage", "database is locked");
    return structuredClone(this.#answer(name, params as Record<string, unknown>)) as never;
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    queueMicrotask(() => listener.connected());
    return () => this.#listeners.delete(listener);
  }

  /** Sends news to the window. */
  tell(item: FeedItem): void {
    for (const listener of this.#listeners) listener.item(structuredClone(item));
  }

  lose(): void {
    for (const listener of this.#listeners) listener.lost();
  }

  find(): void {
    for (const listener of this.#listeners) listener.connected();
  }

  /** Somebody calls now. */
  ring(person = 1, extensions = ["1001"]): CallRow {
    const caller = people[person % people.length] ?? longName;
    const index = -1 - this.#added.length;
    const started = iso(this.#now());
    const call: CallRow = {
      ...blank(index, started, caller, lines[0] ?? extension("200")),
      status: "ringing",
      extensions,
    };
    this.#added.unshift(call);
    return this.#news(call);
  }

  /** The PBX posts the beginning of a call to this hook. */
  deliver(id: number, person = 1): CallRow {
    const hook = this.#hooks.find(id);
    const index = -1 - this.#added.length;
    const caller = people[person % people.length] ?? longName;
    const line = lines[hook.pbx === "mtt" ? 2 : hook.pbx === "bulutfon" ? 1 : 0];
    const call: CallRow = {
      ...blank(index, iso(this.#now()), caller, line ?? extension("200")),
      status: "ringing",
      extensions: ["1001"],
    };
    this.#cameTo.set(call.id, hook.name);
    this.#added.unshift(call);
    hook.deliveries += 1;
    hook.last_delivery_at = iso(this.#now() + 1000);
    this.tell({ type: "hooks" });
    return this.#news(call);
  }

  /** The PBX posts something to this hook that nobody understands. */
  babble(id: number, what = "moon_landing"): void {
    const hook = this.#hooks.find(id);
    const received_at = iso(this.#now() + 1000);
    hook.deliveries += 1;
    hook.last_delivery_at = received_at;
    hook.not_understood.unshift({ received_at, what, body: `event_type=${what}` });
    this.tell({ type: "hooks" });
  }

  /** The PBX tests the address of this hook. */
  test(id: number): void {
    this.#hooks.find(id).last_tested_at = iso(this.#now() + 1000);
    this.tell({ type: "hooks" });
  }

  answer(id: string, by = "1001"): CallRow {
    return this.#news({
      ...this.#call(id),
      status: "in_progress",
      answered_by: by,
      answered_at: iso(this.#now()),
    });
  }

  end(id: string): CallRow {
    const call = this.#call(id);
    const reached = call.answered_at !== null;
    return this.#news({
      ...call,
      status: "ended",
      ended_at: iso(this.#now()),
      disposition: reached ? "answered" : "no_answer",
      missed: !reached && call.direction === "inbound",
      talk_seconds: reached ? 61 : null,
      waited_seconds: 12,
    });
  }

  #answer(name: QuestionName, params: Record<string, unknown>): unknown {
    switch (name) {
      case "status":
        return this.#status();
      case "calls":
        return this.#page(params as CallsParams);
      case "call":
        return this.#details(String(params.id));
      case "missed":
        return this.#missed();
      case "mark_done":
        return this.#mark(String(params.call), Boolean(params.done));
      case "set_note": {
        const note = String(params.note) || null;
        this.#news({ ...this.#call(String(params.call)), note });
        return null;
      }
      case "hooks":
        return this.#hooks.all();
      case "add_hook":
        return this.#hooks.add(params as { pbx: HookRow["pbx"]; name: string });
      case "update_hook":
        return this.#hooks.update(params as UpdateHookParams);
      case "rotate_token":
        return this.#hooks.rotate(params as { hook: number; overlap_hours: number });
      case "revoke_token":
        return this.#hooks.change(Number(params.hook), { previous_until: null });
      case "limit_sources": {
        const { hook, allowed, header } = params as LimitSourcesParams;
        return this.#hooks.change(hook, { allowed_sources: allowed, source_header: header });
      }
      case "send_test_call": {
        const call = this.ring(4);
        setTimeout(() => this.answer(call.id), 1500);
        setTimeout(() => this.end(call.id), 4000);
        return null;
      }
      case "settings":
        return this.#settings;
      case "save_settings":
        this.#settings = params as Settings;
        this.tell({ type: "settings" });
        return this.#settings;
      case "tunnel":
        return this.#reach();
      case "use_tunnel":
        this.#tunnel = params.choice as TunnelChoice;
        return this.#retell(this.scene.unreached);
      case "check_tunnel":
        this.#checkedAgo = 0;
        this.#retell(this.scene.unreached);
        return null;
      case "forget_host_key":
        this.#retell(null);
        return null;
      case "address_entered":
        this.scene.changed = false;
        this.#retell(this.scene.unreached);
        return null;
      case "forget":
      case "call_back":
      case "copy":
        return null;
    }
  }

  #status(): DeskStatus {
    const { language } = this.#settings;
    return {
      version: "0.1.0",
      listen: "127.0.0.1:8460",
      data_dir: "/home/ayse/.local/share/kimo",
      language: language === "system" ? this.scene.language : language,
      region: "TR",
      time_zone: "Europe/Istanbul",
      open_missed: this.#missed().total,
      total_calls: this.scene.calls,
      blind: this.#blind,
      strangers: this.#strangers(),
      address_changed: this.scene.changed,
      desktop: this.scene.desktop,
      problems: [],
    };
  }

  #page({ filter, search, before, limit }: CallsParams): CallsPage {
    const rows: CallRow[] = [];
    const from = before === null ? 0 : Number(before);
    const all = this.#added.length + this.scene.calls;
    // An invented desk has no index to search by; it gives up where a real one would not.
    const until = search === "" && filter === "all" ? all : Math.min(all, from + 20_000);
    let at = from;
    for (; at < until && rows.length < limit; at++) {
      const call = this.#at(at);
      if (matches(call, filter) && found(call, search)) rows.push(call);
    }
    return { rows, next: at < until ? String(at) : null };
  }

  #details(id: string): unknown {
    const call = this.#call(id);
    const { raw } = call.other;
    const earlier = Array.from({ length: Math.min(this.scene.calls, 400) }, (_, at) => this.#at(at))
      .filter(
        (other) =>
          other.other.raw === raw &&
          other.id !== id &&
          other.started_at < call.started_at &&
          raw !== "",
      )
      .slice(0, 5);
    const details: CallDetails = detailsOf(call, earlier);
    const hook = this.#cameTo.get(id);
    if (hook) for (const delivery of details.deliveries) delivery.hook = hook;
    return details;
  }

  #reach(): TunnelView {
    return tunnelOf(this.#tunnel, this.#now(), { ...this.scene, age: this.#checkedAgo });
  }

  /** Tells how the desk is reached from now on. */
  #retell(unreached: string | null): TunnelView {
    this.scene.unreached = unreached;
    this.scene.unchecked = false;
    this.tell({ type: "tunnel" });
    this.tell({ type: "hooks" });
    return this.#reach();
  }

  #strangers(): DeskStatus["strangers"] {
    const total = this.scene.strangers;
    const last_at = total > 0 ? iso(this.#now() - 40_000) : null;
    return { total, last_minute: Math.min(total, 2), last_at };
  }

  #missed(): MissedPage {
    const open = new Map<string, MissedRow>();
    const closed = new Set<string>();
    for (let at = 0; at < Math.min(this.scene.calls + this.#added.length, 130); at++) {
      const call = this.#at(at);
      const key = call.other.e164 ?? call.other.raw;
      if (closed.has(key) || call.status !== "ended") continue;
      if (call.done || (call.disposition === "answered" && call.direction !== "internal")) {
        if (key !== "") closed.add(key);
        continue;
      }
      if (!call.missed) continue;
      const known = open.get(key);
      if (known) known.count += 1;
      else {
        open.set(key, {
          key,
          caller: call.caller,
          count: 1,
          last_at: call.started_at,
          called: call.called,
          queue: call.queue,
          extensions: call.extensions,
          last_call: call.id,
          note: call.note,
        });
      }
    }
    return { rows: [...open.values()], total: open.size };
  }

  #mark(id: string, done: boolean): null {
    this.#news({ ...this.#call(id), done });
    this.tell({ type: "missed" });
    return null;
  }

  #at(at: number): CallRow {
    const call = this.#added[at] ?? callAt(at - this.#added.length);
    return this.#changed.get(call.id) ?? call;
  }

  #call(id: string): CallRow {
    const added = this.#added.find((call) => call.id === id);
    const index = Number(id.split("-").at(-1));
    const kept = this.#changed.get(id) ?? added;
    const call = kept ?? callAt(Number.isInteger(index) ? index : 0);
    return call.id === id ? call : this.#refuse("not_found", id);
  }

  #news(call: CallRow): CallRow {
    this.#changed.set(call.id, call);
    this.tell({ type: "call", call, open_missed: this.#missed().total });
    return call;
  }

  #onTheLine(): CallRow[] {
    const ours = lines[0] ?? extension("200");
    const at = (seconds: number) => iso(this.#now() - seconds * 1000);
    const caller = (person: number) => people[person] ?? longName;
    return [
      {
        ...blank(-1, at(8), caller(5), ours),
        status: "ringing",
        queue: "200",
        extensions: ["1001", "1002"],
      },
      {
        ...blank(-2, at(148), caller(18), ours),
        status: "in_progress",
        extensions: ["1003"],
        answered_by: "1003",
        answered_at: at(131),
      },
    ];
  }

  #refuse(code: AskErrorCode, detail: string): never {
    throw new NotAnswered(code, detail);
  }
}

function matches(call: CallRow, filter: CallsParams["filter"]): boolean {
  if (filter === "missed") return call.missed;
  if (filter === "all") return true;
  return call.direction === (filter === "in" ? "inbound" : "outbound");
}

function found(call: CallRow, search: string): boolean {
  if (search === "") return true;
  const digits = search.replace(/\D/g, "").replace(/^0+/, "");
  const name = call.other.name?.toLocaleLowerCase("tr") ?? "";
  return (
    name.includes(search.toLocaleLowerCase("tr")) ||
    (digits !== "" && (call.other.e164 ?? call.other.raw).includes(digits))
  );
}
