//! What became of the entries of `[[ignore]]` in a whole run.

use super::find::Configurations;
use super::layer::{Ignored, Layer};
use crate::front::files::{self, Input};
use crate::lint::suppress::{Entry, Owner};
use crate::lint::{Settings, Wishes};
use crate::model::article::Source;
use crate::model::diagnostic::{Diagnostic, MessageLanguage};
use crate::pack::page::Pack;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What is wrong with the entries of one configuration.
pub struct Judged {
    /// The configuration.
    pub source: Source,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Ignored {
    /// The entry for the file that reports call `name`.
    pub fn of(&self, name: &str) -> Entry {
        let Self { lint, words, reason, .. } = self;
        let (lint, words, reason) = (lint.clone(), words.clone(), reason.clone());
        Entry { file: name.to_owned(), lint, words, reason, owner: None }
    }
}

impl Configurations {
    /// What is wrong with the entries of the configurations after a check of `inputs`. `uses` says of the entries whose lints
    /// ran in some file whether they took something out; `flags` are the wishes of the command line. An entry is unused only
    /// when every file that it is about was among the inputs: a check of one draft tells nothing about the others. One that is
    /// about no file at all is unused when everything below its configuration was checked.
    #[must_use]
    pub fn judge(
        &self,
        pack: &Pack,
        uses: &BTreeMap<Owner, bool>,
        inputs: &[Input],
        flags: &Wishes,
        language: MessageLanguage,
    ) -> Vec<Judged> {
        let checked: BTreeSet<PathBuf> = inputs.iter().filter_map(|input| self.path_of(input)).collect();
        let mut judged = Vec::new();
        for (index, layer) in self.layers().filter(|(_, layer)| !layer.broken && !layer.ignored.is_empty()) {
            let mut settings = Settings::default();
            let typed = self.typed().map(|layer| &layer.said.wishes);
            std::iter::once(&layer.said.wishes).chain(typed).chain([flags]).for_each(|wishes| settings.add(wishes));
            let source = Source::new(layer.path.clone(), layer.text.clone());
            let mut there: Option<Vec<PathBuf>> = None;
            let mut diagnostics = Vec::new();
            for (number, entry) in layer.ignored.iter().enumerate() {
                let runs = || pack.page(&entry.lint).is_some_and(|page| settings.runs(page));
                let is_idle = match uses.get(&(index, number)) {
                    Some(is_used) => !is_used,
                    None if runs() => true,
                    None => continue,
                };
                if is_idle && !is_judged(layer, number, there.get_or_insert_with(|| self.below(layer)), &checked) {
                    continue;
                }
                diagnostics.extend(entry.of("").fault(is_idle, &settings, source.range(entry.at), language));
            }
            diagnostics.sort_by_key(|found| found.range.byte);
            if !diagnostics.is_empty() {
                judged.push(Judged { source, diagnostics });
            }
        }
        judged
    }

    /// The articles below the folder of `layer`.
    fn below(&self, layer: &Layer) -> Vec<PathBuf> {
        let (inputs, _) = files::find(std::slice::from_ref(&layer.folder), None, &files::Wanted::default());
        inputs.iter().filter_map(|input| self.path_of(input)).collect()
    }
}

/// Whether all files of `there` that entry `number` of `layer` is about were checked; all files, where it is about none.
fn is_judged(layer: &Layer, number: usize, there: &[PathBuf], checked: &BTreeSet<PathBuf>) -> bool {
    let is_about = |path: &PathBuf| layer.ignored_in(path).any(|(other, _)| other == number);
    let is_about_none = !there.iter().any(is_about);
    there.iter().filter(|path| is_about_none || is_about(path)).all(|path| checked.contains(path))
}
