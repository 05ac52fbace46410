import { expect, test } from "vitest";

import { fromView, read, write } from "./route";

test("a route survives the address bar", () => {
  for (const call of [null, "verimor:1234", "mtt:a/b#c%41"]) {
    const route = { section: "calls" as const, call, guide: null };
    expect(read(write(route))).toEqual(route);
  }
  const guide = { section: "connections" as const, call: null, guide: 3 };
  expect(read(write(guide))).toEqual(guide);
});

test.each([
  ["", { section: "calls", call: null, guide: null }],
  ["#/missed", { section: "missed", call: null, guide: null }],
  ["#/settings/verimor:1", { section: "settings", call: null, guide: null }],
  ["#/connections/verimor:1", { section: "connections", call: null, guide: null }],
  ["#/nowhere", { section: "calls", call: null, guide: null }],
  ["#/calls/%E0%A4%A", { section: "calls", call: "%E0%A4%A", guide: null }],
])("%j leads somewhere sensible", (hash, route) => {
  expect(read(hash)).toEqual(route);
});

test("the feed's views", () => {
  expect(fromView("missed")).toEqual({ section: "missed", call: null, guide: null });
  expect(fromView("call:mtt:12:34")).toEqual({ section: "calls", call: "mtt:12:34" });
});
