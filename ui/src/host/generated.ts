// Generated from crates/desk/src/api by `cargo test -p kimo-desk`; do not edit.

/** One customer's installation at a PBX; empty where a desk has one only. At most 40 small letters,
 * digits, `-`, `_` and `.`, the first of them a letter or digit. */
export type Account = string;

/** Asks for a new hook. */
export type AddHookParams = {
  /** Who will post to it. */
  pbx: PbxId,
  /** The account there; left out where it is the only one. */
  account?: Account,
  /** What to call it; empty for the PBX's own name. */
  name: string,
  /** The country whose national numbers it sends, two letters; left out for the PBX's own. */
  region?: string,
  /** The PBX's own settings, by name; those that are left out are as by default. */
  settings?: { [key in string]: SettingValue },
  /** The HTTP Basic credentials that a delivery must bring; left out for none. */
  basic?: BasicParams,
};

/** A part of the file that another computer wrote. */
export type AddToArrivalParams = {
  /** Whether the file begins with it. */
  first: boolean,
  /** The bytes, in base64. */
  part: string,
};

/** A part of a file that is to be imported. */
export type AddToImportParams = {
  /** Whether the file begins with it. */
  first: boolean,
  /** The bytes, in base64. */
  part: string,
};

/** Why an address book cannot be read: the text is `book-failure-<code>` with the detail in it, the
 * next step `book-failure-<code>-next`. */
export type AddressBookFailure = {
  /** Names the texts. */
  code: string,
  /** What they have in them. */
  detail: string,
  /** When it was so; none where that is now. */
  at: string | null,
};

/** The address book of a server. */
export type AddressBookRow = {
  /** Where it is. */
  address: string,
  /** The host of that. */
  host: string,
  /** As whom it is read. */
  user: string,
  /** What it is called; its host where it has no name. */
  name: string,
  /** How many contacts came of it. */
  contacts: number,
  /** When it was last found to be as it is here. */
  synced_at: string | null,
  /** Why it could not be read the last time. */
  failure: AddressBookFailure | null,
};

/** The address book, and how its sync fares. */
export type AddressBookView = {
  /** None where none is read. */
  book: AddressBookRow | null,
  /** True while it is being synced. */
  syncing: boolean,
  /** How many cards were taken in by that. */
  done: number,
  /** How many are new or changed; 0 until that is known. */
  total: number,
};

/** The address books that were found. */
export type AddressBooksFound = { "type": "found",
  /** One at least. */
  books: Array<FoundAddressBook>, } | { "type": "failed",
  /** Why. */
  failure: AddressBookFailure,
};

/** What came of it. */
export type AddressEntered = { "type": "done" } | { "type": "another",
  /** That. */
  address: string, } | { "type": "failed",
  /** Names the text. */
  code: string,
};

/** What a search may mean beside what is written in a number, a name or a note. */
export type AlsoFind = {
  /** Calls with somebody who withholds the number. */
  hidden: boolean,
  /** Faxes. */
  faxes: boolean,
};

/** What a file says of itself. */
export type ArrivalFile = {
  /** When it was written. */
  made_at: string | null,
  /** How many calls it has. */
  calls: number,
  /** Whether there are secrets in it, which want the passphrase. */
  has_secrets: boolean,
  /** Why it is no use, if it is not. */
  failure: MovingFailure | null,
};

/** Has what was handed over take the place of what is here. */
export type ArriveParams = {
  /** The passphrase of its secrets; without, they are left out. */
  passphrase: string | null,
};

/** What stands ready, and takes its place when Kimo is started again. */
export type Arrived = {
  /** How many calls. */
  calls: number,
  /** How many connections. */
  hooks: number,
  /** How many secrets. */
  secrets: number,
  /** The secrets that have to be entered again. */
  lacking: Array<LackingSecret>,
};

/** How far the desk of another computer has been made ready. */
export type Arriving = {
  /** True while it is under way. */
  running: boolean,
  /** How many bytes are done. */
  done: number,
  /** How many there are to do. */
  total: number,
  /** What stands ready, once it does. */
  arrived: Arrived | null,
  /** Why it broke off, if it did. */
  failure: MovingFailure | null,
};

/** A question could not be answered. The UI shows the text `error-<code>` in its own language. */
export type AskError = {
  /** Names the text. */
  code: AskErrorCode,
  /** What exactly went wrong, for the curious; not translated. */
  detail: string,
};

/** Why a question could not be answered. */
export type AskErrorCode = "no_such_question" | "bad_params" | "not_found" | "storage" | "desktop_only" | "not_delivered" | "no_contacts" | "of_address_book" | "secrets" | "system";

/** What becomes of a hook's HTTP Basic credentials. */
export type BasicChange = KeepBasic | BasicParams | null;

/** HTTP Basic credentials. */
export type BasicParams = {
  /** The user name; holds no colon. */
  user: string,
  /** The password. */
  password: string,
};

/** The hours of each weekday, Monday first; `None` on a day that is closed. */
export type BusinessHours = Array<DayHours | null>;

/** What somebody on the phone does. */
export type Busy = {
  /** How. */
  state: BusyState,
  /** With whom. */
  with: Party,
  /** Since when. */
  since: string,
  /** The id of the call. */
  call: string,
};

/** How somebody is busy. */
export type BusyState = "rings" | "calls" | "talks";

/** Asks to call a number by the system's own handler. */
export type CallBackParams = {
  /** The number. */
  number: string,
};

/** One call in full. */
export type CallDetails = {
  /** The call. */
  call: CallRow,
  /** What happened to it, in order. */
  timeline: Array<TimelineItem>,
  /** The messages for colleagues that were left with it, the first one first. */
  messages: Array<MessageRow>,
  /** The deliveries that said so, as they came. */
  deliveries: Array<DeliveryRow>,
  /** Up to five earlier calls with the same other party. */
  earlier: Array<CallRow>,
  /** Whether there is a recording of it, where its PBX can be asked for one; else `null`. */
  recording: Recorded | null,
  /** What there is more of it than is shown. */
  left_out: LeftOut,
};

/** Which calls a list shows. */
export type CallFilter = "all" | "missed" | "in" | "out";

/** Voice or fax. */
export type CallKind = "voice" | "fax";

/** Names a call. */
export type CallParams = {
  /** Its id, `pbx:1234`. */
  id: string,
};

/** One call in a list. */
export type CallRow = {
  /** `pbx:1234`. */
  id: string,
  /** The PBX that knows it. */
  pbx: PbxId,
  /** The PBX's own id for it. */
  pbx_call_id: string,
  /** Voice or fax. */
  kind: CallKind,
  /** Which way it went. */
  direction: Direction,
  /** Where it stands. */
  status: Status,
  /** How it came out; unknown while it runs. */
  disposition: Disposition,
  /** True where nobody of ours answered. */
  missed: boolean,
  /** True where Kimo made it up to show what a call looks like. */
  test: boolean,
  /** The calling number. */
  caller: Party,
  /** The number that was dialled. */
  called: Party,
  /** Whom to show: the caller, or on an outbound call the called. */
  other: Party,
  /** What tells that one from all others; empty for all who withhold their number. */
  other_key: string,
  /** Every extension that rang. */
  extensions: Array<string>,
  /** The same as people read them: redirect numbers are grouped. */
  rung: Array<string>,
  /** The extension that answered. */
  answered_by: string | null,
  /** The same as people read it. */
  answerer: string | null,
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
  reason: Reason | null,
  /** What people noted. */
  note: string | null,
  /** True where somebody marked it as dealt with. */
  done: boolean,
  /** True where it was missed and its caller hung up so soon that nobody need call them back. */
  hung_up_at_once: boolean,
  /** How it was settled, if it was missed; `null` while its caller is open. */
  settled: Settled | null,
  /** True where nothing was heard of it at first but by the PBX's own records. */
  brought_in?: boolean,
};

/** What a caller usually wants of somebody who was not there. */
export type CallerWants = "call_back" | "called_again" | "will_call_again";

/** A page of calls, the newest first. */
export type CallsPage = {
  /** The calls. */
  rows: Array<CallRow>,
  /** What to give as `before` for the page after this one; `null` at the end. */
  next: string | null,
};

