//! Which level a lint has, and where that is said.

use super::find::Configurations;
use super::layer::{Layer, Said};
use crate::front::files::Input;
use crate::lint::Settings;
use crate::model::diagnostic::Severity;
use crate::pack::table::fault::Faults;

/// A level of a lint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The patterns of the files for which it holds; none: for all the others.
    pub files: Vec<String>,
    /// The level; off where the lint does not run.
    pub severity: Severity,
    /// Where it is said: path, and line and column in it; none: nowhere, the page itself decides.
    pub place: Option<String>,
}

impl Configurations {
    /// The levels of the lint `id`, which `settings` give the level `effective`: first the one that holds for `input`, then
    /// those of files that a configuration makes an exception of and names the lint for.
    #[must_use]
    pub fn levels(&self, input: &Input, id: &str, effective: impl Fn(&Settings) -> Severity) -> Vec<Level> {
        let mut settings = Settings::default();
        let mut found = Level { files: Vec::new(), severity: effective(&settings), place: None };
        let mut others = Vec::new();
        for (_, layer) in self.layers_of(input) {
            settings.add(&layer.said.wishes);
            let severity = effective(&settings);
            if severity != found.severity || layer.said.names(id) {
                found.place = Some(place(layer, &layer.said, id));
            }
            found.severity = severity;
            for said in layer.overrides().filter(|said| said.names(id)) {
                let mut settings = settings.clone();
                settings.add(&said.wishes);
                let (files, place) = (said.files.clone(), Some(place(layer, said, id)));
                others.push(Level { files, severity: effective(&settings), place });
            }
        }
        std::iter::once(found).chain(others).collect()
    }
}

/// Where `said`, a part of `layer`, speaks of `lint`.
fn place(layer: &Layer, said: &Said, lint: &str) -> String {
    let place = said.place_of(lint).map(|at| Faults::new(&layer.path, &layer.text).place(at));
    place.map_or(layer.path.clone(), |(line, column)| format!("{}:{line}:{column}", layer.path))
}
