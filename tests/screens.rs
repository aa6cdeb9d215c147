//! The whole reader without a terminal: written keys go into a model, and what the screen would
//! show comes out.
//!
//! `tests/screens/*.txt` hold a few screens whole. Raw visual Arabic in a file would be reordered
//! by every editor, so each Arabic letter stands there as one ASCII letter (Buckwalter's safe
//! transliteration; lam-alef is `#`), and under each row that holds any a second row marks those
//! cells with `r`. `WARRAQ_BLESS=1 cargo test --test screens` writes them anew: look at the
//! difference before you keep it.

mod drawing;
mod letters;
mod random;

use letters::letters;
use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;
use warraq::app::{CopyEnd, Effect, Language, Model, Msg, NameRow, Overlay, PageRow, Pane};
use warraq::corpus::{ArticleId, Source};
use warraq::entity::{EntityId, EntityKind};
use warraq::keys::{Key, KeyCode, KeySequence};
use warraq::library::{self, OwnFiles, Snapshot, Sources};
use warraq::ui::Theme;

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(Source::Embedded)));

const SIZES: [(u16, u16); 6] = [(80, 24), (120, 40), (200, 50), (40, 12), (30, 10), (1, 1)];

/// A reader in front of the five articles.
struct Reader {
    model: Model,
    effects: Vec<Effect>,
}

impl Reader {
    fn new(columns: u16, rows: u16, language: Language) -> Reader {
        let mut reader =
            Reader { model: Model::new(Size::new(columns, rows), language), effects: Vec::new() };
        reader.tell(Msg::Library(Arc::clone(&SEEDS)));
        reader
    }

    /// In front of the same, and of annotations that it has brought along.
    fn with_annotations(columns: u16, rows: u16, language: Language) -> Reader {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/imports/seeds.jsonl");
        let own = OwnFiles { annotations: vec![file.into()], ..OwnFiles::default() };
        let mut reader =
            Reader { model: Model::new(Size::new(columns, rows), language), effects: Vec::new() };
        let sources = Sources { own, ..Source::Embedded.into() };
        reader.tell(Msg::Library(Arc::new(library::load(sources))));
        reader
    }

    /// Presses keys, written one after the other: `j <Enter> / ل ي`.
    fn press(&mut self, keys: &str) -> &mut Reader {
        let keys: KeySequence = keys.parse().expect("written keys");
        for key in keys.keys() {
            self.tell(Msg::Key(*key));
        }
        // Then the hand rests.
        self.tell(Msg::Rest);
        self
    }

    /// Types a text, letter by letter.
    fn type_in(&mut self, text: &str) -> &mut Reader {
        let keys: Vec<String> =
            text.chars().map(|c| if c == ' ' { "<Space>".into() } else { c.to_string() }).collect();
        self.press(&keys.join(" "))
    }

    fn tell(&mut self, msg: Msg) {
        self.effects.extend(self.model.update(msg));
    }

    fn buffer(&self) -> Buffer {
        drawing::drawn(&self.model, &Theme::dark())
    }

    /// What each row shows, cells joined.
    fn rows(&self) -> Vec<String> {
        drawing::rows(&self.buffer())
    }

    fn shows(&self, text: &str) -> bool {
        self.rows().iter().any(|row| row.contains(text))
    }

    /// Moves the cursor of the names to the one that is listed as `name`.
    fn go_to_name(&mut self, name: &str) -> &mut Reader {
        self.press("3 /").type_in(name).press("<Enter>");
        let selected = self.model.names().selected().expect("a name is chosen");
        let entity = SEEDS.entities.get(selected).expect("it is in the table");
        assert_eq!(entity.canonical, name);
        self
    }
}

/// One row of a screen file, and the row under it that marks Arabic cells.
fn transliterated(cells: &[ratatui::buffer::Cell]) -> (String, String) {
    let mut letters = String::new();
    let mut marks = String::new();
    for cell in cells {
        let Some(first) = cell.symbol().chars().next() else { continue };
        let stored: String = std::iter::once(first).nfkc().collect();
        let letter = match stored.as_str() {
            "لا" | "لأ" | "لإ" | "لآ" => Some('#'),
            stored => buckwalter(stored.chars().next().unwrap_or(' ')),
        };
        letters.push(letter.unwrap_or(first));
        marks.push(if letter.is_some() { 'r' } else { ' ' });
    }
    (letters.trim_end().to_string(), marks.trim_end().to_string())
}

