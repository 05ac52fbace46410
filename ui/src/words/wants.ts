// What a caller wants of a colleague who was not there, in words.

import type { CallerWants } from "../host/generated";
import { t } from "./texts.svelte";

export const wants: CallerWants[] = ["call_back", "called_again", "will_call_again"];

/** "Wants to be called back" */
export function wantsInWords(wanted: CallerWants | null): string {
  switch (wanted) {
    case "call_back":
      return t("messages-wants-call-back");
    case "called_again":
      return t("messages-wants-called-again");
    case "will_call_again":
      return t("messages-wants-will-call-again");
    case null:
      return "";
  }
}