/** Which calls to list, and where to go on. */
export type CallsParams = {
  /** Which calls. */
  filter: CallFilter,
  /** A fragment of a number or name, in whatever formatting, or of a note; empty for all. */
  search: string,
  /** What the words of the search also mean, in whatever language they are; left out for nothing. */
  also?: AlsoFind,
  /** Where the page before ended; `null` for the first page. */
  before: string | null,
  /** Only those that began at this point in time or later, RFC 3339; left out for all. */
  since?: string,
  /** How many rows at most; five hundred come at once. */
  limit: number,
};

/** What the call card shows. Nothing at all is a card that is hidden.
 *
 * All texts are free of control and bidirectional characters and of limited length; they are not
 * escaped for markup. */
export type Card = {
  /** The calls, from top to bottom. */
  calls: Array<CardCall>,
  /** How many more there are, in words; `null` where these are all. */
  more: string | null,
  /** Those who were missed, in one line. */
  missed: CardMissed | null,
  /** In which corner of the screen it stands. */
  corner: Corner,
  /** On which screen, by the system's name for it; empty for the main one. */
  screen: string,
  /** The language of all its texts. */
  language: Lang,
  /** Its other words. */
  words: CardWords,
};

/** A button of the card. */
export type CardAction = {
  /** What it does. */
  key: CardKey,
  /** What it is called. */
  label: string,
};

/** One call on the card. */
export type CardCall = {
  /** The call's id. */
  id: string,
  /** Where it stands. */
  state: CardState,
  /** The same in words: that it rings, who answered, that it has ended. */
  says: string,
  /** Who: a name, else the number for reading aloud, else "hidden number". */
  who: string,
  /** The number for reading aloud, where `who` is a name. */
  number: string | null,
  /** Our line, queue and extensions; empty where nobody asks for them any more. */
  place: string,
  /** What is said first to whoever calls that line. */
  greeting: string | null,
  /** When somebody of ours last talked to them. */
  last: string | null,
  /** What else is worth knowing of the caller. */
  context: string | null,
  /** What is noted of this call; empty for nothing. */
  note: string,
  /** The number as it is copied; `null` where it is hidden. */
  copy: string | null,
  /** Buttons, the most important first. */
  actions: Array<CardAction>,
};

/** How high the card's page is. */
export type CardHeightParams = {
  /** In its own pixels. */
  height: number,
};

/** What a button of the card does. */
export type CardKey = "copy" | "open" | "message" | "done";

/** Those who were missed and of whom nobody has taken notice yet, in one line. */
export type CardMissed = {
  /** Who, or how many. */
  who: string,
  /** When. */
  says: string,
  /** Tells apart what was known when it was shown. */
  number: number,
  /** The last call, where they are one person. */
  call: string | null,
  /** What it opens: a view of the window. */
  opens: string,
  /** Buttons, the most important first. */
  actions: Array<CardAction>,
};

/** Where a call on the card stands. */
export type CardState = "ringing" | "talking" | "ended" | "missed";

/** How a desk uses the call card. */
export type CardUse = {
  /** Whether it is shown. */
  when: CardWhen,
  /** Calls that ring are shown on it alone, not in a popup as well. */
  instead_of_popups: boolean,
  /** Where on the screen it stands. */
  corner: Corner,
  /** On which screen, by the system's name for it; empty for the main one, which also stands in
   * for one that is not there. */
  screen: string,
};

/** Whether the call card is shown. */
export type CardWhen = "auto" | "on" | "off";

/** The words of the card that belong to no call. */
export type CardWords = {
  /** What the card is. */
  title: string,
  /** What the field is for. */
  note: string,
  /** That the note is kept. */
  kept: string,
  /** That it is not, and will be tried again. */
  not_kept: string,
  /** That the number is on the clipboard. */
  copied: string,
  /** Takes a call, or the line of the missed, off the card. */
  close: string,
  /** That what was pressed had no effect. */
  failed: string,
};

/** Takes the line of the missed off the card. */
export type CloseMissedOnCardParams = {
  /** The number of the line that was seen: who was missed since stays. */
  number: number,
};

/** Takes a call off the card. */
export type CloseOnCardParams = {
  /** The call's id. */
  call: string,
};

/** cloudflared: a quick tunnel with a changing address, or a named one whose token is among the
 * secrets. */
export type Cloudflared = {
  /** The named tunnel's public address; a quick tunnel says its own. */
  public_url: PublicUrl | null,
  /** Where the program is, if not on the path. */
  program: string | null,
};

/** An extension, or a redirect number, and what it does. */
export type Colleague = {
  /** Its number. */
  number: string,
  /** Whose it is, where that is known. */
  name: string | null,
  /** What it does now; `null` where it is on no call that anybody told of. */
  busy: Busy | null,
  /** What the PBX tells of its telephone; `null` where it tells nothing, or that it is free. */
  telephone: Telephone | null,
};

/** Those of ours who are known, in the order of their numbers. */
export type Colleagues = {
  /** At most some thousand. */
  rows: Array<Colleague>,
};

/** What a column was taken for. */
export type ColumnMeaning = "name" | "company" | "number" | "label" | "note";

/** Up to when the history is complete. */
export type Completeness = {
  /** Each hook whose PBX has an interface that Kimo can ask. */
  hooks: Array<ProofRow>,
  /** When the desk could not hear its PBXs, the newest first; of those of which nothing has to be
   * said any more the last fifty. */
  gaps: Array<GapRow>,
};

/** A contact, and the calls with it. */
export type ContactDetails = {
  /** The contact. */
  contact: ContactRow,
  /** The newest calls with any of its numbers. */
  calls: Array<CallRow>,
};

/** All contacts as a file. */
export type ContactFile = {
  /** What it may be called. */
  file: string,
  /** The bytes, in base64. */
  content: string,
};

/** A kind of file. */
export type ContactFormat = "vcard" | "csv";

/** One number of a contact. */
export type ContactNumberRow = {
  /** What tells its caller from all others. */
  key: string,
  /** Grouped for reading. */
  display: string,
  /** As somebody wrote it. */
  written: string,
  /** `work`, `mobile`, or whatever it was called. */
  label: string | null,
};

/** Names a contact. */
export type ContactParams = {
  /** Which. */
  id: number,
};

/** A person or company with a name and numbers. */
export type ContactRow = {
  /** Names it. */
  id: number,
  /** What it is called; empty where only the company has a name. */
  name: string,
  /** Where they work. */
  company: string | null,
  /** Anything else. */
  note: string | null,
  /** The popup says so. */
  important: boolean,
  /** Does not pop up. */
  unwanted: boolean,
  /** It came of the address book or of a PBX's phone book, and is changed there. */
  synced: boolean,
  /** The row of the hook whose PBX's phone book that is. */
  pbx: number | null,
  /** Its numbers. */
  numbers: Array<ContactNumberRow>,
};

/** Some contacts in the order of their names. */
export type ContactsPage = {
  /** The contacts. */
  rows: Array<ContactRow>,
  /** From where to go on; none at the end. */
  next: number | null,
  /** How many there are in all. */
  total: number,
  /** The file of the last import, which can be taken back. */
  last_import: string | null,
};

/** Asks for contacts. */
export type ContactsParams = {
  /** A fragment of a name, a company, a note or a number; all, where it is empty. */
  search: string,
  /** From which on: [`ContactsPage::next`]. */
  after: number | null,
  /** How many at most. */
  limit: number,
};

/** Asks whose a number is. */
export type ContactsWithParams = {
  /** The number, as people or PBXs write it. */
  number: string,
};

/** Asks to put a text on the clipboard. */
export type CopyParams = {
  /** The text. */
  text: string,
};

/** A corner of the screen. */
export type Corner = "top_left" | "top_right" | "bottom_left" | "bottom_right";

/** From when until when a day is open. What ends no later than it begins ends on the next day:
 * from 00:00 to 00:00 is the whole day. */
