// What was promised to missed callers, when the office is open, and who need not be called back just
// now.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open } = it;
let page;

beforeEach(() => {
  page = it.page;
});

const MEHMET = "05439012277";
const ZEYNEP = "05332280916";

// Who has left stays where they were while the keyboard is on the list.
const people = () => page.locator("main li[data-key]:not(.gone)");
const badge = () => page.locator("nav .badge").textContent();
/** Takes the pointer off the list, which holds still under it. */
const letGo = () => page.mouse.move(0, 0);
const set = (settings) => ask(page, "change_settings", settings);

/** Somebody called, and was not answered before they hung up. */
async function missed(caller, ago, after = 15) {
  const hook = it.desk.hook("verimor");
  const call = new VerimorCall(hook, caller, { at: Date.now() - ago * 1000 });
  await call.rings();
  await call.hangsUp(after);
  return call;
}

describe("a promise", () => {
  test("stands there until when, then that it has passed, then that it is of another day", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 600);
    await people().first().waitFor();
    expect(await page.locator("[data-promise]").count()).toBe(0);
    await set({ promise_minutes: 20 });
    await page
      .locator("[data-promise=within]")
      .getByText(/call back by/)
      .waitFor();
    await set({ promise_minutes: 5 });
    const past = page.locator("[data-promise=past]");
    await past.getByText(/was to be called back by \d\d:\d\d/).waitFor();
    await missed(ZEYNEP, 50 * 3600);
    await page.locator("[data-promise=yesterday]").waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe("business hours", () => {
  test("set those apart who called outside them", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 40);
    await people().first().waitFor();
    expect(await page.locator("main h2").count()).toBe(0);
    await set({ business_hours: Array(7).fill(null) });
    await page.getByRole("heading", { name: /Called outside business hours/ }).waitFor();
    await people().first().getByText("outside business hours").waitFor();
    expect(await faults(page)).toEqual([]);
    await set({
      business_hours: Array(7).fill({ from: "00:00", to: "00:00" }),
    });
    await expect.poll(() => page.locator("main h2").count()).toBe(0);
  });

  test("are filled in for a week at once", async () => {
    await open({ calls: 0 }, "#/settings");
    const settings = () => ask(page, "settings");
    const hours = async () => (await settings()).business_hours;
    await page.getByRole("switch", { name: "Business hours", exact: true }).check();
    const usual = { from: "09:00", to: "18:00" };
    await expect.poll(hours).toEqual([usual, usual, usual, usual, usual, null, null]);
    // Whatever the browser's own language, by the clock of twenty-four hours.
    const monday = page.getByRole("group", { name: "Monday, opens" });
    expect((await monday.textContent()).match(/\S+/)[0]).toBe("09:00");
    expect(await faults(page)).toEqual([]);
    await monday.getByRole("spinbutton", { name: /^hour/ }).click();
    await page.keyboard.type("0830");
    await page.keyboard.press("Tab");
    const early = { ...usual, from: "08:30" };
    await expect.poll(async () => (await hours())[0]).toEqual(early);
    await page.getByRole("button", { name: "The same until Friday" }).click();
    await expect.poll(hours).toEqual([early, early, early, early, early, null, null]);
    await page.getByRole("checkbox", { name: "Saturday" }).check();
    await expect.poll(async () => (await hours())[5]).toEqual(early);
    await page.getByLabel("Time to call back").selectOption("20");
    await page.getByLabel("Hung up at once").selectOption("10");
    const chosen = { promise_minutes: 20, short_call_seconds: 10 };
    await expect.poll(settings).toMatchObject(chosen);
    expect(await faults(page)).toEqual([]);
    await page.getByRole("switch", { name: "Business hours", exact: true }).uncheck();
    await expect.poll(hours).toBeNull();
  });
});

describe("who hung up at once", () => {
  test("is not counted, and stands in a fold below until they wait", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 60);
    await missed(ZEYNEP, 40, 3);
    await page.getByRole("button", { name: "Hung up at once (1)" }).click();
    const fold = page.locator("[data-aside]");
    expect(await fold.textContent()).toMatch(/0533 228 09 16/);
    expect(await badge()).toBe("1");
    expect(await people().count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    await missed(ZEYNEP, 20);
    await expect.poll(() => people().count()).toBe(2);
    await expect.poll(() => fold.count()).toBe(0);
  });

  test("is not red among the calls, as long as nobody need call them back", async () => {
    await open({ calls: 0 }, "#/calls");
    await missed(ZEYNEP, 40, 3);
    const row = page.locator(".rows [role=option]");
    await row.getByText(/gave up after 3\ss|no answer after 3\ss/).waitFor();
    expect(await page.locator(".row.open").count()).toBe(0);
    expect(await page.locator("nav .badge").count()).toBe(0);
    await ask(page, "change_settings", { short_call_seconds: 0 });
    await expect.poll(() => page.locator(".row.open").count()).toBe(1);
    await expect.poll(badge).toBe("1");
  });
});

