//! What terminals make of the rows that they are sent. Each kind of terminal is played by a model of
//! what was measured on the real ones; the reordering is that of `uba`, which shares nothing with the
//! engine that the encoder asks.
//!
//! A row counts as right if every cell shows the symbol that was drawn there, in its style.

mod emulator;
mod random;
mod uba;

use emulator::{Emulator, Held};
use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use std::sync::Arc;
use unicode_width::UnicodeWidthChar;
use warraq::app::{Language, Model, Msg};
use warraq::corpus::Source;
use warraq::keys::Key;
use warraq::library;
use warraq::session::frame::Frame;
use warraq::session::{Colours, Dialect, Encoding, Reordering};
use warraq::ui::{self, Theme};

const PUTTY: Reordering = Reordering { auto: true, mirrors: true, boxes_are_letters: false };
/// VTE and those that do as it does, where it cannot be told not to.
const LEFT_TO_RIGHT: Reordering = Reordering { auto: false, mirrors: true, boxes_are_letters: false };
const KONSOLE: Reordering = Reordering { auto: false, mirrors: false, boxes_are_letters: true };

const ENCODINGS: [Encoding; 8] = [
    Encoding::Override,
    Encoding::Marked,
    Encoding::Inverse(PUTTY),
    Encoding::Inverse(LEFT_TO_RIGHT),
    Encoding::Inverse(KONSOLE),
    Encoding::KittyCells,
    Encoding::KittyWords,
    Encoding::Alternating,
];

/// What a terminal holds after a first frame that shows `view`.
fn held(view: &Buffer, encoding: Encoding) -> Emulator {
    let Rect { width, height, .. } = view.area;
    let dialect = Dialect { encoding, ..Dialect::default() };
    let mut frame = Frame::new(width, height, Colours::True, dialect);
    frame.blank().content.clone_from(&view.content);
    let mut bytes = Vec::new();
    frame.encode(&[], &mut bytes);
    let mut emulator = Emulator::new(width, height);
    emulator.play(&bytes);
    emulator
}

/// What a terminal shows that holds `row`.
fn shown(row: &[Held], encoding: Encoding) -> Vec<Held> {
    let symbols: Vec<Held> = row.iter().filter(|cell| cell.base.is_some()).cloned().collect();
    let symbols = match encoding {
        Encoding::Plain | Encoding::KittyCells | Encoding::Alternating => symbols,
        Encoding::Override => reorder_by_codes(&symbols),
        // Each run of one style is a paragraph of its own.
        Encoding::Marked => symbols.chunk_by(|a, b| a.pen == b.pen).flat_map(reorder_by_codes).collect(),
        Encoding::Inverse(Reordering { auto, mirrors, boxes_are_letters }) => {
            let letter = |cell: &Held| match cell.base {
                Some('\u{2500}'..='\u{25ff}') if boxes_are_letters => 'A',
                base => base.expect("no right half"),
            };
            let text: Vec<char> = symbols.iter().map(letter).collect();
            reorder(&symbols, &text, (!auto).then_some(0), mirrors)
        }
        Encoding::KittyWords => {
            let mut symbols = symbols;
            let face = |cell: &Held| cell.pen.attributes & (Modifier::BOLD | Modifier::ITALIC);
            let is_run =
                |left: &Held, right: &Held| is_shaped(left) && is_shaped(right) && face(left) == face(right);
            for run in symbols.chunk_by_mut(is_run) {
                if run.iter().any(|cell| cell.base.is_some_and(is_right_to_left)) {
                    // What is drawn moves, colours and lines stay.
                    let pens: Vec<_> = run.iter().map(|cell| cell.pen).collect();
                    run.reverse();
                    for (cell, pen) in run.iter_mut().zip(pens) {
                        mirror(cell);
                        cell.pen = pen;
                    }
                }
            }
            symbols
        }
    };
    let mut row = Vec::new();
    for mut cell in symbols {
        let is_wide = cell.base.and_then(char::width) == Some(2);
        cell.marks.retain(|c| !matches!(c, '\u{200e}' | '\u{202d}'));
        cell.base = cell.base.map(|c| if c == '\u{2800}' { ' ' } else { c });
        cell.sized = false;
        row.push(cell.clone());
        if is_wide {
            row.push(Held { base: None, marks: String::new(), ..cell });
        }
    }
    row
}

/// Whether kitty shapes the cell with its neighbours: not blanks, nor what it draws by itself, nor wide
/// symbols, which are another font's.
fn is_shaped(cell: &Held) -> bool {
    let base = cell.base.filter(|c| !matches!(c, ' ' | '\u{2500}'..='\u{259f}'));
    base.and_then(char::width) == Some(1)
}

