import { expect, test } from "vitest";

import type { Arriving } from "../../host/generated";
import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import { ComingIn } from "./arriving.svelte";

const nothing: Arriving = { running: false, done: 0, total: 0, arrived: null, failure: null };

async function opened(known = nothing): Promise<[ComingIn, ScriptedHost]> {
  const host = new ScriptedHost();
  const store = new ComingIn(source(host));
  host.questions("arriving")[0]?.answer(known);
  await settled();
  return [store, host];
}

const parts = (host: ScriptedHost) => host.questions("add_to_arrival");

test("a file goes in parts, one after the other, and is then looked at", async () => {
  const [store, host] = await opened();
  const reading = store.read(new Blob([new Uint8Array(40 * 1024)]));
  await expect.poll(() => parts(host).length).toBe(1);
  expect(store.step).toMatchObject({ at: "reading", total: 40 * 1024 });
  parts(host)[0]?.answer(null);
  await expect.poll(() => parts(host).length).toBe(2);
  expect(parts(host).map(({ params }) => (params as { first: boolean }).first)).toEqual([
    true,
    false,
  ]);
  parts(host)[1]?.answer(null);
  await expect.poll(() => host.questions("look_at_arrival").length).toBe(1);
  const file = { made_at: null, calls: 3, has_secrets: true, failure: null };
  host.questions("look_at_arrival")[0]?.answer(file);
  await reading;
  expect(store.step).toEqual({ at: "looking", file });
});

test("whoever chooses another file hears no more of the first", async () => {
  const [store, host] = await opened();
  const first = store.read(new Blob(["first"]));
  await expect.poll(() => parts(host).length).toBe(1);
  const second = store.read(new Blob(["second"]));
  await expect.poll(() => parts(host).length).toBe(2);
  parts(host)[0]?.fail("storage");
  await first;
  expect(store.step).toMatchObject({ at: "reading", total: 6 });
  parts(host)[1]?.fail("storage");
  await second;
  expect(store.step).toMatchObject({ at: "choosing" });
});

test("what stands ready is told to a window that is opened later", async () => {
  const arrived = { calls: 3, hooks: 1, secrets: 0, lacking: [] };
  const [store] = await opened({ ...nothing, arrived });
  expect(store.step).toMatchObject({ at: "arriving", progress: { arrived } });
});
