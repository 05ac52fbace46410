// How long frames take while a history of a million calls is scrolled through:
// `npm run scrolling [-- --json]`. Prints the median, the 99th percentile and the longest frame;
// the yardstick beside it is the same scrolling of an empty page of the same height.

import build from "./build.mjs";
import { sceneUrl, serveFake, startBrowser } from "./web.mjs";

const SECONDS = 6;

build();
const desk = await serveFake();
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });

await page.goto(sceneUrl(desk.url, { calls: "1000000", running: "false", language: "en" }));
await page.locator(".rows [role=option]").first().waitFor();
const window = await measure(".list");
const loaded = await page.locator(".rows").evaluate((rows) => Math.round(rows.offsetHeight / 56));

await page.setContent(
  '<div class="list" style="height: 700px; overflow: auto"><div style="height: 5000000px"></div></div>',
);
const yardstick = await measure(".list");

await browser.close();
desk.stop();

if (process.argv.includes("--json")) console.log(JSON.stringify({ window, yardstick, loaded }));
else {
  console.log(`about ${loaded} rows scrolled past, of a million`);
  console.table({ window, "empty page": yardstick });
}

/** Scrolls by 300 pixels a frame, which is a hard spin of a wheel. */
async function measure(selector) {
  const frames = await page.evaluate(
    ([list, seconds]) =>
      new Promise((done) => {
        const it = document.querySelector(list);
        const frames = [];
        let before = performance.now();
        // Asking the list where it is would make the browser lay it out within the frame.
        let top = 0;
        const end = before + seconds * 1000;
        const frame = (now) => {
          frames.push(now - before);
          before = now;
          it.scrollTop = top += 300;
          if (now < end) requestAnimationFrame(frame);
          else done(frames.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    [selector, SECONDS],
  );
  frames.sort((a, b) => a - b);
  const at = (share) => Number(frames[Math.floor((frames.length - 1) * share)].toFixed(1));
  return { "median ms": at(0.5), "p99 ms": at(0.99), "max ms": at(1), frames: frames.length };
}
