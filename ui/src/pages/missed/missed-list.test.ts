import { expect, test } from "vitest";

import { FakeHost } from "../../host/fake";
import { MissedList } from "./missed-list.svelte";

test("a person marked done is off the list at once, and back when that is undone", async () => {
  const missed = new MissedList(new FakeHost());
  await missed.load();
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
  const host = new FakeHost();
  const missed = new MissedList(host);
  await missed.load();
  const before = missed.total;
  host.scene.failing = true;
  const [first] = missed.rows ?? [];
  await expect(missed.mark(first?.last_call ?? "", true)).rejects.toThrow("storage");
  host.scene.failing = false;
  await missed.load();
  expect(missed.total).toBe(before);
});
