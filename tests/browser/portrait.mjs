// The pictures of the README: a morning's calls posted to a real `kimo serve`, and its window.
// `npm run portrait` writes docs/screenshot.png and docs/screenshot-dark.png. It takes half a
// minute, since the last calls are played as they would happen.

import { join } from "node:path";

import { post, stamp, startDesk, VerimorCall } from "./serve.mjs";
import { root, startBrowser } from "./web.mjs";

const MINUTE = 60_000;
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

const desk = await startDesk({ language: "tr" });
const hook = desk.hook("verimor");
const browser = await startBrowser();

/** A call that was over long ago: minutes before now, and what came of it. */
async function was(minutes, caller, { answered, gaveUp, busy, extension = "1001", queue, line } = {}) {
  const at = Date.now() - minutes * MINUTE;
  const call = new VerimorCall(hook, caller, { at, extension, queue, called: line ?? "902129090112" });
  await call.rings();
  if (answered) {
    await call.answers(6);
    return call.hangsUp(6 + answered);
  }
  return call.hangsUp(gaveUp ?? 28, busy ? "USER_BUSY" : gaveUp ? "ORIGINATOR_CANCEL" : undefined);
}

async function outbound(minutes, called, seconds) {
  const at = Date.now() - minutes * MINUTE;
  await post(hook, {
    event_type: "hangup",
    direction: "outbound",
    call_uuid: `portrait-out-${minutes}`,
    caller_id_number: "1002",
    outbound_caller_id_number: "902129090112",
    destination_number: called,
    start_stamp: stamp(at),
    answer_stamp: seconds ? stamp(at + 9000) : "",
    end_stamp: stamp(at + 9000 + seconds * 1000),
    duration: String(seconds),
    answered: String(seconds > 0),
    hangup_cause: seconds ? "NORMAL_CLEARING" : "NO_ANSWER",
  });
}

await was(214, "05354409921", { answered: 131, queue: "200" });
await was(171, "05066128834", { answered: 47, extension: "1003" });
await was(118, "02122934410", { answered: 402, queue: "200", extension: "1002" });
await was(96, "05057641190", { gaveUp: 35, queue: "200" });
await was(83, "05378452016", { answered: 75, extension: "1002" });
await outbound(71, "05057641190", 118);
await was(64, "79162041855", { answered: 260, extension: "1003" });
await was(52, "05498831207", { gaveUp: 22, queue: "200" });
await was(41, "03124271188", { answered: 191 });
await was(29, "05421176593", { answered: 88, queue: "200", extension: "1002" });
await was(17, "05332280916");
await was(11, "02164183355", { answered: 34 });

// The last ones happen while the picture waits.
const missed = new VerimorCall(hook, "05332280916", { queue: "200" });
await missed.rings("1001");
await missed.rings("1002");
const talking = new VerimorCall(hook, "05439012277", { extension: "1003" });
await talking.rings();
await pause(9);
await talking.answers(9);
await pause(9);
await missed.hangsUp(18, "ORIGINATOR_CANCEL");
await pause(2);
const ringing = new VerimorCall(hook, "05324172863", { queue: "200" });
await ringing.rings();
await pause(4);

for (const [theme, file] of [
  ["light", "screenshot.png"],
  ["dark", "screenshot-dark.png"],
]) {
  const context = await browser.newContext({
    viewport: { width: 1100, height: 720 },
    colorScheme: theme,
    reducedMotion: "reduce",
    timezoneId: "Europe/Istanbul",
  });
  const page = await context.newPage();
  await page.goto(desk.ui);
  await page.locator(`[id="call-${missed.id}"]`).click();
  await page.locator("aside ol").waitFor();
  await page.mouse.move(40, 600);
  await page.evaluate(() => document.activeElement?.blur());
  await pause(0.5);
  await page.screenshot({ path: join(root, "docs", file) });
  await context.close();
}

await browser.close();
await desk.stop();
