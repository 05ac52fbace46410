// Generated from crates/desk/src/api by `cargo test -p kimo-desk`; do not edit.

/** One end of a call. */
export type Party = {
  /** The number as the PBX sent it. */
  raw: string,
  /** The number in E.164 form, if it is one. */
  e164: string | null,
  /** Who that is, if known. */
  name: string | null,
  /** The number grouped for reading; empty if it was withheld. */
  display: string,
  /** True where the number was withheld. */
  hidden: boolean,
};

/** One call in a list. */
export type CallRow = {
  /** `verimor:1234`. */
  id: string,
  /** The PBX that knows it. */
  pbx: "verimor" | "bulutfon" | "mtt",
  /** Voice or fax. */
  kind: "voice" | "fax",
  /** Which way it went. */
  direction: "inbound" | "outbound" | "internal",
  /** Where it stands. */
  status: "ringing" | "in_progress" | "ended",
  /** How it came out; unknown while it runs. */
  disposition: "answered" | "no_answer" | "busy" | "rejected" | "cancelled" | "failed" | "unknown",
  /** True where nobody of ours answered. */
  missed: boolean,
  /** The calling number. */
  caller: Party,
  /** The number that was dialled. */
  called: Party,
  /** Whom to show: the caller, or on an outbound call the called. */
  other: Party,
  /** Every extension that rang. */
  extensions: Array<string>,
  /** The extension that answered. */
  answered_by: string | null,
  /** The queue or group. */
  queue: string | null,
  /** When it began. */
  started_at: string,
  /** When somebody answered. */
  answered_at: string | null,
  /** When it ended. */
  ended_at: string | null,
  /** Seconds from answer to end. */
  talk_seconds: number | null,
  /** Seconds from the start until it was answered or ended. */
  waited_seconds: number | null,
  /** The PBX's own word or code for how it ended. */
  hangup_cause: string | null,
  /** Why it came out so, where there is more to say than the disposition. */
  reason: null | "gave_up_in_queue" | "gave_up_in_menu" | "end_not_reported",
  /** What people noted. */
  note: string | null,
  /** True where somebody marked it as dealt with. */
  done: boolean,
};

/** Which calls a list shows. */
export type CallFilter = "all" | "missed" | "in" | "out";

/** Which calls to list, and where to go on. */
export type CallsParams = {
  /** Which calls. */
  filter: CallFilter,
  /** A fragment of a number or name, in whatever formatting; empty for all. */
  search: string,
  /** Where the page before ended; `null` for the first page. */
  before: string | null,
  /** How many rows at most. */
  limit: number,
};

/** A page of calls, the newest first. */
export type CallsPage = {
  /** The calls. */
  rows: Array<CallRow>,
  /** What to give as `before` for the page after this one; `null` at the end. */
  next: string | null,
};

/** Names a call. */
export type CallParams = {
  /** Its id, `verimor:1234`. */
  id: string,
};

/** What happened to a call. */
export type TimelineKind = "arrived" | "routed" | "ringing" | "answered" | "leg_ended" | "missed" | "ended" | "progress" | "fax" | "expired" | "marked_done" | "marked_open" | "noted" | "not_understood";

/** What a call may be routed to. */
export type TimelineDestination = "menu" | "group" | "queue";

/** One thing that happened to a call. */
export type TimelineItem = {
  /** What. */
  kind: TimelineKind,
  /** The leg, menu, group or queue that it happened to. */
  number: string | null,
  /** What the call was routed to. */
  destination: TimelineDestination | null,
  /** The PBX's own word or code. */
  cause: string | null,
  /** A note's text, or the PBX's word for what Kimo does not understand. */
  text: string | null,
  /** When it happened, if the PBX says so. */
  happened_at: string | null,
  /** When the desk heard of it. */
  received_at: string,
};

/** One delivery as it came. */
export type DeliveryRow = {
  /** When it arrived. */
  received_at: string,
  /** The hook it came to. */
  hook_id: number,
  /** The hook's name. */
  hook: string,
  /** Its content type, if it had one. */
  content_type: string | null,
  /** Its body; what is no UTF-8 is replaced. */
  body: string,
  /** Why it could not be read, if it could not. */
  error: string | null,
};

