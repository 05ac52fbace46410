// Why something did not work, in words.

import { NotAnswered } from "../host/host";
import { t, textIfAny } from "./texts.svelte";

/** What went wrong, as people are told it. */
export type Told = {
  text: string;
  /** What a program says of it, in its own language: for whoever asks for details. */
  detail: string | null;
};

/** Why a question was not answered. */
export function whyNot(failure: unknown): Told {
  if (!(failure instanceof NotAnswered)) return unknown(String(failure));
  return problemInWords(failure.code, failure.detail);
}

/** The same, where there is room for a sentence only. */
export function reasonOf(failure: unknown): string {
  return whyNot(failure).text;
}

/** A problem's text. In it, `$fact` is what people understand, and `$detail` what a program says. */
export function problemInWords(code: string, detail: string): Told {
  const id = `error-${code}`;
  const whole = textIfAny(id, { fact: detail, detail });
  if (whole === null) return unknown(detail || code);
  const text = withoutDetail(id, detail) ?? whole;
  return { text, detail: text === whole ? null : detail };
}

/** A text without what a program says. */
export function withoutDetail(id: string, fact = ""): string | null {
  return textIfAny(id, { fact, detail: "" })?.replace(/\s*\(\s*\)/, "") ?? null;
}

function unknown(detail: string): Told {
  return { text: withoutDetail("error-unknown") ?? t("error-unknown"), detail };
}
