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
  [
    "tr",
    "Ses kaydını dinle",
    "Santralde bu çağrının ses kaydı yok",
    "Ses kaydını aç",
    { look: "Ses kaydı var mı, bak", nth: (n) => `${n}. ses kaydını aç`, plain: /şifresiz bir adreste/ },
  ],
  [
    "en",
    "Listen to the recording",
    "The PBX has no recording of this call",
    "Open the recording",
    { look: "Look for a recording", nth: (n) => `Open recording ${n}`, plain: /not encrypted/ },
  ],
  [
    "ru",
    "Прослушать запись",
    "У АТС нет записи этого разговора",
    "Открыть запись",
    { look: "Проверить, есть ли запись", nth: (n) => `Открыть запись ${n}`, plain: /без шифрования/ },
  ],
])("a recording in %s", (language, listen, none, open, { look, nth, plain }) => {
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

  test("is looked for where nobody tells, and each file is offered", async () => {
    const patches = { call: (details) => ({ ...details, recording: "perhaps" }) };
    await it.open({ calls: 0, language, staged: { patches } }, "#/calls");
    const call = await talks(false);
    await show(call);
    it.stage.answers.open_recording = { type: "failed", code: "no-recording" };
    await page.getByRole("button", { name: look }).click();
    await page.getByRole("status").getByText(none).waitFor();

    const file = (number, address) => ({ number, address, is_plain: true });
    const files = [1, 2].map((number) => file(number, `http://files.example/a_${number}.wav`));
    it.stage.answers.open_recording = { type: "files", files };
    await page.getByRole("button", { name: look }).press("Enter");
    await page.getByRole("status").getByText(plain).waitFor();
    const first = page.getByRole("link", { name: nth(1), exact: true });
    await expect.poll(() => first.evaluate((link) => link === document.activeElement)).toBe(true);
    const second = page.getByRole("link", { name: nth(2), exact: true });
    expect(await second.getAttribute("href")).toBe(files[1].address);
    expect(await faults(page)).toEqual([]);

    // On a desktop its browser opens the one that is asked for; the others are still to be chosen.
    await it.go("#/calls");
    it.stage.answers.open_recording = ({ file: chosen }) =>
      chosen ? { type: "opened" } : { type: "files", files: files.map((one) => ({ ...one, address: null })) };
    await show(call);
    await page.getByRole("button", { name: look }).click();
    await page.getByRole("button", { name: nth(2), exact: true }).click();
    await expect.poll(() => it.asked("open_recording").at(-1)).toEqual({ id: call.id, file: 2 });
    await page.getByRole("button", { name: nth(1), exact: true }).waitFor();
  });
});
