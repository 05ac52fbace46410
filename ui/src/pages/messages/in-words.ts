// A message for a colleague in words: on the screen, on the clipboard and in an e-mail.

import type { CallerWants, CallRow } from "../../host/generated";
import type { Formats } from "../../words/formats";
import { line, number, title } from "../../words/party";
import { t } from "../../words/texts.svelte";
import { wantsInWords } from "../../words/wants";

type Said = { recipient: string; wants: CallerWants | null; text: string };

/** What it is about: "Message for Ali: Ayşe Yıldız". */
export function subject(said: Said, call: CallRow): string {
  return t("messages-subject", { recipient: said.recipient.trim(), who: title(call.other) });
}

/** The whole message, ready to be pasted anywhere; it may be read on another day. */
export function whole(said: Said, call: CallRow, formats: Formats): string {
  const outbound = call.direction === "outbound";
  const ours = outbound ? call.caller : call.called;
  const who = title(call.other);
  const dialled = number(call.other);
  const fact = (label: string, value: string) => t("messages-fact", { label: t(label), value });
  return [
    t("messages-for", { recipient: said.recipient.trim() }),
    fact(
      outbound ? "call-fact-called" : "call-fact-caller",
      who === dialled ? who : `${who}, ${dialled}`,
    ),
    fact("messages-when", formats.date(call.started_at)),
    ours.hidden || ours.raw === "" ? "" : fact("messages-line", line(ours)),
    said.wants === null ? "" : formats.sentence(wantsInWords(said.wants)),
    said.text.trim(),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The address that begins an e-mail (RFC 6068). */
export function mailto(to: string, about: string, body: string): string {
  const encoded = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"));
  // Commas would make several recipients of one, and question marks would end them.
  const recipient = encoded(to.trim()).replaceAll("%40", "@");
  const lines = body.replace(/\r?\n/g, "\r\n");
  return `mailto:${recipient}?subject=${encoded(about)}&body=${encoded(lines)}`;
}
