// A page with the window on an invented desk, for the tests of one file.

import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

import { sceneUrl, serveFake, startBrowser } from "./web.mjs";

/** A fresh page for each test, as `page`. Whatever it complains of fails the test. */
export function inventedDesk() {
  const invented = {
    page: null,
    url: null,

    async open(scene = {}, hash = "") {
      const settled = { language: "en", running: "false", ...scene };
      await invented.page.goto(sceneUrl(invented.url, settled, hash));
      await invented.page.locator("main").waitFor();
    },

    /** With what a question was asked, each time. */
    asked: (name) =>
      invented.page.evaluate(
        (question) =>
          window.kimoFake.asked.filter(([asked]) => asked === question).map(([, p]) => p),
        name,
      ),
  };
  let desk;
  let browser;
  let complaints;

  beforeAll(async () => {
    desk = await serveFake();
    invented.url = desk.url;
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    desk?.stop();
  });

  beforeEach(async () => {
    invented.page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
    // A broken policy, a failed request or an exception all end up here.
    complaints = [];
    invented.page.on("console", (message) => {
      const bad = message.type() === "error" || message.type() === "warning";
      if (bad) complaints.push(message.text());
    });
    invented.page.on("pageerror", (error) => complaints.push(error.message));
  });

  afterEach(async () => {
    await invented.page.close();
    expect(complaints).toEqual([]);
  });

  return invented;
}
