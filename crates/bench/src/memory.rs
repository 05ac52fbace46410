//! What memory a program takes for itself.

use anyhow::{Context, Result};

/// In MiB.
pub(crate) struct Memory {
    /// What it has written, in memory or swapped out: what ending it would give back.
    pub(crate) private: f64,
    /// Pages of files, above all of programs and libraries, that nobody else happens to use now.
    /// The system drops them when it needs room, and on a desktop others use most of these libraries
    /// too, so they are told and not held against the program.
    pub(crate) files: f64,
}

/// Reads `/proc/<pid>/smaps_rollup`.
pub(crate) fn of(pid: u32) -> Result<Memory> {
    let path = format!("/proc/{pid}/smaps_rollup");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let mib = |name: &str| -> f64 {
        text.lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .filter_map(|rest| rest.trim().strip_suffix(" kB")?.parse::<f64>().ok())
            .sum::<f64>()
            / 1024.0
    };
    Ok(Memory {
        private: mib("Private_Dirty") + mib("Swap"),
        files: mib("Private_Clean"),
    })
}

/// The programs that a program has started, and those that these have.
pub(crate) fn descendants(pid: u32) -> Result<Vec<(u32, String)>> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(child) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        // A program may end while we look.
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{child}/stat")) else {
            continue;
        };
        if let Some((before, after)) = stat.rsplit_once(')')
            && let Some(parent) = after.split_whitespace().nth(1)
            && let Ok(parent) = parent.parse::<u32>()
        {
            let name = before.split_once('(').map_or("", |(_, name)| name);
            parents.push((child, parent, name.to_owned()));
        }
    }
    let mut found = Vec::new();
    let mut ancestors = vec![pid];
    while let Some(ancestor) = ancestors.pop() {
        for (child, parent, name) in &parents {
            if *parent == ancestor {
                ancestors.push(*child);
                found.push((*child, name.clone()));
            }
        }
    }
    Ok(found)
}
