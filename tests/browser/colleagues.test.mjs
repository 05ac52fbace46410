// Who of ours is on the phone, as the PBX's events tell it.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { VerimorCall } from "./serve.mjs";
import { ask } from "./stage.mjs";

const it = office();
const MEHMET = "05439012277";
let page;

beforeEach(() => {
  page = it.page;
});

const row = (number) => page.locator(`[data-colleague="${number}"]`);
const state = (number) => row(number).getAttribute("data-state");

describe.each([
  ["tr", "Kimse telefonda değil", /ile görüşüyor/, "boşta"],
  ["en", "Nobody is on the phone", /talking with 0543 901 22 77, since \d\d:\d\d/, "free"],
  ["ru", "Никто не говорит по телефону", /разговаривает: /, "свободен"],
])("colleagues in %s", (language, nobody, talks, free) => {
  test("ring, talk and are free again, by name", async () => {
    await it.open({ calls: 0, language }, "#/colleagues");
    await page.locator("main h1").waitFor();
    expect(await faults(page)).toEqual([]);
    const own_numbers = [{ number: "1001", name: "Ayşe", greeting: "" }];
    await ask(page, "change_settings", { own_numbers, extensions: ["1002"] });
    await row("1001").getByText("Ayşe", { exact: true }).waitFor();
    await page.getByText(nobody).waitFor();
    expect(await state("1002")).toBe("free");

    const call = new VerimorCall(it.desk.hook("verimor"), MEHMET);
    await call.rings();
    await expect.poll(() => state("1001")).toBe("rings");
    await call.rings("1002");
    await expect.poll(() => state("1002")).toBe("rings");
    await call.answers(1);
    await row("1001").getByText(talks).waitFor();
    await expect.poll(() => state("1002")).toBe("free");
    expect(await faults(page)).toEqual([]);
    await call.hangsUp(3);
    await row("1001").getByText(free).waitFor();
    expect(await state("1001")).toBe("free");
  });
});

test("the message form says whether whom it is for is on the phone", async () => {
  await it.open({ calls: 0 }, "#/missed");
  const own_numbers = [{ number: "1001", name: "Ayşe", greeting: "" }];
  await ask(page, "change_settings", { own_numbers });
  const missed = new VerimorCall(it.desk.hook("verimor"), "05332280916", { extension: "1002" });
  await missed.hangsUp(20);
  const talk = new VerimorCall(it.desk.hook("verimor"), MEHMET);
  await talk.rings();
  await talk.answers(1);
  await page.locator("main li[data-key]").first().getByRole("button", { name: /message/i }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("For", { exact: true }).fill("Ayşe");
  const status = form.getByRole("status");
  await status.getByText(/talking with 0543 901 22 77/).waitFor();
  expect(await faults(page)).toEqual([]);
  await talk.hangsUp(3);
  await expect.poll(() => status.textContent()).toBe("");
});
