//! What was typed before, to be brought back.

/// Lines of one sort that were typed, each once, the last one last.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    lines: Vec<String>,
    /// Which of them stands in the field, and what stood there before.
    recalled: Option<(usize, String)>,
}

/// Lines that are remembered.
const LIMIT: usize = 100;

impl History {
    /// Remembers a line.
    pub(super) fn push(&mut self, line: &str) {
        self.recalled = None;
        if line.trim().is_empty() {
            return;
        }
        self.lines.retain(|known| known != line);
        self.lines.push(line.to_string());
        self.lines.drain(..self.lines.len().saturating_sub(LIMIT));
    }

    /// A field is open anew.
    pub(super) fn begin(&mut self) {
        self.recalled = None;
    }

    /// The line before the one that stands in the field; `typed` is what does.
    pub(super) fn before(&mut self, typed: &str) -> Option<String> {
        let (at, typed) = self.recalled.take().unwrap_or_else(|| (self.lines.len(), typed.to_string()));
        let to = self.lines[..at].iter().rposition(|line| *line != typed);
        self.recalled = Some((to.unwrap_or(at), typed)).filter(|(at, _)| *at < self.lines.len());
        to.map(|to| self.lines[to].clone())
    }

    /// The line after it; at last what was typed before any was brought back.
    pub(super) fn after(&mut self) -> Option<String> {
        let (at, typed) = self.recalled.take()?;
        match self.lines.get(at + 1) {
            Some(line) => {
                self.recalled = Some((at + 1, typed));
                Some(line.clone())
            }
            None => Some(typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_in_their_order_and_so_does_what_was_typed() {
        let mut history = History::default();
        assert_eq!((history.before("x"), history.after()), (None, None));
        for line in ["a", "b", " ", "c", "a"] {
            history.push(line);
        }
        let before = |history: &mut History| history.before("x");
        assert_eq!(before(&mut history).as_deref(), Some("a"));
        assert_eq!(before(&mut history).as_deref(), Some("c"));
        assert_eq!(before(&mut history).as_deref(), Some("b"));
        assert_eq!(before(&mut history), None, "b was the first");
        assert_eq!(history.after().as_deref(), Some("c"));
        assert_eq!(history.after().as_deref(), Some("a"));
        assert_eq!(history.after().as_deref(), Some("x"));
        assert_eq!(history.after(), None);
        // What stands in the field already is not brought back once more.
        assert_eq!(history.before("a").as_deref(), Some("c"));
    }

    #[test]
    fn there_is_a_bound() {
        let mut history = History::default();
        (0..1000).for_each(|n| history.push(&n.to_string()));
        assert_eq!(history.lines.len(), LIMIT);
    }
}
