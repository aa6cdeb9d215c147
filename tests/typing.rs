//! What is typed: text fields, keys of other keyboards, the palette, and searches, from written keys to the
//! screen.

mod drawing;
mod random;

use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Modifier, Style};
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use warraq::app::{Effect, Language, Model, Msg, NameRow, Overlay, Pane, default_keymap};
use warraq::corpus::{ArticleId, Source};
use warraq::keys::{Key, KeyCode, KeySequence, Keyboard, Keymap, LAYOUTS, Lookup, Modifiers};
use warraq::library::{self, Snapshot};
use warraq::ui::{self, Scheme, Theme};

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(Source::Embedded)));

/// A reader in front of the five articles.
struct Reader {
    model: Model,
    effects: Vec<Effect>,
}

impl Reader {
    fn new(columns: u16, rows: u16, language: Language) -> Reader {
        let mut model = Model::new(Size::new(columns, rows), language);
        model.update(Msg::Library(Arc::clone(&SEEDS)));
        Reader { model, effects: Vec::new() }
    }

    /// Presses keys, written one after the other: `j <Enter> / ل ي`.
    fn press(&mut self, keys: &str) -> &mut Reader {
        let keys: KeySequence = keys.parse().expect("written keys");
        for key in keys.keys() {
            self.tell(Msg::Key(*key));
        }
        self.tell(Msg::Rest);
        self
    }

    /// Rests until all articles are searched.
    fn rest(&mut self) {
        while self.model.is_unanswered() {
            self.tell(Msg::Rest);
        }
    }

    /// Types a text, letter by letter.
    fn type_in(&mut self, text: &str) -> &mut Reader {
        text.chars().for_each(|c| self.tell(Msg::Key(Key::char(c))));
        self.tell(Msg::Rest);
        self
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

    /// What stands in the line that is typed.
    fn typed(&self) -> &str {
        self.model.prompt().expect("a line is typed").field.text()
    }
}

#[test]
fn the_cursor_stands_on_its_letter() {
    let cursor = |reader: &Reader| {
        let buffer = reader.buffer();
        let cells = buffer.content.chunks(usize::from(buffer.area.width)).last().expect("a row");
        let is_cursor = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
        cells.iter().filter(is_cursor).map(|cell| cell.symbol().to_string()).collect::<Vec<_>>()
    };
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(80, 24, language);
        reader.press("/").type_in("دور");
        assert_eq!(cursor(&reader), [" "]);
        reader.press("<Right>");
        assert_eq!(cursor(&reader), ["ﺭ"]);
        reader.press("<Home>");
        assert_eq!(cursor(&reader), ["ﺩ"]);
        reader.type_in("a ");
        assert_eq!((reader.typed(), cursor(&reader)), ("a دور", vec!["ﺩ".to_string()]));
        // Longer than the screen is wide, and the cursor in sight all the same.
        reader.type_in(&"x".repeat(190)).press("<Home>");
        assert_eq!(cursor(&reader), ["a"]);
        reader.press("<End>");
        assert_eq!(cursor(&reader), [" "]);
    }
}

#[test]
fn what_was_typed_before_comes_back() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("/").type_in("التحالف").press("<Enter> <Esc> /").type_in("ليبيا").press("<Enter> <Esc>");
    reader.press("/").type_in("س").press("<C-p>");
    assert_eq!(reader.typed(), "ليبيا");
    reader.press("<C-p> <C-p>");
    assert_eq!(reader.typed(), "التحالف");
    reader.press("<C-n> <C-n>");
    assert_eq!(reader.typed(), "س");
}

#[test]
fn the_search_of_the_help_is_a_text_field_too() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("?").type_in("uit").press("<C-a> q");
    assert!(reader.shows("Quit") && !reader.shows("Next mention"));
    reader.tell(Msg::Paste("\n".into()));
    assert!(reader.model.overlay().is_some());
}

#[test]
fn every_bound_key_has_its_place_on_every_keyboard() {
    let keymap = default_keymap();
    for layout in LAYOUTS {
        let mut letters = 0;
        for (keys, action) in keymap.iter() {
            let [Key { code: KeyCode::Char(latin), modifiers: Modifiers::NONE }] = keys.keys() else {
                continue;
            };
            let Some(own) = layout.own(*latin) else { continue };
            // A sign that is bound means what it says.
            let itself = keymap.lookup(&[Key::char(own)]);
            let expected = if itself == Lookup::Unknown { Lookup::Found(*action) } else { itself };
            let found = Keyboard::new(layout).look_up(&keymap, &mut Vec::new(), Key::char(own));
            assert_eq!(found, expected, "{}: {own} for {latin}", layout.name);
            letters += usize::from(!own.is_ascii());
        }
        assert!(letters > 15, "{}: {letters}", layout.name);
    }
}

