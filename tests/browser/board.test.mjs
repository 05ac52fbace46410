// The missed board and what calls say of it: nothing is red that is settled, nobody leaves unseen,
// and nothing moves or is done to another person than the one that was meant.

import { beforeEach, describe, expect, test } from "vitest";

import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go } = it;
let page;

beforeEach(() => {
  page = it.page;
});

const MEHMET = "05439012277";
const ZEYNEP = "05332280916";
const AYSE = "05324172863";

const calls = () => page.locator(".rows [role=option]");
/** Whatever slides into its place has arrived there. */
const settled = () =>
  page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
const people = () => page.locator("main li[data-key]");

function call(caller, ago, more = {}) {
  return new VerimorCall(it.desk.hook("verimor"), caller, { at: Date.now() - ago * 1000, ...more });
}

/** Somebody called, and was not answered. */
async function missed(caller, ago = 20, more = {}) {
  const it = call(caller, ago, more);
  await it.rings();
  await it.hangsUp(15);
  return it;
}

/** Somebody of ours calls them; begins to ring there. */
async function dials(number, ago = 0, extension = "1002") {
  const back = call(extension, ago, { called: `9${number}`, extension });
  back.fields.direction = "outbound";
  await back.rings();
  return back;
}

/** Somebody called, and talked to 1001. */
async function gotThrough(caller, ago = 0) {
  const again = call(caller, ago);
  await again.rings();
  await again.answers();
  await again.hangsUp();
  return again;
}

/** Whatever was set going has been drawn. */
const drawn = () =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

const focused = () => page.evaluate(() => document.activeElement?.closest("li")?.dataset.key);

describe("a missed call in the list of calls", () => {
  test("is red while its caller is open, then neutral and says how that came", async () => {
    await open({ calls: 0 });
    const row = (caller) => calls().filter({ hasText: caller }).filter({ has: page.locator(".missed") });
    await missed(MEHMET, 300);
    await missed(MEHMET, 240);
    await missed(ZEYNEP, 200);
    await missed(AYSE, 100);
    // Two of them in a row are one.
    await expect.poll(() => page.locator(".row.open").count()).toBe(3);

    // Called back.
    const back = await dials(MEHMET, 60);
    await back.answers(10, "1002");
    await back.hangsUp(40);
    await row("0543").getByText(/called back \d\d:\d\d by 1002/).waitFor();
    expect(await row("0543").textContent()).toContain("2×");
    // Got through.
    await gotThrough(ZEYNEP, 30);
    await row("0533").getByText(/got through \d\d:\d\d, 1001/).waitFor();
    // Handled.
    await go("#/missed");
    await people().getByRole("button", { name: /handled/i }).first().click();
    await go("#/calls");
    await row("0532").getByText(/handled \d\d:\d\d/).waitFor();
    expect(await page.locator(".row.open").count()).toBe(0);
    // Undone, it is open again, there too.
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => page.locator(".row.open").count()).toBe(1);
  });
});

