import { expect, test } from "vitest";

import { callAt, iso, NOW, party } from "../../../tests/examples";
import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import type { CallRow, CallsPage } from "../../host/generated";
import { CallList } from "./call-list.svelte";
import { fits } from "./order";

/** A desk with some calls: it pages and searches, and what happens to a call is told by hand. */
class Calls {
  readonly host = new ScriptedHost({ calls: (params) => this.#page(params) });
  readonly list: CallList;
  #rows: CallRow[];
  #rung = 0;

  constructor(count: number) {
    this.#rows = Array.from({ length: count }, (_, index) => callAt(index));
    this.list = new CallList(source(this.host));
  }

  ring(name: string | null = null): CallRow {
    const at = this.#rung++;
    const caller = party(`+90533${String(1_000_000 + at)}`, name);
    const since = { started_at: iso(NOW + at * 1000), answered_at: null, ended_at: null };
    const ringing = { status: "ringing", disposition: "unknown", answered_by: null } as const;
    return this.#keep(
      callAt(0, { id: `verimor:rung-${at}`, caller, other: caller, ...since, ...ringing }),
    );
  }

  answer(call: CallRow): CallRow {
    return this.#keep({ ...call, status: "in_progress", answered_by: "1001" });
  }

  end(call: CallRow): CallRow {
    return this.#keep({ ...call, status: "ended", disposition: "no_answer", missed: true });
  }

  #keep(call: CallRow): CallRow {
    const known = this.#rows.findIndex((row) => row.id === call.id);
    if (known < 0) this.#rows.unshift(call);
    else this.#rows[known] = call;
    return call;
  }

  #page({
    filter,
    search,
    before,
    limit,
  }: Parameters<NonNullable<ScriptedHost["answers"]["calls"]>>[0]): CallsPage {
    const found = this.#rows.filter(
      (row) => fits(row, filter) && (search === "" || row.other.name?.includes(search)),
    );
    const from = Number(before ?? 0);
    const next = from + limit < found.length ? String(from + limit) : null;
    return { rows: found.slice(from, from + limit), next };
  }
}

async function desk(count = 300): Promise<[CallList, Calls]> {
  const calls = new Calls(count);
  await settled();
  return [calls.list, calls];
}

test("pages follow one another to the end, without a gap or a repetition", async () => {
  const [calls] = await desk(250);
  while (calls.hasMore) await calls.more();
  const ids = calls.rows.map((row) => row.id);
  expect(ids).toHaveLength(250);
  expect(new Set(ids).size).toBe(250);
  const starts = calls.rows.map((row) => row.started_at);
  expect(starts).toEqual([...starts].sort().reverse());
});

test("a call rings apart from the list, and joins it when it is over", async () => {
  const [calls, host] = await desk(20);
  const ringing = host.ring();
  calls.take(ringing);
  expect(calls.running.map((row) => row.id)).toEqual([ringing.id]);
  expect(calls.rows).toHaveLength(20);
  calls.take(host.answer(ringing));
  expect(calls.running[0]?.status).toBe("in_progress");
  calls.take(host.end(ringing));
  expect(calls.running).toEqual([]);
  expect(calls.rows[0]?.id).toBe(ringing.id);
});

test("calls that already ring are found with the first page", async () => {
  const [calls, host] = await desk(20);
  host.answer(host.ring());
  host.ring();
  await calls.load();
  expect(calls.running.map((row) => row.status)).toEqual(["ringing", "in_progress"]);
  expect(calls.rows.every((row) => row.status === "ended")).toBe(true);
});

test("news that overtakes an answer is believed, not the answer", async () => {
  for (const ask of ["load", "catchUp"] as const) {
    const [calls, host] = await desk(20);
    const ringing = host.ring();
    calls.take(ringing);
    const answered = calls[ask](); // the desk has answered: it rings
    calls.take(host.end(ringing));
    await answered;
    expect(calls.running, ask).toEqual([]);
    expect(calls.rows[0]?.id, ask).toBe(ringing.id);
  }
});

