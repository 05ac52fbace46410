import { expect, test } from "vitest";

import { FakeHost } from "../../host/fake";
import type { CallRow, CallsPage } from "../../host/generated";
import type { Host } from "../../host/host";
import { CallList } from "./call-list.svelte";

function list(scene: ConstructorParameters<typeof FakeHost>[0] = {}): [CallList, FakeHost] {
  const host = new FakeHost({ running: false, ...scene });
  return [new CallList(host), host];
}

test("pages follow one another to the end, without a gap or a repetition", async () => {
  const [calls] = list({ calls: 250 });
  await calls.load();
  while (calls.hasMore) await calls.more();
  const ids = calls.rows.map((row) => row.id);
  expect(ids).toHaveLength(250);
  expect(new Set(ids).size).toBe(250);
  const starts = calls.rows.map((row) => row.started_at);
  expect(starts).toEqual([...starts].sort().reverse());
});

test("a call rings apart from the list, and joins it when it is over", async () => {
  const [calls, host] = list({ calls: 20 });
  await calls.load();
  const ringing = host.ring();
  calls.take(ringing);
  expect(calls.running.map((row) => row.id)).toEqual([ringing.id]);
  expect(calls.rows).toHaveLength(20);
  calls.take(host.answer(ringing.id));
  expect(calls.running[0]?.status).toBe("in_progress");
  calls.take(host.end(ringing.id));
  expect(calls.running).toEqual([]);
  expect(calls.rows[0]?.id).toBe(ringing.id);
});

test("calls that already ring are found with the first page", async () => {
  const [calls] = list({ running: true });
  await calls.load();
  expect(calls.running.map((row) => row.status)).toEqual(["ringing", "in_progress"]);
  expect(calls.rows.every((row) => row.status === "ended")).toBe(true);
});

test("news that overtakes an answer is believed, not the answer", async () => {
  for (const ask of ["load", "catchUp"] as const) {
    const [calls, host] = list({ calls: 20 });
    await calls.load();
    const ringing = host.ring();
    calls.take(ringing);
    const answered = calls[ask](); // the desk has answered: it rings
    calls.take(host.end(ringing.id));
    await answered;
    expect(calls.running, ask).toEqual([]);
    expect(calls.rows[0]?.id, ask).toBe(ringing.id);
  }
});

test("news of a call that the filter leaves out changes nothing", async () => {
  const [calls, host] = list();
  await calls.show("out", "");
  const before = calls.rows;
  calls.take(host.end(host.ring().id));
  expect(calls.rows).toEqual(before);
});

test("a call leaves the missed ones when it turns out to have been answered", async () => {
  const [calls] = list();
  await calls.show("missed", "");
  const [first] = calls.rows as [CallRow];
  calls.take({ ...first, missed: false, disposition: "answered" });
  expect(calls.rows.some((row) => row.id === first.id)).toBe(false);
});

test("news older than the last row at hand waits for its page", async () => {
  const [calls] = list({ calls: 500 });
  await calls.load();
  const last = calls.rows.at(-1) as CallRow;
  calls.take({ ...last, id: "verimor:old", started_at: "2020-01-01T00:00:00Z" });
  expect(calls.rows.some((row) => row.id === "verimor:old")).toBe(false);
});

test("while searching, news is shown only if the desk finds it", async () => {
  const [calls, host] = list();
  await calls.show("all", "Ayşe");
  const found = calls.rows.length;
  expect(found).toBeGreaterThan(0);
  calls.take(host.end(host.ring(1).id));
  await settled();
  expect(calls.rows).toHaveLength(found);
  const hers = host.end(host.ring(0).id);
  calls.take(hers);
  await settled();
  expect(calls.rows[0]?.id).toBe(hers.id);
});

test("the answer to a question that was asked anew is dropped", async () => {
  const answers: ((page: CallsPage) => void)[] = [];
  const host: Host = {
    ask: () => new Promise<never>((answer) => answers.push(answer as never)),
    listen: () => () => {},
  };
  const calls = new CallList(host);
  const slow = calls.show("all", "a");
  const quick = calls.show("all", "ay");
  answers[1]?.({ rows: [], next: null });
  answers[0]?.({ rows: [{ id: "verimor:stale", status: "ended" } as CallRow], next: null });
  await Promise.all([slow, quick]);
  expect(calls.rows).toEqual([]);
  expect(calls.search).toBe("ay");
});

test("after a break, what came meanwhile is there and what was at hand stays", async () => {
  const [calls, host] = list({ calls: 300 });
  await calls.load();
  await calls.more();
  const missedOut = host.end(host.ring().id);
  await calls.catchUp();
  expect(calls.rows[0]?.id).toBe(missedOut.id);
  expect(calls.rows).toHaveLength(201);
});

test("after a long break, the list begins anew rather than hide a gap", async () => {
  const [calls, host] = list({ calls: 300 });
  await calls.load();
  for (let count = 0; count < 120; count++) host.end(host.ring(count).id);
  await calls.catchUp();
  expect(calls.rows).toHaveLength(100);
  expect(calls.hasMore).toBe(true);
});

test("a failure is told, and the next attempt gets through", async () => {
  const [calls, host] = list({ failing: true });
  await calls.load();
  expect(calls.phase).toBe("failed");
  expect(calls.failure?.code).toBe("storage");
  host.scene.failing = false;
  await calls.load();
  expect(calls.phase).toBe("ready");
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
