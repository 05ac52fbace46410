// Contacts of the tests: kept as another window would, and missed.

import { expect } from "vitest";

import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

/** Keeps contacts at the desk of an office, and lets people call it. */
export function acquaintances(it) {
  /** Asks the desk as another window would. */
  const askDesk = (name, params) => ask(it.page, name, params);

  /** Keeps a contact as another window would. */
  async function keep(name, numbers = [], more = {}) {
    const told = { name, numbers: numbers.map((written) => ({ written })), ...more };
    const { type, contact } = await askDesk("save_contact", told);
    expect(type).toBe("kept");
    return contact;
  }

  /** Somebody called, was not answered, and the call has ended. */
  async function missed(caller, ago = 60) {
    const at = Date.now() - ago * 1000;
    const call = new VerimorCall(it.desk.hook("verimor"), caller, { at });
    await call.rings();
    await call.hangsUp(20);
    return call;
  }

  return { askDesk, keep, missed };
}
