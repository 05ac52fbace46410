// The key of a PBX's own interface on the connection's page, and up to when the list of calls is
// complete. No interface is asked here: what it would answer is staged.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";

const it = office();
const { open, asked } = it;
let page;

beforeEach(() => {
  page = it.page;
});

/** What the desk says of its one hook that has an interface. */
const proof = (more) => ({
  name: "Verimor",
  pbx: "verimor",
  account: "",
  dials: true,
  has_key: true,
  base: null,
  complete_until: null,
  looked_at: null,
  failure: null,
  failed_at: null,
  recordings_key: null,
  ...more,
});

/** The desk's own answer, with this of its hook and these gaps. */
const told = (more, gaps = []) => ({
  completeness: ({ hooks }) => {
    const { hook } = hooks[0];
    return {
      hooks: [proof({ hook, ...more })],
      gaps: gaps.map((gap) => ({ hook_id: hook, ...gap })),
    };
  },
});

const today = (time) => `${new Date().toISOString().slice(0, 10)}T${time}:00Z`;

const WORDS = {
  tr: {
    none: /Anahtar yok/,
    enter: "Anahtarı gir",
    field: "API anahtarı",
    use: "Anahtarı dene",
    refused: "Santral anahtarı kabul etmiyor",
    works: "Anahtar çalışıyor: 14 dahili, 312 kişi",
    until: /itibarıyla eksiksiz/,
    gaps: "Boşluklar",
    brought: /bilgisayar uyuyordu, 3 çağrı sonradan eklendi/,
  },
  en: {
    none: /No key/,
    enter: "Enter the key",
    field: "API key",
    use: "Try the key",
    refused: "The PBX does not accept the key",
    works: "The key works: 14 extensions, 312 contacts",
    until: /complete until/i,
    gaps: "Gaps",
    brought: /the computer slept, 3 calls were brought in afterwards/,
  },
  ru: {
    none: /Ключа нет/,
    enter: "Ввести ключ",
    field: "Ключ API",
    use: "Проверить ключ",
    refused: "АТС не принимает ключ",
    works: "Ключ работает: 14 добавочных, 312 контактов",
    until: /история полна до/i,
    gaps: "Пробелы",
    brought: /компьютер спал, позже добавлено 3 звонка/,
  },
};

describe.each(["tr", "en", "ru"])("the PBX's records in %s", (language) => {
  const words = WORDS[language];

  test("are begun with a key, which is checked at once, and say up to when all is complete", async () => {
    await open({ language, staged: { patches: told({ has_key: false }) } }, "#/connections");
    const card = page.getByRole("article", { name: "Verimor" });
    await card.getByText(words.none).waitFor();
    await card.getByRole("button", { name: words.enter }).click();
    it.stage.answers.use_key = { works: false, failure: "key", extensions: null, contacts: null };
    await card.getByLabel(words.field).fill("K-wrong");
    await card.getByRole("button", { name: words.use }).click();
    await card.getByRole("alert").getByText(words.refused).waitFor();

    it.stage.answers.use_key = { works: true, failure: null, extensions: 14, contacts: 312 };
    const gap = {
      hook: "Verimor",
      from: today("09:10"),
      to: today("09:40"),
      why: "asleep",
      closed_at: today("09:45"),
      brought_in: 3,
    };
    it.stage.patches = told({ complete_until: today("11:05") }, [gap, gap]);
    await card.getByLabel(words.field).fill("K-right");
    await card.getByRole("button", { name: words.use }).click();
    await card.getByText(words.works).waitFor();
    await card.getByText(words.until).waitFor();
    expect(asked("use_key").map(({ key }) => key)).toEqual(["K-wrong", "K-right"]);
    expect(await page.content()).not.toContain("K-right");
    await card.getByText(words.gaps, { exact: true }).click();
    // Two that read alike.
    await expect.poll(() => card.getByText(words.brought).count()).toBe(2);

    await it.go("#/calls");
    // The desk has other connections, of which nothing is proved.
    await expect.poll(() => page.getByText(words.until).textContent()).toContain("Verimor");
    // It follows what the desk tells.
    it.stage.patches = told({ complete_until: today("11:05"), failure: "key" });
    await it.stage.tell({ type: "records" });
    await page.getByText(words.refused).waitFor();
  });
});

test("without a key nothing is said above the calls", async () => {
  await open({});
  await page.locator(".rows [role=option]").first().waitFor();
  await expect.poll(() => page.getByText("Complete until").count()).toBe(0);
});

describe.each([
  ["tr", "Ses kayıtlarının anahtarı", /^Ses kayıtlarının anahtarını gir$/, /^Ses kayıtlarının anahtarını değiştir$/],
  ["en", "Key of the recordings", /^Enter the key of the recordings$/, /^Change the key of the recordings$/],
  ["ru", "Ключ записей разговоров", /^Ввести ключ записей$/, /^Сменить ключ записей$/],
])("recordings in %s", (language, field, enter, change) => {
  const KEEP = { tr: "Anahtarı sakla", en: "Keep the key", ru: "Сохранить ключ" }[language];
  const FORGET = {
    tr: "Ses kayıtlarının anahtarını unut",
    en: "Forget the key of the recordings",
    ru: "Забыть ключ записей",
  }[language];
  const UNTESTED = { tr: /Denenemez/, en: /Nothing can test it/, ru: /Проверить его нельзя/ }[language];
  const own = (has_key) => told({ recordings_key: { has_key, base: null, hint: "mtt-recordings-key-hint" } });

  test("the key of recordings is kept untested, replaced and taken away", async () => {
    await open({ language, staged: { patches: own(false) } }, "#/connections");
    const card = page.getByRole("article", { name: "Verimor" });
    await card.getByRole("button", { name: enter }).click();
    it.stage.answers.use_recordings_key = { kept: false, failure: "settings" };
    await card.getByLabel(field).fill("no-colon");
    await card.getByRole("button", { name: KEEP }).click();
    await card.getByRole("alert").waitFor();
    expect(await faults(page)).toEqual([]);

    it.stage.answers.use_recordings_key = { kept: true, failure: null };
    it.stage.patches = own(true);
    await card.getByLabel(field).fill("records:secret");
    await card.getByRole("button", { name: KEEP }).click();
    await card.getByRole("status").getByText(UNTESTED).waitFor();
    await card.getByRole("button", { name: change }).waitFor();
    expect(asked("use_recordings_key").map(({ key }) => key)).toEqual(["no-colon", "records:secret"]);
    expect(await page.content()).not.toContain("records:secret");

    it.stage.answers.forget_recordings_key = null;
    it.stage.patches = own(false);
    await card.getByRole("button", { name: FORGET }).click();
    await card.getByRole("button", { name: FORGET }).last().click();
    await card.getByRole("button", { name: enter }).waitFor();
    expect(asked("forget_recordings_key")).toHaveLength(1);
  });
});
