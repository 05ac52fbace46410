// Every screen, in both themes, by WCAG 2.2 AA as far as a machine can tell.

import { afterAll, beforeAll, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { CALLS, post, startDesk, VerimorCall } from "./serve.mjs";
import { idOf, leave, stage, staged } from "./stage.mjs";
import { startBrowser } from "./web.mjs";

/** One that has been used, and one that has just been started. */
let used;
let fresh;
let browser;
let page;

beforeAll(async () => {
  [used, fresh, browser] = await Promise.all([
    startDesk({ calls: CALLS }),
    startDesk(),
    startBrowser(),
  ]);
  const viewport = { width: 1100, height: 720 };
  page = await browser.newPage({ viewport, reducedMotion: "reduce" });
});

afterAll(async () => {
  await browser?.close();
  await used?.stop();
  await fresh?.stop();
});

const openCall = async (page) => {
  await page.locator(".rows [role=option]:has(.missed)").first().click();
  await page.locator("aside ol").waitFor();
  await page.locator("aside summary").click();
};

const seen = (selector) => (page) => page.locator(selector).first().waitFor();
const press = (name) => (page) => page.getByRole("button", { name }).first().click();
const chooseWay = (kind) => async (page) => {
  await press("Show how it is set up")(page);
  await press("Change")(page);
  await page.locator(`input[value=${kind}]`).check({ force: true });
};

const DISK_FULL = { code: "cannot-store", detail: "No space left on device" };

/** The desk, the hash, what is staged, and what is done there. */
const screens = [
  ["calls", "#/calls", {}],
  ["a call", "#/calls", {}, openCall],
  [
    "a search",
    "#/calls",
    {},
    async (page) => {
      await page.getByRole("searchbox").fill("532");
      await page.locator("mark").first().waitFor();
    },
  ],
  ["no calls", "#/calls", { fresh: true, answers: { calls: { rows: [], next: null } } }],
  ["being blind", "#/calls", { patches: { status: (it) => ({ ...it, blind: DISK_FULL }) } }],
  ["failing", "#/calls", { failing: true }],
  ["missed callers", "#/missed", {}],
  [
    "a missed caller done",
    "#/missed",
    {},
    async (page) => {
      await page.getByRole("button", { name: /: handled/ }).first().click();
      await page.locator(".toast").waitFor();
    },
  ],
  ["colleagues", "#/colleagues", {}, seen("[data-colleague]")],
  ["connections", "#/connections", {}, (page) => page.locator("article summary").first().click()],
  [
    "editing a connection",
    "#/connections",
    {},
    async (page) => {
      await page.getByRole("button", { name: "Edit" }).first().click();
      await page.locator("article input[type=checkbox]").first().check();
    },
  ],
  [
    "a report of a problem",
    "#/settings",
    {},
    async (page) => {
      await press("Show the report")(page);
      await page.locator("pre").waitFor();
    },
  ],
  ["a fresh desk", "#/connections", { fresh: true, ...staged({ kind: "off", untouched: true }) }],
  ["a desk out of reach", "#/connections", staged({ reason: "connect" }), seen("article")],
  ["a changed host key", "#/connections", staged({ reason: "host_key_changed", kind: "ssh" }), press("Accept")],
  ["a changed address", "#/connections", staged({ changed: true }), seen(".notice .field")],
  ["calls that arrive", "#/connections", staged(), seen(".well")],
  ["choosing SSH", "#/connections", staged(), chooseWay("ssh")],
  ["choosing ngrok", "#/connections", staged(), chooseWay("ngrok")],
  ["choosing cloudflared", "#/connections", staged(), chooseWay("cloudflared")],
  [
    "a wrong choice",
    "#/connections",
    staged(),
    async (page) => {
      await chooseWay("ssh")(page);
      await press("Use this way")(page);
    },
  ],
  [
    "a limited connection",
    "#/connections",
    {},
    async (page) => {
      await press("Edit")(page);
      await page.locator("article .tokens input").fill("203.0.113.0/24");
      await page.locator("article .tokens input").press("Enter");
    },
  ],
  ["a new address", "#/connections", {}, press("New address")],
  [
    "an old address that goes on",
    "#/connections",
    {},
    async (page) => {
      await press("New address")(page);
      await press("Make a new address")(page);
      await press("End the old one now")(page);
    },
  ],
  ["the guide of a desk without a way", "guide:verimor", { fresh: true, ...staged({ kind: "off" }) }],
  ["Verimor's guide", "guide:verimor", { fresh: true, ...staged() }, seen(".waiting")],
  ["Bulutfon's guide", "guide:bulutfon", staged(), seen(".stage")],
  ["MTT's guide", "guide:mtt", staged(), seen(".waiting")],
  [
    "a first delivery",
    "guide:verimor",
    { fresh: true, ...staged() },
    async (page) => {
      await seen(".waiting")(page);
      await new VerimorCall(fresh.hook("verimor"), "05324172863").rings();
      await seen(".came")(page);
    },
  ],
  [
    "a first delivery that is not understood",
    "guide:bulutfon",
    { fresh: true, ...staged() },
    async (page) => {
      await seen(".waiting")(page);
      await post(fresh.hook("bulutfon"), { event_type: "moon_landing", uuid: "1" });
      await seen(".odd")(page);
    },
  ],
  ["settings", "#/settings", {}, (page) => page.locator("section").first().waitFor()],
];

test.each(screens)("%s", async (_, place, { fresh: isFresh, ...scene }, then) => {
  const desk = isFresh ? fresh : used;
  try {
    await stage(page, scene);
    await page.goto(desk.ui);
    await page.locator("main").waitFor();
    const hash = place.startsWith("guide:") ? `#/connections/${await idOf(page, place.slice(6))}` : place;
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator("main h1, main h2").first().waitFor({ state: "attached" });
    await then?.(page);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      expect(await faults(page), colorScheme).toEqual([]);
    }
  } finally {
    await leave(page);
  }
});
