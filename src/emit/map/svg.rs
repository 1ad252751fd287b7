//! The map as a picture. What a box is shows in its colour, in its frame and in words, so that it can be told without colours;
//! a claim without evidence has a thick broken frame.

use super::layout::{HEAD, Item, LINE, PAD, Placed, place};
use super::{Map, columns};
use crate::emit::{end_line, xml};
use crate::model::argument::{RelationKind, Role};
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use std::cmp::Ordering;
use std::io::{self, Write};
use taffy::prelude::Size;

/// Looks of boxes and lines, which change nothing around the picture where it stands in a page; the colours are those of Okabe and Ito, which people see apart whatever their eyes.
pub const STYLE: &str = "
.lunju-map text{font-family:'Noto Sans CJK TC','Noto Sans TC','PingFang TC','Microsoft JhengHei','Source Han Sans TC',\
'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;font-size:15px;fill:#1A1A1A}
.lunju-map .title text{font-size:22px;font-weight:bold}
.lunju-map .heading text{font-size:17px;font-weight:bold}
.lunju-map text.head{font-size:12px;fill:#444444}
.lunju-map .source text{font-size:13px;fill:#333333}
.lunju-map .paper{fill:#FFFFFF}
.lunju-map .section{fill:#FAFAFA;stroke:#D0D0D0}
.lunju-map .claim rect{fill:#EAF4FB;stroke:#0072B2;stroke-width:1.5}
.lunju-map .evidence rect{fill:#E8F6F1;stroke:#009E73;stroke-width:1.5}
.lunju-map .call rect{fill:#F8EDF4;stroke:#8A3D6B;stroke-width:2.5}
.lunju-map .other rect{fill:#F6F6F6;stroke:#777777}
.lunju-map .unsupported rect{fill:#FFF1E6;stroke:#D55E00;stroke-width:3;stroke-dasharray:9 5}
.lunju-map .unsupported text.head{fill:#A34700;font-weight:bold}
.lunju-map .source rect{fill:#FFFFFF;stroke:#999999}
.lunju-map .line{fill:none;stroke-width:2}
.lunju-map .supports{stroke:#009E73}
.lunju-map .attacks{stroke:#D55E00;stroke-dasharray:8 4}
.lunju-map .restates{stroke:#777777;stroke-dasharray:2 4}
.lunju-map .cites{stroke:#999999;stroke-width:1.2}
";

/// The room for a picture on a sheet of A4, in millimetres.
const SHEET: (i32, i32) = (180, 240);

type Xml<'a> = Writer<&'a mut dyn Write>;

/// Writes the map.
pub fn write(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    let (size, placed) = place(map)?;
    draw(map, size, &placed, &mut Writer::new(out))
}

/// Writes the map into a page, and for its printer once more in pieces that fit on a sheet of paper.
pub fn write_in_page(map: &Map, out: &mut dyn Write) -> io::Result<()> {
    let (size, placed) = place(map)?;
    let out = &mut Writer::new(out);
    draw(map, size, &placed, out)?;
    let whole = format!("#{}-map", map.prefix);
    open(out, "div", &[("class", "sheets"), ("aria-hidden", "true")])?;
    let mut start = 0;
    for end in cuts(&placed, size.height, size.width * SHEET.1 / SHEET.0) {
        let view = format!("0 {start} {} {}", size.width, end - start);
        open(out, "svg", &[("viewBox", &view)])?;
        out.create_element("use").with_attribute(("href", &*whole)).write_empty()?;
        close(out, "svg")?;
        start = end;
    }
    close(out, "div")
}

/// Where a picture of that `height` is cut into pieces no higher than `limit`: the lower edge of each. No box is cut, and no heading
/// parted from what comes next, unless that alone is higher than a piece.
fn cuts(placed: &[Placed], height: i32, limit: i32) -> Vec<i32> {
    let mut boxes: Vec<(i32, i32)> = placed
        .iter()
        .filter(|placed| !matches!(placed.item, Item::Section(_)))
        .map(|at| (at.y, at.y + at.height + if matches!(at.item, Item::Heading(_)) { limit / 10 } else { 0 }))
        .collect();
    boxes.sort_unstable();
    let mut cuts = Vec::new();
    // Where the last piece ends, and where the next could.
    let (mut start, mut free, mut end) = (0, 0, 0);
    for (upper, lower) in boxes {
        if upper >= end {
            // As much above the cut as below it.
            free = i32::midpoint(end, upper);
        }
        end = end.max(lower);
        if end - start > limit && free > start {
            cuts.push(free);
            start = free;
        }
        while end - start > limit {
            start += limit;
            cuts.push(start);
        }
    }
    cuts.push(height);
    cuts
}

fn draw(map: &Map, size: Size<i32>, placed: &[Placed], out: &mut Xml) -> io::Result<()> {
    let view = format!("0 0 {} {}", size.width, size.height);
    let [width, height] = [size.width, size.height].map(|side| side.to_string());
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", "lunju-map"),
        ("viewBox", &view),
        ("width", &width),
        ("height", &height),
        ("role", "img"),
        ("lang", map.labels.tag),
    ];
    open(out, "svg", &attributes)?;
    write_text(out, "title", &[], &map.title)?;
    if map.styled {
        // Quotation marks need no escape in an element, and style sheets know none.
        out.create_element("style").write_text_content(BytesText::from_escaped(STYLE))?;
        end_line(out)?;
    }
    markers(out, &map.prefix)?;
    // The class once more, for a copy of what is in it.
    open(out, "g", &[("id", &*format!("{}-map", map.prefix)), ("class", "lunju-map")])?;
    rect(out, &[("class", "paper")], [0, 0, size.width, size.height], 0)?;
    for item in placed.iter().filter(|placed| matches!(placed.item, Item::Section(_))) {
        rect(out, &[("class", "section")], [item.x, item.y, item.width, item.height], 8)?;
    }
    lines(out, map, placed)?;
    for item in placed {
        match item.item {
            Item::Section(_) => {}
            Item::Title => group(out, "title", &item.lines, item, None)?,
            Item::Heading(_) => group(out, "heading", &item.lines, item, None)?,
            Item::Legend => legend(out, map, item)?,
            Item::Source(_) => group(out, "source", &item.lines, item, None)?,
            Item::Node(index) => {
                let node = &map.nodes[index];
                let class = class(node.role, node.unsupported);
                group(out, class, &item.lines, item, Some(&map.tags(node).join(" · ")))?;
            }
        }
    }
    close(out, "g")?;
    close(out, "svg")
}

fn class(role: Role, unsupported: bool) -> &'static str {
    match role {
        _ if unsupported => "unsupported",
        Role::Claim => "claim",
        Role::Evidence => "evidence",
        Role::CallToAction => "call",
        Role::Other => "other",
    }
}

fn open(out: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    out.write_event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())))?;
    end_line(out)
}

fn close(out: &mut Xml, name: &str) -> io::Result<()> {
    out.write_event(Event::End(BytesEnd::new(name)))?;
    end_line(out)
}

fn write_text(out: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    let element = out.create_element(name).with_attributes(attributes.iter().copied());
    element.write_text_content(BytesText::new(&xml(text)))?;
    end_line(out)
}

fn rect(out: &mut Xml, attributes: &[(&str, &str)], [x, y, width, height]: [i32; 4], round: i32) -> io::Result<()> {
    let numbers = [("x", x), ("y", y), ("width", width), ("height", height), ("rx", round)];
    let numbers = numbers.map(|(name, number)| (name, number.to_string()));
    let rect = out.create_element("rect").with_attributes(attributes.iter().copied());
    rect.with_attributes(numbers.iter().map(|(name, number)| (*name, &**number))).write_empty()?;
    end_line(out)
}

/// A box with its text, for titles and headings without a frame.
fn group(out: &mut Xml, class: &str, lines: &[String], at: &Placed, head: Option<&str>) -> io::Result<()> {
    open(out, "g", &[("class", class)])?;
    let is_framed = !matches!(at.item, Item::Title | Item::Heading(_));
    if is_framed {
        let round = if matches!(class, "evidence" | "source") { 12 } else { 2 };
        rect(out, &[], [at.x, at.y, at.width, at.height], round)?;
    }
    let x = if is_framed { at.x + PAD + 2 } else { at.x }.to_string();
    let mut y = at.y + PAD + LINE - 5;
    if let Some(head) = head {
        write_text(out, "text", &[("class", "head"), ("x", &x), ("y", &(y - 2).to_string())], head)?;
        y += HEAD;
    }
    let pitch = if at.item == Item::Title { LINE + 8 } else { LINE };
    for line in lines {
        write_text(out, "text", &[("x", &x), ("y", &y.to_string())], line)?;
        y += pitch;
    }
    close(out, "g")
}

/// What colours, frames and lines mean.
fn legend(out: &mut Xml, map: &Map, at: &Placed) -> io::Result<()> {
    let labels = map.labels;
    let boxes = [
        ("claim", labels.role(Role::Claim)),
        ("unsupported", labels.unsupported),
        ("evidence", labels.role(Role::Evidence)),
        ("call", labels.role(Role::CallToAction)),
    ];
    let mut x = at.x;
    for (class, label) in boxes {
        open(out, "g", &[("class", class)])?;
        rect(out, &[], [x + 2, at.y + 10, 30, 18], if class == "evidence" { 8 } else { 2 })?;
        write_text(out, "text", &[("x", &(x + 40).to_string()), ("y", &(at.y + 24).to_string())], label)?;
        close(out, "g")?;
        x += 64 + width(label);
    }
    for kind in RelationKind::ALL {
        let (y, end) = (at.y + 19, x + 36);
        path(out, kind.name(), &format!("M{x},{y} L{end},{y}"), Some(&map.prefix))?;
        let label = labels.relation(*kind);
        write_text(out, "text", &[("x", &(x + 46).to_string()), ("y", &(at.y + 24).to_string())], label)?;
        x += 70 + width(label);
    }
    Ok(())
}

/// About how many pixels `text` takes.
fn width(text: &str) -> i32 {
    text.chars().map(columns).sum::<usize>() as i32 * 8
}

fn markers(out: &mut Xml, prefix: &str) -> io::Result<()> {
    open(out, "defs", &[])?;
    // An attack ends in a bar, the others in an arrow.
    let ends = [
        ("supports", "M0,0 L9,4 L0,8 z", "#009E73"),
        ("attacks", "M6,0 L9,0 L9,8 L6,8 z", "#D55E00"),
        ("restates", "M0,0 L9,4 L0,8 z", "#777777"),
    ];
    for (name, shape, color) in ends {
        let id = format!("{prefix}-{name}");
        let attributes = [
            ("id", &*id),
            ("markerWidth", "9"),
            ("markerHeight", "8"),
            ("refX", "9"),
            ("refY", "4"),
            ("orient", "auto"),
            ("markerUnits", "userSpaceOnUse"),
        ];
        open(out, "marker", &attributes)?;
        out.create_element("path").with_attributes([("d", shape), ("fill", color)]).write_empty()?;
        end_line(out)?;
        close(out, "marker")?;
    }
    close(out, "defs")
}

/// A line; one that ends in a marker names the `prefix` of the picture's ids.
fn path(out: &mut Xml, class: &str, shape: &str, prefix: Option<&str>) -> io::Result<()> {
    let (classes, marker) = (format!("line {class}"), prefix.map(|prefix| format!("url(#{prefix}-{class})")));
    let path = out.create_element("path").with_attributes([("class", &*classes), ("d", shape)]);
    let path = path.with_attributes(marker.as_deref().map(|marker| ("marker-end", marker)));
    path.write_empty()?;
    end_line(out)
}

/// What joins the boxes: evidence to its claim across the gap, boxes of one column in an arc beside it.
fn lines(out: &mut Xml, map: &Map, placed: &[Placed]) -> io::Result<()> {
    let mut at: Vec<Option<&Placed>> = vec![None; map.nodes.len()];
    for item in placed {
        match item.item {
            Item::Node(index) => at[index] = Some(item),
            Item::Source(index) => {
                if let Some(node) = at[index] {
                    let (x, y) = (node.x + node.width, middle(node).min(item.y + item.height - 8).max(item.y + 8));
                    path(out, "cites", &format!("M{x},{y} L{},{y}", item.x), None)?;
                }
            }
            _ => {}
        }
    }
    let mut arcs = 0;
    for edge in &map.edges {
        let (Some(from), Some(to)) = (at[edge.from], at[edge.to]) else { continue };
        let (y, end) = (middle(from), middle(to));
        let shape = match from.x.cmp(&to.x) {
            Ordering::Greater => curve((from.x, y), (to.x + to.width, end)),
            Ordering::Less => curve((from.x + from.width, y), (to.x, end)),
            Ordering::Equal => {
                // Arcs that begin near each other stay apart.
                let bulge = 26 + 11 * (arcs % 4);
                arcs += 1;
                let is_evidence = map.nodes[edge.from].role == Role::Evidence;
                let x = if is_evidence { from.x + from.width } else { from.x };
                let over = if is_evidence { x + bulge.min(32) } else { x - bulge };
                format!("M{x},{y} C{over},{y} {over},{end} {x},{end}")
            }
        };
        path(out, edge.kind.name(), &shape, Some(&map.prefix))?;
    }
    Ok(())
}

/// A curve that leaves and arrives level.
fn curve((x, y): (i32, i32), (end, level): (i32, i32)) -> String {
    let bend = (end - x) / 2;
    format!("M{x},{y} C{},{y} {},{level} {end},{level}", x + bend, end - bend)
}

fn middle(item: &Placed) -> i32 {
    item.y + item.height / 2
}
