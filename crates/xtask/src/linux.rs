//! The packages for Linux, `.deb` and `.rpm`: one tree of files as they lie on the system, which the
//! tools of either kind wrap. What they depend on is read off the programs by those tools.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use crate::{
    packages::{self, Need},
    report::Report,
    step,
    tools::{command, find, root, works},
};

/// What of the packages does not come out of a build: files that are installed as they lie there,
/// and what the tools are told.
const GIVEN: &str = "src-tauri/package";

/// Whether the packages are to be small, or soon there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pressed {
    /// For people.
    Small,
    /// For tests.
    Not,
}

/// Makes what can be made here of the programs in a folder, and puts it into another. Gives back what
/// it made.
pub(crate) fn packages(programs: &Path, to: &Path, pressed: Pressed) -> Result<Vec<PathBuf>> {
    let work = root().join("target/package");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    let tree = work.join("tree");
    lay_out(programs, &tree)?;
    fs::create_dir_all(to)?;
    let mut made = Vec::new();
    if find("dpkg-shlibdeps").is_some() {
        made.push(deb(&work, &tree, to, pressed)?);
    } else {
        println!("    no .deb: dpkg-dev is not here");
    }
    if find("rpmbuild").is_some() {
        made.push(rpm(&work, &tree, to, pressed)?);
    } else {
        println!("    no .rpm: rpmbuild is not here");
    }
    Ok(made)
}

/// Makes them of the programs that are built for tests, and tries them in a Debian that is new.
pub(crate) fn test(report: &mut Report) {
    const TRIED: &str = "Packages in a Debian that is new";
    if !cfg!(target_os = "linux") {
        report.skip(TRIED, "they are made on Linux");
    } else if let Err(error) = packages::install(&[Need::Packages, Need::NewDebian]) {
        println!("    {error:#}");
        report.skip(
            TRIED,
            "what makes them and a new Debian cannot be installed",
        );
    } else if !works("unshare", &["--mount", "--pid", "--fork", "true"]) {
        report.skip(TRIED, "only an administrator can make a root of its own");
    } else {
        let programs = root().join("target/debug");
        let to = root().join("target/package/made");
        match packages(&programs, &to, Pressed::Not) {
            Ok(made) => {
                let mut run = command("tests/package/run");
                run.args(made);
                report.check(TRIED, run);
            }
            Err(error) => {
                println!("    {error:#}");
                report.fail(TRIED);
            }
        }
    }
}

/// All files as they lie on the system.
fn lay_out(programs: &Path, tree: &Path) -> Result<()> {
    fs::create_dir_all(tree)?;
    let mut given = command("cp");
    given.arg("-a").arg(format!("{GIVEN}/tree/.")).arg(tree);
    done(&mut given)?;
    let bin = folder(tree, "usr/bin")?;
    for name in ["kimo", "kimo-desktop"] {
        let mut strip = command("strip");
        strip.arg("-o").arg(bin.join(name)).arg(programs.join(name));
        done(&mut strip)?;
    }
    for size in [32, 128, 256] {
        let icon = format!("src-tauri/icons/{size}x{size}.png");
        let apps = folder(tree, &format!("usr/share/icons/hicolor/{size}x{size}/apps"))?;
        fs::copy(root().join(icon), apps.join("kimo-desktop.png"))?;
    }
    let kimo = bin.join("kimo");
    for (shell, place, file) in [
        ("bash", "usr/share/bash-completion/completions", "kimo"),
        ("zsh", "usr/share/zsh/vendor-completions", "_kimo"),
        ("fish", "usr/share/fish/vendor_completions.d", "kimo.fish"),
    ] {
        let script = done(in_english(&kimo).args(["completions", shell]))?;
        fs::write(folder(tree, place)?.join(file), script)?;
    }
    let pages = folder(tree, "usr/share/man/man1")?;
    done(in_english(&kimo).arg("manual").arg(&pages))?;
    for page in fs::read_dir(&pages)? {
        press(&page?.path())?;
    }
    let papers = folder(tree, "usr/share/doc/kimo")?;
    fs::write(papers.join("copyright"), copyright()?)?;
    let changes = papers.join("changelog");
    fs::copy(root().join("CHANGELOG.md"), &changes)?;
    press(&changes)?;
    // Whoever builds may keep what is new to themselves; whoever installs could not read it then.
    done(command("chmod").arg("-R").arg("u=rwX,go=rX").arg(tree)).map(|_| ())
}

