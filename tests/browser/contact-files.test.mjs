// Contacts out of files and into them: looked at, imported, taken back, downloaded.

import { beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { acquaintances } from "./acquaintances.mjs";
import { office } from "./office.mjs";

const it = office();
const { open } = it;
const { keep, missed } = acquaintances(it);
let page;

beforeEach(() => {
  page = it.page;
});

const names = () => page.locator(".list [role=option] .line").allTextContents();
const button = (name) => page.getByRole("button", { name, exact: true });
const link = (name) => page.getByRole("link", { name, exact: true });

describe("files", () => {
  const CSV =
    "Ad;Soyad;Firma;Cep Telefonu;Sütun\r\n" +
    "Ayşe;Yıldız;Yıldız Diş;0532 111 00 01;x\r\n" +
    "Mehmet;Öztürk;;0532 111 00 02;y\r\n" +
    "Kimsesiz;Biri;;;z\r\n" +
    "Başkası;Kaya;;0532 111 00 03;t\r\n";
  const file = (text = CSV, name = "rehber.csv") => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  const chooser = () => page.locator("input[type=file]");

  test("a file is looked at, imported, called by at once, and taken back", async () => {
    await open({ calls: 0 });
    await keep("Zeynep Kaya", ["05321110003"]);
    const call = await missed("05321110001");
    await it.go("#/contacts");
    await link("Import and export").click();
    await chooser().setInputFiles(file());
    await page.getByText("rehber.csv holds 4 contacts.").waitFor();
    const preview = page.locator("section").first();
    await expect
      .poll(() => preview.textContent())
      .toContain("2 new contacts will be added");
    expect(await preview.textContent()).toContain("2 contacts will be skipped");
    expect(await preview.textContent()).toContain(
      "the number belongs to Zeynep Kaya",
    );
    expect(await preview.textContent()).toContain("has no number");
    await page.getByText("How the columns were understood").click();
    expect(await preview.locator("dl").textContent()).toContain("Sütun");
    expect(await preview.locator("dl").textContent()).toContain("not used");
    expect(await faults(page)).toEqual([]);
    await button("Import 2 contacts").click();
    await page.getByText("The import is complete.").waitFor();
    expect(await preview.textContent()).toContain("New: 2");
    expect(await faults(page)).toEqual([]);
    await it.go("#/calls");
    await page
      .locator(`[id="call-${call.id}"]`)
      .getByText("Ayşe Yıldız")
      .waitFor();

    await it.go("#/contacts/files");
    await chooser()
      .or(button("Choose another file"))
      .first()
      .waitFor({ state: "attached" });
    await button("Take back the import of rehber.csv").click();
    await button("Take back").click();
    await page.getByText("The import of rehber.csv was taken back").waitFor();
    await it.go("#/contacts");
    await expect.poll(names).toEqual([expect.stringContaining("Zeynep Kaya")]);
  });

  test("a file dropped on the page is read, and a second time there is nothing to import", async () => {
    await open({ calls: 0 });
    await it.go("#/contacts/files");
    const section = page.locator("section").first();
    await section.waitFor();
    const drop = () =>
      section.evaluate((target, text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], "dropped.csv"));
        target.dispatchEvent(
          new DragEvent("drop", {
            dataTransfer,
            bubbles: true,
            cancelable: true,
          }),
        );
      }, CSV);
    await drop();
    await button("Import 3 contacts").click();
    await page.getByText("The import is complete.").waitFor();
    await drop();
    await page.getByText("3 contacts are there already").waitFor();
    expect(await page.getByRole("button", { name: /^Import/ }).count()).toBe(0);
  });

  test("what holds no contacts is refused in words, and another may be chosen", async () => {
    await open({ calls: 0 });
    it.stage.refusing = true;
    await it.go("#/contacts/files");
    await chooser().setInputFiles(file("\u0000\u0001\u0002", "picture.csv"));
    await page.getByText("Not imported:").waitFor();
    expect(await faults(page)).toEqual([]);
    await chooser().setInputFiles(file());
    await button("Import 3 contacts").waitFor();
  });

  test("a running import tells how far it is, and can be stopped", async () => {
    const running = {
      done: 4000,
      total: 9000,
      added: 4000,
      changed: 0,
      same: 0,
      skipped: 0,
    };
    let isRunning = true;
    const importing = () => ({ ...running, running: isRunning, error: null });
    const cancel = () => {
      isRunning = false;
      return null;
    };
    await open({
      calls: 0,
      staged: { answers: { importing, cancel_import: cancel } },
    });
    await it.go("#/contacts/files");
    await page.getByText("Importing: 4,000 of 9,000").waitFor();
    expect(await page.getByRole("progressbar").getAttribute("value")).toBe(
      "4000",
    );
    expect(await faults(page)).toEqual([]);
    await button("Stop").click();
    await page.getByText("The import ended halfway.").waitFor();
  });

  test("all contacts are downloaded, and read again they are the same", async () => {
    await open({ calls: 0 });
    await keep("Ayşe Yıldız", ["05321110001"], {
      company: "Yıldız Diş",
      note: "Salı",
    });
    await it.go("#/contacts/files");
    for (const name of ["Download vCard", "Download CSV"]) {
      const coming = page.waitForEvent("download");
      await button(name).click();
      const download = await coming;
      expect(download.suggestedFilename()).toMatch(
        /^kimo-contacts\.(vcf|csv)$/,
      );
      await chooser().setInputFiles(await download.path());
      await page.getByText("1 contact is there already").waitFor();
      await button("Choose another file").click();
    }
  });
});
