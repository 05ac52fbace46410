// What came of asking the PBX to call a number.

import type { Dialled } from "../host/generated";
import { t, textIfAny } from "./texts.svelte";

export function dialledInWords(dialled: Dialled): string {
  if (dialled.type === "rings") {
    const { extension, number } = dialled;
    return t("call-rings", { extension, number });
  }
  return textIfAny(`dial-failure-${dialled.code}`) ?? t(`records-failure-${dialled.code}`);
}
