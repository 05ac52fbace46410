// The words of the window, from the Fluent files that the programs share.

import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

import type { DeskStatus } from "../host/generated";

export type Language = DeskStatus["language"];

const files = {
  tr: () => import("texts:tr"),
  en: () => import("texts:en"),
  ru: () => import("texts:ru"),
} satisfies Record<Language, () => Promise<{ default: string }>>;

let bundle = $state.raw(new FluentBundle("en"));
let wanted: Language | null = null;

/** Switches the window's language; what is on the screen changes at once. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  const { default: source } = await files[language]();
  if (wanted !== language) return;
  // Isolating marks would be copied along with numbers, and no language here needs them.
  const next = new FluentBundle(language, { useIsolating: false });
  next.addResource(new FluentResource(source));
  bundle = next;
  document.documentElement.lang = language;
}

/** The text with this id. */
export function t(id: string, variables?: Record<string, FluentVariable>): string {
  return textIfAny(id, variables) ?? id;
}

/** The text with this id, if the language has it. */
export function textIfAny(id: string, variables?: Record<string, FluentVariable>): string | null {
  const message = bundle.getMessage(id);
  return message?.value ? bundle.formatPattern(message.value, variables ?? null) : null;
}
