//! How text is set, on the screens of the whole reader: whatever is chosen, every stored letter is there.

mod drawing;
mod letters;
mod random;

use letters::letters;
use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::path::Path;
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;
use warraq::app::{Language, Model, Msg, Overlay, PageRow, Reading, SETTINGS};
use warraq::corpus::Source;
use warraq::keys::KeySequence;
use warraq::library::{self, Snapshot};
use warraq::text::{BaseDirection, Guillemets, Paragraph, Profile};
use warraq::ui::Theme;

fn load(folder: &str) -> Arc<Snapshot> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder);
    Arc::new(library::load(Source::Paths(vec![folder])))
}

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(Source::Embedded)));
/// Short texts with marks, digits of three scripts, both directions.
static SET: LazyLock<Arc<Snapshot>> = LazyLock::new(|| load("reading"));
/// Two texts that share three sentences, and a third.
static STORIES: LazyLock<Arc<Snapshot>> = LazyLock::new(|| load("stories"));

fn model(snapshot: &Arc<Snapshot>, columns: u16, rows: u16, language: Language) -> Model {
    let mut model = Model::new(Size::new(columns, rows), language);
    model.update(Msg::Library(Arc::clone(snapshot)));
    model
}

fn press(model: &mut Model, keys: &str) {
    let keys: KeySequence = keys.parse().expect("written keys");
    for key in keys.keys() {
        model.update(Msg::Key(*key));
    }
}

fn screen(model: &Model) -> Buffer {
    drawing::drawn(model, &Theme::dark())
}

fn rows(model: &Model) -> Vec<String> {
    drawing::rows(&screen(model))
}

fn shows(model: &Model, text: &str) -> bool {
    rows(model).iter().any(|row| row.contains(text))
}

/// All that the text shows from its beginning to its end, read off the screens.
fn read_through(model: &mut Model) -> String {
    let mut seen = String::new();
    let mut next_row = 0;
    loop {
        let (buffer, column, top) = (screen(model), model.text_column(), model.reader().top());
        let page = model.reader().page().expect("an article is open");
        for y in 0..column.height {
            let row = top + usize::from(y);
            if row >= next_row && matches!(page.rows().get(row), Some(PageRow::Line { .. })) {
                seen.extend((column.x..column.right()).map(|x| buffer[(x, column.y + y)].symbol()));
            }
        }
        next_row = top + usize::from(column.height);
        if next_row >= page.rows().len() {
            return seen;
        }
        press(model, "<PageDown>");
    }
}

/// The letters and digits of a text, without what settings may change: marks, tatweel, which digits.
fn unchanging(text: &str) -> std::collections::BTreeMap<char, usize> {
    let kept =
        |c: &char| !warraq::text::is_mark(*c) && !matches!(c, 'ـ' | '\u{25CC}' | '\u{200D}'..='\u{200F}');
    let one = |c: char| match c {
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        c => c,
    };
    letters(&text.nfkd().filter(kept).map(one).collect::<String>())
}

#[test]
fn every_letter_is_on_the_screen_however_text_is_set() {
    let mut random = Random(4);
    for (number, (columns, rows)) in [(80, 24), (30, 10), (120, 40), (44, 12)].into_iter().enumerate() {
        for round in 0..12 {
            let snapshot = if round % 2 == 0 { &*SET } else { &*SEEDS };
            let mut model = model(snapshot, columns, rows, [Language::English, Language::Arabic][number % 2]);
            // Two settings in three are turned somewhere.
            let mut reading = Reading::default();
            for setting in SETTINGS {
                (0..random.below(3)).for_each(|_| setting.turn(&mut reading, true));
            }
            model.set_reading(reading);
            press(&mut model, "2 x");
            for article in snapshot.articles() {
                assert_eq!(model.reader().article(), Some(article.id));
                let seen = read_through(&mut model);
                assert_eq!(unchanging(&seen), unchanging(&article.text), "{} by {reading:?}", article.name);
                press(&mut model, "J g");
                if !model.reader().page().expect("open").shows_residue() {
                    press(&mut model, "x");
                }
            }
        }
    }
}

