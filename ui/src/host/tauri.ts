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
      const stop = listen<FeedItem>("feed", (event) => listener.item(event.payload));
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
