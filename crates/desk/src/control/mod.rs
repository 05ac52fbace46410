//! How another program of the same user asks a running desk: one question a connection, in frames,
//! on a socket in the private data directory.
//!
//! Both ends prove that they know the key, which is kept in a file that only the user can read:
//! neither does a stranger on the socket learn anything, nor can one pass for the desk.
//!
//! ```text
//! asker  nonce ─────────────────────────▶ desk
//!        ◀──────────── nonce, its proof
//!        its proof ─────────────────────▶
//!        {"name":…,"params":…} ─────────▶
//!        ◀── still working, each second …
//!        ◀────────────── answer, or error
//! ```

mod answering;
mod asking;
mod frame;
mod place;
mod proof;

pub(crate) use answering::serve;
pub use asking::{NotAnswered, answers, ask};
pub use place::ControlPlace;
pub(crate) use place::{Socket, bind};
pub use proof::ControlKey;

use serde::{Deserialize, Serialize};

/// Where a desk takes questions, and the key that both ends know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlAddress {
    /// The socket.
    pub place: ControlPlace,
    /// Known only to those who may read the data directory.
    pub key: ControlKey,
}

#[cfg(test)]
mod tests {
    use std::{io::Write, sync::Arc, time::Duration};

    use serde_json::{Value, json};
    use tokio::sync::Notify;

    use super::*;
    use crate::{
        api::{AskError, AskErrorCode},
        lock::Holder,
    };

    /// Answers with what it was asked; `wait` is answered once `go_on` is notified.
    fn desk(dir: &std::path::Path, go_on: &Arc<Notify>) -> Holder {
        let key = ControlKey::random().unwrap();
        let socket = bind(dir).unwrap();
        let holder = Holder {
            pid: 4711,
            program: "kimo".to_owned(),
            listen: None,
            control: ControlAddress {
                place: socket.place().clone(),
                key: key.clone(),
            },
        };
        let go_on = Arc::clone(go_on);
        let answer = move |name: String, params: Value| {
            let go_on = Arc::clone(&go_on);
            async move {
                match &*name {
                    "wait" => go_on.notified().await,
                    "fail" => return Err(AskError::new(AskErrorCode::NotFound, "nothing there")),
                    _ => {}
                }
                Ok(json!({ "name": name, "params": params }))
            }
        };
        tokio::spawn(serve(socket, key, answer));
        holder
    }

    async fn asked(
        holder: &Holder,
        name: &'static str,
        params: Value,
    ) -> Result<Value, NotAnswered> {
        let holder = holder.clone();
        tokio::task::spawn_blocking(move || ask(&holder, name, &params))
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_question_is_answered_or_refused_with_its_reason() {
        let dir = tempfile::tempdir().unwrap();
        let holder = desk(dir.path(), &Arc::default());
        let answer = asked(&holder, "calls", json!({"limit": 3})).await.unwrap();
        assert_eq!(answer, json!({"name": "calls", "params": {"limit": 3}}));
        let refused = asked(&holder, "fail", Value::Null).await.unwrap_err();
        let NotAnswered::Refused(error) = refused else {
            panic!("{refused}");
        };
        assert_eq!(
            error,
            AskError::new(AskErrorCode::NotFound, "nothing there")
        );
    }

    #[tokio::test]
    async fn a_long_question_and_its_answer_come_whole() {
        let dir = tempfile::tempdir().unwrap();
        let holder = desk(dir.path(), &Arc::default());
        let long = "x".repeat(600_000);
        let answer = asked(&holder, "echo", json!(long)).await.unwrap();
        assert_eq!(answer["params"], json!(long));
    }

    #[tokio::test]
    async fn a_question_beyond_the_bound_is_refused_and_never_cut() {
        let dir = tempfile::tempdir().unwrap();
        let holder = desk(dir.path(), &Arc::default());
        let endless = "x".repeat(frame::LONGEST_QUESTION);
        let refused = asked(&holder, "echo", json!(endless)).await.unwrap_err();
        let NotAnswered::Refused(error) = refused else {
            panic!("{refused}");
        };
        assert_eq!(error.code, AskErrorCode::BadParams);
        assert!(error.detail.contains("1048576"), "{error}");
    }

    #[tokio::test]
    async fn nobody_without_the_key_is_heard_or_believed() {
        let dir = tempfile::tempdir().unwrap();
        let mut holder = desk(dir.path(), &Arc::default());
        holder.control.key = ControlKey::random().unwrap();
        let refused = asked(&holder, "calls", Value::Null).await.unwrap_err();
        assert!(matches!(refused, NotAnswered::NoDesk(_)), "{refused}");
    }

    #[tokio::test]
    async fn one_who_says_nothing_and_one_who_waits_keep_nobody_from_being_answered() {
        let dir = tempfile::tempdir().unwrap();
        let go_on = Arc::default();
        let holder = desk(dir.path(), &go_on);
        let connect = |_| {
            holder
                .control
                .place
                .connect(Duration::from_secs(60))
                .unwrap()
        };
        let mut silent: Vec<_> = (0..8).map(connect).collect();
        silent[0].write_all(&[0, 0]).unwrap();
        let waiting = tokio::spawn({
            let holder = holder.clone();
            async move { asked(&holder, "wait", Value::Null).await }
        });
        // Were they heard in turn, this would be answered once the eight are given up: after
        // the asker's own patience.
        asked(&holder, "calls", Value::Null).await.unwrap();
        assert!(!waiting.is_finished());
        go_on.notify_one();
        waiting.await.unwrap().unwrap();
        drop(silent);
    }

    #[tokio::test]
    async fn a_desk_that_is_gone_does_not_answer() {
        let dir = tempfile::tempdir().unwrap();
        let socket = bind(dir.path()).unwrap();
        let place = socket.place().clone();
        drop(socket);
        let holder = Holder {
            pid: 1,
            program: "kimo".to_owned(),
            listen: None,
            control: ControlAddress {
                place,
                key: ControlKey::random().unwrap(),
            },
        };
        assert!(!answers(&holder));
        let gone = asked(&holder, "calls", Value::Null).await.unwrap_err();
        assert!(matches!(gone, NotAnswered::NoDesk(_)), "{gone}");
    }
}