/** One call in full. */
export type CallDetails = {
  /** The call. */
  call: CallRow,
  /** What happened to it, in order. */
  timeline: Array<TimelineItem>,
  /** The deliveries that said so, as they came. */
  deliveries: Array<DeliveryRow>,
  /** Up to five earlier calls with the same other party. */
  earlier: Array<CallRow>,
};

/** One missed caller who has neither been reached nor marked done. */
export type MissedRow = {
  /** What tells this caller from all others; empty for all who withhold their number. */
  key: string,
  /** Who called. */
  caller: Party,
  /** How often, since last reached. */
  count: number,
  /** When last. */
  last_at: string,
  /** Which number of ours the last call was for. */
  called: Party,
  /** The queue or group of the last call. */
  queue: string | null,
  /** The extensions that rang in the last call. */
  extensions: Array<string>,
  /** The last call's id. */
  last_call: string,
  /** What people noted about this caller. */
  note: string | null,
};

/** The open missed callers. */
export type MissedPage = {
  /** The newest two hundred. */
  rows: Array<MissedRow>,
  /** How many there are in truth. */
  total: number,
};

/** Marks a missed caller as dealt with, or as open again. */
export type MarkDoneParams = {
  /** The call's id. */
  call: string,
  /** Dealt with or not. */
  done: boolean,
};

/** Writes a note to a call. */
export type SetNoteParams = {
  /** The call's id. */
  call: string,
  /** The note; empty takes it back. */
  note: string,
};

/** A delivery that Kimo did not understand. */
export type NotUnderstood = {
  /** When it came. */
  received_at: string,
  /** The event type as sent, or what was wrong with the body. */
  what: string,
  /** The body. */
  body: string,
};

/** One hook and how it fares. */
export type HookRow = {
  /** Its row in the history. */
  id: number,
  /** Who posts to it. */
  pbx: "verimor" | "bulutfon" | "mtt",
  /** What the user calls it. */
  name: string,
  /** The local address at which it takes deliveries. */
  url: string,
  /** The country whose national numbers it sends, two letters. */
  region: string,
  /** What Verimor's `answered` flag says. */
  answered_flag: "accepted" | "missed",
  /** The user name of HTTP Basic, if the hook asks for it. */
  basic_user: string | null,
  /** The networks from which its deliveries may come; empty for anywhere. */
  allowed_sources: Array<string>,
  /** Where the tunnel tells from where they come. */
  source_header: "x_forwarded_for" | "cf_connecting_ip" | "x_real_ip",
  /** Until when the address from before the last rotation works, too; `null` if it does not. */
  previous_until: string | null,
  /** When the last delivery came. */
  last_delivery_at: string | null,
  /** When the PBX last tested the address. */
  last_tested_at: string | null,
  /** How many deliveries came. */
  deliveries: number,
  /** The newest twenty deliveries that Kimo did not understand. */
  not_understood: Array<NotUnderstood>,
};

/** Asks for a new hook. */
export type AddHookParams = {
  /** Who will post to it. */
  pbx: "verimor" | "bulutfon" | "mtt",
  /** What to call it; empty for the PBX's own name. */
  name: string,
};

/** The word `keep`. */
export type KeepBasic = "keep";

/** HTTP Basic credentials. */
export type BasicParams = {
  /** The user name; holds no colon. */
  user: string,
  /** The password. */
  password: string,
};

/** What becomes of a hook's HTTP Basic credentials. */
export type BasicChange = KeepBasic | BasicParams | null;

/** Changes a hook. */
export type UpdateHookParams = {
  /** Its row. */
  id: number,
  /** What to call it. */
  name: string,
  /** The country whose national numbers it sends, two letters. */
  region: string,
  /** What Verimor's `answered` flag says. */
  answered_flag: "accepted" | "missed",
  /** HTTP Basic: none, new ones, or as they are. */
  basic: BasicChange,
};

