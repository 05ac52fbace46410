// Who of ours is on the phone, as the PBX's events tell it.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { startInterface } from "./interface.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask, idOf } from "./stage.mjs";

const it = office();
const MEHMET = "05439012277";
let page;

beforeEach(() => {
  page = it.page;
});

const row = (number) => page.locator(`[data-colleague="${number}"]`);
const state = (number) => row(number).getAttribute("data-state");

describe.each([
  ["tr", "Kimse telefonda değil", /ile görüşüyor/, "boşta"],
  ["en", "Nobody is on the phone", /talking with 0543 901 22 77, since \d\d:\d\d/, "free"],
  ["ru", "Никто не говорит по телефону", /разговаривает: /, "свободен"],
])("colleagues in %s", (language, nobody, talks, free) => {
  test("ring, talk and are free again, by name", async () => {
    await it.open({ calls: 0, language }, "#/colleagues");
    await page.locator("main h1").waitFor();
    expect(await faults(page)).toEqual([]);
    const own_numbers = [{ number: "1001", name: "Ayşe", greeting: "" }];
    await ask(page, "change_settings", { own_numbers, extensions: ["1002"] });
    await row("1001").getByText("Ayşe", { exact: true }).waitFor();
    await page.getByText(nobody).waitFor();
    expect(await state("1002")).toBe("free");

    const call = new VerimorCall(it.desk.hook("verimor"), MEHMET);
    await call.rings();
    await expect.poll(() => state("1001")).toBe("rings");
    await call.rings("1002");
    await expect.poll(() => state("1002")).toBe("rings");
    await call.answers(1);
    await row("1001").getByText(talks).waitFor();
    await expect.poll(() => state("1002")).toBe("free");
    expect(await faults(page)).toEqual([]);
    await call.hangsUp(3);
    await row("1001").getByText(free).waitFor();
    expect(await state("1001")).toBe("free");
  });
});

test.each([
  ["tr", "telefonu kapalı", "rahatsız edilmek istemiyor", "telefonda"],
  ["en", "telephone is off", "does not want to be disturbed", "on the phone"],
  ["ru", "телефон выключен", "просит не беспокоить", "говорит по телефону"],
])("in %s they say what the PBX tells of their telephones", async (language, off, quiet, talks) => {
  const key = "K38359b70-4342-9479-e98f-secret";
  const api = await startInterface(key);
  try {
    await api.do({
      extensions: { 1001: "Ayşe", 1002: "Selin", 1003: "Deniz", 1004: "Can" },
      telephones: { 1001: "AVAILABLE", 1002: "UNREGISTERED", 1003: "SS_DND", 1004: "TALKING" },
    });
    await it.open({ calls: 0, language }, "#/calls");
    const hook = await idOf(page, "verimor");
    expect((await ask(page, "use_key", { hook, key, base: api.base })).works).toBe(true);
    await page.evaluate(() => (location.hash = "#/colleagues"));
    await row("1002").getByText(off).waitFor();
    await row("1003").getByText(quiet).waitFor();
    await row("1004").getByText(talks, { exact: true }).waitFor();
    expect(await state("1001")).toBe("free");
    expect(await faults(page)).toEqual([]);

    // A call that was told of says more.
    const call = new VerimorCall(it.desk.hook("verimor"), MEHMET, { extension: "1003" });
    await call.rings();
    await expect.poll(() => state("1003")).toBe("rings");
  } finally {
    api.stop();
  }
});

test("the message form says whether whom it is for is on the phone", async () => {
  await it.open({ calls: 0 }, "#/missed");
  const own_numbers = [{ number: "1001", name: "Ayşe", greeting: "" }];
  await ask(page, "change_settings", { own_numbers });
  const missed = new VerimorCall(it.desk.hook("verimor"), "05332280916", { extension: "1002" });
  await missed.hangsUp(20);
  const talk = new VerimorCall(it.desk.hook("verimor"), MEHMET);
  await talk.rings();
  await talk.answers(1);
  await page.locator("main li[data-key]").first().getByRole("button", { name: /message/i }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("For", { exact: true }).fill("Ayşe");
  const status = form.getByRole("status");
  await status.getByText(/talking with 0543 901 22 77/).waitFor();
  expect(await faults(page)).toEqual([]);
  await talk.hangsUp(3);
  await expect.poll(() => status.textContent()).toBe("");
});
