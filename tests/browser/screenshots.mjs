// Takes every screen in every language, light and dark, and its special states, into tests/out/,
// to be opened and judged: `npm run screenshots`, or with a part of a name to take some only.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { out, sceneUrl, serveFake, startBrowser } from "./web.mjs";

const only = process.argv[2] ?? "";
const folder = join(out, "screens");
const still = { still: "" };

const languages = ["tr", "en", "ru"];
const themes = ["light", "dark"];
const wide = { width: 1100, height: 720 };
const narrow = { width: 720, height: 480 };

/** Opens the first row that is over. */
const openFirst = async (page) => {
  await page.locator(".rows [role=option]").nth(1).click();
  await page.locator("aside .names").waitFor();
  await page.locator("aside ol").waitFor();
};

const openMissed = async (page) => {
  await page.locator(".rows [role=option]:has(.missed)").first().click();
  await page.locator("aside ol").waitFor();
};

const screens = {
  calls: { at: "#/calls" },
  "calls-open": { at: "#/calls", then: openFirst },
  "calls-missed-open": { at: "#/calls", then: openMissed },
  missed: { at: "#/missed" },
  connections: { at: "#/connections" },
  settings: { at: "#/settings" },
};

const states = {
  empty: { at: "#/calls", scene: { calls: "0", running: "false" } },
  "empty-missed": { at: "#/missed", scene: { calls: "0", running: "false" } },
  "empty-connections": { at: "#/connections", scene: { calls: "0", running: "false" } },
  one: { at: "#/calls", scene: { calls: "1", running: "false" } },
  blind: { at: "#/calls", scene: { blind: "true" } },
  failing: { at: "#/calls", scene: { failing: "true" } },
  million: {
    at: "#/calls",
    scene: { calls: "1000000" },
    then: (page) => page.locator(".list").evaluate((it) => it.scrollTo(0, 3100)),
  },
  loading: { at: "#/calls", scene: { delay: "5000" }, wait: 400 },
  search: {
    at: "#/calls",
    then: async (page) => {
      await page.getByRole("searchbox").fill("532 417");
      await page.locator("mark").first().waitFor();
    },
  },
  nothing: {
    at: "#/calls",
    then: async (page) => {
      await page.getByRole("searchbox").fill("zzz");
      await page.locator(".empty").waitFor();
    },
  },
  "long-name": {
    at: "#/calls",
    then: async (page) => {
      await page.getByRole("searchbox").fill("Karahasan");
      await page.locator("mark").first().waitFor();
      await page.locator(".rows [role=option]").first().click();
      await page.locator("aside ol").waitFor();
    },
  },
  "panel-end": {
    at: "#/calls",
    then: async (page) => {
      await openFirst(page);
      await page.locator("aside summary").click();
      await page.locator("aside .body").evaluate((it) => it.scrollTo(0, 9999));
    },
  },
  "connections-edit": {
    at: "#/connections",
    then: async (page) => {
      await page.locator("article .plain").first().click();
      await page.locator("article input[type=checkbox]").first().check();
    },
  },
  "connections-not-understood": {
    at: "#/connections",
    then: (page) => page.locator("article summary").first().click(),
  },
  undone: {
    at: "#/missed",
    then: async (page) => {
      await page.locator(".actions .button:last-child").first().click();
      await page.locator(".toast").waitFor();
    },
  },
};

const small = {
  "narrow-calls": { at: "#/calls" },
  "narrow-calls-open": { at: "#/calls", then: openFirst },
  "narrow-missed": { at: "#/missed" },
  "narrow-connections": { at: "#/connections" },
  "narrow-settings": { at: "#/settings" },
};

await mkdir(folder, { recursive: true });
const desk = await serveFake();
const browser = await startBrowser();
let taken = 0;

async function take(name, { at, scene = {}, then, wait = 0 }, language, theme, viewport) {
  const file = `${name}-${language}-${theme}`;
  if (!file.includes(only)) return;
  const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: "reduce" });
  page.on("console", (message) => {
    if (message.type() === "error") console.error(`${file}: ${message.text()}`);
  });
  page.on("pageerror", (error) => console.error(`${file}: ${error.message}`));
  await page.goto(sceneUrl(desk.url, { ...still, language, ...scene }, at));
  await page.locator("nav").waitFor();
  await page.waitForTimeout(wait || 120);
  await then?.(page);
  await page.waitForTimeout(120);
  await page.screenshot({ path: join(folder, `${file}.png`) });
  await page.close();
  taken += 1;
}

for (const theme of themes) {
  for (const language of languages) {
    for (const [name, screen] of Object.entries(screens)) {
      await take(name, screen, language, theme, wide);
    }
    for (const [name, screen] of Object.entries(small)) {
      await take(name, screen, language, theme, narrow);
    }
  }
  for (const [name, screen] of Object.entries(states)) {
    await take(name, screen, "tr", theme, wide);
  }
}

await browser.close();
desk.stop();
console.log(`${taken} pictures in ${folder}`);
