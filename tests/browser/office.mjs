// A page with the window of a real `kimo serve`, for the tests of one file: an invented office's
// history, or a desk that has just been started.

import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";

import { CALLS, startDesk } from "./serve.mjs";
import { leave, stage } from "./stage.mjs";
import { startBrowser } from "./web.mjs";

const VIEWPORT = { width: 1100, height: 720 };

/**
 * A page, as `page`, and for each test a desk of its own: an origin of its own too, of which the
 * page remembers nothing. Whatever the page complains of fails the test.
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

  // One page for the file: a new one costs more than most tests.
  beforeAll(async () => {
    browser = await startBrowser();
    it.page = await browser.newPage({ viewport: VIEWPORT });
  });

  afterAll(() => browser?.close());

  beforeEach(async () => {
    await it.page.setViewportSize(VIEWPORT);
    await it.page.emulateMedia({ forcedColors: null });
    await it.page.mouse.move(0, 0);
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
    it.page.removeAllListeners();
    await it.desk?.stop();
    it.desk = null;
    it.stage = null;
    expect(complaints).toEqual([]);
  });

  return it;
}
