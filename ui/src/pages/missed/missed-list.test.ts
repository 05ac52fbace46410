import { expect, test } from "vitest";

import { callAt, missedRow } from "../../../tests/examples";
import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import { MissedList } from "./missed-list.svelte";

const nobody = {
  hung_up: [],
  hung_up_total: 0,
  snoozed: [],
  snooze_until: { afternoon: null, morning: null },
};

/** A desk that three people could not reach. */
async function opened(): Promise<[MissedList, ScriptedHost]> {
  const done = new Set<string>();
  const host = new ScriptedHost({
    missed: () => {
      const rows = [0, 1, 2].map(missedRow).filter((row) => !done.has(row.last_call));
      return { rows, total: rows.length, narrowed: false, hidden: null, ...nobody };
    },
    mark_done: (mark) => {
      if (mark.done) done.add(mark.call);
      else done.delete(mark.call);
      return null;
    },
  });
  const missed = new MissedList(source(host));
  await settled();
  return [missed, host];
}

test("a person marked done is off the list at once, and back when that is undone", async () => {
  const [missed] = await opened();
  const before = missed.rows?.map((row) => row.key) ?? [];
  const [first] = missed.rows ?? [];
  if (!first) throw new Error("nobody was missed");

  const marking = missed.mark(first.last_call, true);
  expect(missed.rows?.some((row) => row.key === first.key)).toBe(false);
  expect(missed.total).toBe(before.length - 1);
  await marking;
  expect(missed.total).toBe(before.length - 1);

  await missed.mark(first.last_call, false);
  expect(missed.rows?.map((row) => row.key)).toEqual(before);
});

test("a person whom the desk could not mark comes back", async () => {
  const [missed, host] = await opened();
  const before = missed.total;
  host.failing = true;
  const [first] = missed.rows ?? [];
  await expect(missed.mark(first?.last_call ?? "", true)).rejects.toThrow("storage");
  host.failing = false;
  await missed.load();
  expect(missed.total).toBe(before);
});

test("a late answer does not undo a newer one", async () => {
  const [missed, host] = await opened();
  host.answers = {};
  host.tell({ type: "missed" });
  host.tell({ type: "missed" });
  const [older, newer] = host.questions("missed").slice(-2);
  newer?.answer({ rows: [], total: 0, narrowed: false, hidden: null, ...nobody });
  await settled();
  older?.answer({ rows: [missedRow(0)], total: 1, narrowed: false, hidden: null, ...nobody });
  await settled();
  expect(missed.total).toBe(0);
});

test("it looks again at news of those who stand there, and of who else was missed or got through", async () => {
  const [, host] = await opened();
  const asked = () => host.questions("missed").length;
  const before = asked();
  host.tell({ type: "call", call: callAt(5), open_missed: 3 });
  await settled();
  expect(asked(), "nothing changed").toBe(before);
  host.tell({ type: "call", call: callAt(5, { missed: true }), open_missed: 3 });
  await settled();
  expect(asked()).toBe(before + 1);
  host.tell({ type: "call", call: callAt(6), open_missed: 2 });
  await settled();
  expect(asked()).toBe(before + 2);
  host.tell({ type: "call", call: callAt(0, { status: "ringing" }), open_missed: 3 });
  await settled();
  expect(asked(), "somebody on the board calls again").toBe(before + 3);
  host.tell({ type: "lagged" });
  await settled();
  expect(asked()).toBe(before + 4);
});

test("much news at once is one more question, not one each", async () => {
  const [, host] = await opened();
  const before = host.questions("missed").length;
  for (let index = 0; index < 50; index++) {
    host.tell({ type: "call", call: callAt(index, { missed: true }), open_missed: 3 });
  }
  await settled();
  expect(host.questions("missed").length - before).toBeLessThanOrEqual(2);
});

test("it knows how somebody who left was settled, and that this was taken back", async () => {
  const [missed, host] = await opened();
  const row = missedRow(0);
  const how = {
    how: "called_back",
    at: row.last_at,
    by: "1002",
    call: "verimor:9",
    through: null,
  } as const;
  const tell = (change: object) =>
    host.tell({ type: "call", call: callAt(0, { missed: true, ...change }), open_missed: 3 });
  tell({ settled: how });
  expect(missed.settledOf(row)).toEqual(how);
  tell({});
  expect(missed.settledOf(row)).toBeNull();
});

test("more people are asked for as somebody gets to the last of them", async () => {
  const asked: (number | null | undefined)[] = [];
  const all = Array.from({ length: 120 }, (_, index) => missedRow(index));
  const host = new ScriptedHost({
    missed: ({ limit }) => {
      asked.push(limit);
      const rows = all.slice(0, limit ?? 0);
      return { rows, total: all.length, narrowed: false, hidden: null, ...nobody };
    },
  });
  const missed = new MissedList(source(host));
  await settled();
  expect(missed.rows).toHaveLength(50);
  expect(missed.total).toBe(120);
  await missed.more();
  expect(missed.rows).toHaveLength(100);
  host.tell({ type: "missed" });
  await settled();
  expect(missed.rows, "a look again takes nobody away").toHaveLength(100);
  missed.oldestFirst = true;
  await settled();
  expect(asked).toEqual([50, 100, 100, 50]);
});
