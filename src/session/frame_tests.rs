//! The bytes of a frame, as written and as an emulator shows them.

use std::num::NonZeroU16;

use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::session::colours::Ink;
use crate::session::encode::Unit;
use crate::session::input::tests::random;

/// The bytes of the frame that shows `rows`.
fn draw(frame: &mut Frame, rows: &[&str], style: Style) -> String {
    draw_on(frame.blank(), rows, style);
    let mut out = Vec::new();
    frame.encode(&[], &mut out);
    String::from_utf8(out).expect("symbols are UTF-8")
}

/// Draws `rows`: `中` takes two cells, every other scalar one, marks none.
fn draw_on(buffer: &mut Buffer, rows: &[&str], style: Style) {
    for (y, row) in (0..).zip(rows) {
        let mut x = 0;
        for c in row.chars() {
            if c == '\u{64e}' {
                let base: &mut buffer::Cell = &mut buffer[(x - 1, y)];
                let symbol = format!("{}{c}", base.symbol());
                base.set_symbol(&symbol);
                continue;
            }
            buffer[(x, y)].set_char(c).set_style(style);
            x += 1;
            if c == '中' {
                buffer[(x, y)].set_symbol("");
                x += 1;
            }
        }
    }
}

/// The bytes between a screen of 12 × 3 that shows `before` and one that shows `after`, without
/// the bracket of synchronized output.
fn change(before: &[&str], after: &[&str]) -> String {
    let mut frame = Frame::new(12, 3, Colours::True, Dialect::default());
    draw(&mut frame, before, Style::new());
    let bytes = draw(&mut frame, after, Style::new());
    let inner = bytes.strip_prefix("\x1b[?2026h").and_then(|rest| rest.strip_suffix("\x1b[?2026l"));
    assert_eq!(draw(&mut frame, after, Style::new()), "", "what is shown is not sent again");
    inner.unwrap_or(&bytes).to_owned()
}

fn check(before: &[&str], after: &[&str], expected: &str) {
    assert_eq!(change(before, after), expected, "{before:?} → {after:?}");
}

#[test]
fn the_first_frame_clears() {
    let mut frame = Frame::new(12, 3, Colours::True, Dialect::default());
    let first = draw(&mut frame, &["hello"], Style::new());
    assert_eq!(first, "\x1b[?2026h\x1b[m\x1b[2J\x1b[Hhello\x1b[?2026l");
    assert_eq!(draw(&mut frame, &["hello"], Style::new()), "");
    frame.invalidate();
    assert_eq!(draw(&mut frame, &["hello"], Style::new()), first);
    frame.resize(8, 2);
    assert_eq!(draw(&mut frame, &["hello"], Style::new()), first);
}

#[test]
fn shortest_moves() {
    check(&["hello"], &["hello"], "");
    check(&["hello"], &["jello"], "\x1b[Hj");
    check(&["hello", "world"], &["hello", "World"], "\x1b[2HW");
    check(&["hello"], &["hellO"], "\x1b[1;5HO");
    // Over one or a few plain cells it is shorter to write them again; over more, to move.
    check(&["abcdefghij"], &["Abcdefghij"], "\x1b[HA");
    check(&["abcdefghij"], &["AbcdeFghij"], "\x1b[HAbcdeF");
    check(&["abcdefghij"], &["AbcdefghiJ"], "\x1b[HA\x1b[8CJ");
    check(&["aببببf"], &["AببببF"], "\x1b[HA\x1b[4CF");
    check(&["", "x"], &["", ""], "\x1b[2H ");
}

#[test]
fn after_marks_wide_symbols_and_the_last_column_the_cursor_is_set() {
    check(&["بب"], &["ب\u{64e}ت"], "\x1b[Hب\u{64e}\x1b[1;2Hت");
    check(&["xx"], &["中z"], "\x1b[H中\x1b[1;3Hz");
    check(&["", ""], &["123456789012", "3"], "\x1b[H123456789012\x1b[2H3");
}

