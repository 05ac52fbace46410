import type { Desk } from "../../state/desk.svelte";
import { t } from "../../words/texts.svelte";
import { Messages } from "./messages.svelte";

/** Ticks a message, and offers to undo that. */
export async function passOn(
  desk: Desk,
  call: string,
  message: { id: string; recipient: string },
): Promise<void> {
  const messages = desk.store(Messages);
  const back = () => void desk.attempt(messages.passOn(call, message.id, false));
  const undo = desk.undo.offer(back);
  if (await desk.attempt(messages.passOn(call, message.id, true))) {
    const text = t("messages-passed-on", { recipient: message.recipient });
    desk.toasts.say(text, { label: t("window-undo"), run: undo });
  }
}
