// Why something did not work, in words.

import { NotAnswered } from "../host/host";
import { textIfAny } from "./texts.svelte";

/** Why a question was not answered. */
export function reasonOf(failure: unknown): string {
  if (!(failure instanceof NotAnswered)) return String(failure);
  return problemInWords(failure.code, failure.detail);
}

/** A problem's text; in the desk's own words where the window has none. */
export function problemInWords(code: string, detail: string): string {
  return textIfAny(`error-${code}`, { detail }) ?? (detail || code);
}
