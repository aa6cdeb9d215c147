//! The reader changes names: written keys go into a model, the changes into a file of lines, and what the
//! screen shows comes out. A new model with the same lines shows the same.

mod drawing;

use ratatui::layout::Size;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use warraq::app::{Effect, Language, Model, Msg, NameRow, Pane};
use warraq::corpus::{ArticleId, NoticeKind, Source};
use warraq::entity::EntityKind;
use warraq::entity::repair::Repairs;
use warraq::keys::KeySequence;
use warraq::library::{self, Changes, OwnFiles, Shelf, Sources};
use warraq::ui::Theme;

/// A reader in front of the five articles, whose changes are kept in `repairs`.
struct Reader {
    model: Model,
    shelf: Shelf,
    repairs: Repairs,
    /// Whether changes cannot be kept.
    is_full: bool,
}

impl Reader {
    fn new(repairs: Repairs, language: Language) -> Reader {
        Reader::with(OwnFiles::default(), repairs, language)
    }

    /// The same, who has brought files along.
    fn with(own: OwnFiles, repairs: Repairs, language: Language) -> Reader {
        let articles = Source::Embedded;
        let shelf = library::shelve(Sources { articles, own, changes: changes(&repairs) });
        let model = Model::new(Size::new(120, 40), language);
        let mut reader = Reader { model, shelf, repairs, is_full: false };
        reader.tell(Msg::Library(Arc::new(reader.shelf.snapshot())));
        reader
    }

    fn tell(&mut self, msg: Msg) {
        if let Some(Effect::Repair(edit)) = self.model.update(msg) {
            self.repairs.edit(&edit);
            if self.is_full {
                self.tell(Msg::NotKept("disk full".into()));
            }
            self.shelf.change(changes(&self.repairs));
            self.tell(Msg::Library(Arc::new(self.shelf.snapshot())));
        }
    }

    fn press(&mut self, keys: &str) -> &mut Reader {
        let keys: KeySequence = keys.parse().expect("written keys");
        for key in keys.keys() {
            self.tell(Msg::Key(*key));
        }
        self
    }

    fn type_in(&mut self, text: &str) -> &mut Reader {
        let keys: Vec<String> =
            text.chars().map(|c| if c == ' ' { "<Space>".into() } else { c.to_string() }).collect();
        self.press(&keys.join(" "))
    }

    /// Puts the cursor of the names on this one, and shows all again.
    fn go_to(&mut self, name: &str) -> &mut Reader {
        self.press("3 /").press("<C-u>").type_in(name).press("<Enter>").press("<Esc>");
        assert_eq!(self.in_hand(), Some(name.to_string()));
        self
    }

    fn in_hand(&self) -> Option<String> {
        let entity = self.model.snapshot().entities.get(self.model.names().selected()?)?;
        Some(entity.canonical.clone())
    }

    /// In how many of the listed articles the sidebar says that a name stands; `None` if it is not listed.
    fn count(&self, kind: EntityKind, name: &str) -> Option<u32> {
        let entities = &self.model.snapshot().entities;
        self.model.names().rows().iter().find_map(|row| match row {
            NameRow::Name(id, facet) => {
                let entity = entities.get(*id).expect("what is listed is in the table");
                (entity.kind == kind && entity.canonical == name).then_some(facet.articles)
            }
            NameRow::Head(_) => None,
        })
    }

    fn screen(&self) -> String {
        let rows = drawing::rows(&drawing::drawn(&self.model, &Theme::dark()));
        rows.into_iter().map(|row| row + "\n").collect()
    }

    #[track_caller]
    fn shows(&self, text: &str) {
        assert!(self.screen().contains(text), "{text:?} is not in\n{}", self.screen());
    }

    fn lines(&self) -> Vec<String> {
        self.repairs.changes().map(ToString::to_string).collect()
    }
}

fn changes(repairs: &Repairs) -> Changes {
    Changes { repairs: repairs.clone(), ..Changes::default() }
}

const PLACE: EntityKind = EntityKind::Place;

