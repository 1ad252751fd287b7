//! How well the program agrees with labelled articles: the scores of the day, which may only rise.

#[path = "../../examples/score/scores/mod.rs"]
mod scores;

use scores::Scores;
pub use scores::labels_in;
use std::path::{Path, PathBuf};

/// What a score is called, what it is, and the least that it may be.
type Floor = (&'static str, fn(&Scores) -> f64, f64);
/// The same with the most that it may be.
type Ceiling = Floor;

/// The label files of a folder of labelled articles beside the project; none where there is no such folder.
pub fn beside(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold").join(folder);
    labels_in(&folder).unwrap_or_else(|error| {
        println!("skipped: no labelled articles: {}: {error}", folder.display());
        Vec::new()
    })
}

/// Fails with every score that is worse than it was, and with what was decided otherwise than labelled.
fn hold(labels: &[PathBuf], floors: &[Floor], ceilings: &[Ceiling]) {
    let scores = Scores::of(labels).unwrap_or_else(|error| panic!("{error}"));
    assert!(scores.skipped.is_empty(), "labels without a text: {:?}", scores.skipped);
    println!("{scores}");
    let worse = |(name, score, bound): &Floor, sign: f64| {
        let value = score(&scores);
        (sign * value < sign * bound).then(|| format!("{name}: {value:.4}, was {bound:.3}"))
    };
    let fallen = floors.iter().filter_map(|floor| worse(floor, 1.0));
    let risen = ceilings.iter().filter_map(|ceiling| worse(ceiling, -1.0));
    let worse: Vec<String> = fallen.chain(risen).collect();
    assert!(worse.is_empty(), "{}\n\n{}\n\n{scores}", worse.join("\n"), scores.disagreements.join("\n"));
}

/// The reference article never enters a fit.
#[test]
fn the_reference_article_scores_as_well_as_ever() {
    let labels = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ai-leadership.json");
    let floors: [Floor; 9] = [
        ("role macro-F1", Scores::macro_f1, 0.801),
        ("unit boundary F1", |scores| scores.ends.f1(), 0.956),
        ("inner cut F1", |scores| scores.inner.f1(), 0.221),
        ("kind accuracy", |scores| scores.kinds.value(), 0.696),
        ("testimony recall", |scores| scores.testimony.value(), 0.817),
        ("source accuracy", |scores| scores.sources.value(), 0.874),
        ("support accuracy", |scores| scores.support.value(), 0.965),
        ("must recall", |scores| scores.must().value(), 0.811),
        ("sure and right", |scores| scores.reliability.sure_right(), 1.0),
    ];
    let ceilings: [Ceiling; 2] = [
        ("never raised", |scores| scores.never().value(), 0.0),
        // Not a score: beyond this an editor would switch the lints off.
        ("findings per 1,000 characters", Scores::per_thousand, 6.0),
    ];
    hold(&[labels], &floors, &ceilings);
}

/// These articles are in the fit: the figures guard against a broken program, they do not say how good it is.
#[test]
fn the_labelled_articles_score_as_well_as_ever() {
    let labels = beside("dev");
    if labels.is_empty() {
        return;
    }
    let floors: [Floor; 9] = [
        ("role macro-F1", Scores::macro_f1, 0.812),
        ("unit boundary F1", |scores| scores.ends.f1(), 0.956),
        ("inner cut F1", |scores| scores.inner.f1(), 0.451),
        ("kind accuracy", |scores| scores.kinds.value(), 0.764),
        ("testimony recall", |scores| scores.testimony.value(), 0.748),
        ("source accuracy", |scores| scores.sources.value(), 0.870),
        ("support accuracy", |scores| scores.support.value(), 0.719),
        ("must recall", |scores| scores.must().value(), 0.532),
        ("sure and right", |scores| scores.reliability.sure_right(), 0.972),
    ];
    let ceilings: [Ceiling; 2] = [
        ("never raised", |scores| scores.never().value(), 0.0),
        ("findings per 1,000 characters", Scores::per_thousand, 6.0),
    ];
    hold(&labels, &floors, &ceilings);
}

/// Their roles are in the fit, their findings are in none: most pages and word lists were written without them.
#[test]
fn findings_by_other_writers_score_as_well_as_ever() {
    let labels = beside("train");
    if labels.is_empty() {
        return;
    }
    let floors: [Floor; 1] = [("must recall", |scores| scores.must().value(), 0.183)];
    let ceilings: [Ceiling; 2] = [
        ("never raised", |scores| scores.never().value(), 0.028),
        ("findings per 1,000 characters", Scores::per_thousand, 6.0),
    ];
    hold(&labels, &floors, &ceilings);
}
