import { expect, test } from "vitest";

import { letter } from "./letter";

test("the letter holds the address whole, on a line that survives being sent", () => {
  const address = "https://kimo.example.com/hooks/mtt/zK7bNq1eXo5iTs3mHj8DfQ?a=$&";
  const lines = letter("Hello.\n\nThe address: {address}\nThanks.", address).split("\n");
  expect(lines[2]).toBe(`The address: ${address}`);
});
