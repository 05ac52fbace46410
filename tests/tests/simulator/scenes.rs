//! What has been broken before, each as the smallest plan that breaks it.

use kimo_calls::PbxId;
use kimo_tests::simulator::{Caller, Plan, Scene, What, live_through};

/// Its events tell their own times.
const DATED: PbxId = PbxId::known("bulutfon");
/// Extensions call one another, and calls tell only when they began.
const PLAIN: PbxId = PbxId::known("verimor");
/// The office's hook, and the adversary's.
const OURS: usize = 0;
const THEIRS: usize = 1;

const YEAR: i64 = 31_536_000;
const SOMEBODY: Caller = Caller::Outside(7);
const ANOTHER: Caller = Caller::Outside(8);

#[test]
fn what_has_been_broken_before_holds() {
    let broken: Vec<String> = scenes()
        .into_iter()
        .filter_map(|(name, plan)| {
            let broken = live_through(&plan, 0).err()?;
            Some(format!("{name}: {broken}"))
        })
        .collect();
    assert_eq!(broken, [""; 0]);
}

fn scenes() -> Vec<(&'static str, Plan)> {
    let of = |pbx| {
        Scene::new()
            .hook(pbx, "", false)
            .hook(pbx, "stranger", true)
    };
    let dated = || of(DATED);
    let plain = || of(PLAIN);
    let scenes = [
        (
            "the adversary's event, three minutes ahead, silences nobody",
            dated()
                .call((THEIRS, "missed"), 1, ANOTHER, (100, 180))
                .call((OURS, "answered"), 2, SOMEBODY, (130, 0)),
        ),
        (
            "the adversary's event, a year ahead, silences nobody",
            dated()
                .call((THEIRS, "missed"), 1, ANOTHER, (100, YEAR))
                .call((OURS, "answered"), 2, SOMEBODY, (3600, 0)),
        ),
        (
            "one event of our own, three minutes ahead, silences nobody",
            dated().call((OURS, "missed"), 1, ANOTHER, (100, 180)).call(
                (OURS, "answered"),
                2,
                SOMEBODY,
                (130, 0),
            ),
        ),
        (
            "an answered call of 2099 leaves its caller on the list from then on",
            plain()
                .call((THEIRS, "answered"), 1, SOMEBODY, (100, 73 * YEAR))
                .call((OURS, "missed"), 2, SOMEBODY, (3600, 0)),
        ),
        (
            "so does marking a missed call of 2099",
            plain()
                .call((THEIRS, "missed"), 1, SOMEBODY, (100, 73 * YEAR))
                .handled(200, (THEIRS, "missed"), 1)
                .call((OURS, "missed"), 2, SOMEBODY, (3600, 0)),
        ),
        ("missed calls of 2099 do not stand above ours", {
            let call = |scene: Scene, number: u8| {
                let caller = Caller::Outside(20 + u32::from(number));
                scene.call((THEIRS, "missed"), number, caller, (100, 73 * YEAR))
            };
            let ours = plain().call((OURS, "missed"), 60, SOMEBODY, (3600, 0));
            (0..50).fold(ours, call)
        }),
        (
            "a clock a thousand days ahead deletes nothing",
            plain()
                .keeping(30)
                .call((OURS, "missed"), 1, SOMEBODY, (100, 0))
                .step(3600, What::SetClock(86_400_000))
                .step(
                    3601,
                    What::Kill {
                        at_work_on: None,
                        was_written: false,
                    },
                )
                .step(7200, What::SetClock(0)),
        ),
        (
            "what is dated 2010 is not deleted the minute after",
            plain()
                .keeping(30)
                .call((OURS, "missed"), 1, SOMEBODY, (100, -16 * YEAR))
                .call((OURS, "missed"), 2, ANOTHER, (7500, 0)),
        ),
        (
            "what comes with the clock set back is not deleted for that",
            plain()
                .keeping(30)
                .call((OURS, "missed"), 1, SOMEBODY, (100, 0))
                .step(3700, What::SetClock(-86_400))
                .call((OURS, "missed"), 2, ANOTHER, (7400, 0))
                .step(11_400, What::SetClock(0))
                .step(15_000, What::SetClock(0)),
        ),
        (
            "an extension is nobody in another account",
            plain()
                .call((OURS, "missed"), 1, Caller::Extension(1002), (100, 0))
                .call((THEIRS, "answered"), 2, Caller::Extension(1002), (600, 0)),
        ),
        (
            "another account's hook changes nothing of a call by its id",
            plain()
                .call((OURS, "missed"), 1, SOMEBODY, (100, 0))
                .call((THEIRS, "answered"), 1, ANOTHER, (600, 0))
                .call((THEIRS, "outbound"), 1, ANOTHER, (900, -26 * YEAR)),
        ),
    ];
    scenes.map(|(name, scene)| (name, scene.plan())).into()
}
