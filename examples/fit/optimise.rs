//! Multinomial logistic regression with a quadratic penalty, by L-BFGS.

use argmin::core::{CostFunction, Error, Executor, Gradient, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use std::cell::RefCell;

/// Where a fit stops at the latest; cross-validated scores no longer change by then.
const ITERATIONS: u64 = 60;

/// A training example: features with values, its class, and how much it counts.
pub struct Example<'a> {
    /// Feature numbers (dense, from 0) and values.
    pub features: &'a [(u32, f32)],
    /// The class.
    pub class: usize,
    /// Its weight.
    pub weight: f64,
}

/// Weights, the cost there and its slope.
type Point = (Vec<f64>, f64, Vec<f64>);

/// The regression as a function to be minimised. Everything is summed in one order, so a fit is repeatable.
struct Loss<'a> {
    examples: &'a [Example<'a>],
    classes: usize,
    /// The quadratic penalty of each feature's weights.
    penalties: &'a [f64],
    /// Where the solver was last, the cost there and the slope: it asks for both, one after the other.
    last: RefCell<Option<Point>>,
}

impl Loss<'_> {
    /// The class probabilities of an example.
    fn probabilities(&self, weights: &[f64], example: &Example) -> Vec<f64> {
        let mut scores = vec![0.0; self.classes];
        for &(feature, value) in example.features {
            let row = &weights[feature as usize * self.classes..][..self.classes];
            scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight * f64::from(value));
        }
        let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = scores.iter().map(|score| (score - most).exp()).sum();
        scores.iter().map(|score| (score - most).exp() / sum).collect()
    }
}

impl Loss<'_> {
    /// Cost and slope at `weights`.
    fn at<T>(&self, weights: &Vec<f64>, take: impl FnOnce(f64, &Vec<f64>) -> T) -> T {
        let mut last = self.last.borrow_mut();
        if last.as_ref().is_none_or(|last| last.0 != *weights) {
            let (cost, slope) = self.measure(weights);
            *last = Some((weights.clone(), cost, slope));
        }
        let none = (Vec::new(), f64::INFINITY, Vec::new());
        let (_, cost, slope) = last.as_ref().unwrap_or(&none);
        take(*cost, slope)
    }

    fn measure(&self, weights: &[f64]) -> (f64, Vec<f64>) {
        let rows = || weights.chunks_exact(self.classes).zip(self.penalties);
        let size: f64 =
            rows().map(|(row, penalty)| penalty * row.iter().map(|weight| weight * weight).sum::<f64>()).sum();
        let mut cost = 0.5 * size;
        let mut slope: Vec<f64> =
            rows().flat_map(|(row, penalty)| row.iter().map(move |weight| penalty * weight)).collect();
        for example in self.examples {
            let mut errors = self.probabilities(weights, example);
            cost -= example.weight * errors[example.class].max(1e-12).ln();
            errors[example.class] -= 1.0;
            for &(feature, value) in example.features {
                let row = &mut slope[feature as usize * self.classes..][..self.classes];
                let scale = example.weight * f64::from(value);
                row.iter_mut().zip(&errors).for_each(|(slope, error)| *slope += scale * error);
            }
        }
        (cost, slope)
    }
}

impl CostFunction for Loss<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, weights: &Vec<f64>) -> Result<f64, Error> {
        Ok(self.at(weights, |cost, _| cost))
    }
}

impl Gradient for Loss<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, weights: &Vec<f64>) -> Result<Vec<f64>, Error> {
        Ok(self.at(weights, |_, slope| slope.clone()))
    }
}

/// The weights that fit `examples` best, `classes` for each feature; `penalties` has one number a feature.
pub fn fit(examples: &[Example], classes: usize, penalties: &[f64]) -> Result<Vec<f64>, String> {
    let features = penalties.len();
    let loss = Loss { examples, classes, penalties, last: RefCell::new(None) };
    let solver =
        LBFGS::new(MoreThuenteLineSearch::new(), 8).with_tolerance_grad(1e-2).map_err(|error| error.to_string())?;
    let result = Executor::new(loss, solver)
        .configure(|state| state.param(vec![0.0; features * classes]).max_iters(ITERATIONS))
        .run()
        .map_err(|error| error.to_string())?;
    result.state().get_best_param().cloned().ok_or_else(|| "no weights found".to_owned())
}
