//! What is copied is what is stored: from the menu, from a selection by keys, and from one that is drawn with
//! the mouse; in every way of drawing text, at every width.

mod drawing;
mod random;

use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::sync::{Arc, LazyLock};
use warraq::app::{
    CopyEnd, Effect, Language, Model, Msg, OpenFault, OpeningKind, Overlay, Pane, Reading, SETTINGS,
};
use warraq::corpus::{self, Article, ArticleId, Source, Title};
use warraq::keys::{KeySequence, Mouse, MouseDeed};
use warraq::library::{self, Snapshot};
use warraq::text::{self, Profile};
use warraq::ui::Theme;

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(Source::Embedded)));

const SIZES: [(u16, u16); 5] = [(200, 50), (120, 40), (80, 24), (40, 12), (30, 10)];

fn profiles() -> [Profile; 3] {
    [Profile::default(), Profile::unshaped(), Profile::logical()]
}

/// A reader, and what the world was asked to do last.
struct Reader {
    model: Model,
    last: Option<Effect>,
}

impl Reader {
    fn new(snapshot: &Arc<Snapshot>, (columns, rows): (u16, u16), language: Language) -> Reader {
        let mut reader = Reader { model: Model::new(Size::new(columns, rows), language), last: None };
        reader.tell(Msg::Library(Arc::clone(snapshot)));
        reader
    }

    fn tell(&mut self, msg: Msg) {
        self.last = self.model.update(msg).or(self.last.take());
    }

    fn press(&mut self, keys: &str) -> &mut Reader {
        if keys.is_empty() {
            return self;
        }
        let keys: KeySequence = keys.parse().expect("written keys");
        for key in keys.keys() {
            self.tell(Msg::Key(*key));
        }
        self
    }

    fn mouse(&mut self, deed: MouseDeed, column: u16, row: u16) -> &mut Reader {
        self.tell(Msg::Mouse(Mouse { deed, column, row }));
        self
    }

    /// What was copied, since it was last asked.
    #[track_caller]
    fn copied(&mut self) -> String {
        match self.last.take() {
            Some(Effect::Copy(text)) => text,
            other => panic!("nothing was copied: {other:?}"),
        }
    }

    fn article(&self) -> &Article {
        self.model.reader().page().expect("an article is open").article()
    }

    fn buffer(&self) -> Buffer {
        drawing::drawn(&self.model, &Theme::dark())
    }

    fn rows(&self) -> Vec<String> {
        drawing::rows(&self.buffer())
    }

    fn shows(&self, text: &str) -> bool {
        self.rows().iter().any(|row| row.contains(text))
    }

    /// The part of the text on the screen.
    fn text_area(&self) -> Rect {
        self.model.text_column()
    }
}