#[test]
fn names_are_merged_deleted_added_and_all_of_it_holds_the_next_time() {
    let mut reader = Reader::new(Repairs::begun(), Language::English);
    let (brussels, libya) =
        (reader.count(PLACE, "بروكسل").expect("named"), reader.count(PLACE, "ليبيا").expect("named"));
    assert_eq!((brussels, libya), (1, 4));
    // Two that nobody would merge, so that the new count is another one.
    reader.go_to("بروكسل").press("=");
    reader.shows("goes into the name that you choose next");
    reader.go_to("ليبيا").press("=");
    let merged = reader.count(PLACE, "ليبيا").expect("still there");
    reader.shows("merged into");
    reader.shows(&format!("· {merged} articles · U undoes"));
    assert!(merged > libya && reader.count(PLACE, "بروكسل").is_none());
    assert_eq!(reader.in_hand().as_deref(), Some("ليبيا"), "the cursor stays");
    // Choosing it gives that many articles.
    reader.press("<Enter>");
    assert_eq!(reader.model.listed().len(), merged as usize);
    reader.press("<Esc>");
    reader.go_to("داعش").press("X");
    reader.shows("is no name any more");
    assert!(reader.count(EntityKind::Organisation, "داعش").is_none() && reader.in_hand().is_some());
    // A name that was not found, typed; the kind is chosen.
    reader.press("3 A <C-u> <Tab> <Tab>").type_in("المتطرفين").press("<Enter>");
    reader.shows("added as");
    let added: Vec<u32> =
        EntityKind::ALL.iter().filter_map(|kind| reader.count(*kind, "المتطرفين")).collect();
    assert_eq!(added.len(), 1);
    assert!(added[0] > 0);
    assert_eq!(reader.lines()[..2], ["merge\tLOC\tبروكسل\tinto\tLOC\tليبيا", "delete\tORG\tداعش"]);
    // The next time.
    let names = |reader: &Reader| reader.model.names().rows().to_vec().len();
    let again = Reader::new(Repairs::parse(&reader.repairs.to_bytes()), Language::English);
    assert_eq!(again.count(PLACE, "ليبيا"), Some(merged));
    assert_eq!(again.count(PLACE, "بروكسل"), None);
    assert_eq!(names(&again), names(&reader));
    // All of it undone, one after the other.
    reader.press("U U");
    assert!(reader.count(EntityKind::Organisation, "داعش").is_some());
    reader.press("U");
    reader.shows("Undone:");
    assert_eq!((reader.count(PLACE, "بروكسل"), reader.count(PLACE, "ليبيا")), (Some(brussels), Some(libya)));
    assert_eq!(reader.repairs, Repairs::begun());
    reader.press("U");
    reader.shows("Nothing was changed since you began");
}

#[test]
fn two_spellings_become_one_and_the_filter_follows() {
    // As if the list did not know that they are one.
    let text = "rename\tLOC\tسوريا\tto\tسوريا\nadd\tLOC\tالمتطرفين\n";
    let mut reader = Reader::new(Repairs::parse(text.as_bytes()), Language::English);
    reader.go_to("المتطرفين").press("<Enter> =");
    let listed = reader.model.listed().len();
    assert_eq!(reader.model.filter().terms().len(), 1);
    reader.go_to("سوريا").press("=");
    let terms = reader.model.filter().terms();
    assert_eq!(terms.len(), 1, "the filter is not lost");
    let entity = reader.model.snapshot().entities.get(terms[0].entity).expect("it is listed");
    assert_eq!(entity.canonical, "سوريا");
    assert!(reader.model.listed().len() >= listed);
    assert_eq!(reader.count(PLACE, "سوريا"), Some(reader.model.listed().len() as u32));
    // A name of the filter that is none any more leaves it, and all articles are listed.
    reader.press("X");
    assert!(reader.model.filter().is_empty());
    assert_eq!(reader.model.listed().len(), 5);
}

#[test]
fn a_name_is_renamed_and_changes_its_kind() {
    let mut reader = Reader::new(Repairs::begun(), Language::English);
    let before = reader.count(PLACE, "ليبيا");
    reader.go_to("ليبيا").press("<Enter> r");
    reader.shows("Show as");
    reader.type_in(" الحرة").press("<Enter>");
    assert_eq!(reader.in_hand().as_deref(), Some("ليبيا الحرة"));
    assert_eq!(reader.count(PLACE, "ليبيا الحرة"), before);
    assert_eq!(reader.model.filter().terms().len(), 1);
    reader.press("T");
    assert_eq!(reader.in_hand().as_deref(), Some("ليبيا الحرة"));
    assert_eq!(reader.count(EntityKind::Organisation, "ليبيا الحرة"), before);
    reader.shows("is an organisation now");
    assert_eq!(reader.lines(), ["rename\tLOC\tليبيا\tto\tليبيا الحرة", "kind\tLOC\tليبيا الحرة\tto\tORG"]);
    reader.press("U U");
    assert_eq!((reader.count(PLACE, "ليبيا"), reader.in_hand().as_deref()), (before, Some("ليبيا")));
    assert_eq!(reader.model.filter().terms().len(), 1, "the filter follows back");
    // A prompt that is left, or holds no word, changes nothing.
    reader.press("r <C-u> <Esc> r <C-u> ؟ <Enter>");
    reader.shows("A name needs a word");
    assert_eq!(reader.repairs, Repairs::begun());
}

