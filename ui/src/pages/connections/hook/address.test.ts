import { expect, test } from "vitest";

import { isOnlyHere, masked } from "./address";

test.each([
  ["http://127.0.0.1:8460/hooks/mtt/zK7bNq1eXo5i", "http://127.0.0.1:8460/hooks/mtt/••••••••••••"],
  [
    "https://kimo.example/desk/hooks/verimor/a",
    "https://kimo.example/desk/hooks/verimor/••••••••••••",
  ],
])("no part of a token is on the screen, not even its length: %s", (url, shown) => {
  expect(masked(url)).toBe(shown);
});

test.each([
  ["http://127.0.0.1:8460/hooks/mtt/a", true],
  ["http://127.0.0.2:8460/hooks/mtt/a", true],
  ["http://[::1]:8460/hooks/mtt/a", true],
  ["http://0.0.0.0:8460/hooks/mtt/a", true],
  ["http://[::]:8460/hooks/mtt/a", true],
  ["http://192.168.1.20:8460/hooks/mtt/a", false],
  ["http://[fd00::20]:8460/hooks/mtt/a", false],
])("where there is no way from outside, Kimo is reached where it listens: %s", (url, is) => {
  expect(isOnlyHere({ url, local_url: url })).toBe(is);
});

test("with a way from outside it is reached there, wherever that leads", () => {
  const local_url = "http://127.0.0.1:8460/hooks/mtt/a";
  expect(isOnlyHere({ url: "https://kimo.example/hooks/mtt/a", local_url })).toBe(false);
});
