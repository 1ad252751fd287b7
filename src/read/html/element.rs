//! What each element means to a reader of the article.

use html5gum::{HtmlString, StartTag};

/// The part that an element plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// Nothing in it belongs to the article.
    LeftOut,
    /// The head of a page or of an article, of which only headings belong to the article.
    Header,
    /// An element that may be the article itself.
    Landmark(Landmark),
    Heading(u8),
    Paragraph,
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
    /// A line break.
    Break,
    /// Text as it was typed, with its line ends.
    Typed,
    Link,
    /// A quotation inside a sentence, which browsers set in quotation marks.
    Quotation,
    /// Any other element that stands on lines of its own.
    Block,
    /// Any other element inside a line.
    Inline,
}

/// Elements in which the article may lie, from the surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Landmark {
    Article,
    Main,
    Body,
}

/// The element called `name`, in small letters.
pub fn element(name: &[u8]) -> Element {
    match name {
        b"script" | b"style" | b"noscript" | b"template" | b"nav" | b"footer" | b"aside" | b"figcaption"
        | b"caption" | b"form" | b"button" | b"select" | b"textarea" | b"datalist" | b"dialog" | b"menu" | b"svg"
        | b"math" | b"iframe" | b"noembed" | b"noframes" | b"object" | b"video" | b"audio" | b"canvas" | b"map"
        | b"code" | b"kbd" | b"samp" | b"del" | b"s" | b"strike" | b"rt" | b"rp" | b"head" | b"title" => {
            Element::LeftOut
        }
        b"header" => Element::Header,
        b"article" => Element::Landmark(Landmark::Article),
        b"main" => Element::Landmark(Landmark::Main),
        b"body" => Element::Landmark(Landmark::Body),
        [b'h', level @ b'1'..=b'6'] => Element::Heading(level - b'0'),
        b"p" => Element::Paragraph,
        b"blockquote" => Element::Quote,
        b"ul" | b"ol" | b"dl" => Element::List,
        b"li" | b"dt" | b"dd" => Element::Item,
        b"table" => Element::Table,
        b"tr" => Element::Row,
        b"td" | b"th" => Element::Cell,
        b"br" => Element::Break,
        b"pre" => Element::Typed,
        b"a" => Element::Link,
        b"q" => Element::Quotation,
        b"address" | b"center" | b"details" | b"div" | b"fieldset" | b"figure" | b"hgroup" | b"hr" | b"html"
        | b"section" | b"summary" | b"tbody" | b"tfoot" | b"thead" => Element::Block,
        _ => Element::Inline,
    }
}

/// Whether an element called `name` that is left out parts what stands before it from what stands behind it, as a caption or a form
/// does; a script or struck-out words do not.
pub fn parts(name: &[u8]) -> bool {
    match element(name) {
        Element::LeftOut => {
            matches!(name, b"nav" | b"footer" | b"aside" | b"figcaption" | b"caption" | b"form" | b"dialog" | b"menu")
        }
        Element::Inline | Element::Link | Element::Quotation => false,
        _ => true,
    }
}

/// Whether an element called `name` has no end tag and holds nothing.
pub fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Roles that stand beside the article.
const ROLES: [&[u8]; 7] = [b"navigation", b"banner", b"contentinfo", b"complementary", b"search", b"menu", b"form"];

/// Classes and ids that pages give to what stands beside the article.
const CLASSES: [&[u8]; 20] = [
    b"breadcrumb",
    b"breadcrumbs",
    b"caption",
    b"comment-list",
    b"commentlist",
    b"comments",
    b"comments-area",
    b"disqus_thread",
    b"image-caption",
    b"navbar",
    b"pagination",
    b"related-articles",
    b"related-posts",
    b"share",
    b"share-buttons",
    b"sharing",
    b"sidebar",
    b"social-share",
    b"wp-caption-text",
    b"noprint",
];

/// Whether nothing in the element that `tag` opens belongs to the article, by what it is or by what it says of itself.
pub fn is_left_out(tag: &StartTag<usize>) -> bool {
    let kind = element(&tag.name);
    if kind == Element::LeftOut {
        return true;
    }
    // What holds the whole article may be called anything.
    if matches!(kind, Element::Landmark(_)) || &**tag.name == b"html" {
        return false;
    }
    let has = |name: &[u8], known: &[&[u8]]| {
        attribute(tag, name).is_some_and(|value| value.split(u8::is_ascii_whitespace).any(|word| known.contains(&word)))
    };
    tag.attributes.contains_key(b"hidden".as_slice())
        || attribute(tag, b"aria-hidden").is_some_and(|value| value == b"true")
        || has(b"role", &ROLES)
        || has(b"class", &CLASSES)
        || has(b"id", &CLASSES)
}

/// The value of the attribute called `name`.
pub fn attribute<'a>(tag: &'a StartTag<usize>, name: &[u8]) -> Option<&'a [u8]> {
    tag.attributes.get(name).map(|value| HtmlString::as_ref(value))
}

/// The same, if it is text.
pub fn text_attribute<'a>(tag: &'a StartTag<usize>, name: &[u8]) -> Option<&'a str> {
    attribute(tag, name).and_then(|value| std::str::from_utf8(value).ok())
}
