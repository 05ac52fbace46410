// Callers of the tests: who ring, give up, and stand in the list of calls.

import { expect } from "vitest";

import { VerimorCall } from "./serve.mjs";

export const MEHMET = "05439012277";
export const ZEYNEP = "05332280916";

/** Lets people call the desk of an office, and waits until its window shows it. */
export function callers(it) {
  const rows = () => it.page.locator(".rows [role=option]");

  /** Somebody calls, so many seconds ago. */
  async function ring(caller = MEHMET, ago = 0) {
    const call = new VerimorCall(it.desk.hook("verimor"), caller, { at: Date.now() - ago * 1000 });
    await call.rings();
    return call;
  }

  /** Somebody called, and was not answered. */
  async function ringAndEnd(caller, ago = 20) {
    const call = await ring(caller, ago);
    await call.hangsUp(20);
    return call;
  }

  /** The news of a call has been drawn. */
  const shown = (call) => it.page.locator(`[id="call-${call.id}"]`).waitFor();
  const over = (call) => it.page.locator(`.rows [id="call-${call.id}"]`).waitFor();

  /** Whatever was set going has been drawn. */
  const drawn = () =>
    it.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );

  /** The call is over, and what it moved has been drawn. */
  async function goneFromAbove(call) {
    await expect.poll(() => it.page.locator(`.running [id="call-${call.id}"]`).count()).toBe(0);
    await drawn();
  }

  return { rows, ring, ringAndEnd, shown, over, drawn, goneFromAbove };
}
