//! Each key of a page, and each mistake at its place.

mod tuning;

use super::*;

const BODY: &str = "
# 空話 / Empty talk

## What it flags

只有口號，沒有內容。Slogans without substance.

## Why it matters

讀者學不到東西。Readers learn nothing.

## When to ignore it

口號正是題目時。When the slogan is the topic.

## Examples

```flag zh-Hant
有人說⟦空話⟧。
第二段也有⟦空話⟧。
```

```pass zh-Hans
他说得很具体。
```
";

const MESSAGES: &str = r#"
[message]
zh = "「{match}」是空話"
en = "“{match}” says nothing"
[help]
zh = "寫出內容"
en = "say what you mean"
[query]
zh = "具體是甚麼？"
en = "What exactly?"
"#;

const HEAD: &str = "id = \"empty-talk\"\nseverity = \"warning\"\nselect = \"claim, evidence\"\n";

fn page(keys: &str, body: &str) -> String {
    format!("+++\n{keys}{MESSAGES}+++\n{body}")
}

/// Mistakes as `line:column message`.
fn mistakes(text: &str) -> Vec<String> {
    let failures = Pack::with(&[("pages/empty-talk.md".to_owned(), text.to_owned())]).err().unwrap_or_default();
    let show = |failure: &Failure| {
        let (line, column) = failure.position.unwrap();
        assert_eq!(failure.path, "pages/empty-talk.md");
        format!("{line}:{column} {}", failure.message)
    };
    failures.iter().map(show).collect()
}

#[track_caller]
fn refuses(keys: &str, expected: &[&str]) {
    let found = mistakes(&page(keys, BODY));
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "expected {expected}\nfound    {found}");
    }
}

fn load(keys: &str) -> (Pack, Page) {
    let pack = Pack::with(&[("pages/empty-talk.md".to_owned(), page(keys, BODY))])
        .unwrap_or_else(|failures| panic!("{failures:#?}"));
    let page = pack.page("empty-talk").unwrap().clone();
    (pack, page)
}

#[test]
fn every_key_arrives() {
    let keys = format!(
        "{HEAD}set = \"all\"\nquoted = true\nonce = \"article\"\nsuggest = [{{ replace = \"內容\" }}, {{ replace = \"\" }}]\n\
         match = [{{ lexicon = \"hedges\" }}, {{ words = \"空話|廢話|@modals\" }}, {{ words = [\"套話\", '大話'] }}, {{ regex = '空.話' }}]\n\
         unless = [{{ before = \"並非|@negations\", within = 3 }}, {{ after = \"除外\" }}, {{ inside = \"說空話\" }}, {{ unit = \"笑\" }},\n\
         {{ sentence = \"笑\" }}, {{ paragraph = \"笑\" }}, {{ lexicon = \"hedges\" }}, {{ regex = \"說空\" }}]\n"
    );
    let (pack, page) = load(&keys);
    assert_eq!((page.family.as_str(), page.severity), ("pages", Severity::Warning));
    assert_eq!((page.recommended, page.quoted, page.once), (false, true, Once::Article));
    assert_eq!(page.selector, "claim, evidence");
    assert_eq!(page.suggest, ["內容", ""]);
    assert_eq!(page.message.text(MessageLanguage::ZhHans), "「{match}」是空话");
    let name = |pattern: &Pattern| match pattern {
        Pattern::List(list) => pack.lexicons.name(*list).to_owned(),
        Pattern::Regex(expression) => expression.written().to_owned(),
        Pattern::Phrase(phrase) => format!("{} parts", phrase.parts.len()),
    };
    assert_eq!(
        page.patterns.iter().map(name).collect::<Vec<_>>(),
        ["hedges", "modals", "empty-talk#0", "empty-talk#1", "空.話"]
    );
    let excuses: Vec<_> =
        page.unless.iter().map(|excuse| (excuse.side, name(&excuse.pattern), excuse.within)).collect();
    let expected = [
        (Side::Before, "negations", Some(3)),
        (Side::Before, "empty-talk#2", Some(3)),
        (Side::After, "empty-talk#3", None),
        (Side::Inside, "empty-talk#4", None),
        (Side::Unit, "empty-talk#5", None),
        (Side::Sentence, "empty-talk#6", None),
        (Side::Paragraph, "empty-talk#7", None),
        (Side::Inside, "hedges", None),
        (Side::Inside, "說空", None),
    ];
    assert_eq!(excuses, expected.map(|(side, name, within)| (side, name.to_owned(), within)));
    let found = pack.lexicons.scan("大话");
    assert!(found.iter().any(|cue| pack.lexicons.name(cue.list) == "empty-talk#1"), "own words are in the one walk");
}

