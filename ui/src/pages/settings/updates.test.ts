import { expect, test } from "vitest";

import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import type { UpdateNews } from "../../host/generated";
import { Updates } from "./updates.svelte";

function known(change: Partial<UpdateNews> = {}): UpdateNews {
  const nothing = { looked_at: null, newer: null, stage: "idle", fetched: null, failure: null };
  return { way: "here", ...nothing, ...change } as UpdateNews;
}

async function opened(first: UpdateNews): Promise<[Updates, ScriptedHost]> {
  const host = new ScriptedHost();
  const store = new Updates(source(host));
  host.questions("updates")[0]?.answer(first);
  await settled();
  return [store, host];
}

test("where nobody looks for newer versions there is nothing to be said", async () => {
  const [store] = await opened(known({ way: "unknown" }));
  expect(store.known).toBeNull();
});

test("what somebody wanted can be left again", async () => {
  const [store, host] = await opened(known({ newer: "0.2.0", stage: "waiting" }));
  const left = store.leave();
  host.questions("leave_update")[0]?.answer(null);
  await left;
  expect(host.questions("leave_update")).toHaveLength(1);
});

test("what is told of newer versions is asked for again, and the last answer stays", async () => {
  const [store, host] = await opened(known());
  expect(store.known?.newer).toBeNull();
  host.tell({ type: "update" });
  host.questions("updates")[1]?.answer(known({ newer: "0.2.0", stage: "fetching", fetched: 40 }));
  await settled();
  expect(store.known).toMatchObject({ newer: "0.2.0", fetched: 40 });
  host.tell({ type: "update" });
  host.questions("updates")[2]?.fail("storage");
  await settled();
  expect(store.known?.newer).toBe("0.2.0");
});
