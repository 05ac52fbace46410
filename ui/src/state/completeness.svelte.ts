import type {
  AddressEntered,
  Completeness as Told,
  GapRow,
  KeyChecked,
  KeyKept,
  ProofRow,
} from "../host/generated";
import type { Host } from "../host/host";
import { Answers, overtaken } from "./answers";
import type { Source } from "./feed.svelte";

/** So many gaps are listed. */
const MOST_GAPS = 10;

/** Up to when the history is proved to be complete, kept up to date by the feed. */
export class Completeness {
  #host: Host;
  #answers = new Answers();
  #told = $state.raw<Told | null>(null);

  constructor({ host, feed }: Source) {
    this.#host = host;
    const load = () => void this.load();
    feed.follow({ records: load, hooks: load, again: load });
    load();
  }

  /** What is proved of a hook; null where its PBX has no interface that can be asked. */
  of(hook: number): ProofRow | null {
    return this.#told?.hooks.find((proof) => proof.hook === hook) ?? null;
  }

  /** When a hook could not hear its PBX, the newest first: what is to be said of it. */
  gaps(hook: number): GapRow[] {
    const worthSaying = (gap: GapRow) => gap.closed_at === null || gap.brought_in > 0;
    const all = this.#told?.gaps.filter((gap) => gap.hook_id === hook && worthSaying(gap)) ?? [];
    return all.slice(0, MOST_GAPS);
  }

  /** The earliest moment up to which everything is complete that has a key; null without one. */
  get until(): string | null {
    const proved = this.#told?.hooks.filter((proof) => proof.has_key) ?? [];
    const moments = proved.map((proof) => proof.complete_until).filter((at) => at !== null);
    if (moments.length < proved.length) return null;
    return moments.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
  }

  /** What those are called of which that is said. */
  get names(): string[] {
    return this.#told?.hooks.filter((proof) => proof.has_key).map((proof) => proof.name) ?? [];
  }

  /** Why the records of some hook cannot be read. */
  get failure(): string | null {
    return this.#told?.hooks.find((proof) => proof.failure)?.failure ?? null;
  }

  async useKey(hook: number, key: string): Promise<KeyChecked> {
    const checked = await this.#host.ask("use_key", { hook, key });
    if (checked.works) await this.load();
    return checked;
  }

  async enterAddress(hook: number, instead_of?: string): Promise<AddressEntered> {
    const agreed = instead_of === undefined ? {} : { instead_of };
    const answer = await this.#host.ask("enter_address", { hook, ...agreed });
    await this.load();
    return answer;
  }

  async putAddressBack(hook: number): Promise<AddressEntered> {
    const answer = await this.#host.ask("put_address_back", { hook });
    await this.load();
    return answer;
  }

  async readNames(hook: number): Promise<void> {
    await this.#host.ask("read_names", { hook });
    await this.load();
  }

  async forgetKey(hook: number): Promise<void> {
    await this.#host.ask("forget_key", { hook });
    await this.load();
  }

  async useRecordingsKey(hook: number, key: string): Promise<KeyKept> {
    const answer = await this.#host.ask("use_recordings_key", { hook, key });
    if (answer.kept) await this.load();
    return answer;
  }

  async forgetRecordingsKey(hook: number): Promise<void> {
    await this.#host.ask("forget_recordings_key", { hook });
    await this.load();
  }

  async load(): Promise<void> {
    // What was known stays; the next news ask again.
    const told = await this.#answers.next(this.#host.ask("completeness", {})).catch(() => null);
    if (told !== null && told !== overtaken) this.#told = told;
  }
}
