//! The names under which secrets of tunnels are kept.

/// The desk's private SSH key.
pub const SSH_KEY: &str = "ssh-key";
/// The token of ngrok or of a named cloudflared tunnel.
pub const TUNNEL_TOKEN: &str = "tunnel-token";
