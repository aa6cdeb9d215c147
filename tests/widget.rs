//! The widgets for programs that draw with ratatui: where text stands, what is styled, and that nothing
//! panics. As in UAX #9's own examples, capitals are right-to-left letters, in the order stored on the
//! way in and in the order seen on the way out.

mod random;

use random::Random;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::{Paragraph, Widget};
use std::ops::Range;
use std::time::{Duration, Instant};
use warraq::text::{self, BaseDirection, Profile};
use warraq::widget::{Align, BidiLine, BidiParagraph, RightHalf, draw_line};

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);

/// Capitals as letters that are written from right to left.
fn stored(example: &str) -> String {
    let hebrew = |c: char| char::from_u32(0x05D0 + u32::from(c) - u32::from('A')).expect("26 letters fit");
    example.chars().map(|c| if c.is_ascii_uppercase() { hebrew(c) } else { c }).collect()
}

/// The rows of a buffer, with capitals again; what a wide symbol covers is left out.
fn rows(buffer: &Buffer) -> Vec<String> {
    let capital = |c: char| {
        let n = u32::from(c).checked_sub(0x05D0).filter(|n| *n < 26);
        n.and_then(|n| char::from_u32(n + u32::from('A'))).unwrap_or(c)
    };
    let row = |y| {
        let mut row = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            row.extend(buffer[(x, y)].symbol().chars().map(capital));
            x += buffer[(x, y)].cell_width().max(1);
        }
        row
    };
    (buffer.area.top()..buffer.area.bottom()).map(row).collect()
}

/// The columns of the first row that are bold.
fn bold(buffer: &Buffer) -> Vec<u16> {
    let is_bold = |x: &u16| buffer[(*x, buffer.area.top())].modifier.contains(Modifier::BOLD);
    (buffer.area.left()..buffer.area.right()).filter(is_bold).collect()
}

