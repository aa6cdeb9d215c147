//! What rules found, hidden by a key: names, mentions, counts, the filter and the walk go by what is left, and
//! all of it comes back.

mod drawing;

use ratatui::layout::Size;
use std::collections::BTreeSet;
use std::sync::Arc;
use warraq::app::{Effect, Language, Message, Model, Msg, NameRow, Overlay};
use warraq::corpus::Source;
use warraq::entity::repair::Repairs;
use warraq::entity::{EntityId, EntityKind, Provenance};
use warraq::keys::KeySequence;
use warraq::library::{self, Changes, Shelf};
use warraq::ui::{Scheme, Theme};

/// A reader in front of the five articles.
struct Reader {
    model: Model,
    shelf: Shelf,
    repairs: Repairs,
}

/// «السنوار» and «بايدن» are listed and their surnames found by rule; this one no list holds.
const RULE: &str = "سعيد عبد الرازق";

impl Reader {
    fn new(columns: u16, language: Language) -> Reader {
        let shelf = library::shelve(Source::Embedded);
        let model = Model::new(Size::new(columns, 40), language);
        let mut reader = Reader { model, shelf, repairs: Repairs::begun() };
        reader.tell(Msg::Library(Arc::new(reader.shelf.snapshot())));
        reader
    }

    fn tell(&mut self, msg: Msg) {
        if let Some(Effect::Repair(edit)) = self.model.update(msg) {
            self.repairs.edit(&edit);
            self.shelf.change(Changes { repairs: self.repairs.clone(), ..Changes::default() });
            self.tell(Msg::Library(Arc::new(self.shelf.snapshot())));
        }
    }

    fn press(&mut self, keys: &str) -> &mut Reader {
        let keys: KeySequence = keys.parse().expect("written keys");
        keys.keys().iter().for_each(|key| self.tell(Msg::Key(*key)));
        self
    }

    fn go_to(&mut self, name: &str) -> &mut Reader {
        let keys: Vec<String> =
            name.chars().map(|c| if c == ' ' { "<Space>".into() } else { c.to_string() }).collect();
        self.press("3 / <C-u>").press(&keys.join(" ")).press("<Enter> <Esc>");
        let entity = self.model.names().selected().expect("a name is in hand");
        assert_eq!(self.model.snapshot().entities[entity].canonical, name);
        self
    }

    fn find(&self, name: &str) -> Option<EntityId> {
        self.model.snapshot().entities.find(EntityKind::Person, name)
    }

    /// The names of the sidebar with their counts: articles, mentions.
    fn listed(&self) -> BTreeSet<(EntityId, u32, u32)> {
        let row = |row: &NameRow| match row {
            NameRow::Name(id, facet) => Some((*id, facet.articles, facet.mentions)),
            NameRow::Head(_) => None,
        };
        self.model.names().rows().iter().filter_map(row).collect()
    }

    /// The same by what the listed articles of the whole library mention, rules left out.
    fn sure(&self) -> BTreeSet<(EntityId, u32, u32)> {
        let snapshot = self.shelf.snapshot();
        let sure = |id| {
            let mentions = snapshot.mentions(id).iter();
            mentions.filter(|mention| mention.provenance != Provenance::Rule).map(|mention| mention.entity)
        };
        let all = snapshot.articles().iter().flat_map(|article| sure(article.id));
        let named: BTreeSet<EntityId> = all.collect();
        let counts = named.into_iter().map(|name| {
            let of = |id| sure(id).filter(|entity| *entity == name).count() as u32;
            let counts: Vec<u32> = self.model.listed().iter().map(|id| of(*id)).collect();
            (name, counts.iter().filter(|count| **count > 0).count() as u32, counts.iter().sum())
        });
        counts.collect()
    }

    fn screen(&self) -> String {
        let rows = drawing::rows(&drawing::drawn(&self.model, &Theme::from(Scheme::Monochrome)));
        rows.into_iter().map(|row| row + "\n").collect()
    }
}

