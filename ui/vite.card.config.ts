import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

import { targets } from "./vite.config.ts";

// The call card is built apart from the window: it shares no file with it, so that neither waits for
// what only the other needs. It is there before the second ring.
export default defineConfig({
  plugins: [svelte()],
  build: {
    emptyOutDir: false,
    copyPublicDir: false,
    target: targets,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: "card.html", output: { codeSplitting: false } },
  },
});