fn buckwalter(c: char) -> Option<char> {
    let arabic = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي،؛؟";
    let ascii = "CMOWIQAbptvjHxdVrzscSDTZEg_fqklmnhwYy,;?";
    arabic.chars().zip(ascii.chars()).find(|(a, _)| *a == c).map(|(_, ascii)| ascii)
}

#[track_caller]
fn check_screen(name: &str, reader: &Reader) {
    let buffer = reader.buffer();
    let mut screen = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let (letters, marks) = transliterated(row);
        screen.push_str(&letters);
        screen.push('\n');
        if !marks.is_empty() {
            screen.push_str(&marks);
            screen.push('\n');
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/screens/{name}.txt"));
    if std::env::var_os("WARRAQ_BLESS").is_some() {
        fs::write(&path, &screen).expect("the screen can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == screen, "{name} shows something else:\n{screen}");
}

#[test]
fn main_screens() {
    let english = |columns, rows| Reader::new(columns, rows, Language::English);
    check_screen("three-panes", english(120, 40).press("j <Enter>"));
    check_screen("two-panes", english(80, 24).press("j"));
    check_screen("names-beside-the-text", english(80, 24).press("3 j j"));
    check_screen("one-pane-list", &english(40, 12));
    check_screen("one-pane-text", english(30, 10).press("2"));
    check_screen("arabic-three-panes", Reader::new(120, 40, Language::Arabic).press("j <Enter>"));
    check_screen("arabic-two-panes", &Reader::new(80, 24, Language::Arabic));
    check_screen("help", english(80, 24).press("?"));
    check_screen("filtered", english(120, 30).go_to_name("ليبيا").press("<Enter>"));
    check_screen("options", english(80, 24).press("2 , j"));
    check_screen("arabic-zen", Reader::new(80, 24, Language::Arabic).press("z <Space>"));
    check_screen("residue-shown", english(80, 24).press("j j j <Enter> x"));
    check_screen("copying", english(80, 24).press("2 J n y"));
    check_screen("arabic-copying", Reader::new(80, 24, Language::Arabic).press("2 J n y"));
    check_screen("nothing-matches", english(80, 24).press("/").type_in("qqq"));
}

#[test]
fn every_article_opens_at_every_size_and_borders_are_straight() {
    for language in [Language::English, Language::Arabic] {
        for (columns, rows) in SIZES {
            let mut reader = Reader::new(columns, rows, language);
            for number in 0..5 {
                assert_eq!(reader.model.reader().article(), Some(ArticleId(number)));
                for _ in 0..40 {
                    borders_are_straight(&reader);
                    paragraphs_begin_at_the_right_edge(&reader);
                    reader.press("<Space>");
                }
                reader.press("J");
            }
        }
    }
}

/// Wherever two panes meet, the rule stands in its column on every row.
fn borders_are_straight(reader: &Reader) {
    let buffer = reader.buffer();
    let arrangement = reader.model.arrangement();
    let Some(text) = arrangement.text else { return };
    for x in arrangement.rules.into_iter().flatten() {
        for y in text.y..text.bottom() {
            assert_eq!(buffer[(x, y)].symbol(), "│", "column {x}, row {y} of {:?}", reader.rows());
        }
    }
}

/// The first letter of each paragraph in sight stands in the last column of the text.
fn paragraphs_begin_at_the_right_edge(reader: &Reader) {
    let buffer = reader.buffer();
    if reader.model.arrangement().text.is_none() {
        return;
    }
    let column = reader.model.text_column();
    let page = reader.model.reader().page().expect("an article is open");
    let in_sight = page.rows().iter().skip(reader.model.reader().top()).take(usize::from(column.height));
    for (y, row) in (column.y..).zip(in_sight) {
        let PageRow::Line { part, span } = row else { continue };
        let part = page.part(*part);
        // "TT" stands alone on a line of its own, and is no Arabic.
        if !part.paragraph.base().is_rtl() {
            continue;
        }
        let line = part.paragraph.line(span);
        let rightmost = line.cells().last().expect("a line of an article is not empty");
        assert_eq!(buffer[(column.right() - 1, y)].symbol(), rightmost.symbol);
        if span.text_range.start == 0 {
            assert_eq!(rightmost.range.start, 0, "the first word stands at the right edge");
        }
    }
}

#[test]
fn every_letter_of_the_text_is_on_the_screen() {
    // At a width where each pane shows the text, scrolled from top to bottom, the letters of all
    // rows are those that are stored.
    for (columns, rows) in [(80, 24), (120, 40), (30, 10)] {
        let mut reader = Reader::new(columns, rows, Language::English);
        reader.press("2 x");
        for article in SEEDS.articles() {
            assert_eq!(reader.model.reader().article(), Some(article.id));
            let mut seen = String::new();
            let column = reader.model.text_column();
            let mut next_row = 0;
            loop {
                let buffer = reader.buffer();
                let top = reader.model.reader().top();
                let page = reader.model.reader().page().expect("an article is open");
                for y in 0..column.height {
                    let row = top + usize::from(y);
                    let Some(PageRow::Line { .. }) = page.rows().get(row).filter(|_| row >= next_row) else {
                        continue;
                    };
                    let cells = (column.x..column.right()).map(|x| buffer[(x, column.y + y)].symbol());
                    seen.extend(cells);
                }
                next_row = top + usize::from(column.height);
                if next_row >= page.rows().len() {
                    break;
                }
                reader.press("<PageDown>");
            }
            assert_eq!(letters(&seen), letters(&article.text), "{}", article.name);
            reader.press("J x x");
            if !reader.model.reader().page().expect("open").shows_residue() {
                reader.press("x");
            }
        }
    }
}

#[test]
fn filtering_by_a_name_lists_exactly_the_articles_that_mention_it() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(120, 40, language);
        reader.press("j j");
        let before = reader.rows();
        let libya = SEEDS.entities.find(EntityKind::Place, "ليبيا").expect("Libya is named");
        let expected: Vec<ArticleId> = SEEDS
            .articles()
            .iter()
            .map(|article| article.id)
            .filter(|id| SEEDS.mentions(*id).iter().any(|mention| mention.entity == libya))
            .collect();
        assert_eq!(expected.len(), 4);
        reader.go_to_name("ليبيا").press("<Esc> <Enter>");
        assert_eq!(reader.model.wanted(), [libya]);
        assert_eq!(reader.model.listed(), expected);
        let walk = reader.model.reader().walk(reader.model.snapshot(), &reader.model.wanted());
        assert_eq!(walk.at, Some(1), "the first mention is shown");
        // Esc clears, and the same articles stand where they stood.
        reader.press("<Esc> 1");
        assert_eq!(reader.model.listed().len(), 5);
        assert!(reader.model.filter().is_empty());
        let after = reader.rows();
        let list = |rows: &[String]| {
            rows.iter().map(|row| row.split('│').next().map(str::to_string)).collect::<Vec<_>>()
        };
        if language == Language::English {
            assert_eq!(list(&after), list(&before));
        }
        assert_eq!(reader.model.reader().article(), Some(ArticleId(2)));
    }
}

#[test]
fn two_names_together_leave_the_articles_with_both() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.go_to_name("داعش").press("<Esc> <Enter>");
    assert_eq!(reader.model.listed().len(), 5);
    reader.go_to_name("جون كيري").press("<Esc> <Enter>");
    assert_eq!(reader.model.listed(), [ArticleId(1)]);
    // Enter on a chosen name takes it out again.
    reader.press("<Enter>");
    assert_eq!(reader.model.listed().len(), 5);
}

