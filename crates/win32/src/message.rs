//! A message that waits for an answer.

use std::ptr;

use windows_sys::Win32::UI::WindowsAndMessaging::{
    IDYES, MB_ICONINFORMATION, MB_SETFOREGROUND, MB_YESNO, MessageBoxW,
};

use crate::wide::wide;

/// Asks somebody at the screen, in a window of the system's own, and waits for the answer: on a
/// thread that may wait for as long as that takes. True for yes.
pub fn ask(title: &str, question: &str) -> bool {
    let (title, question) = (wide(title), wide(question));
    // SAFETY: both texts live and end with a zero; there is no window that it belongs to.
    let answer = unsafe {
        MessageBoxW(
            ptr::null_mut(),
            question.as_ptr(),
            title.as_ptr(),
            MB_YESNO | MB_ICONINFORMATION | MB_SETFOREGROUND,
        )
    };
    answer == IDYES
}

#[cfg(all(test, feature = "stand-in"))]
mod tests {
    use std::{process, thread};

    use super::*;
    use crate::stand_in::{answer, message_of};

    #[test]
    fn a_message_says_what_it_is_told_and_brings_the_answer() {
        for yes in [true, false] {
            let title = format!("a title for {yes}");
            let asked = {
                let title = title.clone();
                thread::spawn(move || ask(&title, "Kaçırılan çağrı?"))
            };
            while message_of(process::id(), &title).as_deref() != Some("Kaçırılan çağrı?") {
                thread::yield_now();
            }
            assert!(answer(process::id(), &title, yes));
            assert_eq!(asked.join().unwrap(), yes);
        }
    }
}
