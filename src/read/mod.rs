//! To be built.
use crate::model::article::{Article, Block, BlockKind, Link, Source};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
/// temporary
pub fn read(path: &str, bytes: &[u8]) -> Result<Article, String> {
    let text = String::from_utf8(bytes.to_vec()).map_err(|e| e.to_string())?;
    let mut map = OffsetMap::default();
    map.push(Span::new(0, text.len()), Span::new(0, text.len()));
    let mut blocks = Vec::new();
    let mut links = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let t = line.trim();
        if !t.is_empty() {
            let s = at + (line.len() - line.trim_start().len());
            let bare = t.trim_end_matches(['」', '』', '”', '）', ')', '》', '】']);
            let ended = bare.ends_with(['。', '！', '？', '!', '?', '…', '；', ';', '：', ':', '，', ',']);
            let heading = !ended && t.chars().count() <= 60;
            let kind =
                if heading { BlockKind::Heading(if blocks.is_empty() { 1 } else { 2 }) } else { BlockKind::Paragraph };
            blocks.push(Block { kind, span: Span::new(s, s + t.len()), parent: None });
            let mut from = 0;
            while let Some(i) = t[from..].find('[') {
                let a = from + i;
                if let Some(j) = t[a..].find(']') {
                    let inner = &t[a + 1..a + j];
                    if inner.len() <= 4 && inner.bytes().all(|b| b.is_ascii_digit()) {
                        links.push(Link {
                            span: Span::new(s + a, s + a + j + 1),
                            target: inner.into(),
                            footnote: true,
                        });
                    }
                    from = a + j + 1;
                } else {
                    break;
                }
            }
        }
        at += line.len() + 1;
    }
    Ok(Article { prose: text.clone(), source: Source::new(path, text), map, blocks, links })
}
