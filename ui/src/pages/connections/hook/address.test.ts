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
  ["http://127.0.0.1:8460/hooks/mtt/zK7b", true],
  ["http://127.1:8460/hooks/mtt/zK7b", true],
  ["http://localhost:8460/hooks/mtt/zK7b", true],
  ["http://[::1]:8460/hooks/mtt/zK7b", true],
  ["http://0.0.0.0:8460/hooks/mtt/zK7b", true],
  ["http://192.168.1.20:8460/hooks/mtt/zK7b", false],
  ["https://kimo.example.com/hooks/mtt/zK7b", false],
  ["https://127.example.com/hooks/mtt/zK7b", false],
])("a PBX could not post to an address that leads to this computer: %s", (url, is) => {
  expect(isOnlyHere(url)).toBe(is);
});