#[test]
fn runs_of_blanks_are_erased() {
    check(&["abcd"], &["a"], "\x1b[1;2H   ");
    check(&["abcde"], &["a"], "\x1b[1;2H\x1b[K");
    check(&["abcdefghijkl"], &["a          l"], "\x1b[1;2H\x1b[10X");
    check(&["abcdefghijkl"], &["a          L"], "\x1b[1;2H\x1b[10X\x1b[10CL");
    check(&["abcdefghijkl"], &["a     ghijkl"], "\x1b[1;2H     ");
    // In the colour of the pen nothing is erased.
    let mut frame = Frame::new(12, 1, Colours::True, Dialect::default());
    draw(&mut frame, &["abcdefghijkl"], Style::new().bg(Color::Red));
    let blank = draw(&mut frame, &[""], Style::new());
    assert_eq!(blank, "\x1b[?2026h\x1b[H\x1b[m\x1b[K\x1b[?2026l");
}

#[test]
fn rows_that_have_moved_are_scrolled() {
    let rows = ["first row...", "second row..", "third row..."];
    let check = |before: &[&str], after: &[&str], area: Rect, margins: bool, expected: &str| {
        let dialect = Dialect { margins, ..Dialect::default() };
        let mut frame = Frame::new(12, 3, Colours::True, dialect);
        draw(&mut frame, before, Style::new());
        draw_on(frame.blank(), after, Style::new());
        let mut bytes = Vec::new();
        frame.encode(&[area], &mut bytes);
        let bytes = String::from_utf8_lossy(&bytes).into_owned();
        assert_eq!(bytes, format!("\x1b[?2026h{expected}\x1b[?2026l"), "{before:?} → {after:?}");
    };
    let all = Rect::new(0, 0, 12, 3);
    let up = ["second row..", "third row...", "x"];
    let down = ["x", "first row...", "second row.."];
    check(&rows, &up, all, false, "\x1b[1;3r\x1b[H\x1b[M\x1b[r\x1b[3Hx");
    check(&rows, &down, all, false, "\x1b[1;3r\x1b[H\x1b[L\x1b[r\x1b[Hx");
    // What stands beside the area is written anew.
    let (before, after) =
        (["a|1st row...", "b|2nd row---", "c|3rd row==="], ["a|2nd row---", "b|3rd row===", "c|"]);
    let right = Rect::new(2, 0, 10, 3);
    let beside = "\x1b[1;3r\x1b[H\x1b[M\x1b[r\x1b[Ha\r\nb\r\nc|";
    check(&before, &after, right, false, beside);
    check(&before, &after, right, true, beside);
    // Margins leave it alone, where that is shorter.
    let (before, after) =
        (["qwerty|αβγδ", "asdfgh|εζηθ", "zxcvbn|ικλμ"], ["qwerty|εζηθ", "asdfgh|ικλμ", "zxcvbn|"]);
    let right = Rect::new(7, 0, 5, 3);
    let by_margins = "\x1b[?69h\x1b[8;12s\x1b[1;3r\x1b[S\x1b[r\x1b[?69l";
    check(&before, &after, right, true, by_margins);
    // Downwards by inserted lines: not every terminal that has margins paints what SD brings down.
    let (above, below) =
        (["qwerty|აბგდ", "asdfgh|ევზთ", "zxcvbn|იკლმ"], ["qwerty|", "asdfgh|აბგდ", "zxcvbn|ევზთ"]);
    let inserted = "\x1b[?69h\x1b[8;12s\x1b[1;3r\x1b[1;8H\x1b[L\x1b[r\x1b[?69l";
    check(&above, &below, right, true, inserted);
    // But for a wide symbol across one of them.
    let wide = ["qwerty中γδε", "asdfgh|εζηθ", "zxcvbn|ικλμ"];
    let again = "\x1b[1;7H|εζηθ\r\n\x1b[7Cικλμ\r\n\x1b[7C\x1b[K";
    check(&wide, &after, right, true, again);
}

