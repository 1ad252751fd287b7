//! What a parse costs, as a multiple of what jieba-rs with its whole dictionary takes to cut and tag the same text.
//!
//! `benches/README.md` tells how it is run and what the figures mean.

use jieba_rs::Jieba;
use lunju::model::article::Article;
use lunju::pack::fold::fold;
use lunju::pack::page::Pack;
use lunju::parse::parse;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The reference article in both scripts; texts are made of their paragraphs.
const FIXTURES: [&str; 2] =
    [include_str!("../fixtures/ai-leadership.txt"), include_str!("../fixtures/ai-leadership.hans.txt")];
/// How many texts each fixture gives.
const TURNS: usize = 10;
/// How often everything is measured, unless the command line says otherwise.
const ROUNDS: usize = 100;

/// A text, read for the parser and folded for jieba, so that both begin with what they need.
struct Text {
    article: Article,
    folded: String,
}

impl Text {
    fn new(text: &str) -> Self {
        let article = lunju::read::read_text("article.txt", text);
        let folded = fold(&article.prose);
        Self { article, folded }
    }
}

/// The paragraphs of `fixture` from another one on each time, round once, twice or three times: articles of 3,000 to 10,000
/// characters that begin differently.
fn turned(fixture: &str) -> impl Iterator<Item = Text> {
    let paragraphs: Vec<&str> = fixture.lines().filter(|line| !line.is_empty()).collect();
    (0..TURNS).map(move |turn| {
        let from = turn * paragraphs.len() / TURNS;
        let count = paragraphs.len() * (1 + turn % 3);
        let lines: Vec<&str> = paragraphs.iter().cycle().skip(from).take(count).copied().collect();
        Text::new(&lines.join("\n\n"))
    })
}

/// The texts of the `.txt` files in `folder`, sorted by name.
fn texts_in(folder: &Path) -> std::io::Result<Vec<Text>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).map(|text| Text::new(&text))).collect()
}

/// What was typed.
struct Settings {
    rounds: usize,
    /// Runs nothing but this one, for a program that counts instructions: `parse` or `tag`.
    only: Option<String>,
    folder: Option<String>,
}

impl Settings {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut settings = Self { rounds: ROUNDS, only: None, folder: None };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                // Cargo says so to every benchmark.
                "--bench" => {}
                "--rounds" => {
                    let rounds = arguments.next().and_then(|number| number.parse().ok());
                    settings.rounds = rounds.ok_or("--rounds needs a number")?;
                }
                "--only" => {
                    let only = arguments.next().filter(|what| what == "parse" || what == "tag");
                    settings.only = Some(only.ok_or("--only needs `parse` or `tag`")?);
                }
                _ => settings.folder = Some(argument),
            }
        }
        Ok(settings)
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::read(std::env::args().skip(1))?;
    let texts: Vec<Text> = match &settings.folder {
        Some(folder) => texts_in(folder.as_ref())?,
        None => FIXTURES.into_iter().flat_map(turned).collect(),
    };
    let (pack, jieba) = (Pack::builtin(), Jieba::new());
    let parse_one = |text: &Text| drop(black_box(parse(black_box(&text.article), &pack.lexicons)));
    let tag_one = |text: &Text| drop(black_box(jieba.tag(black_box(&text.folded), true)));
    match settings.only.as_deref() {
        Some("parse") => (0..settings.rounds).for_each(|_| texts.iter().for_each(parse_one)),
        Some(_) => (0..settings.rounds).for_each(|_| texts.iter().for_each(tag_one)),
        None => compare(&texts, settings.rounds, parse_one, tag_one),
    }
    Ok(())
}

/// Runs both over every text in turn and prints how they compare. The first round warms up and does not count.
fn compare(texts: &[Text], rounds: usize, parse_one: impl Fn(&Text), tag_one: impl Fn(&Text)) {
    let seconds = |run: &dyn Fn(&Text), text: &Text| {
        let start = Instant::now();
        run(text);
        start.elapsed().as_secs_f64()
    };
    let (mut parses, mut tags, mut ratios) = (vec![Vec::new(); texts.len()], vec![Vec::new(); texts.len()], Vec::new());
    for round in 0..=rounds {
        for (index, text) in texts.iter().enumerate() {
            // Whoever comes second finds the text in the cache.
            let (parse, tag) = if round % 2 == 0 {
                (seconds(&parse_one, text), seconds(&tag_one, text))
            } else {
                let tag = seconds(&tag_one, text);
                (seconds(&parse_one, text), tag)
            };
            if round > 0 {
                parses[index].push(parse);
                tags[index].push(tag);
                ratios.push(parse / tag);
            }
        }
    }
    let bytes: usize = texts.iter().map(|text| text.folded.len()).sum();
    let characters: usize = texts.iter().map(|text| text.folded.chars().count()).sum();
    println!("{} texts, {characters} characters, {rounds} rounds", texts.len());
    // Each text's median, because a round in which something else had the processor is no measure of the program.
    let total = |times: &mut Vec<Vec<f64>>| times.iter_mut().map(|times| quantile(times, 0.5)).sum::<f64>();
    let (parse, tag) = (total(&mut parses), total(&mut tags));
    for (what, time) in [("lunju::parse::parse", parse), ("jieba_rs::Jieba::tag", tag)] {
        println!("{what:21} {:8.3} ms a text, {:6.1} MB/s", time * 1e3 / texts.len() as f64, bytes as f64 / time / 1e6);
    }
    println!("ratio of the medians: {:.2}", parse / tag);
    let [low, middle, high] = [0.1, 0.5, 0.9].map(|share| quantile(&mut ratios, share));
    println!("median of the ratios: {middle:.2} (a tenth below {low:.2}, a tenth above {high:.2})");
}

/// The value that `share` of the values are below.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}
