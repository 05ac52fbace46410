import type { CallRow } from "../host/generated";
import type { Clock } from "./clock.svelte";
import type { Feed } from "./feed.svelte";

/** The longest that a call is believed to go on, in seconds. */
const LONGEST = 4 * 3600;

/** How long the calls that go on have been ringing or talking. */
export class Durations {
  #clock: Clock;
  #seen = new Map<string, { status: string; since: number }>();

  constructor(feed: Feed, clock: Clock) {
    this.#clock = clock;
    feed.follow({ call: ({ call }) => this.#remember(call) });
  }

  /**
   * Seconds, counted by this computer's clock from when the call was first seen so, since the
   * PBX's clock may be minutes away. Null where that says nothing.
   */
  of(call: CallRow): number | null {
    const seen = this.#seen.get(call.id);
    if (seen?.status === call.status) return (this.#clock.second - seen.since) / 1000;
    const began = Date.parse(call.answered_at ?? call.started_at);
    const seconds = (this.#clock.second - began) / 1000;
    return seconds >= 0 && seconds < LONGEST ? seconds : null;
  }

  #remember(call: CallRow): void {
    if (call.status === "ended") this.#seen.delete(call.id);
    else if (this.#seen.get(call.id)?.status !== call.status) {
      this.#seen.set(call.id, { status: call.status, since: this.#clock.now() });
    }
  }
}
