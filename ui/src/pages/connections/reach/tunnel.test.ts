import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { FakeHost } from "../../../host/fake";
import type { Host } from "../../../host/host";
import { Tunnel } from "./tunnel.svelte";
import { fingerprints } from "./words";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("nobody who has not asked is told of changes", async () => {
  const host = new FakeHost();
  const tunnel = new Tunnel(host);
  await tunnel.changed();
  expect(host.asked).toEqual([]);
  await tunnel.load();
  host.scene.unreached = "name";
  await tunnel.changed();
  expect(tunnel.view?.status.reason).toBe("name");
});

test("a check goes on until the desk tells its result", async () => {
  const tunnel = new Tunnel(new FakeHost());
  await tunnel.load();
  await tunnel.check();
  expect(tunnel.checking).toBe(true);
  await tunnel.changed();
  expect(tunnel.checking).toBe(false);
});

test("a check of which nothing is heard comes to an end", async () => {
  const tunnel = new Tunnel(new FakeHost());
  await tunnel.load();
  await tunnel.check();
  vi.advanceTimersByTime(15_000);
  expect(tunnel.checking).toBe(false);
});

test("a choice that the desk refuses changes nothing, and says so", async () => {
  const host = new FakeHost();
  const tunnel = new Tunnel(host);
  await tunnel.load();
  const before = tunnel.view;
  host.scene.failing = true;
  await expect(tunnel.use({ kind: "off" }, null)).rejects.toThrow("storage");
  expect(tunnel.view).toBe(before);
});

test("the answer to a choice does not hide newer news", async () => {
  const host = new FakeHost();
  const slow: Host = {
    listen: () => () => {},
    async ask(name, params) {
      const answer = await host.ask(name, params);
      if (name === "use_tunnel") {
        // The desk proves the new way while its answer is on the way.
        host.scene.unreached = null;
        await tunnel.changed();
      }
      return answer;
    },
  };
  const tunnel = new Tunnel(slow);
  host.scene.unreached = "name";
  await tunnel.load();
  await tunnel.use({ kind: "tailscale", program: null }, null);
  expect(tunnel.view?.choice.kind).toBe("tailscale");
  expect(tunnel.view?.status.state).toBe("reachable");
});

test("a changed key is told by both fingerprints, or in the desk's own words", () => {
  expect(fingerprints("has changed from SHA256:abc+/9 to SHA256:def=")).toEqual({
    before: "SHA256:abc+/9",
    now: "SHA256:def=",
  });
  expect(fingerprints("something else")).toBeNull();
  expect(fingerprints(null)).toBeNull();
});
