//! Selectors over a small article made by hand.

mod fault;
mod meaning;
mod shape;

use crate::model::argument::{
    Actor, Argument, Attribution, Certainty, Kind, Language, Relation, RelationKind, Role, Section, Sentence, Unit,
    Voice,
};
use crate::model::article::{Article, Block, BlockKind, Link};
use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use crate::pack::select::compile;
use crate::pack::select::tree::{NodeId, Tree};

/// An article and its argument, put together block by block.
pub struct Draft {
    pub article: Article,
    pub argument: Argument,
}

impl Draft {
    pub fn new() -> Self {
        let argument = Argument {
            language: Language::ZhHans,
            text: String::new(),
            map: OffsetMap::default(),
            words: Vec::new(),
            quotations: Vec::new(),
            cues: Vec::new(),
            sections: Vec::new(),
            sentences: Vec::new(),
            units: Vec::new(),
            relations: Vec::new(),
            slips: Vec::new(),
        };
        Self { article: Article::default(), argument }
    }

    /// Begins a section with the next block.
    pub fn section(&mut self, voice: Voice) -> &mut Self {
        let first = self.article.blocks.len();
        self.argument.sections.push(Section { first, end: first, heading: None, voice });
        self
    }

    /// Adds a container and gives its number.
    pub fn container(&mut self, kind: BlockKind, parent: Option<usize>) -> usize {
        let at = self.article.prose.len();
        self.article.blocks.push(Block { kind, span: Span::new(at, at), parent });
        self.close_section();
        self.article.blocks.len() - 1
    }

    /// Adds a leaf with sentences of units: (role, kind and what else, in words; text). A `[1]` at the end of a text is a
    /// footnote's mark, and words in `<>` are a link.
    pub fn leaf(&mut self, kind: BlockKind, parent: Option<usize>, sentences: &[&[(&str, &str)]]) -> &mut Self {
        let start = self.article.prose.len();
        for sentence in sentences {
            let first = self.article.prose.len();
            for &(spec, text) in *sentence {
                self.unit(spec, text);
            }
            let span = Span::new(first, self.article.prose.len());
            let (block, section) = (self.article.blocks.len(), self.argument.sections.len().saturating_sub(1));
            self.argument.sentences.push(Sentence { span, block, section });
        }
        let span = Span::new(start, self.article.prose.len());
        self.article.blocks.push(Block { kind, span, parent });
        self.article.prose.push('\n');
        self.close_section();
        self
    }

    fn close_section(&mut self) {
        if let Some(section) = self.argument.sections.last_mut() {
            section.end = self.article.blocks.len();
        }
    }

    fn unit(&mut self, spec: &str, text: &str) {
        let start = self.article.prose.len();
        for (index, piece) in text.split(['<', '>']).enumerate() {
            let (words, mark) = piece.split_once("[1]").map_or((piece, false), |(words, _)| (words, true));
            let at = self.article.prose.len();
            self.article.prose.push_str(words);
            let end = self.article.prose.len();
            if index % 2 == 1 {
                let target = "https://example.org/report".to_owned();
                self.article.links.push(Link { span: Span::new(at, end), target, footnote: false });
            }
            if mark {
                self.article.links.push(Link { span: Span::new(end, end), target: "1".to_owned(), footnote: true });
            }
        }
        let span = Span::new(start, self.article.prose.len());
        self.argument.units.push(unit(spec, span, self.argument.sentences.len()));
    }

    pub fn relate(&mut self, kind: RelationKind, pairs: &[(usize, usize)]) -> &mut Self {
        self.argument.relations.extend(pairs.iter().map(|&(from, to)| Relation { from, to, kind }));
        self
    }

    /// Copies the prose into the argument as its folded text.
    pub fn finish(mut self) -> Self {
        self.argument.text.clone_from(&self.article.prose);
        let all = Span::new(0, self.article.prose.len());
        self.argument.map.push(all, all);
        self.argument.relations.sort_unstable();
        self
    }

    /// What `selector` finds: units by number (`u5`), other nodes by element and block (`paragraph4`) or section.
    pub fn hits(&self, selector: &str) -> String {
        let select = compile(selector).unwrap_or_else(|errors| panic!("{selector}: {errors:?}"));
        let tree = Tree::new(&self.article, &self.argument);
        let labels: Vec<String> = select.find(&tree).into_iter().map(|id| label(&tree, id)).collect();
        labels.join(" ")
    }
}

