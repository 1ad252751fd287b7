//! What the writer of an unknown name may have meant.

use crate::pack::select::schema::{ATTRIBUTES, Argument, ELEMENTS, PSEUDO_CLASSES, PseudoClass, Values};

/// The name among `known` that is nearest to `name`, if one is near: the first of equals.
pub fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let name: String = name.chars().map(half_width).collect();
    let near = |known: &'k str| {
        let distance = strsim::damerau_levenshtein(&name, known);
        (distance <= known.len().max(4) / 3 && distance < known.len()).then_some((distance, known))
    };
    known.into_iter().filter_map(near).min_by_key(|&(distance, _)| distance).map(|(_, known)| known)
}

/// A letter of a Chinese keyboard's full-width mode as the plain letter, in lower case.
fn half_width(c: char) -> char {
    let plain = u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).filter(char::is_ascii_graphic);
    plain.unwrap_or(c).to_ascii_lowercase()
}

/// What to say about an element that there is not.
pub fn unknown_element(name: &str) -> String {
    let fault = format!("there is no element `{name}`");
    if let Some(element) = nearest(name, ELEMENTS.iter().map(|element| element.name)) {
        return format!("{fault}: did you mean `{element}`?");
    }
    if let Some(place) = elsewhere(name) {
        return format!("{fault}: write `{place}`");
    }
    let all: Vec<&str> = ELEMENTS.iter().map(|element| element.name).collect();
    format!("{fault}: there are {}", all.join(", "))
}

/// What to say about an attribute that there is not.
pub fn unknown_attribute(name: &str) -> String {
    let fault = format!("there is no attribute `{name}`");
    if let Some(place) = elsewhere(name) {
        return format!("{fault}: write `{place}`");
    }
    if let Some(attribute) = nearest(name, ATTRIBUTES.iter().map(|attribute| attribute.name)) {
        return format!("{fault}: did you mean `{attribute}`?");
    }
    let mut all: Vec<&str> = ATTRIBUTES.iter().map(|attribute| attribute.name).collect();
    all.dedup();
    format!("{fault}: there are {}", all.join(", "))
}

/// What to say about a pseudo-class that there is not, written with brackets or without.
pub fn unknown_pseudo_class(name: &str) -> String {
    if matches!(name, "before" | "after" | "first-line" | "first-letter") {
        return format!(
            "`:{name}` is a pseudo-element of CSS, and the tree has none: `:previous(S)` and `:next(S)` look around"
        );
    }
    let fault = format!("there is no pseudo-class `:{name}`");
    if name == "same" {
        return format!("{fault}: write `:in-section-with(S)`");
    }
    if let Some(place) = elsewhere(name) {
        return format!("{fault}: write `{place}`");
    }
    match nearest(name, PSEUDO_CLASSES.iter().map(|class| class.name)) {
        Some(near) => {
            let class = PSEUDO_CLASSES.iter().find(|class| class.name == near);
            format!("{fault}: did you mean `{}`?", class.map_or_else(String::new, example))
        }
        None => fault,
    }
}

/// A pseudo-class with what its brackets hold.
pub fn example(class: &PseudoClass) -> String {
    let brackets = match class.argument {
        Argument::None => "",
        Argument::Formula => "(2n+1)",
        Argument::Selector => "(S)",
        Argument::Count => "(2, S)",
    };
    format!(":{}{brackets}", class.name)
}

/// Where a name belongs that was written as another part of a selector.
fn elsewhere(name: &str) -> Option<String> {
    if let Some(element) = ELEMENTS.iter().find(|element| element.name == name) {
        return Some(element.name.to_owned());
    }
    if let Some(class) = PSEUDO_CLASSES.iter().find(|class| class.name == name) {
        return Some(example(class));
    }
    if let Some(attribute) = ATTRIBUTES.iter().find(|attribute| attribute.name == name) {
        let value = if matches!(attribute.values, Values::Flag) { "" } else { "=..." };
        return Some(format!("[{name}{value}]"));
    }
    let owner = ATTRIBUTES.iter().find(|attribute| attribute.list().contains(&name))?;
    Some(format!("{}[{}={name}]", owner.on.elements().next()?.name, owner.name))
}
