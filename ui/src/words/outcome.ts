// What a call came to, in words, and the glyph for it.

import type { CallRow } from "../host/generated";
import type { Formats } from "./formats";
import { ours } from "./ours.svelte";
import { t } from "./texts.svelte";

export type Glyph = "in" | "out" | "missed" | "internal" | "fax" | "ringing" | "talking";

export function glyph(call: CallRow): Glyph {
  if (call.kind === "fax") return "fax";
  if (call.status === "ringing") return "ringing";
  if (call.status === "in_progress") return "talking";
  if (call.missed) return "missed";
  if (call.direction === "internal") return "internal";
  return call.direction === "outbound" ? "out" : "in";
}

const glyphWords: Record<Glyph, string> = {
  in: "calls-glyph-in",
  out: "calls-glyph-out",
  missed: "calls-glyph-missed",
  internal: "calls-glyph-internal",
  fax: "calls-glyph-fax",
  ringing: "calls-glyph-ringing",
  talking: "calls-glyph-talking",
};

/** "Missed call", "Incoming call", … */
export function kindInWords(call: CallRow): string {
  return call.test ? t("calls-test") : t(glyphWords[glyph(call)]);
}

/**
 * "3 min 12 s with 1002", "gave up in queue 200 after 35 s".
 * `elapsed` are the seconds that a running call has been ringing or talking, if known.
 */
export function outcome(call: CallRow, formats: Formats, elapsed: number | null = null): string {
  if (call.kind === "fax") return t("calls-outcome-fax");
  if (call.status === "ringing") return running("ringing", null, elapsed, formats);
  if (call.status === "in_progress")
    return running("talking", ours(call.answerer), elapsed, formats);
  if (call.reason === "end_not_reported") return t("calls-outcome-end-not-reported");
  if (call.disposition === "answered") return answered(call, formats);
  if (call.reason === "gave_up_in_menu") return gaveUpInMenu(call, formats);
  if (call.reason === "gave_up_in_queue") return gaveUpInQueue(call, formats);
  return notAnswered(call, formats);
}

function running(
  what: "ringing" | "talking",
  who: string | null,
  elapsed: number | null,
  formats: Formats,
): string {
  if (elapsed === null) {
    return what === "ringing" ? t("calls-outcome-ringing") : t("calls-outcome-talking");
  }
  const duration = formats.duration(elapsed);
  if (what === "ringing") return t("calls-outcome-ringing-for", { duration });
  return who
    ? t("calls-outcome-talking-with-for", { who, duration })
    : t("calls-outcome-talking-for", { duration });
}

function answered(call: CallRow, formats: Formats): string {
  // On an outbound call the one who answered is the other party, which the row names already.
  const who = call.direction === "outbound" ? null : ours(call.answerer);
  if (call.talk_seconds === null) {
    return who ? t("calls-outcome-answered-by", { who }) : t("calls-outcome-answered");
  }
  const duration = formats.duration(call.talk_seconds);
  return who
    ? t("calls-outcome-talked-with", { who, duration })
    : t("calls-outcome-talked", { duration });
}

function gaveUpInMenu(call: CallRow, formats: Formats): string {
  if (!call.waited_seconds) return t("calls-outcome-gave-up-in-menu");
  const duration = formats.duration(call.waited_seconds);
  return t("calls-outcome-gave-up-in-menu-after", { duration });
}

function gaveUpInQueue(call: CallRow, formats: Formats): string {
  if (!call.queue) return t("calls-outcome-gave-up-in-queue");
  if (call.waited_seconds === null) {
    return t("calls-outcome-gave-up-in-this-queue", { queue: ours(call.queue) });
  }
  const duration = formats.duration(call.waited_seconds);
  return t("calls-outcome-gave-up-in-queue-after", { queue: ours(call.queue), duration });
}

function notAnswered(call: CallRow, formats: Formats): string {
  const duration = call.waited_seconds ? formats.duration(call.waited_seconds) : null;
  switch (call.disposition) {
    case "busy":
      return t("calls-outcome-busy");
    case "rejected":
      return t("calls-outcome-rejected");
    case "failed":
      return t("calls-outcome-failed");
    case "cancelled":
      return call.direction === "inbound" && duration
        ? t("calls-outcome-gave-up-after", { duration })
        : t("calls-outcome-cancelled");
    case "no_answer":
      return duration
        ? t("calls-outcome-no-answer-after", { duration })
        : t("calls-outcome-no-answer");
    case "answered":
    case "unknown":
      return t("calls-outcome-unknown");
  }
}
