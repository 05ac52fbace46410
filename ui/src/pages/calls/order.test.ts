import { describe, expect, test } from "vitest";

import { Formats } from "../../words/formats";
import { callAt } from "../../../tests/examples";
import type { CallRow, Party } from "../../host/generated";
import { append, fits, gathered, put, underDays, without } from "./order";

const rows = (...indexes: number[]): CallRow[] => indexes.map((index) => callAt(index));
const ids = (list: { id: string }[]): string[] => list.map((row) => row.id);

describe("a call put into the list", () => {
  test("goes where its start puts it", () => {
    expect(ids(put(rows(0, 1, 3, 4), callAt(2)))).toEqual(ids(rows(0, 1, 2, 3, 4)));
    expect(ids(put(rows(1, 2), callAt(0)))).toEqual(ids(rows(0, 1, 2)));
    expect(ids(put(rows(1, 2), callAt(3)))).toEqual(ids(rows(1, 2, 3)));
    expect(ids(put([], callAt(3)))).toEqual(ids(rows(3)));
  });

  test("replaces itself, however often it comes", () => {
    const noted = { ...callAt(1), note: "x" };
    const list = put(put(rows(0, 1, 2), noted), noted);
    expect(ids(list)).toEqual(ids(rows(0, 1, 2)));
    expect(list[1]?.note).toBe("x");
  });

  test("moves when its start becomes known", () => {
    const earlier = { ...callAt(0), started_at: callAt(3).started_at };
    expect(ids(put(rows(0, 1, 2), earlier))).toEqual(ids([callAt(1), callAt(2), earlier]));
  });
});

test("a page adds only what is not there yet", () => {
  expect(ids(append(rows(0, 1, 2), rows(2, 3)))).toEqual(ids(rows(0, 1, 2, 3)));
});

test("a call taken out is gone", () => {
  expect(ids(without(rows(0, 1, 2), callAt(1).id))).toEqual(ids(rows(0, 2)));
});

test("filters", () => {
  const call = callAt(0);
  const outbound: CallRow = { ...call, direction: "outbound", missed: false };
  const missed: CallRow = { ...call, direction: "inbound", missed: true };
  const shown = (row: CallRow) =>
    (["all", "missed", "in", "out"] as const).filter((filter) => fits(row, filter));
  expect(shown(outbound)).toEqual(["all", "out"]);
  expect(shown(missed)).toEqual(["all", "missed", "in"]);
});

describe("days", () => {
  const at = (started_at: string, id: string): CallRow => ({ ...callAt(0), id, started_at });
  const day = (time: string) => ({
    key: time.slice(0, 10),
    start: `${time.slice(0, 10)}T00:00:00`,
  });

  test("stand before the first call of each", () => {
    const items = underDays(
      [
        at("2026-11-18T09:00:00Z", "a"),
        at("2026-11-18T09:00:00Z", "b"),
        at("2026-11-17T23:59:59Z", "c"),
        at("2026-11-15T10:00:00Z", "d"),
      ],
      day,
    );
    expect(items.map((item) => item.key)).toEqual([
      "day:2026-11-18",
      "a",
      "b",
      "day:2026-11-17",
      "c",
      "day:2026-11-15",
      "d",
    ]);
  });

  test("are those of the desk's time zone, whatever the fraction of a second", () => {
    const istanbul = new Formats("tr", "TR", "Europe/Istanbul");
    const items = underDays(
      [
        at("2026-11-17T21:00:00.250Z", "a"),
        at("2026-11-17T21:00:00Z", "b"),
        at("2026-11-17T20:59:59.999Z", "c"),
      ],
      (time) => istanbul.dayOf(time),
    );
    expect(items.map((item) => item.key)).toEqual([
      "day:2026-11-18",
      "a",
      "b",
      "day:2026-11-17",
      "c",
    ]);
  });

  test("are few beside many calls, and quickly found", () => {
    const many = Array.from({ length: 5000 }, (_, index) => callAt(index));
    const items = underDays(many, day);
    expect(items.length).toBeGreaterThan(5000);
    expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
  });
});

describe("calls in a row", () => {
  const anna = callAt(0).other;
  const boris = callAt(1).other;
  const of = (id: string, other: Party, change: Partial<CallRow> = {}): CallRow => ({
    ...callAt(0),
    id,
    caller: other,
    other,
    other_key: other.hidden ? "" : (other.e164 ?? other.raw),
    ...change,
  });
  const drawn = (calls: CallRow[], unfolded: string[] = [], shown: string | null = null) =>
    gathered(
      calls.map((call) => ({ kind: "call", key: call.id, call })),
      new Set(unfolded),
      shown,
    ).map((item) => {
      if (item.kind === "day") return item.key;
      const { group, within, call } = item;
      return `${within ? "  " : ""}${call.id}${group ? ` ×${String(group.count)}` : ""}`;
    });

  test.each<[string, CallRow[], string[]]>([
    ["of one person are one row", [of("c", anna), of("b", anna), of("a", anna)], ["c ×3"]],
    [
      "of others between them are not",
      [of("c", anna), of("b", boris), of("a", anna)],
      ["c", "b", "a"],
    ],
    [
      "that came out otherwise stand apart",
      [of("c", anna), of("b", anna, { missed: true }), of("a", anna, { missed: true })],
      ["c", "b ×2"],
    ],
    [
      "whose notes would not be seen stand apart",
      [of("c", anna), of("b", anna, { note: "x" }), of("a", anna)],
      ["c", "b", "a"],
    ],
    [
      "in two directions stand apart",
      [of("b", anna, { direction: "outbound" }), of("a", anna)],
      ["b", "a"],
    ],
    [
      "of hidden numbers may be anybody's",
      [of("b", { ...anna, hidden: true }), of("a", { ...anna, hidden: true })],
      ["b", "a"],
    ],
  ])("%s", (_, calls, expected) => {
    expect(drawn(calls)).toEqual(expected);
  });

  test("are unfolded when asked, and when one of them is shown", () => {
    const calls = [of("c", anna), of("b", anna), of("a", anna)];
    expect(drawn(calls, ["a"])).toEqual(["c ×3", "  b", "  a"]);
    expect(drawn(calls, [], "b")).toEqual(["c ×3", "  b", "  a"]);
    expect(drawn(calls, [], "c"), "it stands there already").toEqual(["c ×3"]);
  });

  test("are the same row when there is one more", () => {
    const key = (calls: CallRow[]) =>
      gathered(
        calls.map((call) => ({ kind: "call", key: call.id, call })),
        new Set(),
        null,
      )[0]?.key;
    const [one, two] = [of("a", anna), of("b", anna)];
    expect(key([two, one])).toBe(key([one]));
  });
});
