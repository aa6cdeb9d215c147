//! A list with a cursor: which row is chosen, and which rows are in sight.

/// A cursor over some rows, kept in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The chosen row.
    pub selected: usize,
    /// The first row in sight.
    pub top: usize,
}

impl Cursor {
    /// Moves by `by` rows of `count`, and stops at the ends.
    pub(super) fn step(&mut self, by: isize, count: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Scrolls as little as brings the chosen row into the `height` rows in sight.
    pub(super) fn keep_in_sight(&mut self, count: usize, height: usize) {
        self.selected = self.selected.min(count.saturating_sub(1));
        let height = height.max(1);
        self.top = self.top.min(self.selected).max((self.selected + 1).saturating_sub(height));
        self.top = self.top.min(count.saturating_sub(height));
    }
}

/// How much room an article takes in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Density {
    /// Lines of its title.
    pub title: u16,
    /// Lines of what a search has found in it.
    pub excerpt: u16,
    /// Blank lines after it.
    pub gap: u16,
}

impl Density {
    /// The most comfortable one at which `count` articles need no scrolling in `height` rows; the
    /// closest one otherwise. `excerpt` lines say what a search has found in each.
    #[must_use]
    pub fn fitting(count: usize, height: u16, excerpt: u16) -> Density {
        let step = |title, gap| Density { title, excerpt, gap };
        let steps = [step(3, 1), step(2, 1), step(1, 1)];
        let fits =
            |density: &Density| count.saturating_mul(usize::from(density.rows())) <= usize::from(height) + 1;
        steps.into_iter().find(fits).unwrap_or(step(1, 0))
    }

    /// Rows that an article takes: title, excerpt, a line about it, gap.
    #[must_use]
    pub const fn rows(self) -> u16 {
        self.title + self.excerpt + 1 + self.gap
    }

    /// Articles that `height` rows can show.
    #[must_use]
    pub fn capacity(self, height: u16) -> usize {
        usize::from((height + self.gap) / self.rows()).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_stays_in_sight() {
        let check = |selected, top, count, height, expected: (usize, usize)| {
            let mut cursor = Cursor { selected, top };
            cursor.keep_in_sight(count, height);
            assert_eq!((cursor.selected, cursor.top), expected);
        };
        check(0, 0, 0, 10, (0, 0));
        check(12, 0, 100, 10, (12, 3));
        check(2, 5, 100, 10, (2, 2));
        check(99, 95, 100, 10, (99, 90));
        check(50, 45, 20, 10, (19, 10));
        check(5, 0, 10, 0, (5, 5));
    }

    #[test]
    fn few_articles_get_much_air() {
        let density = |title, excerpt, gap| Density { title, excerpt, gap };
        assert_eq!(Density::fitting(5, 24, 0), density(3, 0, 1));
        assert_eq!(Density::fitting(5, 20, 0), density(2, 0, 1));
        assert_eq!(Density::fitting(5, 24, 1), density(2, 1, 1));
        assert_eq!(Density::fitting(10_000, 24, 0), density(1, 0, 0));
        assert_eq!(density(1, 0, 0).capacity(21), 10);
        assert_eq!(density(1, 1, 0).capacity(21), 7);
    }
}
