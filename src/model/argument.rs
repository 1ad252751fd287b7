//! An article's argument: sections, sentences, units with their roles, and the relations between units.
//!
//! Every span in an [`Argument`] counts bytes of [`Argument::text`], the folded copy of the prose in which words and
//! cues are looked up; [`Argument::prose_span`] leads back to the article. `gold/GUIDELINES` in the shared folder of the
//! project defines roles, kinds and attributes; the doc comments here are reminders.

use crate::model::offsets::OffsetMap;
use crate::model::span::Span;
use serde::{Deserialize, Serialize};

/// Defines an enum whose variants have a stable name in selectors, JSON and fitted weights.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All values, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in selectors, JSON and data files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// What a unit does in the argument.
    Role {
        /// The writer's own assertion.
        Claim = "claim",
        /// A reported particular that a reader could check.
        Evidence = "evidence",
        /// What the writer demands or recommends.
        CallToAction = "call-to-action",
        /// Heading, question, background, talk about the text.
        Other = "other",
    }
}

named! {
    /// What sort of claim, evidence, call or other a unit is.
    Kind {
        /// The one point that the whole piece argues.
        Thesis = "thesis",
        /// A general statement that could be checked.
        Fact = "fact",
        /// A cause and its effect.
        Cause = "cause",
        /// What will happen.
        Prediction = "prediction",
        /// A comparison.
        Comparison = "comparison",
        /// A judgement.
        Value = "value",
        /// Something granted to the other side.
        Concession = "concession",
        /// A figure.
        Statistic = "statistic",
        /// What a party said or wrote.
        Testimony = "testimony",
        /// Something that happened.
        Event = "event",
        /// A concrete example.
        Example = "example",
        /// A law, a report, a published text.
        Document = "document",
        /// A demand on an institution.
        Policy = "policy",
        /// A demand on the reader, or on everybody.
        Appeal = "appeal",
        /// A heading, by-line or label.
        Heading = "heading",
        /// A question.
        Question = "question",
        /// Background without argumentative weight.
        Background = "background",
        /// Talk about the text itself.
        Meta = "meta",
    }
}

impl Kind {
    /// The role that this kind refines.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Thesis
            | Self::Fact
            | Self::Cause
            | Self::Prediction
            | Self::Comparison
            | Self::Value
            | Self::Concession => Role::Claim,
            Self::Statistic | Self::Testimony | Self::Event | Self::Example | Self::Document => Role::Evidence,
            Self::Policy | Self::Appeal => Role::CallToAction,
            Self::Heading | Self::Question | Self::Background | Self::Meta => Role::Other,
        }
    }
}

named! {
    /// How firmly a claim is put.
    Certainty {
        /// With a word that leaves it open (或、可能、might).
        Hedged = "hedged",
        /// With neither hedge nor booster.
        Plain = "plain",
        /// With a booster or an absolute (必將、顯然、always).
        Strong = "strong",
    }
}

named! {
    /// Who answers for a piece of evidence.
    Attribution {
        /// A link, footnote or citation.
        Linked = "linked",
        /// A party or document that could be looked up.
        Named = "named",
        /// Experts, the industry, sources.
        Vague = "vague",
        /// Nobody.
        None = "none",
    }
}

named! {
    /// Who is to act on a call to action.
    Actor {
        /// Named in the unit.
        Named = "named",
        /// Clear from the units around it.
        Implied = "implied",
        /// Nobody.
        None = "none",
    }
}

named! {
    /// Who speaks in a section.
    Voice {
        /// The article's writer.
        Writer = "writer",
        /// An editor, in a note of their own on the article.
        Editor = "editor",
    }
}

named! {
    /// The language of an article, as far as a pack for it exists.
    Language {
        /// Chinese in Traditional characters.
        ZhHant = "zh-Hant",
        /// Chinese in Simplified characters.
        ZhHans = "zh-Hans",
        /// English: recognised, but there is no pack for it yet.
        English = "en",
        /// Anything else, or too little text to tell.
        Unknown = "und",
    }
}

impl Language {
    /// Whether articles in the language can be parsed.
    #[must_use]
    pub fn has_pack(self) -> bool {
        matches!(self, Self::ZhHant | Self::ZhHans)
    }
}

named! {
    /// How one unit bears on another.
    RelationKind {
        /// Gives a reason to believe or do it.
        Supports = "supports",
        /// Gives a reason against it.
        Attacks = "attacks",
        /// Says it again.
        Restates = "restates",
    }
}

named! {
    /// How a place of an article does not fit the rest of it.
    SlipKind {
        /// The same quantity had another value before.
        Figure = "figure",
        /// The same person or organisation was written in another way before.
        Name = "name",
        /// The same figure had another source before.
        Source = "source",
        /// An abbreviation that is nowhere spelled out.
        Abbreviation = "abbreviation",
        /// A heading that nothing in its section takes up.
        Heading = "heading",
        /// An objection that nothing behind it answers.
        Objection = "objection",
        /// A thesis that is first heard at the end.
        Thesis = "thesis",
    }
}

