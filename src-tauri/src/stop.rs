//! Ending the program: by the user's choice, or told by the system.

use std::{process, time::Duration};

use kimo_desk::Desk;
use tauri::AppHandle;
use tokio::{runtime::Handle, sync::watch, task::JoinHandle, time::timeout};

/// Hears from the start on that the program is to end.
pub(crate) struct Stop {
    runtime: Handle,
    signalled: Signalled,
}

impl Stop {
    /// From here on no signal kills the program.
    pub(crate) fn listen(runtime: &Handle) -> std::io::Result<Self> {
        let _entered = runtime.enter();
        Ok(Self {
            runtime: runtime.clone(),
            signalled: signalled()?,
        })
    }

    /// Ends the program in order once it is told to, until [`Ending`] is dropped.
    pub(crate) fn when_told(self, desk: Desk) -> Ending {
        let (app, mut running) = watch::channel(None::<AppHandle>);
        let waiting = self.runtime.spawn(async move {
            tokio::select! {
                () = desk.quit() => {}
                () = self.signalled => {}
            }
            // The toolkit may still be starting, and is not to be ended in the middle of that.
            let app = timeout(TOOLKIT_STARTS, running.wait_for(Option::is_some)).await;
            match app.ok().and_then(|app| app.ok()?.clone()) {
                Some(app) => app.exit(0),
                None => {
                    desk.stop().await;
                    process::exit(0);
                }
            }
        });
        Ending { app, waiting }
    }
}

/// A toolkit that has not started by then hangs: the display does not answer.
const TOOLKIT_STARTS: Duration = Duration::from_secs(10);

/// Waits to be told to end the program.
pub(crate) struct Ending {
    app: watch::Sender<Option<AppHandle>>,
    waiting: JoinHandle<()>,
}

impl Ending {
    /// The toolkit runs, and is to be told from now on.
    pub(crate) fn by(&self, app: &AppHandle) {
        self.app.send_replace(Some(app.clone()));
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        // The program ends by itself now, and says how.
        self.waiting.abort();
    }
}

type Signalled = std::pin::Pin<Box<dyn Future<Output = ()> + Send>>;

#[cfg(unix)]
fn signalled() -> std::io::Result<Signalled> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(Box::pin(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    }))
}

#[cfg(windows)]
fn signalled() -> std::io::Result<Signalled> {
    use tokio::{signal::windows, sync::oneshot};

    let mut interrupt = windows::ctrl_c()?;
    let mut close = windows::ctrl_close()?;
    let (ends, session_ends) = oneshot::channel();
    let listens = kimo_win32::on_session_end(move || {
        // Nobody hears it any more where the program ends already.
        ends.send(()).ok();
    });
    if let Err(error) = listens {
        tracing::warn!(%error, "cannot hear of the session's end");
    }
    Ok(Box::pin(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = close.recv() => {}
            Ok(()) = session_ends => {}
        }
    }))
}
