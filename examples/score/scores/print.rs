//! Scores as text.

use super::Scores;
use super::tally::Share;
use lunju::model::argument::Role;
use std::fmt;

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.print_roles(f)?;
        writeln!(f, "unit boundary F1: {:.3}", self.ends.f1())?;
        writeln!(f, "inner cut F1: {:.3} of {}", self.inner.f1(), self.inner.labelled())?;
        for (what, share) in [
            ("kind accuracy on agreed roles", self.kinds),
            ("testimony recall", self.testimony),
            ("source accuracy on agreed evidence", self.sources),
            ("support accuracy on agreed claims", self.support),
        ] {
            print_share(f, what, share)?;
        }
        self.print_lints(f)?;
        print_share(f, "must recall", self.must())?;
        print_share(f, "never raised", self.never())?;
        let articles = self.articles;
        writeln!(f, "diagnostics per 1000 characters: {:.2} in {articles} articles", self.per_thousand())?;
        writeln!(f)?;
        self.print_confusion(f)?;
        writeln!(f)?;
        write!(f, "{}", self.reliability)
    }
}

impl Scores {
    fn print_roles(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for &role in Role::ALL {
            let agreement = self.role(role);
            let (precision, recall) = (agreement.precision(), agreement.recall());
            let (name, f1, labelled) = (role.name(), agreement.f1(), agreement.labelled());
            writeln!(f, "role {name:15} F1 {f1:.3}  precision {precision:.3}  recall {recall:.3}  gold {labelled}")?;
        }
        writeln!(f, "role macro-F1 (claim, evidence, call-to-action): {:.3}", self.macro_f1())
    }

    fn print_lints(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (lint, tally) in &self.asked {
            let raised = self.raised.get(lint).copied().unwrap_or_default();
            writeln!(
                f,
                "lint {lint:24} must found {:3}/{:<3}  never raised {:3}/{:<3}  raised in all {raised}",
                tally.must.hits, tally.must.of, tally.never.hits, tally.never.of
            )?;
        }
        Ok(())
    }

    fn print_confusion(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:18}", "labelled \\ found")?;
        for found in Role::ALL {
            write!(f, "{:>16}", found.name())?;
        }
        writeln!(f)?;
        for &label in Role::ALL {
            write!(f, "{:18}", label.name())?;
            for &found in Role::ALL {
                write!(f, "{:16}", self.roles.get(&(label, found)).copied().unwrap_or_default())?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

fn print_share(f: &mut fmt::Formatter, what: &str, share: Share) -> fmt::Result {
    writeln!(f, "{what}: {:.3} of {}", share.value(), share.of)
}
