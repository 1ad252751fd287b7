//! Options that users set, and the other places that a page points at.

use super::*;
use crate::pack::table::value::{Value, Values};

const OPTIONS: &str = "[options.limit]\ntype = \"integer\"\ndefault = 2\nleast = 1\nmost = 9\nzh = \"上限\"\nen = \"the limit\"\n\
     [options.extra]\ntype = \"words\"\ndefault = [\"空話\"]\nzh = \"另加\"\nen = \"more words\"\n\
     [options.strict]\ntype = \"boolean\"\ndefault = false\nzh = \"嚴格\"\nen = \"strict\"\n";

/// A page that uses all of `OPTIONS`.
fn tunable() -> String {
    let keys = "id = \"empty-talk\"\nseverity = \"warning\"\nselect = \"paragraph:fewer-than({limit}, claim) claim\"\n\
         match = [{ words = \"{extra}|廢話\" }, { regex = '說{1,{limit}}{extra}' }]\n\
         unless = [{ unit = \"笑\", when = \"strict\" }]\n";
    page(&format!("{keys}{OPTIONS}"), BODY).replacen("是空話", "是空話，上限 {limit}", 1)
}

#[test]
fn options_stand_where_the_page_names_them() {
    let words = |words: &[&str]| Value::Words(words.iter().map(|word| (*word).to_owned()).collect());
    let given = Values::from([
        ("limit".to_owned(), Value::Integer(5)),
        ("extra".to_owned(), Value::Text("套話|大話".to_owned())),
        ("strict".to_owned(), Value::Boolean(true)),
    ]);
    let none = Values::from([("extra".to_owned(), words(&[]))]);
    let users = Sources {
        pages: vec![("pages/empty-talk.md".to_owned(), tunable())],
        options: [&given, &none].map(|values| ("empty-talk".to_owned(), values.clone())).to_vec(),
        ..Sources::default()
    };
    let (pack, failures) = Pack::gather(&users);
    assert!(failures.is_empty(), "{failures:#?}");
    let page = pack.page("empty-talk").unwrap();
    let names: Vec<String> = page.options.iter().map(|option| format!("{}: {}", option.name, option.terms())).collect();
    let expected =
        ["extra: words, default [\"空話\"]", "limit: integer from 1 to 9, default 2", "strict: boolean, default false"];
    assert_eq!(names, expected);
    let show = |page: &Page| {
        let words = |pattern: &Pattern| match pattern {
            Pattern::List(list) => pack.lexicons.words_in(*list, 9).join("|"),
            Pattern::Regex(expression) => expression.written().to_owned(),
            Pattern::Phrase(_) => String::new(),
        };
        let excuses: Vec<_> = page.unless.iter().map(|excuse| words(&excuse.pattern)).collect();
        let message = page.message.zh.clone();
        (page.selector.clone(), page.patterns.iter().map(words).collect::<Vec<_>>(), excuses, message)
    };
    let expected = |limit: u8, patterns: &[&str], excuse: &str| {
        let selector = format!("paragraph:fewer-than({limit}, claim) claim");
        let message = format!("「{{match}}」是空話，上限 {limit}");
        (selector, patterns.iter().map(|text| (*text).to_owned()).collect(), vec![excuse.to_owned()], message)
    };
    assert_eq!(show(page), expected(2, &["废话|空话", "說{1,2}(?:空話)"], ""));
    assert_eq!(show(pack.tuned(page, &given)), expected(5, &["大话|套话|废话", "說{1,5}(?:套話|大話)"], "笑"));
    assert_eq!(
        show(pack.tuned(page, &none)),
        expected(2, &["废话", ""], ""),
        "an expression without words finds nothing"
    );
    let other = Values::from([("limit".to_owned(), Value::Integer(3))]);
    assert_eq!(show(pack.tuned(page, &other)), show(page), "what was not gathered is not there");
}

