//! The TypeScript side of the questions, in one file.

use std::{
    any::TypeId,
    collections::{BTreeMap, HashSet},
};

use ts_rs::{Config, TS, TypeVisitor};

use super::*;

/// Where the window reads it, from the root of the sources.
pub const TYPESCRIPT_FILE: &str = "ui/src/host/generated.ts";

/// The content of [`TYPESCRIPT_FILE`]: every type that a question takes or answers, and the list
/// of the questions.
pub fn typescript() -> String {
    let config = Config::new().with_large_int("number");
    let mut types = Types {
        config: &config,
        seen: HashSet::new(),
        declared: BTreeMap::new(),
    };
    let mut questions = String::new();
    macro_rules! declare {
        ($($(#[$docs:meta])* $file:ident::$name:ident($params:ty) -> $answer:ty;)*) => {$(
            types.visit::<$params>();
            types.visit::<$answer>();
            $(questions.push_str(&doc(stringify!($docs)));)*
            questions.push_str(&format!(
                "  {}: {{ params: {}; answer: {} }};\n",
                stringify!($name),
                <$params as TS>::name(&config),
                <$answer as TS>::name(&config),
            ));
        )*};
    }
    for_each_question!(declare);
    types.visit::<AskError>();
    types.visit::<FeedItem>();
    let mut out = String::from(
        "// Generated from crates/desk/src/api by `cargo test -p kimo-desk`; do not edit.\n",
    );
    out.extend(types.declared.into_values());
    out.push_str("\n/** Every question: what it takes, and what it answers. */\n");
    out.push_str("export type Questions = {\n");
    out.push_str(&questions);
    out.push_str("};\n");
    out
}

/// Declares each type once. By name: the order in which a type tells what it is made of is another
/// one in each build.
struct Types<'a> {
    config: &'a Config,
    seen: HashSet<TypeId>,
    declared: BTreeMap<String, String>,
}

impl TypeVisitor for Types<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        // What TypeScript knows by itself goes to no file.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let text = format!("{docs}export {}\n", T::decl(self.config));
            let name = T::ident(self.config);
            self.declared.insert(name, format!("\n{}", tidy(&text)));
        }
    }
}

/// A line of documentation, from the attribute `doc = "…"` that it is to the compiler.
fn doc(attribute: &str) -> String {
    let text = attribute
        .split_once('"')
        .and_then(|(_, rest)| rest.rsplit_once('"'));
    text.map(|(text, _)| format!("  /** {} */\n", text.trim()))
        .unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// `KIMO_UPDATE_TYPES=1 cargo test -p kimo-desk` writes the file anew.
    #[test]
    fn the_generated_types_are_current() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let file = root.join(super::TYPESCRIPT_FILE);
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