/// A library of these texts.
fn library(name: &str, texts: &[&str]) -> Arc<Snapshot> {
    let folder = std::env::temp_dir().join(format!("warraq-copying-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    for (at, text) in texts.iter().enumerate() {
        std::fs::write(folder.join(format!("{at}.txt")), text).expect("a file can be written");
    }
    let snapshot = library::load(Source::Paths(vec![folder.clone()]));
    std::fs::remove_dir_all(folder).expect("it can be removed");
    Arc::new(snapshot)
}

#[test]
fn each_row_of_the_menu_copies_the_bytes_that_are_stored() {
    for language in [Language::English, Language::Arabic] {
        for (size, profile) in SIZES.into_iter().flat_map(|size| profiles().map(|profile| (size, profile))) {
            let mut reader = Reader::new(&SEEDS, size, language);
            reader.tell(Msg::Profile(profile));
            for number in 0..5 {
                reader.press("2 g n");
                let article = Arc::clone(SEEDS.article(ArticleId(number)).expect("a seed"));
                let mention = reader.model.reader().mention().cloned().expect("a name is in hand");
                let part = article.part_from(mention.start).expect("it is in a part");
                let start = part.range.start;
                let sentence = corpus::sentences(&article.text[part.range.clone()])
                    .map(|range| start + range.start..start + range.end)
                    .find(|range| range.end > mention.start)
                    .expect("a mention stands in a sentence");
                let sentence = &article.text[sentence];
                assert_eq!(reader.press("y s").copied(), sentence);
                assert_eq!(reader.press("y y").copied(), sentence);
                assert_eq!(reader.press("y <Enter>").copied(), sentence);
                assert_eq!(
                    reader.press("y <Down> <Down> <Up> <Enter>").copied(),
                    article.text[part.range.clone()]
                );
                assert_eq!(reader.press("y p").copied(), article.text[part.range.clone()]);
                let title = match &article.title {
                    Title::Headline(range) => &article.text[range.clone()],
                    Title::Lead(range) => {
                        let lead = &article.text[range.clone()];
                        &lead[corpus::sentences(lead).next().expect("a lead has a sentence")]
                    }
                    Title::None => panic!("a seed has a title"),
                };
                assert_eq!(reader.press("y t").copied(), title);
                assert_eq!(reader.press("y m").copied(), article.text[mention]);
                let quotation = reader.press("y q").copied();
                assert!(quotation.starts_with(&format!("«{sentence}» — ")), "{quotation}");
                assert_eq!(reader.press("x Y").copied(), article.text, "residue shown, it is all there is");
                reader.press("x J");
            }
        }
    }
}

#[test]
fn the_first_whole_sentence_in_sight_is_in_hand_where_no_mention_is() {
    let text = "جملة أولى طويلة بعض الشيء. وجملة ثانية هنا. وثالثة أخيرة هنا.\n";
    let snapshot = library("first", &[text]);
    let mut reader = Reader::new(&snapshot, (24, 5), Language::English);
    reader.press("2");
    assert_eq!(reader.press("y y").copied(), "جملة أولى طويلة بعض الشيء.");
    // Its first line is above the screen.
    reader.press("j");
    assert_eq!(reader.press("y y").copied(), "وجملة ثانية هنا.");
    // One that is longer than the screen is the one in sight.
    let long = "كلمة ".repeat(200) + "أخيرة.\n";
    let snapshot = library("long", &[&long]);
    let mut reader = Reader::new(&snapshot, (24, 5), Language::English);
    reader.press("2 j j j");
    assert_eq!(reader.press("y y").copied(), long.trim_end());
}

#[test]
fn what_a_search_has_found_is_in_hand() {
    let text = "جملة أولى هنا. وثانية عن المدارس. وثالثة عن مدرسة ومدارس أخرى.\n";
    let mut reader = Reader::new(&library("found", &[text]), (80, 24), Language::English);
    assert_eq!(reader.press("2 / م د ا ر س <Enter> y y").copied(), "وثانية عن المدارس.");
    assert_eq!(reader.press("n y y").copied(), "وثالثة عن مدرسة ومدارس أخرى.");
    assert_eq!(reader.press("y m").copied(), "مدارس");
    let selected = reader.press("v w y").copied();
    assert!(selected.starts_with("مدارس") && selected.ends_with("أخرى"), "{selected}");
}

#[test]
fn a_quotation_says_where_it_is_from() {
    let check = |name: &str, text: &str, expected: &str| {
        let mut reader = Reader::new(&library(name, &[text]), (80, 24), Language::English);
        assert_eq!(reader.press("2 G y q").copied(), expected);
    };
    let body = "أعلنت الحكومة اليوم خطة جديدة لبناء المدارس في القرى البعيدة عن العاصمة.";
    check("named", &format!("عنوان الخبر هنا\n\n{body}\n"), "«عنوان الخبر هنا» — 0");
    check("unnamed", &format!("{body}\n"), &format!("«{body}» — 0"));
    check(
        "english",
        "The first sentence of an article. Another.\n",
        "“The first sentence of an article.” — 0",
    );
}

#[test]
fn what_would_act_is_left_out_and_counted() {
    let hostile = "خبر\u{1b}]52;c;cm0=\u{7} عن \u{202e}ليبيا\u{9b}2J هنا.\n";
    let clean = "خبر]52;c;cm0= عن ليبيا2J هنا.";
    let mut reader = Reader::new(&library("hostile", &[hostile]), (80, 24), Language::English);
    reader.press("2 y");
    assert!(reader.shows("4 controls left out"), "{:?}", reader.rows());
    assert_eq!(reader.press("y").copied(), clean);
    reader.tell(Msg::Copied(CopyEnd::Sent));
    assert!(reader.shows("Sent to the terminal: 29 characters · 4 controls left out"), "{:?}", reader.rows());
    assert_eq!(reader.press("Y").copied(), format!("{clean}\n"));
    assert_eq!(reader.press("v p y").copied(), clean);
}

#[test]
fn what_has_become_of_it_is_said() {
    let check = |end: CopyEnd, english: &str, arabic: &str| {
        for (language, expected) in [(Language::English, english), (Language::Arabic, arabic)] {
            let mut reader = Reader::new(&library("said", &["خبر قصير هنا.\n"]), (120, 24), language);
            reader.press("2 y y");
            reader.tell(Msg::Copied(end));
            let profile = Profile::default();
            let paragraph = text::Paragraph::new(expected, text::BaseDirection::Auto, profile);
            let expected = paragraph.elided(200).visual();
            assert!(reader.shows(&expected), "{expected}: {:?}", reader.rows().last());
        }
    };
    check(CopyEnd::Sent, "Sent to the terminal: 13 characters", "أُرسل إلى الطرفية: 13 حرفا");
    check(
        CopyEnd::Taken { program: "wl-copy", is_sent: false },
        "Copied to the clipboard (wl-copy): 13 characters",
        "نُسخ إلى الحافظة (wl-copy): 13 حرفا",
    );
    check(
        CopyEnd::Taken { program: "xclip", is_sent: true },
        "Copied to the clipboard (xclip), and sent to the terminal: 13 characters",
        "نُسخ إلى الحافظة (xclip) وأُرسل إلى الطرفية: 13 حرفا",
    );
    check(
        CopyEnd::TooLong { limit: 20 },
        "Not sent: 23 bytes, and the terminal takes 20 · copy a part (y, v), or open the file (e)",
        "لم يُرسل: 23 بايت، والطرفية تقبل 20 · انسخ جزءا (y أو v) أو افتح الملف (e)",
    );
}

#[test]
fn the_menu_closes_and_copies_nothing() {
    let mut reader = Reader::new(&SEEDS, (80, 24), Language::English);
    for key in ["<Esc>", "z", "<Left>"] {
        reader.press("y");
        assert!(matches!(reader.model.overlay(), Some(Overlay::Copy(_))));
        reader.press(key);
        assert!(reader.model.overlay().is_none() && reader.last.is_none());
    }
    // No name is in hand, so none is offered; in the names it is the one under the cursor.
    reader.press("2 y m");
    assert!(reader.last.is_none());
    let libya = "ليبيا";
    reader.press("3 / ل ي ب ي ا <Enter> y m");
    assert_eq!(reader.copied(), libya);
    let mut nothing = Reader::new(&Arc::default(), (80, 24), Language::English);
    nothing.press("y Y v");
    assert!(
        nothing.last.is_none() && nothing.model.overlay().is_none() && nothing.model.selection().is_none()
    );
}

#[test]
fn keys_select_as_the_table_says() {
    const TEXT: &str = "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا. وأضاف آخر.\n\nFollowing the report, سلام is near.\n";
    let snapshot = library("table", &[TEXT]);
    let check = |keys: &str, expected: &str| {
        for size in [(80, 24), (40, 12), (30, 10)] {
            for language in [Language::English, Language::Arabic] {
                let mut reader = Reader::new(&snapshot, size, language);
                let found = reader.press("2 v").press(keys).press("y").copied();
                assert_eq!(found, expected, "v {keys} y at {size:?}");
                assert!(reader.model.selection().is_none());
            }
        }
    };
    check("", "قال");
    // By what the eye sees: to the left is onwards in Arabic.
    check("h", "قال ");
    check("h h", "قال ا");
    check("l", "قا");
    check("l l", "ق");
    check("l l l", "ق");
    check("<Left> <Right>", "قال");
    // A number runs the other way: from the blank before it, the eye finds its last digit at the left.
    check("w w w w w w h h", "قال المتحدث باسم الوزارة إن العدد بلغ 25");
    check("w", "قال المتحدث");
    check("w w b", "قال المتحدث ب");
    check("b", "ق");
    check("w o b", "قال المتحدث");
    check("w o w", "ل المتحدث");
    check(")", "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا.");
    check(") )", "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا. وأضاف آخر.");
    check(") ) (", "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا. و");
    check("s", "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا.");
    check("p", "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا. وأضاف آخر.");
    check("}", "قال المتحدث باسم الوزارة إن العدد بلغ 25 (من أصل 300) شخصا. وأضاف آخر.");
    check("} }", TEXT.trim_end());
    check("G", TEXT.trim_end());
    check("G g", "ق");
    check("G s", "Following the report, سلام is near.");
    check("G p w", "Following the report, سلام is near.");
    check("G o g", TEXT.trim_end());
    // The same keys while Arabic is typed.
    check("ص ص ﻻ", "قال المتحدث ب");
}

#[test]
fn rows_and_their_ends_are_selected() {
    let text = "كلمة أولى ثم ثانية ثم ثالثة ثم رابعة ثم خامسة ثم سادسة.\n";
    let snapshot = library("rows", &[text]);
    let mut reader = Reader::new(&snapshot, (24, 8), Language::English);
    let page = |reader: &Reader| reader.model.reader().page().expect("open").rows().len();
    assert!(page(&reader) >= 3);
    let first = reader.press("2 v $ y").copied();
    assert!(text.starts_with(&first) && first.chars().count() <= 24 && first.ends_with(char::is_alphabetic));
    // Under the first letter of the first row stands the first of the second.
    let second = reader.press("v b j y").copied();
    assert_eq!(second.chars().count(), first.chars().count() + 2, "{second}");
    assert_eq!(reader.press("v j j j j j j $ y").copied(), text.trim_end());
    assert_eq!(reader.press("v $ 0 y").copied(), "ك");
}

#[test]
fn what_is_selected_is_reversed_and_scrolls_into_sight() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(&SEEDS, (80, 24), language);
        reader.press("2 v w w w");
        let reversed = |reader: &Reader| {
            let (buffer, area) = (reader.buffer(), reader.text_area());
            let cells = area.positions().filter(|at| {
                buffer[*at].modifier.contains(ratatui::style::Modifier::REVERSED)
                    && !buffer[*at].symbol().is_empty()
            });
            cells.count()
        };
        assert!(reversed(&reader) > 10);
        assert!(reader.shows("Esc"), "the foot says how it is left");
        reader.press("G");
        assert_eq!(reader.model.reader().percent(), 100);
        assert!(reversed(&reader) > 100);
        reader.press("<Esc>");
        assert!(reader.model.selection().is_none());
        assert_eq!(reader.model.focus(), Pane::Text, "Esc does nothing else");
    }
}

