import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import { windowTexts } from "./window-texts.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// `vite build` makes what the programs embed. `vite build --mode fake` makes the same window on
// an invented desk, for the browser tests and for looking at; it never ships.
export default defineConfig(({ mode }) => {
  const fake = mode === "fake";
  return {
    plugins: [windowTexts(), svelte()],
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
