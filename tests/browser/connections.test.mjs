// The connections of an invented office: the addresses, the way to the desk, and the guide.

import { beforeEach, describe, expect, test } from "vitest";

import { office } from "./office.mjs";
import { post, VerimorCall } from "./serve.mjs";
import { idOf, staged } from "./stage.mjs";

const it = office();
const { open, asked } = it;
let page;

beforeEach(() => {
  page = it.page;
});

/** The address of the PBX's hook on this computer, and its secret part. */
const hook = (pbx) => it.desk.hook(pbx);
const token = (pbx) => hook(pbx).split("/").at(-1);

const rows = () => page.locator(".rows [role=option]");

describe("connections", () => {
  test("an address is copied, a test call sent, a connection added", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ staged: staged({ reason: "name" }) }, "#/connections");
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByRole("button", { name: "Copy address" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(
      `https://kimo.example.com/hooks/verimor/${token("verimor")}`,
    );
    await verimor.getByRole("button", { name: "Send a test call" }).click();
    await page.getByText("The test call is on its way").waitFor();
    await page.getByRole("button", { name: "Add a connection" }).click();
    await page.getByLabel("PBX").selectOption("mtt");
    await page.getByLabel("Name").fill("Moscow");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { name: "Set up MTT" }).waitFor();
    await page.getByRole("button", { name: "Connections" }).click();
    await page.getByRole("article", { name: "Moscow" }).waitFor();
  });

  test.each([
    ["tr", "Girilecek adres henüz yok", "Adresi kopyala"],
    ["en", "There is no address to enter yet", "Copy address"],
    ["ru", "Адреса для ввода ещё нет", "Копировать адрес"],
  ])("an address that only this computer reaches is not offered, in %s", async (language, words, copy) => {
    await open({ language }, "#/connections");
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByText(words).waitFor();
    expect(await page.getByRole("button", { name: copy }).count()).toBe(0);
    expect(await page.content()).not.toContain("/hooks/");
  });

  test("an address is masked until it is asked for, and whole when copied by hand", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ staged: staged({ reason: "name" }) }, "#/connections");
    const verimor = page.getByRole("article", { name: "Verimor" });
    const field = verimor.getByLabel("Address for events");
    expect(await field.inputValue()).not.toContain(token("verimor").slice(0, 4));
    expect(await page.content()).not.toContain(token("verimor"));
    await field.focus();
    await page.keyboard.press("Control+c");
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(token("verimor"));
    await verimor.getByRole("button", { name: "Show the address" }).click();
    expect(await field.inputValue()).toContain(token("verimor"));
  });

  test("a new address is made, the old one goes on, and is ended once that is agreed to", async () => {
    await open({}, "#/connections");
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByRole("button", { name: "New address" }).click();
    await verimor.getByLabel("How long the old one goes on working").selectOption("7 days");
    await verimor.getByRole("button", { name: "Make a new address" }).click();
    await verimor.getByText("The old address works until").waitFor();
    expect(asked("rotate_token")).toEqual([{ hook: expect.any(Number), overlap_hours: 168 }]);
    await verimor.getByRole("button", { name: "End the old one now" }).click();
    await verimor.getByRole("button", { name: "Cancel" }).click();
    expect(asked("revoke_token")).toEqual([]);
    await verimor.getByRole("button", { name: "End the old one now" }).click();
    await verimor.getByRole("button", { name: "It is entered; end the old one" }).click();
    await expect.poll(() => verimor.getByText("The old address works").count()).toBe(0);
    expect(asked("revoke_token")).toHaveLength(1);
  });

  test("a connection is deleted once that is agreed to, its calls stay, and the last leads to the start", async () => {
    await open({}, "#/connections");
    const articles = page.getByRole("article");
    await articles.first().waitFor();
    const all = await articles.count();
    expect(all).toBeGreaterThan(1);
    for (let left = all; left > 0; left -= 1) {
      const connection = articles.first();
      await connection.getByRole("button", { name: "Edit" }).click();
      await connection.getByRole("button", { name: "Delete the connection" }).click();
      await connection.getByText("Calls and missed callers stay.").waitFor();
      if (left === all) {
        await connection.getByRole("button", { name: "Cancel" }).last().click();
        expect(asked("remove_hook")).toEqual([]);
        await connection.getByRole("button", { name: "Delete the connection" }).click();
      }
      await connection.getByRole("button", { name: "Delete", exact: true }).click();
      await expect.poll(() => articles.count()).toBe(left - 1);
    }
    expect(asked("remove_hook")).toHaveLength(all);
    await page.getByRole("heading", { name: "Which PBX do you have?" }).waitFor();
    await it.go("#/calls");
    await expect.poll(() => rows().count()).toBeGreaterThan(5);
  });

  test("a connection is limited to networks, and what is none is not sent", async () => {
    await open({}, "#/connections");
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByRole("button", { name: "Edit" }).click();
    const sources = verimor.getByLabel("Take events only from these addresses");
    await sources.fill("pbx.example.com");
    await verimor.getByRole("button", { name: "Save" }).click();
    await verimor.getByText("Each must be an IP address or a network").waitFor();
    expect(asked("update_hook")).toEqual([]);
    await verimor.getByRole("button", { name: "Remove pbx.example.com" }).click();
    await sources.fill("203.0.113.0/24");
    await sources.press("Enter");
    await verimor.getByText("anybody can forge it").waitFor();
    await verimor.getByLabel("Header that the tunnel sets").selectOption("x_real_ip");
    await verimor.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(() => asked("limit_sources"))
      .toMatchObject([{ allowed: ["203.0.113.0/24"], header: "x_real_ip" }]);
  });

  test("strangers are counted", async () => {
    await open({ calls: 0 });
    for (let count = 0; count < 12; count++) {
      await fetch(`${new URL(hook("verimor")).origin}/hooks/verimor/nobody`, { method: "POST" });
    }
    await it.go("#/connections");
    await page.getByText("12 requests came with a wrong address or password").waitFor();
  });

  test("credentials are complete or not saved", async () => {
    await open({}, "#/connections");
    const verimor = page.getByRole("article", { name: "Verimor" });
    await verimor.getByRole("button", { name: "Edit" }).click();
    await verimor.getByRole("checkbox").check();
    await verimor.getByLabel("User name", { exact: true }).fill("office");
    await verimor.getByRole("button", { name: "Save" }).click();
    await verimor.getByText("A user name and a password are needed.").waitFor();
    expect(asked("update_hook")).toEqual([]);
    await verimor.getByLabel("Password", { exact: true }).fill("s3cret");
    await verimor.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => asked("update_hook")).toHaveLength(1);
    expect(asked("update_hook")[0]).toMatchObject({
      basic: { user: "office", password: "s3cret" },
    });
  });

  test("what was not understood is there to be read", async () => {
    await open({}, "#/connections");
    await page.getByText("2 events were not understood").click();
    await page.getByText("event_type=sms_status&message_id=88213&status=DELIVERED").waitFor();
  });
});

