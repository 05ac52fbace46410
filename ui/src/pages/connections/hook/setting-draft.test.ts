import { expect, test } from "vitest";

import { hook } from "../../../../tests/examples";
import { HookDraft } from "./hook-draft.svelte";

test("a PBX's settings go back as they came, but for what was changed", () => {
  const draft = new HookDraft(hook({ settings: { mode: "a", loud: true } }), null);
  expect(draft.update().settings).toEqual({ mode: "a", loud: true });
  draft.set("mode", "b");
  expect(draft.changed("mode")).toBe(true);
  expect(draft.changed("loud")).toBe(false);
  expect(draft.update().settings).toEqual({ mode: "b", loud: true });
});

test("a table keeps the rows that are filled in, and shows the others until they are", () => {
  const draft = new HookDraft(hook({ settings: { users: { "77": "1001" } } }), null);
  expect(draft.rows("users")).toEqual([{ theirs: "77", ours: "1001" }]);
  draft.setRows("users", [...draft.rows("users"), { theirs: " 78 ", ours: "" }]);
  expect(draft.rows("users")).toHaveLength(2);
  expect(draft.update().settings).toEqual({ users: { "77": "1001" } });
  draft.setRows("users", [{ theirs: " 78 ", ours: "1002 " }]);
  expect(draft.update().settings).toEqual({ users: { "78": "1002" } });
});
