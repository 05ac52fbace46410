import { expect, test } from "vitest";

import { callAt, hook as example, iso, NOW } from "../../../../tests/examples";
import { ScriptedHost } from "../../../../tests/scripted-host";
import type { CallRow, DeskStatus, HookRow } from "../../../host/generated";
import { Arrival } from "./arrival.svelte";

const nobody: DeskStatus["strangers"] = { total: 0, last_minute: 0, last_at: null };

/** A desk with two hooks of one PBX, and a guide that was opened for the first. */
function guide() {
  const hooks = new Map<number, HookRow>();
  const came: { call: CallRow; hook: HookRow; at: string }[] = [];
  for (const id of [1, 2]) hooks.set(id, example({ id, name: "Front desk" }));
  const hook = (id: number) => hooks.get(id) as HookRow;
  const host = new ScriptedHost({
    calls: () => ({ rows: came.map(({ call }) => call), next: null }),
    call: ({ id }) => {
      const found = came.find(({ call }) => call.id === id);
      if (!found) throw new Error(id);
      const { call, at } = found;
      return {
        call,
        timeline: [
          {
            kind: "ringing",
            number: "1001",
            destination: null,
            cause: null,
            text: null,
            until: null,
            recipient: null,
            wants: null,
            happened_at: call.started_at,
            received_at: at,
          },
        ],
        messages: [],
        deliveries: [
          {
            received_at: at,
            hook_id: found.hook.id,
            hook: found.hook.name,
            content_type: null,
            body: "",
            error: null,
          },
        ],
        left_out: { timeline: 0, deliveries: 0, extensions: 0, beyond: 0 },
        earlier: [],
        recording: null,
      };
    },
  });
  const change = (id: number, more: Partial<HookRow>) => hooks.set(id, { ...hook(id), ...more });
  /** The PBX posts the beginning of a call. */
  const deliver = (id: number, at = iso(NOW + 1000)) => {
    const call = callAt(came.length, { status: "ringing" });
    came.unshift({ call, hook: hook(id), at });
    change(id, { deliveries: hook(id).deliveries + 1, last_delivery_at: at });
    return call;
  };
  return { arrival: new Arrival(host, NOW, nobody.total), host, hook, change, deliver };
}

test("nothing came yet", async () => {
  const { arrival, hook } = guide();
  await arrival.look(hook(1));
  expect(arrival.stage(hook(1), nobody)).toEqual({ at: "waiting" });
});

test("the first delivery tells what came, of which call", async () => {
  const { arrival, hook, deliver } = guide();
  const call = deliver(1);
  await arrival.look(hook(1));
  const stage = arrival.stage(hook(1), nobody);
  expect(stage.at).toBe("came");
  if (stage.at !== "came") return;
  expect(stage.came.call.id).toBe(call.id);
  expect(stage.came.item.kind).toBe("ringing");
});

test("a delivery to another connection of the same PBX and the same name proves nothing", async () => {
  const { arrival, hook, host, deliver } = guide();
  deliver(1, iso(NOW - 5000));
  deliver(2);
  await arrival.look(hook(1));
  expect(arrival.stage(hook(1), nobody).at).toBe("before");
  const other = new Arrival(host, NOW, 0);
  await other.look(hook(2));
  expect(other.stage(hook(2), nobody).at).toBe("came");
});

test("what came before the guide was opened does not count as the first", async () => {
  const { arrival, hook, deliver } = guide();
  deliver(1, iso(NOW - 5000));
  await arrival.look(hook(1));
  expect(arrival.stage(hook(1), nobody).at).toBe("before");
});

test("what is not understood is said, until something is", async () => {
  const { arrival, hook, change, deliver } = guide();
  const received_at = iso(NOW + 1000);
  const what = "moon_landing";
  change(1, { last_delivery_at: received_at, not_understood: [{ received_at, what, body: "" }] });
  await arrival.look(hook(1));
  expect(arrival.stage(hook(1), nobody)).toMatchObject({
    at: "not_understood",
    delivery: { what },
  });
  deliver(1, iso(NOW + 2000));
  await arrival.look(hook(1));
  expect(arrival.stage(hook(1), nobody).at).toBe("came");
});

test("a test of the address is no delivery, but good news", () => {
  const { arrival, hook, change } = guide();
  change(1, { last_tested_at: iso(NOW + 1000) });
  expect(arrival.stage(hook(1), nobody).at).toBe("tested");
});

test("a knock at a wrong address is told, unless it was there before", () => {
  const { arrival, hook, host, change } = guide();
  const knocked = { total: 1, last_minute: 1, last_at: iso(NOW) };
  expect(arrival.stage(hook(1), knocked).at).toBe("stranger");
  const later = new Arrival(host, NOW, 1);
  expect(later.stage(hook(1), knocked).at).toBe("waiting");
  change(1, { last_tested_at: iso(NOW + 1000) });
  expect(arrival.stage(hook(1), knocked).at, "the PBX knew it after all").toBe("tested");
});
