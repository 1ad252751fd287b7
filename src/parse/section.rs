//! Sections: the stretches under one heading, and who speaks in them.

use crate::model::argument::{Section, Voice};
use crate::model::article::{Article, BlockKind};
use crate::pack::fold::{fold, fold_char};

/// Openings of a heading or paragraph by which an editor takes the word, folded.
const EDITOR_OPENINGS: [&str; 10] = [
    "编辑评论",
    "编辑按",
    "编者按",
    "编按",
    "编者评论",
    "编辑室",
    "本报评论",
    "editor's note",
    "editor’s note",
    "editorial comment",
];

/// Their first characters, in capitals too.
const FIRSTS: [char; 4] = ['编', '本', 'e', 'E'];

/// How many characters of a block are looked at: as many as the longest opening has, and more.
const LONGEST: usize = 24;

/// The sections of `article`, in order; together they hold every block. A section whose heading, or whose first words,
/// announce an editor's note has the editor's voice; so do the sections under deeper headings behind it.
#[must_use]
pub fn sections(article: &Article) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut editor_level = None;
    for (index, block) in article.blocks.iter().enumerate() {
        let text = block.span.of(&article.prose).trim_start_matches(['【', '[', '(', '（']);
        let may_announce = text.chars().next().is_some_and(|first| FIRSTS.contains(&fold_char(first)));
        let announces = block.kind.is_leaf() && may_announce && {
            let opens = fold(text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])).to_lowercase();
            EDITOR_OPENINGS.iter().any(|opening| opens.starts_with(opening))
        };
        let is_title = Some(index) == article.title();
        match block.kind {
            BlockKind::Heading(level) if block.parent.is_none() => {
                if announces {
                    editor_level = Some(level);
                } else if editor_level.is_some_and(|above| level <= above && above > 2) {
                    editor_level = None;
                }
            }
            _ if announces && editor_level.is_none() => {
                editor_level = Some(1);
                open(&mut sections, index, None, Voice::Editor);
                continue;
            }
            _ if sections.is_empty() => open(&mut sections, index, None, Voice::Writer),
            _ => {}
        }
        if matches!(block.kind, BlockKind::Heading(_)) && block.parent.is_none() {
            let voice = if editor_level.is_some() { Voice::Editor } else { Voice::Writer };
            open(&mut sections, index, Some(index).filter(|_| !is_title), voice);
        }
        if let Some(section) = sections.last_mut() {
            section.end = index + 1;
        }
    }
    sections
}

/// Begins a section at block `first`.
fn open(sections: &mut Vec<Section>, first: usize, heading: Option<usize>, voice: Voice) {
    sections.push(Section { first, end: first + 1, heading, voice });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Block;
    use crate::model::span::Span;

    fn article(lines: &[(&str, BlockKind)]) -> Article {
        let mut article = Article::default();
        for &(line, kind) in lines {
            let start = article.prose.len();
            article.prose.push_str(line);
            article.blocks.push(Block { kind, span: Span::new(start, article.prose.len()), parent: None });
            article.prose.push('\n');
        }
        article
    }

    #[test]
    fn the_title_opens_the_first_section_and_headings_the_others() {
        let article = article(&[
            ("題目", BlockKind::Heading(1)),
            ("第一段。", BlockKind::Paragraph),
            ("小題", BlockKind::Heading(2)),
            ("第二段。", BlockKind::Paragraph),
            ("編輯評論：啟示", BlockKind::Heading(2)),
            ("第三段。", BlockKind::Paragraph),
            ("餘話", BlockKind::Heading(2)),
        ]);
        let found: Vec<_> = sections(&article).iter().map(|s| (s.first, s.end, s.heading, s.voice)).collect();
        assert_eq!(
            found,
            [
                (0, 2, None, Voice::Writer),
                (2, 4, Some(2), Voice::Writer),
                (4, 6, Some(4), Voice::Editor),
                (6, 7, Some(6), Voice::Editor)
            ]
        );
    }

    #[test]
    fn an_editor_may_take_the_word_in_a_paragraph() {
        let article =
            article(&[("正文。", BlockKind::Paragraph), ("【編按】以上只是一家之言。", BlockKind::Paragraph)]);
        let voices: Vec<_> = sections(&article).iter().map(|section| section.voice).collect();
        assert_eq!(voices, [Voice::Writer, Voice::Editor]);
    }
}