export type DayHours = {
  /** When it opens. */
  from: TimeOfDay,
  /** When it closes. */
  to: TimeOfDay,
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

/** How the desk is. */
export type DeskStatus = {
  /** Kimo's version. */
  version: string,
  /** Where it takes deliveries; `null` if it cannot. */
  listen: string | null,
  /** Where it keeps its history. */
  data_dir: string,
  /** The language in use. */
  language: Lang,
  /** The country whose numbers are shown in their national form, two letters. */
  region: string,
  /** The system's time zone, an IANA name. */
  time_zone: string,
  /** How many missed callers of this desk are open. */
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
  /** Nobody is to be disturbed right now; `null` where everybody is. */
  quiet: QuietStatus | null,
  /** What else is wrong. */
  problems: Array<Problem>,
};

/** What a call may be routed to. */
export type Destination = "menu" | "group" | "queue";

/** Asks to have a number called from one's own extension. */
export type DialParams = {
  /** The number, as people write it. */
  number: string,
};

/** What came of it. */
export type Dialled = { "type": "rings",
  /** The extension. */
  extension: string,
  /** The number that is called once it is picked up, grouped for reading. */
  number: string,
  /** The id of the call, as in lists. */
  call: string, } | { "type": "failed",
  /** Names the text. */
  code: string,
};

/** Which way a call goes. */
export type Direction = "inbound" | "outbound" | "internal";

/** How a call came out, in the terms of a call detail record. */
export type Disposition = "answered" | "no_answer" | "busy" | "rejected" | "cancelled" | "failed" | "unknown";

/** Asks to be disturbed, or not, for a time or until it is asked otherwise. */
export type DoNotDisturbParams = {
  /** What is chosen. */
  choice: QuietChoice,
};

/** Asks to have the address of a hook entered at its PBX. */
export type EnterAddressParams = {
  /** The hook's row. */
  hook: number,
  /** Another system's address that stands there, as somebody has seen it, who agreed to replace it. */
  instead_of?: string,
};

/** The address of a hook as it was entered at its PBX. */
export type EnteredRow = {
  /** When. */
  at: string,
  /** Whether it is the hook's address still. */
  is_current: boolean,
  /** What stood there before, to be put back; `null` for nothing. */
  before: string | null,
  /** Why another address could not be entered since: the text `records-failure-<code>`. */
  failure: string | null,
};

/** Asks for all contacts as a file. */
export type ExportContactsParams = {
  /** Of which kind. */
  format: ContactFormat,
};

/** Asks for everything in one file. */
export type ExportParams = {
  /** The file, which must not exist; one of today among the downloads unless given. */
  file?: string,
  /** The passphrase under which the secrets come along; without, they do not. */
  passphrase?: string,
};

/** What was written. */
export type Exported = {
  /** How long the file is. */
  bytes: number,
  /** How many calls are in it. */
  calls: number,
  /** How many secrets are in it, under the passphrase. */
  secrets: number,
  /** How many secrets are not in it and have to be entered again. */
  left_out: number,
  /** Whether others can read the file, since its disk knows no owners. */
  open_to_others: boolean,
};

/** How far everything has been written into one file. */
export type Exporting = {
  /** True while it is under way. */
  running: boolean,
  /** The file, once one was asked for. */
  file: string | null,
  /** How many bytes are done. */
  done: number,
  /** How many there are to do. */
  total: number,
  /** What was written, once it is. */
  exported: Exported | null,
  /** Why it broke off, if it did. */
  failure: MovingFailure | null,
};

/** What the feed tells. */
export type FeedItem = { "type": "call",
  /** The call as it is now. */
  call: CallRow,
  /** How many missed callers of this desk are open now. */
  open_missed: number, } | { "type": "gone",
  /** Their ids. */
  calls: Array<string>, } | { "type": "calls" } | { "type": "missed" } | { "type": "messages" } | { "type": "contacts" } | { "type": "hooks" } | { "type": "records" } | { "type": "colleagues" } | { "type": "settings" } | { "type": "status" } | { "type": "tunnel" } | { "type": "update" } | { "type": "card",
  /** What it shows now. */
  card: Card, } | { "type": "lagged" } | { "type": "show",
  /** Which. */
  view: string,
};

/** Asks which address books somebody has on a server. */
export type FindAddressBooksParams = {
  /** The server, as people write it. */
  address: string,
  /** Who. */
  user: string,
  /** Their password. */
  password: string,
};

/** Asks to mark a contact. */
export type FlagContactParams = {
  /** Which. */
  id: number,
  /** The popup says so. */
  important: boolean,
  /** Does not pop up. */
  unwanted: boolean,
};

/** Asks to forget everything about one person. */
export type ForgetParams = {
  /** The caller's key. */
  key: string,
};

/** An address book that was found. */
export type FoundAddressBook = {
  /** Where it is. */
  address: string,
  /** What it is called; its host where it has no name. */
  name: string,
};

/** A time in which the desk could not hear a PBX. */
export type GapRow = {
  /** The hook's row. */
  hook_id: number,
  /** The name of the hook. */
  hook: string,
  /** From when, */
  from: string,
  /** and to when; `null` while it lasts. */
  to: string | null,
  /** Why: the text `records-gap-<why>`. */
  why: string,
  /** When the records of that time had been read; `null` as long as they were not. */
  closed_at: string | null,
  /** Calls of that time that only the records told of. */
  brought_in: number,
};

/** Asks to read no address book any more. */
export type GiveUpAddressBookParams = {
  /** What came of it becomes one's own; else it goes. */
  keep: boolean,
};

/** Asks who was settled of late. */
export type HandledParams = {
  /** At this point in time or later, RFC 3339. */
  since: string,
};

/** One time that a missed caller was settled. */
export type HandledRow = {
  /** Who had called. */
  caller: Party,
  /** How many missed calls it settled; a hundred where there are more. */
  count: number,
  /** When the last of these began. */
  last_at: string,
  /** The last of these, by its id. */
  last_call: string,
  /** How. */
  settled: Settled,
};

/** One hook and how it fares. */
export type HookRow = {
  /** Its row in the history. */
  id: number,
  /** Who posts to it. */
  pbx: PbxId,
  /** The account there; empty where it is the only one. */
  account: Account,
  /** What the user calls it. */
  name: string,
  /** The address to enter at the PBX: the public one where there is one, else the local one. */
  url: string,
  /** The address on this computer at which it takes deliveries. */
  local_url: string,
  /** The country whose national numbers it sends, two letters. */
  region: string,
  /** The PBX's own settings, by name, whether or not they are as by default. */
  settings: { [key in string]: SettingValue },
  /** The user name of HTTP Basic, if the hook asks for it. */
  basic_user: string | null,
  /** The networks from which its deliveries may come; empty for anywhere. */
  allowed_sources: Array<string>,
  /** Where the tunnel tells from where they come. */
  source_header: SourceHeader,
  /** Until when the address from before the last rotation works, too; `null` if it does not. */
  previous_until: string | null,
  /** When the last delivery came. */
  last_delivery_at: string | null,
  /** When the PBX last tested the address. */
  last_tested_at: string | null,
  /** How many deliveries came. */
  deliveries: number,
  /** How many of those that are kept Kimo did not understand. */
  not_understood_total: number,
  /** The newest twenty of these. */
  not_understood: Array<NotUnderstood>,
  /** How many more there were, which had to make room for others or were too old. */
  not_understood_dropped: number,
  /** When the last of these went; `null` if none did. */
  not_understood_dropped_at: string | null,
};

/** A column of a CSV. */
export type ImportColumn = {
  /** What stands above it. */
  header: string,
  /** What it was taken for; none for one that is not used. */
  meaning: ColumnMeaning | null,
};

/** What an import would do. */
export type ImportPreview = {
  /** What kind of file it is: `vcard 3.0`, `csv ;`. */
  format: string,
  /** The character set by which it was read. */
  charset: string,
  /** The columns of a CSV, as they were understood. */
  columns: Array<ImportColumn>,
  /** How many contacts it has. */
  cards: number,
  /** The first of each kind. */
  sample: Array<JudgedContact>,
  /** The first of those that could not be read. */
  not_read: Array<NotRead>,
  /** How many are new. */
  added: number,
  /** How many that were known get a number. */
  changed: number,
  /** How many are known as they are. */
  same: number,
  /** How many are not taken. */
  skipped: number,
};

/** What becomes of a contact. */
export type ImportVerdict = "added" | "changed" | "same" | "empty" | "taken";

/** How far an import has come. */
export type Importing = {
  /** True while it is under way. */
  running: boolean,
  /** How many contacts have been looked at. */
  done: number,
  /** How many there are. */
  total: number,
  /** Why it broke off, if it did. */
  error: string | null,
  /** How many are new. */
  added: number,
  /** How many that were known get a number. */
  changed: number,
  /** How many are known as they are. */
  same: number,
  /** How many are not taken. */
  skipped: number,
};

/** What would become of a contact. */
export type JudgedContact = {
  /** What it is called. */
  name: string,
  /** Its numbers, as written. */
  numbers: Array<string>,
  /** What becomes of it. */
  verdict: ImportVerdict,
  /** Whose its numbers are. */
  by: string | null,
};

/** The word `keep`. */
export type KeepBasic = "keep";

/** What came of a key. */
export type KeyChecked = {
  /** Whether it works. One that does not is not kept. */
  works: boolean,
  /** Why it does not: the text `records-failure-<code>`. */
  failure: string | null,
  /** How many extensions there are, where the PBX tells. */
  extensions: number | null,
  /** How many people are in the phone book, where it tells. */
  contacts: number | null,
};

/** What came of a key that nothing can test. */
export type KeyKept = {
  /** Whether it is kept: it is written as such a key is. */
  kept: boolean,
  /** Why it is not: the text `records-failure-<code>`. */
  failure: string | null,
};

/** Names a hook. */
export type KeyOfParams = {
  /** The hook's row. */
  hook: number,
};

/** What has to be entered again. */
export type LackingKind = "hook-password" | "api-key" | "recordings-key" | "address-book" | "ssh-key" | "tunnel-token";

/** A secret that has to be entered again. */
export type LackingSecret = {
  /** What it is. */
  kind: LackingKind,
  /** Whose: the hook's name, or the address book's. */
  of: string,
};

/** A language that Kimo speaks. */
export type Lang = "tr" | "en" | "ru";

/** The language, or that of the system. */
export type LanguageChoice = "system" | "tr" | "en" | "ru";

/** Leaves a message with a call. */
export type LeaveMessageParams = {
  /** The call's id. */
  call: string,
  /** For whom; at most 250 characters of it are kept, in one line. */
  recipient: string,
  /** What the caller wants, where it is one of the usual things. */
  wants?: CallerWants,
  /** The rest in words; at most 500 characters of it are kept. */
  text: string,
};

/** What there is more of a call than is shown, or taken up: nothing of nearly every one. */
export type LeftOut = {
  /** Of what happened, in the middle. */
  timeline: number,
  /** Of the deliveries, in the middle. */
  deliveries: number,
  /** Extensions that rang. */
  extensions: number,
  /** Deliveries that came when as much had been said of it as is taken up of one call. They are
   * kept as they came. */
  beyond: number,
};

/** Limits a hook to where its deliveries come from. */
export type LimitSourcesParams = {
  /** The hook's row. */
  hook: number,
  /** IP addresses and networks like `203.0.113.0/24`; empty for anywhere. */
  allowed: Array<string>,
  /** Where the tunnel tells from where they come. */
  header: SourceHeader,
};

/** Asks to begin an e-mail. */
export type MailParams = {
  /** To whom, about what and with which text: a `mailto:` address. */
  address: string,
};

/** Says that somebody is about to call a missed caller back, or is not after all. */
export type MarkCallingParams = {
  /** The id of the caller's last call. */
  call: string,
  /** About to, or not. */
  calling: boolean,
};

/** Marks a missed caller as dealt with, or as open again. */
export type MarkDoneParams = {
  /** The call's id. */
  call: string,
  /** Dealt with or not. */
  done: boolean,
};

/** Asks to make one contact of two. */
export type MergeContactsParams = {
  /** The one that stays. */
  into: number,
  /** The one that goes. */
  from: number,
};

/** A message for a colleague. */
export type MessageRow = {
  /** Its id. */
  id: string,
  /** For whom, as it was written. */
  recipient: string,
  /** What the caller wants, where it is one of the usual things. */
  wants: CallerWants | null,
  /** The rest in words; may be empty. */
  text: string,
  /** When it was left. */
  left_at: string,
  /** Since when it has been passed on; `null` while it waits. */
  passed_on_at: string | null,
};

/** The messages that wait to be passed on. */
export type MessagesPage = {
  /** The last one left first; two hundred at most. */
  rows: Array<WaitingMessageRow>,
  /** How many there are in truth. */
  total: number,
};

/** The open missed callers. */
export type MissedPage = {
  /** The first of those who can be called back. */
  rows: Array<MissedRow>,
  /** How many there are in truth. */
  total: number,
  /** Whether this desk has extensions or queues of its own, so that there may be others. */
  narrowed: boolean,
  /** All who withheld their number, as one; nobody can call them back, and `total` leaves them
   * out. */
  hidden: MissedRow | null,
  /** The first of those who hung up so soon that nobody need call them back; `total` leaves them
   * out. */
  hung_up: Array<MissedRow>,
  /** How many there are in truth of those. */
  hung_up_total: number,
  /** Those who can wait, whoever comes back first at the top; `total` leaves them out. */
  snoozed: Array<MissedRow>,
  /** Until when somebody might be snoozed. */
  snooze_until: SnoozeUntil,
};

/** Which missed callers come first. */
export type MissedParams = {
  /** Those whose last call is the longest ago, instead of the newest. */
  oldest_first?: boolean,
  /** Those as well who rang none of this desk's extensions and queues. */
  everybody?: boolean,
  /** So many rows at most, instead of fifty; never more than ten thousand. */
  limit?: number,
};

/** One missed caller who has neither been reached nor marked done, by any number of theirs. */
export type MissedRow = {
  /** What tells the number that they called from last from all others; empty for all who withhold
   * theirs. */
  key: string,
  /** The same of each number of theirs, whether they called from it or not. */
  keys: Array<string>,
  /** The contact that has the number, where it is one's alone. */
  contact: number | null,
  /** Who called, at the number that they called from last. */
  caller: Party,
  /** The numbers that they called from since last reached, the last first. */
  numbers: Array<Party>,
  /** How often, since last reached. */
  count: number,
  /** When first. */
  first_at: string,
  /** When last. */
  last_at: string,
  /** Which number of ours the last call was for. */
  called: Party,
  /** The queue or group of the last call. */
  queue: string | null,
  /** The extensions that rang in the last call, as people read them. */
  extensions: Array<string>,
  /** The last call's id. */
  last_call: string,
  /** The last call, which says why it was missed. */
  last: CallRow,
  /** The last call since the first of theirs by which somebody tried to reach them, in vain. */
  tried: CallRow | null,
  /** The call that rings or is talked between them and us right now. */
  going_on: CallRow | null,
  /** Since when somebody is about to call them back, until a call to them begins. */
  calling_since: string | null,
  /** What people noted about this caller. */
  note: string | null,
  /** Until when they are to be called back, where that is promised. */
  due_at: string | null,
  /** True where their last call came while the office was closed. */
  outside_hours: boolean,
  /** Until when they can wait, as somebody said; it may be over by now. */
  snoozed_until: string | null,
};

/** Why everything could not be written into one file. */
export type MovingFailure = {
  /** Names the text `moving-failure-<code>`. */
  code: string,
  /** What the text names, or what the system said; not translated. */
  detail: string,
};

/** Who is who at a PBX. */
export type NamesRow = {
  /** How many contacts came of its phone book. */
  contacts: number,
  /** How many extensions it has. */
  extensions: number,
  /** How many queues. */
  queues: number,
  /** When all of that was last read. */
  read_at: string | null,
  /** Why it could not be read the last time: the text `records-failure-<code>`. */
  failure: string | null,
};

/** ngrok, with the account's token among the secrets. */
export type Ngrok = {
  /** The account's fixed domain, without `https://`. */
  domain: string | null,
};

/** A card or row that could not be read. */
export type NotRead = {
  /** Which, the first is 1. */
  place: number,
  /** Why. */
  why: NotReadWhy,
};

/** Why a card or row could not be read. */
export type NotReadWhy = "no_number" | "spoilt_number" | "no_name" | "too_many_numbers" | "too_long" | "breaks_off";

/** A delivery that Kimo did not understand. */
export type NotUnderstood = {
  /** When it came. */
  received_at: string,
  /** The event type as sent, or what was wrong with the body. */
  what: string,
  /** The body. */
  body: string,
};

/** No parameters: `{}`, or nothing at all. */
export type Nothing = Record<string, never>;

/** A number, as somebody wrote it. */
export type NumberToSave = {
  /** The number. */
  written: string,
  /** What it is called. */
  label: string | null,
};

/** Asks for the recordings of a call. */
export type OpenRecordingParams = {
  /** The call's id. */
  id: string,
  /** Which file is to be opened, by its number; without one, the only one there is, unless others
   * could listen on the way to it. */
  file?: number,
};

/** What a number of our own is called wherever it stands. */
export type OwnName = {
  /** The number in each way in which it stands in calls: as it was set, in E.164 form, and as it
   * is shown. */
  keys: Array<string>,
  /** Its name. */
  name: string,
};

/** A number of our own, and what people here call it. */
export type OwnNumber = {
  /** A line, an extension or a queue, in whatever spelling. */
  number: string,
  /** Its name; empty for none. */
  name: string,
  /** What is said first to whoever calls it; empty for nothing. */
  greeting: string,
};

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

/** Says that a message was passed on, or waits after all. */
export type PassOnMessageParams = {
  /** The call's id. */
  call: string,
  /** The message's. */
  message: string,
  /** Passed on, or waiting. */
  done: boolean,
};

/** One of the choices of a setting. */
export type PbxChoice = {
  /** Its name, the setting's value. */
  name: string,
  /** The text that it is called by. */
  label: string,
};

/** How somebody enters a hook's address at a PBX. */
export type PbxGuide = {
  /** The text above it, where "enter the address at …" would not be true. */
  title: string | null,
  /** What the PBX's panel calls the place, in its own words. */
  place: string,
  /** The language of the panel. */
  language: string,
  /** Whether the panel has a place for a user name and password. */
  takes_credentials: boolean,
  /** What to do, in order. */
  steps: Array<PbxGuideStep>,
};

/** One step of a guide. */
export type PbxGuideStep = {
  /** The text that says what to do. */
  text: string,
  /** The words of the panel to look for. */
  terms: Array<PbxTerm>,
  /** How the words belong together. */
  terms_as: PbxTermsAs,
  /** What is shown beside it. */
  shows: PbxShows,
  /** Where that is a letter: the letter, in which `{address}` stands for the address. */
  letter: string | null,
};

/** Names a PBX, whether or not this build of Kimo speaks to it: a small letter, then at most 22
 * small letters and digits. */
export type PbxId = string;

/** One PBX. The texts that its ids name are in `texts`, but for those that begin with `call-cause`,
 * which are the window's. */
export type PbxRow = {
  /** Its name in addresses and ids. */
  id: PbxId,
  /** Its name as its maker writes it. */
  title: string,
  /** The country whose national numbers it sends by default, two letters. */
  region: string,
  /** Whether it tells whose telephone rings, and not only that a call has arrived. */
  announces_ringing: boolean,
  /** The settings that its hooks have beside those that every hook has. */
  settings: Array<PbxSetting>,
  /** How somebody enters a hook's address at it. */
  guide: PbxGuide,
  /** Its own words and codes for the end of a call, in capitals, with the ids of what they mean. */
  causes: { [key in string]: string },
  /** Its texts in the language that was asked for: a Fluent file. */
  texts: string,
};

/** A setting of a PBX's hooks. */
export type PbxSetting = {
  /** Its name among the settings of a hook. */
  name: string,
  /** The text that it is called by. */
  label: string,
  /** The text that says what it is for. */
  hint: string | null,
  /** What it can be set to. */
  kind: PbxSettingKind,
  /** What it is where nobody has set it. */
  default: SettingValue,
  /** Where it is a choice: what there is to choose from. */
  choices: Array<PbxChoice>,
};

/** What a setting can be set to. */
export type PbxSettingKind = "choice" | "text" | "flag" | "table";

/** What is shown beside a step. */
export type PbxShows = "nothing" | "address" | "credentials" | "letter";

/** A word of a panel, as it is written there. */
export type PbxTerm = {
  /** The word. */
  word: string,
  /** The text that says what it means. */
  means: string | null,
};

/** How words of a panel belong together. */
export type PbxTermsAs = "path" | "ticks" | "words";

/** Asks for the PBXs, with their texts in one language. */
export type PbxsParams = {
  /** The language: `tr`, `en`, `ru`. */
  language: string,
};

/** Somebody of whom there are calls. */
export type Person = {
  /** What tells them from all others: of an extension, at each PBX and account. */
  keys: Array<string>,
  /** Their number, grouped for reading. */
  display: string,
  /** How many calls there are with them; a thousand where there are more. */
  calls: number,
};

/** Asks who has a number. */
export type PersonParams = {
  /** The number, as people write it. */
  number: string,
};

/** What came of it. */
export type PlayedSound = "played" | "no_device" | "no_desktop";

/** What is opened. */
export type PopWhat = "address" | "program";

/** When something is opened for a call. */
export type PopWhen = "off" | "ringing" | "answered";

/** Asks what an import would do. */
export type PreviewImportParams = {
  /** The file's name, for people. */
  file: string,
};

/** Something that is wrong: the text `error-<code>` says it in the user's language. */
export type Problem = {
  /** Names the text. */
  code: string,
  /** What the system said; not translated. The text's `$detail`. */
  detail: string,
};

/** A report of a problem: how the desk is, the settings and the end of the log. Every name, number,
 * token and key in it is masked. */
export type ProblemReport = {
  /** What its file may be called. */
  file: string,
  /** All of it. */
  text: string,
};

/** What is proved of one hook. */
export type ProofRow = {
  /** The hook's row. */
  hook: number,
  /** What the user calls it. */
  name: string,
  /** Its PBX. */
  pbx: PbxId,
  /** The account there; empty where it is the only one. */
  account: Account,
  /** Whether the PBX calls numbers from an extension's telephone, given the key. */
  dials: boolean,
  /** Whether there is a key. */
  has_key: boolean,
  /** Where the interface is, where that is not its usual place. */
  base: string | null,
  /** Every call that was over by then is in the history; `null` where nothing is proved yet. */
  complete_until: string | null,
  /** When the records were last read to their end. */
  looked_at: string | null,
  /** Why they could not be read the last time: the text `records-failure-<code>`. */
  failure: string | null,
  /** Since when that is so. */
  failed_at: string | null,
  /** Whether the hook's address can be entered at the PBX by its interface. */
  registers: boolean,
  /** The address that was entered there so; `null` where none was. */
  entered: EnteredRow | null,
  /** What was read of who is who there; `null` before it was. */
  names: NamesRow | null,
  /** True while that is being read. */
  reading_names: boolean,
  /** The key of the recordings; `null` where they need none of their own. */
  recordings_key: RecordingsKeyRow | null,
};

/** A public address: `https://host` or `http://host:port`, with a path perhaps, and no trailing
 * slash. Hook addresses are made by appending `/hooks/…`. */
export type PublicUrl = string;

/** What somebody can choose. */
export type QuietChoice = "half-an-hour" | "an-hour" | "morning" | "on" | "off";

/** Nobody is to be disturbed right now. */
export type QuietStatus = {
  /** Until when; `null` until somebody chooses otherwise. */
  until: string | null,
  /** Because the office is closed. */
  outside_hours: boolean,
};

/** Why a call came out as it did, where there is more to say than its disposition. */
export type Reason = "gave_up_in_queue" | "gave_up_in_menu" | "end_not_reported";

/** How far events and calls have been made afresh from the deliveries. */
export type Rebuilding = {
  /** True while it is under way. */
  running: boolean,
  /** How many deliveries have been read. */
  done: number,
  /** How many there are. */
  total: number,
  /** Why the last one broke off, if it did. */
  error: string | null,
};

/** Whether a call was recorded, where its PBX can be asked for that. */
export type Recorded = "told" | "perhaps";

/** A file with a recording of a call, or with a part of it. */
export type RecordingFile = {
  /** Its number among those of the call, counted from 1. */
  number: number,
  /** Where it is, for a while, for whoever has that; `null` where there is a desktop, which opens it
   * when it is asked for by its number. */
  address: string | null,
  /** Whether the way to it is not encrypted, so that others may listen. */
  is_plain: boolean,
};

/** What came of asking for recordings. */
export type RecordingFound = { "type": "opened" } | { "type": "files",
  /** In their order, one at least. */
  files: Array<RecordingFile>, } | { "type": "failed",
  /** Names the text. */
  code: string,
};

/** The key that the recordings of a PBX are asked for with, where it is one of their own. */
export type RecordingsKeyRow = {
  /** Whether there is one. */
  has_key: boolean,
  /** Where they are asked for, where that is not their usual place. */
  base: string | null,
  /** The text, one of the PBX's, that says which key it is. */
  hint: string,
};

/** The server's end of an SSH forward. */
export type Remote = { "port": number } | { "socket": string };

/** Removes a hook. */
export type RemoveHookParams = {
  /** Its row. */
  hook: number,
};

/** Makes an end of the address from before the last rotation. */
export type RevokeTokenParams = {
  /** The hook's row. */
  hook: number,
};

/** Asks for a new address for a hook. */
export type RotateTokenParams = {
  /** The hook's row. */
  hook: number,
  /** For how many hours the address that it had goes on to work; 0 ends it at once. */
  overlap_hours: number,
};

/** Asks to keep a contact. */
export type SaveContactParams = {
  /** Which; a new one, if none is named. */
  id: number | null,
  /** What it is called. */
  name: string,
  /** Where they work. */
  company: string | null,
  /** Anything else. */
  note: string | null,
  /** The popup says so. */
  important: boolean,
  /** Does not pop up. */
  unwanted: boolean,
  /** Its numbers. */
  numbers: Array<NumberToSave>,
};

/** What came of saving a contact. */
export type SavedContact = { "type": "kept",
  /** As it is now. */
  contact: ContactRow, } | { "type": "taken",
  /** Which. */
  number: string,
  /** Whose. */
  by: string, } | { "type": "no_number",
  /** Which. */
  number: string, } | { "type": "no_name" };

/** What a desk opens for a call: its screen pop. */
export type ScreenPop = {
  /** When. */
  when: PopWhen,
  /** What is written below. */
  what: PopWhat,
  /** An address, or a program and its arguments, with `{e164}`, `{national}`, `{name}`, `{call}`
   * and `{line}` in the places of what is known of the call. */
  opens: string,
  /** The beginning of such addresses, if it is neither `http` nor `https` and somebody has agreed
   * to it; empty for none. */
  scheme: string,
};

/** A screen of the computer. */
export type ScreenRow = {
  /** The system's name for it. */
  name: string,
  /** How many pixels wide. */
  width: number,
  /** How many pixels high. */
  height: number,
};

/** Where secrets are kept. */
export type SecretsPlace = "keyring" | "file";

/** Asks to tell the stand-in of a PBX's interface of the record that a story comes to. */
export type SendRecordParams = {
  /** The hook whose key is the stand-in's. */
  hook: number,
  /** The story's name. */
  story: string,
  /** Which telling of it: 16 random bytes as hexadecimal digits, the same as of its steps. */
  call: string,
  /** When that began, RFC 3339. */
  started_at: string,
};

/** Asks to post one delivery of a story. */
export type SendStepParams = {
  /** The hook that it goes to. */
  hook: number,
  /** The story's name. */
  story: string,
  /** Which telling of it: 16 random bytes as hexadecimal digits, the same for all its steps. */
  call: string,
  /** When that began, RFC 3339. */
  started_at: string,
  /** Which of its deliveries, counted from zero. */
  step: number,
};

/** Asks for a test call to one hook. */
export type SendTestCallParams = {
  /** The hook's row. */
  hook: number,
};

/** Writes a note to a call. */
export type SetNoteParams = {
  /** The call's id. */
  call: string,
  /** The note; empty takes it back. */
  note: string,
};

/** What a setting of a hook is set to. */
export type SettingValue = boolean | string | { [key in string]: string };

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
  /** No popups outside business hours. */
  quiet_outside_hours: boolean,
  /** Minutes after which a missed popup goes by itself; `null` keeps it until it was seen. */
  missed_stay_minutes: number | null,
  /** Which sounds are made. */
  sounds: Sounds,
  /** Days after which calls are deleted; `null` keeps them. */
  retention_days: number | null,
  /** Numbers of our own that have a name or a greeting. */
  own_numbers: Array<OwnNumber>,
  /** When the office is open; `null` is always. */
  business_hours: BusinessHours | null,
  /** Minutes of these hours within which missed callers shall be called back; `null` promises
   * nothing. */
  promise_minutes: number | null,
  /** Whoever hangs up within so many seconds need not be called back; with 0 everybody does. */
  short_call_seconds: number,
  /** How the call card is used. */
  card: CardUse,
  /** What is opened for a call. */
  screen_pop: ScreenPop,
  /** Whether newer versions of Kimo are looked for. */
  looks_for_updates: boolean,
};

