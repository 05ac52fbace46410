// More missed callers than a page of them holds.

import { expect, test } from "vitest";

import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";

const it = office();

const COUNT = 130;

async function missed(index, waited) {
  const caller = `0532${String(1_000_000 + index)}`;
  const at = Date.now() - (COUNT - index + 60) * 1000;
  await new VerimorCall(it.desk.hook("verimor"), caller, { at }).hangsUp(waited);
}

test("all of a long board are seen by whoever scrolls, with the pointer on it, and nobody is new", async () => {
  await it.open({ calls: 0 });
  for (let index = 0; index < COUNT; index++) await missed(index, 30);
  await it.go("#/missed");
  const { page } = it;
  const people = page.locator("main li[data-key]");
  await expect.poll(() => people.count()).toBe(50);
  await page.getByText(`${COUNT} people have not been reached yet`).waitFor();
  await people.nth(2).hover();
  for (const shown of [100, COUNT]) {
    await page.getByText(/^and \d+ more$/).scrollIntoViewIfNeeded();
    await expect.poll(() => people.count()).toBe(shown);
  }
  await people.last().getByText("0532 100 00 00").waitFor();
  expect(await page.getByText(/^and \d+ more$/).count()).toBe(0);
  expect(await page.locator(".fresh").count(), "nobody is counted as new").toBe(0);

  // By the keyboard as well.
  await page.reload();
  await expect.poll(() => people.count()).toBe(50);
  await people.first().locator("[data-person]").focus();
  for (let step = 0; step < 60; step++) await page.keyboard.press("ArrowDown");
  await expect.poll(() => people.count()).toBe(100);
});

test("all who hung up at once are counted, and seen by whoever opens them", async () => {
  await it.open({ calls: 0 });
  for (let index = 0; index < 70; index++) await missed(index, 2);
  await it.go("#/missed");
  const { page } = it;
  await page.getByRole("button", { name: "Hung up at once (70)" }).click();
  const rows = page.locator("section").filter({ hasText: "Hung up at once" }).getByRole("listitem");
  await page.getByText(/^and 20 more$/).scrollIntoViewIfNeeded();
  await expect.poll(() => rows.count()).toBe(70);
});
