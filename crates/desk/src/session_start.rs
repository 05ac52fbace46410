//! Whether the desktop program starts by itself when somebody logs in: an entry of the system's own
//! for this user, which its settings show too.

use std::io;

use auto_launch::{
    AutoLaunch, AutoLaunchBuilder, LinuxLaunchMode, MacOSLaunchMode, WindowsEnableMode,
};

/// What the entry is called. The installer for Windows makes it under the same name.
const NAME: &str = "Kimo";

/// Whether it does.
pub(crate) fn is_on() -> io::Result<bool> {
    entry()?.is_enabled().map_err(io::Error::other)
}

/// Has it start from the next time on, or no longer.
pub(crate) fn set(on: bool) -> io::Result<()> {
    let entry = entry()?;
    let done = match (on, entry.is_enabled().map_err(io::Error::other)?) {
        (true, _) => entry.enable(),
        (false, true) => entry.disable(),
        (false, false) => Ok(()),
    };
    done.map_err(io::Error::other)
}

fn entry() -> io::Result<AutoLaunch> {
    let program = kimo_tunnel::own_program()?;
    let program = program
        .to_str()
        .ok_or_else(|| io::Error::other("the program's path is no text"))?;
    AutoLaunchBuilder::new()
        .set_app_name(NAME)
        .set_app_path(&as_one_word(program))
        .set_args(&["--hidden"])
        .set_linux_launch_mode(LinuxLaunchMode::XdgAutostart)
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .build()
        .map_err(io::Error::other)
}

/// A path as one word of the entry's command, whatever it has in it. macOS splits none.
fn as_one_word(path: &str) -> String {
    if cfg!(target_os = "macos") {
        path.to_owned()
    } else if cfg!(windows) {
        format!("\"{path}\"")
    } else {
        desktop_entry_word(path)
    }
}

/// Quoted as the entries of a desktop ask for: with the quoting's own characters escaped, then the
/// backslashes of a value, and no `%` that stands for something.
/// <https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html>
fn desktop_entry_word(path: &str) -> String {
    let mut word = String::from("\"");
    for character in path.chars() {
        match character {
            '"' | '`' | '$' => {
                word.push_str("\\\\");
                word.push(character);
            }
            '\\' => word.push_str("\\\\\\\\"),
            '%' => word.push_str("%%"),
            other => word.push(other),
        }
    }
    word.push('"');
    word
}

#[cfg(test)]
mod tests {
    use super::desktop_entry_word;

    #[test]
    fn a_path_is_one_word_of_a_desktop_entry() {
        for (path, word) in [
            ("/usr/bin/kimo-desktop", r#""/usr/bin/kimo-desktop""#),
            ("/home/ayşe yılmaz/kimo", r#""/home/ayşe yılmaz/kimo""#),
            ("/a/100%", r#""/a/100%%""#),
            (r#"/a/"b"$c`"#, r#""/a/\\"b\\"\\$c\\`""#),
            (r"/a\b", r#""/a\\\\b""#),
        ] {
            assert_eq!(desktop_entry_word(path), word);
        }
    }
}
