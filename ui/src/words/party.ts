// How one end of a call is called.

import type { CallRow, Party } from "../host/generated";
import { nameOf, nameOfParty } from "./ours.svelte";
import { t } from "./texts.svelte";

/** Up to six digits and no public number: one of the PBX's own extensions. */
export function isExtension(party: Party): boolean {
  return party.e164 === null && isShort(party.raw);
}

/** The name, else the number, else words for a hidden one. */
export function title(party: Party): string {
  return party.name ?? nameOfParty(party) ?? number(party);
}

/** A line of ours: by its name, "ext. 1001", or the number. */
export function line(party: Party): string {
  const name = nameOfParty(party);
  if (name !== null) return name;
  return isExtension(party) ? t("window-extension", { number: party.raw }) : number(party);
}

/** A queue by its name, or "queue 200". */
export function queue(number: string): string {
  return nameOf(number) ?? t("window-queue", { number });
}

/** An extension by its name, or "ext. 1001". */
export function extension(number: string): string {
  return nameOf(number) ?? t("window-extension", { number });
}

/** The number grouped for reading, or words for a hidden one. */
export function number(party: Party): string {
  if (party.hidden) return t("window-hidden-number");
  return party.display || party.raw;
}

/** What to dial or copy: E.164 where there is one. Empty where the number is hidden. */
export function dialable(party: Party): string {
  return party.hidden ? "" : (party.e164 ?? party.raw);
}

/** What the contacts know somebody by: the number, or an extension as it is dialled. */
export function key(party: Party): string {
  return dialable(party);
}

/** Under a call's title: its number, our line, queue, extensions. */
export function places(call: CallRow): string[] {
  const shown: string[] = call.test ? [t("calls-test")] : [];
  if (call.other.name) shown.push(number(call.other));
  if (call.direction === "internal") {
    const ends = { caller: title(call.caller), called: title(call.called) };
    const isNamed = nameOfParty(call.called) !== null;
    shown.push(t(isNamed ? "window-internal-named" : "window-internal", ends));
    if (call.queue) shown.push(queue(call.queue));
    return shown;
  }
  const ours = call.direction === "outbound" ? call.caller : call.called;
  // Who answered stands at the right already.
  const rung = call.answered_by ? [] : call.rung;
  if (!ours.hidden && ours.raw !== "") {
    if (!isExtension(ours) || !rung.includes(ours.raw)) shown.push(line(ours));
  }
  if (call.queue) shown.push(queue(call.queue));
  const [extensions, redirects] = [rung.filter(isShort), rung.filter((n) => !isShort(n))];
  if (extensions.length > 0) shown.push(inWords(extensions));
  shown.push(...redirects.slice(0, 2).map((number) => nameOf(number) ?? number));
  return shown;
}

function isShort(number: string): boolean {
  return /^\d{1,6}$/.test(number);
}

function inWords(extensions: string[]): string {
  const first = extensions.slice(0, 2);
  const numbers = first.map((number) => nameOf(number) ?? number).join(", ");
  // Names say by themselves who that is.
  if (extensions.length <= 2 && first.some((number) => nameOf(number) !== null)) return numbers;
  const count = extensions.length - 2;
  return count > 0
    ? t("window-extensions-more", { numbers, count })
    : t("window-extensions", { numbers });
}