#[test]
fn names_are_joined_excluded_paused_and_brought_back() {
    let mut reader = Reader::new(120, 40, Language::English);
    let listed = |reader: &Reader| -> Vec<u32> { reader.model.listed().iter().map(|id| id.0).collect() };
    let with = |name: &str, kind| -> Vec<u32> {
        let entity = SEEDS.entities.find(kind, name).expect("it is named");
        let mentions = |id: &ArticleId| SEEDS.mentions(*id).iter().any(|mention| mention.entity == entity);
        SEEDS.articles().iter().map(|article| article.id).filter(mentions).map(|id| id.0).collect()
    };
    let (kerry, rome) = (with("جون كيري", EntityKind::Person), with("روما", EntityKind::Place));
    assert_eq!(kerry, [1]);
    reader.go_to_name("جون كيري").press("<Esc> <Enter>");
    reader.go_to_name("تركيا").press("<Esc> |");
    let turkey = with("تركيا", EntityKind::Place);
    let mut either: Vec<u32> = kerry.iter().chain(&turkey).copied().collect();
    either.sort_unstable();
    either.dedup();
    assert_eq!(listed(&reader), either);
    assert!(reader.shows("or") && either.len() > 1);
    // Paused, it leaves its place to the other.
    reader.press("p");
    assert_eq!(listed(&reader), kerry);
    assert!(reader.shows("‖"));
    reader.press("p");
    // Excluded after that.
    reader.go_to_name("روما").press("<Esc> -");
    let left: Vec<u32> = either.iter().filter(|id| !rome.contains(id)).copied().collect();
    assert_eq!(listed(&reader), left);
    reader.press("<Backspace>");
    assert_eq!(listed(&reader), either);
    reader.press("<Esc>");
    assert_eq!(listed(&reader).len(), 5);
    reader.press(".");
    assert_eq!(listed(&reader), either);
    // In the text, the keys are about the mention in hand.
    reader.press("<Esc> 1 g 2 n <Enter>");
    assert_eq!(reader.model.wanted().len(), 1);
    assert!(!reader.model.listed().is_empty());
}

