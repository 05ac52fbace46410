import { expect, test } from "vitest";

import { Undo } from "./undo";

test("what was done last is taken back first, and each once", () => {
  const undo = new Undo();
  const back: string[] = [];
  undo.offer(() => back.push("first"));
  const second = undo.offer(() => back.push("second"));
  undo.offer(() => back.push("third"));

  expect(undo.last()).toBe(true);
  second();
  second();
  expect(back).toEqual(["third", "second"]);
  expect(undo.last()).toBe(true);
  expect(undo.last(), "nothing is left").toBe(false);
  expect(back).toEqual(["third", "second", "first"]);
});
