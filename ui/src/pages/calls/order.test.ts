import { describe, expect, test } from "vitest";

import { Formats } from "../../words/formats";
import { callAt } from "../../../tests/examples";
import type { CallRow } from "../../host/generated";
import { append, fits, put, underDays, without } from "./order";

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
