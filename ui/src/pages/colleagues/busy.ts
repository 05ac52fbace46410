// What a colleague's telephone does, in words.

import type { Colleague } from "../../host/generated";
import type { Formats } from "../../words/formats";
import { title } from "../../words/party";
import { t } from "../../words/texts.svelte";

/** A call tells more than a telephone does. */
export function stateOf({ busy, telephone }: Colleague): string {
  return busy?.state ?? telephone ?? "free";
}

export function busyInWords(colleague: Colleague, formats: Formats, now: number): string {
  const { busy } = colleague;
  if (busy === null) {
    const telephone = colleague.telephone === "talks" ? "on-a-call" : stateOf(colleague);
    return t(`colleagues-${telephone.replaceAll("_", "-")}`);
  }
  const words = { who: title(busy.with), since: formats.moment(busy.since, now) };
  return t(`colleagues-${busy.state}`, words);
}
