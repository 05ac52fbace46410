//! A real sound server whose only device is heard by nobody but the test.

use std::{
    f32::consts::TAU,
    fs,
    io::Read,
    process::Stdio,
    sync::{Arc, Mutex},
    thread,
};

use crate::{
    eventually::{eventually, until},
    session::Session,
};

const RATE: u32 = 44_100;

/// What came out of the loudspeaker.
pub(crate) struct Loudspeaker(Arc<Mutex<Vec<f32>>>);

impl Loudspeaker {
    /// Starts a server in the session, and listens to all that is played.
    pub(crate) async fn start(session: &mut Session) -> Self {
        without(session);
        let mut server = session.command("pulseaudio");
        server
            .args([
                "-n",
                "--daemonize=no",
                "--exit-idle-time=-1",
                "--use-pid-file=no",
            ])
            .args(["-L", "module-null-sink sink_name=loudspeaker"])
            .args(["-L", "module-native-protocol-unix"])
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        session.keep_command(server);
        until("a sound server", async || {
            let mut asked = session.command("pactl");
            asked
                .arg("info")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            asked.status().expect("pactl runs").success()
        })
        .await;
        let mut listens = session.command("parec");
        listens
            .args(["--device=loudspeaker.monitor", "--format=float32le"])
            .args(["--rate=44100", "--channels=1", "--latency-msec=50"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut listens = listens.spawn().expect("parec runs");
        let mut out = listens.stdout.take().expect("it is piped");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&heard);
        thread::spawn(move || {
            let mut sample = [0; 4];
            while out.read_exact(&mut sample).is_ok() {
                let sample = f32::from_le_bytes(sample);
                hears.lock().expect("nobody panics").push(sample);
            }
            listens.wait().ok();
        });
        let it = Self(heard);
        // Silence is heard too.
        eventually("something that listens", async || {
            (!it.0.lock().expect("nobody panics").is_empty()).then_some(())
        })
        .await;
        it
    }

    /// Waits until a note of this height is heard.
    pub(crate) async fn until_heard(&self, hertz: f32) {
        until(&format!("a note of {hertz} hertz"), async || {
            self.has_heard(hertz)
        })
        .await;
    }

    /// Whether a note of this height was heard since the last [`Self::forget`].
    pub(crate) fn has_heard(&self, hertz: f32) -> bool {
        let heard = self.0.lock().expect("nobody panics");
        heard
            .chunks_exact(RATE as usize / 10)
            .any(|tenth| strength(tenth, hertz) > 0.02)
    }

    /// Whether anything at all was heard since then.
    pub(crate) fn has_heard_anything(&self) -> bool {
        let heard = self.0.lock().expect("nobody panics");
        heard.iter().any(|sample| sample.abs() > 0.001)
    }

    pub(crate) fn forget(&self) {
        self.0.lock().expect("nobody panics").clear();
    }
}

/// Programs of the session play on its sound server, and there is none unless one is started.
pub(crate) fn without(session: &Session) {
    let home = session.home();
    let default = "pcm.!default { type pulse }\nctl.!default { type pulse }\n";
    fs::write(home.join(".asoundrc"), default).expect("which device is used");
    let pulse = home.join("config/pulse");
    fs::create_dir_all(&pulse).expect("a place for what is set");
    fs::write(pulse.join("client.conf"), "autospawn = no\n").expect("what is set");
}

/// How strong a note is in these samples: by Goertzel, with soft edges so that others stay out.
fn strength(samples: &[f32], hertz: f32) -> f32 {
    let count = samples.len() as f32;
    let turn = 2.0 * (TAU * hertz / RATE as f32).cos();
    let (mut last, mut before) = (0.0_f32, 0.0_f32);
    for (n, sample) in samples.iter().enumerate() {
        let edge = 0.5 - 0.5 * (TAU * n as f32 / count).cos();
        (last, before) = (sample * edge + turn * last - before, last);
    }
    let power = last * last + before * before - turn * last * before;
    2.0 * power.max(0.0).sqrt() / count
}
