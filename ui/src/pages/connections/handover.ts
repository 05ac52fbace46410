// What is handed to whoever looks after computers and telephones, as plain text.

import type { HookRow, PbxRow, PbxGuideStep, TunnelStatus } from "../../host/generated";
import type { Formats } from "../../words/formats";
import { t } from "../../words/texts.svelte";
import { letter } from "./guide/letter";
import { kindOf, reasonOf, titleOf } from "./tunnel/tunnel-words";

/** Why the PBX does not reach the desk, without any secret. */
export function trouble(status: TunnelStatus, formats: Formats, now: number): string {
  const reason = reasonOf(status);
  const lines = [
    `Kimo: ${titleOf(status)}`,
    kindOf(status),
    status.since && t("connections-reach-since", { moment: formats.moment(status.since, now) }),
    status.public_url,
    reason && formats.sentence(reason.why),
    reason?.next,
    reason?.detail,
  ];
  return lines.filter(Boolean).join("\n");
}

/** What there is to do in a PBX's panel, with the address, which is a secret. */
export function steps(hook: HookRow, pbx: PbxRow): string {
  const written = pbx.guide.steps.map((step, at) => {
    const lines = [`${at + 1}. ${t(step.text, { pbx: pbx.title })}`, ...shown(step, hook, pbx)];
    return lines.filter((line) => line !== "").join("\n   ");
  });
  const title = t("connections-guide-title", { pbx: pbx.title });
  return [title, ...written].join("\n\n");
}

function shown(
  { terms, terms_as, shows, letter: words }: PbxGuideStep,
  hook: HookRow,
  pbx: PbxRow,
) {
  const means = terms.map(({ word, means }) => (means ? `${word} (${t(means)})` : word));
  const path = terms_as === "path" ? [means.join(" › ")] : means.map((word) => `– ${word}`);
  if (shows === "address") return [...path, hook.url];
  if (shows === "letter" && words) return [...path, ...letter(words, hook.url).split("\n")];
  if (shows === "credentials" && hook.basic_user !== null && pbx.guide.takes_credentials) {
    return [...path, t("connections-guide-basic", { user: hook.basic_user })];
  }
  return path;
}
