import { expect, test } from "vitest";

import { later } from "../../tests/scripted-host";
import { Answers, overtaken } from "./answers";

test("an answer that a newer one has overtaken is dropped", async () => {
  const answers = new Answers();
  const first = later<string>();
  const second = later<string>();
  const older = answers.next(first.promise);
  const newer = answers.next(second.promise);
  second.keep("new");
  expect(await newer).toBe("new");
  first.keep("old");
  expect(await older).toBe(overtaken);
});

test("an answer in its turn counts, though a newer question is under way", async () => {
  const answers = new Answers();
  const first = later<string>();
  const older = answers.next(first.promise);
  void answers.next(new Promise(() => {}));
  first.keep("now");
  expect(await older).toBe("now");
});

test("a failure of which nobody needs to know any more is dropped, any other is told", async () => {
  const answers = new Answers();
  const first = later<string>();
  const older = answers.next(first.promise);
  expect(await answers.next(Promise.resolve("new"))).toBe("new");
  first.break(new Error("late"));
  expect(await older).toBe(overtaken);
  await expect(answers.next(Promise.reject(new Error("now")))).rejects.toThrow("now");
});

test("what is learnt otherwise outdates every answer that is under way", async () => {
  const answers = new Answers();
  const first = later<string>();
  const older = answers.next(first.promise);
  answers.outdate();
  first.keep("old");
  expect(await older).toBe(overtaken);
  expect(await answers.next(Promise.resolve("new"))).toBe("new");
});