/** Asks for a new address for a hook. */
export type RotateTokenParams = {
  /** The hook's row. */
  hook: number,
  /** For how many hours the address that it had goes on to work; 0 ends it at once. */
  overlap_hours: number,
};

/** Makes an end of the address from before the last rotation. */
export type RevokeTokenParams = {
  /** The hook's row. */
  hook: number,
};

/** Limits a hook to where its deliveries come from. */
export type LimitSourcesParams = {
  /** The hook's row. */
  hook: number,
  /** IP addresses and networks like `203.0.113.0/24`; empty for anywhere. */
  allowed: Array<string>,
  /** Where the tunnel tells from where they come. */
  header: "x_forwarded_for" | "cf_connecting_ip" | "x_real_ip",
};

/** Asks for a test call to one hook. */
export type SendTestCallParams = {
  /** The hook's row. */
  hook: number,
};

/** The language, or that of the system. */
export type LanguageChoice = "system" | "tr" | "en" | "ru";

/** What the user has set. */
export type Settings = {
  /** The language of UI, popups and tray. */
  language: LanguageChoice,
  /** The desk's own extensions; empty for every one. */
  extensions: Array<string>,
  /** The desk's own queues and groups; empty for every one. */
  queues: Array<string>,
  /** Whether internal calls pop up too. */
  internal_calls: boolean,
  /** No popups for now. */
  do_not_disturb: boolean,
  /** Days after which calls are deleted; `null` keeps them. */
  retention_days: number | null,
};

/** Something that is wrong: the text `error-<code>` says it in the user's language. */
export type Problem = {
  /** Names the text. */
  code: string,
  /** What the system said; not translated. */
  detail: string,
};

/** Requests with a wrong address or wrong credentials, since the desk was started. */
export type StrangersSeen = {
  /** All of them. */
  total: number,
  /** Those of the last sixty seconds. */
  last_minute: number,
  /** When the last one came. */
  last_at: string | null,
};

/** How the desk is. */
export type DeskStatus = {
  /** Kimo's version. */
  version: string,
  /** Where it takes deliveries; `null` if it cannot. */
  listen: string | null,
  /** Where it keeps its history. */
  data_dir: string,
  /** The language in use. */
  language: "tr" | "en" | "ru",
  /** The country whose numbers are shown in their national form, two letters. */
  region: string,
  /** The system's time zone, an IANA name. */
  time_zone: string,
  /** How many missed callers are open. */
  open_missed: number,
  /** How many calls the history holds. */
  total_calls: number,
  /** Why deliveries cannot be taken or kept, if so. */
  blind: Problem | null,
  /** Requests with a wrong address or wrong credentials. */
  strangers: StrangersSeen,
  /** True where the PBX must be told another public address, or no call arrives. */
  address_changed: boolean,
  /** True in the desktop program. */
  desktop: boolean,
  /** What else is wrong. */
  problems: Array<Problem>,
};

/** Asks to forget everything about one person. */
export type ForgetParams = {
  /** The caller's key. */
  key: string,
};

/** Asks to call a number by the system's own handler. */
export type CallBackParams = {
  /** The number. */
  number: string,
};

/** Asks to put a text on the clipboard. */
export type CopyParams = {
  /** The text. */
  text: string,
};

/** Where secrets are kept. */
export type SecretsPlace = "keyring" | "file";

/** Whether a probe arrives. */
export type TunnelState = "reachable" | "unreachable" | "unchecked" | "off";

/** How the desk is reached, for other programs and the UI. */
export type TunnelStatus = {
  /** Which tunnel: `off`, `address`, `ssh`, `ngrok`, `cloudflared`, `tailscale`; `unknown`
   * where the set-up cannot be read. */
  kind: "unknown" | "off" | "address" | "ssh" | "ngrok" | "cloudflared" | "tailscale",
  /** The address that leads to the listener, if it is known. */
  public_url: string | null,
  /** Whether a probe arrives. */
  state: TunnelState,
  /** Since when that is so, RFC 3339 in UTC. */
  since: string | null,
  /** Why it is not reached: the code of the text `reach-<code>`. */
  reason: string | null,
  /** The same in the program's own words; not translated. */
  detail: string | null,
  /** When the last probe came to its end, RFC 3339 in UTC. */
  checked_at: string | null,
  /** True where the public address is another one than before, so that it must be entered at
   * the PBX again. */
  address_changed: boolean,
};