#[test]
fn longer_keys_and_those_of_the_readers_own_have_their_places_too() {
    let mut keymap = Keymap::new();
    for (keys, meaning) in [("g g", 1), ("g ~", 2), ("<A-j>", 3)] {
        keymap.bind(keys.parse().expect("written keys"), meaning).expect("no conflict");
    }
    let check = |keys: &str, expected| {
        let (mut keyboard, mut pending) = (Keyboard::default(), Vec::new());
        let keys: KeySequence = keys.parse().expect("written keys");
        let found = keys.keys().iter().map(|key| keyboard.look_up(&keymap, &mut pending, *key)).last();
        assert_eq!(found, Some(expected));
    };
    check("ل", Lookup::Pending);
    check("ل ل", Lookup::Found(1));
    check("g ل", Lookup::Found(1));
    check("ل ّ", Lookup::Found(2));
    check("<A-ت>", Lookup::Found(3));
    check("ت", Lookup::Unknown);
}

#[test]
fn keys_work_while_arabic_is_typed_and_letters_type_as_themselves() {
    let mut latin = Reader::new(80, 24, Language::English);
    let mut arabic = Reader::new(80, 24, Language::English);
    latin.press("j j k <Enter> <Space> d 1 /").type_in("ظنت");
    arabic.press("ت ت ن <Enter> <Space> ي ١ ظ").type_in("ظنت");
    assert_eq!(arabic.rows(), latin.rows());
    assert_eq!(arabic.typed(), "ظنت");
    // lam-alef, which comes as one key or as two at once, is at the place of `b`.
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("2 <Space> ﻻ");
    assert_eq!(reader.model.reader().top(), 0);
    // Keys that panels know by name.
    reader.press("س");
    assert_eq!(reader.model.overlay(), None, "s is bound to nothing");
    reader.press("3 ف");
    reader.press("ت");
    let Some(Overlay::Trail(trail)) = reader.model.overlay() else { panic!("it is open") };
    assert_eq!(trail.cursor.selected, 1);
}

#[test]
fn the_help_shows_the_letters_of_the_keyboard() {
    let mut reader = Reader::new(80, 24, Language::Arabic);
    reader.press("?");
    assert!(
        reader.rows().iter().any(|row| row.contains("j ﺕ") || row.contains("ﺕ j")),
        "{:?}",
        reader.rows()
    );
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("?");
    assert!(!reader.shows("j ﺕ"));
    reader.press("<Esc> ت ?");
    assert!(reader.shows("j ﺕ"));
}

#[test]
fn the_palette_does_what_is_typed() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(80, 24, language);
        reader.press(":").type_in("q").press("<Enter>");
        assert_eq!(reader.effects, [Effect::Quit]);
        assert_eq!(reader.model.overlay(), None);
        let order = reader.model.names().order();
        reader.press("3 :").type_in("رتب").press("<Enter>");
        assert_ne!(reader.model.names().order(), order);
        // Up and down choose; Esc, or rubbing out what is not there, closes.
        reader.press(": <Down> <Down> <Up>");
        let Some(Overlay::Palette(palette)) = reader.model.overlay() else { panic!("it is open") };
        assert_eq!(palette.cursor.selected, 1);
        reader.press("<Enter>");
        assert_eq!((reader.model.overlay(), reader.model.list().selected), (None, 0), "one line up");
        reader.press(": x <BS> <BS>");
        assert_eq!(reader.model.overlay(), None);
    }
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press(":").type_in("mention");
    assert!(reader.shows("Next mention in the text") && !reader.shows("Draw the screen anew"));
    reader.type_in("qqq").press("<Enter>");
    assert_eq!((reader.model.overlay(), reader.effects.len()), (None, 0));
    for (columns, rows) in [(200, 50), (40, 12), (30, 10), (10, 3), (1, 1)] {
        let mut reader = Reader::new(columns, rows, Language::Arabic);
        reader.press(":").type_in("ا").press("<PageDown> <Down>");
        reader.rows();
    }
}

/// A reader in front of articles of these texts.
fn reader_of(name: &str, texts: &[&str], columns: u16, rows: u16) -> Reader {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("typing-{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    for (number, text) in texts.iter().enumerate() {
        fs::write(folder.join(format!("{number:02}.txt")), text).expect("a file");
    }
    let snapshot = library::load(Source::Paths(vec![folder]));
    let mut model = Model::new(Size::new(columns, rows), Language::English);
    model.update(Msg::Library(Arc::new(snapshot)));
    Reader { model, effects: Vec::new() }
}