#[test]
fn what_is_not_given_has_a_default() {
    let (_, page) = load(HEAD);
    assert_eq!((page.recommended, page.quoted, page.once), (true, false, Once::No));
    assert!(page.patterns.is_empty() && page.unless.is_empty() && page.yields_to.is_empty() && page.suggest.is_empty());
}

#[test]
fn the_body_is_read_on_demand() {
    let (_, page) = load(HEAD);
    assert_eq!(page.title(), Message { zh: "空話".to_owned(), en: "Empty talk".to_owned() });
    assert!(page.body().starts_with("# 空話 / Empty talk\n"));
    let [flag, pass] = &page.examples()[..] else { panic!("two examples") };
    assert_eq!(flag.text, "有人說空話。\n第二段也有空話。");
    assert_eq!((flag.script, &flag.flagged[..]), (Language::ZhHant, &[Span::new(3, 5), Span::new(12, 14)][..]));
    assert_eq!(flag.line, 34);
    assert_eq!((pass.script, pass.text.as_str(), pass.flagged.len()), (Language::ZhHans, "他说得很具体。", 0));
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let text = format!("\u{FEFF}{}", page(HEAD, BODY).replace('\n', "\r\n"));
    let pack = Pack::with(&[("empty-talk.md".to_owned(), text)]).unwrap_or_else(|failures| panic!("{failures:#?}"));
    let page = pack.page("empty-talk").unwrap();
    assert_eq!(page.family, "own");
    let examples = page.examples();
    assert_eq!(examples[0].text, "有人說空話。\n第二段也有空話。");
    assert_eq!(examples[0].flagged, [Span::new(3, 5), Span::new(12, 14)]);
}

#[test]
fn unknown_keys_name_the_nearest() {
    refuses(
        &format!("{HEAD}yield_to = []\n"),
        &["5:1 unknown key `yield_to` in the front matter; did you mean `yields_to`?"],
    );
    refuses(&format!("{HEAD}colour = 1\n"), &["5:1 unknown key `colour` in the front matter; known keys: `id`,"]);
    refuses(
        &format!("{HEAD}match = [{{ word = \"甲\" }}]\nunless = [{{ befor = \"乙\" }}]\n"),
        &[
            "5:10 the entry needs one of",
            "5:12 unknown key `word` in the entry of `match`; did you mean `words`?",
            "6:11 ",
            "6:13 unknown key `befor`",
        ],
    );
}

#[test]
fn wrong_types_and_values_stand_at_their_place_all_at_once() {
    refuses(
        "id = \"empty-talk\"\nseverity = \"warnin\"\nselect = 3\nquoted = \"yes\"\nmatch = \"甲\"\nyields_to = [1]\nonce = [true]\n",
        &[
            "3:12 `severity` must be error, warning, info or off, not `warnin`; did you mean `warning`?",
            "4:10 `select` must be a string, not a number",
            "5:10 `quoted` must be true or false, not a string",
            "6:9 `match` must be an array of tables, not a string",
            "7:14 `yields_to` must be an array of strings, not a number",
            "8:8 `once` must be a string, not an array",
        ],
    );
}

#[test]
fn missing_keys_are_named() {
    let found = mistakes(&format!("+++\nid = \"empty-talk\"\n[message]\nzh = \"\"\n+++\n{BODY}"));
    let expected = [
        "1:1 the front matter lacks the key `help`",
        "1:1 the front matter lacks the key `query`",
        "1:1 the front matter lacks the key `select`",
        "1:1 the front matter lacks the key `severity`",
        "3:1 the message lacks the key `en`",
        "4:6 `zh` is empty",
    ];
    assert_eq!(found, expected);
}

#[test]
fn ids_are_kebab_case_and_the_name_of_the_file() {
    let keys = HEAD.replace("empty-talk", "Empty_talk");
    refuses(
        &keys,
        &[
            "2:6 the id `Empty_talk` is not in kebab-case",
            "2:6 the id `Empty_talk` is not the name of the file, `empty-talk`",
        ],
    );
}

