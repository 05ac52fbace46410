//! System packages: installed where the system's package manager is apt and lets us, named
//! exactly where it is another one.

use std::env;
use std::io::IsTerminal;
use std::process::Command;

use anyhow::{Result, bail};

use crate::step;
use crate::tools::{command, find, works};

/// What a set of system packages is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A C compiler, for SQLite.
    Compile,
    /// The system's GTK and WebKit, for the desktop program.
    DesktopProgram,
    /// A browser, for the tests of the UI.
    Browser,
    /// A virtual screen with all that a desktop has, for the tests of the desktop program.
    VirtualDesktop,
    /// Trying tunnels: a real SSH server, and a clock that jumps.
    Tunnels,
    /// A CardDAV server, for the tests of the address book.
    AddressBook,
    /// A disk that fails: what has a program's system calls do so.
    Faults,
    /// A second compiler that knows Windows, and a Windows to try what it makes.
    Windows,
    /// What wraps the programs for Linux: that of Debian, and that of Fedora and openSUSE.
    Packages,
    /// A Debian that is new, with a screen, and what looks at the packages.
    NewDebian,
}

/// Installs what is missing, or says what somebody else must install.
pub(crate) fn install(needs: &[Need]) -> Result<()> {
    step::heading("System packages");
    let missing: Vec<_> = needs
        .iter()
        .copied()
        .filter(|need| !need.is_met())
        .collect();
    if missing.is_empty() {
        println!("    all there");
        return Ok(());
    }
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.debian())
        .copied()
        .collect();
    if find("apt-get").is_none() {
        bail!("please install first:\n{}", elsewhere(&missing));
    }
    let Some(root) = Root::get() else {
        bail!(
            "these packages are missing and only an administrator can install them:\n  \
             sudo apt-get install {}",
            packages.join(" ")
        );
    };
    // Old lists name versions that the archive no longer has. Another archive of the machine's
    // that cannot be reached is no reason to stop here.
    step::run("apt-get update", &mut root.apt(&["update"]))?;
    let mut install = root.apt(&["install", "--yes", "--no-install-recommends"]);
    step::must("apt-get install", install.args(&packages))
}

impl Need {
    fn is_met(self) -> bool {
        match self {
            Self::Compile if cfg!(windows) => true,
            Self::Compile => find("cc").is_some(),
            // Elsewhere either kind is made where its tools are.
            Self::Packages if find("dpkg-query").is_none() => true,
            Self::Browser => browser().is_some(),
            // The systems' own web views need no installing.
            Self::DesktopProgram
            | Self::VirtualDesktop
            | Self::Tunnels
            | Self::Faults
            | Self::AddressBook
                if !cfg!(target_os = "linux") =>
            {
                true
            }
            Self::Tunnels => find("dpkg-query").is_some() && all_installed(self.debian()),
            Self::Faults => find("strace").is_some(),
            Self::AddressBook => find("radicale").is_some(),
            Self::DesktopProgram => works("pkg-config", PKG_CONFIG),
            Self::VirtualDesktop | Self::Windows | Self::Packages | Self::NewDebian => {
                find("dpkg-query").is_some() && all_installed(self.debian())
            }
        }
    }

    fn debian(self) -> &'static [&'static str] {
        match self {
            Self::Compile => &["build-essential"],
            Self::DesktopProgram => &[
                "build-essential",
                "pkg-config",
                "libwebkit2gtk-4.1-dev",
                "libgtk-3-dev",
                "librsvg2-dev",
                "libxdo-dev",
                "libdbus-1-dev",
                "libasound2-dev",
            ],
            Self::Browser => &[
                "chromium-headless-shell",
                "fonts-dejavu-core",
                "fonts-noto-core",
            ],
            Self::Tunnels => &["openssh-server", "openssh-client", "libfaketime"],
            Self::Faults => &["strace"],
            Self::AddressBook => &["radicale"],
            Self::Windows => &[
                "rustc-web",
                "rust-web-src",
                "rust-web-clippy",
                "gcc-mingw-w64-x86-64",
                "g++-mingw-w64-x86-64",
                "wine64",
                "nsis",
                "minisign",
                "xvfb",
            ],
            Self::Packages => &["binutils", "dpkg-dev", "rpm"],
            Self::NewDebian => &[
                "debootstrap",
                "xvfb",
                "x11-utils",
                "rpm",
                "desktop-file-utils",
                "appstream",
                "man-db",
            ],
            Self::VirtualDesktop => &[
                "xvfb",
                "openbox",
                "dbus",
                "dbus-x11",
                "dunst",
                "xfce4-panel",
                "xfconf",
                "dconf-gsettings-backend",
                "gsettings-desktop-schemas",
                "libglib2.0-bin",
                "webkit2gtk-driver",
                "scrot",
                "x11-utils",
                "xdotool",
                "at-spi2-core",
                "adwaita-icon-theme",
                "fonts-dejavu-core",
                "fonts-noto-core",
                "pulseaudio",
                "pulseaudio-utils",
                "libasound2-plugins",
                "minisign",
            ],
        }
    }
}

/// The browser that the tests of the UI drive: best Chromium's shell, which does not draw a whole
/// browser around the page.
pub(crate) fn browser() -> Option<std::path::PathBuf> {
    [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "chrome",
    ]
    .into_iter()
    .find_map(find)
}

const PKG_CONFIG: &[&str] = &[
    "--exists",
    "webkit2gtk-4.1",
    "gtk+-3.0",
    "librsvg-2.0",
    "dbus-1",
    "alsa",
];

