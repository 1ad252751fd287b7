//! Where findings go: one format on standard output, any number in files. A file is written under a temporary name beside
//! its place and gets its name when it is whole, so that nobody ever reads half of one.

use super::console::{Console, is_left, output};
use super::files::shown;
use super::messages::Message;
use super::messages::outlet::Blocked;
use super::unfinished;
use crate::emit::{CheckFormat, Parsed, ReportEmitter, Style, reports};
use crate::model::argument::Language;
use crate::model::diagnostic::{Failure, LintNote, Report, Summary};
use std::fs::{File, Metadata};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An output as it was typed: `FORMAT` or `FORMAT:PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted<F> {
    /// The format.
    pub format: F,
    /// The file; none: standard output.
    pub path: Option<PathBuf>,
}

impl<F: Copy> Wanted<F> {
    /// What `text` asks for, of `formats` by their names; `-` is standard output too.
    ///
    /// # Errors
    /// In English what is wrong with it: an unknown format, with the one that is nearest, or an empty path.
    pub fn parse(text: &str, formats: &[(&str, F)]) -> Result<Self, String> {
        let (name, path) = text.split_once(':').map_or((text, None), |(name, path)| (name, Some(path)));
        let Some((_, format)) = formats.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) else {
            let near =
                formats.iter().map(|(known, _)| (strsim::jaro_winkler(known, &name.to_ascii_lowercase()), *known));
            let nearest = near.filter(|(likeness, _)| *likeness > 0.7).max_by(|left, right| left.0.total_cmp(&right.0));
            let names: Vec<&str> = formats.iter().map(|(known, _)| *known).collect();
            return Err(match nearest {
                Some((_, nearest)) => format!("there is no format “{name}”; did you mean “{nearest}”?"),
                None => format!("there is no format “{name}”; there are {}", names.join(", ")),
            });
        };
        match path {
            Some("") => Err(format!("there is no path behind the colon; for standard output write “{name}”")),
            path => Ok(Self { format: *format, path: path.filter(|path| *path != "-").map(PathBuf::from) }),
        }
    }
}

/// A place to write to, which counts only when it is closed.
pub enum Target {
    /// Standard output.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or a pipe, which nothing can replace.
    Device(BufWriter<File>),
    /// A file that is not there yet: its content so far, and its name.
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Target {
    /// Opens `path`; none: standard output.
    ///
    /// # Errors
    /// Why nothing can be written there.
    pub fn open(path: Option<&Path>) -> io::Result<Self> {
        let Some(path) = path else { return Ok(Self::Stdout(output())) };
        // What a link leads to is what is written.
        let place = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let there = match std::fs::metadata(&place) {
            Ok(there) => Some(there),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        match &there {
            Some(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Some(there) if !there.is_file() => {
                return Ok(Self::Device(BufWriter::new(File::options().write(true).open(place)?)));
            }
            Some(there) if there.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            _ => {}
        }
        Ok(Self::File(BufWriter::new(temporary(folder_of(&place), there.as_ref())?), place))
    }

    /// Ends the output, and gives a file its name.
    ///
    /// # Errors
    /// Why the output is not whole; a file that was there before is then as it was.
    pub fn close(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Device(mut out) => out.flush(),
            Self::File(out, path) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                let unnamed = file.path().to_owned();
                file.persist(path).map_err(|error| error.error)?;
                unfinished::end(&unnamed);
                Ok(())
            }
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Device(out) => out.write(bytes),
            Self::File(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Device(out) => out.flush(),
            Self::File(out, _) => out.flush(),
        }
    }
}

/// Writes `text` to the new file `path`, and makes the folders that it is to stand in; nobody ever reads half of it.
///
/// # Errors
/// Why it is not there now; of the kind `AlreadyExists` where something was there before, were it a link that leads nowhere.
pub fn create(path: &Path, text: &str) -> io::Result<()> {
    let folder = folder_of(path);
    std::fs::create_dir_all(folder)?;
    let mut file = temporary(folder, None)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    let unnamed = file.path().to_owned();
    file.persist_noclobber(path).map_err(|error| error.error)?;
    unfinished::end(&unnamed);
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file in `folder` that goes away unless it is given a name, with the permissions of the one it replaces, if it is there.
fn temporary(folder: &Path, replaced: Option<&Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".lunju-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = unfinished::begin(|| builder.tempfile_in(folder))?;
    if let Some(replaced) = replaced {
        file.as_file().set_permissions(replaced.permissions())?;
    }
    Ok(file)
}

/// What standard output is called in messages.
const STDOUT: &str = "stdout";

/// Says on `console` that `name` could not be written.
pub fn not_written(name: &str, error: &io::Error, console: &mut Console) {
    if name == STDOUT && is_left(error) {
        return;
    }
    let message = match error.kind() {
        io::ErrorKind::NotFound => Message::Outlet(Blocked::NoFolder),
        kind => Message::Unwritable(kind.to_string()),
    };
    console.fail(name, &message);
}

/// The name of `path` in messages.
pub fn name_of(path: Option<&Path>) -> String {
    path.map_or_else(|| STDOUT.to_owned(), shown)
}

/// A format that will write to an output, for those who make its pieces.
pub struct Maker<'a> {
    /// What its pieces depend on beside the report: format and style.
    pub tag: String,
    emitter: &'a dyn ReportEmitter,
}

/// What outputs are to write of a report, in the order of the outputs that were open when it was made; none where it was not made.
pub type Pieces = Vec<Option<Vec<u8>>>;

impl Maker<'_> {
    /// The piece of `report`; none where the format writes reports in their turn alone.
    pub fn piece(&self, report: &Report) -> Option<Vec<u8>> {
        self.emitter.piece(report).ok().flatten()
    }
}

/// An output of a run.
struct Output {
    name: String,
    tag: String,
    /// Its number among the makers that were handed out last.
    number: usize,
    emitter: Box<dyn ReportEmitter>,
    target: Target,
}

/// The outputs of a run. One that fails is dropped with a word on the console, and the others go on.
pub struct Outputs {
    open: Vec<Output>,
    /// How many there were to be.
    wanted: usize,
}

impl Outputs {
    /// Opens what is `wanted`. `style` is for standard output; `color` says whether files are coloured too. `lints` gives the
    /// notes on lints, and is asked only where a format needs them.
    pub fn open(
        wanted: &[Wanted<CheckFormat>],
        style: Style,
        color: bool,
        lints: impl Fn() -> Vec<LintNote>,
        console: &mut Console,
    ) -> Self {
        if wanted.iter().filter(|wanted| wanted.path.is_none()).count() > 1 {
            console.fail("--format", &Message::Outlet(Blocked::TwoOnStdout));
            return Self { open: Vec::new(), wanted: wanted.len() };
        }
        let mut outputs = Vec::new();
        for (index, Wanted { format, path }) in wanted.iter().enumerate() {
            let name = name_of(path.as_deref());
            if path.is_some() && wanted[..index].iter().any(|before| before.path == *path) {
                console.fail(&name, &Message::Outlet(Blocked::TwoInOneFile));
                continue;
            }
            let style = Style { color: if path.is_some() { color } else { style.color }, ..style };
            let lints = if format.describes_lints() { lints() } else { Vec::new() };
            match Target::open(path.as_deref()) {
                Ok(target) => {
                    let (tag, emitter) = (format!("{format:?} {style:?}"), reports(*format, style, lints));
                    outputs.push(Output { name, tag, number: index, emitter, target });
                }
                Err(error) => not_written(&name, &error, console),
            }
        }
        Self { open: outputs, wanted: wanted.len() }
    }

    /// Whether there is nowhere to write to.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The formats of the outputs that are open.
    pub fn makers(&mut self) -> Vec<Maker<'_>> {
        self.open.iter_mut().enumerate().for_each(|(number, output)| output.number = number);
        self.open.iter().map(|output| Maker { tag: output.tag.clone(), emitter: &*output.emitter }).collect()
    }

    /// Writes a report to every output.
    pub fn report(&mut self, report: &Report, console: &mut Console) {
        self.put(&Pieces::new(), report.language, Some(report), None, console);
    }

    /// Writes the report of an article in `language`, of which the makers that were handed out last have made `pieces`; what they
    /// have not made is written from the report, if there is one, with its article if that was kept. An output that cannot be
    /// written is dropped.
    pub fn put(
        &mut self,
        pieces: &Pieces,
        language: Language,
        report: Option<&Report>,
        parsed: Option<&Parsed>,
        console: &mut Console,
    ) {
        self.open.retain_mut(|Output { name, emitter, target, number, .. }| {
            let written = match (pieces.get(*number).and_then(Option::as_ref), report, parsed) {
                (Some(piece), ..) => emitter.put(target, piece, language),
                (None, Some(report), Some(parsed)) => emitter.article(target, report, parsed),
                (None, Some(report), None) => emitter.report(target, report),
                (None, None, _) => Ok(()),
            };
            written.inspect_err(|error| not_written(name, error, console)).is_ok()
        });
    }

    /// Writes what comes last, and closes every output. Whether all that were wanted are whole.
    pub fn finish(self, summary: &Summary, failures: &[Failure], console: &mut Console) -> bool {
        let mut whole = 0;
        for Output { name, mut emitter, mut target, .. } in self.open {
            match emitter.finish(&mut target, summary, failures).and_then(|()| target.close()) {
                Ok(()) => whole += 1,
                Err(error) => not_written(&name, &error, console),
            }
        }
        whole == self.wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<(CheckFormat, Option<&str>), String> {
        let formats = CheckFormat::ALL.map(|format| (format.name(), format));
        Wanted::parse(text, &formats).map(|wanted| {
            let path = wanted.path.map(|path| path.to_string_lossy().into_owned());
            (wanted.format, path.map(|path| &*path.leak()))
        })
    }

    #[test]
    fn a_format_may_have_a_path() {
        assert_eq!(parse("json"), Ok((CheckFormat::Json, None)));
        assert_eq!(parse("SARIF:-"), Ok((CheckFormat::Sarif, None)));
        assert_eq!(parse("sarif:C:\\樹.sarif"), Ok((CheckFormat::Sarif, Some("C:\\樹.sarif"))));
    }

    #[test]
    fn what_is_no_format_gets_the_nearest() {
        assert_eq!(parse("sarfi").unwrap_err(), "there is no format “sarfi”; did you mean “sarif”?");
        assert!(parse("zzz").unwrap_err().ends_with("gitlab, checkstyle, junit"));
        assert!(parse("json:").is_err());
    }
}
