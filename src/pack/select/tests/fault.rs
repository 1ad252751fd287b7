//! What selectors are refused for, and where.

use super::cycling;
use crate::pack::select::compile;
use crate::pack::select::tree::Tree;
use proptest::prelude::{Strategy, prop, proptest};

/// Asserts that `marked` without its marks is refused at the marked place alone, with a message that says `part`.
fn refuses(marked: &str, part: &str) {
    let start = marked.find('⟦').unwrap();
    let selector = marked.replace(['⟦', '⟧'], "");
    let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let errors = compile(&selector).expect_err(marked);
    assert_eq!(errors.len(), 1, "{marked}: {errors:?}");
    assert_eq!((errors[0].span.start, errors[0].span.end), (start, end), "{marked}: {errors:?}");
    assert!(errors[0].message.contains(part), "{marked}: {}", errors[0].message);
}

#[test]
fn what_is_never_closed() {
    refuses("section:has⟦(⟧claim", "add `)`");
    refuses("claim⟦[⟧kind=fact", "add `]`");
    refuses("claim[kind=fact⟦)⟧", "`]` should close `[`");
    refuses("claim⟦)⟧", "closes nothing");
    refuses("link[href=⟦\"x]⟧", "never ends");
    refuses("link[href=⟦'x⟧\n']", "same line");
    refuses("claim ⟦/* x⟧", "add `*/`");
    assert!(compile("claim/* those that are */[certainty=strong]").is_ok());
    assert!(compile("section:has(claim\n)").is_ok());
}

#[test]
fn signs_of_a_chinese_keyboard() {
    refuses("section⟦：⟧has(claim)", "full-width colon of a Chinese keyboard: type `:`");
    refuses("section:has⟦（⟧claim)", "type `(`");
    refuses("section:has(claim⟦）⟧", "type `)`");
    refuses("claim⟦［⟧kind=fact]", "type `[`");
    refuses("claim[kind=fact⟦】⟧", "type `]`");
    refuses("claim⟦，⟧evidence", "full-width comma");
    refuses("claim⟦、⟧evidence", "enumeration comma");
    refuses("section ⟦＞⟧ paragraph", "type `>`");
    refuses("link[href⟦＝⟧x]", "type `=`");
    refuses("claim,⟦\u{3000}⟧evidence", "type an ordinary space");
    refuses("claim⟦\u{200b}⟧", "U+200B");
    refuses("⟦ｃｌａｉｍ⟧", "did you mean `claim`?");
    assert_eq!(compile("link[href=“x”]").unwrap_err().len(), 2);
    assert!(compile("link[href*='（一）']").is_ok());
}

#[test]
fn forms_that_the_tree_has_no_use_for() {
    refuses("claim⟦#⟧a", "no ids");
    refuses("claim⟦.⟧a", "no classes");
    refuses("a⟦|⟧claim", "no namespaces");
    refuses("cl⟦\\⟧61im", "as they are");
    refuses("claim:⟦:⟧next(evidence)", "write one `:`");
    refuses("claim:⟦before⟧", "`:previous(S)`");
    refuses("claim:not(:⟦after⟧)", "pseudo-element");
    refuses("claim ⟦!⟧ evidence", "no place");
    refuses("⟦⟧", "empty");
    refuses("⟦  ⟧", "empty");
}

#[test]
fn unknown_names() {
    refuses("⟦clam⟧", "did you mean `claim`?");
    refuses("section:has(⟦evidense⟧)", "did you mean `evidence`?");
    refuses(":is(⟦clain⟧, evidence)", "did you mean `claim`?");
    refuses("claim:supported-by(⟦Evidence⟧)", "did you mean `evidence`?");
    refuses("⟦statistic⟧", "write `evidence[kind=statistic]`");
    refuses("⟦主張⟧", "there are article, section");
    refuses("claim[⟦certanty⟧=strong]", "did you mean `certainty`?");
    refuses("claim[⟦probability⟧]", "there are kind, certainty");
    refuses("claim[⟦quoted⟧]", "write `:quoted`");
    refuses("claim:⟦suported⟧", "did you mean `:supported`?");
    refuses("claim:⟦suports⟧(claim)", "did you mean `:supports(S)`?");
    refuses("claim:⟦thesis⟧", "write `[thesis]`");
    refuses("claim:⟦hedged⟧", "write `claim[certainty=hedged]`");
    refuses("claim:⟦NOT⟧(:quoted)", "did you mean `:not(S)`?");
    refuses("claim:⟦same⟧(section)", "`:in-section-with(S)`");
    refuses("claim:⟦scope⟧", "no pseudo-class");
    refuses("claim:⟦host⟧(claim)", "no pseudo-class");
    refuses("claim:⟦supports⟧", "takes brackets: `:supports(S)`");
    refuses("claim:⟦supported⟧(evidence)", "takes no brackets");
}

