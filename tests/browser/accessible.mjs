// axe-core's judgement of a page, as readable lines.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is wrong with the page by WCAG 2.2 AA; empty when nothing is. */
export async function faults(page) {
  // What fades is pale for a while, and nobody reads it then.
  await page.evaluate(async () => {
    const ends = (animation) => Number.isFinite(animation.effect.getComputedTiming().endTime);
    const ending = document.getAnimations().filter(ends);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
  // Chromium's debugger puts the script in; the page's own policy stays as it is.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, any }) =>
        `${id}: ${target.join(" ")} ${any.map(({ message }) => message).join("; ")}`,
    ),
  );
}