/// What was found in the open article, as stored, with `|` between.
fn highlighted(reader: &Reader) -> String {
    let hits = reader.model.reader().hits().expect("a search is on");
    let text = &reader.model.reader().page().expect("an article is open").article().text;
    hits.iter().map(|hit| &text[hit.clone()]).collect::<Vec<_>>().join("|")
}

#[test]
fn what_is_typed_without_hamzas_finds_the_letters_as_stored() {
    let texts = ["خبر أول\n\nقال أحمد الدوري إن كِتاباً جديداً صدر.", "خبر ثان\n\nلا شيء عن الكُتُب هنا."];
    let check = |typed: &str, articles: &[u32], found: &str| {
        let mut reader = reader_of("spellings", &texts, 120, 30);
        reader.press("/").type_in(typed).press("<Enter>");
        let listed: Vec<u32> = reader.model.listed().iter().map(|id| id.0).collect();
        assert_eq!(listed, articles, "{typed}");
        if !articles.is_empty() {
            assert_eq!(highlighted(&reader), found, "{typed}");
        }
    };
    check("احمد", &[0], "أحمد");
    check("الدورى", &[0], "الدوري");
    check("کتاب", &[0], "كِتاب");
    check("\"احمد\"", &[], "");
    check("\"أحمد\"", &[0], "أحمد");
    check("خبر -احمد", &[1], "خبر");
}

#[test]
fn the_list_narrows_at_each_letter_and_escape_restores_it() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 12)] {
        for from in ["", "j j j ", "j j 2 <Space> j ", "3 j j j "] {
            let mut reader = Reader::new(columns, rows, Language::English);
            reader.press(&format!("{from}2 1"));
            let before = reader.rows();
            let mut listed = vec![reader.model.listed().len()];
            reader.press("/");
            for letter in "داعشيون".chars() {
                reader.type_in(&letter.to_string());
                listed.push(reader.model.listed().len());
            }
            assert!(listed.is_sorted_by(|a, b| a >= b) && listed.last() < listed.first(), "{listed:?}");
            reader.press("<Esc>");
            assert_eq!(reader.rows(), before, "{columns}x{rows} after {from}");
        }
        // From the text, at a row that lies between paragraphs.
        for scrolled in 1..12 {
            let mut reader = Reader::new(columns, rows, Language::English);
            reader.press("j <Enter>");
            (0..scrolled).for_each(|_| reader.tell(Msg::Key(Key::char('j'))));
            let before = reader.rows();
            reader.press("F").type_in("العراق").press("<Down> <Esc>");
            assert_eq!(reader.rows(), before, "{columns}x{rows} at row {scrolled}");
            reader.press("/").type_in("داعش").press("<Down> <Esc>");
            assert_eq!(reader.rows(), before, "{columns}x{rows} at row {scrolled}");
        }
    }
}

/// Cells with the background of what is found, and of the place that the walk stands on.
fn tinted(reader: &Reader) -> (usize, usize) {
    let (buffer, theme) = (reader.buffer(), Theme::dark());
    let count = |style: Style| buffer.content.iter().filter(|cell| Some(cell.bg) == style.bg).count();
    (count(theme.hit), count(theme.current))
}

#[test]
fn a_search_of_the_text_jumps_as_it_is_typed_and_n_walks_on() {
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j 2 <Space>");
    let top = reader.model.reader().top();
    let letters = reader.rows();
    reader.press("/").type_in("ليبيا");
    assert_eq!(reader.model.focus(), Pane::Text);
    let walk = |reader: &Reader| reader.model.reader().walk(reader.model.snapshot(), &reader.model.wanted());
    let of = walk(&reader).of;
    assert!(of > 2 && reader.shows(&format!("{}/{of}", walk(&reader).at.expect("it stands on one"))));
    let hit = reader.model.reader().mention().expect("the first from here").clone();
    let page = reader.model.reader().page().expect("open");
    assert!(hit.start >= page.byte_at(top) || walk(&reader).at == Some(1));
    assert!(tinted(&reader).1 > 0);
    reader.press("<Enter>");
    for _ in 0..of {
        reader.press("n");
    }
    assert_eq!(reader.model.reader().mention(), Some(&hit), "once round");
    reader.press("g N");
    assert!(reader.shows("Round to the last match"));
    // Esc ends it, and mentions are walked again.
    reader.press("<Esc>");
    assert_eq!((reader.model.reader().hits(), tinted(&reader)), (None, (0, 0)));
    reader.press("n");
    assert!(reader.model.reader().hits().is_none() && reader.model.reader().mention().is_some());
    // What is not there is said, and the text stays.
    let mut reader = Reader::new(80, 24, Language::English);
    reader.press("j 2 <Space> /").type_in("قققق");
    assert_eq!(reader.model.reader().top(), top);
    reader.press("<Enter> n");
    assert!(reader.shows("Not in this article"));
    reader.press("<Esc>");
    assert_eq!(reader.rows(), letters);
}

