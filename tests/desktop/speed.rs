//! How fast a popup is there. Prints figures and asserts none: `tests/desktop/run --ignored`.

use std::time::{Duration, Instant};

use crate::{kimo::Kimo, phone::Call, recorder::Recorder, session::Session};

#[tokio::test(flavor = "multi_thread")]
#[ignore = "measures, and asserts nothing"]
async fn from_the_post_to_the_notification_server() {
    const CALLS: usize = 300;
    let session = Session::start();
    let screen = Recorder::start(&session).await;
    let kimo = Kimo::start_hidden(&session).await;
    let mut took = Vec::with_capacity(CALLS);
    for n in 0..CALLS {
        let call = Call::from(kimo.desk(), &format!("0532123{n:04}"));
        let title = format!("0532 123 {:02} {:02}", n / 100, n % 100);
        let posted = Instant::now();
        call.ring("1001").await;
        let note = screen.popup(&title).await;
        took.push(note.at - posted);
        call.answer("1002").await;
    }
    took.sort_unstable();
    let millis = |duration: Duration| duration.as_secs_f64() * 1000.0;
    println!(
        "from the POST to Notify, {CALLS} calls: median {:.2} ms, p99 {:.2} ms, worst {:.2} ms",
        millis(took[CALLS / 2]),
        millis(took[CALLS * 99 / 100]),
        millis(took[CALLS - 1]),
    );
}