#[test]
fn half_of_a_wide_symbol() {
    // Either half overwritten takes the other with it.
    check(&["中b"], &["a b"], "\x1b[Ha ");
    check(&["中b"], &[" ab"], "\x1b[H a");
    // A wide symbol one cell further on.
    check(&["中b"], &["a中"], "\x1b[Ha中");
    check(&["a中b"], &["中 b"], "\x1b[H中\x1b[1;3H ");
    check(&["a中"], &["a中"], "");
}

#[test]
fn controls_are_not_obeyed() {
    let mut frame = Frame::new(12, 3, Colours::True, Dialect::default());
    draw(&mut frame, &[""], Style::new());
    let bytes = draw(&mut frame, &["a\x1b[\x07\u{9b}"], Style::new());
    assert_eq!(bytes, "\x1b[?2026h\x1b[Ha\u{fffd}[\u{fffd}\u{fffd}\x1b[?2026l");
}

#[test]
fn without_colours_attributes_remain() {
    let style = Style::new().fg(Color::Red).bg(Color::Rgb(1, 2, 3)).add_modifier(Modifier::BOLD);
    let mut frame = Frame::new(12, 3, Colours::None, Dialect::default());
    let bytes = draw(&mut frame, &["ab"], style);
    assert_eq!(bytes, "\x1b[?2026h\x1b[m\x1b[2J\x1b[H\x1b[1mab\x1b[?2026l");
}

#[test]
fn an_emulator_shows_what_was_drawn() {
    let mut scrolled = 0;
    for colours in [Colours::True, Colours::Ansi256, Colours::Ansi16, Colours::None] {
        let mut seed = 7;
        let (mut columns, mut rows) = (20, 6);
        let mut frame = Frame::new(columns, rows, colours, Dialect::default());
        let mut emulator = vt100::Parser::new(size(rows), size(columns), 0);
        let mut canvas = Buffer::empty(Rect::new(0, 0, columns, rows));
        for step in 0..2_000 {
            match random(&mut seed) % 50 {
                0 => {
                    columns = 1 + (random(&mut seed) % 30) as u16;
                    rows = 1 + (random(&mut seed) % 8) as u16;
                    emulator.set_size(size(rows), size(columns));
                    frame.resize(columns, rows);
                    canvas = Buffer::empty(Rect::new(0, 0, columns, rows));
                }
                1 => {
                    emulator.process(b"\x1b[7;31mnoise\x1b[5;5H");
                    frame.invalidate();
                }
                2..12 => scroll_canvas(&mut canvas, &mut seed),
                _ => scribble(&mut canvas, &mut seed),
            }
            frame.blank().content.clone_from(&canvas.content);
            let mut bytes = Vec::new();
            frame.encode(&[canvas.area], &mut bytes);
            scrolled += usize::from(bytes.windows(3).any(|window| window == b"\x1b[r"));
            emulator.process(&bytes);
            assert_shown(&emulator, &canvas, colours, step);

            frame.blank().content.clone_from(&canvas.content);
            bytes.clear();
            frame.encode(&[], &mut bytes);
            assert!(bytes.is_empty(), "nothing changed in step {step}");
        }
    }
    assert!(scrolled > 100, "only {scrolled} frames were scrolled");
}

/// Moves all rows up or down, round the edge.
fn scroll_canvas(canvas: &mut Buffer, seed: &mut u64) {
    let columns = usize::from(canvas.area.width);
    let rows = random(seed) as usize % usize::from(canvas.area.height);
    canvas.content.rotate_left(columns * rows);
}

fn size(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("not zero")
}

