//! Locks that are held for moments only.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A lock that is held for moments only; a panic elsewhere leaves nothing half-done behind it.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
