//! A filter in words, for those who read it elsewhere than in the line at the top.

use super::Words;
use crate::app::Language;
use crate::entity::EntityTable;
use crate::index::{Filter, Link, Term};

impl Words {
    /// What an article must mention: `ليبيا and (داعش or حماس), without سوريا`. Names that are suspended count
    /// for nothing, and are left out.
    #[must_use]
    pub fn filter(self, filter: &Filter, entities: &EntityTable) -> String {
        let name = |term: &Term| entities.get(term.entity).map(|entity| entity.canonical.as_str());
        let counts = || filter.terms().iter().filter(|term| !term.is_suspended);
        let mut groups: Vec<Vec<&str>> = Vec::new();
        let mut excluded: Vec<&str> = Vec::new();
        // The first term of a group may be suspended: the others are one all the same.
        let mut begins = true;
        for term in filter.terms() {
            begins |= term.link == Link::And;
            let Some(name) = name(term).filter(|_| !term.is_suspended) else { continue };
            match term.link {
                Link::Not => excluded.push(name),
                Link::And | Link::Or if begins => {
                    groups.push(vec![name]);
                    begins = false;
                }
                Link::And | Link::Or => groups.last_mut().into_iter().for_each(|group| group.push(name)),
            }
        }
        let (or, and, without, comma) = match self.0 {
            Language::English => (" or ", " and ", "without ", ", "),
            Language::Arabic => (" أو ", " و", "بلا ", "، "),
        };
        let is_alone = groups.len() == 1 && counts().all(|term| term.link != Link::Not);
        let group = |names: &Vec<&str>| match names.as_slice() {
            [one] => (*one).to_string(),
            several if is_alone => several.join(or),
            several => format!("({})", several.join(or)),
        };
        let wanted = groups.iter().map(group).collect::<Vec<String>>().join(and);
        let excluded = excluded.iter().map(|name| format!("{without}{name}"));
        let all = std::iter::once(wanted).filter(|wanted| !wanted.is_empty()).chain(excluded);
        all.collect::<Vec<String>>().join(comma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::{EntityId, EntityKind};

    #[test]
    fn a_filter_is_said_as_it_counts() {
        let mut entities = EntityTable::new();
        let ids: Vec<EntityId> =
            "abcd".chars().map(|c| entities.intern(EntityKind::Place, &c.to_string(), None)).collect();
        let check = |keys: &str, english: &str, arabic: &str| {
            let mut filter = Filter::default();
            for key in keys.split(' ').filter(|key| !key.is_empty()) {
                let (name, link) = match key.as_bytes() {
                    [b'|', name] => (name, Link::Or),
                    [b'-', name] => (name, Link::Not),
                    [b'~', name] => {
                        filter.suspend(ids[usize::from(name - b'a')]);
                        continue;
                    }
                    [name] => (name, Link::And),
                    _ => panic!("{key}"),
                };
                filter.toggle(ids[usize::from(name - b'a')], link);
            }
            assert_eq!(Words(Language::English).filter(&filter, &entities), english, "{keys}");
            assert_eq!(Words(Language::Arabic).filter(&filter, &entities), arabic, "{keys}");
        };
        check("", "", "");
        check("a", "a", "a");
        check("a b", "a and b", "a وb");
        check("a |b", "a or b", "a أو b");
        check("a |b c", "(a or b) and c", "(a أو b) وc");
        check("a |b -c", "(a or b), without c", "(a أو b)، بلا c");
        check("-a -b", "without a, without b", "بلا a، بلا b");
        check("a b ~b", "a", "a");
        check("a |b |c ~a d", "(b or c) and d", "(b أو c) وd");
        check("a b |c ~b", "a and c", "a وc");
        check("a ~a", "", "");
    }
}