/// Changes some cells, with no care for the halves of wide symbols.
fn scribble(canvas: &mut Buffer, seed: &mut u64) {
    const SYMBOLS: [&str; 10] = [" ", " ", "a", "Z", "\u{fee1}", "ب", "ب\u{64e}\u{651}", "中", "語", ""];
    const FG: [Color; 6] = [
        Color::Reset,
        Color::Reset,
        Color::Red,
        Color::LightBlue,
        Color::Indexed(99),
        Color::Rgb(9, 99, 200),
    ];
    let mut pick = |bound: usize| random(seed) as usize % bound;
    for _ in 0..=pick(12) {
        let at = pick(canvas.content.len());
        let style = Style::new()
            .fg(FG[pick(FG.len())])
            .bg(FG[pick(FG.len())])
            .remove_modifier(Modifier::all())
            .add_modifier(if pick(3) == 0 {
                Modifier::from_bits_truncate(pick(512) as u16)
            } else {
                Modifier::empty()
            });
        let symbol = SYMBOLS[pick(SYMBOLS.len())];
        canvas.content[at].set_symbol(symbol).set_style(style);
        let has_right = (at + 1) % usize::from(canvas.area.width) != 0;
        if matches!(symbol, "中" | "語") {
            // By the contract: the right half is empty, and there is one.
            if has_right {
                canvas.content[at + 1].set_symbol("");
            } else {
                canvas.content[at].set_symbol("|");
            }
        }
    }
    // An empty symbol after a narrow one would call it wide.
    let columns = usize::from(canvas.area.width);
    for row in canvas.content.chunks_mut(columns) {
        let mut wide = false;
        for at in 0..columns {
            let half = std::mem::replace(&mut wide, matches!(row[at].symbol(), "中" | "語"));
            if row[at].symbol().is_empty() && !half && at > 0 && !row[at - 1].symbol().is_empty() {
                row[at].set_symbol(" ");
            }
            if wide && row.get(at + 1).is_none_or(|right| !right.symbol().is_empty()) {
                row[at].set_symbol("-");
                wide = false;
            }
        }
    }
}

fn assert_shown(emulator: &vt100::Parser, canvas: &Buffer, colours: Colours, step: usize) {
    let Rect { width, height, .. } = canvas.area;
    for y in 0..height {
        let start = usize::from(y) * usize::from(width);
        let row = &canvas.content[start..start + usize::from(width)];
        let mut units = vec![Cell::BLANK; row.len()];
        encode::encode(row, Dialect::default(), colours, &mut units);
        for x in 0..width {
            let (drawn, unit) = (&row[usize::from(x)], units[usize::from(x)].unit);
            let shown = emulator.screen().cell(y, x).expect("a cell of the screen");
            let place = format!("step {step}, {colours:?}, column {x}, row {y}, {drawn:?}, {shown:?}");
            assert_eq!(shown.is_wide_continuation(), unit == Unit::RightHalf, "{place}");
            if unit == Unit::RightHalf {
                continue;
            }
            assert_eq!(shown.is_wide(), unit == Unit::Wide, "{place}");

            assert_eq!(or_blank(shown.contents()), or_blank(drawn.symbol()), "{place}");
            assert_eq!(shown.bgcolor(), as_shown(colours.ink(drawn.bg)), "{place}");
            let has = |modifier| drawn.modifier.contains(modifier);
            let lines = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
            if or_blank(drawn.symbol()) == " " && !drawn.modifier.intersects(lines) {
                assert!(!shown.underline() && !shown.inverse(), "{place}");
                continue;
            }
            assert_eq!(shown.fgcolor(), as_shown(colours.ink(drawn.fg)), "{place}");
            assert_eq!(shown.italic(), has(Modifier::ITALIC), "{place}");
            assert_eq!(shown.underline(), has(Modifier::UNDERLINED), "{place}");
            assert_eq!(shown.inverse(), has(Modifier::REVERSED), "{place}");
            // The emulator keeps one of bold and dim, the later one.
            assert_eq!(shown.bold() || shown.dim(), has(Modifier::BOLD) || has(Modifier::DIM), "{place}");
        }
    }
}

fn as_shown(ink: Ink) -> vt100::Color {
    match ink {
        Ink::Default => vt100::Color::Default,
        Ink::Indexed(index) => vt100::Color::Idx(index),
        Ink::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
    }
}

fn or_blank(symbol: &str) -> &str {
    if symbol.is_empty() { " " } else { symbol }
}
