import { describe, expect, test } from "vitest";

import { tunnel } from "../../../../tests/examples";
import type { TunnelChoice } from "../../../host/generated";
import {
  authorizedLine,
  isPublicUrl,
  isReadableOnTheWay,
  TunnelDraft,
} from "./tunnel-draft.svelte";

const draftOf = (choice: TunnelChoice, has_token = false) =>
  new TunnelDraft({ ...tunnel(choice), has_token });

const choices: TunnelChoice[] = [
  { kind: "address", public_url: "https://kimo.example.com" },
  {
    kind: "ssh",
    host: "kimo.example.com",
    port: 2222,
    user: "kimo",
    remote: { port: 9000 },
    public_url: "https://kimo.example.com",
  },
  {
    kind: "ssh",
    host: "10.0.0.1",
    port: 22,
    user: "office",
    remote: { socket: "/run/kimo.sock" },
    public_url: "https://kimo.example.com/office",
  },
  { kind: "ngrok", domain: "office.ngrok.app" },
  { kind: "ngrok", domain: null },
  { kind: "cloudflared", public_url: "https://kimo.example.com", program: null },
  { kind: "cloudflared", public_url: null, program: "/opt/cloudflared" },
  { kind: "tailscale", program: null },
];

test.each(choices)("what is in force comes out of the form as it went in: %j", (choice) => {
  const draft = draftOf(choice, true);
  expect(draft.wrong()).toEqual({});
  expect(draft.choice()).toEqual(choice);
  expect(draft.newToken()).toBeNull();
});

describe("a form that cannot be sent", () => {
  test("names each wrong field, of the chosen way only", () => {
    const draft = draftOf({ kind: "off" });
    draft.kind = "ssh";
    draft.port = "70000";
    draft.user = " ";
    expect(Object.keys(draft.wrong())).toEqual(["host", "port", "user", "url"]);
    draft.kind = "tailscale";
    expect(draft.wrong()).toEqual({});
  });

  test("asks for the socket instead of the port where that is chosen", () => {
    const draft = draftOf(choices[1] as TunnelChoice);
    draft.remote = "socket";
    draft.remoteSocket = "desk.sock";
    draft.remotePort = "";
    expect(Object.keys(draft.wrong())).toEqual(["remoteSocket"]);
  });

  test("asks for a token unless the one for this very way is kept", () => {
    const draft = draftOf({ kind: "ngrok", domain: null }, true);
    expect(draft.wrong()).toEqual({});
    draft.kind = "cloudflared";
    draft.url = "https://kimo.example.com";
    expect(Object.keys(draft.wrong())).toEqual(["token"]);
    draft.token = " eyJh ";
    expect(draft.wrong()).toEqual({});
    expect(draft.newToken()).toBe("eyJh");
    draft.cloudflared = "quick";
    expect(draft.newToken()).toBeNull();
  });
});

test.each([
  ["https://kimo.example.com", true],
  ["kimo.example.com", true],
  [" http://127.0.0.1:8460/ ", true],
  ["https://kimo.example.com/desk", true],
  ["", false],
  ["https://", false],
  ["ftp://kimo.example.com", false],
  ["https://kimo.example.com?x=1", false],
  ["https://user:secret@kimo.example.com", false],
  ["kimo example com", false],
])("%j is a public address: %s", (text, expected) => {
  expect(isPublicUrl(text)).toBe(expected);
});

test("only what travels in the clear over the internet is warned of", () => {
  expect(isReadableOnTheWay("http://kimo.example.com")).toBe(true);
  expect(isReadableOnTheWay("http://127.0.0.1:8460")).toBe(false);
  expect(isReadableOnTheWay("kimo.example.com")).toBe(false);
});

test("a domain is taken as the browser shows it", () => {
  const draft = draftOf({ kind: "ngrok", domain: null }, true);
  draft.domain = "https://office.ngrok.app/";
  expect(draft.choice()).toEqual({ kind: "ngrok", domain: "office.ngrok.app" });
});

test("the line for the server lets the key forward its port and nothing else", () => {
  const draft = draftOf(choices[1] as TunnelChoice);
  expect(authorizedLine("ssh-ed25519 AAAA kimo", draft)).toBe(
    'restrict,port-forwarding,permitlisten="localhost:9000" ssh-ed25519 AAAA kimo',
  );
  draft.remote = "socket";
  expect(authorizedLine("ssh-ed25519 AAAA kimo", draft)).toBe(
    "restrict,port-forwarding ssh-ed25519 AAAA kimo",
  );
});
