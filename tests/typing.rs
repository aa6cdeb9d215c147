//! What is typed: text fields, keys of other keyboards, the palette, and searches, from written keys to the
//! screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Modifier;
use std::sync::{Arc, LazyLock};
use warraq::app::{Effect, Language, Model, Msg, Overlay, default_keymap};
use warraq::corpus::Source;
use warraq::keys::{Key, KeyCode, KeySequence, Keyboard, Keymap, LAYOUTS, Lookup, Modifiers};
use warraq::library::{self, Snapshot};
use warraq::ui::{self, Theme};

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
        let Size { width, height } = self.model.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        ui::view(&self.model, &Theme::dark(), &mut buffer);
        buffer
    }

    /// What each row shows, cells joined.
    fn rows(&self) -> Vec<String> {
        let buffer = self.buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
        rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect()).collect()
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
        reader.press(":").type_in("رتب").press("<Enter>");
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
