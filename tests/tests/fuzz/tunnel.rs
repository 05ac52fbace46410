//! The file with the tunnel's set-up, which people edit and disks damage.

use std::fs;

use kimo_desk::tunnel::Setup;

use super::pool::{fuzz, shape};

#[test]
fn whatever_the_tunnels_set_up_holds_is_one_or_is_damaged() {
    let kept = [
        r#"{"tunnel":{"kind":"off"}}"#,
        r#"{"tunnel":{"kind":"address","public_url":"https://desk.example.org"},"last_public_url":"https://x.example/"}"#,
        r#"{"tunnel":{"kind":"ssh","host":"h.example","port":22,"user":"kimo","remote":{"port":8000},"public_url":"https://h.example"},"host_keys":{"h:22":"ssh-ed25519 AAAA"}}"#,
        r#"{"tunnel":{"kind":"ngrok","domain":"a.ngrok.app"}}"#,
        r#"{"tunnel":{"kind":"cloudflared","public_url":null,"program":"/usr/bin/cloudflared"}}"#,
        include_str!("../../fixtures/before-the-house/tunnel.json"),
    ];
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("tunnel.json");
    fuzz(
        "tunnel",
        kept.map(|text| text.as_bytes().to_vec()).into(),
        |content| {
            fs::write(&file, content).unwrap();
            match Setup::load(dir.path()) {
                Ok(setup) => {
                    let setup = setup.unwrap();
                    let written = serde_json::to_vec(&setup).unwrap();
                    fs::write(&file, written).unwrap();
                    assert_eq!(Setup::load(dir.path()).unwrap(), Some(setup.clone()));
                    shape(&format!("{setup:?}"))
                }
                Err(error) => shape(&error.to_string()),
            }
        },
    );
}
