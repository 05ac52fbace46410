import { expect, test } from "vitest";

import { callAt } from "../../../tests/examples";
import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import { OpenCall } from "./open-call.svelte";

const details = (index: number, note: string | null = null) => ({
  call: callAt(index, { note }),
  timeline: [],
  deliveries: [],
  earlier: [],
  left_out: { timeline: 0, deliveries: 0, extensions: 0, beyond: 0 },
});

test("the answer about the call before does not come in the way of this one", async () => {
  const host = new ScriptedHost();
  const open = new OpenCall(source(host));
  open.show("verimor:0");
  open.show("verimor:1");
  const [before, now] = host.asked;
  before?.answer(details(0));
  await settled();
  expect(open.details).toBeNull();
  now?.answer(details(1));
  await settled();
  expect(open.details?.call.id).toBe("verimor:1");
});

test("a late answer does not undo a newer one", async () => {
  const host = new ScriptedHost();
  const open = new OpenCall(source(host));
  open.show("verimor:0");
  host.tell({ type: "call", call: callAt(0), open_missed: 0 });
  const [older, newer] = host.asked;
  newer?.answer(details(0, "new"));
  await settled();
  older?.answer(details(0));
  await settled();
  expect(open.details?.call.note).toBe("new");
});

test("it looks again at news of its call, and where news got lost, until it is closed", () => {
  const host = new ScriptedHost();
  const open = new OpenCall(source(host));
  open.show("verimor:0");
  host.tell({ type: "call", call: callAt(1), open_missed: 0 });
  expect(host.asked).toHaveLength(1);
  host.tell({ type: "call", call: callAt(0), open_missed: 0 });
  host.tell({ type: "lagged" });
  expect(host.asked).toHaveLength(3);
  open.close();
  host.tell({ type: "lagged" });
  expect(host.asked).toHaveLength(3);
});