#[test]
fn in_the_text_the_keys_are_about_the_mention_in_hand() {
    let mut reader = Reader::new(Repairs::begun(), Language::English);
    // The first that other articles mention too.
    let others = |reader: &Reader| {
        let walked = reader.model.reader().mention().expect("a mention");
        let snapshot = reader.model.snapshot();
        let mention = snapshot.mentions(ArticleId(0)).iter().find(|mention| mention.range == *walked);
        let entity = mention.expect("it is one").entity;
        (1..5).any(|article| snapshot.mentions(ArticleId(article)).iter().any(|m| m.entity == entity))
    };
    reader.press("2 n");
    while !others(&reader) {
        reader.press("n");
    }
    reader.press("D");
    assert_eq!(reader.model.focus(), Pane::Text);
    let line = reader.lines().remove(0);
    assert!(line.starts_with("delete\t") && line.ends_with("\tin\t000_0cb90742044c89c4.txt"), "{line}");
    reader.shows("is no name in this article");
    // It is none there, and one elsewhere.
    let name = line.split('\t').nth(2).expect("a name").to_string();
    let mentions = |reader: &Reader, article| {
        let snapshot = reader.model.snapshot();
        let named = |entity| snapshot.entities.get(entity).is_some_and(|entity| entity.canonical == name);
        snapshot.mentions(ArticleId(article)).iter().filter(|mention| named(mention.entity)).count()
    };
    assert_eq!(mentions(&reader, 0), 0);
    assert!((1..5).any(|article| mentions(&reader, article) > 0));
    // There is no mention in hand any more.
    reader.press("D");
    reader.shows("Choose a name first");
    // The words of the next one are offered to be added.
    reader.press("n A");
    let prompt = reader.model.prompt().expect("a line to type into");
    let mention = reader.model.reader().mention().expect("a mention").clone();
    let article = reader.model.snapshot().article(ArticleId(0)).expect("it is open");
    assert_eq!(*prompt.field.text(), article.text[mention]);
    reader.press("<Esc>");
    assert_eq!(reader.lines().len(), 1);
}

#[test]
fn a_card_says_how_a_name_is_spelled_and_its_keys_work_there() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(Repairs::begun(), language);
        reader.go_to("سوريا").press("w");
        let Some(warraq::app::Overlay::Name { card, .. }) = reader.model.overlay() else { panic!("no card") };
        let mentions: usize = card.spellings.iter().map(|spelling| spelling.mentions).sum();
        let snapshot = reader.model.snapshot();
        let all = snapshot.articles().iter().flat_map(|article| snapshot.mentions(article.id));
        assert_eq!(mentions, all.filter(|mention| mention.entity == card.id).count());
        let spelled: Vec<&str> = card.spellings.iter().map(|spelling| spelling.text.as_str()).collect();
        assert!(spelled.contains(&"سوريا") && spelled.contains(&"سورية"), "{spelled:?}");
        reader.shows("Syria");
        reader.shows(if language == Language::English { "listed" } else { "ﺔﻤﺋﺎﻘﻟﺍ ﻦﻣ" });
        assert!(card.changes.is_empty());
        // Scrolling leaves it open; a key that changes the name closes it and does that.
        reader.press("j k <End> <Home> T");
        assert!(reader.model.overlay().is_none());
        assert_eq!(reader.lines(), ["kind\tLOC\tسوريا\tto\tORG"]);
        assert_eq!(reader.in_hand().as_deref(), Some("سوريا"));
        // Then it says which lines of the file are about the name, however it is called there.
        reader.press("r <C-u>").type_in("الشام").press("<Enter> w");
        let Some(warraq::app::Overlay::Name { card, .. }) = reader.model.overlay() else { panic!("no card") };
        let head = Repairs::begun().to_bytes().split(|byte| *byte == b'\n').count() - 1;
        let lines: Vec<usize> = card.changes.iter().map(|(line, _)| line - head).collect();
        assert_eq!(lines, [1, 2]);
        let number = head + 1;
        reader.shows(&if language == Language::English {
            format!("line {number}")
        } else {
            number.to_string()
        });
        reader.shows("rename");
    }
}

