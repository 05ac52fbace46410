//! Asking the desk of a data directory from a program of its own.

use std::{
    path::Path,
    thread,
    time::{Duration, Instant},
};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::runtime::{self, Runtime};

use super::*;
use crate::{
    Desk, DeskError,
    control::{self, NotAnswered},
    lock::{Holder, LockError},
};

/// Asks the desk of a data directory: the one that runs, over its control socket, else the same
/// code, which holds the directory's lock for as long as this lives. Blocks; it has a method for
/// each question.
pub struct Asker(Way);

enum Way {
    Running(Box<Holder>),
    Offline { desk: Desk, runtime: Runtime },
}

impl Asker {
    /// Finds the desk that runs, or opens the data directory. Its history is made, or brought up
    /// to date, where no desk has done so yet: the first command is a first start too.
    pub fn of(data_dir: &Path) -> Result<Self, DeskError> {
        let given_up = Instant::now() + PATIENCE;
        loop {
            if let Some(holder) = running(data_dir) {
                return Ok(Self::at(holder));
            }
            // What a question begins goes on after its answer, so a thread of its own drives it.
            let runtime = runtime::Builder::new_multi_thread()
                .worker_threads(1)
                .enable_all()
                .build()?;
            match runtime.block_on(Desk::offline(data_dir)) {
                Ok(desk) => return Ok(Self(Way::Offline { desk, runtime })),
                // A desk that is about to start, or another command.
                Err(DeskError::Lock(LockError::Held { .. })) if Instant::now() < given_up => {
                    thread::sleep(PAUSE);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Asks this running desk, and no other.
    pub fn at(holder: Holder) -> Self {
        Self(Way::Running(Box::new(holder)))
    }

    /// The desk that runs; `None` where none does.
    pub fn running(&self) -> Option<&Holder> {
        match &self.0 {
            Way::Running(holder) => Some(holder),
            Way::Offline { .. } => None,
        }
    }

    fn ask<A: DeserializeOwned>(
        &self,
        name: &str,
        params: impl Serialize,
    ) -> Result<A, NotAnswered> {
        let params = serde_json::to_value(params)
            .map_err(|error| NotAnswered::Refused(AskError::bad_params(error)))?;
        let answer: Value = match &self.0 {
            Way::Running(holder) => control::ask(holder, name, &params)?,
            Way::Offline { desk, runtime } => runtime
                .block_on(desk.ask(name, params))
                .map_err(NotAnswered::Refused)?,
        };
        serde_json::from_value(answer).map_err(|error| NotAnswered::Lost(error.into()))
    }
}

/// The desk of this data directory, if one runs and proves itself.
pub fn running(data_dir: &Path) -> Option<Holder> {
    Holder::read(data_dir).filter(control::answers)
}

impl Drop for Way {
    fn drop(&mut self) {
        if let Self::Offline { desk, runtime } = self {
            runtime.block_on(desk.stop());
        }
    }
}

macro_rules! methods {
    ($($(#[$docs:meta])* $file:ident::$name:ident($params:ty) -> $answer:ty;)*) => {
        impl Asker {$(
            $(#[$docs])*
            pub fn $name(&self, params: $params) -> Result<$answer, NotAnswered> {
                self.ask(stringify!($name), params)
            }
        )*}
    };
}
for_each_question!(methods);

const PATIENCE: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(20);