#[test]
fn what_is_folded_is_not_copied_unseen() {
    let mut reader = Reader::new(&SEEDS, (80, 24), Language::English);
    let mut folded = 0;
    for article in SEEDS.articles() {
        let hidden = |part: &&corpus::Part| matches!(part.role, corpus::Role::Residue(_));
        let shown: Vec<&str> = article
            .parts
            .iter()
            .filter(|part| !hidden(part))
            .map(|part| &article.text[part.range.clone()])
            .collect();
        folded += article.parts.iter().filter(hidden).count();
        let lines = |text: &str| -> Vec<String> {
            text.lines().map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect()
        };
        assert_eq!(lines(&reader.press("Y").copied()), shown);
        assert_eq!(lines(&reader.press("2 v g o G y").copied()), shown);
        reader.press("J");
    }
    assert!(folded > 5);
}

#[test]
fn a_selection_leaves_the_program_its_keys_and_no_other() {
    let mut reader = Reader::new(&SEEDS, (80, 24), Language::English);
    reader.press("2 v r J x / 3");
    assert!(reader.model.selection().is_some() && reader.model.prompt().is_none());
    assert_eq!(reader.model.reader().article(), Some(ArticleId(0)));
    reader.press("?");
    assert!(matches!(reader.model.overlay(), Some(Overlay::Help { .. })));
    reader.press("<Esc> <C-c>");
    assert_eq!(reader.last, Some(Effect::Quit));
}

