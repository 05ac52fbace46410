// Why something did not work, in words.

import { NotAnswered } from "../host/host";
import { t, textIfAny } from "./texts.svelte";

/** Why a question was not answered. */
export function reasonOf(failure: unknown): string {
  if (!(failure instanceof NotAnswered)) return unknown(String(failure));
  return problemInWords(failure.code, failure.detail);
}

/** A problem's text. What the system said of it, in English, never stands alone. */
export function problemInWords(code: string, detail: string): string {
  return textIfAny(`error-${code}`, { detail }) ?? unknown(detail || code);
}

function unknown(detail: string): string {
  return t("error-unknown", { detail });
}