/// Whether the desktop program can be built here.
pub(crate) fn can_build_desktop() -> bool {
    Need::DesktopProgram.is_met()
}

fn all_installed(packages: &[&str]) -> bool {
    packages.iter().all(|package| {
        command("dpkg-query")
            .args(["--show", "--showformat=${db:Status-Status}", package])
            .output()
            .is_ok_and(|told| told.stdout == b"installed")
    })
}

/// The right to install.
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn get() -> Option<Self> {
        let id = command("id").arg("-u").output().ok()?;
        if id.stdout.trim_ascii() == b"0" {
            return Some(Self::Already);
        }
        // Asks for the password only where somebody is there to type it; later calls don't ask.
        let asked = works("sudo", &["-n", "true"])
            || (std::io::stdin().is_terminal()
                && Command::new("sudo")
                    .arg("-v")
                    .status()
                    .is_ok_and(|status| status.success()));
        asked.then_some(Self::Sudo)
    }

    fn apt(&self, args: &[&str]) -> Command {
        let mut apt = match self {
            Self::Already => command("env"),
            Self::Sudo => {
                let mut sudo = command("sudo");
                sudo.args(["-n", "env"]);
                sudo
            }
        };
        apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
            .args(args);
        apt
    }
}

/// What to install where apt is not the package manager, for reading.
fn elsewhere(missing: &[Need]) -> String {
    let known = [
        (
            "dnf",
            "Fedora: sudo dnf install",
            fedora as fn(Need) -> &'static str,
        ),
        ("pacman", "Arch: sudo pacman -S", arch),
        ("zypper", "openSUSE: sudo zypper install", suse),
    ];
    let line = |how: &str, of: fn(Need) -> &'static str| {
        let mut packages: Vec<_> = missing
            .iter()
            .flat_map(|need| of(*need).split(' '))
            .collect();
        packages.sort_unstable();
        packages.dedup();
        format!("  {how} {}", packages.join(" "))
    };
    match env::consts::OS {
        "macos" => "  xcode-select --install, and Chromium or Google Chrome".to_owned(),
        "windows" => "  the Visual Studio C++ build tools, and Google Chrome".to_owned(),
        _ => {
            let here = known.iter().find(|(manager, ..)| find(manager).is_some());
            match here {
                Some((_, how, of)) => line(how, *of),
                None => known.map(|(_, how, of)| line(how, of)).join("\n"),
            }
        }
    }
}

fn fedora(need: Need) -> &'static str {
    match need {
        Need::Compile => "gcc",
        Need::Tunnels => "openssh-server openssh-clients libfaketime",
        Need::Faults => "strace",
        Need::AddressBook => "radicale",
        Need::Windows => "mingw64-gcc-c++ wine minisign",
        Need::Packages => "binutils dpkg-dev rpm-build",
        Need::NewDebian => {
            "debootstrap xorg-x11-server-Xvfb xwininfo desktop-file-utils appstream man-db"
        }
        Need::DesktopProgram => {
            "gcc pkgconf-pkg-config webkit2gtk4.1-devel gtk3-devel librsvg2-devel libxdo-devel dbus-devel alsa-lib-devel"
        }
        Need::Browser => "chromium",
        Need::VirtualDesktop => {
            "xorg-x11-server-Xvfb openbox dbus-x11 dunst xfce4-panel xfconf dconf gsettings-desktop-schemas scrot xdotool xev xprop at-spi2-core pulseaudio pulseaudio-utils alsa-plugins-pulseaudio minisign"
        }
    }
}

fn arch(need: Need) -> &'static str {
    match need {
        Need::Compile => "base-devel",
        Need::Tunnels => "openssh libfaketime",
        Need::Faults => "strace",
        Need::AddressBook => "radicale",
        Need::Windows => "mingw-w64-gcc wine minisign",
        Need::Packages => "binutils dpkg rpm-tools",
        Need::NewDebian => {
            "debootstrap xorg-server-xvfb xorg-xwininfo desktop-file-utils appstream man-db"
        }
        Need::DesktopProgram => "base-devel webkit2gtk-4.1 gtk3 librsvg xdotool dbus alsa-lib",
        Need::Browser => "chromium",
        Need::VirtualDesktop => {
            "xorg-server-xvfb openbox dunst xfce4-panel xfconf dconf gsettings-desktop-schemas scrot xdotool xorg-xev xorg-xprop at-spi2-core pulseaudio alsa-plugins minisign"
        }
    }
}

fn suse(need: Need) -> &'static str {
    match need {
        Need::Compile => "gcc",
        Need::Tunnels => "openssh-server openssh-clients libfaketime",
        Need::Faults => "strace",
        Need::AddressBook => "radicale",
        Need::Windows => "mingw64-cross-gcc-c++ wine minisign",
        Need::Packages => "binutils dpkg rpm-build",
        Need::NewDebian => {
            "debootstrap xorg-x11-server-Xvfb xwininfo desktop-file-utils AppStream man"
        }
        Need::DesktopProgram => {
            "gcc pkgconf-pkg-config webkit2gtk3-devel gtk3-devel librsvg-devel xdotool-devel dbus-1-devel alsa-devel"
        }
        Need::Browser => "chromium",
        Need::VirtualDesktop => {
            "xorg-x11-server-Xvfb openbox dunst xfce4-panel xfconf dconf gsettings-desktop-schemas scrot xdotool xev xprop at-spi2-core pulseaudio pulseaudio-utils alsa-plugins-pulse minisign"
        }
    }
}
