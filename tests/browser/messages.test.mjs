// A message for a colleague: written by keyboard alone, on the clipboard, in one list until it is
// passed on.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go } = it;
let page;

beforeEach(async () => {
  page = it.page;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
});

const MEHMET = "05439012277";
const ZEYNEP = "05332280916";

const dialog = () => page.getByRole("dialog");
const copied = () => page.evaluate(() => navigator.clipboard.readText());
const waiting = () => page.locator("[data-message]");
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Somebody called, and was not answered. */
async function missed(caller, ago) {
  const call = new VerimorCall(it.desk.hook("verimor"), caller, {
    at: Date.now() - ago * 1000,
  });
  await call.rings();
  await call.hangsUp(15);
  return call;
}

describe("a message", () => {
  test("is written from a row by keyboard alone, copied, and waits until it is ticked", async () => {
    await open({ calls: 0 }, "#/calls");
    const call = await missed(MEHMET, 60);
    await page.locator(".rows [role=option]").first().waitFor();
    await page.getByRole("listbox").focus();
    await press("m");
    await dialog().getByLabel("For", { exact: true }).waitFor();
    expect(await faults(page)).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => document.activeElement.tagName))
      .toBe("INPUT");
    // Nobody is named yet.
    await press("Enter");
    await dialog().getByText("Say for whom the message is").waitFor();
    await page.keyboard.type("Ayşe & Ali");
    await press("Tab", "ArrowDown", "Tab");
    await page.keyboard.type("Fatura için\nyarın");
    await press("Tab", "Tab", "Enter");
    await expect.poll(() => dialog().count()).toBe(0);
    const text = (await copied()).replace(/\u00a0/g, " ");
    expect(text).toMatch(
      /^Message for Ayşe & Ali\nFrom: 0543 901 22 77\nTime: \d+ \w+ \d{4} \d\d:\d\d\nOur line: [^\n]+\nCalled again\.\nFatura için\nyarın$/,
    );
    const kept = (await ask(page, "messages")).rows[0];
    expect(kept.call.id).toBe(call.id);
    expect(kept.message).toMatchObject({
      recipient: "Ayşe & Ali",
      wants: "called_again",
      text: "Fatura için\nyarın",
      passed_on_at: null,
    });

    await go("#/missed");
    await page.getByText("Messages (1)").waitFor();
    await page.getByRole("radio", { name: "Messages (1)" }).focus();
    await press("Space");
    await waiting().first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page
      .getByRole("button", { name: "Message for Ayşe & Ali: passed on" })
      .focus();
    await press("Enter");
    await page.getByText("No message to pass on").waitFor();
    expect(await faults(page)).toEqual([]);
    await press("Control+z");
    await waiting().first().waitFor();
  });

  test("stands with its call, in what happened to it too, and a call may have several", async () => {
    await open({ calls: 0 }, "#/missed");
    const call = await missed(ZEYNEP, 60);
    await page.getByRole("button", { name: /Take a message/ }).click();
    await dialog().getByLabel("For", { exact: true }).fill("1002");
    await dialog().getByRole("button", { name: "Keep only" }).click();
    await page
      .getByText("The message for 1002 is kept with the call")
      .waitFor();
    await go(`#/calls/${encodeURIComponent(call.id)}/message`);
    await dialog().getByLabel("For", { exact: true }).fill("Veli");
    await dialog().getByLabel("Message", { exact: true }).fill("Acele");
    await dialog().getByRole("button", { name: "Keep only" }).click();
    const panel = page.locator("aside");
    await panel
      .getByText("Message for Veli: wants to be called back: Acele")
      .waitFor();
    const first = panel.getByRole("button", {
      name: "Message for 1002: passed on",
    });
    await first.click();
    await panel.getByText("The message for 1002 was passed on").waitFor();
    expect(await faults(page)).toEqual([]);
    await panel
      .getByRole("button", { name: "Reopen the message for 1002" })
      .click();
    await first.waitFor();
    // Escape closes the form, and not what is below it.
    await panel.getByRole("button", { name: "Take message" }).click();
    await dialog().waitFor();
    await press("Escape");
    await expect.poll(() => dialog().count()).toBe(0);
    await panel.waitFor();
  });

  test("is begun as an e-mail, whose address nobody keeps", async () => {
    await open({ calls: 0 }, "#/calls");
    const call = await missed(MEHMET, 60);
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = function () {
        window.begun = this.href;
      };
    });
    await go(`#/calls/${encodeURIComponent(call.id)}/message`);
    await dialog().getByLabel("For", { exact: true }).fill("Ali & Ayşe");
    await dialog().getByLabel("Message", { exact: true }).fill("Şu an\nacele");
    await dialog()
      .getByLabel(/E-mail address/)
      .fill("ali@example.com");
    await dialog().getByRole("button", { name: "Write e-mail" }).click();
    await expect.poll(() => dialog().count()).toBe(0);
    const begun = new URL(await page.evaluate(() => window.begun));
    expect(begun.protocol + begun.pathname).toBe("mailto:ali@example.com");
    expect(begun.searchParams.get("subject")).toMatch(
      /^Message for Ali & Ayşe: 0543/,
    );
    expect(begun.searchParams.get("body")).toMatch(
      /^Message for Ali & Ayşe\r\n[^]*\r\nŞu an\r\nacele$/,
    );
    expect(JSON.stringify(await ask(page, "messages"))).not.toContain(
      "example.com",
    );
  });

  test.each([
    [
      "tr",
      "Mesaj yaz",
      "Kime",
      "Kopyala ve sakla",
      "Ali için mesaj\nArayan: 0543 901 22 77\nSaat: ",
    ],
    [
      "ru",
      "Записать сообщение",
      "Кому",
      "Скопировать и сохранить",
      "Сообщение для Ali\n",
    ],
  ])(
    "is in the language of the office: %s",
    async (language, write, whom, copy, begins) => {
      await open({ calls: 0, language }, "#/calls");
      const call = await missed(MEHMET, 60);
      await go(`#/calls/${encodeURIComponent(call.id)}`);
      await page.locator("aside").getByRole("button", { name: write }).click();
      await dialog().getByLabel(whom, { exact: true }).fill("Ali");
      await dialog().getByRole("button", { name: copy }).click();
      await expect.poll(() => dialog().count()).toBe(0);
      expect((await copied()).replace(/\u00a0/g, " ").startsWith(begins)).toBe(
        true,
      );
    },
  );
});

describe("calling back from a popup or the tray", () => {
  test("shows the number large where nothing dials, each time", async () => {
    await open({ calls: 0 }, "#/calls");
    const call = await missed(MEHMET, 60);
    const large = page.locator("[data-call-back]");
    for (const _ of [1, 2]) {
      await ask(page, "show", { view: `call-back:${call.id}` });
      await large.getByText("0543 901 22 77").waitFor();
      await page
        .locator("aside")
        .getByRole("button", { name: "Call back" })
        .click();
      await expect.poll(() => large.count()).toBe(0);
    }
  });
});