describe("a snoozed caller", () => {
  const later = (who) => people().getByRole("button", { name: `${who}: later` });
  const fold = () => page.locator("[data-aside]");

  test("leaves the list until then, is back by undo or by hand, and at once when they call", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 60);
    await missed(ZEYNEP, 40);
    await later("0543 901 22 77").click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "In half an hour" }).click();
    await letGo();
    await expect.poll(() => people().count()).toBe(1);
    await expect.poll(badge).toBe("1");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => people().count()).toBe(2);

    await later("0543 901 22 77").click();
    await page.getByRole("button", { name: "In half an hour" }).click();
    await letGo();
    await page.getByRole("button", { name: "Snoozed (1)" }).click();
    await fold().getByText(/until/).waitFor();
    expect(await faults(page)).toEqual([]);
    await fold().getByRole("button", { name: "Bring back 0543 901 22 77" }).click();
    await letGo();
    await expect.poll(() => people().count()).toBe(2);

    // A time by the desk's own clock.
    await later("0543 901 22 77").click();
    const tomorrow = new Date(Date.now() + 27 * 3_600_000).toISOString().slice(0, 10);
    const moment = page.getByRole("group", { name: "Day and time" });
    const part = (name) => moment.getByRole("spinbutton", { name: new RegExp(`^${name}`) });
    const [year, month, day] = tomorrow.split("-");
    await part("day").click();
    await page.keyboard.type(`${day}${month}${year}0930`);
    expect(await moment.textContent()).toMatch(/09:30$/);
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: "Snooze", exact: true }).click();
    await letGo();
    await expect.poll(() => people().count()).toBe(1);
    expect(it.asked("snooze").at(-1).until).toBe(`${tomorrow}T06:30:00.000Z`);
    await missed(MEHMET, 2);
    await expect.poll(() => people().count()).toBe(2);
    await expect.poll(badge).toBe("2");
  });

  test("can wait until a day and a time that are set by the keyboard alone, and not in the past", async () => {
    await open({ calls: 0, language: "tr" }, "#/missed");
    const call = await missed(MEHMET, 60);
    await page.getByRole("button", { name: "0543 901 22 77 ertelensin" }).click();
    const moment = page.getByRole("group", { name: "Gün ve saat" });
    const part = (name) => moment.getByRole("spinbutton", { name: new RegExp(`^${name}`) });
    // Its parts are named as the language names them, and stand in its order.
    await part("saat").waitFor();
    const suggested = await moment.textContent();
    expect(suggested).toMatch(/^\d\d\.\d\d\.\d{4} \d\d:00$/);
    await part("yıl").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("Bu saat geçti.").waitFor();
    expect(await faults(page)).toEqual([]);
    expect(it.asked("snooze")).toEqual([]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("2345");
    // A part that is missing is no moment.
    await part("gün").focus();
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Enter");
    await page.getByText("Günü ve saati tam yazın.").waitFor();
    expect(it.asked("snooze")).toEqual([]);
    await page.keyboard.type(suggested.slice(0, 2));
    await page.keyboard.press("Enter");
    await expect.poll(() => it.asked("snooze").length).toBe(1);
    const [{ call: whose, until }] = it.asked("snooze");
    expect(whose).toBe(call.id);
    const [, date, mon, year] = /^(\d\d)\.(\d\d)\.(\d{4})/.exec(suggested);
    expect(until).toBe(`${year}-${mon}-${date}T20:45:00.000Z`);
  });

  test("comes back by themselves", async () => {
    await open({ calls: 0 }, "#/missed");
    const call = await missed(MEHMET, 60);
    await people().first().waitFor();
    const until = new Date(Date.now() + 4000).toISOString();
    await ask(page, "snooze", { call: call.id, until });
    await expect.poll(() => people().count()).toBe(0);
    await people().first().waitFor();
    await expect.poll(badge).toBe("1");
  });

  test("is told in the course of the call", async () => {
    await open({ calls: 0 }, "#/calls");
    const call = await missed(MEHMET, 60);
    await ask(page, "snooze", { call: call.id, until: inAnHour() });
    await page.locator(".rows [role=option]").first().click();
    await page
      .locator("aside")
      .getByText(/Snoozed until/)
      .waitFor();
  });
});

function inAnHour() {
  return new Date(Date.now() + 3_600_000).toISOString();
}
