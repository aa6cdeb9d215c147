//! Labels → kinds. The usual ones are known, the reader's own table goes before them, and any other is a
//! kind of its own.

use super::super::kind::{EntityKind, Kinds};
use super::report::{Errors, Format, ImportFault, Report};
use std::collections::HashMap;

/// What labels mean. Case does not matter.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    own: HashMap<String, EntityKind>,
    kinds: Kinds,
}

const PERSON: &[&str] = &["PER", "PERSON", "PERS", "PEOPLE", "شخص", "شخصية"];
const ORGANISATION: &[&str] =
    &["ORG", "ORGANIZATION", "ORGANISATION", "COMPANY", "CORP", "NGO", "منظمة", "مؤسسة"];
const PLACE: &[&str] = &[
    "LOC", "LOCATION", "GPE", "FAC", "FACILITY", "PLACE", "GEO", "CITY", "COUNTRY", "STATE", "REGION",
    "مكان", "موقع",
];

impl Labels {
    /// Adds a table of the reader's own: a label and its kind a line, with a tab between them. A kind is
    /// `PER`, `ORG`, `LOC`, or a name that the reader chooses.
    pub fn add(&mut self, place: &str, table: &str) -> Report {
        let (mut errors, mut taken) = (Errors::default(), 0);
        for (line, text) in (1..).zip(table.lines()) {
            if text.trim().is_empty() || text.starts_with('#') {
                continue;
            }
            let read = text.split_once('\t').and_then(|(label, kind)| {
                let kind = self.kinds.intern(kind.trim()).filter(|_| !label.trim().is_empty())?;
                self.own.insert(key(label), kind);
                Some(())
            });
            match read {
                Some(()) => taken += 1,
                None => errors.push(line, ImportFault::LabelLine),
            }
        }
        Report { taken, ..Report::new(place, Some(Format::Labels), errors) }
    }

    /// What a label means, if that is known: that of a kind means the kind.
    #[must_use]
    pub fn known(&self, label: &str) -> Option<EntityKind> {
        let key = key(label);
        let usual = || {
            let kinds = [(PERSON, EntityKind::Person), (ORGANISATION, EntityKind::Organisation)];
            let kinds = kinds.into_iter().chain([(PLACE, EntityKind::Place)]);
            kinds.into_iter().find_map(|(labels, kind)| labels.contains(&key.as_str()).then_some(kind))
        };
        self.own.get(&key).copied().or_else(usual).or_else(|| self.kinds.get(label.trim()))
    }

    /// What a label means: a kind of its own, if nothing else is known of it. `None` if it cannot be the
    /// name of a kind, or one too many.
    pub fn kind(&mut self, label: &str) -> Option<EntityKind> {
        self.known(label).or_else(|| self.kinds.intern(label.trim()))
    }

    /// The kinds met so far.
    #[must_use]
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
    }
}

fn key(label: &str) -> String {
    label.trim().to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_kinds() {
        let mut labels = Labels::default();
        let report = labels.add("kinds.tsv", "# mine\nNORP\tORG\nnothing\nWEAPON\tعتاد\n\tPER\nGPE\tPER");
        assert_eq!((report.taken, report.unread.count), (3, 2));
        assert_eq!(report.unread.first.iter().map(|error| error.line).collect::<Vec<_>>(), [3, 5]);
        let mut check = |label: &str, name: &str| {
            let kind = labels.kind(label).expect(label);
            assert_eq!(labels.kinds().name(kind), name, "{label}");
        };
        check("PERSON", "PER");
        check("pers", "PER");
        check(" Organization ", "ORG");
        check("FAC", "LOC");
        check("norp", "ORG");
        // The reader's word goes before what is usual.
        check("GPE", "PER");
        check("WEAPON", "عتاد");
        check("عتاد", "عتاد");
        check("MISC", "MISC");
        check("Event", "Event");
        check("Event", "Event");
        assert_eq!(labels.kind(" "), None);
        assert_eq!(labels.kind(&"x".repeat(61)), None);
        let kinds = (0..1000).filter(|n| labels.kind(&format!("K{n}")).is_some()).count();
        assert_eq!(kinds, Kinds::MOST - 3);
    }
}
