// The one seam between the window and the desk. Two hosts are real: the desktop program, and
// `kimo serve` over HTTP. Nothing else in the window knows which of them it runs in.

import type { AskErrorCode, FeedItem, Questions } from "./generated";

export type QuestionName = keyof Questions;
export type Params<Name extends QuestionName> = Questions[Name]["params"];
export type Answer<Name extends QuestionName> = Questions[Name]["answer"];

export interface Host {
  /** Asks the desk. Fails with a {@link NotAnswered} and nothing else. */
  ask<Name extends QuestionName>(name: Name, params: Params<Name>): Promise<Answer<Name>>;

  /** Takes the feed until the returned function is called. */
  listen(listener: FeedListener): () => void;
}

export type FeedListener = {
  item(item: FeedItem): void;
  /** The feed (re)started: whatever was known before may be stale. */
  connected(): void;
  /** The feed broke off; the host keeps trying. */
  lost(): void;
};

/** Why a question was not answered. Its text is `error-<code>`. */
export class NotAnswered extends Error {
  constructor(
    /**
     * The desk's own code; "unreachable" where no answer came at all, and "no_session" where the
     * page belongs to no running desk.
     */
    readonly code: AskErrorCode | "unreachable" | "no_session",
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
