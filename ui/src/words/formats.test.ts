import { describe, expect, test } from "vitest";

import { Formats } from "./formats";

const now = Date.parse("2026-11-18T07:44:20Z");
const turkish = new Formats("tr", "TR", "Europe/Istanbul");
const english = new Formats("en", "TR", "Europe/Istanbul");
const russian = new Formats("ru", "RU", "Europe/Moscow");

describe("a moment", () => {
  test.each([
    [turkish, "2026-11-18T07:32:05Z", "10:32"],
    [turkish, "2026-11-17T13:20:00Z", "dün 16:20"],
    [turkish, "2026-11-09T13:20:00Z", "9 Kas 16:20"],
    [turkish, "2024-11-09T13:20:00Z", "9 Kas 2024 16:20"],
    [english, "2026-11-17T13:20:00Z", "yesterday 16:20"],
    [russian, "2026-11-17T13:20:00Z", "вчера 16:20"],
  ])("is told as shortly as it can be", (formats, at, told) => {
    expect(formats.moment(at, now)).toBe(told);
  });

  test("has the same clock as a popup, also where a computer is American", () => {
    const american = new Formats("en", "US", "Europe/Istanbul");
    expect(american.time("2026-11-18T11:22:05Z")).toBe("14:22");
    expect(american.exactTime("2026-11-17T21:02:05Z")).toBe("00:02:05");
  });

  test("belongs to the day it has in the desk's time zone", () => {
    // Half past midnight in Istanbul, still yesterday in Greenwich.
    expect(turkish.moment("2026-11-17T21:30:00Z", now)).toBe("00:30");
    expect(turkish.dayKey("2026-11-17T21:30:00Z")).toBe("2026-11-18");
  });
});

describe("a day", () => {
  test.each([
    [turkish, "2026-11-18T07:00:00Z", "Bugün"],
    [turkish, "2026-11-17T07:00:00Z", "Dün"],
    [turkish, "2026-11-13T07:00:00Z", "13 Kasım Cuma"],
    [english, "2026-11-13T07:00:00Z", "Friday 13 November"],
    [english, "2025-11-13T07:00:00Z", "Thursday 13 November 2025"],
    [russian, "2026-11-13T07:00:00Z", "Пятница 13 ноября"],
  ])("is named as its language names it", (formats, at, named) => {
    expect(plain(formats.day(at, now))).toBe(named);
  });

  test("with its capital in Turkish too", () => {
    const formats = new Formats("tr", "TR", "Europe/Istanbul");
    expect(formats.day("2026-11-18T07:00:00Z", now).charAt(0)).toBe("B");
  });
});

test.each([
  ["Europe/Istanbul", "2026-11-18T07:32:05Z", "2026-11-18", "2026-11-17T21:00:00"],
  ["UTC", "2026-11-18T00:00:00Z", "2026-11-18", "2026-11-18T00:00:00"],
  ["Asia/Kathmandu", "2026-11-18T18:20:00Z", "2026-11-19", "2026-11-18T18:15:00"],
  // Days on which clocks went back, and forward.
  ["Europe/Istanbul", "2014-10-26T09:00:00Z", "2014-10-26", "2014-10-25T21:00:00"],
  ["Europe/Istanbul", "2014-03-31T09:00:00Z", "2014-03-31", "2014-03-30T22:00:00"],
])("in %s, %s belongs to a day that began at its midnight", (zone, at, key, start) => {
  expect(new Formats("en", "GB", zone).dayOf(at)).toEqual({ key, start });
});

test.each([
  [turkish, 0, "0 sn"],
  [turkish, 9, "9 sn"],
  [turkish, 192, "3 dk 12 sn"],
  [english, 192, "3 min 12 s"],
  [russian, 192, "3 мин 12 с"],
  [turkish, 180, "3 dk"],
  [turkish, 3792, "1 sa 3 dk"],
  [russian, 3605, "1 ч"],
  [turkish, -5, "0 sn"],
])("%#: a duration has its units and no place to break at", (formats, seconds, shown) => {
  const duration = formats.duration(seconds);
  expect(plain(duration)).toBe(shown);
  expect(duration).not.toContain(" ");
});

test("a span is told in words, in two units at most", () => {
  expect(plain(english.span(4))).toBe("4 s");
  expect(plain(english.span(125))).toBe("2 min 5 s");
  expect(plain(english.span(-3600 * 26))).toBe("1 day 2 h");
  expect(plain(turkish.span(65))).toBe("1 dk 5 sn");
});

test("an unknown time zone is not worth failing for", () => {
  expect(new Formats("en", "US", "Middle/Earth").time("2026-11-18T07:32:05Z")).toMatch(/\d/);
});

test("numbers are grouped as the language groups them", () => {
  expect(turkish.number(1234567)).toBe("1.234.567");
  expect(english.number(1234567)).toBe("1,234,567");
});

/** Without the commas and full stops that come and go with the version of Unicode's data. */
function plain(words: string): string {
  return words.replace(/[.,]/g, "").replace(/\s/g, " ");
}
