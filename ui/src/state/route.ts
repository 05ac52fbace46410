// Where the window is: a section, in two of them perhaps a call, among the contacts perhaps one of
// them, and among the connections perhaps the guide of one. Written in the address's hash, so that
// Back works and the tray can point somewhere.

export const sections = [
  "calls",
  "missed",
  "contacts",
  "colleagues",
  "connections",
  "settings",
] as const;
export type Section = (typeof sections)[number];

/** A number shown large, to be dialled; or a message about the call. */
export const acts = ["call-back", "message"] as const;
export type Act = (typeof acts)[number];

export type Route = {
  section: Section;
  call: string | null;
  /** What is begun with that call as soon as it is there. */
  act?: Act | null;
  /** The hook that is being set up. */
  guide?: number | null;
  /**
   * What is open among the contacts: one by its id, `new`, `files`, `with:` a number, or `dial:` one
   * that is to be called.
   */
  contact?: string | null;
};

/** Where the contact with this number is, or a new one can be made of it. */
export function contactWith(number: string): string {
  return write({ section: "contacts", call: null, contact: `with:${number}` });
}

/** `#/calls/pbx%3A1234` → the route; anything unknown leads to the calls. */
export function read(hash: string): Route {
  const [name, part, then] = hash.replace(/^#\/?/, "").split("/");
  const section = sections.find((known) => known === name) ?? "calls";
  const holdsCalls = section === "calls" || section === "missed";
  const guide = section === "connections" && part && /^\d+$/.test(part) ? Number(part) : null;
  const contact = section === "contacts" && part ? decode(part) : null;
  const call = holdsCalls && part ? decode(part) : null;
  const act = call === null ? null : acts.find((known) => known === then);
  return { section, call, guide, contact, ...(act ? { act } : {}) };
}

/** The hash of a route. */
export function write({ section, call, guide, contact, act }: Route): string {
  const part = call ?? contact ?? guide ?? null;
  const then = act ? `/${act}` : "";
  return part === null ? `#/${section}` : `#/${section}/${encodeURIComponent(part)}${then}`;
}

/**
 * The route for a feed's `show`: a section, `call:<id>`, `call-back:<id>`, `message:<id>` or
 * `dial:<number>`.
 */
export function fromView(view: string): Route {
  const at = view.indexOf(":");
  if (at < 0) return read(view);
  const [what, call] = [view.slice(0, at), view.slice(at + 1)];
  if (what === "dial") return { section: "contacts", call: null, contact: view };
  const act = acts.find((known) => known === what);
  return { section: "calls", call, ...(act ? { act } : {}) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
