import { expect, test } from "vitest";

import { hook } from "../../../../tests/examples";
import { HookDraft, isNetwork } from "./hook-draft.svelte";

test.each([
  ["203.0.113.7", true],
  ["203.0.113.0/24", true],
  ["2001:db8::1", true],
  ["2001:db8::/32", true],
  ["203.0.113", false],
  ["203.0.113.256", false],
  ["203.0.113.0/33", false],
  ["203.0.113.0/", false],
  ["2001:db8::/129", false],
  ["2001:db8::1]/x[", false],
  ["pbx.example.com", false],
  ["", false],
])("%j is an address or a network: %s", (text, expected) => {
  expect(isNetwork(text)).toBe(expected);
});

test("a password that is not typed again stays as it is", () => {
  const draft = new HookDraft(hook({ basic_user: "office" }), "ssh");
  expect(draft.update().basic).toBe("keep");
  draft.password = "new";
  expect(draft.update().basic).toEqual({ user: "office", password: "new" });
  draft.basic = false;
  expect(draft.update().basic).toBeNull();
});

test("credentials are complete or wrong", () => {
  const draft = new HookDraft(hook(), "ssh");
  draft.basic = true;
  expect(draft.wrong().basic).toBe("connections-basic-missing");
  draft.user = "a:b";
  draft.password = "secret";
  expect(draft.wrong().basic).toBe("connections-basic-colon");
  draft.user = "office";
  expect(draft.wrong()).toEqual({});
});

test("where deliveries may come from is sent only where it changed", () => {
  const draft = new HookDraft(hook(), "ssh");
  expect(draft.limit()).toBeNull();
  draft.header = "x_real_ip";
  expect(draft.limit(), "a header alone limits nothing").toBeNull();
  draft.sources = ["203.0.113.0/24"];
  expect(draft.limit()).toEqual({ hook: 1, allowed: ["203.0.113.0/24"], header: "x_real_ip" });
  draft.sources = ["nowhere"];
  expect(draft.wrong().sources).toBe("connections-sources-wrong");
});

test("the header is the one that the tunnel in use writes", () => {
  expect(new HookDraft(hook(), "cloudflared").header).toBe("cf_connecting_ip");
  expect(new HookDraft(hook(), "ngrok").header).toBe("x_forwarded_for");
  const limited = hook({ allowed_sources: ["10.0.0.1"], source_header: "x_real_ip" });
  expect(new HookDraft(limited, "cloudflared").header).toBe("x_real_ip");
});
