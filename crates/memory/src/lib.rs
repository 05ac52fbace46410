//! Memory that was freed, given back to the system.
//!
//! glibc keeps what a thread has freed for that thread's next use, page for page: a program that was
//! busy for an hour would have the memory of that hour all night. Elsewhere nothing is done: whether it would
//! have to be was not measured.

/// Gives back what is free. Whoever asks for memory meanwhile may have to wait: for when there is nothing
/// else to do.
pub fn give_back() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: may be called at any time from any thread; it moves nothing that is in use.
    // https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    unsafe {
        libc::malloc_trim(0);
    }
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use std::{fs, thread};

    /// In KiB.
    fn taken() -> Option<usize> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }

    #[test]
    fn what_was_freed_between_things_that_stay_is_given_back() {
        const PIECES: usize = 16 * 1024;
        let stays = thread::spawn(|| {
            let all: Vec<_> = (0..PIECES).map(|_| vec![1_u8; 4000]).collect();
            // As a cache that is emptied, with something left here and there.
            all.into_iter().step_by(100).collect::<Vec<_>>()
        });
        let stays = stays.join().unwrap();
        let before = taken().unwrap();
        super::give_back();
        let after = taken().unwrap();
        assert_eq!(stays.len(), PIECES.div_ceil(100));
        assert!(before > after + 40_000, "{before} KiB, then {after}");
    }
}