/** Some of the settings; what is left out stays as it is. */
export type SettingsPatch = {
  /** The language of UI, popups and tray. */
  language?: LanguageChoice,
  /** The desk's own extensions; empty for every one. */
  extensions?: Array<string>,
  /** The desk's own queues and groups; empty for every one. */
  queues?: Array<string>,
  /** Whether internal calls pop up too. */
  internal_calls?: boolean,
  /** No popups for now. */
  do_not_disturb?: boolean,
  /** No popups outside business hours. */
  quiet_outside_hours?: boolean,
  /** Minutes after which a missed popup goes by itself; `null` keeps it until it was seen. */
  missed_stay_minutes?: number | null,
  /** Which sounds are made. */
  sounds?: Sounds,
  /** Days after which calls are deleted; `null` keeps them. */
  retention_days?: number | null,
  /** Numbers of our own that have a name or a greeting. */
  own_numbers?: Array<OwnNumber>,
  /** When the office is open; `null` is always. */
  business_hours?: BusinessHours | null,
  /** Minutes of these hours within which missed callers shall be called back; `null` promises
   * nothing. */
  promise_minutes?: number | null,
  /** Whoever hangs up within so many seconds need not be called back; with 0 everybody does. */
  short_call_seconds?: number,
  /** How the call card is used. */
  card?: CardUse,
  /** What is opened for a call. */
  screen_pop?: ScreenPop,
  /** Whether newer versions of Kimo are looked for. */
  looks_for_updates?: boolean,
};

