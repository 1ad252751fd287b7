//! The sources that the house trusts: evidence that names one of them is sourced, whatever the parser makes of its words.

use crate::model::argument::{Argument, Attribution, Role};
use crate::pack::lexicon::{Lexicons, TRUSTED};
use std::borrow::Cow;

/// `argument`, which was parsed with `lexicons`, with `named` as the source of all evidence whose unit names a trusted
/// source and has no better one.
#[must_use]
pub fn credit<'a>(argument: &'a Argument, lexicons: &Lexicons) -> Cow<'a, Argument> {
    let mut credited = Cow::Borrowed(argument);
    let Some(trusted) = lexicons.id(TRUSTED) else { return credited };
    for cue in argument.cues.iter().filter(|cue| cue.list == trusted) {
        let next = argument.units.partition_point(|unit| unit.span.start <= cue.span.start);
        let Some(id) = next.checked_sub(1) else { continue };
        let unit = &argument.units[id];
        let in_unit = cue.span.end <= unit.span.end;
        if in_unit
            && unit.role == Role::Evidence
            && matches!(unit.source, Some(Attribution::None | Attribution::Vague) | None)
        {
            credited.to_mut().units[id].source = Some(Attribution::Named);
        }
    }
    credited
}
