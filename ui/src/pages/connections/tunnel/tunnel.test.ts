import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { iso, NOW, tunnel as view } from "../../../../tests/examples";
import { ScriptedHost, settled, source } from "../../../../tests/scripted-host";
import { Tunnel } from "./tunnel.svelte";
import { fingerprints } from "./tunnel-words";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ADDRESS = { kind: "address", public_url: "https://kimo.example.com" } as const;

/** A desk that is not reached until `proved`. */
async function opened(): Promise<[Tunnel, ScriptedHost, { checked: number; proved: boolean }]> {
  const desk = { checked: 0, proved: false };
  const host = new ScriptedHost({
    tunnel: () =>
      view(ADDRESS, {
        checked_at: iso(NOW + desk.checked * 1000),
        state: desk.proved ? "reachable" : "unreachable",
        reason: desk.proved ? null : "name",
      }),
    check_tunnel: () => null,
    use_tunnel: ({ choice }) => view(choice, { state: "unchecked" }),
  });
  const tunnel = new Tunnel(source(host));
  await settled();
  return [tunnel, host, desk];
}

test("what the desk tells of is asked for, and what news may have been lost of", async () => {
  const [tunnel, host, desk] = await opened();
  expect(tunnel.view?.status.reason).toBe("name");
  desk.proved = true;
  host.tell({ type: "tunnel" });
  await settled();
  expect(tunnel.view?.status.reason).toBeNull();
  desk.proved = false;
  host.tell({ type: "lagged" });
  await settled();
  expect(tunnel.view?.status.reason).toBe("name");
});

test("a late answer does not undo a newer one", async () => {
  const [tunnel, host] = await opened();
  host.answers = {};
  host.tell({ type: "tunnel" });
  host.tell({ type: "tunnel" });
  const [, older, newer] = host.questions("tunnel");
  newer?.answer(view(ADDRESS));
  await settled();
  older?.answer(view(ADDRESS, { state: "unreachable", reason: "connect" }));
  await settled();
  expect(tunnel.view?.status.state).toBe("reachable");
});

test("a check goes on until the desk tells its result", async () => {
  const [tunnel, host, desk] = await opened();
  await tunnel.check();
  expect(tunnel.checking).toBe(true);
  desk.checked += 1;
  host.tell({ type: "tunnel" });
  await settled();
  expect(tunnel.checking).toBe(false);
});

test("a check of which nothing is heard comes to an end", async () => {
  const [tunnel] = await opened();
  await tunnel.check();
  vi.advanceTimersByTime(15_000);
  expect(tunnel.checking).toBe(false);
});

test("a choice that the desk refuses changes nothing, and says so", async () => {
  const [tunnel, host] = await opened();
  const before = tunnel.view;
  host.failing = true;
  await expect(tunnel.use({ kind: "off" }, null)).rejects.toThrow("storage");
  expect(tunnel.view).toBe(before);
});

test("the answer to a choice does not hide newer news", async () => {
  const [tunnel, host, desk] = await opened();
  delete host.answers.use_tunnel;
  const using = tunnel.use(ADDRESS, null);
  // The desk proves the new way while its answer is on the way.
  desk.proved = true;
  host.tell({ type: "tunnel" });
  await settled();
  host.questions("use_tunnel")[0]?.answer(view(ADDRESS, { state: "unchecked" }));
  await using;
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
