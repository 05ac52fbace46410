// Which parts of a shown text a search fragment found, so that they can be marked.

import type { AlsoFind } from "../host/generated";
import { t } from "./texts.svelte";

/** What the words of a search mean beside what they may be a part of: "hidden", "fax". */
export function alsoMeant(search: string): AlsoFind {
  return {
    hidden: means(search, t("window-hidden-number")),
    faxes: means(search, t("calls-glyph-fax")),
  };
}

/** Whether what was typed is the beginning of these words, or of the later ones of them. */
export function means(typed: string, words: string): boolean {
  const wanted = plain(typed);
  const all = plain(words).split(" ");
  return wanted.length > 1 && all.some((_, at) => all.slice(at).join(" ").startsWith(wanted));
}

/** Without regard to case and to the dots of Turkish letters. */
function plain(words: string): string {
  return words
    .trim()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ı", "i");
}

export type Piece = { text: string; found: boolean };

/** Cuts `shown` where `search` matches: letters without regard to case, digits across grouping. */
export function pieces(shown: string, search: string, locale: string): Piece[] {
  const wanted = search.trim();
  const span =
    wanted === "" ? null : (findText(shown, wanted, locale) ?? findDigits(shown, wanted));
  if (!span) return shown === "" ? [] : [{ text: shown, found: false }];
  const [from, to] = span;
  return [
    { text: shown.slice(0, from), found: false },
    { text: shown.slice(from, to), found: true },
    { text: shown.slice(to), found: false },
  ].filter((piece) => piece.text !== "");
}

type Span = [from: number, to: number];

function findText(shown: string, wanted: string, locale: string): Span | null {
  const lower = shown.toLocaleLowerCase(locale);
  // Lower case may be longer than the text itself; then its places mean nothing.
  if (lower.length !== shown.length) return null;
  const from = lower.indexOf(wanted.toLocaleLowerCase(locale));
  return from < 0 ? null : [from, from + wanted.length];
}

function findDigits(shown: string, wanted: string): Span | null {
  if (!/^[\d\s()+./-]+$/.test(wanted)) return null;
  const digits = wanted.replace(/\D/g, "");
  if (digits === "") return null;
  const places = [...shown.matchAll(/\d/g)].map((match) => match.index);
  const line = places.map((place) => shown.charAt(place)).join("");
  // A number may be stored with its country code and shown without, or the other way round.
  for (const fragment of [digits, digits.replace(/^0+/, "")]) {
    const at = fragment === "" ? -1 : line.indexOf(fragment);
    const first = places[at];
    const last = places[at + fragment.length - 1];
    if (first !== undefined && last !== undefined) return [first, last + 1];
  }
  return null;
}
