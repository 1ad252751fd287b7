//! The copy of a Word file in which findings are comments.

use super::console::Console;
use super::files::{Input, Origin, shown};
use super::limits::{Limits, MOST_MEGABYTES};
use super::messages::Message;
use super::messages::outlet::Blocked;
use super::outputs::{Target, not_written};
use crate::emit::annotate;
use crate::model::diagnostic::{Failure, MessageLanguage, Report};
use crate::read::read_as;
use std::io::Write as _;
use std::path::Path;

/// The article was checked, so that its size is nobody's concern any more.
const HIGHEST: Limits = Limits { megabytes: Some(MOST_MEGABYTES), findings: None };

/// The copy that is to be written.
pub struct Annotated {
    input: Input,
    name: String,
    target: Target,
}

impl Annotated {
    /// Opens `path` for a copy of the one input in `inputs`, when the files in `others` are written too. None where that cannot be,
    /// as is noted on `console`.
    pub fn open<'a>(
        path: &Path,
        inputs: &[Input],
        mut others: impl Iterator<Item = &'a Path>,
        console: &mut Console,
    ) -> Option<Self> {
        let name = shown(path);
        let input = match inputs {
            [] if !console.failures().is_empty() => return None,
            [input] => input,
            _ => {
                console.fail("--annotate", &Message::Outlet(Blocked::NotOneInput));
                return None;
            }
        };
        let is_word = input.name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("docx"));
        let (Origin::File(from), true) = (&input.origin, is_word) else {
            console.fail(&input.name, &Message::Outlet(Blocked::NotWord));
            return None;
        };
        let blocked = if path.as_os_str() == "-" {
            Some(Blocked::NoFile)
        } else if is_same(path, from) {
            Some(Blocked::IsInput)
        } else if others.any(|other| other == path || is_same(path, other)) {
            Some(Blocked::TwoInOneFile)
        } else {
            None
        };
        if let Some(blocked) = blocked {
            console.fail(&name, &Message::Outlet(blocked));
            return None;
        }
        match Target::open(Some(path)) {
            Ok(target) => Some(Self { input: input.clone(), name, target }),
            Err(error) => {
                not_written(&name, &error, console);
                None
            }
        }
    }

    /// Writes the copy with the findings of `report`; what lunju itself says in comments is in `language`, or in the article's. What
    /// goes wrong is noted on `console`, and then there is no copy.
    pub fn write(mut self, report: &Report, language: Option<MessageLanguage>, console: &mut Console) {
        let fail = |path: &str, message: String| Failure { path: path.to_owned(), position: None, message };
        let bytes = match self.input.bytes(HIGHEST) {
            Ok(bytes) => bytes,
            Err(message) => return console.fail(&self.input.name, &message),
        };
        let source = match read_as(&self.input.name, &bytes, None) {
            Ok(article) => article.source,
            Err(error) => return console.fail_all([fail(&self.input.name, error.message(console.language))]),
        };
        // The file may have been saved since it was checked, and then the findings are about other words.
        let Some(package) = source.package.filter(|_| source.text == report.source) else {
            return console.fail(&self.input.name, &Message::Outlet(Blocked::Changed));
        };
        match annotate(&bytes, &package, report, language) {
            Ok(copy) => {
                if let Err(error) = self.target.write_all(&copy).and_then(|()| self.target.close()) {
                    not_written(&self.name, &error, console);
                }
            }
            Err(error) => console.fail_all([fail(&self.input.name, error.message(console.language))]),
        }
    }
}

/// Whether both paths lead to one file that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    if place(one).is_some_and(|one| Some(one) == place(other)) {
        return true;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let number = |path: &Path| std::fs::metadata(path).map(|there| (there.dev(), there.ino())).ok();
        number(one).is_some_and(|one| Some(one) == number(other))
    }
    #[cfg(not(unix))]
    false
}
