import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// `vite build` makes what the programs embed. `vite build --mode fake` makes the same window on
// an invented desk, for the browser tests and for looking at; it never ships.
export default defineConfig(({ mode }) => {
  const fake = mode === "fake";
  return {
    plugins: [windowTexts(), svelte()],
    // Fluent files stand beside src/, because the programs read them too.
    server: { fs: { allow: [here(".")] } },
    build: {
      outDir: fake ? here("../tests/out/fake-ui") : here("dist"),
      emptyOutDir: true,
      // WebKitGTK 2.40 of Debian 12, WebView2 and WKWebView of macOS 13.
      target: ["es2022", "safari16.4", "chrome110"],
      // Both would need more than `script-src 'self'; img-src 'self'`.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: here(fake ? "fake.html" : "index.html") },
    },
    test: {
      include: ["src/**/*.test.ts"],
      environment: "node",
      // Tests of Turkish days must not depend on where they run.
      env: { TZ: "Europe/Istanbul" },
    },
  };
});

/** Leaves out of the Fluent files what only the programs say: nearly half of them. */
function windowTexts(): Plugin {
  return {
    name: "window-texts",
    enforce: "pre",
    load(id) {
      const [file, query] = id.split("?");
      if (!file?.endsWith(".ftl") || query !== "raw") return null;
      this.addWatchFile(file);
      return `export default ${JSON.stringify(ofWindow(readFileSync(file, "utf8")))}`;
    },
  };
}

function ofWindow(source: string): string {
  let ours = false;
  const lines = source.split("\n").filter((line) => {
    if (/^[a-z]/.test(line)) ours = !/^(cli|doctor|popup|tray)-/.test(line);
    return ours && !line.startsWith("#") && line !== "";
  });
  return lines.join("\n");
}