#[test]
fn a_selection_of_anything_is_a_piece_of_what_is_stored() {
    let mut random = Random(7);
    let pieces = [
        "سلام",
        "لا",
        " ",
        "abc",
        "25",
        "(",
        ")",
        "«",
        "»",
        "ِ",
        "ـ",
        "\u{200c}",
        "\u{202b}",
        "\u{202c}",
        ".",
        "؟",
        "中",
        "\t",
        "ﻻ",
        "ﷺ",
        "🇱🇾",
        "\u{2067}x\u{2069}",
    ];
    let keys =
        ["h", "l", "j", "k", "w", "b", "o", "(", ")", "{", "}", "0", "$", "g", "G", "s", "p", "<Space>"];
    for round in 0..60 {
        let text: String = (0..random.below(120)).map(|_| pieces[random.below(pieces.len())]).collect();
        let text = format!("بداية {text} نهاية\n\nسطر آخر {text}\n");
        let snapshot = library(&format!("any-{round}"), &[&text]);
        let size = SIZES[random.below(SIZES.len())];
        let mut reader = Reader::new(&snapshot, size, Language::English);
        reader.press("2 x");
        reader.last = None;
        let (stored, _) = text::pasteable(&text);
        for _ in 0..30 {
            reader.press("v");
            for _ in 0..random.below(6) {
                reader.press(keys[random.below(keys.len())]);
            }
            let selected = reader.model.selection().expect("it is not left").range();
            let expected = text::pasteable(&text[selected]).0.into_owned();
            assert_eq!(reader.press("y").copied(), expected);
            let without = |text: &str| text.replace(['\u{202b}', '\u{202c}', '\u{2067}', '\u{2069}'], "");
            assert!(without(&stored).contains(&without(&expected)));
        }
    }
}

