// Where the window is: a section, in two of them perhaps a call, among the contacts perhaps one of
// them, and among the connections perhaps the guide of one. Written in the address's hash, so that
// Back works and the tray can point somewhere.

export const sections = ["calls", "missed", "contacts", "connections", "settings"] as const;
export type Section = (typeof sections)[number];

export type Route = {
  section: Section;
  call: string | null;
  /** The hook that is being set up. */
  guide?: number | null;
  /** What is open among the contacts: one by its id, `new`, `files`, or `with:` a number. */
  contact?: string | null;
};

/** Where the contact with this number is, or a new one can be made of it. */
export function contactWith(number: string): string {
  return write({ section: "contacts", call: null, contact: `with:${number}` });
}

/** `#/calls/pbx%3A1234` → the route; anything unknown leads to the calls. */
export function read(hash: string): Route {
  const [name, part] = hash.replace(/^#\/?/, "").split("/");
  const section = sections.find((known) => known === name) ?? "calls";
  const holdsCalls = section === "calls" || section === "missed";
  const guide = section === "connections" && part && /^\d+$/.test(part) ? Number(part) : null;
  const contact = section === "contacts" && part ? decode(part) : null;
  return { section, call: holdsCalls && part ? decode(part) : null, guide, contact };
}

/** The hash of a route. */
export function write({ section, call, guide, contact }: Route): string {
  const part = call ?? contact ?? guide ?? null;
  return part === null ? `#/${section}` : `#/${section}/${encodeURIComponent(part)}`;
}

/** The route for a feed's `show`: a section, or `call:<id>`. */
export function fromView(view: string): Route {
  if (view.startsWith("call:")) return { section: "calls", call: view.slice("call:".length) };
  return read(view);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
