import { expect, test } from "vitest";

import { hook } from "../../../tests/examples";
import { later, ScriptedHost, settled, source } from "../../../tests/scripted-host";
import { Hooks } from "./hooks.svelte";

test("a late answer does not undo a newer one", async () => {
  const host = new ScriptedHost();
  const hooks = new Hooks(source(host));
  host.tell({ type: "hooks" });
  const [older, newer] = host.questions("hooks");
  newer?.answer([hook(), hook({ id: 2 })]);
  await settled();
  older?.answer([hook()]);
  await settled();
  expect(hooks.all).toHaveLength(2);
});

test("a change is not undone by an answer that was asked for before it", async () => {
  const host = new ScriptedHost();
  const hooks = new Hooks(source(host));
  host.questions("hooks")[0]?.answer([hook()]);
  await settled();
  host.tell({ type: "hooks" });
  const changing = hooks.change(Promise.resolve(hook({ name: "Branch" })));
  await settled();
  expect(hooks.all?.[0]?.name).toBe("Branch");
  host.questions("hooks")[1]?.answer([hook()]);
  await settled();
  expect(hooks.all?.[0]?.name).toBe("Branch");
  host.questions("hooks")[2]?.answer([hook({ name: "Branch", deliveries: 7 })]);
  await changing;
  expect(hooks.all?.[0]?.deliveries).toBe(7);
});

test("the answer to a change does not hide what was changed after it", async () => {
  const host = new ScriptedHost();
  const hooks = new Hooks(source(host));
  host.questions("hooks")[0]?.answer([hook()]);
  await settled();
  const slow = later<ReturnType<typeof hook>>();
  const first = hooks.change(slow.promise);
  host.answers.hooks = () => [hook({ name: "Third" })];
  await hooks.change(Promise.resolve(hook({ name: "Second" })));
  slow.keep(hook({ name: "First" }));
  await first;
  expect(hooks.all?.[0]?.name).toBe("Third");
});

test("news that got lost makes it look again", () => {
  const host = new ScriptedHost();
  void new Hooks(source(host));
  host.tell({ type: "lagged" });
  expect(host.questions("hooks")).toHaveLength(2);
});
