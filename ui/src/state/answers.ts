/** Stands for an answer that a newer one has overtaken. */
export const overtaken = Symbol("overtaken");

/**
 * The answers to one question that is asked again and again, in the order in which it was asked:
 * an answer that comes after a newer one is dropped. An answer that is not the last asked for is
 * shown all the same, or news that comes fast would be shown never.
 */
export class Answers {
  #asked = 0;
  #taken = 0;

  /** Waits for an answer, and fails as the question does, unless a newer answer was there first. */
  async next<Answer>(question: Promise<Answer>): Promise<Answer | typeof overtaken> {
    const asked = ++this.#asked;
    try {
      const answer = await question;
      if (asked < this.#taken) return overtaken;
      this.#taken = asked;
      return answer;
    } catch (reason) {
      if (asked < this.#taken) return overtaken;
      throw reason;
    }
  }

  /** Something newer is known than any answer still on its way. */
  outdate(): void {
    this.#taken = ++this.#asked;
  }
}
