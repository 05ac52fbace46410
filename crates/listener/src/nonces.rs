//! Proofs that the desk is reached: nonces that Kimo sends to its own public address and sees
//! arrive here.

use std::{
    fmt,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use subtle::ConstantTimeEq;
use tokio::sync::oneshot;

/// The nonces that are on their way; clones share them.
///
/// One that is asked for with a GET below [`Nonces::PATH`] has arrived, once. A probe holds nothing
/// but its nonce: no token and no password goes to whatever answers at the public address.
#[derive(Clone, Default)]
pub struct Nonces(Arc<Mutex<Vec<Pending>>>);

struct Pending {
    nonce: String,
    arrived: oneshot::Sender<()>,
}

impl Nonces {
    /// Where a nonce is sent to: to the place of a hook's token, with the nonce in its place.
    pub const PATH: &str = "/hooks/kimo/";

    /// The most that wait; the oldest goes when there is one more.
    const MOST: usize = 16;

    /// Makes a nonce of 128 random bits, as hexadecimal digits, and waits for it until the
    /// [`Arrival`] is dropped.
    pub fn expect(&self) -> Result<(String, Arrival), getrandom::Error> {
        let nonce = kimo_calls::random_hex(getrandom::fill)?;
        let (arrived, arrival) = oneshot::channel();
        let mut pending = self.awaited();
        if pending.len() >= Self::MOST {
            pending.remove(0);
        }
        pending.push(Pending {
            nonce: nonce.clone(),
            arrived,
        });
        Ok((nonce, Arrival(arrival)))
    }

    /// Takes a nonce that has come; true if it was waited for. Looks at all of
    /// them, and at all of each.
    pub(crate) fn take(&self, offered: &[u8]) -> bool {
        let mut pending = self.awaited();
        let mut found = None;
        for (index, waiting) in pending.iter().enumerate() {
            if bool::from(waiting.nonce.as_bytes().ct_eq(offered)) {
                found = Some(index);
            }
        }
        // Whoever waited may have gone in this very moment.
        found.is_some_and(|index| pending.swap_remove(index).arrived.send(()).is_ok())
    }

    /// Those that somebody still waits for.
    fn awaited(&self) -> MutexGuard<'_, Vec<Pending>> {
        let mut pending = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pending.retain(|waiting| !waiting.arrived.is_closed());
        pending
    }
}

impl fmt::Debug for Nonces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Nonces")
            .field("waiting", &self.awaited().len())
            .finish()
    }
}

/// Resolves when the nonce has arrived: true, or false if it was given up for newer ones.
#[derive(Debug)]
pub struct Arrival(oneshot::Receiver<()>);

impl Future for Arrival {
    type Output = bool;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<bool> {
        Pin::new(&mut self.0)
            .poll(cx)
            .map(|arrived| arrived.is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_nonce_arrives_once() {
        let nonces = Nonces::default();
        let (nonce, arrival) = nonces.expect().unwrap();
        assert_eq!(nonce.len(), 32);
        assert!(!nonces.take(b""));
        assert!(!nonces.take(&nonce.as_bytes()[..31]));
        assert!(!nonces.take(nonce.to_uppercase().repeat(2).as_bytes()));
        assert!(nonces.take(nonce.as_bytes()));
        assert!(arrival.await);
        assert!(!nonces.take(nonce.as_bytes()));
    }

    #[tokio::test]
    async fn each_arrival_is_of_its_own_nonce() {
        let nonces = Nonces::default();
        let (_first, first) = nonces.expect().unwrap();
        let (second, arrived) = nonces.expect().unwrap();
        assert!(nonces.take(second.as_bytes()));
        assert!(arrived.await);
        assert!(futures_pending(first));
    }

    #[test]
    fn a_nonce_that_nobody_waits_for_is_forgotten() {
        let nonces = Nonces::default();
        let (nonce, arrival) = nonces.expect().unwrap();
        drop(arrival);
        assert!(!nonces.take(nonce.as_bytes()));
        assert!(nonces.0.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn too_many_push_out_the_oldest() {
        let nonces = Nonces::default();
        let mut all: Vec<_> = (0..=Nonces::MOST)
            .map(|_| nonces.expect().unwrap())
            .collect();
        let (oldest, given_up) = all.remove(0);
        assert!(!nonces.take(oldest.as_bytes()));
        assert!(!given_up.await, "who waited is told");
        let (newest, arrival) = all.pop().unwrap();
        assert!(nonces.take(newest.as_bytes()));
        assert!(arrival.await);
    }

    fn futures_pending(arrival: Arrival) -> bool {
        let mut context = Context::from_waker(std::task::Waker::noop());
        Pin::new(&mut { arrival }).poll(&mut context).is_pending()
    }
}