#[test]
fn drawing_with_the_mouse_selects_what_is_stored_between() {
    for (size, language) in
        SIZES.into_iter().flat_map(|size| [(size, Language::English), (size, Language::Arabic)])
    {
        let mut reader = Reader::new(&SEEDS, size, language);
        reader.press("2 g");
        let area = reader.text_area();
        let page = reader.model.reader().page().expect("open");
        assert!(page.is_rtl());
        // From the first letter, at the right, to the left end of the second row of it.
        let first = reader.article().parts.iter().find(|part| page.shows(&part.range)).expect("a part");
        let expected = &reader.article().text[first.range.start..];
        let expected: String = expected.chars().take(5).collect();
        reader.mouse(MouseDeed::Press, area.right() - 1, area.y);
        reader.mouse(MouseDeed::Drag, area.right() - 3, area.y);
        assert!(reader.model.selection().is_some());
        reader.mouse(MouseDeed::Drag, area.x, area.y + 1).mouse(MouseDeed::Release, area.x, area.y + 1);
        let found = reader.press("y").copied();
        assert!(found.starts_with(&expected), "{found} at {size:?}");
        assert!(reader.article().text.contains(&found));
    }
}

#[test]
fn however_text_is_set_what_is_copied_is_what_is_stored() {
    for setting in SETTINGS {
        let mut reading = Reading::default();
        // Round through all values; a measure has many, of which a few do.
        for _ in 0..6 {
            setting.turn(&mut reading, true);
            for language in [Language::English, Language::Arabic] {
                let mut reader = Reader::new(&SEEDS, (80, 24), language);
                reader.press("2 J");
                reader.model.set_reading(reading);
                reader.press("n n y y");
                let mention = reader.model.reader().mention().cloned().expect("a name is in hand");
                let copied = reader.copied();
                let text = &reader.article().text;
                let start = text.find(&copied).expect("it is stored");
                assert!((start..start + copied.len()).contains(&mention.start), "{}", setting.name);
                // Every row is drawn over from one side of the column to the other.
                let area = reader.text_area();
                reader.press("g");
                for y in area.y..area.bottom() {
                    reader.mouse(MouseDeed::Press, area.right() - 1, y).mouse(MouseDeed::Drag, area.x, y);
                    reader.mouse(MouseDeed::Release, area.x, y);
                    let Some(selection) = reader.model.selection().cloned() else { continue };
                    let copied = reader.press("y").copied();
                    assert_eq!(copied, reader.article().text[selection.range()], "{} {y}", setting.name);
                }
            }
        }
    }
}

#[test]
fn drawing_beyond_the_edge_scrolls() {
    let mut reader = Reader::new(&SEEDS, (80, 24), Language::English);
    reader.press("2 g");
    let area = reader.text_area();
    reader.mouse(MouseDeed::Press, area.x + 5, area.y + 3);
    for _ in 0..500 {
        reader.mouse(MouseDeed::Drag, area.x + 5, area.bottom());
    }
    assert_eq!(reader.model.reader().percent(), 100);
    for _ in 0..500 {
        reader.mouse(MouseDeed::Drag, area.x + 5, area.y - 1);
    }
    assert_eq!(reader.model.reader().top(), 0);
    // A click ends it.
    reader.mouse(MouseDeed::Release, area.x, area.y).mouse(MouseDeed::Press, area.x, area.y);
    assert!(reader.model.selection().is_none());
}

