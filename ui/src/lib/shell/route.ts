// Where the window is: a section, and in two of them perhaps a call. Written in the address's
// hash, so that Back works and the tray can point somewhere.

export const sections = ["calls", "missed", "connections", "settings"] as const;
export type Section = (typeof sections)[number];

export type Route = { section: Section; call: string | null };

/** `#/calls/verimor%3A1234` → the route; anything unknown leads to the calls. */
export function read(hash: string): Route {
  const [name, call] = hash.replace(/^#\/?/, "").split("/");
  const section = sections.find((known) => known === name) ?? "calls";
  const holdsCalls = section === "calls" || section === "missed";
  return { section, call: holdsCalls && call ? decode(call) : null };
}

/** The hash of a route. */
export function write({ section, call }: Route): string {
  return call === null ? `#/${section}` : `#/${section}/${encodeURIComponent(call)}`;
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
