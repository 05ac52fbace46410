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

/** Opens the form for the way, and chooses one. */
const chooseWay = (kind) => async (page) => {
  await page.locator("section.card button[aria-expanded]").or(page.locator("section.card .primary")).first().click();
  await page.locator(`input[value=${kind}]`).check({ force: true });
};

/** Wants to save the form for the way as it is. */
const saveWay = (kind) => async (page) => {
  await chooseWay(kind)(page);
  await page.locator("form .primary").click();
};

const fake = (what) => (page) => page.evaluate(what);
const downTo = (selector) => (page) =>
  page.locator(selector).first().evaluate((it) => it.scrollIntoView({ block: "start" }));
const both =
  (...all) =>
  async (page) => {
    for (const one of all) await one(page);
  };

const none = { calls: "0", running: "false" };
const start = { ...none, tunnel: "off" };

const guides = {
  start: { at: "#/connections", scene: start },
  "guide-off": { at: "#/connections/1", scene: start },
  "guide-verimor": { at: "#/connections/1", scene: none },
  "guide-bulutfon": { at: "#/connections/2", scene: none },
  "guide-mtt": { at: "#/connections/3", scene: none },
  "guide-came": {
    at: "#/connections/1",
    scene: none,
    then: both(fake(() => void window.kimoFake.deliver(1)), downTo(".stage")),
  },
  "way-ssh": { at: "#/connections", then: chooseWay("ssh") },
  "way-ngrok": { at: "#/connections", then: chooseWay("ngrok") },
  "way-cloudflared": { at: "#/connections", then: chooseWay("cloudflared") },
  unreached: { at: "#/connections", scene: { unreached: "refused", tunnel: "ssh" } },
  "host-key": { at: "#/connections", scene: { unreached: "host_key_changed", tunnel: "ssh" } },
  changed: { at: "#/connections", scene: { changed: "true", tunnel: "cloudflared" } },
  edit: {
    at: "#/connections",
    then: async (page) => {
      await page.locator("article header .plain").nth(1).click();
      await page.locator("article .tokens input").fill("203.0.113.0/24 ");
      await page.locator("article .tokens input").press("Enter");
      await downTo("article form")(page);
    },
  },
  rotate: {
    at: "#/connections",
    then: async (page) => {
      await page.locator("article .actions .plain").first().click();
      await page.locator("article select").selectOption("0");
    },
  },
  former: {
    at: "#/connections",
    then: async (page) => {
      await page.locator("article .actions .plain").first().click();
      await page.locator("article form .actions .button").first().click();
      await page.locator(".former .button").click();
    },
  },
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
      await page.locator("article header .plain").first().click();
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

Object.assign(states, {
  "way-wrong": { at: "#/connections", then: saveWay("ssh") },
  "way-tailscale": { at: "#/connections", then: chooseWay("tailscale") },
  "way-off": { at: "#/connections", then: chooseWay("off") },
  "way-file": { at: "#/connections", scene: { keyring: "false" }, then: chooseWay("ngrok") },
  "way-ngrok-kept": { at: "#/connections", scene: { tunnel: "ngrok" }, then: chooseWay("ngrok") },
  unchecked: { at: "#/connections", scene: { unchecked: "true" } },
  strangers: {
    at: "#/connections",
    scene: { strangers: "12" },
    then: (page) => page.locator("div.page").evaluate((it) => it.scrollTo(0, 9999)),
  },
  "changed-elsewhere": { at: "#/calls", scene: { changed: "true", tunnel: "cloudflared" } },
  "guide-unreached": { at: "#/connections/1", scene: { ...none, unreached: "connect" } },
  "guide-basic": { at: "#/connections/2", then: downTo("li:nth-child(2)") },
  "guide-before": { at: "#/connections/1", then: downTo(".stage") },
  "guide-tested": {
    at: "#/connections/1",
    scene: none,
    then: both(fake(() => void window.kimoFake.test(1)), downTo(".stage")),
  },
  "guide-odd": {
    at: "#/connections/1",
    scene: none,
    then: both(fake(() => void window.kimoFake.babble(1)), downTo(".stage")),
  },
  "guide-stranger": {
    at: "#/connections/1",
    scene: none,
    then: both(
      fake(() => {
        window.kimoFake.scene.strangers = 1;
        window.kimoFake.tell({ type: "status" });
      }),
      downTo(".stage"),
    ),
  },
  "guide-bulutfon-end": {
    at: "#/connections/2",
    scene: none,
    then: (page) => page.locator("div.page").evaluate((it) => it.scrollTo(0, 9999)),
  },
  "guide-mtt-end": {
    at: "#/connections/3",
    scene: none,
    then: (page) => page.locator("div.page").evaluate((it) => it.scrollTo(0, 9999)),
  },
  "loading-connections": { at: "#/connections", scene: { delay: "5000" }, wait: 400 },
  "failing-connections": { at: "#/connections", scene: { failing: "true" } },
});

const small = {
  "narrow-calls": { at: "#/calls" },
  "narrow-calls-open": { at: "#/calls", then: openFirst },
  "narrow-missed": { at: "#/missed" },
  "narrow-connections": { at: "#/connections" },
  "narrow-settings": { at: "#/settings" },
  "narrow-start": { at: "#/connections", scene: start },
  "narrow-guide": { at: "#/connections/1", scene: none },
  "narrow-guide-bulutfon": { at: "#/connections/2", scene: none, then: downTo("li:nth-child(2)") },
  "narrow-long-names": {
    at: "#/connections/1",
    scene: none,
    then: both(
      fake(async () => {
        const name = "Muharrem Abdülkerim Karahasanoğulları-Çağlayangil Müteahhitlik";
        await window.kimoFake.ask("add_hook", { pbx: "bulutfon", name });
        window.kimoFake.deliver(1, 99);
      }),
      downTo(".stage"),
    ),
  },
  "narrow-way-ssh": { at: "#/connections", then: both(chooseWay("ssh"), downTo(".fields")) },
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
    for (const [name, screen] of Object.entries({ ...screens, ...guides })) {
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