#[test]
fn names_counts_and_mentions_are_what_is_left_and_all_comes_back() {
    let mut reader = Reader::new(120, Language::English);
    let before = reader.listed();
    assert!(reader.find(RULE).is_some());
    reader.press("H");
    assert!(reader.model.hides_rules() && reader.find(RULE).is_none());
    assert_eq!(reader.listed(), reader.sure());
    assert!(reader.listed().len() < before.len());
    assert!(matches!(reader.model.message(), Some(Message::RulesHidden { in_filter: 0, .. })));
    assert!(reader.screen().contains("listed only") && !reader.screen().contains(['○', '□', '△']));
    // «السنوار» stands five times, with his whole name the first time.
    reader.go_to("يحيى السنوار").press("<Enter>");
    assert_eq!(reader.listed(), reader.sure());
    assert_eq!(reader.model.listed().len(), 1);
    reader.press("t");
    let Some(Overlay::Trail(trail)) = reader.model.overlay() else { panic!("the trail is open") };
    assert_eq!(trail.steps.len(), 1);
    reader.press("<Esc> n");
    assert_eq!(reader.model.reader().walk(reader.model.snapshot(), &reader.model.wanted()).of, 1);
    reader.press("H");
    assert!(reader.model.reader().walk(reader.model.snapshot(), &reader.model.wanted()).of > 4);
    reader.press("<Esc>");
    assert_eq!(reader.listed(), before);
}

#[test]
fn a_hidden_name_leaves_the_filter_until_it_is_shown_again() {
    let mut reader = Reader::new(120, Language::English);
    reader.go_to("تركيا").press("<Enter>");
    let with_turkey = reader.model.listed().len();
    reader.go_to(RULE).press("<Enter>");
    let filter = reader.model.filter().clone();
    assert_eq!(filter.terms().len(), 2);
    reader.press("H");
    assert_eq!(reader.model.filter().terms().len(), 1);
    assert_eq!(reader.model.listed().len(), with_turkey);
    assert!(reader.screen().contains("1 of the filter · H shows them"), "{}", reader.screen());
    reader.press("H");
    assert_eq!(*reader.model.filter(), filter);
    // What the reader has done meanwhile is not undone.
    reader.press("H <Esc> H");
    assert!(reader.model.filter().is_empty());
    // Nothing but hidden names: the filter is empty, and cannot be brought back while they are.
    reader.go_to(RULE).press("<Enter> H");
    assert!(reader.model.filter().is_empty() && reader.model.listed().len() == 5);
    reader.press("H <Esc> H .");
    assert_eq!(reader.model.message(), Some(&Message::FilterHidden));
    reader.press("H .");
    assert_eq!(reader.model.filter().terms().len(), 1);
}

#[test]
fn pins_and_changes_hold_while_names_are_hidden() {
    let mut reader = Reader::new(120, Language::English);
    reader.go_to(RULE).press("P H");
    let pinned = reader.listed();
    assert!(!reader.screen().contains("Pinned"));
    reader.go_to("تركيا").press("X");
    assert_eq!(reader.listed(), reader.sure());
    assert!(reader.listed().len() < pinned.len());
    reader.press("U");
    assert_eq!(reader.listed(), pinned);
    reader.press("H g");
    assert!(reader.screen().contains("Pinned 1"), "{}", reader.screen());
    // What the reader says of a name makes it no rule's.
    reader.press("3 A").press("<C-u> ا ل م ق ا ت ل ي ن <Enter> H");
    assert!(reader.model.snapshot().entities.iter().any(|(_, entity)| entity.canonical == "المقاتلين"));
}

#[test]
fn a_library_that_grows_while_names_are_hidden_hides_what_comes() {
    let mut reader = Reader::new(120, Language::Arabic);
    let whole = Arc::new(reader.shelf.snapshot());
    reader.press("H");
    reader.tell(Msg::Library(Arc::default()));
    assert!(reader.listed().is_empty() && reader.model.hides_rules());
    reader.tell(Msg::Library(whole));
    assert_eq!(reader.listed(), reader.sure());
    // Where rules have found nothing, there is nothing to hide.
    let mut nothing = Reader::new(120, Language::English);
    nothing.tell(Msg::Library(Arc::default()));
    nothing.press("H");
    assert_eq!(nothing.model.message(), Some(&Message::NoRules));
    assert!(!nothing.model.hides_rules());
}

#[test]
fn what_a_rule_found_has_a_hollow_sign_and_leaning_letters_without_colour() {
    for (columns, language) in [(120, Language::English), (80, Language::Arabic), (30, Language::English)] {
        let mut reader = Reader::new(columns, language);
        reader.go_to(RULE);
        assert!(reader.screen().contains('△'), "{}", reader.screen());
    }
}
