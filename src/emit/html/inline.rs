//! The words of one leaf: units with the sign of their role, the words that findings are about, links and note marks. They
//! overlap as they like, so the text is cut wherever one of them begins or ends, and each piece is wrapped anew.

use super::escape;
use super::labels::{class, sign};
use super::sheet::{Found, Sheet};
use crate::model::argument::Role;
use crate::model::article::Link;
use crate::model::span::Span;
use std::fmt::Write;

/// What lies on a leaf.
struct Layers<'a> {
    units: std::ops::Range<usize>,
    links: &'a [Link],
    /// Indices of findings that touch the leaf, by their start.
    found: &'a [usize],
}

/// Appends the words of the leaf at `span` of the prose; `found` are the findings that touch it, sorted by start.
pub fn write(sheet: &mut Sheet, span: Span, found: &[usize], out: &mut String) {
    let links = &sheet.parsed.article.links;
    let layers = Layers {
        units: sheet.units_in(span),
        links: &links[links.partition_point(|link| link.span.end < span.start)
            ..links.partition_point(|link| link.span.start <= span.end)],
        found,
    };
    let cuts = cuts(sheet, &layers, span);
    let mut walk = Walk { unit: layers.units.start, link: 0, next: 0, on: Vec::new() };
    for (index, &at) in cuts.iter().enumerate() {
        walk.begin(sheet, &layers, at, span, out);
        let Some(&end) = cuts.get(index + 1) else { break };
        walk.piece(sheet, &layers, Span::new(at, end), out);
        walk.end(sheet, &layers, end, span, out);
    }
}

/// Every place where something begins or ends, each once, in order, on character boundaries.
fn cuts(sheet: &Sheet, layers: &Layers, span: Span) -> Vec<usize> {
    let units = layers.units.clone().map(|id| sheet.units[id]);
    let links = layers.links.iter().map(|link| link.span);
    let found = layers.found.iter().map(|&index| sheet.found[index].span);
    let ends = units.chain(links).chain(found).flat_map(|other| [other.start, other.end]);
    let mut cuts: Vec<usize> = ends.map(|at| at.clamp(span.start, span.end)).chain([span.start, span.end]).collect();
    cuts.retain(|&at| sheet.parsed.article.prose.is_char_boundary(at));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Where the walk over the pieces is.
struct Walk {
    /// The unit that is open or comes next.
    unit: usize,
    /// The link that covers or comes next.
    link: usize,
    /// The finding that begins next, an index into [`Layers::found`].
    next: usize,
    /// The findings whose words the walk is in.
    on: Vec<usize>,
}

impl Walk {
    /// Opens what begins at `at`. A finding without words has its number there.
    fn begin(&mut self, sheet: &mut Sheet, layers: &Layers, at: usize, leaf: Span, out: &mut String) {
        while let Some(&index) = layers.found.get(self.next)
            && sheet.found[index].span.start <= at
        {
            self.next += 1;
            let found = &sheet.found[index];
            if found.span.end.min(leaf.end) <= at {
                number(sheet, found, out);
            } else {
                self.on.push(index);
            }
        }
        while let Some(link) = layers.links.get(self.link)
            && (link.span.end < at || (link.span.end == at && !link.span.is_empty()))
        {
            self.link += 1;
        }
        while let Some(link) = layers.links.get(self.link)
            && link.span.is_empty()
            && link.span.start <= at
        {
            sheet.call_note(link, out);
            self.link += 1;
        }
        if self.unit < layers.units.end && sheet.units[self.unit].start.max(leaf.start) == at && at < leaf.end {
            open_unit(sheet, self.unit, out);
        }
    }

    /// Writes the words of `piece`.
    fn piece(&self, sheet: &Sheet, layers: &Layers, piece: Span, out: &mut String) {
        for &index in &self.on {
            let found = &sheet.found[index];
            let (level, role) = (found.severity.name(), class(found.role));
            let _ = write!(out, "<mark class=\"{level} is-{role}\" data-finding=\"{}\">", found.number);
        }
        let link = layers.links.get(self.link).filter(|link| link.span.contains(piece));
        let text = escape(piece.of(&sheet.parsed.article.prose));
        match link.and_then(|link| sheet.address(link)) {
            Some(address) => {
                let _ = write!(out, "<a href=\"{}\" rel=\"noopener noreferrer nofollow\">{text}</a>", escape(&address));
            }
            None => out.push_str(&text),
        }
        for _ in &self.on {
            out.push_str("</mark>");
        }
    }

    /// Closes what ends at `at`: first findings, each with its number, then the unit.
    fn end(&mut self, sheet: &Sheet, layers: &Layers, at: usize, leaf: Span, out: &mut String) {
        self.on.retain(|&index| {
            let found = &sheet.found[index];
            let goes_on = found.span.end.min(leaf.end) > at;
            // A finding that reaches into another leaf has its number where it begins.
            if !goes_on && found.span.start >= leaf.start {
                number(sheet, found, out);
            }
            goes_on
        });
        if self.unit < layers.units.end && sheet.units[self.unit].end.min(leaf.end) <= at {
            out.push_str("</span>");
            self.unit += 1;
        }
    }
}

/// The number of a finding behind its words, which leads to what is said of them.
fn number(sheet: &Sheet, found: &Found, out: &mut String) {
    let Found { number, severity, role, .. } = *found;
    let (article, labels) = (sheet.number, sheet.labels);
    let _ = write!(
        out,
        "<a class=\"ref {} is-{}\" id=\"a{article}-w{number}\" href=\"#a{article}-f{number}\" lang=\"{}\" aria-label=\"{} {number}{}\">{}{number}</a>",
        severity.name(),
        class(role),
        labels.tag,
        labels.findings,
        labels.bracket(labels.level(severity)),
        sign(severity),
    );
}

fn open_unit(sheet: &mut Sheet, id: usize, out: &mut String) {
    let (article, labels) = (sheet.number, sheet.labels);
    let role = sheet.parsed.argument.units[id].role;
    let is_bare = role == Role::Claim && !sheet.supported[id];
    let bare = if is_bare { " unsupported" } else { "" };
    let _ = write!(out, "<span class=\"u {}{bare}\"", class(role));
    // A unit that goes through the cells of a table begins once.
    if id < sheet.begun {
        out.push('>');
        return;
    }
    sheet.begun = id + 1;
    let _ = write!(out, " id=\"a{article}-u{id}\">");
    if let Some((name, sign)) = labels.role(role) {
        let exclaim = if is_bare { "!" } else { "" };
        let bare = if is_bare { labels.bracket(labels.unsupported) } else { String::new() };
        let _ = write!(
            out,
            "<span class=\"role\" lang=\"{0}\"><span class=\"tag\" aria-hidden=\"true\">{sign}{exclaim}</span><span class=\"sr\">{name}{bare}{1}</span></span>",
            labels.tag, labels.colon,
        );
    }
}