describe("the way to the desk", () => {
  const reach = () => page.getByRole("region", { name: "Connection to Kimo" });
  const unfold = () => page.getByRole("button", { name: "Show how it is set up" }).click();

  test("is said with its state, its address and when it was checked", async () => {
    await open({ staged: staged() }, "#/connections");
    it.stage.answers.check_tunnel = null;
    await unfold();
    await reach().getByText("The PBX reaches Kimo").waitFor();
    await reach().getByText(/since .*\d\d:\d\d · last checked .*\d\d:\d\d/).waitFor();
    await reach().getByText("https://kimo.example.com", { exact: true }).waitFor();
    await reach().getByRole("button", { name: "Copy the public address" }).waitFor();
    await reach().getByRole("button", { name: "Check now" }).click();
    await expect.poll(() => asked("check_tunnel")).toHaveLength(1);
    it.stage.answers.tunnel = staged().answers.tunnel;
    it.stage.answers.tunnel.status.checked_at = new Date().toISOString();
    await it.stage.tell({ type: "tunnel" });
    await reach().getByRole("button", { name: "Check now" }).waitFor();
  });

  test("that leads here is one sentence for who takes calls, until it no longer does", async () => {
    await open({ staged: staged() }, "#/connections");
    await page.getByText(/Calls arrive, the last one .*\d\d:\d\d\./).waitFor();
    expect(await page.getByRole("article").count()).toBe(0);
    it.stage.answers.tunnel = staged({ reason: "name" }).answers.tunnel;
    await it.stage.tell({ type: "tunnel" });
    await reach().getByText("The PBX does not reach Kimo").waitFor();
    await page.getByRole("article").first().waitFor();
    it.stage.answers.tunnel = staged().answers.tunnel;
    await it.stage.tell({ type: "tunnel" });
    await reach().getByText("The PBX reaches Kimo").waitFor();
    await page.getByRole("article").first().waitFor();
  });

  test("that is cut is told to whoever looks after it, without a secret", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ staged: staged({ reason: "name" }) }, "#/connections");
    await reach().getByRole("button", { name: "Copy for whoever looks after this" }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain("Kimo: The PBX does not reach Kimo");
    expect(await copied()).toContain("Check the address letter by letter");
    expect(await copied()).not.toContain(token("verimor"));
  });

  test("that is cut says why, what to do, and follows the desk by itself", async () => {
    await open({ staged: staged({ reason: "name" }) }, "#/connections");
    await reach().getByText("The PBX does not reach Kimo").waitFor();
    await reach().getByText("Check the address letter by letter").waitFor();
    it.stage.answers.tunnel = staged().answers.tunnel;
    await it.stage.tell({ type: "tunnel" });
    await reach().getByText("The PBX reaches Kimo").waitFor();
  });

  test("with a changed host key is opened by nobody but the user", async () => {
    await open({ staged: staged({ reason: "host_key_changed", kind: "ssh" }) }, "#/connections");
    it.stage.answers.forget_host_key = () => {
      it.stage.answers.tunnel = staged({ kind: "ssh" }).answers.tunnel;
      return null;
    };
    const alarm = reach().getByRole("alert");
    await alarm.getByText("Kimo has stopped connecting").waitFor();
    await alarm.getByText("SHA256:9vHkJm0cU3dWc4oE7t1kQkq7p0hY2u6bq8o2yQ5nX1s").waitFor();
    await alarm.getByRole("button", { name: "Accept the new key" }).click();
    expect(asked("forget_host_key")).toEqual([]);
    await alarm.getByRole("button", { name: "I have compared it: accept" }).click();
    await reach().getByText("The PBX reaches Kimo").waitFor();
    expect(asked("forget_host_key")).toHaveLength(1);
  });

  test("is chosen, with a mistake named at its field and nothing lost", async () => {
    await open({ calls: 0, staged: staged({ kind: "off" }) }, "#/connections");
    it.stage.answers.use_tunnel = ({ choice }) => {
      it.stage.answers.tunnel = staged({ kind: choice.kind }).answers.tunnel;
      return it.stage.answers.tunnel;
    };
    await reach().getByRole("button", { name: "Choose a way" }).click();
    await reach().getByRole("radio", { name: "A server of your own (SSH)" }).check({ force: true });
    await reach().getByLabel("Server", { exact: true }).fill("server.example.com");
    await reach().getByLabel("SSH port").fill("99999");
    await reach().getByRole("button", { name: "Use this way" }).click();
    const port = reach().getByLabel("SSH port");
    expect(await port.getAttribute("aria-invalid")).toBe("true");
    expect(await port.evaluate((it) => it === document.activeElement)).toBe(true);
    await reach().getByText("Write an address like").waitFor();
    expect(asked("use_tunnel")).toEqual([]);

    await port.fill("2222");
    await reach().getByLabel("Public address").fill("kimo.example.com");
    it.stage.fail(true);
    await reach().getByRole("button", { name: "Use this way" }).click();
    await reach().getByText("What you typed is still here").waitFor();
    expect(await reach().getByLabel("Server", { exact: true }).inputValue()).toBe(
      "server.example.com",
    );
    it.stage.fail(false);
    await reach().getByRole("button", { name: "Use this way" }).click();
    await reach().getByText("The PBX reaches Kimo").waitFor();
    expect(asked("use_tunnel").at(-1)).toEqual({
      choice: {
        kind: "ssh",
        host: "server.example.com",
        port: 2222,
        user: "kimo",
        remote: { port: 8460 },
        public_url: "kimo.example.com",
      },
      token: null,
    });
  });

  test("shows the line for the server, and where secrets are kept", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ staged: staged({ secrets: "file" }) }, "#/connections");
    await unfold();
    await reach().getByRole("button", { name: "Change" }).click();
    await reach().getByRole("radio", { name: "A server of your own (SSH)" }).check({ force: true });
    await reach().getByText("kept in a file that only you can read").waitFor();
    await reach().getByRole("button", { name: "Copy the line" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^restrict,port-forwarding,permitlisten="localhost:8460" ssh-ed25519 \S+ kimo$/,
    );
  });

  test("keeps a token that is not typed again", async () => {
    await open({ staged: staged({ kind: "ngrok" }) }, "#/connections");
    it.stage.answers.use_tunnel = it.stage.answers.tunnel;
    await unfold();
    await reach().getByRole("button", { name: "Change" }).click();
    const token = reach().getByLabel("Token");
    expect(await token.getAttribute("placeholder")).toBe("Kept; leave empty to keep it");
    expect(await token.getAttribute("type")).toBe("password");
    await reach().getByRole("button", { name: "Use this way" }).click();
    await expect
      .poll(() => asked("use_tunnel"))
      .toEqual([
        { choice: { kind: "ngrok", domain: "kimo-resepsiyon.ngrok.app" }, token: null },
      ]);
  });

  test("that changed its address is told on every page, until the new one is entered", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ staged: staged({ changed: true, kind: "cloudflared" }) });
    it.stage.answers.address_entered = () => {
      const { answers, patches } = staged({ kind: "cloudflared" });
      Object.assign(it.stage.answers, answers);
      Object.assign(it.stage.patches, patches);
      it.stage.tell({ type: "tunnel" });
      return null;
    };
    await page.getByRole("link", { name: "Show the new address" }).click();
    const told = reach().getByRole("alert");
    await told.getByText("The public address has changed").waitFor();
    await told.getByRole("button", { name: "Copy address" }).first().click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(
      `https://sakin-deniz-mavi-kapi.trycloudflare.com/hooks/verimor/${token("verimor")}`,
    );
    await told.getByRole("button", { name: "I have entered it" }).click();
    await expect.poll(() => told.count()).toBe(0);
    await page.getByRole("link", { name: "Calls", exact: true }).click();
    await rows().first().waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});

