//! The UI is embedded from `ui/dist`, which need not have been built.

fn main() -> std::io::Result<()> {
    const DIST: &str = "../../ui/dist";
    std::fs::create_dir_all(DIST)?;
    println!("cargo::rerun-if-changed={DIST}");
    Ok(())
}
