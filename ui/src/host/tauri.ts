// The host inside the desktop program: one command, one event.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { AskError, FeedItem } from "./generated";
import { type Host, NotAnswered } from "./host";

export function tauriHost(): Host {
  return {
    ask: (name, params) =>
      invoke<never>("ask", { name, params }).catch((reason: unknown) => {
        const known = reason as Partial<AskError> | null;
        throw new NotAnswered(known?.code ?? "unreachable", known?.detail ?? String(reason));
      }),

    listen(listener) {
      let closed = false;
      // What is for another window is none of this one's business.
      const target = { kind: "WebviewWindow", label: ownLabel() } as const;
      const heard = (event: { payload: FeedItem }) => listener.item(event.payload);
      const stop = listen<FeedItem>("feed", heard, { target });
      stop.then(
        () => closed || listener.connected(),
        () => listener.lost(),
      );
      return () => {
        closed = true;
        void stop.then((unlisten) => unlisten());
      };
    },
  };
}

/** The name of the window in which this page is. */
function ownLabel(): string {
  type Internals = { metadata: { currentWebview: { label: string } } };
  const known = window as unknown as { __TAURI_INTERNALS__: Internals };
  return known.__TAURI_INTERNALS__.metadata.currentWebview.label;
}
