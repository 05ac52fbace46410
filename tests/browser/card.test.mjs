// The call card: follows the calls, and spares whoever writes on it.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
let page;

beforeEach(() => {
  page = it.page;
});

const CARD = {
  when: "on",
  instead_of_popups: false,
  corner: "bottom_right",
  screen: "",
};

/** The card of a desk where it is used, in a page of its window's size. */
async function open({ language = "en", corner = "bottom_right", more = {} } = {}) {
  await it.open({ calls: 0, language });
  await ask(page, "change_settings", { card: { ...CARD, corner }, ...more });
  await page.setViewportSize({ width: 380, height: 700 });
  await page.goto(new URL("/card.html", it.desk.ui).href);
  await page.getByRole("status").first().waitFor({ state: "attached" });
}

const calls = () => page.locator("[data-call]");
const call = (one) => page.locator(`[data-call="${one.id}"]`);
const field = (one) => call(one).getByRole("textbox");
const comes = (caller, more = {}) =>
  new VerimorCall(it.desk.hook("verimor"), caller, more);
const noteOf = async (one) => (await ask(page, "call", { id: one.id })).call.note;

describe("the card", () => {
  test("follows a call from ringing to its end, and lets it go", async () => {
    await open();
    const one = comes("05439012277", { queue: "200" });
    await one.rings();
    await call(one).getByRole("heading", { name: "0543 901 22 77" }).waitFor();
    await call(one).getByText("Ringing", { exact: true }).waitFor();
    await call(one).getByText("queue 200").waitFor();
    expect(await faults(page)).toEqual([]);
    await one.answers();
    await call(one).getByText("Answered by 1001").waitFor();
    expect(await faults(page)).toEqual([]);
    await one.hangsUp();
    await call(one).getByText(/Call ended/).waitFor();
    await expect.poll(() => calls().count()).toBe(0);
    expect(await faults(page)).toEqual([]);
  });

  test.each(["bottom_right", "top_left"])(
    "keeps a note at every pause, and spares it when another call rings: %s",
    async (corner) => {
      await open({ corner });
      const [first, second, third] = ["05439012277", "05332280916", "05324172863"].map((it) =>
        comes(it),
      );
      await first.rings();
      await third.rings();
      await field(first).click();
      await page.keyboard.type("Randevu Cuma");
      // In the middle of a word.
      for (let n = 0; n < 4; n++) await page.keyboard.press("ArrowLeft");
      await expect.poll(() => noteOf(first)).toBe("Randevu Cuma");
      const place = () => field(first).boundingBox();
      const was = await place();
      await second.rings();
      await call(second).waitFor();
      await first.answers();
      await call(first).getByText("Answered by 1001").waitFor();
      await page.keyboard.type("bu ");
      await third.hangsUp(20);
      await call(third).getByText(/^Missed call/).waitFor();
      expect(await place()).toEqual(was);
      expect(await field(first).inputValue()).toBe("Randevu bu Cuma");
      const caret = await field(first).evaluate((it) => [
        document.activeElement === it,
        it.selectionStart,
        it.selectionEnd,
      ]);
      expect(caret).toEqual([true, 11, 11]);
      await expect.poll(() => noteOf(first)).toBe("Randevu bu Cuma");
      await call(first).getByText("Note kept").waitFor();
      await first.hangsUp(60);
      await call(first).getByText(/Call ended/).waitFor();
      await page.keyboard.type("!");
      // What nobody has paused after is kept with leaving.
      await page.keyboard.press("Escape");
      await expect.poll(() => noteOf(first)).toBe("Randevu bu !Cuma");
      await expect.poll(() => call(third).count()).toBe(0);
    },
  );

  test("keeps a note that could not be kept at first", async () => {
    await open();
    await it.stage.fail(true);
    const one = comes("05439012277");
    await one.rings();
    await field(one).fill("Acele");
    await call(one).getByText(/not kept yet/).waitFor();
    await it.stage.fail(false);
    await call(one).getByText("Note kept").waitFor();
    expect(await noteOf(one)).toBe("Acele");
  });

  test("shows ten calls, each to be unfolded, and none moves what is written", async () => {
    await open();
    const many = Array.from({ length: 10 }, (_, n) => comes(`0532123450${n}`));
    for (const one of many.slice(0, 9)) await one.rings();
    await expect.poll(() => calls().count()).toBe(9);
    const box = await page.locator("main").boundingBox();
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(700);
    expect(await faults(page)).toEqual([]);
    const one = many[4];
    await expect.poll(() => field(one).count()).toBe(0);
    await call(one).getByRole("button", { expanded: false }).click();
    await field(one).click();
    await page.keyboard.type("not");
    const was = await field(one).boundingBox();
    await many[9].rings();
    await expect.poll(() => calls().count()).toBe(10);
    expect(await field(one).boundingBox()).toEqual(was);
    await page.keyboard.type("e");
    expect(await field(one).inputValue()).toBe("note");
    expect(await faults(page)).toEqual([]);
  });

  test("has buttons that copy, open, take a message, mark as handled and close", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open();
    const one = comes("05439012277");
    await one.rings();
    const press = (name) => page.getByRole("button", { name }).click();
    await press("Copy: 0543 901 22 77");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("+905439012277");
    const shown = () => it.asked("show").map(({ view }) => view);
    await press("Open: 0543 901 22 77");
    await expect.poll(shown).toEqual([`call:${one.id}`]);
    await press("Take message: 0543 901 22 77");
    await expect.poll(shown).toEqual([`call:${one.id}`, `message:${one.id}`]);
    const other = comes("05332280916");
    await other.rings();
    await press("Take off the card: 0533 228 09 16");
    await expect.poll(() => calls().count()).toBe(1);
    await one.hangsUp(20);
    await page.getByText("Missed call,").waitFor();
    expect(await faults(page)).toEqual([]);
    await press("Handled: 0543 901 22 77");
    await expect.poll(() => page.locator("section").count()).toBe(0);
    const missed = await ask(page, "missed");
    expect(missed.total).toBe(0);
  });

  test.each([
    ["tr", "Çalıyor", "Bu çağrı için not", "Cevapsız çağrı,"],
    ["en", "Ringing", "Note for this call", "Missed call,"],
    ["ru", "Звонит", "Заметка к звонку", "Пропущенный звонок,"],
  ])("speaks %s, with a name of sixty letters", async (language, rings, note, missed) => {
    const greeting = {
      number: "902129090112",
      name: "Стоматологическая клиника на Невском",
      greeting: "Добрый день, стоматологическая клиника на Невском",
    };
    await open({ language, more: { own_numbers: [greeting] } });
    const name = "Константинопольская-Преображенская Александра Владимировна Ж.";
    await ask(page, "save_contact", contact(name, "+905439012277"));
    const one = comes("05439012277", { queue: "200" });
    await one.rings();
    await call(one).getByRole("heading", { name }).waitFor();
    await call(one).getByText(rings, { exact: true }).waitFor();
    await call(one).getByText("0543 901 22 77").waitFor();
    await call(one).getByText(greeting.greeting).waitFor();
    await call(one).getByPlaceholder(note).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await faults(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(380);
    await one.hangsUp(20);
    await page.getByText(missed).waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

function contact(name, number) {
  return {
    id: null,
    name,
    company: null,
    note: null,
    numbers: [{ written: number, label: null }],
    important: true,
    unwanted: false,
  };
}