#[test]
fn mistakes_in_options_stand_at_their_place() {
    let option = |keys: &str| format!("{}{keys}", HEAD.replace("claim, evidence", "paragraph:more-than({n}, claim)"));
    let about = "zh = \"上限\"\nen = \"the limit\"\n";
    refuses(
        &option(&format!("[options.n]\ntype = \"whole\"\ndefault = 1\nmaximum = 2\n{about}")),
        &[
            "6:8 `type` must be integer, number, boolean, string or words, not `whole`",
            "8:1 unknown key `maximum` in the option; known keys:",
        ],
    );
    refuses(
        &option(&format!("[options.n]\ntype = \"integer\"\ndefault = 12\nmost = 9\nleast = \"a\"\n{about}")),
        &["7:11 `default` must be at most 9, not 12", "9:9 `least` must be a number, not a string"],
    );
    refuses(
        &option(&format!("[options.m]\ntype = \"integer\"\ndefault = 1\n{about}")),
        &["4:31 the page has no option `n`; did you mean `m`?", "5:2 nothing on the page uses the option `m`"],
    );
    refuses(
        &option(&format!("[options.n]\ntype = \"words\"\ndefault = [\"甲\"]\nleast = 1\n{about}")),
        &[
            "4:31 the option `n` has a type that cannot stand here",
            "8:9 `least` is for numbers; the option is of the type words",
        ],
    );
    refuses(
        &option("[options.n]\ntype = \"boolean\"\ndefault = true\nzh = \"甲\"\n"),
        &["4:31 the option `n` has a type that cannot stand here", "5:1 the option lacks the key `en`"],
    );
    refuses(
        &format!("{HEAD}[options]\nLevel = {{}}\n"),
        &["6:1 `Level` is no name for an option", "6:9", "6:9", "6:9", "6:9"],
    );
    refuses(&format!("{HEAD}options = 3\n"), &["5:11 `options` must be a table, not a number"]);
    refuses(
        &format!("{HEAD}match = [{{ words = \"{{more}}\", when = \"so\" }}]\n"),
        &["5:21 the page has no option `more`", "5:37 the page has no option `so`"],
    );
}

#[test]
fn a_mistake_behind_an_option_keeps_its_place() {
    let keys = HEAD.replace("claim, evidence", "paragraph:more-than({limit}, claim) evidense");
    let options = "[options.limit]\ntype = \"integer\"\ndefault = 1000\nzh = \"上限\"\nen = \"the limit\"\n";
    refuses(&format!("{keys}{options}"), &["4:47 there is no element `evidense`"]);
}

#[test]
fn mistakes_in_related_stand_at_their_place() {
    let related = |entry: &str| format!("{HEAD}related = [{{ {entry}, zh = \"甲\", en = \"a\" }}]\n");
    assert_eq!(mistakes(&page(&related("nearest = \"evidence\", within = \"section\""), BODY)), [""; 0]);
    refuses(
        &related("nearest = \"claim, evidense\""),
        &["5:32 there is no element `evidense`: did you mean `evidence`?"],
    );
    refuses(&related("nearst = \"claim\""), &["5:12 the entry needs one of `nearest`", "5:14 unknown key `nearst`"]);
    refuses(&related("first = \"claim\", next = \"claim\""), &["5:31 `next` stands beside `first`"]);
    refuses(
        &related("first = \"claim\", by = \"restate\", within = \"sentence\""),
        &["5:36 `by` must be supports, supported-by", "5:56 `within` must be paragraph, section or article"],
    );
    refuses(&related("first = \"{limit}\""), &["5:23 the page has no option `limit`"]);
    refuses(
        &format!("{HEAD}related = [{{ first = \"claim\", zh = \"甲\" }}]\n"),
        &["5:12 the entry of `related` lacks the key `en`"],
    );
}

#[test]
fn an_example_sets_options_on_its_first_line() {
    let text = tunable().replace("pass zh-Hans", "pass zh-Hans limit=3 strict=true extra=套话|大话");
    assert_eq!(mistakes(&text), [""; 0]);
    let pack =
        Pack::with(&[("pages/empty-talk.md".to_owned(), text.clone())]).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let page = pack.page("empty-talk").unwrap();
    let examples = page.examples();
    assert!(examples[0].options.is_empty());
    let options = &examples[1].options;
    assert_eq!((&options["limit"], &options["strict"]), (&Value::Integer(3), &Value::Boolean(true)));
    let with = pack.with_options(vec![("empty-talk".to_owned(), options.clone())]);
    assert_eq!(with.tuned(with.page("empty-talk").unwrap(), options).selector, "paragraph:fewer-than(3, claim) claim");
    for wrong in ["limit=30", "limti=3", "limit=x"] {
        let found = mistakes(&text.replace("limit=3", wrong));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains(":1 the example sets an option that the page does not have"), "{found:#?}");
    }
    let found = mistakes(&text.replace("limit=3", "limit"));
    assert!(found.iter().any(|found| found.contains("an example begins with")), "{found:#?}");
}