#[test]
fn the_trail_of_a_name_leads_to_each_of_its_mentions() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(120, 40, language);
        let syria = SEEDS.entities.find(EntityKind::Place, "سوريا").expect("Syria is named");
        let all: usize = SEEDS
            .articles()
            .iter()
            .map(|article| {
                SEEDS.mentions(article.id).iter().filter(|mention| mention.entity == syria).count()
            })
            .sum();
        reader.go_to_name("سوريا").press("<Esc> t");
        let Some(Overlay::Trail(trail)) = reader.model.overlay() else { panic!("it is open") };
        assert_eq!((trail.entity, trail.steps.len()), (syria, all));
        for step in &trail.steps {
            let article = SEEDS.article(step.article).expect("it is listed");
            assert!(step.context.start <= step.mention.start && step.mention.end <= step.context.end);
            assert!(!article.text[step.context.clone()].contains('\n'), "no further than its line");
        }
        let last = trail.steps.last().expect("there are some").clone();
        // Each mention begins in the same column, at its right end.
        let buffer = reader.buffer();
        let chosen = Theme::dark().chosen.bg;
        let begins = |y: u16| (0..120).rev().find(|&x| Some(buffer[(x, y)].bg) == chosen);
        let columns: Vec<Option<u16>> = (2..2 + u16::try_from(all).expect("few")).map(begins).collect();
        assert!(columns[0].is_some() && columns.iter().all(|column| *column == columns[0]), "{columns:?}");
        reader.press("G <Enter>");
        assert!(reader.model.overlay().is_none());
        assert_eq!(reader.model.reader().article(), Some(last.article));
        assert_eq!(reader.model.reader().mention(), Some(&last.mention));
    }
}

#[test]
fn company_counts_are_the_rows_that_both_names_leave() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.go_to_name("ليبيا").press("<Esc> a");
    let Some(Overlay::Company(company)) = reader.model.overlay() else { panic!("it is open") };
    let (other, articles) = company.others[2];
    assert_eq!(company.articles, 4);
    // The name in hand is read whole at any width: سوريا, beside a bar that makes room for it.
    for columns in [30, 60, 120] {
        reader.tell(Msg::Resize(Size::new(columns, 10)));
        assert!(reader.shows("ﺎﻳﺭﻮﺳ"), "{columns}");
    }
    reader.press("j j <Enter>");
    assert_eq!(reader.model.wanted(), [reader.model.wanted()[0], other]);
    assert_eq!(reader.model.listed().len(), articles as usize);
}

