//! A thesis that is first heard at the end.

use crate::model::argument::{Role, Slip, SlipKind, Unit};
use crate::model::article::BlockKind;
use crate::parse::consistency::pairs;
use crate::parse::role::View;

/// A shorter article is read to its end before anybody asks what it argues.
const LEAST_SENTENCES: usize = 12;
/// An earlier claim that has this many pairs of characters in common with the thesis announces it; of a title one is
/// enough, of an earlier call two.
const ANNOUNCES: usize = 4;

/// The thesis, where it is a demand that stands in the last fifth of a long article, while neither the title nor any claim
/// or call of the first three quarters announces it.
pub fn slips(view: &View, units: &[Unit]) -> Vec<Slip> {
    let found = find(view, units);
    found.map(|id| Slip { span: units[id].span, kind: SlipKind::Thesis, other: None }).into_iter().collect()
}

fn find(view: &View, units: &[Unit]) -> Option<usize> {
    let id = units.iter().position(|unit| unit.thesis && unit.role == Role::CallToAction && unit.is_sure())?;
    let (first, last) = (units.first()?, units.last()?);
    if last.sentence < LEAST_SENTENCES || id * 5 < units.len() * 4 {
        return None;
    }
    let told = pairs(units[id].span.of(view.text));
    let shared = |other: &Unit| pairs(other.span.of(view.text)).intersection(&told).count();
    let titled = matches!(view.places[0].block, BlockKind::Heading(_)) && shared(first) > 0;
    let early = &units[..id - id / 4];
    let announced = early.iter().any(|unit| match unit.role {
        Role::CallToAction => shared(unit) * 2 >= ANNOUNCES,
        Role::Claim | Role::Other => shared(unit) >= ANNOUNCES,
        Role::Evidence => false,
    });
    (!titled && !announced).then_some(id)
}
