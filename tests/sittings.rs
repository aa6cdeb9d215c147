//! Coming back to a library, without a terminal or a file: what one model hands out is given to another.

use ratatui::layout::Size;
use std::sync::{Arc, LazyLock};
use warraq::app::{Kept, Language, Message, Model, Msg, Order, Pane, Sitting};
use warraq::corpus::{ArticleId, Fingerprint, Source};
use warraq::index::Link;
use warraq::keys::KeySequence;
use warraq::library::{self, Snapshot};

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(Source::Embedded)));

/// The library as it is while it is being read: after the first article, after three, and whole.
static PIECES: LazyLock<Vec<Arc<Snapshot>>> = LazyLock::new(|| {
    let mut pieces = Vec::new();
    let (sender, snapshots) = std::sync::mpsc::channel();
    let worker = library::spawn(Source::Embedded.into(), move |snapshot| sender.send(snapshot).is_ok());
    let _worker = worker.expect("a thread");
    loop {
        let snapshot = snapshots.recv().expect("it goes on until all is read");
        pieces.push(snapshot);
        if pieces.last().is_some_and(|last| last.complete) {
            return pieces;
        }
    }
});

/// A reader, and what was kept for it.
struct Reader {
    model: Model,
    kept: Kept,
}

impl Reader {
    fn new(columns: u16, kept: Kept) -> Reader {
        let mut model = Model::new(Size::new(columns, 24), Language::English);
        model.update(Msg::Kept(Box::new(kept.clone())));
        Reader { model, kept }
    }

    /// In front of the five articles.
    fn reading(columns: u16, kept: Kept) -> Reader {
        let mut reader = Reader::new(columns, kept);
        reader.model.update(Msg::Library(Arc::clone(&SEEDS)));
        reader
    }

    fn press(&mut self, keys: &str) -> &mut Reader {
        let keys: KeySequence = keys.parse().expect("written keys");
        for key in keys.keys() {
            self.model.update(Msg::Key(*key));
        }
        self.model.update(Msg::Rest);
        self
    }

    fn type_in(&mut self, text: &str) -> &mut Reader {
        let keys: Vec<String> =
            text.chars().map(|c| if c == ' ' { "<Space>".into() } else { c.to_string() }).collect();
        self.press(&keys.join(" "))
    }

    /// What is kept when it leaves.
    fn leave(&mut self) -> Kept {
        let mut kept = self.kept.clone();
        for (article, change) in self.model.leave_article() {
            kept.marks.entry(article).or_default().set(change);
        }
        kept.met = Some(self.model.met());
        kept.sitting = Some(self.model.sitting());
        kept
    }

    fn open(&self) -> Option<u32> {
        self.model.reader().article().map(|id| id.0)
    }

    fn listed(&self) -> Vec<u32> {
        self.model.listed().iter().map(|id| id.0).collect()
    }

    /// The byte of the text at the top.
    fn byte(&self) -> usize {
        let reader = self.model.reader();
        reader.page().expect("an article is open").byte_at(reader.top())
    }
}

/// Article 3 at 60 %, a filter, an order, narrowed, two names pinned, a kind folded, at 60 columns.
fn left() -> (Reader, Kept) {
    let mut reader = Reader::reading(100, Kept::default());
    reader
        .press("3 /")
        .type_in("جون كيري")
        .press("<Enter> <Esc> - P /")
        .type_in("قطر")
        .press("<Enter> <Esc> P");
    reader.press("1 S S S j <Enter>");
    for _ in 0..100 {
        if reader.model.reader().percent() < 60 {
            reader.press("j");
        }
    }
    reader.press("3 f 2");
    reader.model.update(Msg::Resize(Size::new(60, 24)));
    let kept = reader.leave();
    (reader, kept)
}

#[test]
fn the_reader_is_where_it_was() {
    let (before, kept) = left();
    assert_eq!(before.model.filter().terms()[0].link, Link::Not);
    let sitting = kept.sitting.clone().expect("it was handed out");
    assert_eq!((sitting.order, sitting.pinned.len(), sitting.folded.len()), (Order::Shortest, 2, 1));
    for pieces in [&PIECES[..], std::slice::from_ref(&*SEEDS)] {
        let mut after = Reader::new(60, kept.clone());
        for piece in pieces {
            after.model.update(Msg::Library(Arc::clone(piece)));
        }
        assert_eq!((after.open(), after.byte()), (before.open(), before.byte()));
        assert_eq!(after.listed(), before.listed());
        assert_eq!(after.model.sitting(), sitting);
        assert_eq!(after.model.names().rows(), before.model.names().rows());
        assert_eq!(after.model.list(), before.model.list());
        assert_eq!(after.leave().marks, kept.marks, "coming back changes nothing");
    }
}

