import { expect, test } from "vitest";

import { tokensIn } from "./tokens";

test("numbers may be typed or pasted in any usual way, each once", () => {
  expect(tokensIn("1001, 1002;1003\n1002  ")).toEqual(["1001", "1002", "1003"]);
  expect(tokensIn(" , ")).toEqual([]);
});