#[test]
fn names_are_pinned_folded_sorted_and_limited_to_the_article() {
    let mut reader = Reader::new(120, 40, Language::English);
    let names = |reader: &Reader| -> Vec<EntityId> {
        let rows = reader.model.names().rows().iter();
        rows.filter_map(|row| if let NameRow::Name(id, _) = row { Some(*id) } else { None }).collect()
    };
    let all = names(&reader).len();
    reader.press("3 j j");
    let third = reader.model.names().selected().expect("a name");
    reader.press("P");
    assert_eq!(names(&reader)[0], third);
    assert!(reader.shows("Pinned 1"));
    reader.press("P");
    assert!(!reader.shows("Pinned"));
    // The kind in hand is folded away, and its head opens it.
    reader.press("3 g f");
    assert!(names(&reader).len() < all && reader.shows("Places 60 …"));
    assert_eq!(reader.model.names().len(), all, "folded ones are counted");
    // What is looked for is not hidden.
    reader.press("/").type_in("ليبيا");
    assert_eq!(names(&reader).len(), 1);
    reader.press("<Esc> g <Enter>");
    assert_eq!(names(&reader).len(), all);
    let by_count = names(&reader);
    reader.press("S");
    assert_ne!(names(&reader), by_count);
    let letters = |id: &EntityId| SEEDS.entities[*id].canonical.clone();
    assert_eq!(letters(&names(&reader)[0]), "أربيل");
    reader.press("S");
    assert_eq!(names(&reader), by_count);
    // The names of the open article, also of the next one.
    for article in [ArticleId(0), ArticleId(1)] {
        let expected: std::collections::BTreeSet<EntityId> =
            SEEDS.mentions(article).iter().map(|mention| mention.entity).collect();
        reader.press(if article.0 == 0 { "c" } else { "J" });
        assert_eq!(names(&reader).into_iter().collect::<std::collections::BTreeSet<_>>(), expected);
        assert!(reader.shows("in this article"));
    }
    reader.press("c");
    assert_eq!(names(&reader).len(), all);
}

#[test]
fn names_are_found_by_english_too() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("3 /").type_in("kerry");
    assert!(reader.shows("John Kerry") || reader.shows("ﻱﺮﻴﻛ ﻥﻮﺟ"));
    assert_eq!(reader.model.names().rows().len(), 2, "a head and one name");
    reader.press("<Esc>");
    assert!(reader.model.names().rows().len() > 100);
}

#[test]
fn narrowing_the_list_folds_spelling_and_escape_restores() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j j j");
    let before = reader.rows();
    // No hamza, ha for ta marbuta, no diacritics.
    reader.press("/").type_in("يحذر");
    assert_eq!(reader.model.listed(), [ArticleId(1), ArticleId(3)]);
    reader.press("<Esc>");
    assert_eq!(reader.rows(), before);
    reader.press("/").type_in("title:الولايات-المتحده").press("<Enter>");
    assert_eq!(reader.model.listed(), [ArticleId(3)]);
    reader.press("<Esc>");
    assert_eq!(reader.model.listed().len(), 5);
}

#[test]
fn mentions_are_walked_round_and_round() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.go_to_name("ليبيا").press("<Esc> <Enter> 2");
    let walk = |reader: &Reader| reader.model.reader().walk(reader.model.snapshot(), &reader.model.wanted());
    let first = walk(&reader);
    assert_eq!(first.at, Some(1));
    assert!(first.of > 3);
    assert!(reader.shows(&format!("1/{}", first.of)));
    reader.press("N");
    assert_eq!(walk(&reader).at, Some(first.of));
    reader.press("n");
    assert_eq!(walk(&reader).at, Some(1));
}

#[test]
fn an_answer_comes_before_what_is_folded_and_nothing_is_half_said() {
    // The fourth article has 27 folded lines, and the walk through its mentions is begun.
    let mut reader = Reader::new(30, 10, Language::English);
    reader.press("1 j j j n <Esc> 1");
    let bottom = |reader: &Reader| reader.rows().last().expect("a row").clone();
    assert!(!bottom(&reader).contains('…'), "{}", bottom(&reader));
    assert!(reader.shows("27 lines folded"));
    reader.press("S");
    assert!(reader.shows("Articles by title"), "{}", bottom(&reader));
}

#[test]
fn folded_lines_are_counted_and_shown_on_a_key() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("j");
    assert!(reader.shows("2 lines folded · x shows"));
    reader.press("2 x");
    assert!(reader.shows("left over from the page"));
    assert!(reader.shows("x folds"));
    reader.press("x");
    assert!(reader.shows("2 lines folded"));
}

#[test]
fn the_same_text_stays_at_the_top_when_the_screen_changes() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("j j j 2 <Space> <Space>");
    let byte = |reader: &Reader| {
        let page = reader.model.reader().page().expect("open");
        page.byte_at(reader.model.reader().top())
    };
    let before = byte(&reader);
    for (columns, rows) in [(60, 20), (200, 50), (33, 9), (120, 40)] {
        reader.tell(Msg::Resize(Size::new(columns, rows)));
        let top = byte(&reader);
        assert!(top <= before && before - top < 400, "{columns}x{rows}: {before} became {top}");
    }
}

fn byte_at_top(reader: &Reader) -> usize {
    let page = reader.model.reader().page().expect("an article is open");
    page.byte_at(reader.model.reader().top())
}