#[test]
fn the_same_sentence_is_at_the_top_at_every_width() {
    let (before, mut kept) = left();
    let article = SEEDS.articles()[before.open().expect("an article is open") as usize].fingerprint;
    let byte = kept.marks[&article].byte;
    // There and back again, ten times: no drift.
    for columns in [200, 61, 80, 110, 140, 30, 75, 100, 66, 60] {
        let mut after = Reader::reading(columns, kept);
        let reader = after.model.reader();
        let page = reader.page().expect("an article is open");
        assert_eq!(page.row_at(byte), Some(reader.top()), "at {columns} columns");
        kept = after.leave();
    }
    assert_eq!(kept.marks[&article].byte, byte);
    assert_eq!(Reader::reading(60, kept).byte(), before.byte());
}

#[test]
fn who_leaves_before_all_has_been_read_loses_nothing() {
    let (_, kept) = left();
    for count in 0..PIECES.len() {
        let mut reader = Reader::new(60, kept.clone());
        for piece in &PIECES[..count] {
            reader.model.update(Msg::Library(Arc::clone(piece)));
        }
        let again = reader.leave();
        assert_eq!(again.sitting, kept.sitting, "after {count} pieces");
        assert_eq!((again.marks, again.met), (kept.marks.clone(), kept.met.clone()));
    }
}

#[test]
fn who_has_moved_meanwhile_is_left_in_peace() {
    let (_, kept) = left();
    let first = ArticleId(0);
    let is_named = |mention: &warraq::entity::Mention| SEEDS.entities[mention.entity].canonical == "جون كيري";
    assert!(!SEEDS.mentions(first).iter().any(is_named), "the filter has to wait");
    let mut reader = Reader::new(60, kept.clone());
    reader.model.update(Msg::Library(Arc::clone(&PIECES[0])));
    reader.press("1 g");
    let here = reader.open();
    for piece in &PIECES[1..] {
        reader.model.update(Msg::Library(Arc::clone(piece)));
    }
    assert_eq!(reader.open(), here);
    // The filter is where cleared ones are.
    assert!(reader.model.filter().is_empty());
    reader.press(".");
    let terms = &reader.model.sitting().filter;
    assert_eq!(Some(terms), kept.sitting.as_ref().map(|sitting| &sitting.filter));
}

#[test]
fn a_filter_that_leaves_nothing_leaves_the_text() {
    let mut reader = Reader::reading(100, Kept::default());
    reader.press("j <Enter> <Space> F").type_in("qqq").press("<Enter>");
    assert!(reader.listed().is_empty());
    let (open, byte, kept) = (reader.open(), reader.byte(), reader.leave());
    let after = Reader::reading(100, kept);
    assert_eq!((after.open(), after.byte()), (open, byte));
}

#[test]
fn what_is_gone_is_let_go() {
    let (_, kept) = left();
    let sitting = kept
        .sitting
        .as_ref()
        .map(|sitting| Sitting { open: Some(Fingerprint::of(b"gone")), ..sitting.clone() });
    let name = warraq::entity::repair::Name::new("LOC", "اسم لا يرد في النصوص").expect("a name");
    let sitting = sitting.map(|mut sitting| {
        sitting.filter[0].name = name.clone();
        sitting.pinned[0] = name;
        sitting
    });
    let reader = Reader::reading(60, Kept { sitting, ..kept });
    assert!(reader.model.filter().is_empty());
    assert_eq!(reader.listed().len(), 5);
    assert_eq!(reader.model.sitting().pinned.len(), 1);
    assert_eq!(reader.model.reader().article(), reader.model.listed().first().copied());
}