#[test]
fn the_wheel_scrolls_what_it_is_over_and_clicks_choose() {
    for language in [Language::English, Language::Arabic] {
        let mut reader = Reader::new(&SEEDS, (120, 40), language);
        let at = |reader: &Reader, pane: Pane| {
            let area = warraq::app::content(reader.model.arrangement().pane(pane).expect("in sight"));
            (area.x + 3, area.y)
        };
        let (text, list, names) =
            (at(&reader, Pane::Text), at(&reader, Pane::List), at(&reader, Pane::Names));
        reader.mouse(MouseDeed::WheelDown, text.0, text.1 + 2);
        assert_eq!((reader.model.reader().top(), reader.model.focus()), (3, Pane::List));
        reader.mouse(MouseDeed::WheelUp, text.0, text.1 + 2);
        assert_eq!(reader.model.reader().top(), 0);
        reader.mouse(MouseDeed::WheelDown, list.0, list.1);
        assert_eq!(reader.model.list().selected, 1);
        // The third article; again, to read it.
        let third = list.1 + 2 * reader.model.density().rows();
        reader.mouse(MouseDeed::Press, list.0, third).mouse(MouseDeed::Release, list.0, third);
        assert_eq!(reader.model.reader().article(), Some(ArticleId(2)));
        assert_eq!(reader.model.focus(), Pane::List);
        reader.mouse(MouseDeed::Press, list.0, third);
        assert_eq!(reader.model.focus(), Pane::Text);
        // A name; again, to filter by it. The row above it is a head, which folds.
        reader.mouse(MouseDeed::Press, names.0, names.1 + 1);
        let chosen = reader.model.names().selected().expect("a name");
        assert!(reader.model.filter().is_empty());
        reader.mouse(MouseDeed::Press, names.0, names.1 + 1);
        assert_eq!(reader.model.wanted(), [chosen]);
        let before = reader.model.names().rows().len();
        reader.mouse(MouseDeed::Press, names.0, names.1);
        assert!(reader.model.names().rows().len() < before);
        // A mention in the text is in hand when it is clicked.
        let mention = reader.model.reader().mention().cloned();
        reader.press("<Esc> 2 n").mouse(MouseDeed::Press, text.0, text.1);
        assert!(mention.is_some());
    }
}

#[test]
fn the_mouse_anywhere_does_no_harm() {
    let mut random = Random(3);
    let deeds =
        [MouseDeed::Press, MouseDeed::Drag, MouseDeed::Release, MouseDeed::WheelUp, MouseDeed::WheelDown];
    let keys = ["1", "2", "3", "y", "?", "v", "t", "w", "<Esc>", "J", "x", "i", "/", "M"];
    for size in [(200, 50), (80, 24), (30, 10), (2, 2), (1, 1)] {
        for language in [Language::English, Language::Arabic] {
            let mut reader = Reader::new(&SEEDS, size, language);
            for _ in 0..400 {
                if random.below(6) == 0 {
                    reader.press(keys[random.below(keys.len())]);
                }
                let column =
                    [random.below(usize::from(size.0)) as u16, u16::MAX][usize::from(random.below(20) == 0)];
                let row =
                    [random.below(usize::from(size.1)) as u16, u16::MAX][usize::from(random.below(20) == 0)];
                reader.mouse(deeds[random.below(deeds.len())], column, row);
            }
            let _ = reader.rows();
        }
    }
}

#[test]
fn the_mouse_is_turned_on_and_off() {
    let mut reader = Reader::new(&SEEDS, (80, 24), Language::English);
    assert!(!reader.model.has_mouse());
    reader.press("M");
    assert_eq!(reader.last.take(), Some(Effect::Mouse(true)));
    assert!(reader.model.has_mouse() && reader.shows("Shift"));
    reader.press("M");
    assert_eq!(reader.last.take(), Some(Effect::Mouse(false)));
}

#[test]
fn what_is_opened_elsewhere_is_what_is_in_hand() {
    let mut reader =
        Reader::new(&library("open", &["أول\n\nثان\n\nثالث عن ليبيا.\n"]), (80, 24), Language::English);
    reader.press("2 e");
    let Some(Effect::Open(opening)) = reader.last.take() else { panic!("nothing is opened") };
    assert_eq!((opening.article, opening.line, opening.kind), (ArticleId(0), 1, OpeningKind::Editor));
    reader.press("n o");
    let Some(Effect::Open(opening)) = reader.last.take() else { panic!("nothing is opened") };
    assert_eq!((opening.line, opening.kind), (5, OpeningKind::Browser));
    reader.tell(Msg::Closed(Err(OpenFault::Kiosk)));
    assert!(reader.shows("No other program can be opened here"));
    reader.tell(Msg::Closed(Err(OpenFault::Failed { program: "vi".into(), status: 3 })));
    assert!(reader.shows("vi ended with status 3"));
    reader.tell(Msg::Closed(Ok(())));
    assert!(!reader.shows("vi ended"));
}
