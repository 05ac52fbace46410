import { expect, test, vi } from "vitest";

import { callAt } from "../../tests/examples";
import { ScriptedHost, source } from "../../tests/scripted-host";

test("each follower hears of what it named, and of nothing else", () => {
  const { host, feed } = source(new ScriptedHost());
  const hooks = vi.fn();
  const call = vi.fn();
  feed.follow({ hooks });
  const stop = feed.follow({ call });
  host.tell({ type: "hooks" });
  host.tell({ type: "call", call: callAt(0), open_missed: 3 });
  expect(hooks).toHaveBeenCalledOnce();
  expect(call).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ open_missed: 3 }));
  stop();
  host.tell({ type: "call", call: callAt(0), open_missed: 3 });
  expect(call).toHaveBeenCalledOnce();
});

test("after a break, and when news got lost, everybody looks again", () => {
  const { host, feed } = source(new ScriptedHost());
  const again = vi.fn();
  feed.follow({ again });
  feed.follow({ again });
  host.connect();
  expect(again).toHaveBeenCalledTimes(2);
  host.lose();
  expect(feed.lost).toBe(true);
  host.connect();
  expect(feed.lost).toBe(false);
  expect(again).toHaveBeenCalledTimes(4);
  host.tell({ type: "lagged" });
  expect(again).toHaveBeenCalledTimes(6);
});
