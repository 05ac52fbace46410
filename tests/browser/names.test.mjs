// What our own lines, extensions and queues are called, wherever one of their numbers stands.

import { beforeEach, describe, expect, test } from "vitest";

import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
const { open, go } = it;
let page;

beforeEach(() => {
  page = it.page;
});

const text = (selector) => page.locator(selector).first().textContent();

describe("a number of ours that has a name", () => {
  test("is called by it in lists, panel and board, from the moment on at which it has one", async () => {
    await open({ calls: 0 });
    const hook = it.desk.hook("verimor");
    const missed = new VerimorCall(hook, "05439012277", {
      at: Date.now() - 90_000,
      queue: "200",
    });
    await missed.rings();
    await missed.hangsUp(20, "ORIGINATOR_CANCEL");
    const answered = new VerimorCall(hook, "05332280916", {
      at: Date.now() - 60_000,
      extension: "1002",
    });
    await answered.rings();
    await answered.answers(5);
    await answered.hangsUp(25);
    const row = (number) => `.rows [role=option]:has-text("${number}")`;
    await page
      .locator(row("0543"))
      .getByText("queue 200", { exact: true })
      .waitFor();

    const own_numbers = [
      { number: "0212 909 01 12", name: "Appointments", greeting: "" },
      { number: "1002", name: "Ayşe", greeting: "" },
      { number: "200", name: "Front desk", greeting: "" },
    ];
    await ask(page, "change_settings", { own_numbers });
    await page.locator(row("0533")).getByText("20 s with Ayşe").waitFor();
    expect(await text(row("0533"))).toContain("Appointments");
    expect(await text(row("0543"))).toMatch(
      /gave up in queue Front desk after 20\ss/,
    );
    expect(await text(row("0543"))).not.toContain("queue 200");

    // Where somebody may want to know both, both are told.
    await page.locator(row("0533")).click();
    await page.locator("aside ol").getByText("1002 (Ayşe) answered").waitFor();
    expect(await text("aside dl")).toContain("0212 909 01 12 (Appointments)");

    await go("#/missed");
    await page
      .locator("main li[data-key]")
      .getByText("Front desk", { exact: true })
      .waitFor();
    expect(await text("main li[data-key]")).toContain("Appointments");

    await ask(page, "change_settings", { own_numbers: [] });
    await page
      .locator("main li[data-key]")
      .getByText("queue 200", { exact: true })
      .waitFor();
  });
});
