// The three languages say the same things, the code says nothing they do not know, and they know
// nothing that nobody says.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { FluentBundle, FluentResource } from "@fluent/bundle";
import { parse, type Message, type Pattern, Visitor, VariableReference } from "@fluent/syntax";
import { describe, expect, test } from "vitest";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const languages = ["tr", "en", "ru"] as const;
const sources = Object.fromEntries(
  languages.map((language) => [language, sourceOf(language)]),
) as Record<(typeof languages)[number], string>;

function sourceOf(language: string): string {
  const folder = here(`../../../locales/${language}`);
  return readdirSync(folder)
    .map((area) => readFileSync(join(folder, area), "utf8"))
    .join("\n");
}

/** What the window says; the other prefixes are the programs'. */
const OURS = /^(nav|window|calls|call|missed|contacts|connections|settings)-/;

function messages(source: string): Map<string, string[]> {
  const all = new Map<string, string[]>();
  for (const entry of parse(source, {}).body) {
    if (entry.type === "Junk") throw new Error(`not Fluent: ${entry.content}`);
    if (entry.type === "Message") all.set(entry.id.name, variables(entry));
  }
  return all;
}

function variables(message: Message): string[] {
  const found = new Set<string>();
  class Variables extends Visitor {
    override visitVariableReference(node: VariableReference): void {
      found.add(node.id.name);
    }
  }
  new Variables().visit(message.value as Pattern);
  return [...found].sort();
}

const known = Object.fromEntries(
  languages.map((language) => [language, messages(sources[language])]),
) as Record<(typeof languages)[number], Map<string, string[]>>;

/** Every text of the window that its code names, or a PBX by way of the desk. */
function named(): Set<string> {
  const ofWindow = idsIn(here(".."), OURS);
  const ofPbxs = idsIn(here("../../../crates/pbx/src"), /^call-cause-/);
  return new Set([...ofWindow, ...ofPbxs]);
}

function idsIn(folder: string, wanted: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => /(?<!\.test|generated)\.(ts|svelte|rs)$/.test(file));
  return sources.flatMap((file) => {
    const code = readFileSync(join(folder, file), "utf8");
    const ids = [...code.matchAll(/["'`]([a-z]+(?:-[a-z0-9]+)+)["'`]/g)].map(([, id]) => id ?? "");
    return ids.filter((id) => wanted.test(id));
  });
}

describe("the languages", () => {
  test.each(["en", "ru"] as const)("%s says what Turkish says", (language) => {
    expect([...known[language].keys()].sort()).toEqual([...known.tr.keys()].sort());
  });

  test.each(["en", "ru"] as const)("%s takes the same variables", (language) => {
    for (const [id, wanted] of known.tr) {
      expect([id, known[language].get(id)]).toEqual([id, wanted]);
    }
  });

  test.each(languages)("no id of %s is said twice", (language) => {
    const ids = [...sources[language].matchAll(/^([a-z][\w-]*) =/gm)].map((match) => match[1]);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test.each(languages)("%s shouts at nobody", (language) => {
    const ours = sources[language].split("\n").filter((line) => OURS.test(line));
    expect(ours.filter((line) => line.includes("!"))).toEqual([]);
  });
});

describe("the code", () => {
  const ids = named();
  // A class or an id attribute may look like a text.
  const markup = new Set(["call-list", "missed-list"]);

  test("says nothing that the languages do not know", () => {
    expect([...ids].filter((id) => !known.tr.has(id) && !markup.has(id))).toEqual([]);
  });

  test("leaves no text of the window unsaid", () => {
    const ours = [...known.tr.keys()].filter((id) => OURS.test(id));
    expect(ours.filter((id) => !ids.has(id))).toEqual([]);
  });
});

test.each([
  [1, "Вам звонили"],
  [2, "Вам звонили 2 раза"],
  [5, "Вам звонили 5 раз"],
  [21, "Вам звонили 21 раз"],
])("Russian counts %i as Russians do", (count, expected) => {
  const bundle = new FluentBundle("ru", { useIsolating: false });
  bundle.addResource(new FluentResource(sources.ru));
  const pattern = bundle.getMessage("missed-called")?.value;
  expect(pattern && bundle.formatPattern(pattern, { count })).toBe(expected);
});
