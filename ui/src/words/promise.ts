// Until when somebody is to be called back, in words.

import type { MissedRow } from "../host/generated";
import type { Formats } from "./formats";
import { t } from "./texts.svelte";

/** How a promise stands: there is still time, it has passed, or it has passed on an earlier day. */
export type Age = "within" | "past" | "yesterday";

/** Null where nothing was promised. */
export function age(row: MissedRow, formats: Formats, now: number): Age | null {
  if (row.due_at === null) return null;
  if (now < Date.parse(row.due_at)) return "within";
  return formats.daysAgo(row.due_at, now) > 0 ? "yesterday" : "past";
}

/** "call back by 10:52", "was to be called back by 10:52", "left over from yesterday" */
export function promiseInWords(row: MissedRow, formats: Formats, now: number): string {
  const stands = age(row, formats, now);
  if (stands === null || row.due_at === null) return "";
  const when = formats.moment(row.due_at, now);
  if (stands === "within") return t("missed-due", { when });
  if (formats.daysAgo(row.due_at, now) === 1) return t("missed-due-yesterday");
  return t("missed-due-past", { when });
}
