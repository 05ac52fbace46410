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
