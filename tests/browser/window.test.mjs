// The window around the lists: settings, shortcuts, and what is said when the desk is in trouble.

import { readFileSync } from "node:fs";

import { beforeEach, describe, expect, test } from "vitest";

import { callers } from "./callers.mjs";
import { office } from "./office.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go, asked } = it;
const { rows, ringAndEnd, over, drawn } = callers(it);
let page;

beforeEach(() => {
  page = it.page;
});

describe("settings", () => {
  /** What the desk keeps. */
  const settings = () => ask(page, "settings");

  test("what is opened for a call is tried before it is kept, and what would be no address is not kept", async () => {
    await open({}, "#/settings");
    const pop = page.locator("section", {
      has: page.getByRole("heading", { name: "Caller in another program" }),
    });
    await pop.getByLabel("Open the caller").selectOption("When it rings here");
    const address = pop.getByRole("textbox", { name: "An address" });
    const save = () => pop.getByRole("button", { name: "Save" }).click();
    for (const [written, told] of [
      ["", "Write what is to be opened"],
      ["crm.example.com/{e164}", "This is no address."],
      ["https://{name}.example.com/", "a caller could choose it otherwise"],
      ["https://example.com/{phone}", "There is no {phone}"],
    ]) {
      await address.fill(written);
      await save();
      await pop.getByText(told).waitFor();
    }
    await address.fill("crm://find/{national}");
    await save();
    await pop.getByText("Addresses that begin with crm: are not opened").waitFor();
    expect(asked("change_settings")).toEqual([]);
    await pop.getByLabel("Open addresses that begin with crm:").check();
    await pop.getByRole("button", { name: "Try it" }).click();
    await pop.getByText("Would open: crm://find/05321234567").waitFor();
    await save();
    await pop.getByText("Saved").waitFor();
    const [kept] = asked("change_settings");
    expect(kept.screen_pop).toEqual({
      when: "ringing",
      what: "address",
      opens: "crm://find/{national}",
      scheme: "crm",
    });
    await it.go("#/calls");
    await it.go("#/settings");
    expect(await address.inputValue()).toBe("crm://find/{national}");
  });

  test("are saved as they are changed", async () => {
    await open({}, "#/settings");
    await page.getByLabel("My extensions").fill("1005");
    await page.keyboard.press("Enter");
    await page.getByRole("switch", { name: "Do not disturb" }).check();
    await expect.poll(settings).toMatchObject({
      extensions: ["1001", "1002", "1005"],
      do_not_disturb: true,
    });
    await page.getByRole("button", { name: "Remove 1002" }).click();
    await expect.poll(settings).toMatchObject({
      extensions: ["1001", "1005"],
      do_not_disturb: true,
    });
  });

  test("another language is spoken at once", async () => {
    await open({}, "#/settings");
    await page.getByLabel("Language").selectOption("ru");
    await page.getByRole("heading", { name: "Настройки" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("ru");
    expect(await page.title()).toContain("Настройки");
  });

  test("keeping fewer days is asked about first, since it deletes", async () => {
    await open({}, "#/settings");
    await page.getByLabel("Keep calls").selectOption("30");
    await page.getByText("Calls older than 30 days").waitFor();
    expect(await settings()).toMatchObject({ retention_days: null });
    await page.getByRole("button", { name: "Delete older calls" }).click();
    await expect.poll(settings).toMatchObject({ retention_days: 30 });
  });

  test("a setting that the desk did not take springs back", async () => {
    await open({}, "#/settings");
    const quiet = page.getByRole("switch", { name: "Do not disturb" });
    await quiet.waitFor();
    it.stage.fail(true);
    await quiet.click();
    await page.getByText("Nothing was lost").waitFor();
    expect(await quiet.isChecked()).toBe(false);
  });

  test("single keys can be switched off", async () => {
    await open({}, "#/settings");
    await page.getByRole("switch", { name: "Single-key shortcuts" }).uncheck();
    await page.locator("h1").click();
    await page.keyboard.press("1");
    await drawn();
    expect(page.url()).toContain("#/settings");
    await page.getByRole("switch", { name: "Single-key shortcuts" }).check();
    await page.locator("h1").click();
    await page.keyboard.press("1");
    await rows().first().waitFor();
  });
});

describe("the desk", () => {
  test("shows what the tray asks for", async () => {
    await open();
    await rows().first().waitFor();
    const id = (await rows().nth(3).getAttribute("id")).slice("call-".length);
    const show = (view) => it.stage.tell({ type: "show", view });
    await show("missed");
    await page.getByRole("heading", { name: "To call back" }).waitFor();
    await show(`call:${id}`);
    await page.locator("aside ol").waitFor();
    await show("connections");
    await page.getByRole("heading", { name: "Connections" }).waitFor();
  });

  test("being blind is said with its reason and the next step", async () => {
    const blind = { code: "cannot-store", detail: "No space left on device" };
    await open({ staged: { patches: { status: (status) => ({ ...status, blind }) } } });
    const banner = page.getByRole("alert");
    expect(await banner.textContent()).toContain("Kimo cannot see calls right now");
    expect(await banner.textContent()).toContain("Free some disk space");
    // What the system says of it is nobody's language here.
    const raw = banner.getByText("No space left on device");
    expect(await raw.isVisible()).toBe(false);
    expect(await banner.textContent()).not.toContain("()");
    await banner.getByText("Details").click();
    await raw.waitFor();
  });

  test("losing touch is said, and catching up needs no hand", async () => {
    await open();
    await rows().first().waitFor();
    await it.stage.lose();
    await page.getByText("reconnecting").waitFor();
    const call = await ringAndEnd();
    await expect.poll(() => page.getByText("reconnecting").count()).toBe(0);
    await over(call);
  });

  test("news that got lost is there once the desk tells that some was", async () => {
    await open();
    await rows().first().waitFor();
    await it.stage.deafen(true);
    const call = await ringAndEnd();
    await it.stage.tell({ type: "lagged" });
    await over(call);
  });

  test("a call that was deleted says so", async () => {
    await open();
    it.stage.refusing = true;
    await go("#/calls/verimor%3Anobody");
    await page.getByText("This call is no longer in the history").waitFor();
  });
});

describe("a problem", () => {
  const WORDS = {
    tr: ["Raporu göster", "Raporu kopyala", "Raporu kaydet"],
    en: ["Show the report", "Copy the report", "Save the report"],
    ru: ["Показать отчёт", "Скопировать отчёт", "Сохранить отчёт"],
  };

  for (const [language, [show, copy, save]] of Object.entries(WORDS)) {
    test(`is reported in a text that is shown before it is saved, in ${language}`, async () => {
      await open({ language }, "#/settings");
      const button = (name) => page.getByRole("button", { name });
      await button(show).waitFor();
      expect(await button(save).count()).toBe(0);
      await button(show).click();
      const shown = await page.locator("pre").textContent();
      expect(shown).toContain("Kimo: report of a problem");
      expect(shown).toMatch(/^calls = \d+$/m);
      expect(shown).toContain("[log]");
      // Nobody of the office is in it.
      for (const hidden of ["Yılmaz", "Demir", "0532", "90532", "1001"]) {
        expect(shown).not.toContain(hidden);
      }
      const [saved] = await Promise.all([page.waitForEvent("download"), button(save).click()]);
      expect(saved.suggestedFilename()).toMatch(/^kimo-report-\d{4}-\d\d-\d\d\.txt$/);
      expect(readFileSync(await saved.path(), "utf8")).toBe(shown);
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await button(copy).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    });
  }

  test("that ended Kimo is told on every page, with the way to its report", async () => {
    const told = { code: "ended-unexpectedly", detail: "crates/desk/src/log/mod.rs:1:2" };
    const patches = { status: (status) => ({ ...status, problems: [told] }) };
    await open({ staged: { patches, answers: { incidents_seen: null } } });
    const banner = page.getByRole("alert");
    await expect.poll(() => banner.textContent()).toContain("Kimo ended unexpectedly the last time");
    expect(await banner.textContent()).toContain("Something went wrong inside Kimo");
    await banner.getByRole("link", { name: "Report a problem" }).click();
    await page.getByRole("button", { name: "Show the report" }).waitFor();
    it.stage.patches = {};
    await banner.getByRole("button", { name: "Mark as seen" }).click();
    await expect.poll(() => asked("incidents_seen")).toEqual([{}]);
    await it.stage.tell({ type: "status" });
    await banner.waitFor({ state: "detached" });
  });
});

describe("what befell the history", () => {
  test("is told on every page until somebody says that they have seen it", async () => {
    const told = { code: "history-altered", detail: "3" };
    const patches = { status: (status) => ({ ...status, problems: [told] }) };
    await open({ staged: { patches, answers: { incidents_seen: null } } });
    const banner = page.getByRole("alert");
    for (const section of ["calls", "missed", "connections", "settings"]) {
      await go(`/${section}`);
      await expect.poll(() => banner.textContent()).toContain("3 events in the history");
    }
    it.stage.patches = {};
    await banner.getByRole("button", { name: "Mark as seen" }).click();
    await expect.poll(() => asked("incidents_seen")).toEqual([{}]);
    await it.stage.tell({ type: "status" });
    await banner.waitFor({ state: "detached" });
  });
});
