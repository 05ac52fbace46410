// The window of an invented office: what it shows, how it is used, and that nothing jumps.

import { beforeEach, describe, expect, test } from "vitest";

import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go, asked } = it;
let page;

beforeEach(() => {
  page = it.page;
});

const rows = () => page.locator(".rows [role=option]");
const MEHMET = "05439012277";
const ZEYNEP = "05332280916";

/** Somebody calls, so many seconds ago. */
async function ring(caller = MEHMET, ago = 0) {
  const call = new VerimorCall(it.desk.hook("verimor"), caller, { at: Date.now() - ago * 1000 });
  await call.rings();
  return call;
}

/** The news of a call has been drawn. */
const shown = (call) => page.locator(`[id="call-${call.id}"]`).waitFor();
const over = (call) => page.locator(`.rows [id="call-${call.id}"]`).waitFor();

/** Somebody called, and was not answered. */
async function ringAndEnd(caller, ago = 20) {
  const call = await ring(caller, ago);
  await call.hangsUp(20);
  return call;
}

/** The call is over, and what it moved has been drawn. */
async function goneFromAbove(call) {
  await expect.poll(() => page.locator(`.running [id="call-${call.id}"]`).count()).toBe(0);
  await drawn();
}

/** Posts the end of a call once more, with something in it that is escaped nowhere. */
async function postRaw(url, fields, raw) {
  const body = `${new URLSearchParams({ event_type: "hangup", ...fields, remark: "" })}${raw}`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

/** Whatever was set going has been drawn. */
const drawn = () =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

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

describe("one call", () => {
  test("opens beside the list, and Back closes it", async () => {
    await open();
    await rows().nth(2).click();
    await page.locator("aside ol").waitFor();
    expect(page.url()).toContain("#/calls/");
    await rows().nth(4).click();
    await page.goBack();
    await expect.poll(() => page.locator("aside").count()).toBe(0);
  });

  test("is gone through by arrow keys, entered by Enter, left by Escape", async () => {
    await open();
    await rows().first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.locator("aside ol").waitFor();
    const name = await page.locator("aside h2").textContent();
    expect(await rows().nth(1).textContent()).toContain(name);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H2");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("aside").count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("listbox");
  });

  test("a note is kept when the field is left, and a failure keeps the words", async () => {
    await open();
    await rows().nth(2).click();
    const note = page.getByLabel("Note");
    await note.fill("Calls again on Friday");
    await note.blur();
    await page.getByText("Saved").waitFor();
    expect(asked("set_note").at(-1).note).toBe("Calls again on Friday");

    it.stage.fail(true);
    await note.fill("Never mind");
    await note.blur();
    await page.getByText("Your words are still here").waitFor();
    expect(await note.inputValue()).toBe("Never mind");
    it.stage.fail(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Saved").waitFor();
  });

  test("what the PBX sent is shown as text, never as markup", async () => {
    await open({ calls: 0 });
    const markup = "<img src=x onerror=alert(1)><b>bold</b>";
    const call = new VerimorCall(it.desk.hook("verimor"), MEHMET);
    call.fields.remark = markup;
    await call.hangsUp();
    await rows().first().click();
    await page.getByText("What the PBX sent").click();
    const told = decodeURIComponent(await page.locator("aside pre").first().textContent());
    expect(told.replaceAll("+", " ")).toContain(markup);
    const raw = await postRaw(it.desk.hook("verimor"), call.fields, markup);
    expect(raw).toBe(200);
    await expect.poll(() => page.locator("aside pre").count()).toBe(2);
    expect(await page.locator("aside pre").last().textContent()).toContain(markup);
    expect(await page.locator("aside pre b").count()).toBe(0);
  });

  test("copies the number", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open();
    await page.getByRole("searchbox").fill("Ayşe");
    await page.locator("mark").first().waitFor();
    await rows().first().click();
    await page.locator("aside").getByRole("button", { name: "Copy number" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("+905324172863");
  });

  test("calls back through the desktop where there is one", async () => {
    await open({
      staged: {
        patches: { status: (status) => ({ ...status, desktop: true }) },
        answers: { call_back: null, can_dial: true },
      },
    });
    await page.getByRole("searchbox").fill("Ayşe");
    await page.locator("mark").first().waitFor();
    await rows().first().click();
    await page.locator("aside").getByRole("button", { name: /Call (back|again)/ }).click();
    await page.getByRole("button", { name: "Dial from this computer" }).click();
    expect(asked("call_back")).toEqual([{ number: "+905324172863" }]);
  });

  test("slides over a narrow window", async () => {
    await page.setViewportSize({ width: 720, height: 480 });
    await open();
    await rows().nth(1).click();
    await page.locator("aside ol").waitFor();
    const list = await page.locator("main").boundingBox();
    const rail = await page.locator("nav").boundingBox();
    expect(list.width).toBe(720 - rail.width);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expect.poll(() => page.locator("aside").count()).toBe(0);
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

describe("settings", () => {
  /** What the desk keeps. */
  const settings = () => ask(page, "settings");

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
    await expect.poll(() => page.getByText("reconnecting").count(), { timeout: 10_000 }).toBe(0);
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

test("a call of which too much is said tells how much of it was not taken up", async () => {
  const left_out = { timeline: 700, deliveries: 800, extensions: 12, beyond: 345 };
  const patches = { call: (details) => ({ ...details, left_out }) };
  await open({ staged: { patches } });
  const call = await ringAndEnd(MEHMET);
  await over(call);
  await page.locator(`.rows [id="call-${call.id}"]`).click();
  const panel = page.getByRole("complementary");
  await expect.poll(() => panel.textContent()).toContain("345 events were not taken up");
  expect(await panel.textContent()).toContain("12 more extensions rang");
  expect(await panel.textContent()).toContain("700 entries in the middle are not shown");
});
