// What has come to a hook while its guide is open.

import type {
  CallRow,
  DeskStatus,
  HookRow,
  NotUnderstood,
  TimelineItem,
} from "../../../host/generated";
import type { Host } from "../../../host/host";

/** The newest thing that a hook's deliveries told of a call. */
export type Came = { call: CallRow; item: TimelineItem; received_at: string };

/** How far it has come. */
export type Stage =
  | { at: "waiting" }
  /** Nothing came but knocks at wrong addresses. */
  | { at: "stranger"; last_at: string }
  /** The PBX tested the address, and has posted nothing yet. */
  | { at: "tested"; tested_at: string }
  | { at: "not_understood"; delivery: NotUnderstood }
  /** Something came before the guide was opened. */
  | { at: "before"; came: Came | null; last_at: string }
  | { at: "came"; came: Came };

/** Among how many of the newest calls the hook's own one is looked for. */
const LOOK_AT = 5;

export class Arrival {
  #host: Host;
  /** Only what comes from now on proves that the PBX is set up. */
  readonly since: string;
  #strangersBefore: number;
  #came = $state.raw<Came | null>(null);
  #looked = 0;

  constructor(host: Host, now: number, strangers: number) {
    this.#host = host;
    this.since = new Date(now).toISOString();
    this.#strangersBefore = strangers;
  }

  /** Looks what the newest delivery of the hook said. */
  async look(hook: HookRow): Promise<void> {
    const looked = ++this.#looked;
    if (hook.last_delivery_at === null) return;
    const came = await this.#newest(hook);
    if (looked === this.#looked && came) this.#came = came;
  }

  stage(hook: HookRow, strangers: DeskStatus["strangers"]): Stage {
    const came = this.#came;
    const isNew = (at: string | null | undefined) => at != null && later(at, this.since);
    const [odd] = [...hook.not_understood].sort((a, b) =>
      later(a.received_at, b.received_at) ? -1 : 1,
    );
    if (came && isNew(came.received_at)) return { at: "came", came };
    if (odd && isNew(odd.received_at)) return { at: "not_understood", delivery: odd };
    const { last_at, total } = strangers;
    const known = hook.last_tested_at && last_at && later(hook.last_tested_at, last_at);
    if (last_at && total > this.#strangersBefore && !known) return { at: "stranger", last_at };
    if (hook.last_delivery_at) return { at: "before", came, last_at: hook.last_delivery_at };
    if (hook.last_tested_at) return { at: "tested", tested_at: hook.last_tested_at };
    return { at: "waiting" };
  }

  async #newest(hook: HookRow): Promise<Came | null> {
    const page = { filter: "all", search: "", before: null, limit: LOOK_AT } as const;
    const { rows } = await this.#host.ask("calls", page);
    // A test call proves nothing: it came from here.
    for (const { id } of rows.filter((call) => call.pbx === hook.pbx && !call.test)) {
      const { call, timeline, deliveries } = await this.#host.ask("call", { id });
      const ours = deliveries.filter((delivery) => delivery.hook_id === hook.id);
      const received_at = newestOf(ours.map((delivery) => delivery.received_at));
      const item = timeline
        .filter((item) => !isMark(item))
        .reduce<TimelineItem | null>(
          (newest, item) => (newest && later(newest.received_at, item.received_at) ? newest : item),
          null,
        );
      if (received_at && item) return { call, item, received_at };
    }
    return null;
  }
}

// What people and the desk add themselves proves nothing.
function isMark({ kind }: TimelineItem): boolean {
  return ["marked_done", "marked_open", "noted", "expired"].includes(kind);
}

function newestOf(moments: string[]): string | null {
  return moments.reduce<string | null>(
    (newest, at) => (newest && later(newest, at) ? newest : at),
    null,
  );
}

// Moments of one kind may be written with or without a fraction, so not as texts.
function later(a: string, b: string): boolean {
  return Date.parse(a) > Date.parse(b);
}
