import { expect, test } from "vitest";

import { masked } from "./address";

test.each([
  ["http://127.0.0.1:8460/hooks/mtt/zK7bNq1eXo5i", "http://127.0.0.1:8460/hooks/mtt/••••••••••••"],
  [
    "https://kimo.example/desk/hooks/verimor/a",
    "https://kimo.example/desk/hooks/verimor/••••••••••••",
  ],
])("no part of a token is on the screen, not even its length: %s", (url, shown) => {
  expect(masked(url)).toBe(shown);
});