#[test]
fn each_article_is_found_where_it_was_left() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j 2 <Space> <Space> x");
    let (before, percent) = (byte_at_top(&reader), reader.model.reader().percent());
    assert!(before > 0 && percent > 0);
    reader.press("J J K K");
    assert_eq!(byte_at_top(&reader), before);
    assert!(reader.model.reader().page().expect("open").shows_residue());
}

#[test]
fn escape_from_a_filter_leaves_a_reader_who_read_on_in_peace() {
    let mut reader = Reader::new(120, 24, Language::English);
    reader.go_to_name("ليبيا").press("<Esc> <Enter> 1 j j 2 <Space>");
    let (article, byte) = (reader.model.reader().article(), byte_at_top(&reader));
    reader.press("<Esc>");
    assert!(reader.model.filter().is_empty());
    assert_eq!((reader.model.reader().article(), byte_at_top(&reader)), (article, byte));
}

#[test]
fn escape_from_a_search_returns_to_the_text() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j j 2 <Space>");
    let byte = byte_at_top(&reader);
    reader.press("F").type_in("التحالف").press("<Esc>");
    assert_eq!(reader.model.focus(), Pane::Text);
    assert_eq!((reader.model.reader().article(), byte_at_top(&reader)), (Some(ArticleId(2)), byte));
    // What is kept can be typed further.
    reader.press("F").type_in("التح").press("<Enter> /").type_in("الف");
    assert_eq!(reader.model.prompt().expect("typing").field.text(), "التحالف");
}

#[test]
fn the_walk_goes_on_from_what_is_on_the_screen() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j j j 2 n n <Space> <Space> <Space> <Space>");
    let top = byte_at_top(&reader);
    reader.press("n");
    let mention = reader.model.reader().mention().expect("a mention").clone();
    assert!(mention.start >= top, "{mention:?} stands before {top}");
    reader.press("g N");
    assert!(reader.shows("Round to the last mention"));
}

#[test]
fn the_chosen_name_is_in_sight_at_every_height() {
    for rows in 1..12 {
        let mut reader = Reader::new(80, rows, Language::English);
        reader.press("3 j j j");
        let selected = reader.model.names().selected().expect("a name is chosen");
        let name = &SEEDS.entities.get(selected).expect("it is in the table").canonical;
        let paragraph = warraq::text::Paragraph::new(name, Default::default(), Default::default());
        let shown = paragraph.elided(80).visual();
        assert!(reader.shows(&shown), "{rows} rows: {:?}", reader.rows());
    }
}

#[test]
fn a_name_that_no_listed_article_mentions_is_refused() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("/").type_in("نيويورك").press("<Enter>");
    assert_eq!(reader.model.listed(), [ArticleId(0)]);
    reader.go_to_name("جون كيري").press("<Enter>");
    assert!(reader.model.filter().is_empty());
    assert!(reader.shows("No article in the list mentions it"));
}

#[test]
fn help_scrolls_to_its_last_row_and_no_further() {
    for (columns, rows) in [(80, 24), (80, 12), (40, 10), (30, 8), (120, 50)] {
        let mut reader = Reader::new(columns, rows, Language::English);
        reader.press("? <End>");
        let at_end = reader.rows();
        assert!(at_end.iter().any(|row| row.contains("Quit")), "{columns}x{rows}: {at_end:?}");
        reader.press("<Down>");
        assert_eq!(reader.rows(), at_end);
        if rows < 40 {
            reader.press("<Up>");
            assert_ne!(reader.rows(), at_end, "{columns}x{rows}: a dead key");
        }
    }
}

#[test]
fn reading_marks_the_article_and_m_undoes_it() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("j");
    assert!(!reader.model.is_read(ArticleId(1)));
    reader.press("<Enter>");
    assert!(reader.model.is_read(ArticleId(1)) && reader.shows("✓"));
    reader.press("m <Space>");
    assert!(!reader.model.is_read(ArticleId(1)), "reading on does not undo it");
}

#[test]
fn the_panes_are_mirrored_in_arabic_and_arrows_mean_what_they_show() {
    let mut english = Reader::new(120, 40, Language::English);
    assert_eq!(english.press("<Right>").model.focus(), Pane::Text);
    assert_eq!(english.press("<Right>").model.focus(), Pane::Names);
    let mut arabic = Reader::new(120, 40, Language::Arabic);
    assert_eq!(arabic.press("<Left>").model.focus(), Pane::Text);
    assert_eq!(arabic.press("<Right>").model.focus(), Pane::List);
}

