// How the desk is reached, in words.

import type { TunnelStatus } from "../../../host/generated";
import { withoutDetail } from "../../../words/failures";
import { t, textIfAny } from "../../../words/texts.svelte";

const titles: Record<TunnelStatus["state"], string> = {
  reachable: "connections-reach-yes",
  unreachable: "connections-reach-no",
  unchecked: "connections-reach-unchecked",
  off: "connections-reach-off",
};

export function titleOf(status: TunnelStatus): string {
  return t(titles[status.state]);
}

/** What kind of way it is: "SSH tunnel". */
export function kindOf(status: TunnelStatus): string {
  return textIfAny(`reach-kind-${status.kind}`) ?? status.kind;
}

export type Reason = {
  why: string;
  /** What to do. */
  next: string;
  /** What the programs say; not translated. */
  detail: string | null;
};

/** Why the desk is not reached; null where it is, or nobody has looked. */
export function reasonOf({ kind, reason, detail }: TunnelStatus): Reason | null {
  if (!reason) return null;
  // The details stand apart, since they are in the programs' own language.
  const why = withoutDetail(`error-reach-${reason}`);
  return { why: why ?? reason, next: nextStep(kind, reason), detail };
}

function nextStep(kind: TunnelStatus["kind"], reason: string): string {
  // Here the kind is known, and what it needs is at hand.
  if (reason === "refused") {
    return t(kind === "ssh" ? "connections-reach-next-key" : "connections-reach-next-token");
  }
  return textIfAny(`reach-next-${reason}`) ?? "";
}

/** The fingerprints that a changed host key is told by: the one known before, and the one now. */
export function fingerprints(detail: string | null): { before: string; now: string } | null {
  const [before, now] = detail?.match(/SHA256:[A-Za-z0-9+/=]+/g) ?? [];
  return before && now ? { before, now } : null;
}
