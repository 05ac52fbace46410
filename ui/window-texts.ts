// The window's words of one language as one module, `texts:tr`: the Fluent files that the programs
// read too, without the areas that only the programs speak of.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

const PROGRAMS = ["command-line", "doctor", "popups", "tray"].map((area) => `${area}.ftl`);
const PREFIX = "texts:";

export function windowTexts(): Plugin {
  return {
    name: "window-texts",
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const files = filesOf(id.slice(PREFIX.length + 1));
      for (const file of files) this.addWatchFile(file);
      const source = files.map((file) => withoutRemarks(readFileSync(file, "utf8"))).join("\n");
      return `export default ${JSON.stringify(source)}`;
    },
  };
}

function filesOf(language: string): string[] {
  const folder = fileURLToPath(new URL(`../locales/${language}`, import.meta.url));
  const areas = readdirSync(folder).filter((name) => !PROGRAMS.includes(name));
  return areas.sort().map((name) => join(folder, name));
}

function withoutRemarks(source: string): string {
  const lines = source.split("\n");
  return lines.filter((line) => line !== "" && !line.startsWith("#")).join("\n");
}
