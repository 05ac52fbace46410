// The page of contacts on a real desk: kept, found, changed, put together, taken away and back.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { acquaintances } from "./acquaintances.mjs";
import { office } from "./office.mjs";

const it = office();
const { open, asked } = it;
const { askDesk, keep, missed } = acquaintances(it);
let page;

beforeEach(() => {
  page = it.page;
});

const rows = () => page.locator(".list [role=option]");
const names = () => page.locator(".list [role=option] .line").allTextContents();
const panel = () => page.locator("aside");
const button = (name) => page.getByRole("button", { name, exact: true });
const link = (name) => page.getByRole("link", { name, exact: true });
const field = (name) => page.getByRole("textbox", { name, exact: true });
const number = (place) =>
  page.getByRole("textbox", { name: `Number ${place}`, exact: true });

describe("contacts", () => {
  test("a first one is written, and its old calls are called by it", async () => {
    await open({ calls: 0 });
    await missed("05321110001");
    await it.go("#/contacts");
    await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
    await link("New contact").first().click();
    await field("Name").fill("Ayşe Yıldız");
    await field("Company").fill("Yıldız Diş");
    await number(1).fill("0532 111 00 01");
    await page
      .getByRole("combobox", { name: "Kind of number 1" })
      .fill("mobile");
    await page.getByRole("checkbox", { name: "Important" }).check();
    await button("Save").click();
    await panel().getByRole("heading", { name: "Ayşe Yıldız" }).waitFor();
    await expect.poll(names).toEqual([expect.stringContaining("Ayşe Yıldız")]);
    expect(await panel().textContent()).toContain("mobile");
    expect(await panel().textContent()).toContain("Important");
    await panel().locator("a:has(time)").click();
    await page.waitForURL(/#\/calls\//);
    await page
      .locator("aside h2")
      .getByRole("link", { name: "Ayşe Yıldız" })
      .click();
    await page.waitForURL(/#\/contacts\//);
    await panel().getByRole("heading", { name: "Ayşe Yıldız" }).waitFor();
  });

  test("are found as somebody types, by name, company and number", async () => {
    await open({ calls: 0 });
    await keep("Ayşe Yıldız", ["05321110001"], { company: "Yıldız Diş" });
    await keep("Mehmet Öztürk", ["05321110002"]);
    await it.go("#/contacts");
    await expect.poll(names).toHaveLength(2);
    for (const [text, found] of [
      ["ozt", "Mehmet Öztürk"],
      ["yıldız d", "Ayşe Yıldız"],
      ["532 111 00 02", "Mehmet Öztürk"],
    ]) {
      await page.keyboard.press("Control+f");
      await page.keyboard.type(text);
      await expect.poll(names).toEqual([expect.stringContaining(found)]);
      await page.keyboard.press("Escape");
      await expect.poll(names).toHaveLength(2);
    }
    await page.getByRole("searchbox").fill("nobody");
    await page.getByRole("heading", { name: /nobody/ }).waitFor();
  });

  test("come in pages, and stay while another window adds one", async () => {
    await open({ calls: 0 });
    const all = Array.from(
      { length: 230 },
      (_, at) => `Contact ${String(at).padStart(3, "0")}`,
    );
    await page.evaluate(async (names) => {
      const session = `Bearer ${sessionStorage.getItem("session")}`;
      const headers = {
        authorization: session,
        "content-type": "application/json",
      };
      for (const name of names) {
        const body = JSON.stringify({ name, numbers: [] });
        await fetch("/api/save_contact", { method: "POST", headers, body });
      }
    }, all);
    await it.go("#/contacts");
    await rows().first().waitFor();
    await page.locator(".list").focus();
    await page.keyboard.press("End");
    await expect
      .poll(() => asked("contacts").some(({ after }) => after !== null))
      .toBe(true);
    await expect
      .poll(async () => {
        await page.keyboard.press("End");
        return (await names()).at(-1);
      })
      .toContain("Contact 229");
    const top = () => page.locator(".list").evaluate((list) => list.scrollTop);
    const before = await top();
    await keep("Zeynep Kaya");
    await page.keyboard.press("End");
    await expect.poll(async () => (await names()).at(-1)).toContain("Zeynep");
    expect(await top()).toBeGreaterThanOrEqual(before);
  });

  test("say beside the field why they were not kept", async () => {
    await open({ calls: 0 });
    await keep("Ayşe Yıldız", ["05321110001"]);
    await it.go("#/contacts/new");
    await button("Save").click();
    await page.getByText("Enter a name or a company.").waitFor();
    await field("Name").fill("Somebody");
    await number(1).fill("abc");
    await button("Save").click();
    await page.getByText("This is not a telephone number.").waitFor();
    expect(
      await number(1).evaluate((it) => it === document.activeElement),
    ).toBe(true);
    await number(1).fill("0532 111 00 01");
    await button("Save").click();
    await page.getByText("This number belongs to Ayşe Yıldız.").waitFor();
    expect(await faults(page)).toEqual([]);
    await number(1).fill("0532 111 00 02");
    await button("Save").click();
    await panel().getByRole("heading", { name: "Somebody" }).waitFor();
  });

  test("are changed, and Escape throws away nothing that was written", async () => {
    await open({ calls: 0 });
    const { id } = await keep("Ayşe Yıldız", ["05321110001"]);
    await it.go(`#/contacts/${id}`);
    await button("Edit").click();
    await field("Name").fill("Ayşe Demir");
    await page.keyboard.press("Escape");
    expect(await field("Name").inputValue()).toBe("Ayşe Demir");
    await button("Add a number").click();
    await page.keyboard.type("0212 320 50 62");
    await button("Save").click();
    await panel().getByRole("heading", { name: "Ayşe Demir" }).waitFor();
    await expect.poll(names).toEqual([expect.stringContaining("Ayşe Demir")]);
    const { contact } = await askDesk("contact", { id });
    expect(contact.numbers.map(({ key }) => key)).toEqual([
      "+905321110001",
      "+902123205062",
    ]);
  });

  test("are taken away and brought back", async () => {
    await open({ calls: 0 });
    const { id } = await keep("Ayşe Yıldız", ["05321110001"], {
      note: "Salı öğleden sonra",
    });
    await it.go(`#/contacts/${id}`);
    await button("Delete contact").click();
    await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
    await button("Undo").click();
    await expect.poll(names).toEqual([expect.stringContaining("Ayşe Yıldız")]);
    const { rows: back } = await askDesk("contacts", { search: "", limit: 10 });
    expect(back).toMatchObject([
      { note: "Salı öğleden sonra", numbers: [{ key: "+905321110001" }] },
    ]);
  });

  test("doubles are offered, put together, and parted again", async () => {
    await open({ calls: 0 });
    const one = await keep("Ayşe Yıldız", ["05321110001"]);
    await keep("ayse yildiz", ["05321110002"]);
    await it.go(`#/contacts/${one.id}`);
    await page.getByText("There is another contact of this name").waitFor();
    await button("Merge with ayse yildiz").click();
    await expect.poll(names).toHaveLength(1);
    await expect.poll(() => panel().locator(".number").count()).toBe(2);
    await button("Undo").click();
    await expect.poll(names).toHaveLength(2);
    await expect.poll(() => panel().locator(".number").count()).toBe(1);
  });

  test("any other is found to be put together with", async () => {
    await open({ calls: 0 });
    const one = await keep("Ayşe Yıldız", ["05321110001"]);
    await keep("Yıldız Diş Kliniği", ["05321110002"]);
    await it.go(`#/contacts/${one.id}`);
    await button("Merge with another contact").click();
    await page.keyboard.type("kliniği");
    await button("Merge with Yıldız Diş Kliniği").click();
    await expect.poll(() => panel().locator(".number").count()).toBe(2);
  });

  test("a caller without a name is added from the missed list and from a call", async () => {
    await open({ calls: 0 });
    const call = await missed("05321110001");
    await it.go("#/missed");
    await page.getByRole("link", { name: /Add .* to contacts/ }).click();
    expect(await number(1).inputValue()).toBe("+905321110001");
    await it.go(`#/calls/${encodeURIComponent(call.id)}`);
    await link("Add to contacts").click();
    await field("Name").fill("Ayşe Yıldız");
    await button("Save").click();
    await panel().getByRole("heading", { name: "Ayşe Yıldız" }).waitFor();
    await it.go("#/missed");
    await link("Show the contact Ayşe Yıldız").click();
    await panel().getByRole("heading", { name: "Ayşe Yıldız" }).waitFor();
  });

  test("several of one company for one number are all offered", async () => {
    await open({ calls: 0 });
    await keep("Ali", ["02123205062"], { company: "Acme" });
    await keep("Veli", ["02123205062"], { company: "Acme" });
    await it.go(`#/contacts/${encodeURIComponent("with:+902123205062")}`);
    await panel().getByRole("link", { name: "Ali" }).waitFor();
    await panel().getByRole("link", { name: "Veli" }).click();
    await panel().getByRole("heading", { name: "Veli" }).waitFor();
  });

  test("by keyboard alone", async () => {
    await open({ calls: 0 });
    await keep("Ayşe Yıldız", ["05321110001"]);
    await keep("Mehmet Öztürk", ["05321110002"]);
    await page.keyboard.press("3");
    await rows().first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await panel().getByRole("heading", { name: "Mehmet Öztürk" }).waitFor();
    const focused = () =>
      page.evaluate(() => document.activeElement.textContent.trim());
    await expect.poll(focused).toBe("Mehmet Öztürk");
    await page.keyboard.press("Escape");
    await expect.poll(() => panel().count()).toBe(0);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await panel().getByRole("heading", { name: "Ayşe Yıldız" }).waitFor();
    await expect.poll(focused).toBe("Ayşe Yıldız");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe("Edit");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.evaluate(() => document.activeElement.value))
      .toBe("Ayşe Yıldız");
    await page.keyboard.type("Ayşe Demir");
    await page.keyboard.press("Enter");
    await panel().getByRole("heading", { name: /Demir/ }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => panel().count()).toBe(0);
  });
});

describe.each(["light", "dark"])("in the %s theme", (colorScheme) => {
  test("list, contact and form are without fault", async () => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await open({ calls: 0 });
    await keep("Acme", [], { company: "Acme", important: true });
    const { id } = await keep("Ayşe Yıldız", ["05321110001", "02123205062"], {
      company: "Yıldız Diş",
      note: "Salı",
      unwanted: true,
    });
    await keep("Ayşe Yıldız", ["05321110002"]);
    await missed("05321110001");
    await it.go("#/contacts");
    await rows().first().waitFor();
    expect(await faults(page)).toEqual([]);
    await it.go(`#/contacts/${id}`);
    await panel().locator("a:has(time)").waitFor();
    await page.getByText("There is another contact").waitFor();
    expect(await faults(page)).toEqual([]);
    await button("Merge with another contact").click();
    await page.keyboard.type("acm");
    await button("Merge with Acme").waitFor();
    expect(await faults(page)).toEqual([]);
    await button("Edit").click();
    expect(await faults(page)).toEqual([]);
  });
});
