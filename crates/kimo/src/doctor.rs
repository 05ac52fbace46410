//! `kimo doctor`: what is wrong, and what to do.

use std::{path::Path, process::ExitCode};

use jiff::{Timestamp, tz::TimeZone};
use kimo_desk::{
    Formats, Problem, Texts,
    api::{Asker, Nothing},
    doctor::{self, Finding, State, Variable},
};

use crate::{cli::DoctorArgs, failure::Failure, output::Output};

/// Looks at everything; code 1 where something is wrong. What has befallen the history is told no
/// more once it has been seen.
pub(crate) fn doctor(
    data_dir: &Path,
    args: &DoctorArgs,
    texts: &Texts,
    output: &mut Output,
) -> Result<ExitCode, Failure> {
    if args.seen {
        Asker::of(data_dir)?.incidents_seen(Nothing)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let findings = runtime.block_on(doctor::examine(data_dir, Timestamp::now()));
    let formats = Formats::new(texts.language(), TimeZone::system());
    let rows: Vec<_> = findings
        .iter()
        .flat_map(|finding| rows(finding, texts, &formats))
        .collect();
    output.table(&rows)?;
    output.flush()?;
    let is_well = findings
        .iter()
        .all(|finding| finding.found.state() != State::Wrong);
    Ok(match is_well {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// What is told of a problem.
pub(crate) fn told(problem: &Problem, texts: &Texts) -> String {
    of_fault(&format!("error-{}", problem.code), &problem.detail, texts)
}

/// A text of a fault. In it, `$fact` is what people understand, and `$detail` what a program says.
pub(crate) fn of_fault(id: &str, detail: &str, texts: &Texts) -> String {
    let detail = ["fact", "detail"].map(|name| (name, detail.to_owned().into()));
    texts.get(id, &detail)
}

/// How it is, and below it the next step where something is wrong.
fn rows(finding: &Finding, texts: &Texts, formats: &Formats) -> Vec<[String; 2]> {
    let variables: Vec<_> = finding
        .variables
        .iter()
        .map(|(name, variable)| {
            let value = match variable {
                Variable::Text(text) => text.clone().into(),
                Variable::Count(count) => (*count).into(),
                Variable::Time(at) => formats.date_time(*at).into(),
                Variable::Problem(problem) => told(problem, texts).into(),
                Variable::Records(code) => {
                    texts.get(&format!("records-failure-{code}"), &[]).into()
                }
                Variable::Reach { code, detail } => {
                    let detail = [("detail", detail.clone().into())];
                    texts.get(&format!("error-reach-{code}"), &detail).into()
                }
                Variable::Book { code, detail } => {
                    of_fault(&format!("book-failure-{code}"), detail, texts).into()
                }
            };
            (*name, value)
        })
        .collect();
    let state = finding.found.state().text();
    let text = texts.get(finding.found.text(), &variables);
    let mut rows = vec![[texts.get(state, &[]), text]];
    let of_reason = finding
        .variables
        .iter()
        .find_map(|(_, variable)| match variable {
            Variable::Reach { code, .. } => Some(texts.get(&format!("reach-next-{code}"), &[])),
            Variable::Book { code, detail } => Some(of_fault(
                &format!("book-failure-{code}-next"),
                detail,
                texts,
            )),
            _ => None,
        });
    let next = finding.found.next().map(|next| texts.get(next, &variables));
    rows.extend(next.or(of_reason).map(|next| [String::new(), next]));
    rows
}