#[test]
fn values_that_an_attribute_never_has() {
    refuses("claim[certainty=⟦strng⟧]", "did you mean `strong`?");
    refuses("claim[kind=⟦statistic⟧]", "but that of evidence may be");
    refuses("other[kind=⟦question⟧]", "`question` is an element");
    refuses(
        "evidence[source=⟦\"named linked\"⟧]".replace("⟦\"", "\"⟦").replace("\"⟧", "⟧\"").as_str(),
        "`:is([source=named], [source=linked])`",
    );
    refuses("claim[thesis=⟦true⟧]", "write `[thesis]`");
    refuses("heading[level=⟦1⟧]", "`\"1\"`");
    refuses("evidence[source^=⟦x⟧]", "there are linked, named, vague, none");
    refuses("[kind=⟦fict⟧]", "did you mean `fact`?");
}

#[test]
fn what_stands_on_the_wrong_element() {
    refuses("section[⟦certainty⟧=strong]", "`[certainty]` belongs to claim, not to section");
    refuses("evidence:⟦supported⟧", "belongs to claim or call-to-action");
    refuses("claim:not(:⟦sourced⟧)", "never true of claim");
    refuses("paragraph:⟦supports⟧(claim)", "belongs to heading, claim");
    refuses("claim:⟦root⟧", "belongs to article");
    refuses("[certainty=strong][⟦source⟧=named]", "belongs to evidence, not to claim");
    refuses("claim:is(⟦evidence⟧, [kind=fact])", "`evidence` is never true of claim");
}

#[test]
fn what_never_stands_there() {
    refuses("claim > ⟦section⟧", "`section` never stands directly in claim");
    refuses("paragraph ⟦list⟧", "`list` never stands inside paragraph");
    refuses("heading ⟦sentence⟧", "never stands inside heading");
    refuses("claim + ⟦heading⟧", "never stands beside claim");
    refuses("section + ⟦heading⟧", "never stands beside section");
    refuses("claim:has(⟦paragraph⟧)", "never stands inside claim");
    refuses("article:has(> ⟦claim⟧)", "never stands directly in article");
    refuses("claim:without(⟦evidence⟧)", "never stands inside claim");
    refuses("claim:supported-by(⟦section⟧)", "neither unit nor heading");
    refuses("section > [⟦certainty⟧]", "`[certainty]` never stands directly in section");
    refuses("claim:not(section > ⟦claim⟧)", "never stands directly in section");
    refuses("section:⟦fewer-than⟧(0, claim)", "fewer than 0");
}

#[test]
fn traps_of_meaning() {
    refuses("paragraph:⟦first-child⟧", "write `:first-of-type`");
    refuses("section > paragraph:not(:⟦nth-child⟧(2))", "write `:nth-of-type`");
    refuses("claim + ⟦evidence⟧", "`:next(S)`");
    refuses("claim ~ [⟦source⟧]", "`:next(S)`");
    refuses("claim:has(+ ⟦evidence⟧)", "`:next(S)`");
    refuses("claim:⟦first-of-type⟧", "inside one sentence");
    refuses("evidence:⟦nth-child⟧(1 of [dated])", "inside one sentence");
    for fine in [
        "paragraph:last-child",
        "heading:first-child",
        "item > paragraph:first-child",
        "*:first-child",
        "sentence:first-child > claim:first-child",
        "section:first-of-type",
        "heading + paragraph",
        "link + footnote",
    ] {
        assert!(compile(fine).is_ok(), "{fine}: {:?}", compile(fine));
    }
}

#[test]
fn syntax() {
    refuses("claim ⟦>⟧", "too early");
    refuses("claim⟦,⟧ ", "too early");
    refuses("section:has(claim >⟦)⟧ claim", "missing between `>` and `)`");
    refuses("claim:not(⟦)⟧", "`*` stands for anything");
    refuses("claim,⟦,⟧ evidence", "missing between");
    refuses("claim ⟦=⟧ evidence", "cannot stand behind");
    refuses("claim⟦(⟧evidence)", "a `:` is missing");
    refuses("claim[⟦]⟧", "missing between `[` and `]`");
    refuses("claim[kind=⟦]⟧", "missing between `=` and `]`");
    refuses("claim[kind=fact ⟦or⟧]", "cannot stand behind");
    refuses("claim:⟦ ⟧not(evidence)", "no blank");
    refuses("section:more-than(⟦many⟧, claim)", "a whole number");
    refuses("section:more-than(⟦-1⟧, claim)", "a whole number");
    refuses("section:more-than(2⟦)⟧", "a whole number");
    refuses("item:nth-child(⟦x⟧)", "cannot stand behind");
    refuses("section:has(paragraph:⟦has⟧(claim))", "`:more-than(0, S)`");
    refuses("⟦>⟧ claim", "cannot begin with `>`");
}