#[test]
fn what_cannot_be_kept_is_done_and_said() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(Repairs::begun(), language);
        reader.go_to("سوريا").press("X");
        reader.shows(if language == Language::English {
            "· U undoes"
        } else {
            "ﻊﺟﺍﺮﺘﻠﻟ U ·"
        });
        reader.is_full = true;
        reader.go_to("ليبيا").press("X");
        assert_eq!(reader.count(PLACE, "ليبيا"), None);
        reader.shows("disk full");
    }
}

#[test]
fn a_mark_is_shown_and_let_go() {
    let mut reader = Reader::new(Repairs::begun(), Language::English);
    reader.go_to("ليبيا").press("=");
    assert!(reader.model.marked().is_some());
    reader.shows("= ﺎﻴﺒﻴﻟ");
    reader.press("<Esc>");
    assert!(reader.model.marked().is_none());
    // The same name twice is no merge.
    reader.press("= =");
    assert_eq!(reader.lines().len(), 0);
}

/// A file of the annotations that are tested elsewhere, too.
fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/imports").join(name)
}

#[test]
fn names_of_the_readers_own_kinds_are_changed_like_others() {
    let annotated = || OwnFiles { annotations: vec![data("seeds.jsonl")], ..OwnFiles::default() };
    let name = "التحالف";
    let kind = |reader: &Reader| {
        let entities = &reader.model.snapshot().entities;
        let of_name = entities.iter().filter(|(_, entity)| entity.canonical == name);
        let kinds: Vec<&str> = of_name.map(|(_, entity)| entities.kind_name(entity.kind)).collect();
        kinds.join(" ")
    };
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::with(annotated(), Repairs::begun(), language);
        let before = kind(&reader);
        assert!(before.contains("Ω-EVENT"), "{before}");
        reader.press("3 G");
        assert_eq!(reader.in_hand().as_deref(), Some(name), "the reader's own kinds come last");
        reader.press("w");
        reader.shows("Ω-EVENT");
        reader.press("<Esc> T");
        assert_eq!(reader.lines(), ["kind\tΩ-EVENT\tالتحالف\tto\tLOC"]);
        assert!(!kind(&reader).contains("Ω-EVENT"));
        // Round all kinds, and back.
        reader.press("T T T");
        assert_eq!(reader.lines()[3], "kind\tPER\tالتحالف\tto\tΩ-EVENT");
        assert_eq!(kind(&reader), before);
        reader.shows("Ω-EVENT");
        reader.press("U U U U");
        assert_eq!((reader.lines().len(), kind(&reader)), (0, before));
        // A name is added to the kind in hand; another is merged into it.
        reader.press("3 G r <End>").type_in(" الدولي").press("<Enter> A <C-u>").type_in("المتطرفين");
        reader.shows("Ω-EVENT");
        reader.press("<Enter>");
        reader.shows("Ω-EVENT");
        reader.go_to("ليبيا").press("=").go_to("المتطرفين").press("=");
        let lines = [
            "rename\tΩ-EVENT\tالتحالف\tto\tالتحالف الدولي",
            "add\tΩ-EVENT\tالمتطرفين",
            "merge\tLOC\tليبيا\tinto\tΩ-EVENT\tالمتطرفين",
        ];
        assert_eq!(reader.lines(), lines);

        // The next time, whatever number the kind has then.
        let names = |reader: &Reader| -> Vec<String> {
            let entities = &reader.model.snapshot().entities;
            let mut names: Vec<String> = entities
                .iter()
                .map(|(_, entity)| format!("{} {}", entities.kind_name(entity.kind), entity.canonical))
                .collect();
            names.sort_unstable();
            names
        };
        let own = OwnFiles { kinds: vec![data("kinds.tsv")], ..annotated() };
        let again = Reader::with(own, reader.repairs.clone(), language);
        assert_eq!(names(&again), names(&reader));
        assert!(again.model.snapshot().notices.is_empty());
        // Without the file that tells of the kind: nothing is done, nothing lost, and that is said once.
        let without = Reader::new(reader.repairs.clone(), language);
        assert_eq!(names(&without), names(&Reader::new(Repairs::begun(), language)));
        let kinds: Vec<&NoticeKind> = without.model.snapshot().notices.iter().map(|n| &n.kind).collect();
        assert_eq!(kinds, [&NoticeKind::NoKind { name: "Ω-EVENT".into() }]);
    }
}
