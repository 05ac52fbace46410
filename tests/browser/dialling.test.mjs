// Calling back by the PBX, from everywhere in the window: a real desk asks a stand-in of the PBX's
// interface.

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { startInterface } from "./interface.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask, idOf } from "./stage.mjs";

const it = office();
const KEY = "K38359b70-4342-9479-e98f-secret";
const MEHMET = "05439012277";
let page;
let api;

beforeEach(async () => {
  page = it.page;
  api = await startInterface(KEY);
  await api.do({ extensions: { 1001: "Ayşe" } });
});
afterEach(() => api.stop());

/** A desk with the key and an extension of one's own, and somebody who was missed. */
async function begin({ language = "en", hash = "#/missed" } = {}) {
  await it.open({ calls: 0, language }, hash);
  const hook = await idOf(page, "verimor");
  expect((await ask(page, "use_key", { hook, key: KEY, base: api.base })).works).toBe(true);
  await ask(page, "change_settings", { extensions: ["1001"] });
  const call = new VerimorCall(it.desk.hook("verimor"), MEHMET, { at: Date.now() - 60_000 });
  await call.rings();
  await call.hangsUp(15);
}

const box = () => page.locator("[data-call-back]");
const dialled = async () => (await api.do()).dialled;
const pressed = () => it.asked("dial").length;

describe.each([
  ["tr", /Geri ara/, "1001 çalıyor: açınca 0543 901 22 77 aranır", "Santralde bu dahili yok"],
  ["en", /Call back/, "1001 rings: pick up, and 0543 901 22 77 is called", "The PBX has no such extension"],
  ["ru", /Перезвонить/, "Звонит 1001: снимите трубку, и наберётся", "На АТС нет такого добавочного"],
])("calling back by the PBX in %s", (language, callBack, rings, refused) => {
  test("rings one's own telephone once, and says what the PBX says", async () => {
    await begin({ language });
    const row = page.locator("main li[data-key]").first();
    const button = row.getByRole("button", { name: callBack });
    await button.click();
    await box().getByText("0543 901 22 77", { exact: true }).waitFor();
    await box().getByRole("status").getByText(rings).waitFor();
    expect(await dialled()).toEqual([["1001", "905439012277"]]);
    expect(await faults(page)).toEqual([]);
    // Pressed once more, within the time in which the telephone may ring.
    await box().getByRole("button", { name: /1001/ }).click();
    await expect.poll(pressed).toBe(2);
    await box().getByRole("status").getByText(rings).waitFor();
    expect((await dialled()).length).toBe(1);

    await ask(page, "change_settings", { extensions: ["1005"] });
    const other = new VerimorCall(it.desk.hook("verimor"), "05332280916", { extension: "1005" });
    await other.hangsUp(15);
    const rows = page.locator("main li[data-key]");
    await rows.filter({ hasText: "0533 228 09 16" }).locator("[data-person]").click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("button", { name: callBack }).click();
    await panel.getByText(refused).waitFor();
    expect((await dialled()).length).toBe(1);
    expect(await faults(page)).toEqual([]);
  });
});

test("two presses while the PBX is being asked are one call", async () => {
  await begin();
  const row = page.locator("main li[data-key]").first();
  // The answer is held back.
  let letGo;
  const held = new Promise((go) => (letGo = go));
  await page.route(/\/api\/dial$/, async (route) => {
    it.stage.asked.push(["dial", {}]);
    await held;
    await route.continue();
  });
  await row.getByRole("button", { name: /Call back/ }).click();
  const mine = box().getByRole("button", { name: "Call from 1001" });
  await box().getByText("Asking the PBX").waitFor();
  await mine.click({ force: true });
  await mine.click({ force: true });
  expect(pressed()).toBe(1);
  letGo();
  await box().getByText(/1001 rings/).waitFor();
  expect((await dialled()).length).toBe(1);
});

test("a contact is called by the PBX from their page", async () => {
  await begin({ hash: "#/contacts" });
  const numbers = [{ written: "0532 123 45 67" }];
  const { contact } = await ask(page, "save_contact", { name: "Zeynep Kaya", numbers });
  await it.go(`#/contacts/${contact.id}`);
  await page.getByRole("button", { name: "Call 0532 123 45 67" }).click();
  await box().getByText(/1001 rings/).waitFor();
  expect(await dialled()).toEqual([["1001", "905321234567"]]);
  expect(await faults(page)).toEqual([]);
});

test("a number that another program hands over is called when it is pressed, and not before", async () => {
  await begin();
  await it.go("#/contacts/dial%3A%2B905321234567");
  const panel = page.getByRole("complementary");
  await panel.getByText("Call this number").waitFor();
  await box().getByText("0532 123 45 67", { exact: true }).waitFor();
  const mine = box().getByRole("button", { name: "Call from 1001" });
  await mine.waitFor();
  expect(pressed()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await mine.click();
  await box().getByText(/1001 rings/).waitFor();
  expect(await dialled()).toEqual([["1001", "905321234567"]]);

  // The next one; it is somebody's, whose name is there.
  await ask(page, "save_contact", { name: "Mehmet Demir", numbers: [{ written: MEHMET }] });
  await it.go("#/contacts/dial%3A%2B905439012277");
  await panel.getByRole("heading", { name: "Mehmet Demir" }).waitFor();
  await box().getByText("0543 901 22 77", { exact: true }).waitFor();
  expect((await dialled()).length).toBe(1);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
});

test("without a key the number is shown to be dialled by hand, and the PBX is not asked", async () => {
  await it.open({ calls: 0 }, "#/missed");
  const call = new VerimorCall(it.desk.hook("verimor"), MEHMET);
  await call.hangsUp(15);
  await page.locator("main li[data-key]").first().getByRole("button", { name: /Call back/ }).click();
  await box().getByText("0543 901 22 77").waitFor();
  await expect.poll(() => it.asked("ways_to_call").length).toBe(1);
  expect(pressed()).toBe(0);
  expect(await box().getByRole("button", { name: /from 1001/ }).count()).toBe(0);
});
