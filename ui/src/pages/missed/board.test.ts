import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { MissedRow, Settled } from "../../host/generated";
import { missedRow } from "../../../tests/examples";
import { Board, PATIENCE } from "./board.svelte";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const person = (index: number): MissedRow => ({
  ...missedRow(index),
  key: String(index),
  keys: [String(index)],
});
const back: Settled = {
  how: "called_back",
  at: "2026-11-18T07:40:00Z",
  by: "1002",
  call: "x:1",
  through: null,
};

function opened() {
  const people = { rows: [person(0), person(1)], settledOf: () => back };
  const board = new Board(people);
  const keys = () => board.places?.map(({ row, gone }) => (gone ? `(${row.key})` : row.key));
  return { people, board, keys };
}

test("whoever comes or leaves moves nobody while the board is held", () => {
  const { people, board, keys } = opened();
  board.hold("pointer");
  people.rows = [person(2), person(1)];
  expect(keys()).toEqual(["(0)", "1"]);
  expect(board.places?.[0]?.settled).toEqual(back);
  expect(board.fresh).toBe(1);
  board.letGo("pointer");
  expect(keys()).toEqual(["2", "1"]);
  expect(board.fresh).toBe(0);
});

test("whoever stands further down is seen while the board is held, and then held as well", () => {
  const { people, board, keys } = opened();
  board.hold("pointer");
  people.rows = [person(5), person(1), person(2), person(3)];
  board.grow();
  expect(keys()).toEqual(["(0)", "1", "2", "3"]);
  expect(board.fresh).toBe(1);
  people.rows = [person(5), person(1), person(3)];
  expect(keys()).toEqual(["(0)", "1", "(2)", "3"]);
});

test("it is free only once both pointer and keyboard have left", () => {
  const { people, board, keys } = opened();
  board.hold("pointer");
  board.hold("keyboard");
  people.rows = [person(2)];
  board.letGo("pointer");
  expect(keys()).toEqual(["(0)", "(1)"]);
  board.letGo("keyboard");
  expect(keys()).toEqual(["2"]);
});

test("what stands there is still kept up to date", () => {
  const { people, board } = opened();
  board.hold("pointer");
  people.rows = [{ ...person(0), count: 5 }, person(1)];
  expect(board.places?.[0]).toMatchObject({ row: { count: 5 }, gone: false });
});

test("whoever calls from another number of theirs keeps their place", () => {
  const { people, board, keys } = opened();
  board.hold("pointer");
  people.rows = [{ ...person(5), keys: ["5", "1"] }, person(0)];
  expect(keys()).toEqual(["0", "5"]);
  expect(board.fresh).toBe(0);
  // Two who turn out to be one are one of the two.
  people.rows = [{ ...person(1), keys: ["0", "1"] }];
  expect(keys()).toEqual(["1", "(1)"]);
});

test("it catches up when asked, and when nobody moves any more", () => {
  const { people, board, keys } = opened();
  board.hold("pointer");
  people.rows = [person(2), person(0)];
  board.catchUp();
  expect(keys()).toEqual(["2", "0"]);
  people.rows = [person(3)];
  vi.advanceTimersByTime(PATIENCE - 1);
  expect(keys(), "somebody may still be reading").toEqual(["(2)", "(0)"]);
  vi.advanceTimersByTime(1);
  expect(keys()).toEqual(["3"]);
});