/// Cells that are reordered as one left-to-right paragraph, which heeds the codes that stand in it.
fn reorder_by_codes(symbols: &[Held]) -> Vec<Held> {
    let mut text: Vec<char> = Vec::new();
    let mut cells: Vec<Held> = Vec::new();
    for cell in symbols {
        cells.push(cell.clone());
        text.extend(cell.base);
        for control in cell.marks.chars().filter(|c| matches!(c, '\u{200e}' | '\u{202d}')) {
            // They take no cell.
            text.push(control);
            cells.push(Held::default());
        }
    }
    let row = reorder(&cells, &text, Some(0), true);
    row.into_iter().filter(|cell| cell.base.is_some()).collect()
}

/// A row that is reordered as one paragraph.
fn reorder(cells: &[Held], text: &[char], base: Option<u8>, mirrors: bool) -> Vec<Held> {
    let levels = uba::l1(&uba::resolve(text, base));
    let place = |at: usize| {
        let mut cell = cells[at].clone();
        if mirrors && levels[at].is_some_and(|level| level % 2 == 1) {
            mirror(&mut cell);
        }
        cell
    };
    uba::l2(&levels).into_iter().map(place).collect()
}

fn mirror(cell: &mut Held) {
    let pairs = ["()", "[]", "{}", "<>", "«»", "‹›"];
    for pair in pairs.map(|pair| pair.chars().collect::<Vec<char>>()) {
        match cell.base {
            Some(c) if c == pair[0] => return cell.base = Some(pair[1]),
            Some(c) if c == pair[1] => return cell.base = Some(pair[0]),
            _ => {}
        }
    }
}

fn is_right_to_left(c: char) -> bool {
    use unicode_bidi::BidiClass::{AL, AN, R};
    matches!(unicode_bidi::bidi_class(c), AL | AN | R)
}

/// How many cells of a row are shown wrongly.
fn wrong_cells(held: &[Held], plain: &[Held], encoding: Encoding) -> usize {
    match encoding {
        Encoding::Alternating => {
            // No two neighbours of a right-to-left cell in one run, and colours as good as equal.
            let near = |a: [u16; 5], b: [u16; 5]| a[..4] == b[..4] && a[4] ^ b[4] <= 2;
            let other = std::iter::zip(held, plain).filter(|(held, plain)| {
                let is_other = held.base != plain.base || held.marks != plain.marks;
                // The terminal's own colour, which nobody knows, becomes a grey.
                let fg = if plain.pen.fg == [0; 5] { [38, 2, 0x76, 0x76, 0x76] } else { plain.pen.fg };
                is_other || held.base.is_some_and(|c| c != ' ') && !near(held.pen.fg, fg)
            });
            let run = held.windows(2).filter(|pair| {
                let rtl = |cell: &Held| cell.base.is_some_and(is_right_to_left);
                pair[0].pen == pair[1].pen && pair.iter().any(rtl)
            });
            other.count() + run.count()
        }
        Encoding::KittyCells => {
            let joined = held.windows(2).filter(|pair| {
                let (left, right) = (&pair[0], &pair[1]);
                let rtl = |cell: &Held| cell.base.is_some_and(is_right_to_left);
                (rtl(left) || rtl(right)) && is_shaped(left) && is_shaped(right) && left.sized == right.sized
            });
            joined.count() + differences(&shown(held, encoding), plain)
        }
        _ => differences(&shown(held, encoding), plain),
    }
}

fn differences(shown: &[Held], plain: &[Held]) -> usize {
    assert_eq!(shown.len(), plain.len());
    std::iter::zip(shown, plain).filter(|(shown, plain)| shown != plain).count()
}

/// Counts rows, and those of them that are not shown as they were drawn.
#[derive(Debug, Default)]
struct Tally {
    rows: usize,
    wrong: usize,
    example: String,
}

impl Tally {
    fn add(&mut self, view: &Buffer, encoding: Encoding) {
        let (plain, held) = (held(view, Encoding::Plain), held(view, encoding));
        for (held, plain) in held.rows().zip(plain.rows()) {
            self.rows += 1;
            if wrong_cells(held, plain, encoding) > 0 {
                self.wrong += 1;
                let text = |row: &[Held]| row.iter().filter_map(|cell| cell.base).collect::<String>();
                if self.example.is_empty() || text(plain).trim().len() < self.example.len() {
                    self.example = text(plain).trim().to_owned();
                }
            }
        }
    }
}