#[test]
fn all_mistakes_are_told_in_order() {
    let errors = compile("clam:suported, section[certanty], evidence[kind=fict]").unwrap_err();
    let starts: Vec<usize> = errors.iter().map(|error| error.span.start).collect();
    assert_eq!(starts, [0, 5, 23, 48]);
}

#[test]
fn size_depth_and_length_are_bounded() {
    let nest = |depth: usize| format!("{}claim{}", ":not(".repeat(depth), ")".repeat(depth));
    assert!(compile(&nest(32)).is_ok());
    let errors = compile(&nest(33)).unwrap_err();
    assert_eq!((errors[0].span.start, errors.len()), (164, 1));
    let long = format!("claim{}", " ".repeat(5_000));
    assert!(compile(&long).unwrap_err()[0].message.contains("4096"));
    assert!(compile(&vec!["*"; 32].join(" ")).is_ok());
    assert!(compile(&vec!["*"; 33].join(" ")).unwrap_err()[0].message.contains("32 steps"));
}

#[test]
fn the_deepest_selector_fits_a_small_stack() {
    let chain = vec!["*"; 32].join("~");
    let nested = (0..32).fold("*".to_owned(), |inner, _| format!("{chain}:next({inner})"));
    let select = compile(&nested).unwrap();
    let run = std::thread::Builder::new().stack_size(1 << 20).spawn(move || {
        let draft = cycling();
        let tree = Tree::new(&draft.article, &draft.argument);
        compile(&nested).unwrap();
        select.find(&tree).len()
    });
    run.unwrap().join().unwrap();
}

/// Selectors may be nonsense, but never a panic; an error's span is a stretch of the selector.
fn survives(selector: &str) {
    let draft = cycling();
    let tree = Tree::new(&draft.article, &draft.argument);
    match compile(selector) {
        Ok(select) => assert!(select.find(&tree).iter().all(|&id| id < tree.nodes.len())),
        Err(errors) => {
            assert!(!errors.is_empty());
            for error in errors {
                assert!(selector.get(error.span.start..error.span.end).is_some(), "{selector}: {error:?}");
                assert!(!error.message.is_empty());
            }
        }
    }
}

const PIECES: &[&str] = &[
    "claim",
    "evidence",
    "section",
    "paragraph",
    "sentence",
    "heading",
    "article",
    "*",
    " ",
    " > ",
    " + ",
    " ~ ",
    ", ",
    ":",
    "::",
    "(",
    ")",
    "[",
    "]",
    "kind",
    "certainty",
    "=",
    "~=",
    "|=",
    "fact",
    "strong",
    "\"named\"",
    "'",
    "\"",
    "1",
    "2n+1",
    "-n",
    "of",
    "[kind=fact]",
    "[thesis]",
    ":has(",
    ":not(",
    ":is(",
    ":where(",
    ":supports(",
    ":rests-on(",
    ":next(",
    ":more-than(1, ",
    ":fewer-than(",
    ":in-section-with(",
    ":nth-child(",
    ":nth-last-of-type(",
    ":first-child",
    ":only-of-type",
    ":root",
    ":empty",
    ":supported",
    ":host(",
    ":scope",
    ":before",
    "url(",
    "/*",
    "*/",
    "-->",
    "<!--",
    "&",
    "#",
    ".",
    "|",
    "\\",
    "{",
    "}",
    "@",
    "；",
    "（",
    "）",
    "：",
    "\n",
    "\0",
    "\u{feff}",
    "é",
    "😀",
];

proptest! {
    #[test]
    fn random_text_never_panics(selector in ".{0,60}") {
        survives(&selector);
    }

    #[test]
    fn random_pieces_never_panic(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        survives(&pieces.concat());
    }

    #[test]
    fn random_selectors_never_panic(selector in selectors()) {
        survives(&selector);
    }
}

/// Selectors that parse, most of them.
fn selectors() -> impl Strategy<Value = String> {
    let compound = prop::sample::select(
        &["*", "claim", "evidence", "section", "[kind]", ":sure", ":first-of-type", "sentence > *"][..],
    );
    compound.prop_map(str::to_owned).prop_recursive(5, 24, 3, |inner| {
        let opener = prop::sample::select(
            &[":has(", ":not(", ":is(", ":supports(", ":rests-on(", ":without(", ":more-than(1,", ":nth-child(2 of "][..],
        );
        let joiner = prop::sample::select(&[" ", " > ", " ~ ", ", "][..]);
        (inner.clone(), opener, inner.clone(), joiner, inner)
            .prop_map(|(outer, opener, list, joiner, last)| format!("{outer}{joiner}{last}{opener}{list})"))
    })
}
