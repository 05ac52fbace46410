// The lists of an invented office: what they show, how they are used, and that nothing jumps.

import { beforeEach, describe, expect, test } from "vitest";

import { MEHMET, ZEYNEP, callers } from "./callers.mjs";
import { office } from "./office.mjs";

const it = office();
const { open, go, asked } = it;
const { rows, ring, ringAndEnd, shown, over, drawn, goneFromAbove } = callers(it);
let page;

beforeEach(() => {
  page = it.page;
});

describe("calls", () => {
  test("stand under their days, the newest first", async () => {
    await open();
    await rows().first().waitFor();
    await over(await ringAndEnd());
    expect(await page.locator(".rows .day").first().textContent()).toContain("Today");
    const times = await rows().locator("time").allTextContents();
    expect(times.length).toBeGreaterThan(5);
  });

  test("a call rings on top, is talked, and joins the list", async () => {
    await open();
    await rows().first().waitFor();
    const before = await rows().first().textContent();
    const call = await ring();
    const running = page.locator(".running [role=option]");
    await running.waitFor();
    expect(await running.textContent()).toContain("ringing");
    await call.answers();
    await expect.poll(() => running.textContent()).toContain("with 1001");
    await call.hangsUp();
    await expect.poll(() => running.count()).toBe(0);
    expect(await rows().nth(0).textContent()).toContain("Mehmet Öztürk");
    expect(await rows().nth(1).textContent()).toBe(before);
  });

  test("nothing moves under a resting pointer, while a call rings, is missed, and another comes", async () => {
    await open();
    const row = rows().nth(3);
    await row.waitFor();
    const id = await row.getAttribute("id");
    const it = page.locator(`[id="${id}"]`);
    const y = (await it.boundingBox()).y;
    await page.mouse.move(400, y + 20);
    await page.mouse.move(401, y + 21);

    const first = await ring(MEHMET, 30);
    await shown(first);
    await drawn();
    expect((await it.boundingBox()).y).toBeCloseTo(y, 0);
    const second = await ring(ZEYNEP);
    await shown(second);
    await drawn();
    expect((await it.boundingBox()).y).toBeCloseTo(y, 0);
    await first.hangsUp(20);
    await goneFromAbove(first);
    expect((await it.boundingBox()).y).toBeCloseTo(y, 0);
    await second.hangsUp(20);
    await goneFromAbove(second);
    expect((await it.boundingBox()).y).toBeCloseTo(y, 0);

    // Once the pointer has left, the new calls come into view.
    await page.mouse.move(20, 700);
    await expect.poll(() => page.locator(".list").evaluate((list) => list.scrollTop)).toBe(0);
    expect(await rows().first().textContent()).toContain("Zeynep");
  });

  test("nothing moves under a resting pointer in a list of one call either", async () => {
    await open({ calls: 0 });
    await ringAndEnd(ZEYNEP, 60);
    const row = rows().first();
    await row.waitFor();
    const it = page.locator(`[id="${await row.getAttribute("id")}"]`);
    const y = (await it.boundingBox()).y;
    await page.mouse.move(400, y + 20);
    await page.mouse.move(401, y + 21);
    const call = await ringAndEnd();
    await goneFromAbove(call);
    expect((await it.boundingBox()).y).toBeCloseTo(y, 0);
  });

  test("nothing moves further down in the list", async () => {
    await open();
    await rows().first().waitFor();
    await page.locator(".list").evaluate((list) => list.scrollTo(0, 1500));
    await drawn();
    const middle = rows().nth(12);
    const it = page.locator(`[id="${await middle.getAttribute("id")}"]`);
    const y = (await it.boundingBox()).y;
    await ringAndEnd();
    const fresh = page.getByRole("button", { name: "1 new call" });
    await fresh.waitFor();
    await drawn();
    expect((await it.boundingBox()).y).toBeCloseTo(y, 0);
    await fresh.click();
    await expect.poll(() => page.locator(".list").evaluate((list) => list.scrollTop)).toBe(0);
  });

  test("scrolling loads the next pages, and the day stays at the top", async () => {
    await open();
    await rows().first().waitFor();
    const pages = () => asked("calls").filter(({ before }) => before !== null).length;
    const further = async () => {
      await page.locator(".list").evaluate((list) => list.scrollBy(0, 2500));
      await drawn();
      return pages();
    };
    await expect.poll(further).toBeGreaterThan(3);
    const sticky = page.locator(".place.sticky .day");
    const top = (await page.locator(".list").boundingBox()).y;
    expect((await sticky.boundingBox()).y).toBeCloseTo(top, 0);
    expect(await sticky.textContent()).toMatch(/\w+day,? \d+ \w+/);
  });

  test("a search is made while it is typed, by / and by Ctrl+F, and left by Escape", async () => {
    await open();
    await rows().first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("532 417");
    await page.locator("mark").first().waitFor();
    await expect
      .poll(() =>
        rows().evaluateAll((all) =>
          all.every((row) => row.textContent.includes("0532 417 28 63")),
        ),
      )
      .toBe(true);
    await page.keyboard.press("ArrowDown");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")))
      .toBe("listbox");
    await page.keyboard.press("Control+f");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("mark").count()).toBe(0);
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
  });

  test("a search that finds nothing says so, and how to go on", async () => {
    await open();
    await page.getByRole("searchbox").fill("zzz");
    await page.getByRole("heading", { name: "Nothing found for “zzz”" }).waitFor();
    await page.getByRole("button", { name: "Clear the search" }).last().click();
    await rows().first().waitFor();
  });

  test("the filter shows missed calls only", async () => {
    await open();
    await rows().first().waitFor();
    await page.getByRole("radio", { name: "Missed" }).check({ force: true });
    await expect
      .poll(() => rows().evaluateAll((all) => all.every((row) => row.querySelector(".missed"))))
      .toBe(true);
  });

  test("an empty history of a desk that is connected to nothing offers to connect it", async () => {
    await open({ calls: 0, staged: { answers: { hooks: [] } } });
    await page.getByText("Connect your PBX, and calls appear here.").waitFor();
    expect(await page.getByText("Send a test call").count()).toBe(0);
    expect(await page.getByRole("link", { name: "Connect the PBX" }).count()).toBe(1);
  });

  test("an empty history offers the next step", async () => {
    await open({ calls: 0 });
    await page.getByRole("button", { name: "Send a test call" }).click();
    await page.locator(".running [role=option]").waitFor();
  });

  test("loading flashes nothing, and shows shapes when it takes longer", async () => {
    await page.addInitScript(() => {
      window.since = {};
      new MutationObserver(() => {
        for (const place of ["main", ".rows[role=status]"]) {
          if (document.querySelector(place)) window.since[place] ??= performance.now();
        }
      }).observe(document, { childList: true, subtree: true });
    });
    await open({ staged: { delay: 2000 } });
    await page.locator(".rows[role=status]").waitFor();
    const { main, ".rows[role=status]": shapes } = await page.evaluate(() => window.since);
    expect(shapes - main).toBeGreaterThan(100);
    await rows().first().waitFor();
  });
});