#[test]
fn a_selector_is_marked_where_it_is_wrong() {
    refuses(&HEAD.replace("claim, evidence", "claim, evidense"), &["4:18 "]);
    refuses(&HEAD.replace("\"claim, evidence\"", "'''\nclaim,\n  evidense'''"), &["6:3 "]);
    // An escape hides where in the string the mistake stands.
    refuses(&HEAD.replace("claim, evidence", "claim,\\tevidense"), &["4:10 "]);
}

#[test]
fn word_lists_and_words_are_checked() {
    refuses(
        &format!("{HEAD}match = [{{ lexicon = \"hedge\" }}]\n"),
        &["5:22 there is no word list `hedge`; did you mean `hedges`?"],
    );
    refuses(
        &format!("{HEAD}unless = [{{ before = \"甲|@hegdes|乙\" }}]\n"),
        &["5:26 there is no word list `hegdes`; did you mean"],
    );
    refuses(&format!("{HEAD}match = [{{ words = \"甲||乙\" }}]\n"), &["5:23 `words` holds an empty word"]);
    refuses(&format!("{HEAD}match = [{{ words = [] }}]\n"), &["5:10 `words` holds no words"]);
    refuses(&format!("{HEAD}match = [{{ words = \"{}\" }}]\n", "長".repeat(65)), &["5:21 a word has at most"]);
}

#[test]
fn front_matter_and_body_are_checked_in_one_go() {
    let body = BODY.replace("## Why it matters", "## Why");
    let found = mistakes(&page(&HEAD.replace("warning", "fatal"), &body));
    assert_eq!(found.len(), 2, "{found:#?}");
}

#[test]
fn an_entry_has_one_key() {
    refuses(
        &format!("{HEAD}match = [{{ words = \"甲\", regex = \"乙\" }}]\n"),
        &["5:25 `regex` stands beside `words`"],
    );
    refuses(&format!("{HEAD}unless = [{{ unit = \"甲\", within = 2 }}]\n"), &["5:25 `within` counts from the match"]);
    refuses(
        &format!("{HEAD}unless = [{{ after = \"甲\", within = 2000 }}]\n"),
        &["5:35 `within` must be a whole number from 0 to 200"],
    );
    refuses(&format!("{HEAD}suggest = [{{}}]\n"), &["5:12 the entry of `suggest` lacks"]);
    let many = "{ words = \"甲\" }, ".repeat(201);
    refuses(&format!("{HEAD}match = [{many}]\n"), &["5:3410 `match` has more than 200 entries"]);
}

#[test]
fn a_broken_expression_is_marked_where_it_breaks() {
    refuses(&format!("{HEAD}match = [{{ regex = '甲(乙' }}]\n"), &["5:22 broken regular expression: unclosed group"]);
    refuses(&format!("{HEAD}unless = [{{ regex = \"甲\\\\p{{丙}}\" }}]\n"), &["5:21 broken regular expression"]);
}

#[test]
fn toml_that_cannot_be_read_is_marked() {
    refuses(&format!("{HEAD}once = \n"), &["5:8 "]);
    refuses(&format!("{HEAD}id = \"again\"\n"), &["5:1 duplicate key"]);
    let text = "# No front matter\n";
    assert!(mistakes(text)[0].starts_with("1:1 a lint page begins with a line `+++`"));
    assert!(mistakes("+++\nid = 1\n")[0].starts_with("1:1 the front matter has no closing line"));
    assert!(mistakes("")[0].starts_with("1:1 the page is empty"));
    assert!(mistakes(&"+".repeat((1 << 20) + 1))[0].starts_with("1:1 the page is 1048577 bytes long"));
}

#[track_caller]
fn refuses_body(from: &str, to: &str, expected: &[&str]) {
    let body = BODY.replace(from, to);
    assert_ne!(body, BODY);
    let found = mistakes(&page(HEAD, &body));
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "expected {expected}\nfound    {found}");
    }
}

