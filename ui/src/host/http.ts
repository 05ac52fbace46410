// The host over HTTP: `POST /api/<name>` with JSON, and server-sent events from `GET /api/feed`,
// each event's data one feed item. The session is a cookie that the page came with.

import type { FeedItem } from "./generated";
import { type Host, NotAnswered } from "./host";

export function httpHost(base = ""): Host {
  return {
    async ask(name, params) {
      const response = await fetch(`${base}/api/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(params),
      }).catch((reason: unknown) => {
        throw new NotAnswered("unreachable", String(reason));
      });
      const answer = await response.json().catch(() => null);
      if (!response.ok) {
        throw new NotAnswered(answer?.code ?? "unreachable", answer?.detail ?? response.statusText);
      }
      return answer;
    },

    listen(listener) {
      let source: EventSource;
      let again: ReturnType<typeof setTimeout> | undefined;
      const open = () => {
        source = new EventSource(`${base}/api/feed`);
        source.onopen = () => listener.connected();
        source.onmessage = (message) => listener.item(JSON.parse(message.data) as FeedItem);
        source.onerror = () => {
          listener.lost();
          // The browser reconnects by itself unless the answer was an error; then it gives up.
          if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 2000);
        };
      };
      open();
      return () => {
        clearTimeout(again);
        source.close();
      };
    },
  };
}
