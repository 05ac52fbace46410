//! Questions at the control socket of a running desk, before and after the proof.

use std::{
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    path::PathBuf,
    time::Duration,
};

use hmac::{Hmac, KeyInit, Mac};
use kimo_desk::{Desk, DeskOptions, lock::Holder};
use serde_json::Value;
use sha2::Sha256;

use super::pool::{fuzz, shape};

/// What is asked; nothing that looks for a desktop or for the network.
const QUESTIONS: [&str; 14] = [
    r#"{"name":"calls","params":{"limit":50,"search":"532","missed":true}}"#,
    r#"{"name":"call","params":{"id":"verimor:1"}}"#,
    r#"{"name":"mark_done","params":{"call":"verimor@ankara:1","done":true}}"#,
    r#"{"name":"set_note","params":{"call":"verimor:1","note":"çağrı"}}"#,
    r#"{"name":"missed","params":{}}"#,
    r#"{"name":"person","params":{"number":"0532 000 00 21"}}"#,
    r#"{"name":"forget","params":{"key":"+905320000021"}}"#,
    r#"{"name":"hooks"}"#,
    r#"{"name":"add_hook","params":{"pbx":"mtt","name":"x","region":"RU"}}"#,
    r#"{"name":"rotate_token","params":{"hook":1,"overlap_hours":24}}"#,
    r#"{"name":"limit_sources","params":{"hook":1,"allowed":["10.0.0.0/8"],"header":"x-forwarded-for"}}"#,
    r#"{"name":"change_settings","params":{"language":"tr","extensions":["1001"],"retention_days":30}}"#,
    r#"{"name":"status","params":null}"#,
    r#"{"name":"rebuilding"}"#,
];

#[test]
fn whatever_is_asked_of_the_control_socket_is_answered() {
    let dir = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut options = DeskOptions::new(dir.path().to_owned());
    options.listen = ([127, 0, 0, 1], 0).into();
    let desk = runtime.block_on(Desk::open(options)).unwrap();
    let control = serde_json::to_value(Holder::read(dir.path()).unwrap().control).unwrap();
    let socket = PathBuf::from(control["place"]["socket"].as_str().unwrap());
    let key = control["key"].as_str().unwrap();
    let mut turn = 0_u32;
    fuzz(
        "control",
        QUESTIONS.map(|text| text.as_bytes().to_vec()).into(),
        |input| {
            turn += 1;
            let mut asker = UnixStream::connect(&socket).unwrap();
            asker
                .set_read_timeout(Some(Duration::from_secs(60)))
                .unwrap();
            if turn.is_multiple_of(8) {
                // As it is, with no proof and no length. Its answer is to be shown out.
                asker.write_all(input).ok();
                asker.shutdown(std::net::Shutdown::Write).ok();
                asker.read_to_end(&mut Vec::new()).ok();
                return String::new();
            }
            let answer = ask(&mut asker, key, input).unwrap();
            let told: Value = serde_json::from_slice(&answer[1..]).unwrap();
            match answer[0] {
                1 => format!("answer {}", shape(&told.to_string())),
                2 => format!("error {}", shape(&told.to_string())),
                other => panic!("an answer of kind {other}"),
            }
        },
    );
    runtime.block_on(desk.stop());
}

/// Proves to know the key, asks, and reads until there is an answer.
fn ask(asker: &mut UnixStream, key: &str, question: &[u8]) -> io::Result<Vec<u8>> {
    let ours = [7_u8; 32];
    write(asker, &ours)?;
    let theirs = read(asker)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(b"kimo control 1, asker");
    mac.update(&ours);
    mac.update(&theirs[..32]);
    write(asker, &mac.finalize().into_bytes())?;
    write(asker, question)?;
    loop {
        let told = read(asker)?;
        if told != [0] {
            return Ok(told);
        }
    }
}

fn write(to: &mut UnixStream, message: &[u8]) -> io::Result<()> {
    to.write_all(&u32::try_from(message.len()).unwrap().to_be_bytes())?;
    to.write_all(message)
}

fn read(from: &mut UnixStream) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let mut message = vec![0; u32::from_be_bytes(length) as usize];
    from.read_exact(&mut message)?;
    Ok(message)
}