#[test]
fn a_line_is_explained_and_the_report_can_be_copied() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j i");
    assert!(reader.shows("base level 1, by its first letter"));
    assert!(reader.shows("U+0623") && reader.shows("level 1"));
    reader.press("y");
    assert!(reader.model.overlay().is_none());
    let Some(Effect::Copy(report)) = reader.effects.last() else { panic!("{:?}", reader.effects) };
    assert!(report.starts_with("أكد تراجع") && report.contains("U+0623"));
    let sent = format!("Sent to the terminal: {} characters", report.chars().count());
    reader.tell(Msg::Copied(CopyEnd::Sent));
    assert!(reader.shows(&sent));
    for (columns, rows) in SIZES {
        let mut reader = Reader::new(columns, rows, Language::Arabic);
        reader.press("i <End> <Up> <PageUp>");
        let _ = reader.rows();
    }
}

#[test]
fn every_line_of_the_help_is_whole_at_80_columns() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(80, 200, language);
        reader.press("?");
        // One description ends in an ellipsis of its own, and a keyboard may have one beside `|`.
        let is_cut = |row: &String| row.contains('…') && !row.contains(" … |");
        let cut: Vec<String> = reader.rows().into_iter().filter(is_cut).collect();
        assert_eq!(cut.len(), 1, "{cut:#?}");
    }
}

#[test]
fn help_is_searched_in_both_languages() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("?").type_in("mention");
    assert!(reader.shows("Next mention in the text") && !reader.shows("Quit"));
    reader.press("<Esc>");
    assert!(reader.model.overlay().is_none());
}

#[test]
fn quitting_and_suspending_are_effects() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("<C-z> q <C-c>");
    assert_eq!(reader.effects, [Effect::Suspend, Effect::Quit, Effect::Quit]);
    // Ctrl-C quits from anywhere; q is a letter where letters are typed.
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("/ q");
    assert!(reader.effects.is_empty());
    reader.press("<C-c>");
    assert_eq!(reader.effects, [Effect::Quit]);
}

#[test]
fn a_list_that_is_not_whole_is_not_written() {
    let written = |complete| {
        let mut model = Model::new(Size::new(80, 24), Language::English);
        let mut snapshot = Snapshot::clone(&SEEDS);
        snapshot.complete = complete;
        model.update(Msg::Library(Arc::new(snapshot)));
        model.update(Msg::Key(Key::plain(KeyCode::Char('W'))))
    };
    assert_eq!(written(true), Some(Effect::ProposeFile));
    assert_eq!(written(false), None);
}

#[test]
fn no_key_at_no_size_panics() {
    let mut random = Random(7);
    let mut next = |bound| random.below(bound);
    let keys: Vec<&str> = warraq::app::ACTIONS
        .iter()
        .flat_map(|row| row.keys.iter().copied())
        .chain(["ل", "k", "<BS>", "<Enter>", "<Esc>", "<Esc>", "x"])
        .collect();
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(80, 24, language);
        for _ in 0..1500 {
            if next(12) == 0 {
                let size = Size::new(next(140) as u16, next(45) as u16);
                reader.tell(Msg::Resize(size));
            }
            reader.press(keys[next(keys.len())]);
            let _ = reader.buffer();
            if reader.model.overlay().is_none() {
                borders_are_straight(&reader);
            }
        }
    }
}

#[test]
fn the_question_which_line_is_readable_stands_alone_on_its_rows() {
    for language in [Language::English, Language::Arabic] {
        for (columns, rows) in SIZES {
            let mut reader = Reader::new(columns, rows, language);
            reader.tell(Msg::AskWhatIsReadable);
            reader.rows();
        }
        let mut reader = Reader::new(80, 24, language);
        reader.tell(Msg::AskWhatIsReadable);
        let rows: Vec<String> = reader.rows().iter().map(|row| row.trim_end().to_owned()).collect();
        let visual = "«ﺶﻋﺍﺩ» (2014) ﻡﻼﺴﻟﺍ";
        let logical = "ﺍﻟﺴﻼﻡ (2014) «ﺩﺍﻋﺶ»";
        for expected in
            [format!("  1  {visual}"), format!("  2\u{202D}  {visual}"), format!("  3  {logical}")]
        {
            assert!(rows.contains(&expected), "{expected:?} in {rows:#?}");
        }
        reader.press("3");
        assert_eq!(reader.effects, [Effect::Readable(Some(2))]);
        assert!(!reader.rows().contains(&rows[1]), "the question is gone");
    }
}

