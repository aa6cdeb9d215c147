//! What an article has to mention: a row of terms, as the reader chose them one after the other.
//!
//! A term that is *or* stands with the term before it: of such a group an article must mention one. It
//! must mention one of every group, and nothing that is excluded. Terms that are suspended count for
//! nothing, and keep their place.

use crate::entity::EntityId;

/// The terms, in the order in which they were chosen. Empty, it lets every article through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    terms: Vec<Term>,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What is to be mentioned, or not.
    pub entity: EntityId,
    /// How it stands to the others.
    pub link: Link,
    /// Whether it counts for nothing at the moment.
    pub is_suspended: bool,
}

/// How a term stands to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// It must be mentioned too.
    And,
    /// It may be mentioned instead of the term before; as `And`, if there is none.
    Or,
    /// It must not be mentioned.
    Not,
}

impl Filter {
    /// Of these terms; of two about the same entity, the first.
    #[must_use]
    pub fn of(terms: impl IntoIterator<Item = Term>) -> Filter {
        let mut filter = Filter::default();
        for term in terms {
            if filter.term(term.entity).is_none() {
                filter.terms.push(term);
            }
        }
        filter
    }

    /// The terms, in their order.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether there is no term, suspended ones counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The term of `entity`.
    #[must_use]
    pub fn term(&self, entity: EntityId) -> Option<&Term> {
        self.terms.iter().find(|term| term.entity == entity)
    }

    /// What articles are looked for by: entities that count, and are not excluded.
    pub fn wanted(&self) -> impl Iterator<Item = EntityId> + Clone + '_ {
        let wanted = self.terms.iter().filter(|term| !term.is_suspended && term.link != Link::Not);
        wanted.map(|term| term.entity)
    }

    /// Adds `entity`, or, if it is there, changes how it stands; it counts then. Where it stood as `link`
    /// already, it is taken out.
    pub fn toggle(&mut self, entity: EntityId, link: Link) {
        match self.terms.iter().position(|term| term.entity == entity) {
            Some(at) if self.terms[at].link == link => {
                self.terms.remove(at);
            }
            Some(at) => self.terms[at] = Term { entity, link, is_suspended: false },
            None => self.terms.push(Term { entity, link, is_suspended: false }),
        }
    }

    /// Suspends the term of `entity`, or lets it count again. Whether there is such a term.
    pub fn suspend(&mut self, entity: EntityId) -> bool {
        let term = self.terms.iter_mut().find(|term| term.entity == entity);
        if let Some(term) = term {
            term.is_suspended = !term.is_suspended;
            return true;
        }
        false
    }

    /// Takes the last term out.
    pub fn pop(&mut self) -> Option<Term> {
        self.terms.pop()
    }

    /// Says what stands for each entity after the names have changed; what nothing stands for is taken out,
    /// and of two terms that are now one, the later.
    pub fn follow(&mut self, successor: impl Fn(EntityId) -> Option<EntityId>) {
        let terms = std::mem::take(&mut self.terms);
        for term in terms {
            if let Some(entity) = successor(term.entity).filter(|entity| self.term(*entity).is_none()) {
                self.terms.push(Term { entity, ..term });
            }
        }
    }

    /// Whether an article passes of which `mentions` says what it mentions.
    pub(super) fn lets_through(&self, mentions: impl Fn(EntityId) -> bool) -> bool {
        // Whether one of the group in hand is mentioned; `None` while nothing in it counts.
        let mut is_met: Option<bool> = None;
        for term in &self.terms {
            if term.link == Link::And && is_met == Some(false) {
                return false;
            }
            let is_there = !term.is_suspended && mentions(term.entity);
            is_met = match term.link {
                Link::Not if is_there => return false,
                Link::Not => is_met,
                Link::And => (!term.is_suspended).then_some(is_there),
                Link::Or if term.is_suspended => is_met,
                Link::Or => Some(is_met.unwrap_or(false) || is_there),
            };
        }
        is_met != Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a` and, `|b` or, `-c` not; `~` before it: suspended.
    fn filter(terms: &str) -> Filter {
        let term = |term: &str| {
            let (is_suspended, term) = term.strip_prefix('~').map_or((false, term), |term| (true, term));
            let (link, name) = match term.as_bytes()[0] {
                b'|' => (Link::Or, &term[1..]),
                b'-' => (Link::Not, &term[1..]),
                _ => (Link::And, term),
            };
            Term { entity: id(name.as_bytes()[0]), link, is_suspended }
        };
        Filter { terms: terms.split_whitespace().map(term).collect() }
    }

    fn id(letter: u8) -> EntityId {
        EntityId(u32::from(letter - b'a'))
    }

    #[test]
    fn terms_are_read_as_they_stand() {
        let check = |terms: &str, article: &str, expected| {
            let mentions = |entity: EntityId| article.bytes().any(|letter| id(letter) == entity);
            assert_eq!(filter(terms).lets_through(mentions), expected, "{terms:?} on {article:?}");
        };
        check("", "", true);
        check("a", "a", true);
        check("a", "b", false);
        check("a b", "a", false);
        check("a b", "ab", true);
        check("a |b", "b", true);
        check("a |b c", "b", false);
        check("a |b c", "bc", true);
        check("a b |c", "ac", true);
        check("a b |c", "c", false);
        check("-a", "a", false);
        check("-a", "", true);
        check("a -b |c", "c", true);
        check("a -b |c", "bc", false);
        // An *or* without a term before it begins a group.
        check("|a", "", false);
        check("-a |b", "b", true);
        // A suspended term leaves its group to the others.
        check("~a |b", "a", false);
        check("~a |b", "b", true);
        check("a ~|b", "b", false);
        check("a ~b |c", "a", false);
        check("a ~b |c", "ac", true);
        check("~a", "", true);
        check("a ~-b", "ab", true);
    }

    #[test]
    fn terms_follow_their_names() {
        let mut filter = filter("a |b -c ~d");
        // b is merged into a, c into e; d is deleted.
        filter.follow(|entity| [0, 0, 4].get(entity.0 as usize).map(|stands| EntityId(*stands)));
        assert_eq!(filter, super::tests::filter("a -e"));
    }

    #[test]
    fn the_same_key_again_takes_a_term_out() {
        let mut filter = filter("a b");
        filter.toggle(id(b'b'), Link::Or);
        assert_eq!(filter, super::tests::filter("a |b"));
        filter.toggle(id(b'c'), Link::Not);
        assert!(filter.suspend(id(b'c')) && !filter.suspend(id(b'd')));
        assert_eq!(filter, super::tests::filter("a |b ~-c"));
        assert_eq!(filter.wanted().collect::<Vec<_>>(), [id(b'a'), id(b'b')]);
        filter.toggle(id(b'c'), Link::Not);
        filter.toggle(id(b'a'), Link::And);
        assert_eq!(filter, super::tests::filter("|b"));
        assert!(filter.pop().is_some() && filter.pop().is_none());
    }
}