test("calls that are gone leave the list, and nothing is asked again", async () => {
  const [calls, host] = await desk(250);
  const ringing = host.ring();
  calls.take(ringing);
  const asked = host.host.questions("calls").length;
  const [first, second] = calls.rows as [CallRow, CallRow];
  host.host.tell({ type: "gone", calls: [first.id, ringing.id, "verimor:never-seen"] });
  await settled();
  expect(calls.rows[0]?.id).toBe(second.id);
  expect(calls.rows).toHaveLength(99);
  expect(calls.running).toEqual([]);
  expect(host.host.questions("calls")).toHaveLength(asked);
});

test("a call that went while a page was asked for does not come back with it", async () => {
  for (const ask of ["load", "catchUp", "more"] as const) {
    const [calls] = await desk(250);
    const rows = calls.rows;
    const going = ask === "more" ? callAt(120) : (rows[0] as CallRow);
    const answered = calls[ask]();
    calls.lose([going.id]);
    await answered;
    expect(
      calls.rows.some((row) => row.id === going.id),
      ask,
    ).toBe(false);
  }
});

test("news of a call that the filter leaves out changes nothing", async () => {
  const [calls, host] = await desk();
  await calls.show("out", "");
  const before = calls.rows;
  calls.take(host.end(host.ring()));
  expect(calls.rows).toEqual(before);
});

test("a call leaves the missed ones when it turns out to have been answered", async () => {
  const [calls] = await desk();
  await calls.show("missed", "");
  const [first] = calls.rows as [CallRow];
  calls.take({ ...first, missed: false, disposition: "answered" });
  expect(calls.rows.some((row) => row.id === first.id)).toBe(false);
});

test("news older than the last row at hand waits for its page", async () => {
  const [calls] = await desk(500);
  const last = calls.rows.at(-1) as CallRow;
  calls.take({ ...last, id: "verimor:old", started_at: "2020-01-01T00:00:00Z" });
  expect(calls.rows.some((row) => row.id === "verimor:old")).toBe(false);
});

test("while searching, news is shown only if the desk finds it", async () => {
  const [calls, host] = await desk();
  host.end(host.ring("Ayşe"));
  await calls.show("all", "Ayşe");
  const found = calls.rows.length;
  expect(found).toBe(1);
  calls.take(host.end(host.ring("Mehmet")));
  await settled();
  expect(calls.rows).toHaveLength(found);
  const hers = host.end(host.ring("Ayşe"));
  calls.take(hers);
  await settled();
  expect(calls.rows[0]?.id).toBe(hers.id);
});

test("the answer to a question that was asked anew is dropped", async () => {
  const host = new ScriptedHost();
  const calls = new CallList(source(host));
  const slow = calls.show("all", "a");
  const quick = calls.show("all", "ay");
  const [first, second, third] = host.asked;
  third?.answer({ rows: [], next: null });
  for (const stale of [first, second]) stale?.answer({ rows: [callAt(0)], next: null });
  await Promise.all([slow, quick]);
  await settled();
  expect(calls.rows).toEqual([]);
  expect(calls.search).toBe("ay");
});

test("after a break, what came meanwhile is there and what was at hand stays", async () => {
  const [calls, host] = await desk(300);
  await calls.more();
  const missedOut = host.end(host.ring());
  await calls.catchUp();
  expect(calls.rows[0]?.id).toBe(missedOut.id);
  expect(calls.rows).toHaveLength(201);
});

test("after a long break, the list begins anew rather than hide a gap", async () => {
  const [calls, host] = await desk(300);
  for (let count = 0; count < 120; count++) host.end(host.ring());
  await calls.catchUp();
  expect(calls.rows).toHaveLength(100);
  expect(calls.hasMore).toBe(true);
});

test("a failure is told, and the next attempt gets through", async () => {
  const [calls, { host }] = await desk();
  host.failing = true;
  await calls.load();
  expect(calls.phase).toBe("failed");
  expect(calls.failure?.code).toBe("storage");
  host.failing = false;
  await calls.load();
  expect(calls.phase).toBe("ready");
});

test("news comes by the feed, and what may have been lost of it is looked for", async () => {
  const [calls, desk_] = await desk(20);
  const first = desk_.end(desk_.ring());
  desk_.host.tell({ type: "call", call: first, open_missed: 1 });
  expect(calls.rows[0]?.id).toBe(first.id);
  const second = desk_.end(desk_.ring());
  desk_.host.tell({ type: "lagged" });
  await settled();
  expect(calls.rows[0]?.id).toBe(second.id);
});
