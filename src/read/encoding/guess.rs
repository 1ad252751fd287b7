//! Which encoding bytes without a sign look like.
//!
//! Two voices: the detector of browsers (`chardetng`), and a count of our own. Of the two-byte characters of a real text nearly
//! all lie in the rows of common characters and punctuation of their encoding (Big5 sorts characters by how common they are, and
//! GB 2312 too), while bytes that are read in the wrong encoding scatter over all rows.

use crate::model::article::Encoding;
use crate::read::ReadError;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

/// The least share of common characters (in hundredths) in a text of the encoding; Traditional characters in GB18030, of
/// which a third lie in the rows of GBK, still reach 50.
const LEAST_SHARE: usize = 45;
/// A share that differs by so much (in hundredths) speaks for itself.
const CLEAR: usize = 20;
/// A text with fewer characters of two bytes gives no sure guess.
const LEAST_CHARACTERS: usize = 8;

/// A guess at the encoding of a text.
pub struct Guess {
    /// The encoding.
    pub encoding: Encoding,
    /// Whether it may well be wrong.
    pub is_doubtful: bool,
}

/// Whether `bytes`, valid in UTF-8 for `valid` bytes and no further, begin as UTF-8. Three or four bytes make a valid character by
/// chance so rarely that one decides; two bytes do so often, and four such characters decide.
pub fn starts_as_utf8(bytes: &[u8], valid: usize) -> bool {
    let leads = || bytes[..valid].iter();
    leads().any(|byte| *byte >= 0xE0) || leads().filter(|byte| matches!(byte, 0xC2..=0xDF)).count() >= 4
}

/// The encoding that `bytes`, which are not UTF-8, are in.
///
/// # Errors
/// Where they look like none that is known.
pub fn guess(bytes: &[u8]) -> Result<Guess, ReadError> {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let big5 = Count::of(bytes, big5_kind);
    let gb18030 = Count::of(bytes, gb18030_kind);
    let detected = detected(bytes);
    let counted = if big5.score() > gb18030.score() { (Encoding::Big5, big5) } else { (Encoding::Gb18030, gb18030) };
    let margin = big5.score().abs_diff(gb18030.score());
    if counted.1.score() < LEAST_SHARE {
        return Err(ReadError::UnknownEncoding { at: first });
    }
    let encoding = match detected {
        Some(encoding) if margin < CLEAR => encoding,
        _ => counted.0,
    };
    let agree = detected == Some(encoding) && counted.0 == encoding;
    Ok(Guess { encoding, is_doubtful: !agree || counted.1.total < LEAST_CHARACTERS })
}

/// What the detector of browsers says, if it is one of the two.
fn detected(bytes: &[u8]) -> Option<Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == encoding_rs::BIG5 {
        Some(Encoding::Big5)
    } else if found == encoding_rs::GBK || found == encoding_rs::GB18030 {
        Some(Encoding::Gb18030)
    } else {
        None
    }
}

/// What two bytes are in an encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Punctuation, or one of the common characters.
    Common,
    /// Any other character.
    Rare,
    /// None.
    Broken,
}

/// The characters of two bytes in a text.
#[derive(Clone, Copy)]
struct Count {
    total: usize,
    common: usize,
    broken: usize,
}

impl Count {
    fn of(bytes: &[u8], kind: fn(u8, u8) -> Kind) -> Self {
        let mut count = Self { total: 0, common: 0, broken: 0 };
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at].is_ascii() {
                at += 1;
                continue;
            }
            let kind = bytes.get(at + 1).map_or(Kind::Broken, |&trail| kind(bytes[at], trail));
            count.total += 1;
            count.common += usize::from(kind == Kind::Common);
            count.broken += usize::from(kind == Kind::Broken);
            at += if kind == Kind::Broken { 1 } else { 2 };
        }
        count
    }

    /// The share of common characters, in hundredths; what is broken counts against it.
    fn score(&self) -> usize {
        (self.common.saturating_sub(self.broken) * 100).checked_div(self.total).unwrap_or(0)
    }
}

fn big5_kind(lead: u8, trail: u8) -> Kind {
    match (lead, trail) {
        (0xA1..=0xC6, 0x40..=0x7E | 0xA1..=0xFE) => Kind::Common,
        (0x87..=0xFE, 0x40..=0x7E | 0xA1..=0xFE) => Kind::Rare,
        _ => Kind::Broken,
    }
}

fn gb18030_kind(lead: u8, trail: u8) -> Kind {
    match (lead, trail) {
        (0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE) => Kind::Common,
        // The first half of a character of four bytes; the second looks alike.
        (0x81..=0xFE, 0x30..=0x39 | 0x40..=0x7E | 0x80..=0xFE) => Kind::Rare,
        _ => Kind::Broken,
    }
}
