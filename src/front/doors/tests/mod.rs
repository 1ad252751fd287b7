//! The seeds of fuzzing, and everything that it ever broke something with, through the same doors.

mod drafts;
mod properties;

use super::{DOORS, word};
use crate::front::cli::ConfigArgs;
use crate::front::config::Configurations;
use crate::pack::page::{Pack, Sources};
use crate::pack::select;
use crate::read::read;
use std::path::{Path, PathBuf};

fn folder(kind: &str, door: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(kind).join(door)
}

/// The files of a folder with their names, sorted; none where there is no such folder.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn no_seed_breaks_a_door() {
    for (name, door) in DOORS {
        let seeds = files(&folder("corpus", name));
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for (path, bytes) in seeds.into_iter().chain(files(&folder("crashes", name))) {
            println!("{}", path.display());
            door(&bytes);
            // Cut short, and with a byte in the middle that does not belong there.
            let middle = bytes.len() / 2;
            door(&bytes[..middle]);
            door(&[&bytes[..middle], b"\xFF", &bytes[middle..]].concat());
            door(&[&bytes[..middle], b"\"", &bytes[middle..]].concat());
        }
    }
}

#[test]
fn every_door_has_a_target_and_every_target_a_door() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml");
    let manifest: toml::Table = std::fs::read_to_string(manifest).unwrap().parse().unwrap();
    let targets = manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap());
    let mut targets: Vec<&str> = targets.collect();
    let mut doors = DOORS.map(|(name, _)| name);
    targets.sort_unstable();
    doors.sort_unstable();
    assert_eq!(targets, doors);
}

/// A seed that is refused at once leads the fuzzer nowhere.
#[test]
fn seeds_that_are_not_called_wrong_are_sound() {
    let sound = |kind: &str, ending: &str| {
        let seeds = files(&folder("corpus", kind)).into_iter();
        let is_sound = |path: &Path| {
            path.extension().is_some_and(|end| end == ending)
                && !path.file_stem().unwrap().to_str().unwrap().contains("wrong")
        };
        let texts = seeds.filter(|(path, _)| is_sound(path));
        texts.map(|(path, bytes)| (path.display().to_string(), String::from_utf8(bytes).unwrap())).collect::<Vec<_>>()
    };
    let (pack, failures) = Pack::gather(&Sources { pages: sound("page", "md"), ..Sources::default() });
    assert_eq!(failures, []);
    assert!(pack.page("own-lint").is_some());
    for (path, text) in sound("select", "css") {
        assert_eq!(select::compile(&text).err(), None, "{path}");
    }
    for (path, text) in sound("config", "toml") {
        let typed = ConfigArgs { isolated: true, config: vec![text] };
        let (mut found, failures) = Configurations::load(&typed, &[], None);
        let known: Vec<&str> = pack.pages.iter().map(|page| &*page.id).collect();
        assert_eq!([failures, found.check_lints(&pack, &known)].concat(), [], "{path}");
    }
    for (path, bytes) in files(&folder("corpus", "docx")) {
        let bytes = if bytes.starts_with(b"PK") { bytes } else { word::package(&bytes).unwrap() };
        assert!(!read("a.docx", &bytes).unwrap().prose.is_empty(), "{}", path.display());
    }
}
