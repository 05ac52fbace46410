import type { Desk } from "../../state/desk.svelte";
import { t } from "../../words/texts.svelte";

/** Has a made-up call posted to this hook, and says that it is on its way. */
export async function sendTestCall(desk: Desk, hook: number): Promise<void> {
  if (await desk.attempt(desk.host.ask("send_test_call", { hook }))) {
    desk.toasts.say(t("connections-test-sent"));
  }
}
