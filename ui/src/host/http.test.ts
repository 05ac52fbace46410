import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { callAt } from "../../tests/examples";
import type { FeedItem } from "./generated";
import { httpHost } from "./http";

const RING: FeedItem = { type: "call", call: callAt(0), open_missed: 1 };

/** What was fetched, and what comes of it. */
const fetched = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  fetched.mockReset();
});

/** A feed whose pieces the test sends. */
function feed() {
  let sender: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (it) => void (sender = it) });
  fetched.mockResolvedValueOnce(new Response(body));
  return {
    send: (piece: Uint8Array) => sender?.enqueue(piece),
    end: () => sender?.close(),
    breakOff: () => sender?.error(new TypeError("network")),
  };
}

function listening() {
  const listener = { item: vi.fn(), connected: vi.fn(), lost: vi.fn() };
  return { ...listener, stop: httpHost("s3cret").listen(listener) };
}

const settled = () => vi.advanceTimersByTimeAsync(0);
const bytes = (text: string) => new TextEncoder().encode(text);
const event = (item: FeedItem) => bytes(`data: ${JSON.stringify(item)}\n\n`);

test("every request brings the session, and none where the page has none", async () => {
  fetched.mockImplementation(() => Promise.resolve(Response.json({})));
  await httpHost("s3cret").ask("status", {});
  await httpHost(null).ask("status", {});
  feed();
  listening();
  await settled();
  const headers = fetched.mock.calls.map(([, options]) => new Headers(options?.headers));
  expect(headers.map((it) => it.get("authorization"))).toEqual([
    "Bearer s3cret",
    null,
    "Bearer s3cret",
  ]);
});

test("a page of no session is told so, and from a desk's own refusal", async () => {
  fetched.mockResolvedValueOnce(new Response("open the address", { status: 401 }));
  await expect(httpHost("old").ask("status", {})).rejects.toMatchObject({ code: "no_session" });
  fetched.mockResolvedValueOnce(
    Response.json({ code: "storage", detail: "full" }, { status: 503 }),
  );
  await expect(httpHost("old").ask("status", {})).rejects.toMatchObject({ code: "storage" });
  fetched.mockRejectedValueOnce(new TypeError("network"));
  await expect(httpHost("old").ask("status", {})).rejects.toMatchObject({ code: "unreachable" });
});

test("an item is handed on once it is whole, however it is cut on its way", async () => {
  const { send } = feed();
  const { item, connected } = listening();
  await settled();
  expect(connected).toHaveBeenCalledOnce();
  const told: FeedItem = { type: "show", view: "call:şğü☎" };
  for (const byte of event(told)) send(Uint8Array.of(byte));
  send(bytes(":\n\n"));
  await settled();
  expect(item).toHaveBeenCalledExactlyOnceWith(told);
  send(Uint8Array.of(...event(RING), ...event(told)));
  await settled();
  expect(item.mock.calls.slice(1)).toEqual([[RING], [told]]);
});

test.each(["end", "breakOff"] as const)("after the feed's %s it comes again", async (how) => {
  const first = feed();
  const { item, connected, lost } = listening();
  await settled();
  first[how]();
  await settled();
  expect(lost).toHaveBeenCalledOnce();
  fetched.mockResolvedValueOnce(new Response(null, { status: 401 }));
  await vi.advanceTimersByTimeAsync(2000);
  fetched.mockRejectedValueOnce(new TypeError("network"));
  await vi.advanceTimersByTimeAsync(2000);
  expect(connected).toHaveBeenCalledOnce();
  const { send } = feed();
  await vi.advanceTimersByTimeAsync(2000);
  expect(connected).toHaveBeenCalledTimes(2);
  send(event(RING));
  await settled();
  expect(item).toHaveBeenCalledExactlyOnceWith(RING);
});

test("a listener that fails at one item hears the next", async () => {
  const reported = vi.fn();
  vi.stubGlobal("reportError", reported);
  const { send } = feed();
  const { item, lost } = listening();
  item.mockImplementationOnce(() => {
    throw new Error("a bug of the window");
  });
  await settled();
  send(event(RING));
  send(event(RING));
  await settled();
  expect(item).toHaveBeenCalledTimes(2);
  expect(reported).toHaveBeenCalledOnce();
  expect(lost).not.toHaveBeenCalled();
});

test("nothing is asked or told any more once nobody listens", async () => {
  const first = feed();
  const { item, lost, stop } = listening();
  await settled();
  stop();
  first.send(event(RING));
  first.end();
  await vi.advanceTimersByTimeAsync(10_000);
  expect([item, lost].map((it) => it.mock.calls.length)).toEqual([0, 0]);
  expect(fetched).toHaveBeenCalledOnce();
  expect(fetched.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
});
