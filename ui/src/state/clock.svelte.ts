/** The time of day as the window shows it, passed in so that tests can hold it still. */
export class Clock {
  readonly now: () => number;
  #second = $state(0);
  #day = $state(0);
  #wanted = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(now: () => number) {
    this.now = now;
    this.#second = this.#day = now();
    // "Today" must become "Yesterday" in a window that stays open overnight.
    setInterval(() => (this.#day = this.now()), 60_000);
  }

  /** Fresh within a minute. */
  get day(): number {
    return this.#day;
  }

  /** Fresh within a second while somebody {@link tick}s. */
  get second(): number {
    return this.#second;
  }

  /** Keeps `second` fresh until the returned function is called. */
  tick(): () => void {
    this.#second = this.now();
    if (this.#wanted++ === 0) {
      this.#timer = setInterval(() => (this.#second = this.now()), 1000);
    }
    return () => {
      if (--this.#wanted === 0) clearInterval(this.#timer);
    };
  }
}