fn deb(work: &Path, tree: &Path, to: &Path, pressed: Pressed) -> Result<PathBuf> {
    let architecture = said(command("dpkg").arg("--print-architecture"))?;
    // It reads no more of the sources' papers than that they are there.
    let sources = work.join("sources");
    fs::write(
        folder(&sources, "debian")?.join("control"),
        "Source: kimo\n\nPackage: kimo\nArchitecture: any\n",
    )?;
    let mut depends = command("dpkg-shlibdeps");
    depends.current_dir(&sources).arg("-O");
    for name in ["kimo", "kimo-desktop"] {
        depends.arg(tree.join("usr/bin").join(name));
    }
    let depends = said(&mut depends)?;
    let depends = depends
        .lines()
        .find_map(|line| line.strip_prefix("shlibs:Depends="))
        .with_context(|| format!("dpkg-shlibdeps says {depends:?}"))?;
    let size = said(command("du").args(["-sk", "--apparent-size"]).arg(tree))?;
    let size = size.split_whitespace().next().unwrap_or_default();
    let control = given("control")?
        .replace("{version}", &version())
        .replace("{architecture}", &architecture)
        .replace("{size}", size)
        .replace("{depends}", depends);

    let wrapped = work.join("deb");
    done(command("cp").arg("-a").arg(tree).arg(&wrapped))?;
    let says = folder(&wrapped, "DEBIAN")?;
    fs::write(says.join("control"), control)?;
    fs::write(says.join("postrm"), given("removed.sh")?)?;
    let sums = "find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums";
    done(command("sh").current_dir(&wrapped).args(["-c", sums]))?;
    done(command("chmod").arg("755").arg(says.join("postrm")))?;
    let package = to.join(format!("kimo_{}_{architecture}.deb", version()));
    let mut build = command("dpkg-deb");
    build.args(["--root-owner-group", "--build"]);
    // Every Debian and Ubuntu reads xz; what dpkg would take by itself, not every one.
    build.arg(match pressed {
        Pressed::Small => "-Zxz",
        Pressed::Not => "-Znone",
    });
    step::must(".deb", build.arg(&wrapped).arg(&package))?;
    Ok(package)
}

fn rpm(work: &Path, tree: &Path, to: &Path, pressed: Pressed) -> Result<PathBuf> {
    let spec = work.join("kimo.spec");
    let told = given("kimo.spec")?
        .replace("{version}", &version())
        .replace("{tree}", &tree.to_string_lossy())
        .replace("{removed}", &given("removed.sh")?);
    fs::write(&spec, told)?;
    let mut build = command("rpmbuild");
    build
        .args(["--quiet", "-bb"])
        .arg("--define")
        .arg(format!("_topdir {}", work.join("rpm").display()));
    build.args([
        "--define",
        match pressed {
            Pressed::Small => "_binary_payload w19.zstdio",
            Pressed::Not => "_binary_payload w0.ufdio",
        },
    ]);
    build
        .arg("--define")
        .arg(format!("_rpmdir {}", to.display()));
    build.args([
        "--define",
        "_build_name_fmt %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
    ]);
    step::must(".rpm", build.arg(&spec))?;
    let name = format!("kimo-{}-1.{}.rpm", version(), env::consts::ARCH);
    let package = to.join(name);
    ensure!(
        package.exists(),
        "rpmbuild has not made {}",
        package.display()
    );
    Ok(package)
}

/// As both kinds write it: what comes before a version sorts before it.
fn version() -> String {
    env!("CARGO_PKG_VERSION").replace('-', "~")
}

fn copyright() -> Result<String> {
    let paper = |name| fs::read_to_string(root().join(name));
    Ok(format!(
        "Kimo may be used under either of two licences, as you like.\n\n{}\n\n{}",
        paper("LICENSE-MIT")?.trim_end(),
        paper("LICENSE-APACHE")?.trim_start_matches('\n'),
    ))
}

fn given(name: &str) -> Result<String> {
    Ok(fs::read_to_string(root().join(GIVEN).join(name))?)
}

/// A folder in the tree, made where it is missing.
fn folder(tree: &Path, place: &str) -> Result<PathBuf> {
    let folder = tree.join(place);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A command of the program in the language of a system's papers.
fn in_english(kimo: &Path) -> Command {
    let mut kimo = command(&kimo.to_string_lossy());
    kimo.env("LC_ALL", "en_US.UTF-8").env_remove("LANGUAGE");
    kimo
}

/// Compressed, without the time at which that was done.
fn press(file: &Path) -> Result<()> {
    done(command("gzip").arg("-9n").arg(file)).map(|_| ())
}

fn said(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(done(command)?)?.trim().to_owned())
}

/// What a command printed that did what it should.
fn done(command: &mut Command) -> Result<Vec<u8>> {
    let done = command.output().with_context(|| format!("{command:?}"))?;
    let complaint = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{command:?}: {complaint}");
    Ok(done.stdout)
}
