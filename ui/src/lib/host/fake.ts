// A desk that is invented from beginning to end, for tests and for looking at. It is part of no
// program that ships.

import { blank, callAt, iso, NOW } from "./fake/calls";
import { detailsOf } from "./fake/details";
import { hooksOf } from "./fake/hooks";
import { extension, lines, longName, people } from "./fake/people";
import { tunnelOf } from "./fake/tunnel";
import type {
  AskErrorCode,
  CallRow,
  CallsPage,
  CallsParams,
  DeskStatus,
  FeedItem,
  HookRow,
  LimitSourcesParams,
  MissedPage,
  MissedRow,
  Settings,
  TunnelChoice,
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
  /** Why the PBX does not reach the desk: a code of `reach-next-…`. */
  unreached: string | null;
};

export const day: Scene = {
  language: "tr",
  calls: 900,
  blind: false,
  running: true,
  desktop: false,
  delay: 0,
  failing: false,
  unreached: null,
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
  #hooks: HookRow[];
  #settings: Settings;
  #blind: DeskStatus["blind"];
  #tunnel: TunnelChoice = { kind: "address", public_url: "https://kimo.example.com" };

  constructor(scene: Partial<Scene> = {}, now: () => number = () => NOW) {
    this.scene = { ...day, ...scene };
    this.#now = now;
    this.#hooks = hooksOf(now(), this.scene.calls > 0);
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
        return this.#hooks;
      case "add_hook":
        return this.#addHook(params as { pbx: HookRow["pbx"]; name: string });
      case "update_hook":
        return this.#updateHook(params as UpdateHookParams);
      case "rotate_token":
        return this.#rotateToken(params as { hook: number; overlap_hours: number });
      case "revoke_token":
        return this.#changeHook(Number(params.hook), { previous_until: null });
      case "limit_sources": {
        const { hook, allowed, header } = params as LimitSourcesParams;
        return this.#changeHook(hook, { allowed_sources: allowed, source_header: header });
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
        return tunnelOf(this.#tunnel, this.#now(), this.scene.unreached);
      case "use_tunnel":
        this.#tunnel = params.choice as TunnelChoice;
        this.tell({ type: "tunnel" });
        return tunnelOf(this.#tunnel, this.#now(), this.scene.unreached);
      case "forget":
      case "call_back":
      case "copy":
      case "check_tunnel":
      case "forget_host_key":
      case "address_entered":
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
      strangers: { total: 0, last_minute: 0, last_at: null },
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
    return detailsOf(call, earlier);
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

  #addHook({ pbx, name }: { pbx: HookRow["pbx"]; name: string }): HookRow {
    const id = this.#hooks.length + 1;
    const [model] = hooksOf(this.#now(), false).filter((hook) => hook.pbx === pbx);
    const hook = { ...(model as HookRow), id, name: name || (model?.name ?? "") };
    this.#hooks.push(hook);
    return hook;
  }

  #updateHook({ id, name, region, answered_flag }: UpdateHookParams): HookRow {
    return this.#changeHook(id, { name, region, answered_flag });
  }

  #rotateToken({ hook: id, overlap_hours }: { hook: number; overlap_hours: number }): HookRow {
    const hook = this.#hooks.find((known) => known.id === id);
    const until = this.#now() + overlap_hours * 3600_000;
    return this.#changeHook(id, {
      url: `${hook?.url.slice(0, -4)}${String(until % 10_000).padStart(4, "0")}`,
      previous_until: overlap_hours > 0 ? iso(until) : null,
    });
  }

  #changeHook(id: number, change: Partial<HookRow>): HookRow {
    const hook = this.#hooks.find((known) => known.id === id);
    if (!hook) return this.#refuse("not_found", `hook ${id}`);
    return Object.assign(hook, change);
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
