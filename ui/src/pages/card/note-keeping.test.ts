import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { ScriptedHost } from "../../../tests/scripted-host";
import { NoteKeeping } from "./note-keeping.svelte";

const CALL = "verimor:1";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const kept = (host: ScriptedHost) =>
  host.questions("set_note").map(({ params }) => (params as { note: string }).note);

describe("a note on the card", () => {
  test("is kept at every pause, and not at every letter", async () => {
    const host = new ScriptedHost({ set_note: () => null });
    const note = new NoteKeeping(host, CALL, "");
    for (const text of ["a", "ab", "abc"]) {
      note.write(text);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(kept(host)).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(kept(host)).toEqual(["abc"]);
    expect(note.phase).toBe("kept");
    note.write("abcd");
    expect(note.phase).toBe("resting");
    await note.keep();
    expect(kept(host)).toEqual(["abc", "abcd"]);
    await note.keep();
    note.write("abcd ");
    await vi.advanceTimersByTimeAsync(5000);
    expect(kept(host)).toEqual(["abc", "abcd"]);
  });

  test("is kept in order, however slow the desk is", async () => {
    const host = new ScriptedHost();
    const note = new NoteKeeping(host, CALL, "");
    note.write("one");
    await vi.advanceTimersByTimeAsync(700);
    note.write("one two");
    await vi.advanceTimersByTimeAsync(700);
    expect(kept(host)).toEqual(["one"]);
    host.questions("set_note")[0]?.answer(null);
    await vi.advanceTimersByTimeAsync(700);
    expect(kept(host)).toEqual(["one", "one two"]);
    expect(note.isPending).toBe(true);
    host.questions("set_note")[1]?.answer(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(note.isPending).toBe(false);
  });

  test("that was refused is tried again until it is kept", async () => {
    const host = new ScriptedHost({ set_note: () => null });
    host.failing = true;
    const note = new NoteKeeping(host, CALL, "");
    note.write("one");
    await vi.advanceTimersByTimeAsync(700);
    expect(note.phase).toBe("failed");
    await vi.advanceTimersByTimeAsync(3000);
    expect(kept(host)).toEqual(["one", "one"]);
    host.failing = false;
    await vi.advanceTimersByTimeAsync(3000);
    expect(note.phase).toBe("kept");
    expect(note.isPending).toBe(false);
  });

  test("takes what others write, and not while it is written here", async () => {
    const host = new ScriptedHost({ set_note: () => null });
    const note = new NoteKeeping(host, CALL, "old");
    note.hear("new");
    expect(note.text).toBe("new");
    note.write("new and mine");
    note.hear("theirs");
    expect(note.text).toBe("new and mine");
    await vi.advanceTimersByTimeAsync(700);
    expect(kept(host)).toEqual(["new and mine"]);
  });
});
