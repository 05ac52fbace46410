import { expect, test } from "vitest";

import { means, pieces } from "./match";

function marked(shown: string, search: string): string {
  return pieces(shown, search, "tr")
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join("");
}

test.each([
  ["Ayşe Yılmaz", "yıl", "Ayşe [Yıl]maz"],
  ["IŞIL Güngör", "ışıl", "[IŞIL] Güngör"],
  ["0532 417 28 63", "3241", "05[32 41]7 28 63"],
  ["0532 417 28 63", "532 417", "0[532 417] 28 63"],
  ["+7 916 204-18-55", "20418", "+7 916 [204-18]-55"],
  ["0532 417 28 63", "(417) 28", "0532 [417 28] 63"],
  // Stored with the country code, typed with the leading zero.
  ["+7 916 204-18-55", "0916", "+7 [916] 204-18-55"],
  ["Ayşe Yılmaz", "", "Ayşe Yılmaz"],
  ["Ayşe Yılmaz", "zz", "Ayşe Yılmaz"],
  ["", "1", ""],
])("in %j, %j is found as %j", (shown, search, expected) => {
  expect(marked(shown, search)).toBe(expected);
});

test.each([
  ["hid", "Hidden number", true],
  ["HIDDEN NUM", "Hidden number", true],
  ["gizli", "Gizli numara", true],
  ["GIZLI", "Gizli numara", true],
  ["Gİzlİ", "Gizli numara", true],
  ["скрыт", "Скрытый номер", true],
  ["faks", "Faks", true],
  ["факс", "Факс", true],
  ["h", "Hidden number", false],
  ["hidden at", "Hidden number", false],
  ["idden", "Hidden number", false],
  ["", "Fax", false],
])("%j means %j: %j", (typed, words, expected) => {
  expect(means(typed, words)).toBe(expected);
});
