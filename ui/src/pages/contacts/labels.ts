// What kinds of numbers are called. The desk keeps a word of its own for the usual kinds, and any
// other word as it was written.

import { t } from "../../words/texts.svelte";

const texts: Record<string, string> = {
  mobile: "contacts-label-mobile",
  work: "contacts-label-work",
  home: "contacts-label-home",
  main: "contacts-label-main",
  fax: "contacts-label-fax",
  company: "contacts-label-company",
  other: "contacts-label-other",
  "work mobile": "contacts-label-work-mobile",
  "work fax": "contacts-label-work-fax",
  "home fax": "contacts-label-home-fax",
};

/** The kinds to choose from. */
export function labelsToChoose(): string[] {
  return ["mobile", "work", "home", "main", "fax"].map(labelInWords);
}

/** A kind in the window's language; empty where there is none. */
export function labelInWords(label: string | null): string {
  if (label === null) return "";
  const text = texts[label];
  return text ? t(text) : label;
}

/** What is kept of what somebody chose or wrote. */
export function labelOf(words: string): string | null {
  const wanted = words.trim();
  const same = (a: string, b: string) => a.toLocaleLowerCase() === b.toLocaleLowerCase();
  const known = Object.keys(texts).find((label) => same(labelInWords(label), wanted));
  return known ?? (wanted || null);
}
