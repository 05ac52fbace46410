// The list's order, kept while news comes in: newest first, each call once.

import type { CallFilter, CallRow } from "../../host/generated";

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

/** What the list draws: calls under the days they began on. */
export type Item =
  { kind: "day"; key: string; at: string } | { kind: "call"; key: string; call: CallRow };

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
