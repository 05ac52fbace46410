import { expect, test } from "vitest";

import { FakeHost } from "../../../host/fake";
import { iso, NOW } from "../../../host/fake/calls";
import type { DeskStatus, HookRow } from "../../../host/generated";
import { Arrival } from "./arrival.svelte";

const nobody: DeskStatus["strangers"] = { total: 0, last_minute: 0, last_at: null };

function guide(scene: ConstructorParameters<typeof FakeHost>[0] = {}) {
  const host = new FakeHost({ calls: 0, running: false, ...scene });
  const arrival = new Arrival(host, NOW, nobody.total);
  const hook = async (id: number) => {
    const hooks = await host.ask("hooks", {});
    return (hooks as HookRow[]).find((hook) => hook.id === id) as HookRow;
  };
  return { host, arrival, hook };
}

test("nothing came yet", async () => {
  const { arrival, hook } = guide();
  await arrival.look(await hook(1));
  expect(arrival.stage(await hook(1), nobody)).toEqual({ at: "waiting" });
});

test("the first delivery tells what came, of which call", async () => {
  const { host, arrival, hook } = guide();
  const call = host.deliver(1);
  await arrival.look(await hook(1));
  const stage = arrival.stage(await hook(1), nobody);
  expect(stage.at).toBe("came");
  if (stage.at !== "came") return;
  expect(stage.came.call.id).toBe(call.id);
  expect(stage.came.item.kind).toBe("ringing");
});

test("a delivery to another connection of the same PBX proves nothing", async () => {
  const { host, arrival, hook } = guide();
  await host.ask("add_hook", { pbx: "verimor", name: "Branch" });
  host.deliver(4);
  await arrival.look(await hook(4));
  expect(arrival.stage(await hook(4), nobody).at).toBe("came");

  const other = new Arrival(host, NOW, 0);
  await other.look({ ...(await hook(1)), last_delivery_at: iso(NOW - 5000) });
  expect(other.stage(await hook(1), nobody).at).toBe("waiting");
});

test("what came before the guide was opened does not count as the first", async () => {
  const { arrival, hook } = guide({ calls: 200 });
  const used = { ...(await hook(1)), not_understood: [] };
  await arrival.look(used);
  expect(arrival.stage(used, nobody).at).toBe("before");
});

test("what is not understood is said, until something is", async () => {
  const { host, arrival, hook } = guide();
  host.babble(1);
  await arrival.look(await hook(1));
  expect(arrival.stage(await hook(1), nobody)).toMatchObject({
    at: "not_understood",
    delivery: { what: "moon_landing" },
  });
  host.deliver(1);
  await arrival.look(await hook(1));
  expect(arrival.stage(await hook(1), nobody).at).toBe("came");
});

test("a test of the address is no delivery, but good news", async () => {
  const { host, arrival, hook } = guide();
  host.test(1);
  expect(arrival.stage(await hook(1), nobody).at).toBe("tested");
});

test("a knock at a wrong address is told, unless it was there before", async () => {
  const { host, arrival, hook } = guide();
  const knocked = { total: 1, last_minute: 1, last_at: iso(NOW) };
  expect(arrival.stage(await hook(1), knocked).at).toBe("stranger");
  const later = new Arrival(host, NOW, 1);
  expect(later.stage(await hook(1), knocked).at).toBe("waiting");
  host.test(1);
  expect(arrival.stage(await hook(1), knocked).at, "the PBX knew it after all").toBe("tested");
});