/// What a text looks like in `size` columns and rows, after `set` has built the widget.
#[track_caller]
fn check(
    example: &str,
    size: (u16, u16),
    set: impl Fn(BidiParagraph<'_>) -> BidiParagraph<'_>,
    expected: &[&str],
) {
    let text = stored(example);
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    set(BidiParagraph::new(&text)).render(buffer.area, &mut buffer);
    assert_eq!(rows(&buffer), expected, "{example:?}");
}

/// What is bold of a text on a row of ten cells, if these bytes of it are to be.
#[track_caller]
fn check_styled(text: &str, bytes: Range<usize>, row: &str, columns: &[u16]) {
    let styles = [(bytes.clone(), BOLD)];
    let mut line = Buffer::empty(Rect::new(0, 0, 10, 1));
    BidiLine::new(text).styles(&styles).render(line.area, &mut line);
    assert_eq!((rows(&line)[0].as_str(), bold(&line).as_slice()), (row, columns), "{text:?} {bytes:?}");
    let mut paragraph = Buffer::empty(Rect::new(0, 0, 10, 1));
    let fits = BidiLine::new(text).width() <= 10;
    BidiParagraph::new(text).styles(&styles).wrap(fits).render(paragraph.area, &mut paragraph);
    assert_eq!(line, paragraph);
}

// -- Where text stands --

#[test]
fn each_paragraph_stands_at_the_side_where_it_begins() {
    let both = "ABC\nabc";
    check(both, (6, 2), |w| w, &["   CBA", "abc   "]);
    check(both, (6, 2), |w| w.alignment(Align::End), &["CBA   ", "   abc"]);
    check(both, (6, 2), |w| w.alignment(Align::Center), &["  CBA ", " abc  "]);
    check(both, (6, 2), |w| w.direction(BaseDirection::Rtl), &["   CBA", "   abc"]);
    check(both, (6, 2), |w| w.direction(BaseDirection::Ltr), &["CBA   ", "abc   "]);
}

#[test]
fn a_paragraph_without_letters_goes_with_the_others() {
    check("**\nABC", (6, 2), |w| w, &["    **", "   CBA"]);
    check("**\nabc\nABC", (6, 3), |w| w, &["**    ", "abc   ", "   CBA"]);
    check("**", (6, 1), |w| w, &["**    "]);
}

#[test]
fn wrapped_text_goes_on_in_the_next_row() {
    check("AB CD EF", (5, 2), |w| w.wrap(true), &["DC BA", "   FE"]);
    check("ab cd ef\nAB", (5, 3), |w| w.wrap(true), &["ab cd", "ef   ", "   BA"]);
    check("abcdef", (4, 2), |w| w.wrap(true), &["abcd", "ef  "]);
    check("AB\n\nCD\n", (4, 4), |w| w.wrap(true), &["  BA", "    ", "  DC", "    "]);
}

#[test]
fn what_is_not_wrapped_is_elided_at_its_logical_end() {
    check("AB CD EF\nab cd ef", (5, 3), |w| w, &["…C BA", "ab c…", "     "]);
    check("AB\u{2028}CD", (5, 2), |w| w, &["  …BA", "     "]);
}

#[test]
fn scrolling_passes_over_rows() {
    let text = "AB CD\n\nab cd";
    check(text, (2, 3), |w| w.wrap(true).scroll(1), &["DC", "  ", "ab"]);
    check(text, (2, 3), |w| w.wrap(true).scroll(4), &["cd", "  ", "  "]);
    check(text, (2, 1), |w| w.wrap(true).scroll(5), &["  "]);
    check(text, (2, 1), |w| w.wrap(true).scroll(usize::MAX), &["  "]);
    check(text, (5, 2), |w| w.scroll(2), &["ab cd", "     "]);
    check(text, (5, 1), |w| w.scroll(usize::MAX), &["     "]);
}

#[test]
fn rows_are_counted_as_they_are_drawn() {
    let text = stored("AB CD\n\nab cd");
    let count = |width, wrap| BidiParagraph::new(&text).wrap(wrap).scroll(2).line_count(width);
    assert_eq!([count(2, true), count(5, true), count(2, false)], [5, 3, 3]);
    assert_eq!([count(0, true), count(0, false)], [0, 0]);
    assert_eq!(BidiParagraph::new("").wrap(true).line_count(5), 0);
}

#[test]
fn a_line_draws_one_row() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 2));
    let text = stored("AB\nCD");
    let line = BidiLine::new(&text).style(Color::Red);
    assert_eq!(line.width(), 3);
    (&line).render(buffer.area, &mut buffer);
    assert_eq!(rows(&buffer), ["  …BA", "     "]);
    assert_eq!((buffer[(0, 0)].fg, buffer[(0, 1)].fg), (Color::Red, Color::Reset));
    BidiLine::new(&text).alignment(Align::End).render(buffer.area, &mut buffer);
    assert_eq!(rows(&buffer)[0], "…BABA");
}

#[test]
fn letters_stay_as_they_are_for_who_joins_them() {
    let profile = Profile::unshaped();
    check("لا", (3, 1), |w| w, &["  ﻻ"]);
    check("لا", (3, 1), |w| w.profile(profile), &[" ال"]);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
    BidiLine::new("لا").profile(profile).render(buffer.area, &mut buffer);
    assert_eq!(rows(&buffer), [" ال"]);
}

// -- What is styled --

#[test]
fn lam_alef_is_styled_if_either_letter_is() {
    let text = "سلام";
    check_styled(text, 0..0, "       ﻡﻼﺳ", &[]);
    check_styled(text, 0..2, "       ﻡﻼﺳ", &[9]);
    check_styled(text, 2..4, "       ﻡﻼﺳ", &[8]);
    check_styled(text, 4..6, "       ﻡﻼﺳ", &[8]);
    check_styled(text, 2..6, "       ﻡﻼﺳ", &[8]);
}

