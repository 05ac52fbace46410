import { expect, test } from "vitest";

import { pbxes } from "../pbx";
import { letterToMtt, panels } from "./panels";

test.each(pbxes)("the guide of %s shows the address, and what about credentials", (pbx) => {
  const shown = panels[pbx].instructions.map((instruction) => instruction.shows);
  expect(shown).toContain("address");
  expect(shown).toContain("credentials");
});

test("the letter holds the address whole, on a line that survives being sent", () => {
  const address = "https://kimo.example.com/hooks/mtt/zK7bNq1eXo5iTs3mHj8DfQ";
  const line = letterToMtt(address)
    .split("\n")
    .find((line) => line.includes(address));
  expect(line?.endsWith(address)).toBe(true);
});