#[test]
fn a_mode_is_named_beside_a_line_to_judge_it_by() {
    for (columns, rows) in SIZES {
        let mut reader = Reader::new(columns, rows, Language::English);
        reader.tell(Msg::Mode("lro"));
        reader.rows();
    }
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("B");
    assert_eq!(reader.effects, [Effect::NextMode]);
    reader.tell(Msg::Mode("lro"));
    assert!(reader.shows("lro  «ﺶﻋﺍﺩ» (2014) ﻡﻼﺴﻟﺍ  first word at the right"));
    // Where there is less room, in fewer words; the longest name of a mode leaves them room at 80 columns.
    let mut reader = Reader::new(80, 24, Language::English);
    reader.tell(Msg::Mode("inverse-auto"));
    assert!(reader.shows("inverse-auto  «ﺶﻋﺍﺩ» (2014) ﻡﻼﺴﻟﺍ  first word right, all joined · B next"));
    let mut reader = Reader::new(80, 24, Language::Arabic);
    reader.tell(Msg::Mode("inverse-auto"));
    assert!(!reader.rows().last().expect("a row").contains('…'));
}

#[test]
fn kinds_of_the_readers_own_have_a_head_and_a_sign() {
    let mut reader = Reader::with_annotations(120, 60, Language::English);
    reader.press("3 G");
    assert!(reader.shows("Ω-EVENT 1"));
    assert!(reader.rows().iter().any(|row| row.contains('◆')));
    let entities = &reader.model.snapshot().entities;
    let mut kinds = entities.iter().map(|(_, entity)| entity.kind);
    let own = kinds.find(|kind| !EntityKind::ALL.contains(kind)).expect("one is annotated");
    let buffer = reader.buffer();
    let signs: Vec<_> = buffer.content.iter().filter(|cell| cell.symbol() == "◆").collect();
    assert!(!signs.is_empty() && signs.iter().all(|cell| Some(cell.fg) == Theme::dark().kind(own).fg));
}

#[test]
fn what_became_of_annotations_is_said() {
    let mut reader = Reader::with_annotations(120, 40, Language::English);
    assert!(reader.shows("1 fault · ! says why"));
    reader.press("!");
    assert!(reader.shows("Your files"));
    assert!(reader.shows("seeds.jsonl"));
    assert!(reader.shows("1 taken, 1 rejected (1 not in the text near there), 1 not read"));
    assert!(reader.shows("line 2: no text with annotations"));
    for (columns, rows) in SIZES {
        for language in [Language::English, Language::Arabic] {
            Reader::with_annotations(columns, rows, language).press("! j G").buffer();
        }
    }
}

#[test]
fn the_keys_at_the_bottom_are_those_that_do_something() {
    let check = |keys: &str, typed: &str, expected: &str| {
        let mut reader = Reader::new(80, 24, Language::English);
        reader.press(keys).type_in(typed).press("<Enter>");
        let rows = reader.rows();
        assert_eq!(rows.last().map(|row| row.trim()), Some(expected), "{keys}{typed}");
    };
    check("/", "qqqq", "Esc clear   / search   ? help");
    check("2 /", "qqqq", "/qqqq  Esc clear   Space page   J/K article   / search   ? help   y copy");
    check("3 /", "daesh", "Esc clear   ↑↓ move   Enter filter   / narrow   ? help");
    for keys in ["?", ":", "!", "3 w", "i"] {
        let mut reader = Reader::with_annotations(80, 24, Language::English);
        reader.press(keys);
        assert_eq!(reader.rows().last().map(|row| row.trim()), Some("↑↓ move   Esc back"), "{keys}");
    }
}

#[test]
fn an_answer_is_said_whole_before_what_is_folded() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("J");
    assert!(reader.shows("2 lines folded"));
    reader.press("H");
    assert!(reader.shows("Hidden: 7 names, 34 mentions that rules found · H shows them"));
    assert!(!reader.shows("2 lines folded"));
    reader.press("M");
    assert!(reader.shows("M off"));
    reader.press("M");
    assert!(reader.shows("Mouse off") && reader.shows("2 lines folded"));
}
