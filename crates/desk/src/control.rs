//! How another process of the same user speaks to a running desk: a line with the secret and a
//! command on a loopback socket, answered `ok`, and after it what was asked for.

use std::{
    fmt,
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use subtle::ConstantTimeEq;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::{mpsc, oneshot},
    time::timeout,
};

use crate::lock::{ControlAddress, Holder};

/// What another process may ask of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Nothing: is it alive?
    Ping,
    /// Show the window; a second start asks for it.
    Show,
    /// Hooks, settings or calls were changed in the history by another process.
    Reload,
    /// The tunnel's set-up was changed by another process.
    ReloadTunnel,
    /// Prove now that the desk is reached.
    CheckTunnel,
    /// How is the desk reached? Answered with a [`crate::tunnel::TunnelStatus`] as JSON.
    Tunnel,
}

impl Command {
    const ALL: [Self; 6] = [
        Self::Ping,
        Self::Show,
        Self::Reload,
        Self::ReloadTunnel,
        Self::CheckTunnel,
        Self::Tunnel,
    ];

    fn as_str(self) -> &'static str {
        match self {
            Self::Ping => "ping",
            Self::Show => "show",
            Self::Reload => "reload",
            Self::ReloadTunnel => "reload-tunnel",
            Self::CheckTunnel => "check-tunnel",
            Self::Tunnel => "tunnel",
        }
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A command with the way to say that it has been carried out.
#[derive(Debug)]
pub(crate) struct Commanded {
    pub(crate) command: Command,
    /// Takes what was asked for, in one line; empty where nothing was.
    pub(crate) done: oneshot::Sender<String>,
}

/// Gives a command to the desk and waits until it has been carried out. Blocks for two seconds at
/// most. An error where no desk answers, however plausible `holder` looks.
pub fn give(holder: &Holder, command: Command) -> io::Result<()> {
    ask(holder, command).map(|_| ())
}

/// Gives a command as [`give`] does, and returns the desk's answer.
pub fn ask(holder: &Holder, command: Command) -> io::Result<String> {
    const PATIENCE: Duration = Duration::from_secs(2);
    let ControlAddress { address, secret } = &holder.control;
    let mut stream = TcpStream::connect_timeout(address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(format!("{secret} {command}\n").as_bytes())?;
    let mut answer = String::new();
    BufReader::new(stream.take(LONGEST_LINE)).read_line(&mut answer)?;
    match answer.strip_prefix(OK) {
        Some(answer) => Ok(answer.trim().to_owned()),
        None => Err(io::Error::other("the desk did not accept the command")),
    }
}

/// Takes commands until dropped or the receiver of `commands` is gone.
pub(crate) async fn serve(
    listener: TcpListener,
    secret: String,
    commands: mpsc::Sender<Commanded>,
) {
    loop {
        match listener.accept().await {
            // One at a time: nobody but this user's own programs has anything to say here, and
            // each is heard for a second at most.
            Ok((stream, _)) => {
                if let Ok(Err(error)) = timeout(HEARING, hear(stream, &secret, &commands)).await {
                    tracing::debug!(%error, "a command was not understood");
                }
                if commands.is_closed() {
                    return;
                }
            }
            Err(error) => {
                tracing::warn!(%error, "cannot take commands");
                tokio::time::sleep(HEARING).await;
            }
        }
    }
}

async fn hear(
    mut stream: tokio::net::TcpStream,
    secret: &str,
    commands: &mpsc::Sender<Commanded>,
) -> io::Result<()> {
    let (read, mut write) = stream.split();
    let mut line = String::new();
    tokio::io::BufReader::new(read.take(LONGEST_LINE))
        .read_line(&mut line)
        .await?;
    let refused = || io::Error::other("no right secret and command");
    let (given, word) = line.trim_end().split_once(' ').ok_or_else(refused)?;
    if !bool::from(given.as_bytes().ct_eq(secret.as_bytes())) {
        return Err(refused());
    }
    let command = Command::ALL
        .into_iter()
        .find(|command| command.as_str() == word)
        .ok_or_else(refused)?;
    let (done, carried_out) = oneshot::channel();
    let gone = |_| io::Error::other("the desk is stopping");
    commands
        .send(Commanded { command, done })
        .await
        .map_err(|_| io::Error::other("the desk is stopping"))?;
    let answer = carried_out.await.map_err(gone)?;
    write.write_all(format!("{OK} {answer}\n").as_bytes()).await
}

/// Where to take commands: any free loopback port, and a fresh secret.
pub(crate) async fn bind() -> io::Result<(TcpListener, ControlAddress)> {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let address = listener.local_addr()?;
    let secret = kimo_calls::random_hex(getrandom::fill).map_err(io::Error::other)?;
    Ok((listener, ControlAddress { address, secret }))
}

const OK: &str = "ok";
const LONGEST_LINE: u64 = 16 * 1024;
const HEARING: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests {
    use super::*;

    async fn desk() -> (Holder, mpsc::Receiver<Commanded>) {
        let (listener, control) = bind().await.unwrap();
        let (commands, given) = mpsc::channel(1);
        tokio::spawn(serve(listener, control.secret.clone(), commands));
        let holder = Holder {
            pid: 1,
            program: "kimo".to_owned(),
            listen: None,
            control,
        };
        (holder, given)
    }

    #[tokio::test]
    async fn a_command_is_answered_once_it_has_been_carried_out() {
        let (holder, mut given) = desk().await;
        let asking = tokio::task::spawn_blocking(move || give(&holder, Command::Reload));
        let commanded = given.recv().await.unwrap();
        assert_eq!(commanded.command, Command::Reload);
        assert!(!asking.is_finished());
        commanded.done.send(String::new()).unwrap();
        asking.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn what_was_asked_for_comes_with_the_answer() {
        let (holder, mut given) = desk().await;
        let asking = tokio::task::spawn_blocking(move || ask(&holder, Command::Tunnel));
        let commanded = given.recv().await.unwrap();
        commanded.done.send(r#"{"kind":"off"}"#.to_owned()).unwrap();
        assert_eq!(asking.await.unwrap().unwrap(), r#"{"kind":"off"}"#);
    }

    #[tokio::test]
    async fn nobody_without_the_secret_is_heard() {
        let (mut holder, mut given) = desk().await;
        holder.control.secret = "guess".to_owned();
        tokio::task::spawn_blocking(move || give(&holder, Command::Show))
            .await
            .unwrap()
            .unwrap_err();
        assert!(given.try_recv().is_err());
    }

    #[tokio::test]
    async fn a_desk_that_is_gone_does_not_answer() {
        let (listener, control) = bind().await.unwrap();
        drop(listener);
        let holder = Holder {
            pid: 1,
            program: "kimo".to_owned(),
            listen: None,
            control,
        };
        tokio::task::spawn_blocking(move || give(&holder, Command::Ping))
            .await
            .unwrap()
            .unwrap_err();
    }
}