describe("the missed board", () => {
  test("says first and last try, line and queue, what was tried since and what goes on", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 3600);
    await missed(MEHMET, 1200, { queue: "200" });
    const mehmet = people().first();
    await mehmet.getByText("Called you 2 times").waitFor();
    const told = () => mehmet.textContent();
    expect(await told()).toMatch(/first \d\d:\d\d/);
    expect(await told()).toMatch(/(19|20)\smins? ago/);
    expect(await told()).toContain("queue 200");
    expect(await told()).toContain("gave up");

    const back = await dials(MEHMET, 20);
    await mehmet.getByText("being called").waitFor();
    await back.hangsUp(15);
    await mehmet.getByText(/called back \d\d:\d\d, no answer/).waitFor();
    const again = call(MEHMET, 0);
    await again.rings();
    await mehmet.getByText("calling right now").waitFor();
  });

  test("tells today who was settled, when, how and by whom", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 50);
    await missed(ZEYNEP, 40);
    await people().nth(1).waitFor();
    const back = await dials(MEHMET, 20);
    await back.answers(5, "1002");
    await back.hangsUp(15);
    await expect.poll(() => people().count()).toBe(1);
    await gotThrough(ZEYNEP, 2);
    await expect.poll(() => people().count()).toBe(0);

    await page.getByRole("button", { name: /Handled today/ }).click();
    const handled = page.locator("[data-handled]");
    await expect.poll(() => handled.count()).toBe(2);
    expect(await handled.first().textContent()).toMatch(/0533 228 09 16.*got through.*1001/s);
    expect(await handled.last().textContent()).toMatch(/0543 901 22 77.*called back.*1002/s);
  });

  test("has one row for a contact of several numbers, settled by any of them", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 900);
    await missed(ZEYNEP, 600);
    await expect.poll(() => people().count()).toBe(2);
    // Both turn out to be one person's, who has a third.
    const numbers = [MEHMET, ZEYNEP, AYSE].map((written) => ({ written }));
    const named = (name, more = {}) => ask(page, "save_contact", { name, numbers, ...more });
    const { contact } = await named("Mehmet Öztürk");
    await expect.poll(() => people().count()).toBe(1);
    const row = people().first();
    await row.getByText("Called you 2 times").waitFor();
    await row.getByText("0533 228 09 16", { exact: true }).waitFor();
    await row.getByText("also from 0543 901 22 77").waitFor();
    expect(await page.locator("nav .badge").textContent()).toBe("1");
    // Somebody calls the third.
    const back = await dials(AYSE, 90);
    await row.getByText("being called").waitFor();
    await back.answers(10, "1002");
    await back.hangsUp(40);
    await expect.poll(() => people().count()).toBe(0);
    await page.getByRole("button", { name: /Handled today/ }).click();
    const settled = page.locator("[data-handled]");
    await expect.poll(() => settled.count()).toBe(1);
    const words = /called back \d\d:\d\d by 1002 \(through 0532 417 28 63\)/;
    expect(await settled.first().textContent()).toMatch(words);
    await page.mouse.move(20, 700);
    // Each of their missed calls says the same; a later one gets through at its own number.
    await go("#/calls");
    await expect.poll(() => calls().filter({ hasText: words }).count()).toBe(2);
    expect(await page.locator(".row.open").count()).toBe(0);
    await missed(MEHMET, 50);
    await gotThrough(MEHMET, 30);
    await calls().getByText(/got through \d\d:\d\d, 1001$/).waitFor();
    // Whoever is unwanted is to be called back by nobody.
    await missed(ZEYNEP, 20);
    await go("#/missed");
    await expect.poll(() => people().count()).toBe(1);
    await named("Mehmet Öztürk", { id: contact.id, unwanted: true });
    await expect.poll(() => people().count()).toBe(0);
    await go("#/calls");
    await calls().getByText("unwanted caller").first().waitFor();
    expect(await page.locator(".row.open").count()).toBe(0);
  });

  test("keeps those who withhold their number apart, and out of its number", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed("anonymous", 90);
    await missed("anonymous", 60);
    await missed(MEHMET, 30);
    await expect.poll(() => people().count()).toBe(1);
    expect(await page.locator("nav .badge").textContent()).toBe("1");
    const hidden = page.locator("[data-hidden]");
    await hidden.getByText("2 calls from hidden numbers").waitFor();
    await hidden.getByRole("button", { name: /handled/i }).click();
    await expect.poll(() => hidden.count()).toBe(0);
    expect(await people().count()).toBe(1);
  });

  test("holds still while the pointer is on it, and catches up once it has left", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(ZEYNEP, 90);
    await missed(MEHMET, 60);
    await people().nth(1).waitFor();
    const order = () => people().evaluateAll((all) => all.map((one) => one.dataset.key));
    const before = await order();
    await settled();
    const y = (await people().nth(1).boundingBox()).y;
    await page.mouse.move(400, y + 30);
    await page.mouse.move(401, y + 31);

    await missed(AYSE, 20);
    await page.getByText("1 new").waitFor();
    expect(await order()).toEqual(before);
    expect((await people().nth(1).boundingBox()).y).toBeCloseTo(y, 0);
    // Whoever has been reached stays where they were, and is said to have been.
    await gotThrough(MEHMET);
    await people().first().getByText(/got through/).waitFor();
    expect((await people().nth(1).boundingBox()).y).toBeCloseTo(y, 0);

    await page.mouse.move(20, 700);
    await expect.poll(order).toEqual(["+905324172863", "+905332280916"]);
  });

  test("holds still while the keyboard is on it, and goes on to the next person after one was handled", async () => {
    await open({ calls: 0 }, "#/missed");
    await missed(ZEYNEP, 90);
    await missed(MEHMET, 60);
    await missed("05311234567", 50);
    await people().nth(2).waitFor();
    const order = () => people().evaluateAll((all) => all.map((one) => one.dataset.key));
    await page.locator("[data-person]").first().focus();
    await page.keyboard.press("ArrowDown");
    const [, second, third] = await order();
    expect(await focused()).toBe(second);
    await missed(AYSE, 20);
    await page.getByText("1 new").waitFor();
    expect((await order())[1]).toBe(second);

    await people().nth(1).getByRole("button", { name: /handled/i }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(focused).toBe(third);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await order()).includes(second)).toBe(true);
  });
});

