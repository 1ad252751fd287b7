//! The argument of an article as a map: its sections, in them claims and calls to action with their evidence and sources, and
//! between them what supports, attacks or restates what. Every format draws the same [`Map`]; labels are the draft's words.

pub mod aif;
pub mod argdown;
pub mod dot;
mod labels;
mod layout;
pub mod mermaid;
pub mod svg;

use super::{Parsed, Style, clean, columns, shorten};
use crate::model::argument::{Attribution, Relation, Role};
use crate::model::article::{Article, BlockKind, Link};
use crate::model::diagnostic::MessageLanguage;
use crate::model::span::Span;
use labels::Labels;

/// Columns for the name of a source.
const SOURCE_COLUMNS: usize = 60;

/// What all formats draw.
pub struct Map {
    /// The article's title; its path where it has none.
    pub title: String,
    /// The fixed words.
    pub labels: &'static Labels,
    /// The sections that hold nodes, in order.
    pub sections: Vec<Section>,
    /// What bears on what; the numbers index [`Map::nodes`].
    pub edges: Vec<Relation>,
    /// The nodes in order of the text.
    pub nodes: Vec<Node>,
    /// The names of the sources that nodes link to, each once, in order.
    pub sources: Vec<String>,
    /// What the ids of a picture begin with.
    pub prefix: String,
    /// Whether a picture brings its looks along; else the page that it stands in has them.
    pub styled: bool,
}

/// A section with at least one node.
pub struct Section {
    /// Its heading, other than the article's title.
    pub heading: Option<String>,
    /// Its nodes, indices of [`Map::nodes`].
    pub nodes: std::ops::Range<usize>,
}

/// A unit of the argument.
pub struct Node {
    /// Its number in the argument, as `lunju parse` shows it.
    pub unit: usize,
    /// What it does.
    pub role: Role,
    /// Its words, on one line.
    pub text: String,
    /// Whether it is a claim that no evidence supports, nor one that it restates.
    pub unsupported: bool,
    /// Whether it is what the article argues.
    pub thesis: bool,
    /// Who answers for it; evidence only.
    pub source: Option<Attribution>,
    /// What it links to, indices of [`Map::sources`].
    pub links: Vec<usize>,
}

impl Map {
    /// The map of an article; fixed words are in the language of `style`, else the article's own.
    pub fn new(style: Style, parsed: &Parsed) -> Self {
        let Parsed { article, argument, .. } = *parsed;
        let language = style.language.unwrap_or_else(|| MessageLanguage::of_article(argument.language));
        let mut map = Self {
            title: title(article),
            labels: labels::of(language),
            sections: Vec::new(),
            edges: Vec::new(),
            nodes: Vec::new(),
            sources: Vec::new(),
            prefix: "lunju".to_owned(),
            styled: true,
        };
        map.add_nodes(parsed);
        map.add_links(parsed);
        map
    }

    /// Adds what argues, and what bears on it or is borne on; then the relations between them.
    fn add_nodes(&mut self, parsed: &Parsed) {
        let Parsed { article, argument, .. } = *parsed;
        let mut related = vec![false; argument.units.len()];
        let supported = argument.supported();
        for relation in &argument.relations {
            related[relation.from] = true;
            related[relation.to] = true;
        }
        let mut place = vec![None; argument.units.len()];
        let mut last = None;
        for (id, unit) in argument.units.iter().enumerate() {
            if unit.role == Role::Other && !related[id] {
                continue;
            }
            let index = self.nodes.len();
            let section = argument.section_of(id);
            if last != Some(section) {
                last = Some(section);
                let heading = argument.sections.get(section).and_then(|section| section.heading);
                let heading = heading.filter(|&heading| article.title() != Some(heading));
                let heading = heading.map(|block| line(article.blocks[block].span.of(&article.prose)));
                self.sections.push(Section { heading, nodes: index..index });
            }
            if let Some(section) = self.sections.last_mut() {
                section.nodes.end = index + 1;
            }
            place[id] = Some(index);
            self.nodes.push(Node {
                unit: id,
                role: unit.role,
                text: line(argument.prose_span(unit.span).of(&article.prose)),
                unsupported: unit.role == Role::Claim && !supported[id],
                thesis: unit.thesis,
                source: unit.source,
                links: Vec::new(),
            });
        }
        let edge = |relation: &Relation| {
            Some(Relation { from: place[relation.from]?, to: place[relation.to]?, kind: relation.kind })
        };
        self.edges = argument.relations.iter().filter_map(edge).collect();
    }