/** How a missed call was settled. */
export type Settled = {
  /** By what. */
  how: SettledHow,
  /** When. */
  at: string,
  /** The extension of ours that talked to them, where the PBX names it. */
  by: string | null,
  /** The call in which they were reached, or that was marked. */
  call: string,
  /** By which number, where it is another one of theirs than they had called from. */
  through: Party | null,
};

/** By what a missed call was settled. */
export type SettledHow = "called_back" | "got_through" | "handled" | "unwanted";

/** Names a view. */
export type ShowParams = {
  /** `calls`, `missed`, `call:<id>`, `call-back:<id>`, `message:<id>`, `dial:<number>`,
   * `connections` or `settings`. */
  view: string,
};

/** Says that a missed caller can wait, or no longer. */
export type SnoozeParams = {
  /** The id of the caller's last call. */
  call: string,
  /** Until when, RFC 3339; `null` brings them back. */
  until: string | null,
};

/** Until when somebody might be snoozed, beside half an hour and whatever time is chosen. */
export type SnoozeUntil = {
  /** This afternoon; `null` once it is too late for that. */
  afternoon: string | null,
  /** The next morning that the office is open; `null` where it never is. */
  morning: string | null,
};

/** What a sound says. */
export type Sound = "call" | "important" | "missed";

