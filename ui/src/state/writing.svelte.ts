/** About which call a message is being written, in whatever part of the window that was begun. */
export class Writing {
  #call = $state<string | null>(null);

  get call(): string | null {
    return this.#call;
  }

  begin(call: string): void {
    this.#call = call;
  }

  end(): void {
    this.#call = null;
  }
}