    /// Adds what nodes link to. A mark behind the full stop belongs to the unit before it.
    fn add_links(&mut self, parsed: &Parsed) {
        let Parsed { article, argument, .. } = *parsed;
        let starts: Vec<usize> =
            self.nodes.iter().map(|node| argument.prose_span(argument.units[node.unit].span).start).collect();
        let mut known = std::collections::BTreeMap::new();
        for link in &article.links {
            let Some(index) = starts.partition_point(|&start| start <= link.span.start).checked_sub(1) else {
                continue;
            };
            let node = &mut self.nodes[index];
            let block = article.blocks[argument.block_of(node.unit)].span;
            let next =
                argument.units.get(node.unit + 1).map_or(usize::MAX, |next| argument.prose_span(next.span).start);
            let is_behind = link.span.start >= next || !(block.start..=block.end).contains(&link.span.start);
            if is_behind || link.target.is_empty() {
                continue;
            }
            let source = *known.entry((link.footnote, &link.target)).or_insert_with(|| {
                self.sources.push(name_of(article, link));
                self.sources.len() - 1
            });
            if !node.links.contains(&source) {
                node.links.push(source);
            }
        }
    }

    /// What a node is, in the words of the map: its role, and what is to be known of it.
    pub fn tags(&self, node: &Node) -> Vec<&'static str> {
        let mut tags = vec![self.labels.role(node.role)];
        if node.thesis {
            tags.push(self.labels.thesis);
        }
        if node.unsupported {
            tags.push(self.labels.unsupported);
        }
        tags.extend(node.source.and_then(|source| self.labels.source(source)));
        tags
    }

    /// The name of a section: its heading, else its number.
    pub fn name(&self, index: usize) -> String {
        let heading = self.sections.get(index).and_then(|section| section.heading.clone());
        heading.unwrap_or_else(|| self.labels.section(index + 1))
    }
}

fn title(article: &Article) -> String {
    let title = article.title().map(|block| line(article.blocks[block].span.of(&article.prose)));
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| line(&article.source.path))
}

/// `text` on one line.
fn line(text: &str) -> String {
    clean(text.trim()).trim().to_owned()
}

/// What `link` leads to, in words: the text of the note, or the address without its scheme.
fn name_of(article: &Article, link: &Link) -> String {
    let note = |label: &str| {
        let note = article.notes.iter().find(|note| link.footnote && note.label == label)?;
        let block = article.blocks.get(note.block).filter(|block| block.kind == BlockKind::Note)?;
        Some(block.span).filter(|span: &Span| !span.of(&article.prose).trim().is_empty())
    };
    match note(&link.target) {
        Some(span) => shorten(span.of(&article.prose), SOURCE_COLUMNS),
        None if link.footnote => format!("[^{}]", line(&link.target)),
        None => {
            let target = line(&link.target);
            let address = target.split_once("://").map_or(&*target, |(_, address)| address);
            shorten(address.trim_end_matches('/'), SOURCE_COLUMNS)
        }
    }
}

/// `text` in lines of at most `limit` columns, broken where Unicode (UAX #14) allows it; a longer word is cut.
fn wrap(text: &str, limit: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    let mut start = 0;
    for (end, _) in unicode_linebreak::linebreaks(text) {
        let piece = &text[start..end];
        start = end;
        let visible: usize = piece.trim_end().chars().map(columns).sum();
        if width > 0 && width + visible > limit {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            width = 0;
        }
        for c in piece.chars() {
            // A blank may hang over the end, where nobody sees it.
            if width > 0 && width + columns(c) > limit && !c.is_whitespace() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                width = 0;
            }
            line.push(c);
            width += columns(c);
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_where_chinese_may() {
        assert_eq!(wrap("市府說「樹會長大」，我們等。", 8), ["市府說", "「樹會長", "大」，我", "們等。"]);
        assert_eq!(wrap("use OpenAI 模型", 8), ["use", "OpenAI", "模型"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