/** Which sounds a desk makes, and how loud. */
export type Sounds = {
  /** When a call rings. */
  call: boolean,
  /** When an important contact calls; in the place of the other one where both are on. */
  important: boolean,
  /** When a call was missed. */
  missed: boolean,
  /** Out of a hundred. */
  volume: number,
};

/** The request header in which a tunnel tells where a request came from. */
export type SourceHeader = "x_forwarded_for" | "cf_connecting_ip" | "x_real_ip";

/** An SSH reverse tunnel to a server of the user's, or of any provider that speaks it. */
export type Ssh = {
  /** The server's name or address. */
  host: string,
  /** Its SSH port. */
  port: number,
  /** The user to log in as. */
  user: string,
  /** What the server shall forward. */
  remote: Remote,
  /** The address at which the server takes the PBX's deliveries. */
  public_url: PublicUrl,
};

/** Says whether Kimo starts by itself when somebody logs in. */
export type StartWithSessionParams = {
  /** Whether it does. */
  on: boolean,
};

/** Where a call stands. */
export type Status = "ringing" | "in_progress" | "ended";

/** How the desk's own listener answered, or a stand-in. */
export type StepSent = {
  /** The HTTP status. */
  status: number,
  /** What it said. */
  body: string,
};

/** A story, and when it says what. */
export type StoryRow = {
  /** The PBX that tells it. */
  pbx: PbxId,
  /** Its name among the stories of that PBX. */
  name: string,
  /** When each of its deliveries is posted, in milliseconds from its beginning. */
  sent_after: Array<number>,
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

/** Tailscale Funnel of the machine's own tailscale. */
export type Tailscale = {
  /** Where the program is, if not on the path. */
  program: string | null,
};

/** Why a telephone does not ring that is on no call. */
export type Telephone = "talks" | "do_not_disturb" | "off";

/** A time of the wall clock to the minute, written `09:30`. */
export type TimeOfDay = string;

/** One thing that happened to a call. */
export type TimelineItem = {
  /** What. */
  kind: TimelineKind,
  /** The leg, menu, group or queue that it happened to, as people read it. */
  number: string | null,
  /** What the call was routed to. */
  destination: Destination | null,
  /** The PBX's own word or code. */
  cause: string | null,
  /** A note's or a message's text, or the PBX's word for what Kimo does not understand. */
  text: string | null,
  /** Until when the caller can wait, where somebody said so. */
  until: string | null,
  /** For whom the message is. */
  recipient: string | null,
  /** What the caller wants, as the message says. */
  wants: CallerWants | null,
  /** When it happened, if the PBX says so. */
  happened_at: string | null,
  /** When the desk heard of it. */
  received_at: string,
};

/** What happened to a call. */
export type TimelineKind = "arrived" | "routed" | "ringing" | "answered" | "leg_ended" | "missed" | "ended" | "progress" | "fax" | "expired" | "marked_done" | "marked_open" | "noted" | "calling" | "not_calling" | "snoozed" | "not_snoozed" | "message" | "passed_on" | "not_passed_on" | "not_understood";

/** What came of a try. */
export type TriedPop = {
  /** What is opened for an invented call: the address, or the program and its arguments; empty
   * where it is nothing. */
  opens: Array<string>,
  /** Whether that was opened now: there is a desktop. */
  is_opened: boolean,
  /** Names why nothing is opened. */
  failure: string | null,
  /** Which addresses or which value that is about. */
  about: string | null,
};

/** Asks to try a screen pop. */
export type TryScreenPopParams = {
  /** The screen pop as it is to be. */
  pop: ScreenPop,
  /** Nothing is opened: only whether it could be is asked. */
  only_check: boolean,
};

/** Asks to hear a sound. */
export type TrySoundParams = {
  /** Which. */
  sound: Sound,
  /** How loud, out of a hundred. */
  volume: number,
};

/** The tunnel that a desk uses. */
export type TunnelChoice = { "kind": "off" } | { "kind": "address",
  /** The public address. */
  public_url: PublicUrl, } | { "kind": "ssh" } & Ssh | { "kind": "ngrok" } & Ngrok | { "kind": "cloudflared" } & Cloudflared | { "kind": "tailscale" } & Tailscale;

/** The kinds of tunnel. */
export type TunnelKind = "unknown" | "off" | "address" | "ssh" | "ngrok" | "cloudflared" | "tailscale";

/** Whether a probe arrives. */
export type TunnelState = "reachable" | "unreachable" | "unchecked" | "off";

/** How the desk is reached, for other programs and the UI. */
export type TunnelStatus = {
  /** Which tunnel: `off`, `address`, `ssh`, `ngrok`, `cloudflared`, `tailscale`; `unknown`
   * where the set-up cannot be read. */
  kind: TunnelKind,
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

/** Why there is no newer version now: the text `updates-failure-<name>` says it in the user's language.
 * Nothing of this Kimo was changed. */
export type UpdateFailure = "not-reached" | "not-understood" | "not-for-this-system" | "cut-short" | "not-signed" | "no-room" | "not-started" | "not-replaced";

/** Changes a hook. */
export type UpdateHookParams = {
  /** Its row. */
  id: number,
  /** What to call it. */
  name: string,
  /** The country whose national numbers it sends, two letters. */
  region: string,
  /** The PBX's own settings, by name; those that are left out are as by default. Without any
   * of this they stay as they are. */
  settings?: { [key in string]: SettingValue },
  /** HTTP Basic: none, new ones, or as they are. */
  basic: BasicChange,
};

/** What is known of newer versions, and what is being done about one. */
export type UpdateNews = {
  /** How one gets here. */
  way: UpdateWay,
  /** When somebody looked for one and was answered. */
  looked_at: string | null,
  /** The newer version, `0.2.0`. */
  newer: string | null,
  /** What is being done. */
  stage: UpdateStage,
  /** How much of it is fetched, in percent, where that is known. */
  fetched: number | null,
  /** Why the last try came to nothing. */
  failure: UpdateFailure | null,
};

/** What is being done about a newer version. */
export type UpdateStage = "idle" | "looking" | "fetching" | "waiting" | "installing";

/** How a newer version gets onto this computer. */
export type UpdateWay = "unknown" | "here" | "package" | "by_hand";

/** Asks to read an address book from now on. */
export type UseAddressBookParams = {
  /** Where it is, as it was found. */
  address: string,
  /** What it is called. */
  name: string,
  /** As whom to read it. */
  user: string,
  /** Their password. */
  password: string,
};

/** Gives a hook the key of its PBX's interface, or that of its recordings. */
export type UseKeyParams = {
  /** The hook's row. */
  hook: number,
  /** The key. */
  key: string,
  /** Where the interface is, where that is not its usual place. */
  base?: string,
};

/** Parameters of `use_tunnel`. */
export type UseTunnelParams = {
  /** The tunnel to use from now on. */
  choice: TunnelChoice,
  /** A new token for ngrok or cloudflared; `null` keeps the one there is. */
  token: string | null,
};

/** A message that waits, and the call that it was left with. */
export type WaitingMessageRow = {
  /** The message. */
  message: MessageRow,
  /** The call. */
  call: CallRow,
};

/** How a number can be called. */
export type WaysToCall = {
  /** The extension that the PBX rings for it; `null` where none does. */
  extension: string | null,
  /** Whether a program on this computer calls numbers. */
  here: boolean,
  /** What came of asking the PBX for this number just now. */
  asked: Dialled | null,
};

/** Says on which call's note somebody writes. */
export type WriteOnCardParams = {
  /** The call's id; `null` once nobody writes. */
  call: string | null,
};

/** Every question: what it takes, and what it answers. */
export type Questions = {
  /** A page of calls, the newest first. */
  calls: { params: CallsParams; answer: CallsPage };
  /** One call in full. */
  call: { params: CallParams; answer: CallDetails };
  /** Marks a missed caller as dealt with, or as open again. */
  mark_done: { params: MarkDoneParams; answer: null };
  /** Says that somebody is about to call a missed caller back, or is not after all. */
  mark_calling: { params: MarkCallingParams; answer: null };
  /** Writes a note to a call. */
  set_note: { params: SetNoteParams; answer: null };
  /** The missed callers who are still open. */
  missed: { params: MissedParams; answer: MissedPage };
  /** Says that a missed caller can wait, or no longer. */
  snooze: { params: SnoozeParams; answer: null };
  /** The missed callers who were settled of late, the last first. */
  handled: { params: HandledParams; answer: Array<HandledRow> };
  /** The messages for colleagues that wait to be passed on. */
  messages: { params: Nothing; answer: MessagesPage };
  /** Leaves a message for a colleague with a call. */
  leave_message: { params: LeaveMessageParams; answer: null };
  /** Says that a message was passed on, or waits after all. */
  pass_on_message: { params: PassOnMessageParams; answer: null };
  /** Who has this number, before they are forgotten. */
  person: { params: PersonParams; answer: Person };
  /** Forgets everything about one person. */
  forget: { params: ForgetParams; answer: null };
  /** Contacts, in the order of their names. */
  contacts: { params: ContactsParams; answer: ContactsPage };
  /** One contact, and the calls with it. */
  contact: { params: ContactParams; answer: ContactDetails };
  /** Whose a number is. */
  contacts_with: { params: ContactsWithParams; answer: Array<ContactRow> };
  /** Keeps a contact, a new one or another telling of one. */
  save_contact: { params: SaveContactParams; answer: SavedContact };
  /** Marks a contact as important or unwanted, or no longer. */
  flag_contact: { params: FlagContactParams; answer: null };
  /** Removes a contact. */
  remove_contact: { params: ContactParams; answer: null };
  /** Makes one contact of two. */
  merge_contacts: { params: MergeContactsParams; answer: null };
  /** Takes a part of a file that is to be imported. */
  add_to_import: { params: AddToImportParams; answer: null };
  /** What the import of that file would do. */
  preview_import: { params: PreviewImportParams; answer: ImportPreview };
  /** Begins to import it. */
  import_contacts: { params: Nothing; answer: Importing };
  /** How far that is. */
  importing: { params: Nothing; answer: Importing };
  /** Ends the import where it is. */
  cancel_import: { params: Nothing; answer: null };
  /** Takes back what the last import brought. */
  undo_import: { params: Nothing; answer: null };
  /** All contacts as a file. */
  export_contacts: { params: ExportContactsParams; answer: ContactFile };
  /** The address book that is read, and how its sync fares. */
  address_book: { params: Nothing; answer: AddressBookView };
  /** Which address books somebody has on a server. */
  find_address_books: { params: FindAddressBooksParams; answer: AddressBooksFound };
  /** Reads an address book from now on. */
  use_address_book: { params: UseAddressBookParams; answer: AddressBookView };
  /** Begins a sync. */
  sync_address_book: { params: Nothing; answer: AddressBookView };
  /** Reads no address book any more. */
  give_up_address_book: { params: GiveUpAddressBookParams; answer: AddressBookView };
  /** What the call card shows; `null` before the first call. */
  card: { params: Nothing; answer: Card | null };
  /** Takes a call off the card. */
  close_on_card: { params: CloseOnCardParams; answer: null };
  /** Takes the line of the missed off the card: they have been seen. */
  close_missed_on_card: { params: CloseMissedOnCardParams; answer: null };
  /** Says on which call's note somebody writes; what they write is kept by `set_note`. */
  write_on_card: { params: WriteOnCardParams; answer: null };
  /** How high the card's page is with what it shows. */
  card_height: { params: CardHeightParams; answer: null };
  /** The screens of this computer. */
  screens: { params: Nothing; answer: Array<ScreenRow> };
  /** The PBXs that Kimo speaks to, each as it says of itself. */
  pbxs: { params: PbxsParams; answer: Array<PbxRow> };
  /** The hooks, and how each fares. */
  hooks: { params: Nothing; answer: Array<HookRow> };
  /** Makes a hook. */
  add_hook: { params: AddHookParams; answer: HookRow };
  /** Changes a hook. */
  update_hook: { params: UpdateHookParams; answer: HookRow };
  /** Gives a hook a new address. */
  rotate_token: { params: RotateTokenParams; answer: HookRow };
  /** Makes an end of the address from before the last rotation. */
  revoke_token: { params: RevokeTokenParams; answer: HookRow };
  /** Limits a hook to where its deliveries come from. */
  limit_sources: { params: LimitSourcesParams; answer: HookRow };
  /** Removes a hook; its calls stay. */
  remove_hook: { params: RemoveHookParams; answer: null };
  /** Sends a test call to a hook; answered once its first delivery was. */
  send_test_call: { params: SendTestCallParams; answer: null };
  /** Up to when the history is complete, and when the desk could not hear. */
  completeness: { params: Nothing; answer: Completeness };
  /** Gives a hook the key of its PBX's interface, if that works. */
  use_key: { params: UseKeyParams; answer: KeyChecked };
  /** Forgets it. */
  forget_key: { params: KeyOfParams; answer: null };
  /** Gives a hook the key of its PBX's recordings, where they need one of their own. */
  use_recordings_key: { params: UseKeyParams; answer: KeyKept };
  /** Forgets it. */
  forget_recordings_key: { params: KeyOfParams; answer: null };
  /** Enters the address of a hook at its PBX, by the PBX's own interface. */
  enter_address: { params: EnterAddressParams; answer: AddressEntered };
  /** Puts back what stood there before. */
  put_address_back: { params: KeyOfParams; answer: AddressEntered };
  /** Begins to read who is who at a hook's PBX. */
  read_names: { params: KeyOfParams; answer: null };
  /** Begins to read the PBXs' records. */
  fetch_records: { params: Nothing; answer: null };
  /** Has the PBX ring one's own extension and then call a number. */
  dial: { params: DialParams; answer: Dialled };
  /** How a number can be called: by the PBX, by a program on this computer. */
  ways_to_call: { params: DialParams; answer: WaysToCall };
  /** Finds the recordings of a call, and opens one where there is a desktop. */
  open_recording: { params: OpenRecordingParams; answer: RecordingFound };
  /** Who of ours is on the phone. */
  colleagues: { params: Nothing; answer: Colleagues };
  /** Every story of every PBX. */
  stories: { params: Nothing; answer: Array<StoryRow> };
  /** Posts one delivery of a story to a hook. */
  send_step: { params: SendStepParams; answer: StepSent };
  /** Tells a stand-in of a PBX's interface of a story's record, and begins to read it. */
  send_record: { params: SendRecordParams; answer: StepSent };
  /** The settings. */
  settings: { params: Nothing; answer: Settings };
  /** What our own lines, extensions and queues are called. */
  own_names: { params: Nothing; answer: Array<OwnName> };
  /** Changes some of the settings. */
  change_settings: { params: SettingsPatch; answer: Settings };
  /** Has nobody disturbed, for a time or until it is asked otherwise. */
  do_not_disturb: { params: DoNotDisturbParams; answer: Settings };
  /** Makes a sound, to be tried. */
  try_sound: { params: TrySoundParams; answer: PlayedSound };
  /** Opens what would be opened for a call, with the values of an invented one. */
  try_screen_pop: { params: TryScreenPopParams; answer: TriedPop };
  /** How the desk is. */
  status: { params: Nothing; answer: DeskStatus };
  /** Somebody has seen what has befallen the history and Kimo itself; it is told no more. */
  incidents_seen: { params: Nothing; answer: null };
  /** A report of a problem, with nothing of people in it, to be shown and then saved. */
  report: { params: Nothing; answer: ProblemReport };
  /** What is known of newer versions of Kimo. */
  updates: { params: Nothing; answer: UpdateNews };
  /** Begins to look for one. */
  look_for_update: { params: Nothing; answer: null };
  /** Begins to fetch it, and to put it in place once nobody is on the phone. */
  take_update: { params: Nothing; answer: null };
  /** Has it not put in place after all, as long as it is being fetched or waits. */
  leave_update: { params: Nothing; answer: null };
  /** Calls a number by the system's own handler. */
  call_back: { params: CallBackParams; answer: null };
  /** Whether the system has a program that writes e-mails. */
  can_mail: { params: Nothing; answer: boolean };
  /** Begins an e-mail in that program. */
  mail: { params: MailParams; answer: null };
  /** Puts a text on the clipboard. */
  copy: { params: CopyParams; answer: null };
  /** Whether Kimo starts by itself when somebody logs in. */
  starts_with_session: { params: Nothing; answer: boolean };
  /** Has Kimo start by itself when somebody logs in, or no longer. */
  start_with_session: { params: StartWithSessionParams; answer: null };
  /** Shows a view in whatever window there is; a second start asks for it. */
  show: { params: ShowParams; answer: null };
  /** Somebody looks at this view in the window: what a popup tells of it has been seen. */
  looks_at: { params: ShowParams; answer: null };
  /** Whether the PBX reaches the desk. */
  reached: { params: Nothing; answer: TunnelStatus };
  /** The public key that an SSH server shall let in, one line; made when first needed. */
  ssh_key: { params: Nothing; answer: string };
  /** How the PBX reaches the desk, and what can be set of it. */
  tunnel: { params: Nothing; answer: TunnelView };
  /** Uses another tunnel from now on. */
  use_tunnel: { params: UseTunnelParams; answer: TunnelView };
  /** Proves now that the desk is reached. */
  check_tunnel: { params: Nothing; answer: null };
  /** Accepts whatever host keys the SSH servers show next. */
  forget_host_key: { params: Nothing; answer: null };
  /** The user has entered the changed address at the PBX. */
  address_entered: { params: Nothing; answer: null };
  /** Begins to make events and calls afresh from the deliveries. */
  rebuild: { params: Nothing; answer: Rebuilding };
  /** How far that is. */
  rebuilding: { params: Nothing; answer: Rebuilding };
  /** Begins to write everything into one file, to move to another computer. */
  export: { params: ExportParams; answer: Exporting };
  /** How far that is. */
  exporting: { params: Nothing; answer: Exporting };
  /** Ends it where it is; nothing of the file stays. */
  cancel_export: { params: Nothing; answer: null };
  /** Takes a part of the file that another computer wrote. */
  add_to_arrival: { params: AddToArrivalParams; answer: null };
  /** What that file says of itself. */
  look_at_arrival: { params: Nothing; answer: ArrivalFile };
  /** Begins to make it ready, for Kimo to go on with at its next start. */
  arrive: { params: ArriveParams; answer: Arriving };
  /** How far that is. */
  arriving: { params: Nothing; answer: Arriving };
};
