//! Rows as they are encoded: what each cell of the terminal is sent. That terminals make the drawn row
//! of it is held by `tests/encodings.rs`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::*;
use crate::session::dialect::Reordering;

/// A row of the scalars of `text`: `中` takes two cells, marks none.
fn drawn(text: &str, style: Style) -> Buffer {
    let mut cells: Vec<String> = Vec::new();
    for c in text.chars() {
        match cells.last_mut() {
            Some(cell) if is_mark(c) => cell.push(c),
            _ => cells.push(c.to_string()),
        }
        if c == '中' {
            cells.push(String::new());
        }
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, cells.len() as u16, 1));
    for (cell, symbol) in buffer.content.iter_mut().zip(&cells) {
        cell.set_symbol(symbol).set_style(style);
    }
    buffer
}

fn encoded(text: &str, style: Style, dialect: Dialect, colours: Colours) -> Vec<Cell> {
    let drawn = drawn(text, style);
    let mut row = vec![Cell::BLANK; drawn.content.len()];
    encode(&drawn.content, dialect, colours, &mut row);
    row
}

/// What is written for a row, cell by cell.
fn written(text: &str, dialect: Dialect) -> String {
    let mut out = Vec::new();
    for cell in encoded(text, Style::new(), dialect, Colours::True) {
        if cell.unit != Unit::RightHalf {
            cell.write(&mut out);
        }
    }
    String::from_utf8(out).expect("symbols are UTF-8")
}

/// Capitals stand for right-to-left letters, so that no editor reorders what is written here; `<b>` for
/// a cell in kitty's sequence.
#[track_caller]
fn check(encoding: Encoding, text: &str, expected: &str) {
    let dialect = Dialect { encoding, ..Dialect::default() };
    let written = written(&with_letters(text), dialect);
    let shown = written.replace("\x1b]66;w=1:h=1;", "<").replace('\x07', ">");
    assert_eq!(shown, with_letters(expected), "{encoding:?} {text:?}");
}

fn with_letters(text: &str) -> String {
    let letter = |c: char| match c {
        'A'..='Z' => char::from_u32(0x5d0 + c as u32 - 'A' as u32).expect("a Hebrew letter"),
        c => c,
    };
    text.chars().map(letter).collect()
}

#[test]
fn left_to_right_rows_are_the_same_everywhere() {
    let all = Reordering { auto: true, mirrors: true, boxes_are_letters: true };
    for encoding in [
        Encoding::Plain,
        Encoding::Override,
        Encoding::Marked,
        Encoding::Inverse(all),
        Encoding::KittyCells,
        Encoding::KittyWords,
        Encoding::Alternating,
    ] {
        check(encoding, "│ (a) 12 中 «é»", "│ (a) 12 中 «é»");
    }
}

#[test]
fn marks_are_sent_or_left_out() {
    let left_out = Dialect { marks: Marks::LeftOut, ..Dialect::default() };
    assert_eq!(written("\u{fe8f}\u{64e}\u{651}x", Dialect::default()), "\u{fe8f}\u{64e}\u{651}x");
    assert_eq!(written("\u{fe8f}\u{64e}\u{651}x", left_out), "\u{fe8f}x");
    // One that stands alone.
    assert_eq!(written("\u{64e}", left_out), " ");
}

#[test]
fn a_console_gets_what_its_font_has() {
    let console = Dialect { font: Font::Console, marks: Marks::LeftOut, ..Dialect::default() };
    assert_eq!(written("▌✓ ٢٠١٤٪\u{64e}x│", console), "█v 2014%x│");
}

#[test]
fn controls_are_not_sent() {
    for encoding in [Encoding::Plain, Encoding::KittyCells] {
        check(encoding, "\x1b\x07\u{9c}", "\u{fffd}\u{fffd}\u{fffd}");
    }
}

#[test]
fn an_override_stands_after_the_first_cell() {
    check(Encoding::Override, "a B", "a\u{202d} B");
    check(Encoding::Override, "中 B", "中\u{202d} B");
    check(Encoding::Override, "B a", "B\u{200e}\u{202d} a");
    check(Encoding::Override, "a ٣", "a\u{202d} ٣");
}

#[test]
fn a_mark_stands_after_each_right_to_left_letter() {
    check(Encoding::Marked, "a CB", "a C\u{200e}B\u{200e}");
    check(Encoding::Marked, "(C\u{64e})", "(C\u{64e}\u{200e})");
    check(Encoding::Marked, "٣ 3", "٣\u{200e} 3");
}

#[test]
fn the_inverse_of_a_row() {
    let terminal =
        |auto, mirrors, boxes_are_letters| Encoding::Inverse(Reordering { auto, mirrors, boxes_are_letters });
    let (putty, left_to_right, konsole) =
        (terminal(true, true, false), terminal(false, true, false), terminal(false, false, true));
    check(left_to_right, "a DCB b", "a BCD b");
    check(left_to_right, "a C(B b", "a B)C b");
    check(konsole, "a C(B b", "a B(C b");
    // Left to right where such a letter comes first, right to left where it does not.
    check(putty, "a DCB b", "a BCD b");
    check(putty, "B CD", "DC B");
    // A number at the right of a word: a blank that is none parts them.
    check(left_to_right, "CB 12", "BC\u{2800}12");
    check(left_to_right, "12 CB", "12 BC");
    check(left_to_right, "D 12 CB", "BC 12 D");
    // Panes.
    check(left_to_right, " B │ CD ", " DC │ B ");
    check(konsole, " B │ CD ", " B │ DC ");
    // Wide symbols keep their halves.
    check(left_to_right, "CB中", "BC中");
}