#[test]
fn what_is_found_keeps_its_letters_and_differs_from_names_without_colour() {
    for (language, theme) in
        [(Language::English, Theme::from(Scheme::Monochrome)), (Language::Arabic, Theme::dark())]
    {
        let mut reader = Reader::new(120, 40, language);
        reader.press("j 2");
        let draw = |reader: &Reader| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
            ui::view(&reader.model, &theme, &mut buffer);
            buffer
        };
        let column = reader.model.text_column();
        let before = draw(&reader);
        // A part of words, so that joined letters are cut.
        reader.press("/").type_in("ال").press("<Enter>");
        let after = draw(&reader);
        let mut styles = HashSet::new();
        for position in column.positions() {
            let (cell, plain) = (&after[position], &before[position]);
            assert_eq!(cell.symbol(), plain.symbol(), "{position:?}");
            if cell.style() != plain.style() {
                styles.insert((cell.bg, cell.modifier));
            }
        }
        // Those found, and the one in hand.
        assert!((2..).contains(&styles.len()), "{styles:?}");
        let named: HashSet<_> = column.positions().map(|at| (before[at].bg, before[at].modifier)).collect();
        assert!(styles.is_disjoint(&named), "{styles:?} {named:?}");
    }
}

#[test]
fn the_place_in_hand_differs_from_all_others_without_colour() {
    let theme = Theme::from(Scheme::Monochrome);
    let mut reader = Reader::new(120, 40, Language::English);
    // A name, which is bold, in the headline too.
    reader.press("j 2 /").type_in("داعش").press("<Enter> n n");
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    ui::view(&reader.model, &theme, &mut buffer);
    let column = reader.model.text_column();
    let found = column.positions().map(|at| buffer[at].modifier).filter(|m| m.contains(Modifier::REVERSED));
    let looks: Vec<Modifier> = found.collect();
    let in_hand = looks.iter().filter(|look| **look == theme.current.add_modifier).count();
    assert_eq!(in_hand, 4, "four letters");
    assert!(looks.len() > in_hand && looks.iter().collect::<HashSet<_>>().len() == 2, "{looks:?}");
}

#[test]
fn each_row_of_a_searched_list_shows_what_was_found() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(120, 40, language);
        reader.press("F").type_in("الأمم المتحده");
        let listed = reader.model.listed().to_vec();
        assert!((1..5).contains(&listed.len()));
        for id in &listed {
            let excerpt = reader.model.excerpt(*id).expect("it is in sight");
            let snippet = excerpt.snippet.as_ref().expect("the text holds it");
            assert!(!snippet.hits.is_empty());
        }
        let list = reader.model.arrangement().list.expect("three panes");
        let buffer = reader.buffer();
        let hit = Theme::dark().hit.bg;
        let rows = list.rows().filter(|row| row.positions().any(|at| Some(buffer[at].bg) == hit)).count();
        assert!(rows >= listed.len(), "{rows}");
        // Counts beside names are those of the list as searched.
        for row in reader.model.names().rows() {
            let NameRow::Name(entity, facet) = row else { continue };
            let mentions = |id: &&ArticleId| SEEDS.mentions(**id).iter().any(|m| m.entity == *entity);
            assert_eq!(facet.articles as usize, listed.iter().filter(mentions).count());
        }
        // It is kept, stands over the list, and n walks through what was found in the article that is opened.
        reader.press("<Enter>");
        assert_eq!((reader.model.focus(), reader.model.narrowed()), (Pane::List, "الأمم المتحده"));
        reader.press("<Enter> n");
        assert_eq!(reader.model.focus(), Pane::Text);
        assert!(reader.model.reader().hits().is_some_and(|hits| !hits.is_empty()));
        assert!(tinted(&reader).1 > 0);
        reader.press("<Esc>");
        assert_eq!((reader.model.listed().len(), reader.model.narrowed()), (5, ""));
    }
}

