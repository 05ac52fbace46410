import { beforeEach, expect, test, vi } from "vitest";

import { callAt, status } from "../../tests/examples";
import { ScriptedHost, settled, source } from "../../tests/scripted-host";
import { Status } from "./status.svelte";

beforeEach(() => vi.stubGlobal("document", { documentElement: {} }));

async function opened(host = new ScriptedHost()): Promise<[Status, ScriptedHost]> {
  const it = new Status(source(host));
  const opening = it.open();
  host.questions("status")[0]?.answer(status());
  await opening;
  return [it, host];
}

test("a late answer does not undo a newer one", async () => {
  const [it, host] = await opened();
  host.tell({ type: "status" });
  host.tell({ type: "status" });
  const [, older, newer] = host.questions("status");
  newer?.answer(status({ blind: { code: "disk-full", detail: "" } }));
  await settled();
  older?.answer(status());
  await settled();
  expect(it.current.blind?.code).toBe("disk-full");
});

test("a call's news of the missed callers is newer than an answer asked for before", async () => {
  const [it, host] = await opened();
  host.tell({ type: "missed" });
  host.tell({ type: "call", call: callAt(0), open_missed: 2 });
  host.questions("status")[1]?.answer(status({ open_missed: 1 }));
  await settled();
  expect(it.openMissed).toBe(2);
  host.tell({ type: "missed" });
  host.questions("status")[2]?.answer(status({ open_missed: 1 }));
  await settled();
  expect(it.openMissed).toBe(1);
});

test("a desk that does not answer is said to be out of touch, until it does", async () => {
  const [it, host] = await opened();
  host.tell({ type: "status" });
  host.questions("status")[1]?.fail("storage");
  await settled();
  expect(it.unanswered).toBe(true);
  host.tell({ type: "status" });
  host.questions("status")[2]?.answer(status());
  await settled();
  expect(it.unanswered).toBe(false);
});

test("a change of the settings, and news that got lost, make it look again", async () => {
  const [, host] = await opened();
  host.tell({ type: "settings" });
  host.tell({ type: "lagged" });
  expect(host.questions("status")).toHaveLength(3);
});

test("calls that are gone are not counted any more", async () => {
  const [it, host] = await opened();
  host.tell({ type: "gone", calls: ["verimor:1"] });
  host.questions("status")[1]?.answer(status({ total_calls: 41 }));
  await settled();
  expect(it.current.total_calls).toBe(41);
});
