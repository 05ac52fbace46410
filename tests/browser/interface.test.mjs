// What the PBX's own interface gives beside its records, in the window: names, and the address. A real
// desk asks a stand-in.

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { startInterface } from "./interface.mjs";
import { office } from "./office.mjs";
import { forward } from "./serve.mjs";
import { ask, idOf } from "./stage.mjs";

const it = office();
const KEY = "K38359b70-4342-9479-e98f-secret";
const ANOTHER = "https://crm.example.com/verimor";
let page;
let api;
let way;

beforeEach(async () => {
  page = it.page;
  api = await startInterface(KEY);
  await api.do({ extensions: { 1001: "Ayşe", 1002: "Bora" } });
});
afterEach(async () => {
  api.stop();
  way?.close();
  way = null;
});

async function begin(language) {
  await it.open({ calls: 0, language }, "#/connections");
  const hook = await idOf(page, "verimor");
  expect(
    (await ask(page, "use_key", { hook, key: KEY, base: api.base })).works,
  ).toBe(true);
  return page.getByRole("article", { name: "Verimor" });
}

describe.each([
  [
    "tr",
    /2 dahili, .*\d\d:\d\d/,
    /1 kişi, 2 dahili/,
    "Şimdi oku",
    /Verimor santralinin rehberinden/,
  ],
  [
    "en",
    /2 extensions, .*\d\d:\d\d/,
    /1 contact, 2 extensions/,
    "Read now",
    /From the phone book of Verimor/,
  ],
  [
    "ru",
    /2 добавочных, .*\d\d:\d\d/,
    /1 контакт, 2 добавочных/,
    "Прочитать сейчас",
    /Из телефонной книги Verimor/,
  ],
])("names in %s", (language, read, withBook, now, from) => {
  test("are read with the key and on demand, and say where they are from", async () => {
    const card = await begin(language);
    await card.getByText(read).waitFor();
    await api.do({ book: { "Deniz Örnek": "05320000021" } });
    await card.getByRole("button", { name: now }).click();
    await card.getByText(withBook).waitFor();
    expect(await faults(page)).toEqual([]);
    await it.go("#/contacts");
    await page.getByText("Deniz Örnek").first().click();
    await page.getByText(from).waitFor();
    expect(await faults(page)).toEqual([]);
    await it.go("#/colleagues");
    await page.locator("[data-colleague='1002']").getByText("Bora", { exact: true }).waitFor();
  });
});

describe.each([
  [
    "tr",
    "Adresi santrale gir",
    /başka bir sistemin adresi/,
    "Yerine Kimo'nun adresini gir",
    /Adres santrale girildi/,
    "Önceki adresi geri koy",
    /denedi ve kabul etmedi/,
  ],
  [
    "en",
    "Enter the address at the PBX",
    /Another system's address/,
    "Enter Kimo's instead",
    /was entered at the PBX/,
    "Put the former address back",
    /did not accept it/,
  ],
  [
    "ru",
    "Указать адрес на АТС",
    /адрес другой системы/,
    "Указать вместо него адрес Kimo",
    /Адрес указан на АТС/,
    "Вернуть прежний адрес",
    /не приняла его/,
  ],
])(
  "the address in %s",
  (language, enter, another, replace, done, back, refused) => {
    test("is entered by the interface, in another's place only by consent, and put back", async () => {
      await api.do({ posts_to: ANOTHER });
      const card = await begin(language);
      way = await forward(`http://${it.desk.listen}`);
      const choice = { kind: "address", public_url: way.origin };
      await ask(page, "use_tunnel", { choice, token: null });
      await card.getByRole("button", { name: enter }).click();
      await card.getByText(another).waitFor();
      expect((await api.do()).posting).toBe(ANOTHER);
      expect(await faults(page)).toEqual([]);
      await card.getByRole("button", { name: replace }).click();
      await card.getByText(done).waitFor();
      expect((await api.do()).posting).toContain(
        `${way.origin}/hooks/verimor/`,
      );
      expect(await faults(page)).toEqual([]);
      // The PBX tries what is put back, and nobody is there.
      await card.getByRole("button", { name: back }).click();
      await card.getByRole("button", { name: back }).last().click();
      await card.getByText(refused).waitFor();
    });
  },
);
