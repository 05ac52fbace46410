// What is being written of a contact, before it is kept.

import type { ContactRow, SaveContactParams } from "../../host/generated";
import { labelInWords, labelOf } from "./labels";

export type Draft = {
  name: string;
  company: string;
  note: string;
  important: boolean;
  unwanted: boolean;
  numbers: { written: string; label: string }[];
};

/** What there is to change of a contact; of a new one, perhaps a number that called. */
export function draftOf(contact: ContactRow | null, number = ""): Draft {
  if (!contact) {
    const numbers = [{ written: number, label: "" }];
    return { name: "", company: "", note: "", important: false, unwanted: false, numbers };
  }
  const numbers = contact.numbers.map(({ written, label }) => ({
    written,
    label: labelInWords(label),
  }));
  return {
    name: contact.name,
    company: contact.company ?? "",
    note: contact.note ?? "",
    important: contact.important,
    unwanted: contact.unwanted,
    numbers: numbers.length > 0 ? numbers : [{ written: "", label: "" }],
  };
}

/** What the desk is asked to keep. Numbers that were left empty are none. */
export function toSave(id: number | null, draft: Draft): SaveContactParams {
  const numbers = draft.numbers.filter(({ written }) => written.trim() !== "");
  return {
    id,
    name: draft.name.trim(),
    company: draft.company.trim() || null,
    note: draft.note.trim() || null,
    important: draft.important,
    unwanted: draft.unwanted,
    numbers: numbers.map(({ written, label }) => ({
      written: written.trim(),
      label: labelOf(label),
    })),
  };
}

/** What brings a contact back that was removed, or back to what it was: under `id`, or as a new one. */
export function again(id: number | null, contact: ContactRow): SaveContactParams {
  const { name, company, note, important, unwanted } = contact;
  const numbers = contact.numbers.map(({ written, label }) => ({ written, label }));
  return { id, name, company, note, important, unwanted, numbers };
}

/** What a contact is called: by its name, else by its company's. */
export function called(contact: ContactRow): string {
  return contact.name || (contact.company ?? "");
}

/** Up to two letters that stand for a name: those that its first and its last word begin with. */
export function initials(name: string, locale: string): string {
  const words = name.split(/[\s.,;()"'«»“”/-]+/u).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => (word ? [...word][0] : ""))
    .join("")
    .toLocaleUpperCase(locale);
}

/** Whether two contacts are called alike, however it is written: perhaps they are one. */
export function isDouble(one: ContactRow, other: ContactRow): boolean {
  return one.id !== other.id && plain(called(one)) === plain(called(other));
}

/** Small letters without their marks; `ı` is an `i` without its dot. */
function plain(text: string): string {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "");
  return bare.toLowerCase().replace(/ı/g, "i").replace(/\s+/g, " ").trim();
}