#[test]
fn options_change_the_text_at_once_and_by_every_road() {
    let check = |keys: &str, before: &str, after: &str| {
        let mut model = model(&SET, 80, 40, Language::English);
        press(&mut model, "2");
        assert!(shows(&model, before), "{keys}: {before} in {:#?}", rows(&model));
        press(&mut model, keys);
        assert!(shows(&model, after) && !shows(&model, before), "{keys}: {after} in {:#?}", rows(&model));
        // Whatever was changed can be changed back.
        assert!(matches!(model.overlay(), Some(Overlay::Options(_))) == keys.starts_with(','));
    };
    let to = |row: usize| format!(", {}", "<Down> ".repeat(row));
    let row = |name: &str| SETTINGS.iter().position(|setting| setting.name == name).expect("it is there");
    let shown = |word: &str, profile| Paragraph::new(word, BaseDirection::Rtl, profile).elided(20).visual();
    let plain = Profile::default();
    let (marks, none) = (shown("ٱللَّهِ", plain), shown("ٱلله", plain));
    check("V", &marks, &none);
    check(&format!("{}<Right>", to(row("tashkeel"))), &marks, &none);
    // The title in the list and, once the headline is out of sight, over the text.
    let title = shown("سؤالُ المكتبة", plain);
    let bare = shown("سؤال المكتبة", plain);
    let mut titles = model(&SET, 80, 8, Language::English);
    press(&mut titles, "J 2 j");
    assert_eq!(rows(&titles).iter().filter(|row| row.contains(&title)).count(), 2, "{:#?}", rows(&titles));
    press(&mut titles, "V");
    assert_eq!(rows(&titles).iter().filter(|row| row.contains(&bare)).count(), 2, "{:#?}", rows(&titles));
    // A date keeps its order, whichever digits are shown.
    check(&format!("{}l", to(row("digits"))), "(2014/6/23)", "(٢٠١٤/٦/٢٣)");
    check(&format!("{}<Left>", to(row("digits"))), "٢٣-٦-٢٠١٤", "23-6-2014");
    let quoted = shown("«حدود»", plain);
    let as_stored = shown("«حدود»", Profile { guillemets: Guillemets::AsStored, ..plain });
    check(&format!("{}<Enter>", to(row("guillemets"))), &quoted, &as_stored);
    let stretched = format!("{}<Enter> <Enter>", to(row("alignment")));
    let mut model = model(&SET, 80, 40, Language::English);
    press(&mut model, &format!("2 {stretched}"));
    assert!(shows(&model, "ـ"), "{:#?}", rows(&model));
}

#[test]
fn search_and_mentions_do_not_hang_on_what_is_shown() {
    for keys in ["V", ", <Down> <Down> <Enter> <Enter> <Esc>", ", <Down> <Down> <Down> <Down> <Enter> <Esc>"]
    {
        let mut plain = model(&SEEDS, 100, 40, Language::English);
        let mut set = plain.clone();
        press(&mut set, keys);
        for model in [&mut plain, &mut set] {
            press(model, "2 n n n");
        }
        assert_eq!(plain.reader().mention(), set.reader().mention());
        assert!(plain.reader().mention().is_some());
        assert_eq!(plain.names().len(), set.names().len());
    }
}

#[test]
fn the_same_text_stays_at_the_top() {
    for keys in
        ["<lt> <lt> <lt>", "> >", "V", ", <Down> <Right> <Right> <Esc>", "z", ", <Down> <Down> <Enter>"]
    {
        let mut model = model(&SEEDS, 100, 24, Language::English);
        press(&mut model, "2 <Space> j");
        let byte = |model: &Model| {
            let reader = model.reader();
            reader.page().map_or(0, |page| page.byte_at(reader.top()))
        };
        let before = byte(&model);
        press(&mut model, keys);
        let page = model.reader().page().expect("open");
        let (first, second) = (byte(&model), page.byte_at(model.reader().top() + 1));
        assert!(first <= before && before < second.max(first + 1), "{keys}: {before} in {first}..{second}");
    }
}

#[test]
fn a_direction_is_forced_on_every_paragraph() {
    let mut model = model(&SET, 80, 40, Language::English);
    press(&mut model, "2");
    let direction = SETTINGS.iter().find(|setting| setting.name == "direction").expect("it is there");
    for (value, is_rtl) in [("rtl", true), ("ltr", false)] {
        let mut reading = *model.reading();
        assert!(direction.set(&mut reading, value));
        model.set_reading(reading);
        let page = model.reader().page().expect("open");
        for row in page.rows() {
            if let PageRow::Line { part, .. } = row {
                assert_eq!(page.part(*part).paragraph.base().is_rtl(), is_rtl);
            }
        }
        // The English paragraph begins at the side that was forced.
        let row = rows(&model).into_iter().find(|row| row.contains("library")).expect("it is in sight");
        assert_eq!(
            row.trim_end().chars().count() == usize::from(model.text_column().right()),
            is_rtl,
            "{row}"
        );
    }
}

#[test]
fn lines_are_filled_but_for_the_last_of_each_paragraph() {
    for (columns, rows) in [(80, 24), (200, 50), (40, 12)] {
        for presses in ["<Enter>", "<Enter> <Enter>"] {
            let mut model = model(&SEEDS, columns, rows, Language::English);
            press(&mut model, &format!("2 , <Down> <Down> {presses} <Esc>"));
            let page = model.reader().page().expect("open");
            let width = usize::from(page.layout().width);
            let mut full = 0;
            for row in page.rows() {
                let PageRow::Line { part, span } = row else { continue };
                let line = page.line(*part, span);
                assert!(line.advance() <= width);
                let is_body = page.part(*part).part.role == warraq::corpus::Role::Body;
                let is_last = span.text_range.end == page.part(*part).part.range.len();
                if is_body && !is_last {
                    assert_eq!(line.advance(), width);
                    full += 1;
                }
            }
            assert!(full > 10);
        }
    }
}

