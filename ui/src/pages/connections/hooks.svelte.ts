import type { HookRow } from "../../host/generated";
import type { Host } from "../../host/host";
import { Answers, overtaken } from "../../state/answers";
import type { Source } from "../../state/feed.svelte";

/** The hooks, kept up to date by the feed. */
export class Hooks {
  #host: Host;
  #answers = new Answers();
  #all = $state.raw<HookRow[] | null>(null);
  #failure = $state.raw<unknown>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    feed.follow({ hooks: load, again: load });
    load();
  }

  /** Null until the first answer. */
  get all(): HookRow[] | null {
    return this.#all;
  }

  /** Why there is no answer. */
  get failure(): unknown {
    return this.#failure;
  }

  async load(): Promise<void> {
    try {
      const all = await this.#answers.next(this.#host.ask("hooks", {}));
      if (all === overtaken) return;
      this.#all = all;
      this.#failure = null;
    } catch (reason) {
      this.#failure = reason;
    }
  }

  /** Waits for a change of one hook, or a new one, and puts what the desk answers in its place. */
  async change(question: Promise<HookRow>): Promise<HookRow> {
    const hook = await question;
    // What was asked before may not know of it yet.
    this.#answers.outdate();
    this.#put(hook);
    // And the answer may not know of what was changed after it.
    await this.load();
    return hook;
  }

  /** Removes a hook. Those that ask for it from then on find none. */
  async remove(hook: number): Promise<void> {
    await this.#host.ask("remove_hook", { hook });
    this.#answers.outdate();
    this.#all = this.#all?.filter(({ id }) => id !== hook) ?? null;
    await this.load();
  }

  #put(hook: HookRow): void {
    const all = this.#all ?? [];
    const known = all.some((other) => other.id === hook.id);
    this.#all = known ? all.map((other) => (other.id === hook.id ? hook : other)) : [...all, hook];
  }
}
