import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import typescript from "typescript-eslint";

const letters = /\p{L}/u;
const spoken = new Set(["alt", "aria-label", "label", "placeholder", "text", "title"]);

/** Every word that somebody reads comes from the Fluent files. */
const wordsInMarkup = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const report = (node) => context.report({ node, message: "Words belong in locales." });
    return {
      SvelteText(node) {
        const inCode = ["SvelteStyleElement", "SvelteScriptElement"].includes(node.parent?.type);
        if (!inCode && letters.test(node.value)) report(node);
      },
      SvelteAttribute(node) {
        if (!spoken.has(node.key.name)) return;
        for (const value of node.value) {
          if (value.type === "SvelteLiteral" && letters.test(value.value)) report(value);
        }
      },
    };
  },
};

export default typescript.config(
  { ignores: ["dist/"] },
  js.configs.recommended,
  ...typescript.configs.strict,
  ...svelte.configs["flat/recommended"],
  {
    languageOptions: { globals: { ...globals.browser } },
    plugins: { kimo: { rules: { "words-in-markup": wordsInMarkup } } },
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["@tauri-apps/*"], message: "Only src/host/tauri.ts knows Tauri." },
            {
              regex: "/tests/",
              message: "What stands in for a desk is for tests; it never ships.",
            },
          ],
        },
      ],
      // TypeScript sees to these.
      "no-undef": "off",
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      "kimo/words-in-markup": "error",
      // Hash routes of a window that has no router.
      "svelte/no-navigation-without-resolve": "off",
      // Sets and maps here are replaced as a whole, or nobody draws them.
      "svelte/prefer-svelte-reactivity": "off",
    },
  },
  {
    files: ["src/host/tauri.ts", "**/*.test.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  { files: ["*.config.*"], languageOptions: { globals: { ...globals.node } } },
);
