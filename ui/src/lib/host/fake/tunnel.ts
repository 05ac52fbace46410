// How an invented desk is reached.

import type { TunnelChoice, TunnelView } from "../generated";
import { iso } from "./calls";

/** A view of this choice, reached since a while or not reached for one reason. */
export function tunnelOf(choice: TunnelChoice, now: number, reason: string | null): TunnelView {
  const off = choice.kind === "off";
  const publicUrl = "public_url" in choice ? choice.public_url : "https://kimo.ngrok.app";
  return {
    choice,
    ssh_key:
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKdTXpvWSfnPqMzYPhoa8VDqnRLAyaoTa5yDHyT8HY kimo",
    has_token: false,
    secrets: "keyring",
    status: {
      kind: choice.kind,
      public_url: off ? null : publicUrl,
      state: off ? "off" : reason ? "unreachable" : "reachable",
      since: off ? null : iso(now - 7200_000),
      reason: off ? null : reason,
      detail: off || !reason ? null : "kimo.example.com",
      checked_at: off ? null : iso(now - 20_000),
      address_changed: false,
    },
  };
}
