//! The features of the role model in words: `cue=duty-modals` is "a word of the list duty-modals".

/// What a feature's name begins with, and what it says; `{}` stands for its value.
const FAMILIES: [(&str, &str); 44] = [
    ("cue=", "a word of the list {}"),
    ("cues=", "several words of the list {}"),
    ("opens=", "opens with a word of the list {}"),
    ("quoted-cue=", "in quotation marks, a word of the list {}"),
    ("says=", "a reporting verb; who speaks: {}"),
    ("does=", "an announcing verb; who acts: {}"),
    ("measures=", "a measuring verb; who measures: {}"),
    ("must=", "a modal verb; who is to act: {}"),
    ("must-reported=", "a modal verb inside a report"),
    ("duty=", "a duty; whose: {}"),
    ("duty-to=", "a duty to do something"),
    ("topic=", "opens on: {}"),
    ("first-verb=", "first verb: {}"),
    ("first-clause=", "first clause: {}"),
    ("last-clause=", "last clause: {}"),
    ("particle=", "ends on the particle {}"),
    ("has=", "holds: {}"),
    ("starts=", "starts with: {}"),
    ("ends=", "final sign: {}"),
    ("quoted=", "in quotation marks, up to {} %"),
    ("carried=", "a quotation goes on from the unit before"),
    ("latin=", "Latin letters, up to {} %"),
    ("length=", "length, up to {} characters"),
    ("commas=", "commas: {}"),
    ("figures=", "figures with a unit of measure: {}"),
    ("names=", "names: {}"),
    ("verbs=", "share of verbs, up to {} %"),
    ("adjectives=", "share of adjectives, up to {} %"),
    ("first=", "part of speech of the first word: {}"),
    ("second=", "part of speech of the second word: {}"),
    ("last=", "part of speech of the last word: {}"),
    ("block=", "stands in: {}"),
    ("in=", "stands in: {}"),
    ("in-paragraph=", "place in its paragraph: {}"),
    ("position=", "place in the article, up to {} %"),
    ("paragraph=", "paragraph: {}"),
    ("part=", "part of its sentence: {}"),
    ("report-age=", "a report began so many units before: {}"),
    ("report-before=", "a report stands in the paragraph before"),
    ("after=", "stands behind: {}"),
    ("units=", "units in the paragraph: {}"),
    ("voice=", "who speaks: {}"),
    ("bias", "how often the role occurs"),
    ("edge", "nothing stands there"),
];

/// Shares of the rest of the paragraph or of the article.
const SHARES: [(&str, &str); 8] = [
    ("others-report=", "quarters of the paragraph that report: {}"),
    ("others-count=", "quarters of the paragraph with figures: {}"),
    ("others-judge=", "quarters of the paragraph in the writer's own voice: {}"),
    ("others-ask=", "quarters of the paragraph that ask: {}"),
    ("article-reports=", "twentieths of the article that report: {}"),
    ("article-counts=", "twentieths of the article with figures: {}"),
    ("article-judges=", "twentieths of the article in the writer's own voice: {}"),
    ("article-asks=", "twentieths of the article that ask: {}"),
];

/// What the feature `name` says. `spell` gives folded words as the draft spells them. Nothing for sequences of mere signs,
/// which tell a reader nothing.
pub fn say(name: &str, spell: impl Fn(&str) -> String) -> Option<String> {
    if let Some(sequence) = name.strip_prefix("c:").or(name.strip_prefix("w:")) {
        return self::sequence(sequence, name.starts_with("w:"), spell);
    }
    let (place, rest) = match name.split_at_checked(1) {
        Some(("<", rest)) => ("the unit before: ", rest),
        Some((">", rest)) => ("the unit behind: ", rest),
        _ => ("", name),
    };
    let known = FAMILIES.iter().chain(&SHARES).find_map(|(family, words)| Some((words, rest.strip_prefix(family)?)));
    Some(match known {
        Some((words, value)) => format!("{place}{}", words.replace("{}", value)),
        None => name.to_owned(),
    })
}

/// A sequence of characters or words; `^` and `$` are the ends of the unit, `0` any number.
fn sequence(sequence: &str, words: bool, spell: impl Fn(&str) -> String) -> Option<String> {
    if !sequence.chars().any(char::is_alphanumeric) {
        return None;
    }
    let starts = sequence.starts_with('^');
    let ends = sequence.ends_with('$');
    let bare = sequence.trim_start_matches('^').trim_end_matches('$').trim();
    let what = match (words, bare.chars().filter(|c| c.is_alphanumeric()).count()) {
        (true, _) if bare.contains(' ') => "the words",
        (true, _) => "the word",
        (false, 1) => "the character",
        (false, _) => "the characters",
    };
    let pieces: Vec<String> = bare.split(' ').map(spell).collect();
    let place = match (starts, ends) {
        (true, _) => " at its beginning",
        (_, true) => " at its end",
        _ => "",
    };
    Some(format!("{what} {}{place}", pieces.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::say;

    #[test]
    fn features_are_said_in_words() {
        let spell = |word: &str| word.replace('应', "應");
        assert_eq!(say("cue=duty-modals", spell).unwrap(), "a word of the list duty-modals");
        assert_eq!(say("<says=named", spell).unwrap(), "the unit before: a reporting verb; who speaks: named");
        assert_eq!(say("c:应该", spell).unwrap(), "the characters 應该");
        assert_eq!(say("w:^ 应该", spell).unwrap(), "the words 應该 at its beginning".replace("words", "word"));
        assert_eq!(say("w:。 $", spell), None);
    }
}