#[test]
fn one_range_may_be_several_runs() {
    // Stored: ABC abc; the range is "C a".
    let text = stored("ABC abc");
    check_styled(&text, 4..8, "   abc CBA", &[3, 6, 7]);
    check_styled(&text, 0..text.len(), "   abc CBA", &[3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn ranges_need_not_fit_the_text() {
    let text = stored("AB");
    // In the middle of letters, beyond the end, the wrong way round.
    check_styled(&text, 1..2, "        BA", &[9]);
    check_styled(&text, 1..3, "        BA", &[8, 9]);
    check_styled(&text, 3..usize::MAX, "        BA", &[8]);
    check_styled(&text, usize::MAX - 1..usize::MAX, "        BA", &[]);
    check_styled(&text, 1..1, "        BA", &[]);
    #[allow(clippy::reversed_empty_ranges, reason = "it is what is tested")]
    check_styled(&text, 3..1, "        BA", &[]);
}

#[test]
fn all_cells_of_one_character_are_styled() {
    check_styled("ب\tب", 2..3, "    ﺏ    ﺏ", &[5, 6, 7, 8]);
    check_styled("\u{FDF4}ب", 0..3, "     ﺏﺪﻤﺤﻣ", &[6, 7, 8, 9]);
    check_styled("中a", 0..1, "中a       ", &[0, 1]);
    check_styled("ب\u{64E}ت", 2..4, "        ﺖﺑَ", &[9]);
}

#[test]
fn all_cells_of_one_character_are_styled_where_a_line_breaks_inside_it() {
    let styles = [(0..3, BOLD)];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 2));
    BidiParagraph::new("\u{FDF4}ب").styles(&styles).wrap(true).render(buffer.area, &mut buffer);
    assert!(buffer.content.iter().all(|cell| cell.symbol() == "ﺏ" || cell.modifier == Modifier::BOLD));
}

#[test]
fn later_styles_lie_over_earlier_ones() {
    let styles = [(0..3, Style::new().red().bold()), (1..2, Style::new().blue())];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    BidiLine::new("abcdefgh").styles(&styles).style(Style::new().on_green()).render(buffer.area, &mut buffer);
    let found: Vec<Color> = buffer.content.iter().map(|cell| cell.fg).collect();
    assert_eq!(found, [Color::Red, Color::Blue, Color::Red, Color::Reset]);
    assert_eq!(bold(&buffer), [0, 1, 2]);
    assert!(buffer.content.iter().all(|cell| cell.bg == Color::Green));
}

#[test]
fn the_ellipsis_has_the_style_of_the_whole() {
    let text = stored("ABCDEFGHIJKLMN");
    check_styled(&text, 0..text.len(), "…IHGFEDCBA", &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
    // One that stands in the text is a character like others.
    check_styled("a…", 1..4, "a…        ", &[1]);
}

#[test]
fn styles_count_bytes_of_the_whole_text() {
    let text = "ab\ncd\r\nef";
    let styles = [(7..8, BOLD)];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
    BidiParagraph::new(text).styles(&styles).scroll(2).render(buffer.area, &mut buffer);
    assert_eq!((rows(&buffer)[0].as_str(), bold(&buffer).as_slice()), ("ef", [0].as_slice()));
}

// -- What stands around it --

#[test]
fn areas_without_a_cell_draw_nothing() {
    for area in [Rect::ZERO, Rect::new(1, 1, 0, 3), Rect::new(1, 1, 3, 0), Rect::new(9, 9, 3, 3)] {
        let mut buffer = Buffer::filled(Rect::new(0, 0, 4, 4), 'x'.into());
        BidiParagraph::new("abc").style(Color::Red).render(area, &mut buffer);
        BidiLine::new("abc").style(Color::Red).render(area, &mut buffer);
        assert_eq!(buffer, Buffer::filled(Rect::new(0, 0, 4, 4), 'x'.into()), "{area:?}");
        let mut none = Buffer::empty(Rect::ZERO);
        BidiParagraph::new("abc").render(area, &mut none);
    }
}

#[test]
fn an_area_partly_outside_is_cut_down() {
    let text = stored("AB CD\nab");
    // The buffer need not begin at 0.
    let mut buffer = Buffer::empty(Rect::new(10, 5, 6, 2));
    BidiParagraph::new(&text).wrap(true).render(Rect::new(13, 6, 100, 100), &mut buffer);
    assert_eq!(rows(&buffer), ["      ", "    BA"]);
    BidiParagraph::new(&text).wrap(true).render(Rect::new(0, 0, 12, 6), &mut buffer);
    assert_eq!(rows(&buffer), ["BA    ", "    BA"]);
    BidiLine::new(&text).render(Rect::new(u16::MAX - 1, u16::MAX - 1, 1, 1), &mut buffer);
}

#[test]
fn what_lies_under_the_text_stays_around_it() {
    let mut buffer = Buffer::with_lines(["xxxxxx"]);
    BidiLine::new(&stored("AB")).render(buffer.area, &mut buffer);
    assert_eq!(rows(&buffer), ["xxxxBA"]);
}

// -- Wide symbols --

#[test]
fn wide_symbols_are_not_halved_at_the_edge() {
    check("a中", (2, 1), |w| w.wrap(true), &["a "]);
    check("a中", (2, 2), |w| w.wrap(true), &["a ", "中"]);
    check("a中", (2, 1), |w| w, &["a…"]);
    check("中", (1, 1), |w| w.wrap(true), &[" "]);
    check("中", (1, 1), |w| w, &["…"]);
    check("A中", (3, 1), |w| w, &["中A"]);
}

#[test]
fn after_a_wide_symbol_stands_a_blank() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
    BidiLine::new("中a").style(Color::Red).render(buffer.area, &mut buffer);
    let symbols: Vec<&str> = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
    assert_eq!(symbols, ["中", " ", "a"]);
    // As ratatui's own widget leaves it, so that the two can be mixed.
    let mut other = Buffer::empty(buffer.area);
    Paragraph::new("中a").style(Color::Red).render(buffer.area, &mut other);
    assert_eq!(buffer, other);
}

#[test]
fn a_wide_symbol_that_is_overwritten_by_half_goes_altogether() {
    let over = |x, text: &str| {
        let mut buffer = Buffer::with_lines(["中文字"]);
        BidiLine::new(text).render(Rect::new(x, 0, 6 - x, 1), &mut buffer);
        rows(&buffer)[0].clone()
    };
    assert_eq!(over(0, "a"), "a 文字");
    assert_eq!(over(1, "a"), " a文字");
    assert_eq!(over(1, "한"), " 한 字");
    assert_eq!(over(3, "a"), "中 a字");
    assert_eq!(over(5, "a"), "中文 a");
}

#[test]
fn the_road_with_empty_right_halves_keeps_them_in_order() {
    let draw = |buffer: &mut Buffer, x: i32, text: &str| {
        let paragraph = text::Paragraph::new(text, BaseDirection::Ltr, Profile::default());
        let line = paragraph.elided(10);
        draw_line(buffer, buffer.area, x, &line, RightHalf::Empty, |_| Style::new());
        buffer.content.iter().map(|cell| format!("[{}]", cell.symbol())).collect::<String>()
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
    assert_eq!(draw(&mut buffer, 0, "中文"), "[中][][文][]");
    assert_eq!(draw(&mut buffer, 1, "字"), "[ ][字][][ ]");
    assert_eq!(draw(&mut buffer, 1, "a"), "[ ][a][ ][ ]");
    assert_eq!(draw(&mut buffer, 3, "中"), "[ ][a][ ][ ]");
}

/// ratatui sends what `Buffer::diff` names, each symbol in as many cells as ratatui itself measures.
#[test]
fn ratatui_sends_every_symbol_to_its_own_cells() {
    // The halfwidth sound marks, the emoji and the jamo are what tables of widths differ about.
    let texts = [
        "中aل",
        "ｶﾞﾊﾟa",
        "👩\u{200d}🚀👍🏽❤\u{fe0f}a",
        "\u{1100}\u{1161}a각",
        "क्षि",
        "🇸🇦a",
        "ب\u{64e}\u{651}a",
        "⸺a",
    ];
    for before in texts {
        for after in texts {
            let area = Rect::new(0, 0, 12, 1);
            let [mut shown, mut next] = [Buffer::empty(area), Buffer::empty(area)];
            BidiLine::new(before).render(area, &mut shown);
            BidiLine::new(after).render(area, &mut next);
            let mut screen = Buffer::empty(area);
            for (x, y, cell) in shown.diff(&next) {
                assert!(!cell.symbol().is_empty());
                screen[(x, y)] = cell.clone();
            }
            let paragraph = text::Paragraph::new(after, BaseDirection::Auto, Profile::default());
            let line = paragraph.elided(12);
            let mut x = Align::Start.column(area, &line);
            for cell in line.cells().filter(|cell| cell.width > 0) {
                assert_eq!(next[(x, 0)].symbol(), cell.symbol, "{after:?}");
                assert_eq!(next[(x, 0)].cell_width(), u16::from(cell.width), "{after:?} at {x}");
                let is_same = shown[(x, 0)] == next[(x, 0)];
                assert!(is_same || screen[(x, 0)] == next[(x, 0)], "{before:?} to {after:?} at {x}");
                x += u16::from(cell.width);
            }
        }
    }
}

// -- What strangers write --

#[test]
fn controls_never_reach_the_buffer() {
    check("a\u{1b}[2Jb", (8, 1), |w| w, &["a␛[2Jb  "]);
    check("\u{202e}ab\u{9b}\u{7}", (6, 1), |w| w, &["ba\u{fffd}␇  "]);
    // An override ends with its paragraph.
    check("\u{202e}ab\nab", (4, 2), |w| w, &["ba  ", "ab  "]);
    check("a\0\u{200b}\u{feff}b", (4, 1), |w| w, &["a␀b "]);
}

impl Random {
    fn small(&mut self, bound: u16) -> u16 {
        u16::try_from(self.below(usize::from(bound))).expect("below a u16")
    }
}

#[test]
fn nothing_panics_and_no_cell_is_unsafe() {
    let alphabet: Vec<char> =
        "لاأبسم لل  aZ9٣()«»…-\n\r\t\u{64E}\u{651}\u{654}ـ\u{200C}\u{200D}\u{200F}\u{202B}\u{202C}\u{202E}\u{2066}\u{2069}\
         \u{1b}\u{7}\u{85}\u{2028}\u{2029}אב中한ﾞ👍\u{1F3FD}\u{FE0F}\u{1F1E6}\u{FDFA}\u{06DD}\u{0915}\u{094D}"
            .chars()
            .collect();
    let mut random = Random(2026);
    for _ in 0..4_000 {
        let length = random.below(60);
        let text: String = (0..length).map(|_| alphabet[random.below(alphabet.len())]).collect();
        let styles: Vec<(Range<usize>, Style)> = (0..random.below(5))
            .map(|_| (random.below(text.len() + 9)..random.below(text.len() + 9), BOLD))
            .collect();
        let [x, y, width, height] = [random.small(9), random.small(4), random.small(20), random.small(5)];
        let mut buffer = Buffer::empty(Rect::new(x, y, width, height));
        let [x, y, width, height] = [random.small(12), random.small(6), random.small(20), random.small(6)];
        let area = Rect::new(x, y, width, height);
        let alignment = [Align::Start, Align::End, Align::Center][random.below(3)];
        let wrap = random.below(2) == 0;
        let paragraph =
            BidiParagraph::new(&text).styles(&styles).alignment(alignment).wrap(wrap).scroll(random.below(6));
        (&paragraph).render(area, &mut buffer);
        BidiLine::new(&text).styles(&styles).alignment(alignment).render(area, &mut buffer);
        let is_unsafe =
            |c: char| c.is_control() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}');
        for cell in &buffer.content {
            assert!(!cell.symbol().is_empty() && !cell.symbol().chars().any(is_unsafe), "{text:?}");
        }
        let count = paragraph.line_count(usize::from(width));
        if wrap && width > 0 {
            let mut below = Buffer::filled(Rect::new(0, 0, width, 1), 'x'.into());
            paragraph.scroll(count).render(below.area, &mut below);
            assert!(below.content.iter().all(|cell| cell.symbol() == "x"), "{text:?}");
        }
    }
}

#[test]
fn long_texts_are_scrolled_quickly() {
    let text = "كلمة في سطر طويل من نص أطول and a few words more (2014)\n".repeat(10_000);
    let styles: Vec<(Range<usize>, Style)> = (0..10_000).map(|n| (n * 50..n * 50 + 9, BOLD)).collect();
    let draw = |widget: BidiParagraph<'_>, limit: u64| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 50));
        let before = Instant::now();
        widget.styles(&styles).render(buffer.area, &mut buffer);
        assert!(before.elapsed() < Duration::from_secs(limit), "{:?}", before.elapsed());
        rows(&buffer).iter().filter(|row| !row.trim().is_empty()).count()
    };
    // Milliseconds each; a step that is not linear would take minutes.
    let widget = BidiParagraph::new(&text);
    assert_eq!(widget.clone().wrap(true).line_count(30), 20_000);
    assert_eq!(draw(widget.clone().wrap(true), 2), 50);
    assert_eq!(draw(widget.clone().scroll(9_990), 2), 10);
    assert_eq!(draw(widget.clone().wrap(true).scroll(19_990), 10), 10);
    assert_eq!(draw(widget.wrap(true).scroll(1_000_000), 10), 0);
}