#[test]
fn a_body_has_its_title_and_sections() {
    refuses_body("# 空話 / Empty talk\n", "", &["16:1 the title is missing"]);
    refuses_body("空話 / Empty talk", "空話", &["17:1 the title is to be `# 中文 / English`, not `空話`"]);
    refuses_body(
        "## Why it matters",
        "## Why it maters",
        &["17:1 the section `## Why it matters` is missing; `## Why it maters` looks like it"],
    );
    refuses_body(
        "只有口號，沒有內容。Slogans without substance.\n",
        "",
        &["19:1 the section `## What it flags` is empty"],
    );
    refuses_body("## Why", "# Why", &["the section `## Why it matters` is missing", "second heading of level 1"]);
}

#[test]
fn examples_are_marked_well() {
    refuses_body("flag zh-Hant", "flags zh-Hant", &["there is no `flag` example", "33:1 an example begins with"]);
    refuses_body("pass zh-Hans", "pass zh", &["there is no `pass` example", "38:1 an example begins with"]);
    refuses_body("flag zh-Hant", "pass zh-Hant", &["no `flag`", "34:4 a `pass` example has", "34:7", "35:6", "35:9"]);
    refuses_body("有人說⟦空話⟧", "有人說⟦空⟦話⟧⟧", &["34:6 ⟦ stands inside", "34:9 ⟧ without a ⟦"]);
    refuses_body("第二段也有⟦空話⟧", "⟦", &["35:1 ⟦ is never closed"]);
    refuses_body("有人說⟦空話⟧", "⟦⟧", &["34:2 the marked stretch is empty"]);
    refuses_body("他说得很具体。\n", "", &["38:1 the example is empty"]);
    let body = BODY.replace(['⟦', '⟧'], "");
    assert!(mistakes(&page(HEAD, &body))[0].starts_with("33:1 a `flag` example marks"));
}

#[test]
fn ids_are_unique_and_yields_known() {
    let pages = [
        ("a/empty-talk.md".to_owned(), page(HEAD, BODY)),
        ("b/empty-talk.md".to_owned(), page(&format!("{HEAD}yields_to = [\"empty-tale\", \"empty-talk\"]\n"), BODY)),
    ];
    let messages = |pages: &[(String, String)]| {
        let failures = Pack::with(pages).err().unwrap_or_default();
        failures.into_iter().map(|failure| (failure.path, failure.position, failure.message)).collect::<Vec<_>>()
    };
    let found = messages(&pages);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0.as_str(), found[0].1), ("b/empty-talk.md", Some((2, 6))));
    assert!(found[0].2.contains("taken by a/empty-talk.md"));
    let found = messages(&pages[1..]);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].1, Some((5, 14)));
    assert!(found[0].2.contains("there is no lint `empty-tale`; did you mean `empty-talk`?"));
    assert!(found[1].2.contains("yield to itself"));
}

#[test]
fn a_file_of_the_project_stands_for_the_built_in_page() {
    let Some((path, text)) = crate::pack::builtin::TEXTS.first() else { return };
    let copy = |folder: &str| Pack::with(&[(format!("{folder}lints/{path}"), (*text).to_owned())]);
    assert_eq!(copy("./").map(|pack| pack.pages.len()).ok(), Some(crate::pack::builtin::TEXTS.len()));
    assert!(copy("elsewhere/").is_err());
}

#[test]
fn every_built_in_page_is_right() {
    let (pack, mut failures) = load::load(&Sources::default());
    failures.extend(pack.pages.iter().flat_map(Page::check));
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!(pack.pages.len(), crate::pack::builtin::TEXTS.len());
}