fn label(tree: &Tree, id: NodeId) -> String {
    let node = &tree.nodes[id];
    match (node.element, node.unit, node.sentence) {
        ("link" | "footnote" | "slip", ..) => node.element.to_owned(),
        (_, Some(unit), _) => format!("u{unit}"),
        (element, _, Some(sentence)) => format!("{element}{sentence}"),
        (element, ..) => node.block.or(node.section).map_or(element.to_owned(), |number| format!("{element}{number}")),
    }
}

fn unit(spec: &str, span: Span, sentence: usize) -> Unit {
    let words: Vec<&str> = spec.split(' ').collect();
    let role = Role::from_name(words[0]).unwrap();
    let has = |word: &str| words.contains(&word);
    Unit {
        span,
        sentence,
        role,
        kind: Kind::from_name(words[1]).unwrap(),
        probability: if has("unsure") { 60 } else { 95 },
        certainty: words.iter().find_map(|word| Certainty::from_name(word)),
        source: words[2..].iter().find_map(|word| Attribution::from_name(word)).filter(|_| role == Role::Evidence),
        dated: has("dated"),
        actor: words[2..].iter().find_map(|word| Actor::from_name(word)).filter(|_| role == Role::CallToAction),
        thesis: has("argued"),
        quoted: has("quoted"),
        cues: Vec::new(),
        scores: [0; 4],
    }
}

/// An op-ed on cycle lanes: three sections, the last one an editor's.
pub fn cycling() -> Draft {
    let mut draft = Draft::new();
    draft.section(Voice::Writer);
    draft.leaf(BlockKind::Heading(1), None, &[&[("other heading", "单车道该先修")]]);
    draft.leaf(
        BlockKind::Paragraph,
        None,
        &[
            &[("claim thesis strong argued", "新桥通车以前，单车道必须先修。")],
            &[
                ("evidence statistic named dated", "据<交通局>统计，去年有三百辆单车在桥头受阻，[1]"),
                ("evidence testimony vague", "有专家说这只是开始。"),
            ],
        ],
    );
    draft.section(Voice::Writer);
    draft.leaf(BlockKind::Heading(2), None, &[&[("other heading", "钱从哪里来")]]);
    draft.leaf(
        BlockKind::Paragraph,
        None,
        &[&[("claim fact plain", "市府的预算足够，"), ("claim cause hedged unsure", "因为油税或许会增加。")]],
    );
    draft.leaf(BlockKind::Paragraph, None, &[&[("other question", "谁会反对一条安全的路？")]]);
    let list = draft.container(BlockKind::List, None);
    let item = draft.container(BlockKind::Item, Some(list));
    draft.leaf(BlockKind::Paragraph, Some(item), &[&[("call-to-action policy named", "市府应在春天动工。")]]);
    let item = draft.container(BlockKind::Item, Some(list));
    draft.leaf(BlockKind::Paragraph, Some(item), &[&[("call-to-action appeal none", "请大家写信。")]]);
    let quote = draft.container(BlockKind::Quote, None);
    draft.leaf(BlockKind::Paragraph, Some(quote), &[&[("claim value plain quoted", "这条路丑得很。")]]);
    draft.section(Voice::Editor);
    draft.leaf(BlockKind::Heading(2), None, &[&[("other heading", "编按")]]);
    draft.leaf(
        BlockKind::Paragraph,
        None,
        &[&[("claim prediction strong", "先修单车道的城市必将更安全。")], &[("other background", "作者住在桥头。")]],
    );
    let note = draft.container(BlockKind::Note, None);
    draft.leaf(BlockKind::Paragraph, Some(note), &[&[("evidence document linked", "见交通局年报。")]]);
    draft.relate(RelationKind::Supports, &[(2, 1), (3, 5), (5, 8), (7, 6), (6, 12), (12, 6)]);
    draft.relate(RelationKind::Attacks, &[(6, 10), (10, 1)]);
    draft.relate(RelationKind::Restates, &[(12, 1)]);
    draft.finish()
}
