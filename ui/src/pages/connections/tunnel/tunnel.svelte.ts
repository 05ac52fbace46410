import type { TunnelChoice, TunnelView } from "../../../host/generated";
import type { Host } from "../../../host/host";
import { Answers, overtaken } from "../../../state/answers";
import type { Source } from "../../../state/feed.svelte";

/** How long a check may take before the window stops to wait for its result. */
const PATIENCE = 15_000;

/** How the PBX reaches the desk, kept up to date by the feed. */
export class Tunnel {
  #host: Host;
  #view = $state.raw<TunnelView | null>(null);
  #failure = $state.raw<unknown>(null);
  #checking = $state(false);
  #answers = new Answers();
  #giveUp: ReturnType<typeof setTimeout> | undefined;

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    feed.follow({ tunnel: load, again: load });
    load();
  }

  /** Null until the first answer. */
  get view(): TunnelView | null {
    return this.#view;
  }

  /** Why there is no answer. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Somebody wants to know now, and the desk has not said yet. */
  get checking(): boolean {
    return this.#checking;
  }

  async load(): Promise<void> {
    try {
      const view = await this.#answers.next(this.#host.ask("tunnel", {}));
      if (view !== overtaken) this.#take(view);
    } catch (reason) {
      this.#failure = reason;
    }
  }

  /** Has the way proved. The result comes by the feed. */
  async check(): Promise<void> {
    this.#checking = true;
    clearTimeout(this.#giveUp);
    this.#giveUp = setTimeout(() => (this.#checking = false), PATIENCE);
    try {
      await this.#host.ask("check_tunnel", {});
    } catch (reason) {
      this.#stopChecking();
      throw reason;
    }
  }

  /** Uses another way from now on. */
  async use(choice: TunnelChoice, token: string | null): Promise<void> {
    await this.#host.ask("use_tunnel", { choice, token });
    // Its answer may be older than what the feed has told meanwhile.
    await this.load();
  }

  /** Accepts whatever key the server shows next. */
  async acceptKey(): Promise<void> {
    await this.#host.ask("forget_host_key", {});
    await this.load();
  }

  /** The changed address has been entered at the PBX. */
  async entered(): Promise<void> {
    await this.#host.ask("address_entered", {});
    await this.load();
  }

  #take(view: TunnelView): void {
    const before = this.#view?.status;
    const { checked_at, state } = view.status;
    if (before && (before.checked_at !== checked_at || before.state !== state)) {
      this.#stopChecking();
    }
    this.#view = view;
    this.#failure = null;
  }

  #stopChecking(): void {
    clearTimeout(this.#giveUp);
    this.#checking = false;
  }
}
