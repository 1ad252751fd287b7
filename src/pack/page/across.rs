//! Checks across pages: ids that stand on two of them, pages in the place of built-in ones, lints to yield to.

use crate::model::diagnostic::Failure;
use crate::model::span::Span;
use crate::pack::page::Page;
use crate::pack::table::fault::{Faults, did_you_mean};
use crate::pack::table::value::Values;
use std::collections::{BTreeMap, BTreeSet};

/// A page and the places that checks across pages report.
pub struct Loaded {
    /// The page.
    pub page: Page,
    /// The page with other values of its options.
    pub variants: Vec<(Values, Page)>,
    /// Where its id stands.
    pub id_at: Span,
    /// Where each of `yields_to` stands.
    pub yields_at: Vec<Span>,
    /// Where the page says that it stands for the built-in one.
    pub replaces: Option<Span>,
    /// Whether it is one of the built-in ones.
    pub is_builtin: bool,
}

/// Drops the built-in pages that others replace, and reports ids that still stand on two pages; the first page stays.
pub fn drop_doubles(loaded: &mut Vec<Loaded>, failures: &mut Vec<Failure>) {
    let of_builtin = loaded.iter().filter(|page| page.is_builtin).map(|page| page.page.id.clone());
    let builtin: BTreeSet<String> = of_builtin.collect();
    let mut replaced: BTreeSet<String> = BTreeSet::new();
    for Loaded { page, replaces, .. } in loaded.iter() {
        let Some(at) = replaces else { continue };
        if builtin.contains(&page.id) {
            replaced.insert(page.id.clone());
            continue;
        }
        let mut faults = Faults::new(&page.path, &page.text);
        let hint = did_you_mean(&page.id, builtin.iter().map(String::as_str));
        faults.push(*at, format!("there is no built-in lint `{}` to replace{hint}", page.id));
        failures.extend(faults.into_failures());
    }
    loaded.retain(|held| !(held.is_builtin && replaced.contains(&held.page.id)));
    let mut firsts: BTreeMap<String, (String, bool)> = BTreeMap::new();
    loaded.retain(|Loaded { page, id_at, is_builtin, .. }| {
        let Some((first, is_builtin)) = firsts.get(&page.id) else {
            firsts.insert(page.id.clone(), (page.path.clone(), *is_builtin));
            return true;
        };
        let or = if *is_builtin { ", or say `replaces = true` to put this page in that one's place" } else { "" };
        let mut faults = Faults::new(&page.path, &page.text);
        faults.push(*id_at, format!("the id `{}` is taken by {first}; rename the lint and its file{or}", page.id));
        failures.extend(faults.into_failures());
        false
    });
}

/// Reports ids in `yields_to` that are not among `known`.
pub fn check_yields(loaded: &[Loaded], known: &BTreeSet<&str>, failures: &mut Vec<Failure>) {
    for Loaded { page, yields_at, .. } in loaded {
        let mut faults = Faults::new(&page.path, &page.text);
        for (id, at) in page.yields_to.iter().zip(yields_at) {
            if *id == page.id {
                faults.push(*at, "a lint cannot yield to itself");
            } else if !known.contains(id.as_str()) {
                faults.push(*at, format!("there is no lint `{id}`{}", did_you_mean(id, known.iter().copied())));
            }
        }
        failures.extend(faults.into_failures());
    }
}