describe("the keyboard", () => {
  test("opens what is highlighted, whatever was before a search", async () => {
    await open();
    await calls().first().waitFor();
    await page.locator(".list").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("/");
    await page.keyboard.type("Ayşe");
    await page.locator("mark").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await drawn();
    const highlighted = await page.locator(".option.active").textContent();
    expect(highlighted).toContain("Ayşe");
    await page.keyboard.press("Enter");
    await page.locator("aside h2").waitFor();
    expect(await page.locator("aside h2").textContent()).toContain("Ayşe");
  });
});

describe("calls in a row", () => {
  test("of one caller are one row with their number, unfolded on demand", async () => {
    await open({ calls: 0 });
    await missed(ZEYNEP, 900);
    for (const ago of [600, 500, 400]) await missed(MEHMET, ago);
    await expect.poll(() => calls().count()).toBe(2);
    const row = calls().first();
    expect(await row.textContent()).toContain("3×");
    await row.getByTitle("3 calls in a row").click();
    await expect.poll(() => calls().count()).toBe(4);
    await row.getByTitle("3 calls in a row").click();
    await expect.poll(() => calls().count()).toBe(2);

    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => calls().count()).toBe(4);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("aside ol").waitFor();
    await page.keyboard.press("Escape");
    // One more of theirs joins them.
    await missed(MEHMET, 20);
    await expect.poll(() => calls().first().textContent()).toContain("4×");
  });

  test("an internal one says who called whom", async () => {
    await open({ calls: 0 });
    const it = call("1003", 60, { called: "1001" });
    it.fields.direction = "internal";
    await it.rings();
    await it.answers();
    await it.hangsUp();
    await expect.poll(() => calls().first().textContent()).toContain("1003 called 1001");
  });
});

describe("a search", () => {
  test("finds what was noted, those who withhold their number, and faxes", async () => {
    await open({ calls: 0 });
    await missed(MEHMET, 300);
    await missed("anonymous", 200);
    await gotThrough(ZEYNEP, 100);
    await expect.poll(() => calls().count()).toBe(3);
    await calls().first().click();
    await page.getByLabel("Note").fill("Wants the report on Friday");
    await page.getByLabel("Note").blur();
    await page.getByText("Saved").waitFor();
    const search = page.getByRole("searchbox");
    await search.fill("report");
    await expect.poll(() => calls().allTextContents()).toEqual([
      expect.stringContaining("0533 228 09 16"),
    ]);
    await search.fill("hidden");
    await expect.poll(() => calls().allTextContents()).toEqual([
      expect.stringContaining("Hidden number"),
    ]);
  });
});

