// What a colleague's telephone does, in words.

import type { Busy } from "../../host/generated";
import type { Formats } from "../../words/formats";
import { title } from "../../words/party";
import { t } from "../../words/texts.svelte";

export function busyInWords(busy: Busy | null, formats: Formats, now: number): string {
  if (busy === null) return t("colleagues-free");
  const words = { who: title(busy.with), since: formats.moment(busy.since, now) };
  return t(`colleagues-${busy.state}`, words);
}
