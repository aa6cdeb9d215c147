//! Which sequence of keys means what. What the meanings are is the caller's: a keymap carries them.

use std::fmt;

use super::key::Key;
use super::notation::KeySequence;

/// Sequences of keys, each bound to an action; no bound sequence begins another.
///
/// ```
/// use warraq::keys::{Key, Keymap, Lookup};
///
/// let mut keymap = Keymap::new();
/// keymap.bind("g g".parse()?, "top")?;
/// assert_eq!(keymap.lookup(&[Key::char('g')]), Lookup::Pending);
/// assert_eq!(keymap.lookup(&[Key::char('g'), Key::char('g')]), Lookup::Found("top"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap<A> {
    // In the order of binding, which is the order of the help. A keymap has some dozens of
    // entries and is asked once a key press: a tree would be no faster for a person.
    bindings: Vec<(KeySequence, A)>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<A> {
    /// They are bound to this.
    Found(A),
    /// They begin a longer bound sequence.
    Pending,
    /// Nothing is bound to them, nor to what could follow.
    Unknown,
}

/// A sequence that cannot be bound, because another one is in its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What was to be bound.
    pub wanted: KeySequence,
    /// What is bound already: the same sequence, the beginning of it, or one that it begins.
    pub bound: KeySequence,
}

impl<A: Clone> Keymap<A> {
    /// A keymap with nothing bound.
    #[must_use]
    pub const fn new() -> Self {
        Keymap { bindings: Vec::new() }
    }

    /// Binds `sequence` to `action`.
    ///
    /// # Errors
    /// When the sequence is bound already, begins a bound one, or begins with one: in each case
    /// one of the two could never be reached. Nothing is changed then.
    pub fn bind(&mut self, sequence: KeySequence, action: A) -> Result<(), Conflict> {
        let keys = sequence.keys();
        let in_the_way = self.bindings.iter().find(|(bound, _)| {
            let bound = bound.keys();
            bound.starts_with(keys) || keys.starts_with(bound)
        });
        if let Some((bound, _)) = in_the_way {
            return Err(Conflict { bound: bound.clone(), wanted: sequence });
        }
        self.bindings.push((sequence, action));
        Ok(())
    }

    /// What the keys pressed so far mean.
    #[must_use]
    pub fn lookup(&self, keys: &[Key]) -> Lookup<A> {
        match self.bindings.iter().find(|(bound, _)| bound.keys().starts_with(keys)) {
            Some((bound, action)) if bound.keys().len() == keys.len() => Lookup::Found(action.clone()),
            Some(_) => Lookup::Pending,
            None => Lookup::Unknown,
        }
    }

    /// What is bound to `action`, in the order in which it was bound.
    pub fn keys_of(&self, action: A) -> impl Iterator<Item = &KeySequence>
    where
        A: PartialEq,
    {
        self.iter().filter(move |(_, bound)| **bound == action).map(|(sequence, _)| sequence)
    }

    /// All bindings, in the order in which they were bound.
    pub fn iter(&self) -> impl Iterator<Item = (&KeySequence, &A)> {
        self.bindings.iter().map(|(sequence, action)| (sequence, action))
    }
}

impl<A: Clone> Default for Keymap<A> {
    fn default() -> Self {
        Keymap::new()
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Conflict { wanted, bound } = self;
        if wanted == bound {
            write!(f, "`{wanted}` is bound already")
        } else if bound.keys().starts_with(wanted.keys()) {
            write!(f, "`{wanted}` would hide `{bound}`, which begins with it")
        } else {
            write!(f, "`{wanted}` could not be reached: `{bound}` is bound already")
        }
    }
}

impl std::error::Error for Conflict {}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(written: &str) -> KeySequence {
        written.parse().expect("a written sequence")
    }

    fn keymap(bindings: &[&'static str]) -> Keymap<&'static str> {
        let mut keymap = Keymap::new();
        for written in bindings {
            keymap.bind(sequence(written), *written).expect("no conflict");
        }
        keymap
    }

    fn check(pressed: &str, expected: Lookup<&'static str>) {
        let keymap = keymap(&["j", "g g", "g G", "<C-w> g h", "<Enter>"]);
        assert_eq!(keymap.lookup(sequence(pressed).keys()), expected, "{pressed}");
    }

    #[test]
    fn lookups() {
        check("j", Lookup::Found("j"));
        check("g", Lookup::Pending);
        check("g g", Lookup::Found("g g"));
        check("g G", Lookup::Found("g G"));
        check("g x", Lookup::Unknown);
        check("g g g", Lookup::Unknown);
        check("<C-w>", Lookup::Pending);
        check("<C-w> g", Lookup::Pending);
        check("<C-w> g h", Lookup::Found("<C-w> g h"));
        check("w", Lookup::Unknown);
        check("<Enter>", Lookup::Found("<Enter>"));
    }

    #[test]
    fn conflicts() {
        for (bound, wanted) in [("g", "g"), ("g", "g g"), ("g g", "g"), ("a b c", "a b")] {
            let mut keymap = keymap(&["x", bound]);
            let conflict = keymap.bind(sequence(wanted), "new").expect_err(wanted);
            assert_eq!(conflict, Conflict { wanted: sequence(wanted), bound: sequence(bound) });
            assert!(conflict.to_string().contains(&format!("`{wanted}`")), "{conflict}");
            assert_eq!(keymap.iter().count(), 2, "nothing was changed");
        }
    }
}
