//! Values whose type the reader of a table learns later: what a page declares as an option, and what a user sets it to.

use crate::model::span::Span;
use crate::pack::table::fault::Faults;
use crate::pack::table::mistake::{self, Mistake, Sort};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use toml::de::DeValue;

/// The longest word, in scalar values.
pub const LONGEST_WORD: usize = 64;
/// The most words in one value.
const MOST_WORDS: usize = 2_000;
/// What a word may not hold: it means something else where words are written.
const SIGNS: [char; 4] = ['@', '…', '{', '}'];

/// A value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// A number, in the shortest form that reads back as the same.
    Number(String),
    /// True or false.
    Boolean(bool),
    /// A text.
    Text(String),
    /// Several texts.
    Words(Vec<String>),
}

/// Values by the name of the option.
pub type Values = BTreeMap<String, Value>;

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A text.
    Text,
    /// Words.
    Words,
}

/// The names of the types, in the order of [`Kind`].
pub const KINDS: [&str; 5] = ["integer", "number", "boolean", "string", "words"];

/// The values that an option may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Their type.
    pub kind: Kind,
    /// The least one; numbers only.
    pub least: Option<Value>,
    /// The greatest one; numbers only.
    pub most: Option<Value>,
}

impl Value {
    /// The value of `value`, if there are options of its type.
    #[must_use]
    pub fn of(value: &DeValue) -> Option<Self> {
        match value {
            DeValue::Integer(written) => i64::from_str_radix(written.as_str(), written.radix()).ok().map(Self::Integer),
            DeValue::Float(written) => Self::number(written.as_str().parse().ok()?),
            DeValue::Boolean(truth) => Some(Self::Boolean(*truth)),
            DeValue::String(text) => Some(Self::Text(text.clone().into_owned())),
            DeValue::Array(items) => {
                let text = |item: &toml::Spanned<DeValue>| item.get_ref().as_str().map(str::to_owned);
                items.iter().map(text).collect::<Option<Vec<String>>>().map(Self::Words)
            }
            DeValue::Datetime(_) | DeValue::Table(_) => None,
        }
    }

    fn number(number: f64) -> Option<Self> {
        number.is_finite().then(|| Self::Number(number.to_string()))
    }

    /// As a number, for comparisons.
    fn size(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => number.to_string().parse().ok(),
            Self::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    fn sort(&self) -> Sort {
        match self {
            Self::Integer(_) => mistake::WHOLE_NUMBER,
            Self::Number(_) => mistake::NUMBER,
            Self::Boolean(_) => mistake::BOOLEAN,
            Self::Text(_) => mistake::STRING,
            Self::Words(_) => mistake::ARRAY_OF_STRINGS,
        }
    }
}

/// As it would be written in TOML.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => f.write_str(number),
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Words(words) => {
                let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
                write!(f, "[{}]", words.join(", "))
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Kind {
    /// Its name in pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Integer => KINDS[0],
            Self::Number => KINDS[1],
            Self::Boolean => KINDS[2],
            Self::Text => KINDS[3],
            Self::Words => KINDS[4],
        }
    }

    /// The type of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Integer, Self::Number, Self::Boolean, Self::Text, Self::Words]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    fn sort(self) -> Sort {
        match self {
            Self::Integer => mistake::WHOLE_NUMBER,
            Self::Number => mistake::NUMBER,
            Self::Boolean => mistake::BOOLEAN,
            Self::Text => mistake::STRING,
            Self::Words => mistake::STRINGS,
        }
    }
}

impl Domain {
    /// `value` of the option `key` as one of this domain: a whole number is a number too, and one text stands for several
    /// with `|` between them. What does not belong here is a mistake at `at`.
    pub fn take(&self, key: &str, value: &Value, at: Span, faults: &mut Faults) -> Option<Value> {
        let taken = match (self.kind, value) {
            (Kind::Integer, Value::Integer(_))
            | (Kind::Number, Value::Number(_))
            | (Kind::Boolean, Value::Boolean(_))
            | (Kind::Text, Value::Text(_)) => value.clone(),
            (Kind::Number, Value::Integer(number)) => Value::Number(number.to_string()),
            (Kind::Words, Value::Text(text)) => Value::Words(split(text)),
            (Kind::Words, Value::Words(words)) => Value::Words(words.iter().flat_map(|word| split(word)).collect()),
            _ => {
                faults.add(at, Mistake::Mistyped { key, wanted: self.kind.sort(), found: value.sort() });
                return None;
            }
        };
        match &taken {
            Value::Words(words) if !are_words(words) => {
                faults.add(at, Mistake::NoWords { key, most: LONGEST_WORD });
                None
            }
            Value::Text(text) if text.trim().is_empty() => {
                faults.add(at, Mistake::Empty { key });
                None
            }
            _ if self.holds(&taken) => Some(taken),
            _ => {
                let text = |bound: &Option<Value>| bound.as_ref().map(ToString::to_string);
                let (least, most) = (text(&self.least), text(&self.most));
                let value = taken.to_string();
                let (least, most) = (least.as_deref(), most.as_deref());
                faults.add(at, Mistake::Outside { key, value: &value, least, most });
                None
            }
        }
    }

    /// Whether a number lies between the bounds; everything else does.
    fn holds(&self, value: &Value) -> bool {
        let Some(size) = value.size() else { return true };
        let size_of = |bound: &Option<Value>| bound.as_ref().and_then(Value::size);
        size_of(&self.least).is_none_or(|least| least <= size) && size_of(&self.most).is_none_or(|most| size <= most)
    }
}

fn split(text: &str) -> Vec<String> {
    text.split('|').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

fn are_words(words: &[String]) -> bool {
    let is_word = |word: &String| {
        word.chars().count() <= LONGEST_WORD && !word.contains(char::is_control) && !word.contains(SIGNS)
    };
    words.len() <= MOST_WORDS && words.iter().all(is_word)
}