#[test]
fn every_screen_of_ours_is_shown_as_it_was_drawn() {
    let seeds = Arc::new(library::load(Source::Embedded));
    for encoding in ENCODINGS {
        let mut tally = Tally::default();
        for (columns, rows, language) in [
            (80, 24, Language::English),
            (120, 40, Language::English),
            (80, 24, Language::Arabic),
            (120, 40, Language::Arabic),
            (40, 12, Language::English),
        ] {
            let size = Size::new(columns, rows);
            let mut model = Model::new(size, language);
            model.update(Msg::Library(Arc::clone(&seeds)));
            // Each article from its beginning on, then the names, the help and the report of a line.
            for key in "   J   J   J   J   3jjjjjjjjj/ال  ?  ".chars().chain("i".chars()) {
                model.update(Msg::Key(Key::char(key)));
                let mut view = Buffer::empty(Rect::new(0, 0, columns, rows));
                ui::view(&model, &Theme::dark(), &mut view);
                tally.add(&view, encoding);
            }
        }
        println!("{encoding:?}: {} rows, {} wrong", tally.rows, tally.wrong);
        assert_eq!(tally.wrong, 0, "{encoding:?}: of {} rows, as {:?}", tally.rows, tally.example);
    }
}

/// A row of words, numbers, brackets and rules. An orderly one is as our lines are: it begins with a
/// blank, and blanks stand between words; in the others anything stands beside anything.
fn random_row(random: &mut Random, is_orderly: bool) -> Buffer {
    const WORDS: [&str; 14] = [
        "\u{fee1}\u{fefc}\u{feb3}",
        "\u{fe8e}\u{fef4}\u{fe92}\u{fef4}\u{fedf}",
        "\u{feed}",
        "\u{fe8f}\u{64e}\u{651}\u{fe9f}",
        "abc",
        "NATO",
        "x",
        "2016",
        "7",
        "٣٤",
        "12:30",
        "3.5%",
        "2015-2016",
        "中文",
    ];
    const SIGNS: &[char] = &['(', ')', '«', '»', '[', ']', '،', '.', ':', '-', '│', '━', '·', '…', '%', '/'];
    let width = 20 + random.below(80) as u16;
    let mut view = Buffer::empty(Rect::new(0, 0, width, 1));
    let mut x = u16::from(is_orderly);
    while x + 12 < width {
        let piece: String = match random.below(if is_orderly { 10 } else { 4 }) {
            0 => SIGNS[random.below(SIGNS.len())].to_string(),
            1 if !is_orderly => " ".repeat(random.below(3)),
            1 => " │ ".to_owned(),
            _ => WORDS[random.below(WORDS.len())].to_owned(),
        };
        let style = [Style::new(), Style::new().fg(Color::Rgb(9, 99, 200)), Style::new().bold()];
        let style = style[random.below(style.len())];
        for c in piece.chars() {
            if c.width() == Some(0) {
                let symbol = format!("{}{c}", view[(x - 1, 0)].symbol());
                view[(x - 1, 0)].set_symbol(&symbol);
                continue;
            }
            view[(x, 0)].set_char(c).set_style(style);
            x += 1;
            if c.width() == Some(2) {
                view[(x, 0)].set_symbol("");
                x += 1;
            }
        }
        if is_orderly {
            x += 1 + random.below(2) as u16;
        }
    }
    view
}

/// `WARRAQ_ROWS_RANDOM` says how many rows of each kind, for each encoding.
#[test]
fn random_rows() {
    let count = std::env::var("WARRAQ_ROWS_RANDOM").ok().and_then(|count| count.parse().ok());
    let count: usize = count.unwrap_or(2_000);
    for is_orderly in [true, false] {
        for encoding in ENCODINGS {
            let mut random = Random(3);
            let mut tally = Tally::default();
            for _ in 0..count {
                tally.add(&random_row(&mut random, is_orderly), encoding);
            }
            println!("orderly: {is_orderly}, {encoding:?}: {} rows, {} wrong", tally.rows, tally.wrong);
            // Where a number follows right-to-left letters, seen from the left, without a blank
            // between, a row may have no inverse: that is so for not quite half of these.
            let is_inverse = matches!(encoding, Encoding::Inverse(_));
            let most = if is_inverse && !is_orderly { tally.rows / 2 } else { 0 };
            let Tally { wrong, example, .. } = tally;
            assert!(wrong <= most, "{encoding:?}, orderly: {is_orderly}: {wrong} wrong, as {example:?}");
        }
    }
}