#[test]
fn every_second_cell_by_itself() {
    check(Encoding::KittyCells, "BCD", "B<C>D");
    check(Encoding::KittyCells, "B D", "B D");
    check(Encoding::KittyCells, "ab│Bcde", "ab│<B>cde");
    check(Encoding::KittyCells, "aBcde", "a<B>cde");
    check(Encoding::KittyCells, "abBc", "a<b>B<c>");
    check(Encoding::KittyCells, "C\u{64e}B\u{64e}", "C\u{64e}<B\u{64e}>");
}

#[test]
fn the_letters_of_a_word_the_other_way() {
    check(Encoding::KittyWords, "abc BCD (EF)", "abc DCB (FE)");
    check(Encoding::KittyWords, "│B12▌", "│21B▌");
    check(Encoding::KittyWords, "BC中DE", "CB中ED");
    // Colours stay where they are, and another face is another word.
    let mut drawn = drawn(&with_letters("BCDE"), Style::new());
    drawn.content[0].set_style(Style::new().fg(Color::Red));
    drawn.content[3].set_style(Style::new().bold());
    let mut row = vec![Cell::BLANK; 4];
    let dialect = Dialect { encoding: Encoding::KittyWords, ..Dialect::default() };
    encode(&drawn.content, dialect, Colours::True, &mut row);
    let shown: String = row.iter().map(Cell::base).collect();
    assert_eq!(shown, with_letters("DCBE"));
    assert_eq!(row[0].pen.fg, Ink::Indexed(1));
}

#[test]
fn neighbours_in_two_colours() {
    let fg = |text: &str, style: Style, colours| -> Vec<Ink> {
        let dialect = Dialect { encoding: Encoding::Alternating, ..Dialect::default() };
        encoded(text, style, dialect, colours).into_iter().map(|cell| cell.pen.fg).collect()
    };
    let grey = |step: u8| Ink::Rgb(0x76, 0x76, 0x76 ^ step);
    let plain = Style::new();
    assert_eq!(fg(&with_letters("BCD"), plain, Colours::True), [grey(0), grey(1), grey(0)]);
    assert_eq!(fg(&with_letters("abcB"), plain, Colours::None), [grey(0), grey(0), grey(0), grey(1)]);
    assert_eq!(
        fg(&with_letters("B   "), plain, Colours::True),
        [grey(0), grey(1), Ink::Default, Ink::Default]
    );
    let red = Ink::Rgb(205, 0, 0);
    assert_eq!(fg(&with_letters("CB"), plain.fg(Color::Red), Colours::Ansi16), [red, Ink::Rgb(205, 0, 1)]);
    let own = plain.fg(Color::Rgb(1, 2, 3));
    assert_eq!(
        fg(&with_letters("CBa"), own, Colours::True),
        [Ink::Rgb(1, 2, 3), Ink::Rgb(1, 2, 2), Ink::Rgb(1, 2, 3)]
    );
}

#[test]
fn blanks_need_no_colour() {
    let blank =
        |style: Style| encoded(" ", style, Dialect::default(), Colours::True).remove(0) == Cell::BLANK;
    let plain = Style::new();
    assert!(blank(plain.fg(Color::Red).bold().italic()));
    assert!(!blank(plain.bg(Color::Red)));
    assert!(!blank(plain.underlined()) && !blank(plain.reversed()) && !blank(plain.crossed_out()));
}

#[test]
fn the_mouse_is_over_what_is_shown_where_the_terminal_reorders() {
    let first_strong = Reordering { auto: true, mirrors: true, boxes_are_letters: false };
    let left_to_right = Reordering { auto: false, ..first_strong };
    for text in
        ["ab CDE fg", "x ABC de", " ABC 12 DEF │ xyz", "AB 中 CD", "abc", "", "│ ABC │", "x (A) B 3.5 c"]
    {
        for reordering in [first_strong, left_to_right] {
            let encoding = Encoding::Inverse(reordering);
            let dialect = Dialect { encoding, ..Dialect::default() };
            let (drawn, row) = (
                drawn(&with_letters(text), Style::new()),
                &encoded(&with_letters(text), Style::new(), dialect, Colours::True),
            );
            // Rows that have an inverse: whatever column is reported, what was sent there is drawn where it leads.
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| cell.unit != Unit::RightHalf) {
                let shown = column_shown(row, dialect, column);
                let symbol = drawn.content[shown].symbol().chars().next().expect("it is no right half");
                let sent = match cell.base() {
                    '\u{2800}' => ' ',
                    c => c,
                };
                assert!(sent == symbol || mirror_image(sent) == Some(symbol), "{text:?} {column} → {shown}");
            }
            // Every column that is drawn can be pointed at.
            let mut shown: Vec<usize> =
                (0..row.len()).map(|column| column_shown(row, dialect, column)).collect();
            shown.sort_unstable();
            shown.dedup();
            let expected = (0..row.len()).filter(|at| !drawn.content[*at].symbol().is_empty());
            assert_eq!(shown, expected.collect::<Vec<_>>(), "{text:?}");
            assert_eq!(column_shown(row, dialect, 1000), 1000);
        }
    }
}
