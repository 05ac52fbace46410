// What is being typed into the form for the way from the PBX to the desk. All kinds keep what was
// typed for them: looking at another one loses nothing.

import type { TunnelChoice, TunnelView } from "../../../host/generated";

export type Kind = TunnelChoice["kind"];

/** What a field is called in {@link TunnelDraft.wrong}. */
export type FieldName =
  "host" | "port" | "user" | "remotePort" | "remoteSocket" | "url" | "token" | "domain";

/** Each wrong field with the text that says so. */
export type Wrong = Partial<Record<FieldName, string>>;

export class TunnelDraft {
  kind = $state<Kind>("ngrok");
  host = $state("");
  port = $state("22");
  user = $state("kimo");
  remote = $state<"port" | "socket">("port");
  remotePort = $state("8460");
  remoteSocket = $state("/run/kimo/desk.sock");
  url = $state("");
  token = $state("");
  domain = $state("");
  cloudflared = $state<"named" | "quick">("named");
  program = $state("");
  /** A token is kept that fits the kind. */
  readonly #kept: "ngrok" | "cloudflared" | null;

  constructor({ choice, has_token }: TunnelView) {
    this.kind = choice.kind === "off" ? "ngrok" : choice.kind;
    const takesToken = choice.kind === "ngrok" || choice.kind === "cloudflared";
    this.#kept = has_token && takesToken ? choice.kind : null;
    if ("public_url" in choice) this.url = choice.public_url ?? "";
    switch (choice.kind) {
      case "ssh":
        this.host = choice.host;
        this.port = String(choice.port);
        this.user = choice.user;
        if ("port" in choice.remote) this.remotePort = String(choice.remote.port);
        else {
          this.remote = "socket";
          this.remoteSocket = choice.remote.socket;
        }
        break;
      case "ngrok":
        this.domain = choice.domain ?? "";
        break;
      case "cloudflared":
        this.cloudflared = choice.public_url === null ? "quick" : "named";
        this.program = choice.program ?? "";
        break;
      case "tailscale":
        this.program = choice.program ?? "";
        break;
    }
  }

  /** An empty token field leaves the token as it is. */
  get tokenKept(): boolean {
    return this.kind === this.#kept;
  }

  /** What cannot be used as it stands; empty where all can. */
  wrong(): Wrong {
    const wrong: Wrong = {};
    const check = (name: FieldName, right: boolean, text: string) => {
      if (!right) wrong[name] = text;
    };
    const url = () => check("url", isPublicUrl(this.url), "connections-wrong-url");
    const token = () =>
      check("token", this.tokenKept || this.token.trim() !== "", "connections-wrong-token");
    switch (this.kind) {
      case "off":
      case "tailscale":
        break;
      case "address":
        url();
        break;
      case "ssh":
        check("host", /^[^\s/@]+$/.test(this.host.trim()), "connections-wrong-host");
        check("port", isPort(this.port), "connections-wrong-port");
        check("user", /^[^\s@]+$/.test(this.user.trim()), "connections-wrong-user");
        if (this.remote === "port") {
          check("remotePort", isPort(this.remotePort), "connections-wrong-port");
        } else {
          check("remoteSocket", /^\/\S+$/.test(this.remoteSocket.trim()), "connections-wrong-path");
        }
        url();
        break;
      case "ngrok":
        token();
        check("domain", /^[^\s/:]*$/.test(bareDomain(this.domain)), "connections-wrong-domain");
        break;
      case "cloudflared":
        if (this.cloudflared === "named") {
          url();
          token();
        }
        break;
    }
    return wrong;
  }

  /** What to ask the desk for. */
  choice(): TunnelChoice {
    const orNull = (text: string) => text.trim() || null;
    const public_url = this.url.trim();
    switch (this.kind) {
      case "off":
        return { kind: "off" };
      case "address":
        return { kind: "address", public_url };
      case "ssh":
        return {
          kind: "ssh",
          host: this.host.trim(),
          port: Number(this.port),
          user: this.user.trim(),
          remote:
            this.remote === "port"
              ? { port: Number(this.remotePort) }
              : { socket: this.remoteSocket.trim() },
          public_url,
        };
      case "ngrok":
        return { kind: "ngrok", domain: orNull(bareDomain(this.domain)) };
      case "cloudflared":
        return {
          kind: "cloudflared",
          public_url: this.cloudflared === "named" ? public_url : null,
          program: orNull(this.program),
        };
      case "tailscale":
        return { kind: "tailscale", program: orNull(this.program) };
    }
  }

  /** A new token, where one was typed for a kind that takes one. */
  newToken(): string | null {
    const takes =
      this.kind === "ngrok" || (this.kind === "cloudflared" && this.cloudflared === "named");
    return takes ? this.token.trim() || null : null;
  }
}

/** The line that lets the key forward one port on the server, and do nothing else there. */
export function authorizedLine(key: string, draft: TunnelDraft): string {
  const listen =
    draft.remote === "port" && isPort(draft.remotePort)
      ? `,permitlisten="localhost:${Number(draft.remotePort)}"`
      : "";
  return `restrict,port-forwarding${listen} ${key}`;
}

/** `https://kimo.example.com`: what the desk takes for a public address. */
export function isPublicUrl(text: string): boolean {
  const url = parsed(text);
  if (!url) return false;
  const plain = url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return /^https?:$/.test(url.protocol) && url.hostname !== "" && plain;
}

/** Deliveries to it can be read on the way. */
export function isReadableOnTheWay(text: string): boolean {
  const url = parsed(text);
  const here = ["localhost", "127.0.0.1", "[::1]"];
  return url?.protocol === "http:" && !here.includes(url.hostname);
}

function parsed(text: string): URL | null {
  const trimmed = text.trim();
  if (trimmed === "" || /\s/.test(trimmed)) return null;
  try {
    return new URL(trimmed.includes("://") ? trimmed : `https://${trimmed}`);
  } catch {
    return null;
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535;
}

// People copy it with what the browser puts around it.
function bareDomain(text: string): string {
  return text
    .trim()
    .replace(/^https?:\/\//, "")
    .replace(/\/+$/, "");
}
