import type { FeedItem } from "../host/generated";
import type { Host } from "../host/host";

type Item<Topic extends FeedItem["type"]> = Extract<FeedItem, { type: Topic }>;

/** What somebody wants to hear of: what to do with each item, by its name. */
export type Follower = { [Topic in FeedItem["type"]]?: (item: Item<Topic>) => void } & {
  /** Whatever is known may be stale: the feed began or went on, or news got lost. */
  again?: () => void;
};

/** The desk, as a store sees it. */
export type Source = { readonly host: Host; readonly feed: Feed };

/** Hands the desk's feed to those who follow it, each only what it named. */
export class Feed {
  /** Stops listening. */
  readonly close: () => void;
  #followers = new Set<Follower>();
  #lost = $state(false);

  constructor(host: Host) {
    this.close = host.listen({
      item: (item) => this.#tell(item),
      connected: () => {
        this.#lost = false;
        this.#again();
      },
      lost: () => (this.#lost = true),
    });
  }

  /** It has broken off. */
  get lost(): boolean {
    return this.#lost;
  }

  /** Follows until the returned function is called. */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  #tell(item: FeedItem): void {
    if (item.type === "lagged") this.#again();
    for (const follower of this.#followers) {
      const take = follower[item.type] as ((item: FeedItem) => void) | undefined;
      take?.(item);
    }
  }

  #again(): void {
    for (const follower of this.#followers) follower.again?.();
  }
}