#[test]
fn zen_leaves_the_text_and_a_thin_line() {
    for language in [Language::English, Language::Arabic] {
        for (columns, height) in [(80, 24), (200, 50), (30, 10), (3, 3), (1, 1)] {
            let mut model = model(&SEEDS, columns, height, language);
            press(&mut model, "z");
            assert!(model.arrangement().is_zen);
            let shown = rows(&model).concat();
            assert!(!shown.contains('│') && !shown.contains('%'), "{shown}");
            if (10..30).contains(&height) {
                press(&mut model, "<Space>");
                let last = rows(&model).pop().expect("there are rows");
                let line: String = last.trim().into();
                // Progress grows from the right, as the text runs.
                assert!(line.starts_with('─') && line.ends_with('━'), "{last}");
                assert!(
                    model.reader().percent() > 0 && line.chars().all(|c| matches!(c, '─' | '━')),
                    "{last}"
                );
            }
            // An answer stands where the line is.
            press(&mut model, "<End> <Space>");
            assert!(!rows(&model).pop().is_some_and(|last| last.contains('━')));
            // The other panes come back while they are in hand, and for good.
            press(&mut model, "1");
            assert!(!model.arrangement().is_zen);
            press(&mut model, "2");
            assert!(model.arrangement().is_zen);
            press(&mut model, "<Esc>");
            assert!(!model.arrangement().is_zen && !model.reading().zen);
        }
    }
}

#[test]
fn paragraphs_are_gone_to_one_after_another() {
    let mut model = model(&SEEDS, 80, 12, Language::English);
    press(&mut model, "2");
    let mut tops = vec![model.reader().top()];
    for _ in 0..6 {
        press(&mut model, "}");
        tops.push(model.reader().top());
        let page = model.reader().page().expect("open");
        let Some(PageRow::Line { span, .. }) = page.rows().get(model.reader().top()) else {
            panic!("no line")
        };
        assert_eq!(span.text_range.start, 0, "a paragraph begins at the top");
    }
    assert!(tops.windows(2).all(|pair| pair[0] < pair[1]), "{tops:?}");
    press(&mut model, "j {");
    assert_eq!(model.reader().top(), tops[6]);
    for top in tops[..6].iter().rev() {
        press(&mut model, "{");
        assert_eq!(model.reader().top(), *top);
    }
    press(&mut model, "G }");
    assert!(shows(&model, "End of the article"));
}

#[test]
fn the_same_story_is_told_and_what_was_read_is_dimmed() {
    for (language, new, others) in
        [(Language::English, "% new", "same story: 1"), (Language::Arabic, "% ﺪﻳﺪﺟ", "1 :ﺎﻬﺴﻔﻧ ﺔﺼﻘﻟﺍ")]
    {
        let mut model = model(&STORIES, 120, 40, language);
        assert_eq!(rows(&model).iter().filter(|row| row.contains('≈')).count(), 2);
        press(&mut model, "J");
        assert!(shows(&model, others), "{:#?}", rows(&model));
        // Nothing has been read yet.
        press(&mut model, "E");
        assert_eq!(model.known().new_percent(), None);
        press(&mut model, "K 2 J");
        let percent = model.known().new_percent().expect("the first article was read");
        assert!((30..70).contains(&percent), "{percent}");
        assert!(shows(&model, &new.replace('%', &format!("{percent}%"))) || language == Language::Arabic);
        // The three sentences are dim, and what stands around them is not.
        let article = &STORIES.articles()[1];
        let dim = |words: &str| model.known().holds(article.text.find(words).expect("it is in the text"));
        for (words, expected) in [
            ("قضى عشرات", false),
            ("افتتحت مكتبة", true),
            ("حديقة صغيرة", true),
            ("وستعمل", true),
            ("وأعدت", false),
        ] {
            assert_eq!(dim(words), expected, "{words}");
        }
        let buffer = screen(&model);
        let column = model.text_column();
        let is_dim = |cell: &ratatui::buffer::Cell| cell.fg == Theme::dark().dim.fg.expect("it has a colour");
        let cells = column.positions().map(|at| &buffer[at]).filter(|cell| !cell.symbol().trim().is_empty());
        let (dim, bright): (Vec<_>, Vec<_>) = cells.partition(|cell| is_dim(cell));
        assert!(dim.len() > 100 && bright.len() > 100, "{} and {}", dim.len(), bright.len());
        // Marked as unread again, nothing of it is known; and the key takes it back.
        press(&mut model, "K m J");
        assert_eq!(model.known().new_percent(), None);
        press(&mut model, "K J");
        assert_eq!(model.known().new_percent(), Some(percent));
        press(&mut model, "E");
        assert_eq!(model.known().new_percent(), None);
    }
}
