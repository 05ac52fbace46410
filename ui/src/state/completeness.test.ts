import { expect, test } from "vitest";

import { ScriptedHost, settled, source } from "../../tests/scripted-host";
import type { Completeness as Told, GapRow, ProofRow } from "../host/generated";
import { Completeness } from "./completeness.svelte";

const proof = (hook: number, complete_until: string | null, has_key = true): ProofRow => ({
  hook,
  name: `Hook ${hook}`,
  pbx: "pbx",
  account: "",
  dials: true,
  has_key,
  base: null,
  complete_until,
  looked_at: null,
  failure: null,
  failed_at: null,
  registers: false,
  entered: null,
  names: null,
  reading_names: false,
  recordings_key: null,
});

const gap = (brought_in: number, closed_at: string | null): GapRow => ({
  hook_id: 1,
  hook: "Hook 1",
  from: "2026-11-25T09:10:00Z",
  to: "2026-11-25T09:40:00Z",
  why: "asleep",
  closed_at,
  brought_in,
});

async function having(told: Told): Promise<Completeness> {
  const host = new ScriptedHost();
  const completeness = new Completeness(source(host));
  host.questions("completeness")[0]?.answer(told);
  await settled();
  return completeness;
}

test("everything is complete up to the earliest of the hooks that have a key", async () => {
  const early = "2026-11-25T11:05:00Z";
  const late = "2026-11-25T11:20:00.5Z";
  const cases: [ProofRow[], string | null][] = [
    [[], null],
    [[proof(1, null, false)], null],
    [[proof(1, late), proof(2, early), proof(3, null, false)], early],
    [[proof(1, late), proof(2, null)], null],
  ];
  for (const [hooks, until] of cases) {
    expect((await having({ hooks, gaps: [] })).until).toBe(until);
  }
});

test("a gap that is closed and brought nothing in need not be said", async () => {
  const at = "2026-11-25T10:00:00Z";
  const gaps = [gap(0, at), gap(3, at), gap(0, null)];
  const completeness = await having({ hooks: [], gaps });
  expect(completeness.gaps(1).map((one) => one.brought_in)).toEqual([3, 0]);
  expect(completeness.gaps(2)).toEqual([]);
});

test("news of it make it look again", () => {
  const host = new ScriptedHost();
  void new Completeness(source(host));
  host.tell({ type: "records" });
  expect(host.questions("completeness")).toHaveLength(2);
});
