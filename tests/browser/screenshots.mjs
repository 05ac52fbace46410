// Takes every screen in every language, light and dark, and its special states, into tests/out/,
// to be opened and judged: `npm run screenshots`, or with a part of a name to take some only.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { CALLS, post, seed, startDesk, VerimorCall } from "./serve.mjs";
import { ask, idOf, stage, staged } from "./stage.mjs";
import { out, startBrowser } from "./web.mjs";

const only = process.argv[2] ?? "";
const folder = join(out, "screens");
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
  const well = page.locator(".well button");
  await well.or(page.locator("section.card button[aria-expanded], section.card .primary")).first().waitFor();
  if (await well.count()) await well.click();
  await page.locator("section.card button[aria-expanded]").or(page.locator("section.card .primary")).first().click();
  await page.locator(`input[value=${kind}]`).check({ force: true });
};

/** Wants to save the form for the way as it is. */
const saveWay = (kind) => async (page) => {
  await chooseWay(kind)(page);
  await page.locator("form .primary").click();
};

const downTo = (selector) => (page) =>
  page.locator(selector).first().evaluate((it) => it.scrollIntoView({ block: "start" }));
const both =
  (...all) =>
  async (page, desk) => {
    for (const one of all) await one(page, desk);
  };

/** A desk to which nothing ever came. */
const none = { fresh: true, ...staged({ untouched: true }) };
const start = { fresh: true, ...staged({ kind: "off", untouched: true }) };
const reached = staged();

const guides = {
  start: { at: "#/connections", scene: start },
  "guide-off": { guide: "verimor", scene: start },
  "guide-verimor": { guide: "verimor", scene: none },
  "guide-bulutfon": { guide: "bulutfon", scene: none },
  "guide-mtt": { guide: "mtt", scene: none },
  "guide-came": {
    guide: "verimor",
    scene: { fresh: true, ...reached },
    then: both(
      (page, desk) => new VerimorCall(desk.hook("verimor"), "05324172863").rings(),
      (page) => page.locator(".came").waitFor(),
      downTo(".stage"),
    ),
  },
  "way-ssh": { at: "#/connections", scene: reached, then: chooseWay("ssh") },
  "way-ngrok": { at: "#/connections", scene: reached, then: chooseWay("ngrok") },
  "way-cloudflared": { at: "#/connections", scene: reached, then: chooseWay("cloudflared") },
  unreached: { at: "#/connections", scene: staged({ reason: "refused", kind: "ssh" }) },
  "host-key": { at: "#/connections", scene: staged({ reason: "host_key_changed", kind: "ssh" }) },
  changed: { at: "#/connections", scene: staged({ changed: true, kind: "cloudflared" }) },
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
  contacts: { at: "#/contacts" },
  "contact-open": {
    at: "#/contacts",
    then: async (page) => {
      await page.locator(".list [role=option]").first().click();
      await page.locator("aside").waitFor();
    },
  },
  "contact-new": { at: "#/contacts/new" },
  "missed-handled": {
    at: "#/missed",
    then: async (page) => {
      const button = page.locator("main details summary").first();
      if (await button.count()) await button.click();
    },
  },
};

const refused = { code: "cannot-store", detail: "No space left on device" };

const states = {
  empty: { at: "#/calls", scene: { fresh: true, answers: { calls: { rows: [], next: null } } } },
  "empty-missed": { at: "#/missed", scene: { fresh: true } },
  "empty-connections": { at: "#/connections", scene: none },
  blind: {
    at: "#/calls",
    scene: { patches: { status: (status) => ({ ...status, blind: refused }) } },
  },
  failing: { at: "#/calls", scene: { failing: true } },
  far: {
    at: "#/calls",
    then: (page) => page.locator(".list").evaluate((it) => it.scrollTo(0, 3100)),
  },
  loading: { at: "#/calls", scene: { delay: 5000 }, wait: 400 },
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
  "way-wrong": { at: "#/connections", scene: reached, then: saveWay("ssh") },
  "way-tailscale": { at: "#/connections", scene: reached, then: chooseWay("tailscale") },
  "way-off": { at: "#/connections", scene: reached, then: chooseWay("off") },
  "way-file": { at: "#/connections", scene: staged({ secrets: "file" }), then: chooseWay("ngrok") },
  "way-ngrok-kept": { at: "#/connections", scene: staged({ kind: "ngrok" }), then: chooseWay("ngrok") },
  unchecked: { at: "#/connections", scene: staged({ state: "unchecked" }) },
  strangers: {
    at: "#/connections",
    then: both(
      (page, desk) => fetch(`${new URL(desk.hook("verimor")).origin}/hooks/verimor/x`, { method: "POST" }),
      (page) => page.reload(),
      (page) => page.locator("article").first().waitFor(),
      (page) => page.locator("div.page").evaluate((it) => it.scrollTo(0, 9999)),
    ),
  },
  "changed-elsewhere": { at: "#/calls", scene: staged({ changed: true, kind: "cloudflared" }) },
  "guide-unreached": { guide: "verimor", scene: { ...none, ...staged({ reason: "connect" }) } },
  "guide-before": { guide: "verimor", scene: reached, then: downTo(".stage") },
  "guide-tested": {
    guide: "mtt",
    scene: { fresh: true, ...reached },
    then: both(
      (page, desk) => fetch(desk.hook("mtt"), { method: "POST" }),
      (page) => page.waitForTimeout(300),
      downTo(".stage"),
    ),
  },
  "guide-odd": {
    guide: "bulutfon",
    scene: { fresh: true, ...reached },
    then: both(
      (page, desk) => post(desk.hook("bulutfon"), { event_type: "moon_landing", uuid: "1" }),
      (page) => page.locator(".odd").waitFor(),
      downTo(".stage"),
    ),
  },
  "guide-bulutfon-end": {
    guide: "bulutfon",
    scene: none,
    then: (page) => page.locator("div.page").evaluate((it) => it.scrollTo(0, 9999)),
  },
  "guide-mtt-end": {
    guide: "mtt",
    scene: none,
    then: (page) => page.locator("div.page").evaluate((it) => it.scrollTo(0, 9999)),
  },
  "loading-connections": { at: "#/connections", scene: { delay: 5000 }, wait: 400 },
  "failing-connections": { at: "#/connections", scene: { failing: true } },
});

