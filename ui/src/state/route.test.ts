import { expect, test } from "vitest";

import { contactWith, fromView, read, write } from "./route";

test("a route survives the address bar", () => {
  for (const call of [null, "verimor:1234", "mtt:a/b#c%41"]) {
    const route = { section: "calls" as const, call, guide: null, contact: null };
    expect(read(write(route))).toEqual(route);
  }
  const guide = { section: "connections" as const, call: null, guide: 3, contact: null };
  expect(read(write(guide))).toEqual(guide);
  for (const contact of [null, "7", "new", "with:+90 532/1"]) {
    const route = { section: "contacts" as const, call: null, guide: null, contact };
    expect(read(write(route))).toEqual(route);
  }
});

test.each([
  ["", { section: "calls", call: null, guide: null, contact: null }],
  ["#/missed", { section: "missed", call: null, guide: null, contact: null }],
  ["#/settings/verimor:1", { section: "settings", call: null, guide: null, contact: null }],
  ["#/connections/verimor:1", { section: "connections", call: null, guide: null, contact: null }],
  ["#/nowhere", { section: "calls", call: null, guide: null, contact: null }],
  ["#/calls/%E0%A4%A", { section: "calls", call: "%E0%A4%A", guide: null, contact: null }],
])("%j leads somewhere sensible", (hash, route) => {
  expect(read(hash)).toEqual(route);
});

test("a number leads to its contact", () => {
  expect(read(contactWith("+905321234567")).contact).toBe("with:+905321234567");
});

test("the feed's views", () => {
  expect(fromView("missed")).toEqual({ section: "missed", call: null, guide: null, contact: null });
  expect(fromView("call:mtt:12:34")).toEqual({ section: "calls", call: "mtt:12:34" });
  for (const act of ["call-back", "message"] as const) {
    const route = { section: "calls" as const, call: "mtt:12:34", act };
    expect(fromView(`${act}:mtt:12:34`)).toEqual(route);
    expect(write(route)).toBe(`#/calls/mtt%3A12%3A34/${act}`);
    expect(read(write(route))).toMatchObject(route);
  }
  const dial = { section: "contacts" as const, call: null, contact: "dial:+905321234567" };
  expect(fromView("dial:+905321234567")).toEqual(dial);
  expect(read(write(dial))).toMatchObject(dial);
  expect(read("#/calls/mtt%3A1/nothing").act).toBeUndefined();
});
