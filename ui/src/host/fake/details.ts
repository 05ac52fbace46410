// What an invented call went through, and what its PBX would have posted.

import type { CallDetails, CallRow, DeliveryRow, TimelineItem } from "../generated";
import { iso } from "./calls";

export function detailsOf(call: CallRow, earlier: CallRow[]): CallDetails {
  return { call, timeline: timelineOf(call), deliveries: deliveriesOf(call), earlier };
}

function timelineOf(call: CallRow): TimelineItem[] {
  const items: TimelineItem[] = [];
  const start = Date.parse(call.started_at);
  const add = (kind: TimelineItem["kind"], seconds: number, more: Partial<TimelineItem> = {}) =>
    items.push({
      kind,
      number: null,
      destination: null,
      cause: null,
      text: null,
      happened_at: iso(start + seconds * 1000),
      received_at: iso(start + (seconds + (kind === "ended" ? 4 : 1)) * 1000),
      ...more,
    });

  if (call.kind === "fax") {
    add("fax", 0);
    return items;
  }
  add("arrived", 0);
  if (call.reason === "gave_up_in_menu") add("routed", 1, { destination: "menu", number: "1" });
  if (call.queue) add("routed", 2, { destination: "queue", number: call.queue });
  for (const leg of call.direction === "outbound" ? [] : call.extensions) {
    add("ringing", 3, { number: leg });
  }
  const waited = call.waited_seconds ?? 6;
  if (call.answered_at) {
    add("answered", waited, { number: call.answered_by });
    for (const leg of call.extensions.filter((leg) => leg !== call.answered_by)) {
      if (call.direction === "inbound") {
        add("leg_ended", waited, { number: leg, cause: "LOSE_RACE" });
      }
    }
  }
  if (call.missed) add("missed", waited, { cause: call.hangup_cause });
  if (call.status === "ended") {
    const cause = call.missed ? null : call.hangup_cause;
    add("ended", waited + (call.talk_seconds ?? 0), { cause });
  }
  if (call.note) add("noted", waited + 60, { text: call.note, happened_at: null });
  if (call.done) add("marked_done", waited + 120, { happened_at: null });
  return items;
}

function deliveriesOf(call: CallRow): DeliveryRow[] {
  const body = (event: string) =>
    call.pbx === "verimor"
      ? new URLSearchParams({
          event_type: event,
          direction: call.direction,
          call_uuid: call.id.split(":")[1] ?? "",
          caller_id_number: call.caller.raw,
          destination_number: call.called.raw,
          queue: call.queue ?? "",
          dialed_user: call.extensions[0] ?? "",
          start_stamp: call.started_at.replace("T", " ").replace("Z", ""),
        }).toString()
      : JSON.stringify({ event_type: event, uuid: call.id, caller: call.caller.raw }, null, 2);
  const steps = { ringing: 1, in_progress: 2, ended: 3 };
  const told = ["ringing", "answer", "hangup"].slice(0, steps[call.status]);
  return told.map((event, at) => ({
    received_at: iso(Date.parse(call.started_at) + at * 9000 + 1000),
    hook_id: 1,
    hook: call.pbx === "verimor" ? "Verimor" : call.pbx === "mtt" ? "MTT" : "Bulutfon",
    content_type: call.pbx === "verimor" ? "application/x-www-form-urlencoded" : "application/json",
    body: body(event),
    error: null,
  }));
}
