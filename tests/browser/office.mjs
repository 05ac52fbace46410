// A page with the window of a real `kimo serve`, for the tests of one file: an invented office's
// history, or a desk that has just been started.

import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

import { CALLS, startDesk } from "./serve.mjs";
import { leave, stage } from "./stage.mjs";
import { startBrowser } from "./web.mjs";

/**
 * A fresh page for each test, as `page`, and a desk of its own. Whatever the page complains of
 * fails the test.
 */
export function office() {
  const it = {
    page: null,
    desk: null,
    /** What stands between the page and the desk. */
    stage: null,

    /** Opens the window of a desk that holds an invented office's history, or none. */
    async open({ calls = CALLS, language = "en", staged = {} } = {}, hash = "") {
      it.desk ??= await startDesk({ language, calls });
      it.stage = await stage(it.page, staged);
      await it.page.goto(it.desk.ui);
      await it.page.locator("main").waitFor();
      if (hash) await it.go(hash);
    },

    /** Goes somewhere in the window. */
    async go(hash) {
      await it.page.evaluate((to) => (location.hash = to), hash);
    },

    /** With what a question was asked, each time. */
    asked: (name) => it.stage.asked.filter(([asked]) => asked === name).map(([, params]) => params),
  };
  let browser;
  let complaints;

  beforeAll(async () => {
    browser = await startBrowser();
  });

  afterAll(() => browser?.close());

  beforeEach(async () => {
    it.page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
    // A broken policy, a failed request or an exception all end up here.
    complaints = [];
    it.page.on("console", (message) => {
      const bad = message.type() === "error" || message.type() === "warning";
      if (bad && !it.stage?.expects(message)) complaints.push(message.text());
    });
    it.page.on("pageerror", (error) => complaints.push(error.message));
  });

  afterEach(async () => {
    await leave(it.page);
    await it.desk?.stop();
    it.desk = null;
    it.stage = null;
    expect(complaints).toEqual([]);
  });

  return it;
}
