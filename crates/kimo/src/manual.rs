//! What shells complete from and what `man` shows, both made of the command line itself.

use std::{fs, path::Path, process::ExitCode};

use clap_complete::Shell;
use kimo_desk::Texts;

use crate::{cli, failure::Failure, output::Output};

/// `kimo completions`: what a shell reads to complete what is typed.
pub(crate) fn completions(
    shell: Shell,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    output.line(script(shell, texts).trim_end())?;
    Ok(ExitCode::SUCCESS)
}

/// `kimo manual`: the pages of the manual, `kimo.1` and one for each command, in a folder.
pub(crate) fn manual(folder: &Path, texts: &Texts) -> Result<ExitCode, Failure> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(cli::command(texts), folder)?;
    Ok(ExitCode::SUCCESS)
}

fn script(shell: Shell, texts: &Texts) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut cli::command(texts), "kimo", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use kimo_desk::Lang;

    use super::*;

    #[test]
    fn a_shell_completes_every_command_that_people_type() {
        let texts = Texts::for_language(Lang::En);
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let script = script(shell, &texts);
            for command in cli::command(&texts).get_subcommands() {
                if !command.is_hide_set() {
                    assert!(script.contains(command.get_name()), "{shell}: {command}");
                }
            }
        }
    }

    #[test]
    fn the_manual_has_a_page_for_every_command_that_people_type() {
        let folder = tempfile::tempdir().unwrap();
        let texts = Texts::for_language(Lang::En);
        manual(folder.path(), &texts).unwrap();
        let page = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(page("kimo-serve.1").contains(&texts.get("cli-about-serve", &[])));
        assert!(!page("kimo-hooks-add.1").is_empty());
        for command in cli::command(&texts).get_subcommands() {
            let name = format!("kimo-{command}.1");
            assert_eq!(
                folder.path().join(&name).exists(),
                !command.is_hide_set(),
                "{name}"
            );
        }
    }
}