/** A tunnel with its settings, without secrets. */
export type TunnelChoice = { "kind": "off" } | { "kind": "address",
  /** The public address. */
  public_url: string, } | { "kind": "ssh",
  /** The server's name or address. */
  host: string,
  /** Its SSH port. */
  port: number,
  /** The user to log in as. */
  user: string,
  /** The server's end. */
  remote: { port: number } | { socket: string },
  /** The public address. */
  public_url: string, } | { "kind": "ngrok",
  /** The account's fixed domain. */
  domain: string | null, } | { "kind": "cloudflared",
  /** The named tunnel's public address; a quick tunnel has none. */
  public_url: string | null,
  /** Where the program is, if not on the path. */
  program: string | null, } | { "kind": "tailscale",
  /** Where the program is, if not on the path. */
  program: string | null,
};

/** The tunnel, for the page where it is set up. */
export type TunnelView = {
  /** How the desk is reached. */
  status: TunnelStatus,
  /** The choice in force. */
  choice: TunnelChoice,
  /** The public key that an SSH server shall let in, one line. */
  ssh_key: string | null,
  /** True where a token of ngrok or cloudflared is kept. */
  has_token: boolean,
  /** Where secrets are kept. */
  secrets: SecretsPlace,
};

/** Parameters of `use_tunnel`. */
export type UseTunnelParams = {
  /** The tunnel to use from now on. */
  choice: TunnelChoice,
  /** A new token for ngrok or cloudflared; `null` keeps the one there is. */
  token: string | null,
};

/** No parameters: `{}`, or nothing at all. */
export type Nothing = Record<string, never>;

/** Why a question could not be answered. */
export type AskErrorCode = "no_such_question" | "bad_params" | "not_found" | "storage" | "desktop_only" | "not_delivered" | "secrets";

/** A question could not be answered. The UI shows the text `error-<code>` in its own language. */
export type AskError = {
  /** Names the text. */
  code: AskErrorCode,
  /** What exactly went wrong, for the curious; not translated. */
  detail: string,
};

/** What the feed tells. */
export type FeedItem = { "type": "call",
  /** The call as it is now. */
  call: CallRow,
  /** How many missed callers are open now. */
  open_missed: number, } | { "type": "calls" } | { "type": "missed" } | { "type": "hooks" } | { "type": "settings" } | { "type": "status" } | { "type": "tunnel" } | { "type": "lagged" } | { "type": "show",
  /** Which. */
  view: string,
};

/** Every question: what it takes, and what it answers. */
export type Questions = {
  calls: { params: CallsParams; answer: CallsPage };
  call: { params: CallParams; answer: CallDetails };
  missed: { params: Nothing; answer: MissedPage };
  mark_done: { params: MarkDoneParams; answer: null };
  set_note: { params: SetNoteParams; answer: null };
  hooks: { params: Nothing; answer: Array<HookRow> };
  add_hook: { params: AddHookParams; answer: HookRow };
  update_hook: { params: UpdateHookParams; answer: HookRow };
  rotate_token: { params: RotateTokenParams; answer: HookRow };
  revoke_token: { params: RevokeTokenParams; answer: HookRow };
  limit_sources: { params: LimitSourcesParams; answer: HookRow };
  send_test_call: { params: SendTestCallParams; answer: null };
  settings: { params: Nothing; answer: Settings };
  save_settings: { params: Settings; answer: Settings };
  status: { params: Nothing; answer: DeskStatus };
  forget: { params: ForgetParams; answer: null };
  call_back: { params: CallBackParams; answer: null };
  copy: { params: CopyParams; answer: null };
  tunnel: { params: Nothing; answer: TunnelView };
  use_tunnel: { params: UseTunnelParams; answer: TunnelView };
  check_tunnel: { params: Nothing; answer: null };
  forget_host_key: { params: Nothing; answer: null };
  address_entered: { params: Nothing; answer: null };
};
