// The list's order, kept while news comes in: newest first, each call once.

import type { CallFilter, CallRow } from "../../host/generated";
import { isOpen } from "../../words/settled";

/** Whether a filter shows a call. */
export function fits(call: CallRow, filter: CallFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "missed":
      return call.missed;
    case "in":
      return call.direction === "inbound";
    case "out":
      return call.direction === "outbound";
  }
}

export function isRunning(call: CallRow): boolean {
  return call.status !== "ended";
}

/** The rows with this call put in, moved or replaced. */
export function put(rows: readonly CallRow[], call: CallRow): CallRow[] {
  const at = rows.findIndex((row) => row.id === call.id);
  if (at >= 0 && rows[at]?.started_at === call.started_at) {
    return rows.with(at, call);
  }
  const others = at >= 0 ? rows.toSpliced(at, 1) : rows;
  const place = others.findIndex((row) => row.started_at <= call.started_at);
  return others.toSpliced(place < 0 ? others.length : place, 0, call);
}

export function without(rows: readonly CallRow[], id: string): CallRow[] {
  return rows.some((row) => row.id === id) ? rows.filter((row) => row.id !== id) : [...rows];
}

/** The rows followed by those of the next page that are not among them already. */
export function append(rows: readonly CallRow[], page: readonly CallRow[]): CallRow[] {
  // Pages are keyed, so only calls whose start changed meanwhile can come twice.
  const tail = new Set(rows.slice(-500).map((row) => row.id));
  return rows.concat(page.filter((row) => !tail.has(row.id)));
}

/** Several calls in a row that stand as one. */
export type Group = { count: number; unfolded: boolean };

/** What the list draws: calls under the days they began on. */
export type Item =
  | { kind: "day"; key: string; at: string }
  | {
      kind: "call";
      key: string;
      call: CallRow;
      /** The older ones that stand behind this call, itself among them. */
      group?: Group;
      /** It stands behind a newer one, unfolded: the key of that one's row. */
      within?: string;
    };

export type Day = { key: string; start: string };

/** Puts each day before its first call. `dayOf` is asked once a day, for it is slow. */
export function underDays(rows: readonly CallRow[], dayOf: (at: string) => Day): Item[] {
  const items: Item[] = [];
  const seen = new Set<string>();
  let day: Day | null = null;
  for (const call of rows) {
    if (day === null || call.started_at < day.start) {
      day = dayOf(call.started_at);
      if (!seen.has(day.key)) {
        seen.add(day.key);
        items.push({ kind: "day", key: `day:${day.key}`, at: call.started_at });
      }
    }
    items.push({ kind: "call", key: call.id, call });
  }
  return items;
}

/**
 * Puts calls in a row that say the same of one person behind the newest of them, but for those that
 * were unfolded and the one that has the call that is `shown`. Such a row has the key that its
 * oldest call has alone, so that it stays the same row when the person calls again.
 */
export function gathered(
  items: readonly Item[],
  unfolded: ReadonlySet<string>,
  shown: string | null,
): Item[] {
  const all: Item[] = [];
  for (let at = 0; at < items.length;) {
    const first = items[at] as Item;
    let end = at + 1;
    while (end < items.length && alike(first, items[end] as Item)) end += 1;
    const oldest = items[end - 1] as Item;
    const run = items.slice(at, end);
    at = end;
    if (first.kind !== "call" || run.length === 1) {
      all.push(first);
      continue;
    }
    const behind = run.slice(1);
    const isUnfolded =
      unfolded.has(oldest.key) ||
      behind.some((item) => item.kind === "call" && item.call.id === shown);
    const group = { count: run.length, unfolded: isUnfolded };
    all.push({ ...first, key: oldest.key, group });
    if (!isUnfolded) continue;
    for (const item of behind) {
      if (item.kind !== "call") continue;
      all.push({ ...item, key: `${item.call.id} behind`, within: oldest.key });
    }
  }
  return all;
}

function alike(a: Item, b: Item): boolean {
  if (a.kind !== "call" || b.kind !== "call") return false;
  const [one, other] = [a.call, b.call];
  return (
    one.other_key !== "" &&
    one.other_key === other.other_key &&
    one.direction === other.direction &&
    // What an internal call is about is both its ends.
    (one.direction !== "internal" || one.called.raw === other.called.raw) &&
    one.kind === other.kind &&
    one.missed === other.missed &&
    isOpen(one) === isOpen(other) &&
    one.note === null &&
    other.note === null
  );
}
