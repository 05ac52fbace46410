import { expect, test } from "vitest";

import { ScriptedHost, settled, source } from "../../../tests/scripted-host";
import type { ContactRow, ContactsPage } from "../../host/generated";
import { ContactList } from "./contact-list.svelte";

function row(id: number): ContactRow {
  const name = `Contact ${id}`;
  return {
    id,
    name,
    company: null,
    note: null,
    important: false,
    unwanted: false,
    synced: false,
    pbx: null,
    numbers: [],
  };
}

function page(from: number, to: number, next: number | null = null): ContactsPage {
  const rows = Array.from({ length: to - from }, (_, at) => row(from + at));
  return { rows, next, total: 300, last_import: null };
}

async function opened(): Promise<[ContactList, ScriptedHost]> {
  const host = new ScriptedHost();
  const list = new ContactList(source(host));
  host.asked.at(-1)?.answer(page(0, 100, 99));
  await settled();
  return [list, host];
}

test("pages follow one another", async () => {
  const [list, host] = await opened();
  void list.more();
  expect(host.asked.at(-1)?.params).toMatchObject({ after: 99, limit: 100 });
  host.asked.at(-1)?.answer(page(100, 200, 199));
  await settled();
  expect(list.rows).toHaveLength(200);
  expect(list.hasMore).toBe(true);
});

test("an answer to an earlier search is dropped", async () => {
  const [list, host] = await opened();
  void list.show("a");
  void list.show("ab");
  const [a, ab] = host.asked.slice(-2);
  ab?.answer(page(0, 1));
  await settled();
  a?.answer(page(0, 50));
  await settled();
  expect(list.rows).toHaveLength(1);
});

test("after a change as many are asked for as are shown, once for many changes", async () => {
  const [list, host] = await opened();
  void list.more();
  host.asked.at(-1)?.answer(page(100, 200, 199));
  await settled();
  const before = host.asked.length;
  for (let times = 0; times < 5; times++) host.tell({ type: "contacts" });
  expect(host.asked.slice(before).map(({ params }) => params)).toMatchObject([{ limit: 200 }]);
  host.asked.at(-1)?.answer(page(0, 200, 199));
  await settled();
  expect(host.asked.length - before).toBe(2);
  host.asked.at(-1)?.answer(page(1, 201, 200));
  await settled();
  expect(list.rows[0]?.id).toBe(1);
  expect(list.rows).toHaveLength(200);
});
