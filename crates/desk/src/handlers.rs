//! Whether anything on this computer dials or writes e-mails: who asks the system to open a `tel:` or
//! `mailto:` address where nothing takes it is shown a box in the system's own words.

use std::process::{Command, Stdio};

use crate::Scheme;

/// Kimo's own entry for `tel:` addresses, which its packages bring. It shows the number to be called,
/// and so is nobody to hand one to.
const OWN: &str = "zz-kimo-dial.desktop";

/// Asks the system whether anything takes these addresses; it may take as long as a small program
/// does.
pub fn take(scheme: Scheme) -> bool {
    let scheme = scheme.as_str();
    if cfg!(target_os = "macos") {
        // The system's own FaceTime, and Mail.
        return true;
    }
    match cfg!(windows) {
        true => {
            let key = format!(
                r"HKCU\Software\Microsoft\Windows\Shell\Associations\UrlAssociations\{scheme}\UserChoice"
            );
            says("reg", &["query", &key, "/v", "ProgId"])
        }
        false => says(
            "xdg-mime",
            &["query", "default", &format!("x-scheme-handler/{scheme}")],
        ),
    }
}

/// Whether a program can be run, is content, and names something that is not Kimo's own.
fn says(program: &str, arguments: &[&str]) -> bool {
    let asked = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    asked.is_ok_and(|answer| {
        let named = answer.stdout.trim_ascii();
        answer.status.success() && !named.is_empty() && named != OWN.as_bytes()
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::{OWN, says};

    #[test]
    fn only_a_program_that_names_something_does() {
        assert!(says("echo", &["linphone.desktop"]));
        assert!(!says("echo", &[OWN]), "Kimo itself");
        assert!(!says("echo", &[""]), "no handler is set");
        assert!(!says("false", &[]));
        assert!(!says("kimo-no-such-program", &[]));
    }
}
