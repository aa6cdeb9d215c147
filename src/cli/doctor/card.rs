//! The card to judge a terminal by: one line of Arabic in every way of writing, as the reader writes it.
//! It fits the smallest usual screen, in both languages.

use crate::app::Language;
use crate::cli::output;
use crate::session::{Choice, Mode};
use crate::text::{BaseDirection, Paragraph, Profile};
use crate::ui::Words;
use crate::ui::cells::Canvas;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::io::{self, IsTerminal};

/// A line to judge a terminal by.
const SAMPLE: &str = "السلام (2014) «داعش»";

/// Cells of a line: with the last ones left free, no terminal has begun another row when the line ends.
const COLUMNS: u16 = 78;

/// A line of the sample, and the part of it that is Arabic.
const LINE: Rect = Rect::new(0, 0, 40, 1);
const ARABIC: Rect = Rect::new(16, 0, 24, 1);

/// The same line in every way of writing, with the one marked that is used: that one should look right.
pub(super) fn card(choice: &Choice, language: Language) -> Vec<u8> {
    let used = Mode::of_encoding(choice.dialect.encoding).unwrap_or(Mode::Visual);
    let words = Words(language);
    // Where the reader outwits a terminal rather than tell it, nothing is told here either.
    let mut card = choice.switch.enter.clone();
    card.push(b'\n');
    said(words.card_of_ways(), language, used, &mut card);
    card.push(b'\n');
    // In logical order the terminal does all by itself: no cells of ours show that.
    for mode in Mode::ALL.into_iter().filter(|mode| *mode != Mode::Logical) {
        let mut buffer = Buffer::empty(LINE);
        let mut canvas = Canvas::new(&mut buffer, false, Profile::default());
        let mark = if mode == used { ">" } else { " " };
        canvas.row(LINE).start(&format!("{mark} {}", mode.name()), Style::new());
        canvas.text(ARABIC, SAMPLE, Style::new());
        write_row(&buffer, mode, &mut card);
    }
    card.push(b'\n');
    said(words.another_way(), language, used, &mut card);
    card
}

/// Undoes what the card needed. Some terminals then draw all that they hold anew, so that there the card
/// is left standing until its reader has seen it.
pub(super) fn put_away(choice: &Choice, language: Language) -> io::Result<()> {
    let redraws = choice.switch.leave.starts_with(b"\x1b]");
    if redraws && io::stdin().is_terminal() {
        let used = Mode::of_encoding(choice.dialect.encoding).unwrap_or(Mode::Visual);
        let mut question = b"\n".to_vec();
        said(Words(language).enter_ends_the_card(), language, used, &mut question);
        output::print_bytes(&question)?;
        io::stdin().read_line(&mut String::new())?;
    }
    output::print_bytes(&choice.switch.leave)
}

/// Appends `text` in as many lines as it takes, written in `mode`.
fn said(text: &str, language: Language, mode: Mode, out: &mut Vec<u8>) {
    let paragraph = Paragraph::new(text, BaseDirection::of(text, BaseDirection::Ltr), Profile::default());
    for span in paragraph.break_lines(usize::from(COLUMNS)) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, 1));
        let area = buffer.area;
        let is_rtl = language == Language::Arabic;
        Canvas::new(&mut buffer, is_rtl, Profile::default())
            .flush(area, &paragraph.line(&span), |_| Style::new());
        write_row(&buffer, mode, out);
    }
}

/// Appends a row as the reader would send it; nothing in a mode that is none.
fn write_row(row: &Buffer, mode: Mode, out: &mut Vec<u8>) {
    if let Some(row) = mode.row(&row.content) {
        out.extend_from_slice(row.trim_ascii_end());
        out.push(b'\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Dialect, Encoding};

    #[test]
    fn the_card_fits_the_smallest_usual_screen() {
        for language in [Language::English, Language::Arabic] {
            let card = String::from_utf8(card(&Choice::default(), language)).expect("text");
            // The answer to the question at its end, and the shell's next line.
            assert!(card.lines().count() + 4 <= 24, "{card}");
            for line in card.lines().filter(|line| !line.contains('\x1b')) {
                assert!(line.chars().count() <= usize::from(COLUMNS), "{line}");
            }
            assert!(card.contains("\n> visual"), "{card}");
        }
    }

    #[test]
    fn one_line_is_marked_whatever_is_used() {
        let encodings = [Encoding::Plain, Encoding::Marked, Encoding::Override, Encoding::KittyWords];
        for encoding in encodings {
            let dialect = Dialect { encoding, ..Dialect::default() };
            let card = card(&Choice { dialect, ..Choice::default() }, Language::English);
            let card = String::from_utf8(card).expect("text");
            assert_eq!(card.matches("\n>").count(), 1, "{card}");
        }
    }
}
