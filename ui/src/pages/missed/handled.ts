import type { Desk } from "../../state/desk.svelte";
import { t } from "../../words/texts.svelte";
import { MissedList } from "./missed-list.svelte";

/** Takes a caller off the missed list, and offers to undo that. */
export async function markHandled(desk: Desk, call: string, who: string): Promise<void> {
  const missed = desk.store(MissedList);
  const undo = desk.undo.offer(() => void desk.attempt(missed.mark(call, false)));
  if (await desk.attempt(missed.mark(call, true))) {
    desk.toasts.say(t("missed-cleared", { who }), { label: t("window-undo"), run: undo });
  }
}

/** Takes a caller off the missed list until then, and offers to undo that. */
export async function snooze(desk: Desk, call: string, who: string, until: number): Promise<void> {
  const missed = desk.store(MissedList);
  const undo = desk.undo.offer(() => void desk.attempt(missed.snooze(call, null)));
  if (await desk.attempt(missed.snooze(call, new Date(until).toISOString()))) {
    const when = desk.formats.moment(new Date(until).toISOString(), desk.clock.now());
    desk.toasts.say(t("missed-snoozed", { who, when }), { label: t("window-undo"), run: undo });
  }
}

/** Brings a caller back who could wait. */
export async function wake(desk: Desk, call: string): Promise<void> {
  await desk.attempt(desk.store(MissedList).snooze(call, null));
}

/** Puts somebody back on the missed list. */
export async function reopen(desk: Desk, call: string): Promise<void> {
  await desk.attempt(desk.store(MissedList).mark(call, false));
}
