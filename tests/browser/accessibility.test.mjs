// Every screen, in both themes, by WCAG 2.2 AA as far as a machine can tell.

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { sceneUrl, serveFake, startBrowser } from "./web.mjs";

let desk;
let browser;

beforeAll(async () => {
  desk = await serveFake();
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  desk?.stop();
});

const openCall = async (page) => {
  await page.locator(".rows [role=option]:has(.missed)").first().click();
  await page.locator("aside ol").waitFor();
  await page.locator("aside summary").click();
};

const seen = (selector) => (page) => page.locator(selector).first().waitFor();
const press = (name) => (page) => page.getByRole("button", { name }).first().click();
const chooseWay = (kind) => async (page) => {
  await press("Change")(page);
  await page.locator(`input[value=${kind}]`).check({ force: true });
};

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
  ["no calls", "#/calls", { calls: "0", running: "false" }],
  ["being blind", "#/calls", { blind: "true" }],
  ["failing", "#/calls", { failing: "true" }],
  ["missed callers", "#/missed", {}],
  [
    "a missed caller done",
    "#/missed",
    {},
    async (page) => {
      await page.getByRole("button", { name: /Done/ }).first().click();
      await page.locator(".toast").waitFor();
    },
  ],
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
  ["a fresh desk", "#/connections", { calls: "0", tunnel: "off" }],
  ["a desk out of reach", "#/connections", { unreached: "connect" }, seen("article")],
  ["a changed host key", "#/connections", { unreached: "host_key_changed" }, press("Accept")],
  ["a changed address", "#/connections", { changed: "true" }, seen(".changed .field")],
  ["choosing SSH", "#/connections", {}, chooseWay("ssh")],
  ["choosing ngrok", "#/connections", {}, chooseWay("ngrok")],
  ["choosing cloudflared", "#/connections", {}, chooseWay("cloudflared")],
  [
    "a wrong choice",
    "#/connections",
    {},
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
  ["the guide of a desk without a way", "#/connections/1", { calls: "0", tunnel: "off" }],
  ["Verimor's guide", "#/connections/1", { calls: "0" }, seen(".waiting")],
  ["Bulutfon's guide", "#/connections/2", {}, seen(".stage")],
  ["MTT's guide", "#/connections/3", { strangers: "1" }, seen(".waiting")],
  [
    "a first delivery",
    "#/connections/1",
    { calls: "0" },
    async (page) => {
      await seen(".waiting")(page);
      await page.evaluate(() => void window.kimoFake.deliver(1));
      await seen(".came")(page);
    },
  ],
  [
    "a first delivery that is not understood",
    "#/connections/1",
    { calls: "0" },
    async (page) => {
      await seen(".waiting")(page);
      await page.evaluate(() => void window.kimoFake.babble(1));
      await seen(".odd")(page);
    },
  ],
  ["settings", "#/settings", {}, (page) => page.locator("section").first().waitFor()],
];

describe.each(["light", "dark"])("in the %s theme", (colorScheme) => {
  test.each(screens)("%s", async (_, hash, scene, then) => {
    const page = await browser.newPage({
      viewport: { width: 1100, height: 720 },
      colorScheme,
      reducedMotion: "reduce",
    });
    try {
      await page.goto(sceneUrl(desk.url, { still: "", language: "en", ...scene }, hash));
      await page.locator("main").waitFor();
      await page.locator("main h1, main h2").first().waitFor({ state: "attached" });
      await then?.(page);
      expect(await faults(page)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});
