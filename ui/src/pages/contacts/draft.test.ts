import { expect, test } from "vitest";

import type { ContactRow } from "../../host/generated";
import { again, draftOf, initials, isDouble, toSave } from "./draft";

function contact(change: Partial<ContactRow> = {}): ContactRow {
  return {
    id: 1,
    name: "Ayşe Yıldız",
    company: null,
    note: null,
    important: false,
    unwanted: false,
    synced: false,
    pbx: null,
    numbers: [
      { key: "+905321110001", display: "0532 111 00 01", written: "0532-1110001", label: null },
    ],
    ...change,
  };
}

test("what is not changed is kept as it was, the spelling of numbers too", () => {
  const row = contact({ company: "Yıldız Diş", note: "Salı", important: true });
  expect(toSave(1, draftOf(row))).toEqual(again(1, row));
});

test("numbers that were left empty are none, and so are a company and a note", () => {
  const draft = draftOf(null, "+905321110001");
  draft.name = " Ayşe ";
  draft.company = "  ";
  draft.numbers.push({ written: " ", label: "ev" });
  const numbers = [{ written: "+905321110001", label: null }];
  expect(toSave(null, draft)).toMatchObject({ name: "Ayşe", company: null, note: null, numbers });
});

test("a number may have a kind that somebody made up", () => {
  const draft = draftOf(contact());
  draft.numbers = [{ written: "1", label: " yazlık " }];
  expect(toSave(1, draft).numbers).toEqual([{ written: "1", label: "yazlık" }]);
});

test.each([
  ["Ayşe Yıldız", "AY"],
  ["irem", "İ"],
  ["Dr. Ali Can (Acil)", "DA"],
  ["+90 532", ""],
  ["", ""],
])("%j is %j in short", (name, expected) => {
  expect(initials(name, "tr")).toBe(expected);
});

test("doubles are called alike, however it is written, and are never one and the same", () => {
  const one = contact();
  expect(isDouble(one, contact({ id: 2, name: "AYSE  YILDIZ" }))).toBe(true);
  expect(isDouble(one, contact({ id: 2, name: "", company: "Ayşe Yıldız" }))).toBe(true);
  expect(isDouble(one, contact({ id: 2, name: "Ayşe Yıldızlı" }))).toBe(false);
  expect(isDouble(one, one)).toBe(false);
});
