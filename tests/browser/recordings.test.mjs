// The recording of a call: a real desk asks a stand-in of the PBX's interface where it is.

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { startInterface } from "./interface.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask, idOf } from "./stage.mjs";

const it = office();
const KEY = "K38359b70-4342-9479-e98f-secret";
let page;
let api;

beforeEach(async () => {
  page = it.page;
  api = await startInterface(KEY);
});
afterEach(() => api.stop());

/** Somebody talks, and the PBX says whether it was recorded. */
async function talks(recorded) {
  const call = new VerimorCall(it.desk.hook("verimor"), "05439012277", { at: Date.now() - 60_000 });
  await call.rings();
  await call.answers();
  call.fields.recording_present = String(recorded);
  await call.hangsUp();
  return call;
}

const show = (call) => page.evaluate((id) => (location.hash = `#/calls/${encodeURIComponent(id)}`), call.id);

describe.each([
  ["tr", "Ses kaydını dinle", "Santralde bu çağrının ses kaydı yok", "Ses kaydını aç"],
  ["en", "Listen to the recording", "The PBX has no recording of this call", "Open the recording"],
  ["ru", "Прослушать запись", "У АТС нет записи этого разговора", "Открыть запись"],
])("a recording in %s", (language, listen, none, open) => {
  test("is found when somebody asks for it, and only where there is one", async () => {
    await it.open({ calls: 0, language }, "#/calls");
    const hook = await idOf(page, "verimor");
    expect((await ask(page, "use_key", { hook, key: KEY, base: api.base })).works).toBe(true);

    await show(await talks(false));
    await page.locator("aside.panel h2").waitFor();
    await page.locator("aside.panel dl").waitFor();
    expect(await page.getByRole("button", { name: listen }).count()).toBe(0);

    const call = await talks(true);
    await show(call);
    await page.getByRole("button", { name: listen }).click();
    await page.getByRole("status").getByText(none).waitFor();

    await api.do({ recording_of: call.id.replace("verimor:", "") });
    await page.getByRole("button", { name: listen }).click();
    const link = page.getByRole("link", { name: open });
    const address = await link.getAttribute("href");
    expect(address.startsWith(`${api.base}/recording/`)).toBe(true);
    expect(address).not.toContain(KEY);
    expect(await faults(page)).toEqual([]);
    const [heard] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    await heard.close();
  });
});
