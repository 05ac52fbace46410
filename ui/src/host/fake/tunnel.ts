// How an invented desk is reached.

import type { TunnelChoice, TunnelView } from "../generated";
import { iso } from "./calls";

const details: Record<string, string> = {
  name: "the name kimo.example.com has no address",
  connect: "no connection to kimo.example.com: connection refused",
  host_key_changed:
    "the server's host key has changed from SHA256:qOx3rXJzrDCqWl1dmMqYVvZyT4vS1yvh0V8oZ0b7YkE " +
    "to SHA256:9vHkJm0cU3dWc4oE7t1kQkq7p0hY2u6bq8o2yQ5nX1s",
  refused: "the tunnel's server refuses the key or token: no more methods",
  program_missing: "the program cloudflared is not installed",
  wrong_place: "https://kimo.example.com answers (status 404), but the probe did not arrive here",
};

const examples: Record<string, TunnelChoice> = {
  off: { kind: "off" },
  address: { kind: "address", public_url: "https://kimo.example.com" },
  ssh: {
    kind: "ssh",
    host: "kimo.example.com",
    port: 22,
    user: "kimo",
    remote: { port: 8460 },
    public_url: "https://kimo.example.com",
  },
  ngrok: { kind: "ngrok", domain: "kimo-resepsiyon.ngrok.app" },
  cloudflared: { kind: "cloudflared", public_url: null, program: null },
  tailscale: { kind: "tailscale", program: null },
};

/** The choice that a scene means by one word. */
export function choiceOf(kind: string): TunnelChoice {
  return examples[kind] ?? { kind: "off" };
}

export type Way = {
  /** Why the desk is not reached: the code of `reach-next-…`. */
  unreached?: string | null;
  /** Nobody has looked yet. */
  unchecked?: boolean;
  changed?: boolean;
  keyring?: boolean;
  /** Seconds since the last check. */
  age?: number;
};

/** A view of this choice, reached since a while or not reached for one reason. */
export function tunnelOf(choice: TunnelChoice, now: number, way: Way = {}): TunnelView {
  const { unreached = null, unchecked = false, changed = false, keyring = true, age = 20 } = way;
  const off = choice.kind === "off";
  const known = !off && !unchecked;
  const reason = known ? unreached : null;
  return {
    choice,
    ssh_key:
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKdTXpvWSfnPqMzYPhoa8VDqnRLAyaoTa5yDHyT8HY kimo",
    has_token: choice.kind === "ngrok",
    secrets: keyring ? "keyring" : "file",
    status: {
      kind: choice.kind,
      public_url: publicUrl(choice),
      state: off ? "off" : unchecked ? "unchecked" : reason ? "unreachable" : "reachable",
      since: known ? iso(now - 7200_000) : null,
      reason,
      detail: reason ? (details[reason] ?? "kimo.example.com") : null,
      checked_at: known ? iso(now - age * 1000) : null,
      address_changed: changed,
    },
  };
}

function publicUrl(choice: TunnelChoice): string | null {
  switch (choice.kind) {
    case "off":
      return null;
    case "ngrok":
      return `https://${choice.domain ?? "kimo.ngrok.app"}`;
    case "cloudflared":
      return choice.public_url ?? "https://sakin-deniz-mavi-kapi.trycloudflare.com";
    case "tailscale":
      return "https://resepsiyon.tail4c7a2.ts.net";
    default:
      return choice.public_url;
  }
}
