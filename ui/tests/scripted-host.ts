// A host that answers when and as a test says: what no real desk does on request, such as to hang,
// to fail, or to answer in another order than it was asked.

import type { AskErrorCode, FeedItem } from "../src/host/generated";
import {
  type Answer,
  type FeedListener,
  type Host,
  NotAnswered,
  type Params,
  type QuestionName,
} from "../src/host/host";
import { Feed } from "../src/state/feed.svelte";

/** A question that waits for the test to answer it. */
export type Asked = {
  name: QuestionName;
  params: unknown;
  answer(value: unknown): void;
  fail(code: AskErrorCode): void;
};

type Answers = { [Name in QuestionName]?: (params: Params<Name>) => Answer<Name> };

export class ScriptedHost implements Host {
  /** Every question, in the order in which it was asked. */
  readonly asked: Asked[] = [];
  /** What is answered at once; every other question waits. */
  answers: Answers;
  /** Nothing is understood, everything fails. */
  failing = false;
  #listeners = new Set<FeedListener>();

  constructor(answers: Answers = {}) {
    this.answers = answers;
  }

  ask<Name extends QuestionName>(name: Name, params: Params<Name>): Promise<Answer<Name>> {
    return new Promise((resolve, reject) => {
      this.asked.push({
        name,
        params,
        answer: (value) => resolve(value as Answer<Name>),
        fail: (code) => reject(new NotAnswered(code, "as the test wants it")),
      });
      const ready = this.answers[name] as ((params: unknown) => Answer<Name>) | undefined;
      if (this.failing) this.asked.at(-1)?.fail("storage");
      else if (ready) resolve(structuredClone(ready(params)));
    });
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The questions of this name. */
  questions(name: QuestionName): Asked[] {
    return this.asked.filter((asked) => asked.name === name);
  }

  tell(item: FeedItem): void {
    for (const listener of this.#listeners) listener.item(item);
  }

  connect(): void {
    for (const listener of this.#listeners) listener.connected();
  }

  lose(): void {
    for (const listener of this.#listeners) listener.lost();
  }
}

/** A store's view of such a host. */
export function source(host: ScriptedHost): { host: ScriptedHost; feed: Feed } {
  return { host, feed: new Feed(host) };
}

/** Whatever is answered has been taken in. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A promise that the test keeps, or breaks, when it likes. */
export function later<Value>() {
  let keep: (value: Value) => void = () => {};
  let break_: (reason: unknown) => void = () => {};
  const promise = new Promise<Value>((resolve, reject) => {
    keep = resolve;
    break_ = reject;
  });
  return { promise, keep, break: break_ };
}
