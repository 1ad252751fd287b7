//! What a draft is checked with: its configuration, and the pages and packs in use.

use crate::emit::Style;
use crate::front::cli::ConfigArgs;
use crate::front::command::run::Run;
use crate::front::config::Configured;
use crate::front::console::Console;
use crate::front::files::Input;
use crate::model::diagnostic::{Failure, MessageLanguage};
use std::path::{Path, PathBuf};

/// What one draft is checked with.
pub struct Project {
    run: Run,
    /// What is wrong with the configuration, the pages and the packs.
    pub failures: Vec<Failure>,
}

impl Project {
    /// Reads what `input`, the file at `path`, is checked with; messages are in `language` if one is asked for.
    pub fn load(typed: &ConfigArgs, input: &Input, path: Option<&Path>, language: Option<MessageLanguage>) -> Self {
        let style = Style { color: false, language };
        let mut console = Console::new(language.unwrap_or(MessageLanguage::English));
        let run = Run::new(typed, path.unwrap_or(Path::new("")), std::slice::from_ref(input), style, &mut console);
        Self { run, failures: console.failures().to_vec() }
    }

    /// The settings of `input`; none if its configuration is broken.
    pub fn configured(&self, input: &Input) -> Option<Configured> {
        self.run.configured(input)
    }

    /// The lints.
    pub fn pack(&self) -> &crate::pack::page::Pack {
        &self.run.pack
    }

    /// The file that a failure is about; none if it is about no file.
    pub fn file_of(failure: &Failure) -> Option<PathBuf> {
        let path = std::path::absolute(&failure.path).ok()?;
        path.is_file().then_some(path)
    }
}
