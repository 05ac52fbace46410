// Do not disturb and the sounds: chosen on the page of settings, told in the whole window.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go, asked } = it;
let page;

beforeEach(() => {
  page = it.page;
});

/** Open on every day of the week, from one minute to the next, and so closed now. */
function closed() {
  const at = new Date(Date.now() + 12 * 3_600_000);
  const from = `${String(at.getUTCHours()).padStart(2, "0")}:00`;
  const to = `${String(at.getUTCHours()).padStart(2, "0")}:01`;
  return Array(7).fill({ from, to });
}

const WORDS = {
  tr: {
    quiet: "Rahatsız etmeyin",
    hour: "1 saat",
    banner: /Rahatsız etmeyin: (yarın )?\d\d:\d\d saatine kadar çağrılar kaydedilir/,
    end: "Bitir",
  },
  en: {
    quiet: "Do not disturb",
    hour: "1 hour",
    banner: /Do not disturb until (tomorrow )?\d\d:\d\d: calls are recorded/,
    end: "End it",
  },
  ru: {
    quiet: "Не беспокоить",
    hour: "1 час",
    banner: /Не беспокоить до (завтра )?\d\d:\d\d: звонки записываются/,
    end: "Отключить",
  },
};

describe("do not disturb", () => {
  for (const [language, words] of Object.entries(WORDS)) {
    test(`is chosen for a time, told on every page and ended there, in ${language}`, async () => {
      await open({ language }, "#/settings");
      const banner = page.getByRole("status").filter({ hasText: words.banner });
      const quiet = page.getByRole("switch", { name: words.quiet });
      expect(await banner.count()).toBe(0);
      await page.getByRole("button", { name: words.hour, exact: true }).click();
      await banner.waitFor();
      expect(await quiet.isChecked()).toBe(true);
      expect(await faults(page)).toEqual([]);
      await go("#/missed");
      await banner.getByRole("button", { name: words.end }).click();
      await banner.waitFor({ state: "detached" });
      await go("#/settings");
      await quiet.waitFor();
      expect(await quiet.isChecked()).toBe(false);
    });
  }

  test("holds until it is switched off, where no time is chosen", async () => {
    await open({}, "#/settings");
    const quiet = page.getByRole("switch", { name: "Do not disturb" });
    await quiet.check();
    const banner = page
      .getByRole("status")
      .filter({ hasText: "Do not disturb: calls" });
    await banner.waitFor();
    await page.getByText("Until you switch it off.").waitFor();
    await quiet.uncheck();
    await banner.waitFor({ state: "detached" });
    expect(asked("do_not_disturb")).toEqual([
      { choice: "on" },
      { choice: "off" },
    ]);
  });

  test("can be had outside business hours, and ended until the office opens", async () => {
    await open({}, "#/settings");
    await ask(page, "change_settings", { business_hours: closed() });
    await page
      .getByRole("switch", { name: "Also outside business hours" })
      .check();
    const banner = page
      .getByRole("status")
      .filter({ hasText: "Outside business hours" });
    await banner.waitFor();
    await banner.getByRole("button", { name: "End it" }).click();
    await banner.waitFor({ state: "detached" });
    expect(await ask(page, "settings")).toMatchObject({
      do_not_disturb: false,
      quiet_outside_hours: true,
    });
  });
});

describe("sounds", () => {
  const settings = () => ask(page, "settings");

  test("are off until somebody switches one on, and are as loud as was set", async () => {
    await open({}, "#/settings");
    const off = { call: false, important: false, missed: false, volume: 60 };
    expect((await settings()).sounds).toEqual(off);
    await page
      .getByRole("switch", { name: "When an important contact calls" })
      .check();
    await expect
      .poll(async () => (await settings()).sounds)
      .toEqual({ ...off, important: true });
    const volume = page.getByRole("slider", { name: "Volume" });
    await volume.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(async () => (await settings()).sounds)
      .toEqual({ ...off, important: true, volume: 5 });
  });

  test("are tried as loud as they are shown, and why nothing is heard is told", async () => {
    const answers = { try_sound: "no_device" };
    await open({ staged: { answers } }, "#/settings");
    const listen = page.getByRole("button", {
      name: "Listen: When a call was missed",
    });
    await listen.click();
    await page
      .getByText("This computer cannot play sounds right now.")
      .waitFor();
    expect(asked("try_sound")).toEqual([{ sound: "missed", volume: 60 }]);
    it.stage.answers.try_sound = "played";
    await listen.click();
    await page.getByText("This computer cannot").waitFor({ state: "detached" });
    // Nothing is heard from a desk without a desktop.
    delete it.stage.answers.try_sound;
    await listen.click();
    await page
      .getByText("Sounds are made by Kimo's desktop program only.")
      .waitFor();
  });
});