describe("missed callers", () => {
  test("done takes a person off the list, undo brings them back, the badge counts along", async () => {
    await open({ calls: 0 }, "#/missed");
    for (const caller of [MEHMET, ZEYNEP, "05324172863"]) await ringAndEnd(caller);
    const count = 3;
    // Who is done with stays in place while the pointer is there, as gone.
    const people = page.locator("main li[data-key]:not(.gone)");
    await expect.poll(() => people.count()).toBe(count);
    const name = await people.first().locator(".title").textContent();
    const badge = page.locator("nav .badge");
    expect(await badge.textContent()).toBe(String(count));
    expect(await page.title()).toBe(`(${count}) Missed · Kimo`);

    await people.first().getByRole("button", { name: "Handled" }).click();
    await expect.poll(() => people.count()).toBe(count - 1);
    await expect.poll(() => badge.textContent()).toBe(String(count - 1));
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect.poll(() => people.count()).toBe(count);
    expect(await people.first().locator(".title").textContent()).toBe(name);
  });

  test("a person who gets through leaves by themselves", async () => {
    await open({}, "#/missed");
    await ringAndEnd();
    const mehmet = page.locator("main li", { hasText: "Mehmet Öztürk" });
    await mehmet.waitFor();
    const call = await ring();
    await call.answers();
    await call.hangsUp();
    await expect.poll(() => mehmet.count()).toBe(0);
  });

  test("a person who calls again is counted", async () => {
    await open({}, "#/missed");
    await page.locator("main li").first().waitFor();
    const reached = await ring(MEHMET, 300);
    await reached.answers();
    await reached.hangsUp();
    for (const ago of [90, 60, 30]) await ringAndEnd(MEHMET, ago);
    await page.locator("main li", { hasText: "Called you 3 times" }).waitFor();
  });

  test("is gone through by arrow keys", async () => {
    await open({}, "#/missed");
    await page.locator("main li").first().waitFor();
    await page.locator("[data-person]").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("aside ol").waitFor();
    const second = await page.locator("main li").nth(1).locator(".title").textContent();
    expect(await page.locator("aside h2").textContent()).toBe(second);
  });

  test("nobody left is good news", async () => {
    await open({ calls: 0 }, "#/missed");
    await page.getByRole("heading", { name: "Nobody to call back" }).waitFor();
    expect(await page.locator("nav .badge").count()).toBe(0);
  });
});
