import type { CallerWants, MessagesPage, WaitingMessageRow } from "../../host/generated";
import type { Host, NotAnswered } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** The messages for colleagues that wait to be passed on. */
export class Messages {
  #host: Host;
  #answers = new Answers();
  #page = $state.raw<MessagesPage | null>(null);
  #failure = $state.raw<NotAnswered | null>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    // What is called otherwise is shown otherwise here too.
    feed.follow({ messages: load, contacts: load, calls: load, again: load });
    load();
  }

  /** Null until the first answer. */
  get rows(): WaitingMessageRow[] | null {
    return this.#page?.rows ?? null;
  }

  get total(): number {
    return this.#page?.total ?? 0;
  }

  get failure(): NotAnswered | null {
    return this.#failure;
  }

  async load(): Promise<void> {
    try {
      const page = await this.#answers.next(this.#host.ask("messages", {}));
      if (page === overtaken) return;
      this.#page = page;
      this.#failure = null;
    } catch (reason) {
      this.#failure = reason as NotAnswered;
    }
  }

  async leave(
    call: string,
    recipient: string,
    wants: CallerWants | null,
    text: string,
  ): Promise<void> {
    const said = wants === null ? {} : { wants };
    await this.#host.ask("leave_message", { call, recipient, text, ...said });
  }

  async passOn(call: string, message: string, done: boolean): Promise<void> {
    await this.#host.ask("pass_on_message", { call, message, done });
  }
}
