//! The window from inside, through WebKit's driver (<https://www.w3.org/TR/webdriver2/>).

use std::{
    net::{Ipv4Addr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{
    eventually::{LONGEST, until},
    kimo::{self, Desk},
    session::Session,
};

/// A program whose first window is driven. The driver starts the program itself.
pub(crate) struct Window {
    driver: Child,
    port: u16,
    session: String,
    desk: Option<Desk>,
}

impl Window {
    /// Starts the program with its window; `environment` is added to the session's.
    pub(crate) async fn open(session: &Session, environment: &[(&str, &str)]) -> Self {
        Self::of(Path::new(kimo::BINARY), session, environment).await
    }

    /// The same of a program that lies elsewhere.
    pub(crate) async fn of(
        program: &Path,
        session: &Session,
        environment: &[(&str, &str)],
    ) -> Self {
        kimo::with_hooks(session).await;
        let port = free_port();
        let mut command = session.command("WebKitWebDriver");
        command
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .envs(environment.iter().copied())
            .stdout(Stdio::null())
            .stderr(kimo::log());
        let driver = command.spawn().expect("the driver starts");
        let mut window = Self {
            driver,
            port,
            session: String::new(),
            desk: None,
        };
        until("a driver that takes requests", async || {
            window.try_ask("GET", "/status", &Value::Null).await.is_ok()
        })
        .await;
        let options = json!({"binary": program, "args": kimo::arguments(session)});
        let wanted =
            json!({"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}});
        let opened = window.ask("POST", "/session", &wanted).await;
        let id = opened["sessionId"].as_str().expect("a session");
        window.session = format!("/session/{id}");
        window.desk = Some(Desk::find(session, None).await);
        window
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.desk
            .as_ref()
            .expect("it is known once the window is open")
    }

    /// What a script in the window gives back.
    pub(crate) async fn run(&self, script: &str) -> Value {
        let body = json!({"script": script, "args": []});
        self.ask("POST", &format!("{}/execute/sync", self.session), &body)
            .await
    }

    /// What a script in the window gives to the function that is its last argument.
    pub(crate) async fn run_until_done(&self, script: &str) -> Value {
        let body = json!({"script": script, "args": []});
        self.ask("POST", &format!("{}/execute/async", self.session), &body)
            .await
    }

    /// The desk's answer to a question of the window.
    pub(crate) async fn question(&self, name: &str, params: Value) -> Value {
        let script = "const [name, params, done] = arguments; \
                      window.__TAURI_INTERNALS__.invoke('ask', {name, params}) \
                      .then((answer) => done({answer}), (error) => done({error}));";
        let body = json!({"script": script, "args": [name, params]});
        let mut outcome = self
            .ask("POST", &format!("{}/execute/async", self.session), &body)
            .await;
        assert_eq!(outcome["error"], Value::Null, "{name}");
        outcome["answer"].take()
    }

    /// Presses the button with this text.
    pub(crate) async fn press(&self, text: &str) {
        let script = format!(
            "const buttons = [...document.querySelectorAll('button')]; \
             const found = buttons.find((it) => it.innerText.trim() === '{text}' && !it.disabled); \
             found?.click(); return found !== undefined"
        );
        until(text, async || self.run(&script).await == true).await;
    }

    /// Waits until the window shows this text.
    pub(crate) async fn until_text(&self, text: &str) {
        let mut seen = String::new();
        let shown = async {
            while !seen.contains(text) {
                let body = self.run("return document.body.innerText").await;
                seen = without_special_spaces(body.as_str().unwrap_or_default());
            }
        };
        let shown = timeout(LONGEST, shown).await;
        assert!(
            shown.is_ok(),
            "{text:?} never came into the window, which says:\n{seen}"
        );
    }

    /// Waits until what it shows has reached the screen.
    pub(crate) async fn until_painted(&self) {
        let script = "const done = arguments[arguments.length - 1]; \
                      requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.run_until_done(script).await;
    }

    async fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        match self.try_ask(method, path, body).await {
            Ok(answer) => answer,
            Err(error) => panic!("{method} {path}: {error}"),
        }
    }

    async fn try_ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let answer = exchange(self.port, method, path, &body)
            .await
            .map_err(|error| error.to_string())?;
        let mut answer: Value =
            serde_json::from_slice(&answer).map_err(|error| error.to_string())?;
        match answer["value"].take() {
            Value::Object(value) if value.contains_key("error") => {
                Err(Value::Object(value).to_string())
            }
            value => Ok(value),
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // They may have ended by themselves; there is nobody to tell either way.
        if let Some(desk) = &self.desk {
            let pid = desk.pid.to_string();
            let mut kill = Command::new("kill");
            kill.args(["-KILL", &pid])
                .stderr(Stdio::null())
                .status()
                .ok();
        }
        self.driver.kill().ok();
        self.driver.wait().ok();
    }
}

fn without_special_spaces(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

/// One request; gives back the body of the answer.
async fn exchange(port: u16, method: &str, path: &str, body: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let end_of_head = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end_of_head = end_of_head.ok_or_else(|| std::io::Error::other("no answer"))?;
    Ok(answer.split_off(end_of_head + 4))
}