describe("calling back", () => {
  test("shows the number large, to be dialled and copied, and asks the system for nothing that it lacks", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ calls: 0 }, "#/missed");
    await missed(MEHMET, 60);
    await people().first().getByRole("button", { name: /Call back/ }).click();
    const shown = page.locator("[data-call-back]");
    await shown.getByText("0543 901 22 77").waitFor();
    const size = await shown.locator(".number").evaluate((it) => getComputedStyle(it).fontSize);
    expect(parseInt(size)).toBeGreaterThanOrEqual(28);
    await shown.getByRole("button", { name: "Copy number" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("+905439012277");
    expect(await page.getByRole("button", { name: "Dial from this computer" }).count()).toBe(0);
    // That somebody is at it is said to all, until the call is there.
    await shown.getByRole("button", { name: "I am calling" }).click();
    await people().first().getByText(/calling back since \d\d:\d\d/).waitFor();
    await dials(MEHMET);
    await people().first().getByText("being called").waitFor();
    expect(await people().first().getByText(/calling back since/).count()).toBe(0);
    expect(it.asked("call_back")).toEqual([]);
  });
});

describe("my extensions and queues", () => {
  test("narrow the missed list and its number, until everybody is asked for", async () => {
    await open({ calls: 0 }, "#/settings");
    await page.getByLabel("My extensions").fill("1001");
    await page.keyboard.press("Enter");
    await missed(MEHMET, 60, { extension: "1001" });
    await missed(ZEYNEP, 40, { extension: "1007" });
    await go("#/missed");
    await expect.poll(() => people().count()).toBe(1);
    expect(await page.locator("nav .badge").textContent()).toBe("1");
    await page.getByRole("radio", { name: "All" }).check({ force: true });
    await expect.poll(() => people().count()).toBe(2);
    await page.getByText("2 people have not been reached yet").waitFor();
    await page.getByRole("radio", { name: "Mine" }).check({ force: true });
    await expect.poll(() => people().count()).toBe(1);
  });
});

describe("for eyes and ears of every kind", () => {
  test("what is chosen has a frame where the system's colours take over", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await open({ calls: 0 });
    await missed(MEHMET, 60);
    await calls().first().click();
    const framed = (selector) =>
      page.locator(selector).first().evaluate((it) => getComputedStyle(it).outlineStyle);
    expect(await framed("nav a[aria-current]")).toBe("solid");
    expect(await framed("nav a:not([aria-current])")).toBe("none");
    expect(await framed(".segments .chosen")).toBe("solid");
    expect(await framed(".segments label:not(.chosen)")).toBe("none");
    expect(await framed("[role=option][aria-selected=true]")).toBe("solid");
    // The mark of a missed call is a border, which stays.
    const mark = await page
      .locator(".row.open")
      .first()
      .evaluate((it) => getComputedStyle(it, "::before").borderLeftWidth);
    expect(mark).toBe("4px");
  });

  test("at 200 % nothing that matters is cut off", async () => {
    await page.setViewportSize({ width: 360, height: 480 });
    await open({ calls: 0 });
    await missed(MEHMET, 60);
    const within = async (selector) => {
      const box = await page.locator(selector).first().boundingBox();
      expect(box.x, selector).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, selector).toBeLessThanOrEqual(360);
    };
    await calls().first().waitFor();
    for (const it of ["nav a[aria-current]", "input[type=search]", ".segments", ".rows .row", ".rows time"])
      await within(it);
    await go("#/missed");
    await people().first().waitFor();
    for (const it of ["main h1", "[data-person] .title", ".actions .button:last-child"]) await within(it);
  });

  test("who rings and who was missed is said aloud", async () => {
    await open({ calls: 0 });
    const said = page.locator("p[role=status].hidden-words");
    const it = call(MEHMET, 20);
    await it.rings();
    await said.filter({ hasText: "0543 901 22 77 is calling" }).waitFor({ state: "attached" });
    await it.hangsUp(15);
    await said.filter({ hasText: "0543 901 22 77 was missed" }).waitFor({ state: "attached" });
  });
});
