//! Options of built-in lints: what users set changes what they find, and nothing else does.

use lunju::Checker;
use lunju::lint::Settings;
use lunju::pack::page::{Pack, Sources};
use lunju::pack::table::value::{Value, Values};

/// How often `lint` speaks about `text` with these `values`; with none, by its defaults.
fn count(lint: &str, values: &[(&str, Value)], text: &str) -> usize {
    let values: Values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let users = Sources { options: vec![(lint.to_owned(), values.clone())], ..Sources::default() };
    let (pack, failures) = Pack::gather(&users);
    assert!(failures.is_empty(), "{failures:#?}");
    let options = [(lint.to_owned(), values)].into();
    let settings = Settings { select: Some(vec![lint.to_owned()]), options, ..Settings::default() };
    Checker { pack, settings }.check("draft.md", text).diagnostics.len()
}

#[test]
fn words_that_a_house_allows_are_no_findings() {
    let text = "圖書館應該開到深夜\n\n每一次縮短開放時間，都是把自修的學生趕到街上。館方從不解釋原因。\n";
    let allow = |words: &str| count("rhetorical-absolute", &[("allow", Value::Text(words.to_owned()))], text);
    assert_eq!(count("rhetorical-absolute", &[], text), 2);
    assert_eq!(allow("每一次"), 1);
    assert_eq!(allow("从不|每一次"), 0, "either script will do");
    assert_eq!(allow("每一"), 2, "a part of the word is another word");
    let label = "不該停駛\n\n營辦商無恥之極，夜班護士無車可乘。\n";
    assert_eq!(count("loaded-language", &[], label), 1);
    assert_eq!(count("loaded-language", &[("allow", Value::Words(vec!["無恥".to_owned()]))], label), 0);
}

#[test]
fn thresholds_move() {
    let quotation = "老街的招牌\n\n老街的牆上掛着「人情薄如紙，世事多翻覆」，旁邊是新開的咖啡店。\n";
    let length = |length: i64| count("unattributed-quotation", &[("length", Value::Integer(length))], quotation);
    assert_eq!((length(5), length(6)), (1, 0));
    assert_eq!(count("unattributed-quotation", &[], quotation), 1);
}

#[test]
fn what_an_option_does_not_take_changes_nothing() {
    let text = "圖書館應該開到深夜\n\n每一次縮短開放時間，都是把自修的學生趕到街上。\n";
    assert_eq!(count("rhetorical-absolute", &[("allow", Value::Integer(3))], text), 1);
    assert_eq!(count("rhetorical-absolute", &[("alow", Value::Text("每一次".to_owned()))], text), 1);
}
