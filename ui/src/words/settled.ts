// How a missed call came to be settled, in words; and how long ago something was.

import type { CallRow, Settled } from "../host/generated";
import type { Formats } from "./formats";
import { ours } from "./ours.svelte";
import { number } from "./party";
import { t } from "./texts.svelte";

/** Missed, and its caller neither reached nor handled since. */
export function isUnsettled(call: CallRow): boolean {
  return call.missed && call.settled === null;
}

/** The same, and its caller waits to be called back: what red means. */
export function isOpen(call: CallRow): boolean {
  return isUnsettled(call) && !call.hung_up_at_once;
}

/**
 * "called back 12:03 by 1002", "got through 12:03, 1002", "handled 12:03", and through which number
 * where it is another one of theirs than they had called from.
 */
export function settledInWords(settled: Settled, formats: Formats, now: number): string {
  const words = howInWords(settled, formats.moment(settled.at, now));
  return settled.through
    ? t("missed-settled-through", { settled: words, number: number(settled.through) })
    : words;
}

function howInWords({ how, by }: Settled, when: string): string {
  const who = ours(by);
  switch (how) {
    case "called_back":
      return who
        ? t("missed-settled-called-back-by", { when, who })
        : t("missed-settled-called-back", { when });
    case "got_through":
      return who
        ? t("missed-settled-got-through-to", { when, who })
        : t("missed-settled-got-through", { when });
    case "handled":
      return t("missed-settled-handled", { when });
    case "unwanted":
      return t("missed-settled-unwanted");
  }
}

/** "just now", "20 min ago", "1 hr 4 min ago"; days alone from the second on. */
export function ago(at: string, formats: Formats, now: number): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return t("missed-just-now");
  const days = Math.floor(minutes / 1440);
  return t("missed-ago", { span: formats.span(days > 0 ? days * 86_400 : minutes * 60) });
}
