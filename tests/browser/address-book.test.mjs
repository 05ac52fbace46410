// The address book of a real CardDAV server, set up, synced and given up in the window.

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { faults } from "./accessible.mjs";
import { office } from "./office.mjs";
import { PASSWORD, USER, hasRadicale, startRadicale } from "./radicale.mjs";

const it = office();
let page;
let server;

beforeEach(async () => {
  page = it.page;
});

afterEach(async () => {
  await server?.stop();
  server = null;
});

const names = () => page.locator(".list [role=option] .line").allTextContents();
const panel = () => page.locator("aside");
const button = (name) => page.getByRole("button", { name, exact: true });
const field = (name) => page.getByRole("textbox", { name, exact: true });

async function enter(address, password) {
  await field("Server address").fill(address);
  await field("User name").fill(USER);
  await field("Password").fill(password);
  await button("Connect").click();
}

async function unfold() {
  await page.getByRole("heading", { name: "Address book from a server" }).click();
}

describe.skipIf(!hasRadicale)("an address book", () => {
  test("is found, chosen, synced, marked, and given up with its contacts kept", async () => {
    server = await startRadicale({
      office: {
        title: "Clinic",
        cards: { 1: ["Ayşe Yıldız", "+905321110001"], 2: ["Bora Can", "+905321110002"] },
      },
      private: { title: "Home", cards: {} },
    });
    await it.open({ calls: 0 });
    await it.go("#/contacts/files");
    await unfold();
    await enter(server.address, "wrong");
    const alert = page.getByRole("alert");
    await expect.poll(() => alert.textContent()).toContain("does not accept");
    await enter(server.address, PASSWORD);
    await page.getByRole("radio", { name: "Clinic" }).check();
    expect(await faults(page)).toEqual([]);
    await button("Use this one").click();
    await page.getByText(/2 contacts, synced \d\d:\d\d/).waitFor();
    expect(await faults(page)).toEqual([]);

    await server.put("office", "2", ["Bora Demir", "+905321110002"]);
    await button("Sync now").click();
    await it.go("#/contacts");
    await expect
      .poll(names)
      .toEqual([
        expect.stringContaining("Ayşe Yıldız"),
        expect.stringContaining("Bora Demir"),
      ]);
    await page.getByRole("option", { name: /Bora Demir/ }).click();
    await panel().getByText("From Clinic.").waitFor();
    expect(await button("Edit").count()).toBe(0);
    expect(await button("Delete contact").count()).toBe(0);
    await page.getByRole("switch", { name: "Important" }).check();
    await panel().locator("header").getByText("Important").waitFor();
    expect(await faults(page)).toEqual([]);

    await it.go("#/contacts/files");
    await button("Disconnect").click();
    await button("Keep the contacts").click();
    await page.getByText("its contacts are now your own").waitFor();
    await it.go("#/contacts");
    await page.getByRole("option", { name: /Bora Demir/ }).click();
    await button("Edit").waitFor();
    await panel().locator("header").getByText("Important").waitFor();
  });

  test("that cannot be read any more says so on the page of contacts", async () => {
    server = await startRadicale({
      office: { title: "Clinic", cards: { 1: ["Ayşe Yıldız", "+905321110001"] } },
    });
    await it.open({ calls: 0 });
    await it.go("#/contacts/files");
    await unfold();
    // The only one is taken without a question.
    await enter(server.address, PASSWORD);
    await page.getByText(/1 contact, synced/).waitFor();
    await server.stop();
    server = null;
    await button("Sync now").click();
    const alert = page.getByRole("alert");
    await expect.poll(() => alert.textContent()).toContain("cannot be reached");
    await it.go("#/contacts");
    await page.getByText(/Clinic: The server cannot be reached/).waitFor();
    await expect.poll(names).toEqual([expect.stringContaining("Ayşe Yıldız")]);
    await it.go("#/contacts/files");
    await button("Disconnect").click();
    await button("Delete the contacts").click();
    await page.getByText("its contacts were deleted").waitFor();
    await it.go("#/contacts");
    await page.getByRole("heading", { name: "No contacts yet" }).waitFor();
  });
});
