// One call beside the list: what is told of it, and what is done with it.

import { beforeEach, describe, expect, test } from "vitest";

import { MEHMET, callers } from "./callers.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";

const it = office();
const { open, asked } = it;
const { rows, ringAndEnd, over } = callers(it);
let page;

beforeEach(() => {
  page = it.page;
});

/** Posts the end of a call once more, with something in it that is escaped nowhere. */
async function postRaw(url, fields, raw) {
  const body = `${new URLSearchParams({ event_type: "hangup", ...fields, remark: "" })}${raw}`;
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

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
        answers: { call_back: null, ways_to_call: { extension: null, here: true, asked: null } },
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
