// The window of a running `kimo serve`: deliveries are posted, the page follows.

import { createServer } from "node:http";

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";

import { forward, post, startDesk, VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";
import { startBrowser } from "./web.mjs";

let desk;
let browser;
let context;
let page;
let complaints;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

beforeEach(async () => {
  desk = await startDesk({});
  context = await browser.newContext({ viewport: { width: 1100, height: 720 } });
  page = await context.newPage();
  complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
});

afterEach(async () => {
  await context?.close();
  await desk?.stop();
  expect(complaints).toEqual([]);
});

const rows = () => page.locator(".rows [role=option]");
const running = () => page.locator(".running [role=option]");
const open = async () => {
  await page.goto(desk.ui);
  await page.locator("main").waitFor();
};

describe("the session", () => {
  const session = () => new URL(desk.ui).hash.split("=")[1];
  const nothingYet = () => page.getByRole("heading", { name: "No calls yet" }).waitFor();

  test("leaves the address, is in no cookie, and stays for a reload", async () => {
    await open();
    await nothingYet();
    expect(session()).toMatch(/^[0-9a-f]{32}$/);
    expect(page.url()).toBe(`${new URL(desk.ui).origin}/`);
    expect(await context.cookies()).toEqual([]);
    await page.reload();
    await nothingYet();
  });

  test("is what a page without it asks for, and takes when it comes", async () => {
    const { origin } = new URL(desk.ui);
    await page.goto(origin);
    await page.getByText("This page does not belong to a running Kimo").waitFor();
    expect(new Set(complaints.splice(0))).toEqual(new Set([expect.stringContaining("401")]));
    // Into the same page, as somebody does who pastes it into the address bar.
    await page.goto(desk.ui);
    await nothingYet();
  });

  test("is got by no page of another port, which gets no answer either", async () => {
    await open();
    await nothingYet();
    const heard = [];
    const other = createServer((asked, answer) => {
      heard.push(JSON.stringify(asked.headers), asked.url);
      answer.setHeader("content-type", "text/html").end("<title>other</title>");
    });
    await new Promise((done) => other.listen(0, "127.0.0.1", done));
    const there = `http://127.0.0.1:${other.address().port}/`;
    try {
      // One click on a link in the window's own tab, and it comes from there.
      await page.evaluate((to) => location.assign(to), there);
      await page.waitForURL(there);
      expect(await page.title()).toBe("other");
      const kept = await page.evaluate(() => [document.cookie, sessionStorage.length, document.referrer]);
      expect(kept).toEqual(["", 0, ""]);
      const answers = await page.evaluate(async (window) => {
        const tries = ["status", "calls", "feed"].flatMap((name) => [
          fetch(`${window}/api/${name}`, { credentials: "include" }),
          fetch(`${window}/api/${name}`, { method: "POST", credentials: "include", body: "{}" }),
        ]);
        return (await Promise.allSettled(tries)).map(({ status }) => status);
      }, new URL(desk.ui).origin);
      expect(new Set(answers)).toEqual(new Set(["rejected"]));
      complaints.length = 0;
      expect(heard.join()).not.toContain(session());
      expect(heard.join()).not.toContain("cookie");
    } finally {
      other.close();
    }
  });
});

test("a call rings, is answered, and is in the list when it is over", async () => {
  await open();
  const call = new VerimorCall(desk.hook("verimor"), "05324172863");
  await call.rings();
  await running().waitFor();
  expect(await running().textContent()).toContain("0532 417 28 63");
  expect(await running().textContent()).toContain("ringing");
  await call.answers();
  await expect.poll(() => running().textContent()).toContain("with 1001");
  await call.hangsUp(66);
  await expect.poll(() => running().count()).toBe(0);
  await expect.poll(() => rows().count()).toBe(1);
  expect(await rows().textContent()).toMatch(/1\smin with 1001/);
});

test("a missed caller is counted, marked done, brought back, and gone once reached", async () => {
  await open();
  const hook = desk.hook("verimor");
  const missed = async () => {
    const call = new VerimorCall(hook, "05439012277", { at: Date.now() - 60_000 });
    await call.rings();
    await call.hangsUp(20);
  };
  await missed();
  await missed();
  const badge = page.locator("nav .badge");
  await expect.poll(() => badge.textContent()).toBe("1");
  expect(await page.title()).toContain("(1)");
  await page.getByRole("link", { name: /Missed/ }).click();
  const person = page.locator("main li");
  await page.getByText("Called you 2 times").waitFor();

  await person.getByRole("button", { name: "Handled" }).click();
  // The row stays while the pointer is on it, and goes with the pointer.
  await person.getByRole("button", { name: /Undo/ }).waitFor();
  await page.mouse.move(0, 0);
  await page.getByRole("heading", { name: "Nobody to call back" }).waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await page.getByText("Called you 2 times").waitFor();

  const again = new VerimorCall(hook, "05439012277");
  await again.rings();
  await again.answers();
  await page.getByRole("heading", { name: "Nobody to call back" }).waitFor();
  expect(await badge.count()).toBe(0);
});

test("a call's story is told in words, with its deliveries as they came", async () => {
  await open();
  const call = new VerimorCall(desk.hook("verimor"), "05324172863", { queue: "200" });
  await call.rings("1001");
  await call.rings("1002");
  await call.answers(5, "1002");
  await call.hangsUp(40);
  await rows().first().click();
  const story = page.locator("aside ol");
  await story.getByText("1001 rang").waitFor();
  await story.getByText("1002 answered").waitFor();
  await story.getByText("The call ended").waitFor();
  await page.getByText("What the PBX sent").click();
  expect(await page.locator("aside pre").count()).toBe(4);
  expect(await page.locator("aside pre").first().textContent()).toContain("event_type=ringing");
});

test("a note is there for everybody who looks", async () => {
  await open();
  const call = new VerimorCall(desk.hook("verimor"), "05324172863");
  await call.rings();
  await call.hangsUp(20);
  await rows().first().click();
  await page.getByLabel("Note").fill("Wants the doctor");
  await page.getByLabel("Note").blur();
  await page.getByText("Saved").waitFor();
  await page.reload();
  await page.locator("aside").getByText("Note: Wants the doctor").waitFor();
  expect(await page.getByLabel("Note").inputValue()).toBe("Wants the doctor");
});

test("any fragment of a number finds its calls", async () => {
  const hook = desk.hook("verimor");
  for (const caller of ["05324172863", "05439012277", "02164183355"]) {
    const call = new VerimorCall(hook, caller);
    await call.rings();
    await call.hangsUp(10);
  }
  await open();
  await expect.poll(() => rows().count()).toBe(3);
  await page.getByRole("searchbox").fill("901 22");
  await expect.poll(() => rows().count()).toBe(1);
  expect(await page.locator("mark").textContent()).toBe("901 22");
});

test("two pages of calls and more are scrolled through", async () => {
  const hook = desk.hook("verimor");
  const start = Date.now() - 300 * 600_000;
  const calls = Array.from({ length: 250 }, (_, count) => {
    const caller = `0532${String(1_000_000 + count)}`;
    return new VerimorCall(hook, caller, { at: start + count * 600_000 });
  });
  // At the same time many share one write to the disk.
  while (calls.length > 0) await Promise.all(calls.splice(0, 50).map((call) => call.hangsUp(10)));
  await open();
  await rows().first().waitFor();
  const list = page.locator(".list");
  const atEnd = () =>
    list.evaluate((it) => {
      it.scrollTo(0, it.scrollHeight);
      return it.textContent.includes("0532 100 00 00");
    });
  await expect.poll(atEnd, { timeout: 20_000 }).toBe(true);
});

/** Has the desk reached from elsewhere, by an address of one's own. */
async function reached() {
  const { origin, close } = await forward(new URL(desk.hook("verimor")).origin);
  onTestFinished(close);
  await ask(page, "use_tunnel", { choice: { kind: "address", public_url: origin }, token: null });
}

describe("connections", () => {
  test("a test call is played over real HTTP, and what is not understood is shown", async () => {
    await open();
    await page.getByRole("link", { name: "Connections" }).click();
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByText("No event yet").waitFor();
    await post(desk.hook("verimor"), { event_type: "moon_landing", call_uuid: "1" });
    await verimor.getByText("1 event was not understood").click();
    await verimor.getByText(/moon_landing&call_uuid=1/).waitFor();
    await verimor.getByRole("button", { name: "Send a test call" }).click();
    await page.getByText("The test call is on its way").waitFor({ timeout: 30_000 });
    await page.getByRole("link", { name: "Calls", exact: true }).click();
    await expect.poll(async () => (await rows().count()) + (await running().count())).toBe(1);
  });

  test("a connection added, renamed and locked is so after a reload", async () => {
    await open();
    await page.getByRole("link", { name: "Connections" }).click();
    await page.getByRole("button", { name: "Add a connection" }).click();
    await page.getByLabel("PBX").selectOption("bulutfon");
    await page.getByLabel("Name").fill("Branch");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Connections" }).click();
    const branch = page.getByRole("article", { name: "Branch" });
    await branch.getByRole("button", { name: "Edit" }).click();
    await branch.getByLabel("Name", { exact: true }).fill("Izmir");
    await branch.getByRole("checkbox").check();
    await branch.getByLabel("User name", { exact: true }).fill("izmir");
    await branch.getByLabel("Password", { exact: true }).fill("s3cret");
    await branch.getByRole("button", { name: "Save" }).click();
    const izmir = page.getByRole("article", { name: "Izmir" });
    await izmir.waitFor();
    await reached();
    await izmir.getByRole("button", { name: "Show the address" }).click();
    const url = await izmir.getByLabel("Address for events").inputValue();
    expect((await fetch(url, { method: "POST" })).status).toBe(401);
    await page.reload();
    await izmir.waitFor();
  });

  test("a new address works beside the old one, until that is ended", async () => {
    await open();
    await page.getByRole("link", { name: "Connections" }).click();
    const verimor = page.getByRole("article", { name: "Verimor" });
    const old = desk.hook("verimor");
    await reached();
    await verimor.getByRole("button", { name: "New address" }).click();
    await verimor.getByRole("button", { name: "Make a new address" }).click();
    await verimor.getByText("The old address works until").waitFor();
    await verimor.getByRole("button", { name: "Show the address" }).click();
    const fresh = await verimor.getByLabel("Address for events").inputValue();
    expect(fresh).not.toBe(old);
    expect((await fetch(old, { method: "POST" })).status).toBe(200);
    expect((await fetch(fresh, { method: "POST" })).status).toBe(200);
    await verimor.getByRole("button", { name: "End the old one now" }).click();
    await verimor.getByRole("button", { name: "It is entered; end the old one" }).click();
    await expect.poll(() => verimor.getByText("The old address works").count()).toBe(0);
    expect((await fetch(old, { method: "POST" })).status).toBe(404);
    expect((await fetch(fresh, { method: "POST" })).status).toBe(200);
  });

  test("a connection that is limited takes deliveries from there only", async () => {
    await open();
    await page.getByRole("link", { name: "Connections" }).click();
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByRole("button", { name: "Edit" }).click();
    await verimor.getByLabel("Take events only from these addresses").fill("203.0.113.0/24");
    await page.keyboard.press("Enter");
    await verimor.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved").waitFor();
    const from = (address) =>
      fetch(desk.hook("verimor"), { method: "POST", headers: { "x-forwarded-for": address } });
    expect((await from("203.0.113.9")).status).toBe(200);
    expect((await from("198.51.100.9")).status).toBe(404);
  });
});

describe("the guide", () => {
  test("goes from an unreached desk to the first real delivery", async () => {
    await open();
    await page.getByRole("link", { name: "Connect the PBX" }).click();
    await page.getByRole("button", { name: /^Verimor/ }).click();
    await page.getByRole("heading", { name: "Set up Verimor" }).waitFor();
    await page.getByRole("radio", { name: "An address of your own" }).check({ force: true });

    // What the desk cannot be reached at is said, with the next step; nothing has to be typed anew.
    await page.getByLabel("Public address").fill("http://kimo.invalid");
    await page.getByRole("button", { name: "Use this way" }).click();
    await page.getByText("Check the address letter by letter").waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Change" }).click();
    const local = new URL(desk.hook("verimor")).origin;
    await page.getByLabel("Public address").fill(local);
    await page.getByRole("button", { name: "Use this way" }).click();
    await page.getByText("known to this computer only").waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Change" }).click();
    const { origin, close } = await forward(local);
    onTestFinished(close);
    await page.getByLabel("Public address").fill(origin);
    await page.getByRole("button", { name: "Use this way" }).click();
    await page.getByText("The PBX reaches Kimo").waitFor({ timeout: 15_000 });

    await page.getByText("Waiting for the first event").waitFor();
    await fetch(`${origin}/hooks/verimor/half-an-address`, { method: "POST" });
    await page.getByText("A request was turned away").waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Show the address" }).click();
    const url = await page.getByLabel("Address for events").inputValue();
    expect((await fetch(url, { method: "POST" })).status).toBe(200);
    await page.getByText("Verimor tested the address and got an answer").waitFor();
    await post(url, { event_type: "moon_landing", call_uuid: "1" });
    await page.getByText("Something came that Kimo does not understand").waitFor();
    await new VerimorCall(url, "05324172863").rings();
    await page.getByText("It works: the first event is here").waitFor();
    expect(await page.locator(".came").textContent()).toMatch(
      /1001 rang.*0532 417 28 63.*212\)? 909 01 12/s,
    );
    await page.getByRole("button", { name: "Choose my extensions" }).click();
    await page.getByLabel("My extensions").waitFor();
  });

  test("notices a first delivery whatever the language, and to the right connection only", async () => {
    await open();
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByLabel("Language").selectOption("ru");
    await page.getByRole("link", { name: "Подключения" }).click();
    await page.getByRole("button", { name: /^Bulutfon/ }).click();
    await page.getByRole("button", { name: "Пропустить этот шаг" }).click();
    await page.getByText("Ждём первое уведомление", { exact: true }).waitFor();
    await new VerimorCall(desk.hook("verimor"), "05324172863").rings();
    const answer = await fetch(desk.hook("bulutfon"), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        event_type: "call_init",
        caller: 905439012277,
        callee: 908508850000,
        uuid: "f615986c-2001-11e5-bdee-6599352d46ce",
        direction: "IN",
        timestamp: Date.now() * 1000,
      }),
    });
    expect(answer.status).toBe(200);
    await page.getByText("Работает: первое уведомление пришло").waitFor();
    expect(await page.locator(".came").textContent()).toMatch(/Поступил звонок.*543 901.22.77/s);
  });
});

test("settings are kept, and another language is spoken at once and after a reload", async () => {
  await open();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("My extensions").fill("1001");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove 1001" }).waitFor();
  await page.getByLabel("Language").selectOption("tr");
  await page.getByRole("heading", { name: "Ayarlar" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Ayarlar" }).waitFor();
  await page.getByRole("button", { name: "Kaldır: 1001" }).waitFor();
});

test("everything about one person is deleted when asked to", async () => {
  await open();
  const call = new VerimorCall(desk.hook("verimor"), "05324172863");
  await call.rings();
  await call.hangsUp(20);
  await rows().first().click();
  await page.getByRole("button", { name: "Delete everything about this person" }).click();
  await page.getByRole("button", { name: "Delete everything", exact: true }).click();
  await page.getByRole("heading", { name: "No calls yet" }).waitFor();
  await expect.poll(() => page.locator("nav .badge").count()).toBe(0);
});
