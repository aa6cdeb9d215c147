//! Arabic and English in one text, with styles, drawn into a buffer of ratatui's and printed row by row:
//! `cargo run --example widget --no-default-features --features widget`. A program with a terminal would
//! render the same widgets in `Terminal::draw`.
//!
//! Under a row stands `^` where a style is. Look at it in a terminal that leaves the order of text alone.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use std::ops::Range;
use warraq::widget::{Align, BidiLine, BidiParagraph};

const TITLE: &str = "أخبار News";
const TEXT: &str = "قال الوزير جون كيري (John Kerry) إن المحادثات في 中文 ستستمر حتى 30 يونيو.\n\
                    The talks in «طرابلس» go on.\n\
                    * * *";

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);

fn main() {
    for row in rows(&screen()) {
        println!("{row}");
    }
}

/// The screen, 40 cells wide and 10 high.
fn screen() -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 10));
    let [title, body] = [Rect::new(0, 0, 40, 1), Rect::new(2, 2, 36, 8)];
    // One range of bytes over both scripts comes out as two runs of cells.
    let styles = [(range("كيري (John"), BOLD), (range("طرابلس"), BOLD)];
    BidiLine::new(TITLE).alignment(Align::Center).render(title, &mut buffer);
    BidiParagraph::new(TEXT).styles(&styles).wrap(true).render(body, &mut buffer);
    buffer
}

/// Where `words` stand in the text.
fn range(words: &str) -> Range<usize> {
    let start = TEXT.find(words).expect("the words are in the text");
    start..start + words.len()
}

/// The rows of a buffer as text, and under each the marks of its styles, if it has any.
fn rows(buffer: &Buffer) -> Vec<String> {
    let mut rows = Vec::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut row, mut marks) = (String::new(), String::new());
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            row.push_str(cell.symbol());
            let mark = if cell.modifier.contains(Modifier::BOLD) { "^" } else { " " };
            // What stands after a wide symbol is covered by it.
            let width = cell.cell_width().max(1);
            marks.push_str(&mark.repeat(usize::from(width)));
            x += width;
        }
        rows.push(row.trim_end().to_string());
        if !marks.trim().is_empty() {
            rows.push(marks.trim_end().to_string());
        }
    }
    rows
}

#[test]
fn it_prints_what_it_drew() {
    let rows = rows(&screen());
    assert_eq!(rows[0].trim_start(), "News ﺭﺎﺒﺧﺃ");
    // John, and on the other side of Kerry the bracket and the name.
    assert_eq!(rows[3], "       ^^^^      ^^^^^^");
    assert_eq!(rows[2].chars().nth(7), Some('J'));
    assert_eq!(rows.last().map(String::as_str), Some(""));
    assert_eq!(rows.len(), 10 + 2);
}
