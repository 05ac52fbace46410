// Values of each kind that the desk answers with, for unit tests: plain ones, to be changed.

import type {
  CallRow,
  DeskStatus,
  HookRow,
  MissedRow,
  Party,
  Settings,
  TunnelChoice,
  TunnelView,
} from "../src/host/generated";

/** Wednesday, a quarter to eleven in Istanbul. */
export const NOW = Date.parse("2026-11-18T07:44:20Z");

export function iso(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

export function party(e164: string, name: string | null = null): Party {
  return { raw: e164.slice(1), e164, name, display: e164, hidden: false };
}

/** An answered call; 0 is the newest, and each is ten minutes older than the one before. */
export function callAt(index: number, change: Partial<CallRow> = {}): CallRow {
  const caller = party(`+90532${String(4_172_863 + index)}`);
  const started = NOW - (index + 1) * 600_000;
  return {
    id: `verimor:${index}`,
    pbx: "verimor",
    pbx_call_id: String(index),
    kind: "voice",
    direction: "inbound",
    status: "ended",
    disposition: "answered",
    missed: false,
    test: false,
    caller,
    called: party("+902129090112"),
    other: caller,
    other_key: caller.e164 ?? caller.raw,
    extensions: ["1001"],
    rung: ["1001"],
    answered_by: "1001",
    answerer: "1001",
    queue: null,
    started_at: iso(started),
    answered_at: iso(started + 6_000),
    ended_at: iso(started + 66_000),
    talk_seconds: 60,
    waited_seconds: 6,
    hangup_cause: null,
    reason: null,
    note: null,
    done: false,
    hung_up_at_once: false,
    settled: null,
    ...change,
  };
}

export function missedRow(index: number): MissedRow {
  const call = callAt(index);
  return {
    key: call.caller.e164 ?? call.caller.raw,
    keys: [call.caller.e164 ?? call.caller.raw],
    contact: null,
    numbers: [call.caller],
    caller: call.caller,
    count: 1,
    first_at: call.started_at,
    last_at: call.started_at,
    called: call.called,
    queue: null,
    extensions: call.extensions,
    last_call: call.id,
    last: { ...call, missed: true },
    tried: null,
    going_on: null,
    calling_since: null,
    note: null,
    due_at: null,
    outside_hours: false,
    snoozed_until: null,
  };
}

export function hook(change: Partial<HookRow> = {}): HookRow {
  return {
    id: 1,
    pbx: "verimor",
    account: "",
    name: "Verimor",
    url: "http://127.0.0.1:8460/hooks/verimor/hT0c3mVqk8yJr5Zb1nQe7w",
    local_url: "http://127.0.0.1:8460/hooks/verimor/hT0c3mVqk8yJr5Zb1nQe7w",
    region: "TR",
    settings: {},
    basic_user: null,
    previous_until: null,
    allowed_sources: [],
    source_header: "x_forwarded_for",
    last_delivery_at: null,
    last_tested_at: null,
    deliveries: 0,
    not_understood_total: 0,
    not_understood_dropped: 0,
    not_understood_dropped_at: null,
    not_understood: [],
    ...change,
  };
}

export function status(change: Partial<DeskStatus> = {}): DeskStatus {
  return {
    version: "0.1.0",
    listen: "127.0.0.1:8460",
    data_dir: "/home/ayse/.local/share/kimo",
    language: "en",
    region: "TR",
    time_zone: "Europe/Istanbul",
    open_missed: 0,
    total_calls: 0,
    blind: null,
    strangers: { total: 0, last_minute: 0, last_at: null },
    address_changed: false,
    desktop: false,
    quiet: null,
    problems: [],
    ...change,
  };
}

export function settings(change: Partial<Settings> = {}): Settings {
  return {
    language: "system",
    extensions: [],
    queues: [],
    internal_calls: false,
    do_not_disturb: false,
    quiet_outside_hours: false,
    missed_stay_minutes: null,
    sounds: { call: false, important: false, missed: false, volume: 60 },
    retention_days: null,
    own_numbers: [],
    business_hours: null,
    promise_minutes: null,
    short_call_seconds: 5,
    card: { when: "auto", instead_of_popups: false, corner: "top_right", screen: "" },
    screen_pop: { when: "off", what: "address", opens: "", scheme: "" },
    looks_for_updates: true,
    ...change,
  };
}

/** A desk that is reached since a while. */
export function tunnel(
  choice: TunnelChoice,
  change: Partial<TunnelView["status"]> = {},
): TunnelView {
  return {
    choice,
    ssh_key:
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKdTXpvWSfnPqMzYPhoa8VDqnRLAyaoTa5yDHyT8HY kimo",
    has_token: choice.kind === "ngrok",
    secrets: "keyring",
    status: {
      kind: choice.kind,
      public_url: "https://kimo.example.com",
      state: "reachable",
      since: iso(NOW - 7_200_000),
      reason: null,
      detail: null,
      checked_at: iso(NOW - 20_000),
      address_changed: false,
      ...change,
    },
  };
}
