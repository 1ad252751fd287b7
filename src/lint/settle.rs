//! Which findings stay where lints yield to each other.
//!
//! A page is settled after the pages that it yields to; it loses each finding that shares a byte with one that such a page
//! has kept. So in a chain (a yields to b, b to c) a finding of b that gives way to c no longer silences one of a. `once`
//! comes last: a page that speaks once does so at the first place that it keeps. In a circle the page whose id comes first
//! is settled first, as if it yielded to none of those that are still open.

use crate::lint::find::Finding;
use crate::lint::scene::{overlaps, union};
use crate::pack::page::{Once, Page};
use std::collections::HashSet;

/// Drops from `found`, which holds the findings of each of `pages` (sorted by id) in the folded `text`, what gives way to others.
pub fn settle(pages: &[&Page], found: &mut [Vec<Finding>], text: &str) {
    let winners: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| {
            let position = |id: &String| pages.iter().position(|other| other.id == *id && other.id != page.id);
            page.yields_to.iter().filter_map(position).collect()
        })
        .collect();
    for id in order(&winners) {
        let kept: Vec<_> = winners[id].iter().flat_map(|&winner| &found[winner]).map(|finding| finding.span).collect();
        let kept = union(kept);
        found[id].retain(|finding| !overlaps(&kept, finding.span));
        match pages[id].once {
            Once::No => {}
            Once::Words => {
                let mut said = HashSet::new();
                found[id].retain(|finding| said.insert(finding.span.of(text)));
            }
            Once::Article => found[id].truncate(1),
        }
    }
}

/// The pages in the order in which they are settled.
fn order(winners: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(winners.len());
    let mut open = vec![true; winners.len()];
    while let Some(first) = open.iter().position(|&is_open| is_open) {
        let is_free = |id: usize| winners[id].iter().all(|&winner| !open[winner]);
        let free = (first..winners.len()).find(|&id| open[id] && is_free(id));
        let next = free.unwrap_or_else(|| circle(winners, &open, first).into_iter().min().unwrap_or(first));
        open[next] = false;
        order.push(next);
    }
    order
}

/// The pages of a circle to which `start` leads; every open page yields to an open one.
fn circle(winners: &[Vec<usize>], open: &[bool], start: usize) -> Vec<usize> {
    let mut path = vec![start];
    loop {
        let last = path[path.len() - 1];
        let Some(&next) = winners[last].iter().find(|&&winner| open[winner]) else { return path };
        if let Some(at) = path.iter().position(|&id| id == next) {
            return path.split_off(at);
        }
        path.push(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winners_come_first_and_circles_are_cut_at_the_first_page() {
        assert_eq!(order(&[vec![1], vec![2], vec![]]), [2, 1, 0]);
        assert_eq!(order(&[vec![], vec![2], vec![1], vec![2]]), [0, 1, 2, 3]);
        assert_eq!(order(&[vec![1], vec![2], vec![1]]), [1, 0, 2]);
    }
}
