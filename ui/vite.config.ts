import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

import { devDesk } from "./dev-desk.ts";
import { windowTexts } from "./window-texts.ts";

/** WebKitGTK 2.40 of Debian 12, WebView2 and WKWebView of macOS 13. */
export const targets = ["es2022", "safari16.4", "chrome110"];

// `vite build` makes what the programs embed; `vite` shows it with a desk of its own.
export default defineConfig({
  plugins: [windowTexts(), svelte(), devDesk()],
  build: {
    emptyOutDir: true,
    target: targets,
    // Both would need more than `script-src 'self'; img-src 'self'`.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  test: {
    include: ["src/**/*.test.ts"],
    environment: "node",
    // Tests of Turkish days must not depend on where they run.
    env: { TZ: "Europe/Istanbul" },
  },
});
