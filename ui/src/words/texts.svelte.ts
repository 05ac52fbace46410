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
let language = $state<Language>("en");
let wanted: Language | null = null;
let ours = "";
let learnt = "";

/** The language of the window. */
export function spoken(): Language {
  return language;
}

/** Switches the window's language; what is on the screen changes at once. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  const { default: source } = await files[next]();
  if (wanted !== next) return;
  ours = source;
  language = next;
  bundle = made();
  document.documentElement.lang = next;
}

/** Takes texts that the desk tells, of PBXs, in place of those that it told before. */
export function learn(texts: string): void {
  learnt = texts;
  bundle = made();
}

function made(): FluentBundle {
  // Isolating marks would be copied along with numbers, and no language here needs them.
  const made = new FluentBundle(language, { useIsolating: false });
  for (const source of [ours, learnt]) made.addResource(new FluentResource(source));
  return made;
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
