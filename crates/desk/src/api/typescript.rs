//! The TypeScript side of the questions, in one file.

use ts_rs::{Config, TS};

use super::{
    AddHookParams, AskError, AskErrorCode, BasicChange, BasicParams, CallBackParams, CallDetails,
    CallFilter, CallParams, CallRow, CallsPage, CallsParams, CopyParams, DeliveryRow, DeskStatus,
    FeedItem, ForgetParams, HookRow, KeepBasic, LanguageChoice, LimitSourcesParams, MarkDoneParams,
    MissedPage, MissedRow, NotUnderstood, Nothing, Party, Problem, RevokeTokenParams,
    RotateTokenParams, SendTestCallParams, SetNoteParams, Settings, StrangersSeen,
    TimelineDestination, TimelineItem, TimelineKind, TunnelChoice, TunnelView, UpdateHookParams,
    UseTunnelParams, for_each_question,
};
use crate::{
    SecretsPlace,
    tunnel::{TunnelState, TunnelStatus},
};

/// The content of `ui/src/host/generated.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut out = String::from(
        "// Generated from crates/desk/src/api by `cargo test -p kimo-desk`; do not edit.\n",
    );
    for (docs, declaration) in declarations(&config) {
        let text = format!("{}export {declaration}\n", docs.unwrap_or_default());
        out.push('\n');
        out.push_str(&tidy(&text));
    }
    out.push_str("\n/** Every question: what it takes, and what it answers. */\n");
    out.push_str("export type Questions = {\n");
    for (name, params, answer) in questions(&config) {
        out.push_str(&format!(
            "  {name}: {{ params: {params}; answer: {answer} }};\n"
        ));
    }
    out.push_str("};\n");
    out
}

/// One line for each field, its documentation on the line before it, indented.
fn tidy(declaration: &str) -> String {
    let text = declaration
        .replace("/**\n * ", "/** ")
        .replace("\n */\n", " */\n")
        .replace(", };", ",\n};")
        .replace("{ \n", "{\n")
        .replace(", \n", ",\n");
    let mut depth = 0_usize;
    let mut out = String::new();
    for line in text.lines() {
        let closes = usize::from(line.starts_with('}'));
        let indent = depth.saturating_sub(closes);
        out.push_str(&"  ".repeat(indent));
        out.push_str(line);
        out.push('\n');
        depth = (depth + line.matches('{').count()).saturating_sub(line.matches('}').count());
    }
    out
}

fn declarations(config: &Config) -> Vec<(Option<String>, String)> {
    macro_rules! declare {
        ($($type:ty),* $(,)?) => { vec![$((<$type>::docs(), <$type>::decl(config))),*] };
    }
    declare![
        Party,
        CallRow,
        CallFilter,
        CallsParams,
        CallsPage,
        CallParams,
        TimelineKind,
        TimelineDestination,
        TimelineItem,
        DeliveryRow,
        CallDetails,
        MissedRow,
        MissedPage,
        MarkDoneParams,
        SetNoteParams,
        NotUnderstood,
        HookRow,
        AddHookParams,
        KeepBasic,
        BasicParams,
        BasicChange,
        UpdateHookParams,
        RotateTokenParams,
        RevokeTokenParams,
        LimitSourcesParams,
        SendTestCallParams,
        LanguageChoice,
        Settings,
        Problem,
        StrangersSeen,
        DeskStatus,
        ForgetParams,
        CallBackParams,
        CopyParams,
        SecretsPlace,
        TunnelState,
        TunnelStatus,
        TunnelChoice,
        TunnelView,
        UseTunnelParams,
        Nothing,
        AskErrorCode,
        AskError,
        FeedItem,
    ]
}

fn questions(config: &Config) -> Vec<(&'static str, String, String)> {
    macro_rules! name_types {
        ($($name:ident: $params:ty => $answer:ty,)*) => {
            vec![$((
                stringify!($name),
                <$params as TS>::name(config),
                <$answer as TS>::name(config),
            )),*]
        };
    }
    for_each_question!(name_types)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// `KIMO_UPDATE_TYPES=1 cargo test -p kimo-desk` writes the file anew.
    #[test]
    fn the_generated_types_are_current() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/host/generated.ts");
        let current = super::typescript();
        if std::env::var_os("KIMO_UPDATE_TYPES").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &current).unwrap();
        }
        let written = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            written == current,
            "{} is stale: run KIMO_UPDATE_TYPES=1 cargo test -p kimo-desk",
            file.display()
        );
    }
}
