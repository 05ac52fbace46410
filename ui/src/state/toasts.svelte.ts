export type Toast = {
  id: number;
  text: string;
  tone: "plain" | "failed";
  action?: { label: string; run: () => void };
};

/** Short words at the lower edge: what was done, with a way back, or what went wrong. */
export class Toasts {
  #shown = $state.raw<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  get shown(): Toast[] {
    return this.#shown;
  }

  say(text: string, action?: Toast["action"]): void {
    this.#add({ text, tone: "plain", ...(action ? { action } : {}) });
  }

  fail(text: string): void {
    this.#add({ text, tone: "failed" });
  }

  close(id: number): void {
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** While somebody points at the toasts or has the focus there, none goes away. */
  hold(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  release(): void {
    for (const toast of this.#shown) this.#countDown(toast);
  }

  #add(toast: Omit<Toast, "id">): void {
    const added = { ...toast, id: this.#next++ };
    // Three at once are all that anybody reads.
    this.#shown = [...this.#shown.slice(-2), added];
    this.#countDown(added);
  }

  #countDown(toast: Toast): void {
    const stay = toast.action || toast.tone === "failed" ? 10_000 : 4_000;
    clearTimeout(this.#timers.get(toast.id));
    this.#timers.set(
      toast.id,
      setTimeout(() => this.close(toast.id), stay),
    );
  }
}
