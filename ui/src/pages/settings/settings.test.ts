import { expect, test } from "vitest";

import { settings } from "../../../tests/examples";
import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import { SettingsStore } from "./settings.svelte";

async function opened(): Promise<[SettingsStore, ScriptedHost]> {
  const host = new ScriptedHost();
  const store = new SettingsStore(source(host));
  host.questions("settings")[0]?.answer(settings());
  await settled();
  return [store, host];
}

test("a change shows at once, and springs back where the desk does not take it", async () => {
  const [store, host] = await opened();
  const changing = store.change({ do_not_disturb: true });
  expect(store.current?.do_not_disturb).toBe(true);
  host.asked.at(-1)?.fail("storage");
  await expect(changing).rejects.toThrow("storage");
  expect(store.current?.do_not_disturb).toBe(false);
});

test("do not disturb for a time shows at once, and springs back where the desk does not take it", async () => {
  const [store, host] = await opened();
  const choosing = store.silence("an-hour");
  expect(store.current?.do_not_disturb).toBe(true);
  expect(host.asked.at(-1)).toMatchObject({
    name: "do_not_disturb",
    params: { choice: "an-hour" },
  });
  host.asked.at(-1)?.fail("storage");
  await expect(choosing).rejects.toThrow("storage");
  expect(store.current?.do_not_disturb).toBe(false);
});

test("two changes answered in the wrong order are both there", async () => {
  const [store, host] = await opened();
  const first = store.change({ do_not_disturb: true });
  const second = store.change({ internal_calls: true });
  const [, one, two] = host.asked;
  two?.answer(settings({ do_not_disturb: true, internal_calls: true }));
  await settled();
  one?.answer(settings({ do_not_disturb: true }));
  await settled();
  host.questions("settings")[1]?.answer(settings({ do_not_disturb: true, internal_calls: true }));
  await Promise.all([first, second]);
  expect(store.current).toMatchObject({ do_not_disturb: true, internal_calls: true });
});

test("a change says what it changes, and leaves alone what others may change meanwhile", async () => {
  const [store, host] = await opened();
  void store.change({ extensions: ["1001"] });
  expect(host.asked.at(-1)).toMatchObject({
    name: "change_settings",
    params: { extensions: ["1001"] },
  });
  expect(Object.keys(host.asked.at(-1)?.params as object)).toEqual(["extensions"]);
});

test("what the tray changes is seen, also where its news got lost", async () => {
  const [store, host] = await opened();
  host.tell({ type: "settings" });
  host.questions("settings")[1]?.answer(settings({ do_not_disturb: true }));
  await settled();
  expect(store.current?.do_not_disturb).toBe(true);
  host.tell({ type: "lagged" });
  host.questions("settings")[2]?.answer(settings());
  await settled();
  expect(store.current?.do_not_disturb).toBe(false);
});