#[test]
fn only_what_is_unread_is_listed_and_nothing_goes_away_under_the_eyes() {
    let mut reader = Reader::reading(120, Kept::default());
    reader.press("j m j m g");
    reader.press("R");
    assert_eq!(reader.listed(), [0, 3, 4]);
    assert!(reader.model.is_unread_only());
    // Beside each name stands how many of those mention it.
    for (id, _) in SEEDS.entities.iter() {
        let mentions =
            |article: &&u32| SEEDS.mentions(ArticleId(**article)).iter().any(|mention| mention.entity == id);
        let count = reader.model.names().rows().iter().find_map(|row| match row {
            warraq::app::NameRow::Name(name, facet) if *name == id => Some(facet.articles as usize),
            _ => None,
        });
        assert_eq!(count, Some([0, 3, 4].iter().filter(mentions).count()));
    }
    reader.press("m");
    assert_eq!(reader.listed(), [0, 3, 4], "until it is asked anew");
    reader.press("j R R");
    assert_eq!((reader.listed(), reader.open()), (vec![3, 4], Some(3)));
    // The open article stays, read or not.
    reader.press("R 1 j R");
    reader.press("R g R");
    assert_eq!((reader.listed(), reader.open()), (vec![0, 3, 4], Some(0)));
    let kept = reader.leave();
    let after = Reader::reading(120, kept);
    assert_eq!((after.listed(), after.open()), (vec![0, 3, 4], Some(0)));
}

#[test]
fn the_next_unread_article_is_found_round_the_end() {
    let mut reader = Reader::reading(80, Kept::default());
    reader.press("j m j j m g");
    let mut met = Vec::new();
    for _ in 0..4 {
        reader.press("]");
        met.extend(reader.open());
    }
    assert_eq!(met, [2, 4, 0, 2]);
    // From the text, it is read by being opened.
    reader.press("2 ] ]");
    assert_eq!(reader.model.message(), None);
    reader.press("]");
    assert_eq!(reader.model.message(), Some(&Message::NoUnread));
    assert_eq!(reader.model.focus(), Pane::Text);
}

#[test]
fn the_list_is_sorted_and_numbers_and_the_cursor_stay() {
    let mut reader = Reader::reading(120, Kept::default());
    reader.press("j j");
    let mut orders = Vec::new();
    for _ in 0..Order::ALL.len() {
        reader.press("S");
        orders.push(reader.model.order());
        let mut listed = reader.listed();
        assert_eq!(reader.open(), Some(2), "the cursor stays on its article");
        assert_eq!(listed.get(reader.model.list().selected), Some(&2));
        listed.sort_unstable();
        assert_eq!(listed, [0, 1, 2, 3, 4]);
    }
    assert_eq!(orders.last(), Some(&Order::Given));
    assert_eq!(orders[..4], Order::ALL[1..]);
    // Among the names it sorts those.
    reader.press("3 S");
    assert_eq!(reader.model.order(), Order::Given);
    // An order holds for what a filter leaves.
    reader.press("1 S S S");
    let by_length = reader.listed();
    let words = |id: &u32| SEEDS.article(ArticleId(*id)).map(|article| article.words);
    assert!(by_length.is_sorted_by_key(words), "{by_length:?}");
    reader.press("3 /").type_in("ليبيا").press("<Enter> <Esc> <Enter>");
    let filtered: Vec<u32> = by_length.iter().copied().filter(|id| reader.listed().contains(id)).collect();
    assert_eq!((reader.listed(), filtered.len()), (filtered.clone(), 4));
}

#[test]
fn what_was_not_there_is_new_until_it_is_read() {
    let fingerprint = |id: usize| SEEDS.articles()[id].fingerprint;
    let mut met = vec![fingerprint(0), fingerprint(2), fingerprint(4)];
    met.sort_unstable();
    let mut reader = Reader::reading(80, Kept { met: Some(met), ..Kept::default() });
    let new =
        |reader: &Reader| -> Vec<u32> { (0..5).filter(|id| reader.model.is_new(ArticleId(*id))).collect() };
    assert_eq!((new(&reader), reader.model.new_articles()), (vec![1, 3], 2));
    reader.press("j <Enter>");
    assert_eq!((new(&reader), reader.model.new_articles()), (vec![3], 1));
    let kept = reader.leave();
    assert_eq!(Reader::reading(80, kept).model.new_articles(), 0);
    assert_eq!(Reader::reading(80, Kept::default()).model.new_articles(), 0, "the first time nothing is");
}