const small = {
  "narrow-calls": { at: "#/calls" },
  "narrow-calls-open": { at: "#/calls", then: openFirst },
  "narrow-missed": { at: "#/missed" },
  "narrow-connections": { at: "#/connections" },
  "narrow-settings": { at: "#/settings" },
  "narrow-start": { at: "#/connections", scene: start },
  "narrow-guide": { guide: "verimor", scene: none },
  "narrow-guide-bulutfon": { guide: "bulutfon", scene: none, then: downTo("li:nth-child(2)") },
  "narrow-way-ssh": { at: "#/connections", scene: reached, then: both(chooseWay("ssh"), downTo(".fields")) },
};

await mkdir(folder, { recursive: true });
await seed(CALLS);
const used = await startDesk({ calls: CALLS });
const fresh = await startDesk();
const browser = await startBrowser();
let taken = 0;

// Two calls are going on in every picture of the office.
const talking = new VerimorCall(used.hook("verimor"), "05309075518", { extension: "1003" });
await talking.rings();
await talking.answers(4);
await new VerimorCall(used.hook("verimor"), "05332280916", { queue: "200" }).rings();

/** Some people whom the office knows: one with a long name, one important, a company of two. */
async function keepContacts() {
  const page = await browser.newPage();
  await page.goto(used.ui);
  await page.locator("nav").waitFor();
  const people = [
    { name: "Ayşe Yıldız", company: "Yıldız Diş", important: true, numbers: ["05309075518", "0212 555 01 02"] },
    { name: "Владимир Константинопольский-Задунайский", company: "ООО «Ромашка»", numbers: ["+7 916 204 18 55"] },
    { name: "Mehmet Karahasanoğlu", company: "Acme", numbers: ["0312 427 11 88"] },
    { name: "Zeynep Acar", company: "Acme", note: "Öğleden sonra arayın.", numbers: ["0312 427 11 88", "05332280916"] },
    { name: "Satış robotu", unwanted: true, numbers: ["0850 255 00 00"] },
  ];
  for (const { numbers, ...told } of people) {
    await ask(page, "save_contact", { ...told, numbers: numbers.map((written) => ({ written })) });
  }
  await page.close();
}
await keepContacts();

async function take(name, screen, language, theme, viewport) {
  const { at, guide, scene: { fresh: isFresh, ...scene } = {}, then, wait = 0 } = screen;
  const file = `${name}-${language}-${theme}`;
  if (!file.includes(only)) return;
  const desk = isFresh ? fresh : used;
  const page = await browser.newPage({ viewport, colorScheme: theme, reducedMotion: "reduce" });
  const it = await stage(page, scene);
  page.on("console", (message) => {
    if (message.type() === "error" && !it.expects(message)) console.error(`${file}: ${message.text()}`);
  });
  page.on("pageerror", (error) => console.error(`${file}: ${error.message}`));
  const { status } = it.patches;
  it.patches.status = (told) => ({ ...(status?.(told) ?? told), language });
  await page.goto(desk.ui);
  await page.locator("nav").waitFor();
  const hash = guide ? `#/connections/${await idOf(page, guide)}` : at;
  await page.evaluate((to) => (location.hash = to), hash);
  await page.waitForTimeout(wait || 120);
  await then?.(page, desk);
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
await used.stop();
await fresh.stop();
console.log(`${taken} pictures in ${folder}`);