#[test]
fn built_in_pages_are_what_the_loader_makes_of_their_files() {
    let own = crate::pack::builtin::TEXTS.iter().map(|(path, text)| (format!("lints/{path}"), (*text).to_owned()));
    let (read_pack, pack) = (Pack::with(&own.collect::<Vec<_>>()).unwrap(), Pack::builtin());
    assert_eq!(read_pack.pages.len(), pack.pages.len());
    for (read, built) in read_pack.pages.iter().zip(&pack.pages) {
        // Programs are held to the expressions that they are made of where they are run.
        let shown = |page: &Page| {
            let page = Page { patterns: Vec::new(), unless: Vec::new(), variants: Vec::new(), ..page.clone() };
            format!("{page:?}")
        };
        assert_eq!(shown(read), shown(built));
        let words = |pack: &Pack, pattern: &Pattern| match pattern {
            Pattern::List(list) if pack.lexicons.is_private(*list) => {
                format!("{:?}", pack.lexicons.words_in(*list, 999))
            }
            Pattern::List(list) => pack.lexicons.name(*list).to_owned(),
            Pattern::Phrase(phrase) => {
                let parts = phrase.parts.iter().map(|part| pack.lexicons.words_in(*part, 9));
                format!("{:?} {} {}", parts.collect::<Vec<_>>(), phrase.open, phrase.gap)
            }
            Pattern::Regex(expression) => {
                assert!(expression.check().is_ok());
                expression.written().to_owned()
            }
        };
        let all = |pack: &Pack, page: &Page| {
            let unless =
                page.unless.iter().map(|one| format!("{:?} {:?} {}", one.side, one.within, words(pack, &one.pattern)));
            let patterns = page.patterns.iter().map(|pattern| words(pack, pattern)).chain(unless);
            let variants = page.variants.iter().map(|one| {
                let patterns: Vec<String> = one.patterns.iter().map(|pattern| words(pack, pattern)).collect();
                format!("{patterns:?} {:?} {:?} {:?} {:?}", one.select, one.message, one.help, one.query)
            });
            patterns.chain(variants).collect::<Vec<_>>()
        };
        assert_eq!(all(&read_pack, read), all(&pack, built));
    }
}

#[test]
fn a_placeholder_that_stands_for_nothing_is_refused() {
    let text = page(HEAD, BODY).replacen("{match}", "{mtach}", 1);
    let found = mistakes(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("7:8 there is no placeholder `{mtach}`"), "{found:#?}");
}

#[test]
fn gaps_are_checked() {
    refuses(
        &format!("{HEAD}match = [{{ words = \"…就是\" }}]\n"),
        &["5:21 `…就是`: words stand before and between gaps"],
    );
    refuses(&format!("{HEAD}match = [{{ words = \"不是……就是\" }}]\n"), &["5:21 `不是……就是`: words stand"]);
    refuses(&format!("{HEAD}match = [{{ words = \"不是\", gap = 3 }}]\n"), &["5:26 `gap` says how long `…` may be"]);
    refuses(&format!("{HEAD}match = [{{ lexicon = \"hedges\", gap = 3 }}]\n"), &["5:32 `gap` is for words"]);
    refuses(&format!("{HEAD}match = [{{ words = \"越…越\", gap = 300 }}]\n"), &["5:33 `gap` must be a whole number"]);
}

#[test]
fn users_lists_add_to_built_in_ones_and_make_new_ones() {
    let list = |name: &str, text: &str| (format!("lexicon/zh/{name}.tsv"), text.to_owned());
    let lists = vec![
        list("hedges", "# ours\n聽說而已\tnote\n"),
        list("slogans", "空話\n"),
        list("trusted-sources", "海角数据网"),
    ];
    let pages =
        vec![("pages/empty-talk.md".to_owned(), page(&format!("{HEAD}match = [{{ lexicon = \"slogans\" }}]\n"), BODY))];
    let (pack, failures) = Pack::gather(&Sources { pages, lists, ..Sources::default() });
    assert!(failures.is_empty(), "{failures:#?}");
    let named = |text: &str| {
        let found = pack.lexicons.scan(&crate::pack::fold::fold(text));
        found.iter().map(|cue| pack.lexicons.name(cue.list).to_owned()).collect::<Vec<_>>()
    };
    assert!(named("聽說而已").contains(&"hedges".to_owned()));
    assert_eq!(named("空話"), ["slogans"]);
    assert_eq!(named("海角數據網"), ["institutions", "trusted-sources"]);
    assert!(pack.page("empty-talk").is_some());
}

#[test]
fn equal_ids_do_not_share_their_words() {
    let words = |word: &str| page(&format!("{HEAD}match = [{{ words = \"{word}\" }}]\n"), BODY);
    let pages = vec![("a/empty-talk.md".to_owned(), words("空話")), ("b/empty-talk.md".to_owned(), words("廢話"))];
    let (pack, failures) = Pack::gather(&Sources { pages, ..Sources::default() });
    assert_eq!(failures.len(), 1);
    assert_eq!(pack.page("empty-talk").map(|page| page.path.as_str()), Some("a/empty-talk.md"));
    let own = |cue: &crate::model::argument::Cue| pack.lexicons.name(cue.list) == "empty-talk#0";
    assert!(!pack.lexicons.scan("废话").iter().any(own) && pack.lexicons.scan("空话").iter().any(own));
}
