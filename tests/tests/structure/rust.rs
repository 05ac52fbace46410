//! Who imports whom among the files of a crate.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{Ident, Item, UseTree, Visibility, visit::Visit};

use super::{circles::Imports, files_below};

/// The names of the modules that lead to a file, from the top of its crate.
type ModulePath = Vec<String>;

/// The imports between the files of the crate in this folder: of each file those that define what
/// it names, tests apart. A module and the parts below it count as one.
pub(super) fn imports(src: &Path) -> Imports {
    let modules: BTreeMap<ModulePath, Module> = files_below(src, &[".rs"])
        .into_iter()
        .map(|file| (module_path(src, &file), Module::read(file)))
        .collect();
    let mut imports = Imports::new();
    for (path, module) in &modules {
        let found: BTreeSet<PathBuf> = module
            .names
            .iter()
            .filter_map(|name| defining(&modules, path, name, MOST_RE_EXPORTS))
            .filter(|other| !path.starts_with(other) && !other.starts_with(path))
            .map(|other| modules[&other].file.clone())
            .collect();
        imports.insert(module.file.clone(), found);
    }
    imports
}

/// A re-export leads to another, but not for ever.
const MOST_RE_EXPORTS: usize = 8;

/// The module that defines what a path names, seen from a module. `None` for other crates.
fn defining(
    modules: &BTreeMap<ModulePath, Module>,
    from: &ModulePath,
    name: &[String],
    more: usize,
) -> Option<ModulePath> {
    let mut at = from.clone();
    let mut rest = name;
    match name.first()?.as_str() {
        "crate" => (at, rest) = (Vec::new(), &name[1..]),
        "self" => rest = &name[1..],
        "super" => {
            while rest.first().is_some_and(|segment| segment == "super") {
                at.pop()?;
                rest = &rest[1..];
            }
        }
        first => {
            let child: ModulePath = at.iter().cloned().chain([first.to_owned()]).collect();
            if !modules.contains_key(&child) {
                return None;
            }
        }
    }
    while let Some(segment) = rest.first() {
        let child: ModulePath = at.iter().cloned().chain([segment.clone()]).collect();
        if !modules.contains_key(&child) {
            break;
        }
        at = child;
        rest = &rest[1..];
    }
    let re_exported = rest
        .first()
        .and_then(|item| modules.get(&at)?.re_exports.get(item));
    match re_exported {
        Some(path) if more > 0 => defining(modules, &at, path, more - 1).or(Some(at)),
        _ => Some(at),
    }
}

/// What a file names and passes on.
struct Module {
    file: PathBuf,
    names: Vec<Vec<String>>,
    re_exports: BTreeMap<String, Vec<String>>,
}

impl Module {
    fn read(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap();
        let parsed = syn::parse_file(&text)
            .unwrap_or_else(|error| panic!("{} cannot be read: {error}", file.display()));
        let mut module = Self {
            file,
            names: Vec::new(),
            re_exports: BTreeMap::new(),
        };
        module.visit_file(&parsed);
        module
    }

    fn take_use(&mut self, tree: &UseTree, before: &[String], passes_on: bool) {
        let with = |ident: &Ident| {
            let mut path = before.to_vec();
            path.push(ident.to_string());
            path
        };
        match tree {
            UseTree::Path(path) => self.take_use(&path.tree, &with(&path.ident), passes_on),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.take_use(tree, before, passes_on);
                }
            }
            UseTree::Name(name) if name.ident == "self" => self.names.push(before.to_vec()),
            UseTree::Name(name) => self.take_name(with(&name.ident), &name.ident, passes_on),
            UseTree::Rename(rename) => {
                self.take_name(with(&rename.ident), &rename.rename, passes_on);
            }
            UseTree::Glob(_) => self.names.push(before.to_vec()),
        }
    }

    fn take_name(&mut self, path: Vec<String>, name: &Ident, passes_on: bool) {
        if passes_on {
            self.re_exports.insert(name.to_string(), path.clone());
        }
        self.names.push(path);
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Mod(module) if module.attrs.iter().any(is_for_tests) => {}
            Item::Use(item) => {
                let passes_on = !matches!(item.vis, Visibility::Inherited);
                self.take_use(&item.tree, &[], passes_on);
            }
            item => syn::visit::visit_item(self, item),
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 && path.leading_colon.is_none() {
            let segments = path.segments.iter();
            self.names
                .push(segments.map(|segment| segment.ident.to_string()).collect());
        }
        syn::visit::visit_path(self, path);
    }
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    let Ok(list) = attribute.meta.require_list() else {
        return false;
    };
    list.path.is_ident("cfg") && list.tokens.to_string() == "test"
}

fn module_path(src: &Path, file: &Path) -> ModulePath {
    let below = file.strip_prefix(src).unwrap().with_extension("");
    let mut path: ModulePath = below
        .iter()
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    let is_own_folders =
        |name: &str| name == "mod" || (path.len() == 1 && ["lib", "main"].contains(&name));
    if path.last().is_some_and(|name| is_own_folders(name)) {
        path.pop();
    }
    path
}
