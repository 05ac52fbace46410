// The host over HTTP: `POST /api/<name>` with JSON, and server-sent events from `GET /api/feed`,
// each event's data one feed item. Every request brings the session in a header: a cookie would go
// to every port of this computer. That is why the feed is no `EventSource`, which sends none.

import type { FeedItem } from "./generated";
import { type FeedListener, type Host, NotAnswered } from "./host";

/** How long after a break the feed is asked for again. */
const AGAIN_AFTER_MS = 2000;

export function httpHost(session: string | null, base = ""): Host {
  const known: Record<string, string> = session ? { authorization: `Bearer ${session}` } : {};
  return {
    async ask(name, params) {
      const response = await fetch(`${base}/api/${name}`, {
        method: "POST",
        headers: { ...known, "content-type": "application/json" },
        body: JSON.stringify(params),
      }).catch((reason: unknown) => {
        throw new NotAnswered("unreachable", String(reason));
      });
      const answer = await response.json().catch(() => null);
      if (response.status === 401) throw new NotAnswered("no_session", response.statusText);
      if (!response.ok) {
        throw new NotAnswered(answer?.code ?? "unreachable", answer?.detail ?? response.statusText);
      }
      return answer;
    },

    listen(listener) {
      const stop = new AbortController();
      const asked = () => fetch(`${base}/api/feed`, { headers: known, signal: stop.signal });
      void follow(asked, listener, stop.signal);
      return () => stop.abort();
    },
  };
}

/** Follows the feed, and comes again after each break, until it is told to stop. */
async function follow(
  ask: () => Promise<Response>,
  listener: FeedListener,
  stop: AbortSignal,
): Promise<void> {
  while (!stop.aborted) {
    const feed = await ask().catch(() => null);
    if (stop.aborted) return;
    if (feed?.ok && feed.body) {
      listener.connected();
      await take(feed.body, (item) => {
        if (!stop.aborted) listener.item(item);
      });
    }
    if (stop.aborted) return;
    listener.lost();
    await new Promise((done) => setTimeout(done, AGAIN_AFTER_MS));
  }
}

/** Hands on each item until the feed breaks off; what fails at one of them does not end it. */
async function take(
  feed: ReadableStream<Uint8Array<ArrayBuffer>>,
  hand: (item: FeedItem) => void,
): Promise<void> {
  const reader = feed.pipeThrough(new TextDecoderStream()).getReader();
  let begun = "";
  for (;;) {
    // However it broke off, it is asked for again.
    const { value } = await reader.read().catch(() => ({ value: undefined }));
    if (value === undefined) return;
    const lines = (begun + value).split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: ")) continue;
      try {
        hand(JSON.parse(line.slice("data: ".length)) as FeedItem);
      } catch (reason) {
        reportError(reason);
      }
    }
  }
}