#[test]
fn a_search_that_cannot_be_understood_says_where_and_changes_nothing() {
    let mut reader = Reader::new(100, 24, Language::English);
    reader.press("/").type_in("روما ");
    let listed = reader.model.listed().to_vec();
    reader.type_in("\"قا");
    assert_eq!(reader.model.listed(), listed);
    assert!(reader.shows("at 6: no second quote"));
    let buffer = reader.buffer();
    let last = buffer.content.chunks(100).last().expect("a row");
    let wrong = last.iter().filter(|cell| cell.fg == Theme::dark().warning.fg.expect("a colour"));
    assert!(wrong.count() > 3, "the words at fault too");
    // Enter does not take it; closing the quote does.
    reader.press("<Enter>");
    assert!(reader.model.prompt().is_some());
    reader.type_in("\"");
    assert!(!reader.shows("no second quote"));
    reader.press("<Esc>");
    assert_eq!(reader.model.listed().len(), 5);
}

#[test]
fn searches_are_ended_one_by_one() {
    let mut reader = Reader::new(120, 40, Language::English);
    reader.press("/").type_in("داعش").press("<Enter> <Enter> /").type_in("العراق").press("<Enter>");
    assert_eq!((reader.model.narrowed(), reader.model.sought()), ("داعش", "العراق"));
    assert!(highlighted(&reader).contains("العراق"));
    // It stays while the reader goes on to other articles.
    reader.press("J");
    assert_eq!(reader.model.sought(), "العراق");
    reader.press("<Esc>");
    assert_eq!((reader.model.narrowed(), reader.model.sought()), ("داعش", ""));
    assert!(highlighted(&reader).contains("داعش"));
    reader.press("<Esc>");
    assert_eq!((reader.model.narrowed(), reader.model.reader().hits()), ("", None));
}

#[test]
fn no_key_breaks_a_search() {
    let mut random = Random(11);
    let keys = "/ F n N J K j k m x ل ي \" - <Space> <BS> <Enter> <Enter> <Esc> <Esc> <C-p> <C-n> <Left> <Right> : 1 2 3 <Down> <Up>";
    let keys: Vec<&str> = keys.split(' ').collect();
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(80, 24, language);
        for _ in 0..3000 {
            if random.below(20) == 0 {
                reader.tell(Msg::Resize(Size::new(random.below(140) as u16, random.below(45) as u16)));
            }
            reader.press(keys[random.below(keys.len())]);
            let _ = reader.buffer();
        }
    }
}

#[test]
fn an_expression_waits_in_a_large_library_until_the_hand_rests() {
    let texts: Vec<String> = (0..1001).map(|number| format!("نص {number}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut reader = reader_of("large", &texts, 80, 24);
    reader.press("F");
    let type_on = |reader: &mut Reader, text: &str| {
        text.chars().for_each(|c| reader.tell(Msg::Key(Key::char(c))));
    };
    type_on(&mut reader, "re:نص.*00");
    assert!(reader.model.awaits_rest() && reader.model.is_unanswered());
    reader.rest();
    assert_eq!((reader.model.listed().len(), reader.model.awaits_rest()), (10, false));
    // Whoever does not wait is answered too.
    type_on(&mut reader, "0");
    reader.tell(Msg::Key(Key::plain(KeyCode::Enter)));
    reader.rest();
    assert_eq!(reader.model.listed().len(), 1);
    // Words are found at each key.
    reader.press("<Esc> F");
    type_on(&mut reader, "نص 100");
    assert_eq!((reader.model.listed().len(), reader.model.is_unanswered()), (2, false));
}

#[test]
fn a_very_long_text_is_searched_when_the_hand_rests() {
    let text = format!("{}غاية\n\n{}", "كلمة أخرى هنا. ".repeat(50_000), "سطر أخير.");
    let mut reader = reader_of("long", &[&text], 80, 24);
    reader.press("2 /");
    "غاية".chars().for_each(|c| reader.tell(Msg::Key(Key::char(c))));
    assert!(reader.model.awaits_rest() && reader.model.reader().hits().is_none());
    reader.tell(Msg::Rest);
    assert_eq!((highlighted(&reader).as_str(), reader.model.awaits_rest()), ("غاية", false));
    assert!(reader.model.reader().top() > 1000);
    reader.press("<Esc>");
    assert_eq!((reader.model.reader().top(), reader.model.reader().hits()), (0, None));
    reader.press("/");
    "غاية".chars().for_each(|c| reader.tell(Msg::Key(Key::char(c))));
    reader.tell(Msg::Key(Key::plain(KeyCode::Enter)));
    assert!(reader.model.reader().top() > 1000);
}
