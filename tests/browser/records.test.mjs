// The key of a PBX's own interface on the connection's page, and up to when the list of calls is
// complete. No interface is asked here: what it would answer is staged.

import { beforeEach, describe, expect, test } from "vitest";

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
