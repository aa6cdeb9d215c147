//! All that is known of a name: how it is spelled and where, and what can be done about it.

use super::action::Action;
use crate::entity::repair::Change;
use crate::entity::{Entity, EntityId, Provenance};
use crate::library::Snapshot;
use std::collections::HashMap;

/// What the panel about a name shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameCard {
    /// Which one.
    pub id: EntityId,
    /// Its name, its kind, its name in English.
    pub entity: Entity,
    /// In how many articles it is named.
    pub articles: usize,
    /// Its spellings, the most frequent first.
    pub spellings: Vec<Spelling>,
    /// The reader's changes that have to do with it, in their order, with their lines in the reader's file.
    pub changes: Vec<(usize, Change)>,
}

/// A row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardRow<'a> {
    /// What it is called.
    Name,
    /// What it is, and how often it is named.
    Facts,
    /// Nothing.
    Blank,
    /// A way in which it is written.
    Spelling(&'a Spelling),
    /// A change, and its line.
    Change(usize, &'a Change),
    /// What can be done.
    Action(Action),
}

/// A way in which it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// As stored, with single blanks between words.
    pub text: String,
    /// How often.
    pub mentions: usize,
    /// In how many articles.
    pub articles: usize,
    /// Why it was found there.
    pub provenance: Vec<Provenance>,
}

impl NameCard {
    /// What the panel says can be done; these keys do it there, too.
    pub const ACTIONS: [Action; 7] = [
        Action::MergeName,
        Action::RenameName,
        Action::TurnKind,
        Action::DeleteNameHere,
        Action::DeleteName,
        Action::AddName,
        Action::UndoRepair,
    ];

    /// The card of a name; `None` if there is no such name.
    pub(super) fn new(snapshot: &Snapshot, id: EntityId) -> Option<NameCard> {
        let entity = snapshot.entities.get(id)?.clone();
        let mut spellings: Vec<Spelling> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut articles = 0;
        for article in snapshot.articles() {
            let mut is_here = vec![false; spellings.len()];
            for mention in snapshot.mentions(article.id).iter().filter(|mention| mention.entity == id) {
                let stored = article.text[mention.range.clone()].split_whitespace();
                let text = stored.collect::<Vec<_>>().join(" ");
                let at = *places.entry(text.clone()).or_insert(spellings.len());
                if at == spellings.len() {
                    spellings.push(Spelling { text, mentions: 0, articles: 0, provenance: Vec::new() });
                    is_here.push(false);
                }
                let spelling = &mut spellings[at];
                spelling.mentions += 1;
                spelling.articles += usize::from(!is_here[at]);
                is_here[at] = true;
                if !spelling.provenance.contains(&mention.provenance) {
                    spelling.provenance.push(mention.provenance);
                }
            }
            articles += usize::from(is_here.contains(&true));
        }
        spellings.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.text.cmp(&b.text)));
        let changes = snapshot.changes_of(id).map(|said| (said.line, said.change.clone())).collect();
        Some(NameCard { id, entity, articles, spellings, changes })
    }

    /// The rows of the panel, from the top.
    pub fn rows(&self) -> impl Iterator<Item = CardRow<'_>> {
        let spellings = self.spellings.iter().map(CardRow::Spelling);
        let blank = std::iter::once(CardRow::Blank);
        let changes = self.changes.iter().map(|(line, change)| CardRow::Change(*line, change));
        let between = blank.clone().filter(|_| !self.changes.is_empty());
        [CardRow::Name, CardRow::Facts, CardRow::Blank]
            .into_iter()
            .chain(spellings)
            .chain(blank)
            .chain(changes)
            .chain(between)
            .chain(Self::ACTIONS.map(CardRow::Action))
    }
}
