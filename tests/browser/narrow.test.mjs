// A small window, and a screen that is enlarged to twice its size.

import { beforeEach, expect, test } from "vitest";

import { MEHMET, callers } from "./callers.mjs";
import { office } from "./office.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go } = it;
const { ringAndEnd, over } = callers(it);
let page;

beforeEach(() => {
  page = it.page;
});

const sections = ["calls", "missed", "contacts", "contacts/files", "colleagues", "connections", "settings"];
/** A screen of 1366 × 768 at 200 %, and as narrow as a window gets. */
const sizes = [
  { width: 683, height: 384 },
  { width: 400, height: 720 },
];

/** What is wider than its place, by more than a pixel's part. */
const beyond = () =>
  page.evaluate(() =>
    [...document.querySelectorAll("main *")]
      .filter((it) => it.getClientRects().length > 0 && !it.closest(".hidden-words, .cut"))
      .filter((it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((it) => `${it.tagName}.${it.className}: ${it.textContent.slice(0, 40)}`),
  );

test.each(["tr", "ru"])("nothing is beyond the edge of a small window in %s", async (language) => {
  await open({ language });
  await ask(page, "change_settings", { language });
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const section of sections) {
      await go(`#/${section}`);
      await page.locator("main h1").first().waitFor({ state: "attached" });
      await page.waitForFunction(() => document.querySelector("main")?.textContent.length > 40);
      expect(await beyond(), `${section} at ${size.width}`).toEqual([]);
    }
  }
});

test("who is to be called back has the line for themselves, and their number stands whole", async () => {
  await open({}, "#/missed");
  for (const size of sizes) {
    await page.setViewportSize(size);
    const row = page.locator("main li .row").first();
    await row.waitFor();
    const cut = await page.locator("main li .place").evaluateAll((places) =>
      places
        .filter((place) => /\d{2} \d{2}$/.test(place.textContent.trim()))
        .filter(
          (place) =>
            place.getBoundingClientRect().right >
            place.closest(".who").getBoundingClientRect().right + 1,
        )
        .map((place) => place.textContent),
    );
    expect(cut, `${size.width}`).toEqual([]);
    const name = await row.locator(".title").boundingBox();
    expect(name.width).toBeGreaterThan(60);
  }
});

test("what is chosen in the settings can be read", async () => {
  await open({ language: "tr" }, "#/settings");
  await page.setViewportSize({ width: 720, height: 480 });
  const card = page.getByLabel("Göster", { exact: true });
  await card.waitFor();
  // By the same words in a select that may be as wide as it likes.
  const lacks = await card.evaluate((select) => {
    const free = select.cloneNode(true);
    free.style.cssText = "position: absolute; max-width: none";
    document.body.append(free);
    const lacks = free.offsetWidth - select.offsetWidth;
    free.remove();
    return lacks;
  });
  expect(lacks).toBeLessThanOrEqual(0);
});

test("the middle of a row opens its call", async () => {
  await open({ calls: 0 }, "#/calls");
  const call = await ringAndEnd(MEHMET);
  await over(call);
  await page.setViewportSize(sizes[0]);
  // Wherever the pointer is in it.
  const row = page.locator(`[id="call-${call.id}"]`);
  const { width } = await row.boundingBox();
  for (let x = 20; x < width - 20; x += 24) {
    await row.hover({ position: { x, y: 28 } });
    expect(await row.locator(".write").isVisible()).toBe(false);
  }
  await row.click();
  await page.locator("aside ol").waitFor();
});

test("before all of somebody is deleted, what that means is seen, and the keyboard is on the way out", async () => {
  await open({ calls: 0 }, "#/calls");
  const call = await ringAndEnd(MEHMET);
  await over(call);
  await page.setViewportSize(sizes[0]);
  await page.locator(`[id="call-${call.id}"]`).click();
  const ask = page.getByRole("button", { name: "Delete everything about this person" });
  await ask.focus();
  await page.keyboard.press("Enter");
  const cancel = page.getByRole("button", { name: "Cancel" });
  await expect.poll(() => cancel.evaluate((it) => it === document.activeElement)).toBe(true);
  const { y, height } = await cancel.boundingBox();
  expect(y + height).toBeLessThanOrEqual(sizes[0].height);
  await page.keyboard.press("Escape");
  await expect.poll(() => ask.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(it.asked("forget")).toEqual([]);
});
