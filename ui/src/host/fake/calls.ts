// Invented calls: the one with a given index is always the same, and a million cost nothing.

import type { CallRow, Party } from "../generated";
import { extension, hiddenParty, lines, longName, party, people } from "./people";

/** Wednesday, a quarter to eleven in Istanbul. */
export const NOW = Date.parse("2026-11-18T07:44:20Z");

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PER_DAY = 60;
// Half past six in the evening of that Wednesday: calls are spread backwards from there.
const EVENING = Date.parse("2026-11-18T15:30:00Z");
const SKIPPED = Math.ceil((EVENING - NOW) / (10 * MINUTE)) + 1;

/** The call with this index; 0 is the newest. */
export function callAt(index: number): CallRow {
  const slot = index + SKIPPED;
  const random = dice(index);
  const started =
    EVENING -
    Math.floor(slot / PER_DAY) * DAY -
    (slot % PER_DAY) * 10 * MINUTE -
    Math.floor(random() * 9 * 60) * 1000;
  const known = random() < 0.55 ? pick(random, people) : stranger(random);
  const other = index % 97 === 11 ? longName : known;
  return shaped(index, iso(started), other, random);
}

function shaped(index: number, started_at: string, other: Party, random: () => number): CallRow {
  // Dice alone would leave some screenfuls without a missed call.
  const kind = index % 7 === 2 ? 0.6 : random();
  const line = other.e164?.startsWith("+7") ? lines[2] : pick(random, lines.slice(0, 2));
  const agent = pick(random, ["1001", "1002", "1003", "1007"]);
  const waited = 4 + Math.floor(random() * 40);
  const talked = 12 + Math.floor(random() ** 2 * 700);
  const base = blank(index, started_at, other, line ?? extension("200"));
  const after = (seconds: number) => iso(Date.parse(started_at) + seconds * 1000);

  if (kind < 0.58) {
    const queue = random() < 0.5 ? "200" : null;
    return {
      ...base,
      disposition: "answered",
      queue,
      extensions: queue ? ["1001", "1002", "1003"] : [agent],
      answered_by: agent,
      answered_at: after(waited),
      ended_at: after(waited + talked),
      talk_seconds: talked,
      waited_seconds: waited,
      hangup_cause: "NORMAL_CLEARING",
      note: index % 23 === 4 ? "Randevusunu cumaya aldı" : null,
    };
  }
  if (kind < 0.73) return missed(base, after, waited, agent, random);
  if (kind < 0.91) {
    const reached = random() < 0.75;
    return {
      ...base,
      direction: "outbound",
      caller: extension(agent),
      called: other,
      other,
      disposition: reached ? "answered" : random() < 0.5 ? "no_answer" : "busy",
      extensions: [agent],
      answered_at: reached ? after(waited) : null,
      ended_at: after(reached ? waited + talked : waited),
      talk_seconds: reached ? talked : null,
      waited_seconds: waited,
    };
  }
  if (kind < 0.97) {
    const from = extension(agent === "1001" ? "1002" : "1001");
    return {
      ...base,
      direction: "internal",
      caller: from,
      called: extension(agent),
      other: from,
      disposition: "answered",
      extensions: [agent],
      answered_by: agent,
      answered_at: after(3),
      ended_at: after(8 + (talked % 90)),
      talk_seconds: 5 + (talked % 90),
      waited_seconds: 3,
    };
  }
  return { ...base, kind: "fax", ended_at: started_at };
}

function missed(
  base: CallRow,
  after: (seconds: number) => string,
  waited: number,
  agent: string,
  random: () => number,
): CallRow {
  const how = random();
  const caller = random() < 0.08 ? hiddenParty : base.caller;
  const common = {
    ...base,
    caller,
    other: caller,
    missed: true,
    ended_at: after(waited),
    waited_seconds: waited,
  };
  if (how < 0.35) {
    return {
      ...common,
      disposition: "cancelled",
      queue: "200",
      reason: "gave_up_in_queue",
      extensions: ["1001", "1002"],
      hangup_cause: "ORIGINATOR_CANCEL",
    };
  }
  if (how < 0.5) {
    return { ...common, disposition: "cancelled", reason: "gave_up_in_menu" };
  }
  if (how < 0.62) {
    return { ...common, disposition: "busy", extensions: [agent], hangup_cause: "USER_BUSY" };
  }
  return { ...common, disposition: "no_answer", extensions: [agent], hangup_cause: "NO_ANSWER" };
}

/** A call about which nothing is known yet but who calls whom. */
export function blank(index: number, started_at: string, caller: Party, called: Party): CallRow {
  const russian = called.e164?.startsWith("+7") ?? false;
  const pbx = russian ? "mtt" : called === lines[1] ? "bulutfon" : "verimor";
  return {
    id: `${pbx}:${(0x9e3779b1 * (index + 1)) >>> 0}-${index}`,
    pbx_call_id: `${(0x9e3779b1 * (index + 1)) >>> 0}-${index}`,
    pbx,
    kind: "voice",
    direction: "inbound",
    status: "ended",
    disposition: "unknown",
    missed: false,
    caller,
    called,
    other: caller,
    extensions: [],
    answered_by: null,
    queue: null,
    started_at,
    answered_at: null,
    ended_at: null,
    talk_seconds: null,
    waited_seconds: null,
    hangup_cause: null,
    reason: null,
    note: null,
    done: false,
  };
}

export function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

/** Somebody who has no name here: most callers of an office. */
function stranger(random: () => number): Party {
  const block = pick(random, ["532", "541", "505", "553", "537", "544"]);
  const digits = String(Math.floor(random() * 400)).padStart(3, "0") + "4" + block.slice(1) + "9";
  return party(`+90${block}${digits.padEnd(7, "7")}`);
}

function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** Mulberry32: the same index always throws the same. */
function dice(seed: number): () => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
