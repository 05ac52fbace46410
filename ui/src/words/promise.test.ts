import { expect, test } from "vitest";

import { missedRow, NOW } from "../../tests/examples";
import { Formats } from "./formats";
import { age } from "./promise";

const formats = new Formats("en", "TR", "Europe/Istanbul");

test("a promise is within its time, past it, or left over from an earlier day", () => {
  const row = (due_at: string | null) => ({ ...missedRow(0), due_at });
  for (const [due, stands] of [
    [null, null],
    [NOW + 1, "within"],
    [NOW + 86_400_000, "within"],
    [NOW, "past"],
    // Midnight in Istanbul.
    [Date.parse("2026-11-17T21:00:00Z"), "past"],
    [Date.parse("2026-11-17T20:59:59Z"), "yesterday"],
    [Date.parse("2026-11-12T09:00:00Z"), "yesterday"],
  ] as const) {
    const due_at = due === null ? null : new Date(due).toISOString();
    expect(age(row(due_at), formats, NOW), due_at ?? "nothing promised").toBe(stands);
  }
});