describe("the guide", () => {
  /** Opens the guide of a PBX's first hook. */
  const guide = async (pbx, scene = {}) => {
    await open({ calls: 0, staged: staged(), ...scene });
    await it.go(`#/connections/${await idOf(page, pbx)}`);
  };
  const wrongAddress = () =>
    fetch(`${new URL(hook("verimor")).origin}/hooks/verimor/nobody`, { method: "POST" });

  test("leads from an empty desk to the first call, without a terminal", async () => {
    await open({ calls: 0, staged: staged({ kind: "off" }) });
    it.stage.answers.use_tunnel = ({ choice }) => {
      it.stage.answers.tunnel = staged({ kind: choice.kind }).answers.tunnel;
      return it.stage.answers.tunnel;
    };
    await page.getByRole("link", { name: "Connect the PBX" }).click();
    await page.getByRole("heading", { name: "Which PBX do you have?" }).waitFor();
    await page.getByRole("button", { name: /^Verimor/ }).click();
    await page.getByRole("heading", { name: "Set up Verimor" }).waitFor();
    expect(await page.getByText("Bildirilecek URL").count()).toBe(0);

    await page.getByLabel("Token").fill("2abcToken");
    await page.getByRole("button", { name: "Use this way" }).click();
    await page.getByText("Bildirilecek URL").waitFor();
    await page.getByText("Santral Ayarlarım").waitFor();
    await page.getByText("Waiting for the first event").waitFor();

    expect((await fetch(hook("verimor"), { method: "POST" })).status).toBe(200);
    await page.getByText("Verimor tested the address and got an answer").waitFor();
    await new VerimorCall(hook("verimor"), "05324172863").rings();
    await page.getByText("It works: the first event is here").waitFor();
    const came = page.locator(".came");
    expect(await came.textContent()).toMatch(/1001 rang.*0532 417 28 63.*212\)? 909 01 12/s);
    await page.getByRole("button", { name: "Choose my extensions" }).click();
    await page.getByLabel("My extensions").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Set up Verimor" }).waitFor();
  });

  test("begins with the choice of a PBX where there is no connection yet", async () => {
    await open({ calls: 0, staged: { answers: { hooks: [] } } });
    await page.getByRole("heading", { name: "No calls yet" }).waitFor();
    await page.getByRole("link", { name: "Connect the PBX" }).click();
    expect(await page.getByRole("button", { name: "Send a test call" }).count()).toBe(0);
    await page.getByRole("heading", { name: "Which PBX do you have?" }).waitFor();
    delete it.stage.answers.hooks;
    await page.getByRole("button", { name: /^MTT/ }).click();
    await page.getByRole("heading", { name: "Set up MTT" }).waitFor();
    expect(asked("add_hook")).toMatchObject([{ pbx: "mtt", name: "" }]);
  });

  test("says what is wrong when something else comes", async () => {
    await guide("bulutfon");
    await page.getByText("Waiting for the first event").waitFor();
    await wrongAddress();
    await page.getByText("A request was turned away").waitFor();
    await post(hook("bulutfon"), { event_type: "moon_landing", uuid: "1" });
    await page.getByText("Something came that Kimo does not understand").waitFor();
    await page.getByText("event_type=moon_landing").waitFor();
    await post(hook("bulutfon"), {
      event_type: "call_init",
      uuid: "f615986c-2001-11e5-bdee-6599352d46ce",
      caller: "905439012277",
      callee: "908508850000",
      direction: "IN",
      timestamp: String(Date.now() * 1000),
    });
    await page.getByText("It works: the first event is here").waitFor();
    await page.getByRole("button", { name: "MTT" }).click();
    await page.getByRole("heading", { name: "Set up MTT" }).waitFor();
  });

  test("tells of Bulutfon's events, format and credentials, and of what MTT is asked for", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await open({ calls: 0, staged: staged() }, "#/connections");
    const bulutfon = page.getByRole("article", { name: "Bulutfon" });
    await bulutfon.getByRole("button", { name: "Edit" }).click();
    await bulutfon.getByRole("checkbox").check();
    await bulutfon.getByLabel("User name", { exact: true }).fill("sube");
    await bulutfon.getByLabel("Password", { exact: true }).fill("s3cret");
    await bulutfon.getByRole("button", { name: "Save" }).click();
    await bulutfon.getByRole("button", { name: "Set up" }).click();
    for (const word of ["Web Kancaları", "Arama Başlangıcı", "Dahiliye düşen çağrı", "Kaçan Çağrı"]) {
      await page.getByText(word, { exact: true }).waitFor();
    }
    await page.getByText("enter “sube” and its password there").waitFor();
    await page.getByRole("button", { name: "Connections" }).click();
    const mtt = page.getByRole("article", { name: "MTT" });
    await mtt.getByRole("button", { name: "Set up" }).click();
    await page.getByRole("button", { name: "Copy the text" }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
    const letter = await page.evaluate(() => navigator.clipboard.readText());
    expect(letter).toContain(`https://kimo.example.com/hooks/mtt/${token("mtt")}`);
    expect(await page.content()).not.toContain(token("mtt"));
  });

  test("goes on without a way where the PBX needs none", async () => {
    await guide("verimor", { staged: staged({ kind: "off" }) });
    await page.getByRole("button", { name: "Skip this step" }).click();
    await page.getByText("Bildirilecek URL").waitFor();
    await page.getByText("There is no address to enter yet").waitFor();
    expect(await page.getByRole("button", { name: /Copy/ }).count()).toBe(0);
  });

  test.each([
    ["tr", "Verimor kurulumu", "İlk bildirim bekleniyor", "Çalışıyor: ilk bildirim geldi"],
    ["en", "Set up Verimor", "Waiting for the first event", "It works: the first event is here"],
    ["ru", "Настройка Verimor", "Ждём первое уведомление", "Работает: первое уведомление пришло"],
  ])("speaks %s, and the panel's own words", async (language, title, waiting, came) => {
    await guide("verimor", { language });
    await page.getByRole("heading", { name: title }).waitFor();
    await page.getByText(waiting, { exact: true }).waitFor();
    await page.getByText("CRM Entegrasyonu").waitFor();
    await new VerimorCall(hook("verimor"), "05324172863").rings();
    await page.getByText(came).waitFor();
  });
});
