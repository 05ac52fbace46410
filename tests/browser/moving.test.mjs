// Everything goes to another computer in a file: written from the settings, taken in there.

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { CALLS, startDesk } from "./serve.mjs";

const it = office();
let page;
let home;

beforeEach(async () => {
  page = it.page;
  home = await mkdtemp(join(tmpdir(), "kimo-home-"));
});

afterEach(() => rm(home, { recursive: true, force: true }));

const button = (name) => page.getByRole("button", { name, exact: true });

test("what one window writes another takes in, and each says what comes next", async () => {
  it.desk = await startDesk({ calls: CALLS, home });
  await it.open({}, "#/settings");
  await page.getByText("Quit Kimo and run this command").waitFor();
  await page.getByLabel("Passphrase of the file (optional)").fill("correct horse");
  await button("Write the file").click();
  await page.getByText("Everything is in").waitFor();
  const [name] = (await readdir(home)).filter((file) => file.endsWith(".kimo"));
  const file = join(home, name);
  const told = page.getByText(`Everything is in ${file}: ${CALLS} calls`);
  await told.waitFor();
  await page.getByText("What arrives here from now on is not in it.").waitFor();
  expect(await faults(page)).toEqual([]);
  // Nobody finds the passphrase in the field afterwards.
  await button("Write another file").click();
  expect(await page.getByLabel("Passphrase of the file (optional)").inputValue()).toBe("");
  await it.desk.stop();

  it.desk = await startDesk({ home });
  await it.open();
  await page.getByRole("link", { name: "Moving here from another computer?" }).click();
  const chooser = page.locator("input[type=file]");
  await chooser.setInputFiles({
    name: "letter.kimo",
    mimeType: "application/octet-stream",
    buffer: Buffer.from("a letter"),
  });
  await page.getByText("Kimo did not write this file.").waitFor();
  await chooser.setInputFiles(file);
  await page.getByText(`${CALLS} calls; the file was written`).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Passphrase of the file", { exact: true }).fill("another");
  await button("Move in here").click();
  await page.getByText("The passphrase is another").waitFor();
  await chooser.setInputFiles(file);
  await page.getByLabel("Passphrase of the file", { exact: true }).fill("correct horse");
  await button("Move in here").click();
  await page.getByText("Now quit Kimo at its icon").waitFor();
  await page.getByText(`Taken over: ${CALLS} calls`).waitFor();
  expect(await faults(page)).toEqual([]);
});
