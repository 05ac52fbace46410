// How long frames take while a long history is scrolled through: `npm run scrolling [-- --json]
// [DIR]`, where DIR is the data directory of a desk that does not run, such as the one of a million
// calls that `cargo xtask bench` leaves; else twenty thousand calls are invented. Prints the
// median, the 99th percentile and the longest frame; the yardstick beside it is the same scrolling
// of an empty page of the same height.

import { seed, startDesk } from "./serve.mjs";
import { startBrowser } from "./web.mjs";

const SECONDS = 6;
const INVENTED = 20_000;

const dir = process.argv.slice(2).find((word) => !word.startsWith("--"));
if (!dir) await seed(INVENTED);
const desk = await startDesk(dir ? { dir } : { calls: INVENTED });
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });

await page.goto(desk.ui);
await page.locator(".rows [role=option]").first().waitFor();
const window = await measure(".list");
const loaded = await page.locator(".rows").evaluate((rows) => Math.round(rows.offsetHeight / 56));

await page.setContent(
  '<div class="list" style="height: 700px; overflow: auto"><div style="height: 5000000px"></div></div>',
);
const yardstick = await measure(".list");

await browser.close();
await desk.stop();

if (process.argv.includes("--json")) console.log(JSON.stringify({ window, yardstick, loaded }));
else {
  console.log(`about ${loaded} rows scrolled past`);
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
