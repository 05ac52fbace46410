import type { AddHookParams, HookRow, RotateTokenParams, UpdateHookParams } from "../generated";
import { NotAnswered } from "../host";
import { iso } from "./calls";

/** One hook for each PBX, as on a first start; `used` after a busy morning. */
export function hooksOf(now: number, used: boolean): HookRow[] {
  const before = (seconds: number) => (used ? iso(now - seconds * 1000) : null);
  const hook = (id: number, pbx: HookRow["pbx"], name: string, token: string): HookRow => ({
    id,
    pbx,
    name,
    url: `http://127.0.0.1:8460/hooks/${pbx}/${token}`,
    local_url: `http://127.0.0.1:8460/hooks/${pbx}/${token}`,
    region: pbx === "mtt" ? "RU" : "TR",
    account: "",
    settings: pbx === "verimor" ? { answered_flag: "accepted" } : {},
    basic_user: null,
    previous_until: null,
    allowed_sources: [],
    source_header: "x_forwarded_for",
    last_delivery_at: null,
    last_tested_at: null,
    deliveries: 0,
    not_understood_total: 0,
    not_understood: [],
  });
  return [
    {
      ...hook(1, "verimor", "Verimor", "hT0c3mVqk8yJr5Zb1nQe7w"),
      last_delivery_at: before(8),
      last_tested_at: before(9 * 86_400),
      deliveries: used ? 4211 : 0,
      not_understood: used
        ? [
            {
              received_at: iso(now - 3600_000),
              what: "sms_status",
              body: "event_type=sms_status&message_id=88213&status=DELIVERED",
            },
            {
              received_at: iso(now - 2 * 86_400_000),
              what: "expected `,` or `}` at line 1 column 42",
              body: '{"event_type":"hangup","call_uuid":"3fa8"',
            },
          ]
        : [],
    },
    {
      ...hook(2, "bulutfon", used ? "Bulutfon Şube" : "Bulutfon", "p2LxWd9sVfA6oRt4uYc0Gg"),
      last_delivery_at: before(1260),
      deliveries: used ? 377 : 0,
      basic_user: used ? "sube" : null,
    },
    hook(3, "mtt", "MTT", "zK7bNq1eXo5iTs3mHj8DfQ"),
  ];
}

/** The hooks of an invented desk. */
export class FakeHooks {
  readonly #now: () => number;
  readonly #reachedAt: () => string;
  readonly #hooks: HookRow[];

  constructor(now: () => number, used: boolean, reachedAt: () => string) {
    this.#now = now;
    this.#reachedAt = reachedAt;
    this.#hooks = hooksOf(now(), used);
  }

  all(): HookRow[] {
    return this.#hooks.map((hook) => this.#addressed(hook));
  }

  /** The hook itself, to be changed. */
  find(id: number): HookRow {
    const hook = this.#hooks.find((known) => known.id === id);
    if (!hook) throw new NotAnswered("not_found", `hook ${id}`);
    return hook;
  }

  add({ pbx, name }: AddHookParams): HookRow {
    const id = this.#hooks.length + 1;
    const [model] = hooksOf(this.#now(), false).filter((hook) => hook.pbx === pbx);
    const hook = { ...(model as HookRow), id, name: name || (model?.name ?? "") };
    this.#hooks.push(hook);
    return this.#addressed(hook);
  }

  update({ id, name, region, settings, basic }: UpdateHookParams): HookRow {
    const { basic_user } = this.find(id);
    const user = basic === "keep" ? basic_user : (basic?.user ?? null);
    return this.change(id, { name, region, basic_user: user, ...(settings && { settings }) });
  }

  rotate({ hook: id, overlap_hours }: RotateTokenParams): HookRow {
    const { url } = this.find(id);
    const until = this.#now() + overlap_hours * 3600_000;
    return this.change(id, {
      url: `${url.slice(0, -4)}${String(Math.floor(until) % 10_000).padStart(4, "0")}`,
      previous_until: overlap_hours > 0 ? iso(until) : null,
    });
  }

  change(id: number, change: Partial<HookRow>): HookRow {
    return this.#addressed(Object.assign(this.find(id), change));
  }

  /** With the address at which it is reached. */
  #addressed(hook: HookRow): HookRow {
    return { ...hook, url: hook.url.replace(/^.*(?=\/hooks\/)/, this.#reachedAt()) };
  }
}
