//! Checks `tauri.conf.json` and writes what the commands and capabilities need.

use std::path::Path;

fn main() {
    // Without this, the message would be one about a macro.
    let window = "../ui/dist/index.html";
    assert!(
        Path::new(window).exists(),
        "the window is not built: run `npm ci && npm run build` in ui/, or `cargo xtask run`"
    );
    tauri_build::build();
}