/// A place where an article, looked at as a whole, does not agree with itself or leaves something open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slip {
    /// Its bytes in [`Argument::text`], inside one unit.
    pub span: Span,
    /// How it does not fit.
    pub kind: SlipKind,
    /// The unit that it does not agree with, an index into [`Argument::units`].
    pub other: Option<usize>,
}

/// A relation from one unit to another; the numbers index [`Argument::units`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Relation {
    /// The unit that supports, attacks or restates.
    pub from: usize,
    /// The unit that it bears on.
    pub to: usize,
    /// How.
    pub kind: RelationKind,
}

/// A stretch of blocks under one heading, or before the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// First block, an index into the article's blocks; the heading's, where the section has one.
    pub first: usize,
    /// One past the last block.
    pub end: usize,
    /// The block of its heading.
    pub heading: Option<usize>,
    /// Who speaks.
    pub voice: Voice,
}

/// A sentence: one or more units of one leaf block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in [`Argument::text`].
    pub span: Span,
    /// The leaf block that holds it, an index into the article's blocks.
    pub block: usize,
    /// The section that holds it, an index into [`Argument::sections`].
    pub section: usize,
}

/// A word of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in [`Argument::text`].
    pub span: Span,
    /// Its part of speech as jieba has it (`n`, `v`, `nr` ...); `x` where unknown.
    pub tag: &'static str,
}

/// A word of a word list, found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cue {
    /// Its bytes in [`Argument::text`].
    pub span: Span,
    /// Its list, a number that the word lists in use give out.
    pub list: u16,
}

/// A feature that spoke for or against a unit's role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The feature's name in `lints/roles/`.
    pub feature: String,
    /// What it added to the score of each role, in the order of [`Role::ALL`]; a score of 1,000 multiplies the odds by e.
    pub scores: [i32; 4],
}

/// An argumentative discourse unit: a sentence, or the part of one that has a single role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its bytes in [`Argument::text`], without blanks at either end.
    pub span: Span,
    /// Its sentence, an index into [`Argument::sentences`].
    pub sentence: usize,
    /// What it does.
    pub role: Role,
    /// The finer sort.
    pub kind: Kind,
    /// The calibrated probability of the role, in hundredths.
    pub probability: u8,
    /// How firmly it is put; claims only.
    pub certainty: Option<Certainty>,
    /// Who answers for it; evidence only.
    pub source: Option<Attribution>,
    /// Whether it names a date; evidence only.
    pub dated: bool,
    /// Who is to act; calls to action only.
    pub actor: Option<Actor>,
    /// Whether it is what the article argues.
    pub thesis: bool,
    /// Whether it stands wholly in quotation marks or in a block quotation.
    pub quoted: bool,
    /// The cue words found in it, folded, in order of place, each once.
    pub cues: Vec<String>,
    /// Total score of each role in the order of [`Role::ALL`].
    pub scores: [i32; 4],
}

impl Unit {
    /// Whether the role is certain enough for lints that would embarrass themselves on a wrong one (p >= 0.90).
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.probability >= 90
    }
}

/// The argument of one article.
#[derive(Clone, Debug)]
pub struct Argument {
    /// The article's language and script.
    pub language: Language,
    /// The folded copy of the article's prose.
    pub text: String,
    /// Leads from bytes of `text` to bytes of the article's prose.
    pub map: OffsetMap,
    /// The words of `text` in order; signs and blanks are words of their own.
    pub words: Vec<Word>,
    /// The stretches of `text` inside quotation marks (the marks included), outermost only, in order.
    pub quotations: Vec<Span>,
    /// Where words of the word lists occur in `text`, sorted by start and length; an occurrence inside a longer word of the
    /// language is left out. Which list each belongs to is for `pack::lexicon` to say.
    pub cues: Vec<Cue>,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Units in order.
    pub units: Vec<Unit>,
    /// Relations, sorted.
    pub relations: Vec<Relation>,
    /// Where the article does not agree with itself, sorted.
    pub slips: Vec<Slip>,
}

impl Argument {
    /// For every unit whether evidence supports it or a unit that it restates: what says again what is supported needs no
    /// evidence of its own. Relations are sorted, so that what comes first is known.
    #[must_use]
    pub fn supported(&self) -> Vec<bool> {
        let mut supported = vec![false; self.units.len()];
        for relation in self.relations.iter().filter(|relation| relation.kind == RelationKind::Supports) {
            supported[relation.to] |= self.units[relation.from].role == Role::Evidence;
        }
        for relation in self.relations.iter().filter(|relation| relation.kind == RelationKind::Restates) {
            supported[relation.from] |= supported[relation.to];
        }
        supported
    }

    /// The bytes of the article's prose that `span` of the folded text came from.
    #[must_use]
    pub fn prose_span(&self, span: Span) -> Span {
        self.map.map(span)
    }

    /// The section that unit `id` stands in.
    #[must_use]
    pub fn section_of(&self, id: usize) -> usize {
        self.sentences[self.units[id].sentence].section
    }

    /// The leaf block that unit `id` stands in, an index into the article's blocks.
    #[must_use]
    pub fn block_of(&self, id: usize) -> usize {
        self.sentences[self.units[id].sentence].block
    }
}
