// The events of a call's time line, in words.

import type { CallRow, TimelineItem } from "../host/generated";
import type { Formats } from "./formats";
import { withName } from "./ours.svelte";
import { t } from "./texts.svelte";
import { wantsInWords } from "./wants";

/** "1001 rang", "Put in queue 200". */
export function eventInWords(item: TimelineItem, call: CallRow, formats: Formats): string {
  const number = withName(item.number ?? "");
  const text = item.text ?? "";
  const either = (known: string, unknown: string) => (number ? t(known, { number }) : t(unknown));
  switch (item.kind) {
    case "arrived":
      return t(call.direction === "outbound" ? "call-event-placed" : "call-event-arrived");
    case "routed":
      return routed(item);
    case "ringing":
      return either("call-event-ringing", "call-event-ringing-unknown");
    case "answered":
      return either("call-event-answered", "call-event-answered-unknown");
    case "leg_ended":
      return either("call-event-leg-ended", "call-event-leg-ended-unknown");
    case "missed":
      return t("call-event-missed");
    case "ended":
      return t("call-event-ended");
    case "progress":
      return t("call-event-progress", { text });
    case "fax":
      return t("call-event-fax");
    case "expired":
      return t("call-event-expired");
    case "marked_done":
      return t("call-event-marked-done");
    case "marked_open":
      return t("call-event-marked-open");
    case "calling":
      return t("call-event-calling");
    case "not_calling":
      return t("call-event-not-calling");
    case "snoozed": {
      const at = Date.parse(item.happened_at ?? item.received_at);
      return t("call-event-snoozed", { when: item.until ? formats.moment(item.until, at) : "" });
    }
    case "not_snoozed":
      return t("call-event-not-snoozed");
    case "message": {
      const said = [wantsInWords(item.wants), text].filter((part) => part !== "").join(": ");
      return t("call-event-message", { recipient: item.recipient ?? "", said });
    }
    case "passed_on":
      return t("call-event-passed-on", { recipient: item.recipient ?? "" });
    case "not_passed_on":
      return t("call-event-not-passed-on", { recipient: item.recipient ?? "" });
    case "noted":
      return text ? t("call-event-noted", { text }) : t("call-event-note-removed");
    case "not_understood":
      return t("call-event-not-understood", { text });
  }
}

function routed({ destination, number: to }: TimelineItem): string {
  if (!to || !destination) return t("call-event-routed");
  const number = withName(to);
  switch (destination) {
    case "menu":
      return t("call-event-routed-menu", { number });
    case "group":
      return t("call-event-routed-group", { number });
    case "queue":
      return t("call-event-routed-queue", { number });
  }
}

/** What a PBX's word or code for an end means, by the ids of its texts; else the word itself. */
export function causeInWords(cause: string, texts: { [cause: string]: string }): string {
  const id = texts[cause.toUpperCase()];
  return id ? t(id) : cause;
}

/** How long an event took to reach the desk, where that is worth a word. */
export function arrivalInWords(item: TimelineItem, formats: Formats): string | null {
  if (item.happened_at === null) {
    return isMark(item) ? null : t("call-arrived-only");
  }
  const seconds = (Date.parse(item.received_at) - Date.parse(item.happened_at)) / 1000;
  if (Math.abs(seconds) < 2) return null;
  const span = formats.span(seconds);
  return seconds > 0 ? t("call-arrived-later", { span }) : t("call-arrived-earlier", { span });
}

// Marks are made at this desk: they happen where they arrive.
function isMark(item: TimelineItem): boolean {
  return (
    item.kind === "marked_done" ||
    item.kind === "marked_open" ||
    item.kind === "noted" ||
    item.kind === "calling" ||
    item.kind === "not_calling" ||
    item.kind === "snoozed" ||
    item.kind === "not_snoozed" ||
    item.kind === "message" ||
    item.kind === "passed_on" ||
    item.kind === "not_passed_on" ||
    item.kind === "expired"
  );
}
