//! What must hold of the layout of every text at every width: one function for each property.
//! `tests/layout.rs` holds known and random texts to them, and `fuzz/` whatever a fuzzer finds.

#![allow(dead_code, reason = "each fuzz target uses one of the functions")]

use warraq::text::{
    Analyzer, BaseDirection, Cell, Digits, Guillemets, Justification, Level, Line, MAX_MARKS, Paragraph,
    Profile, Tashkeel, direction_of, is_mark, levels, neutralised, paragraphs,
};

/// All of them.
#[track_caller]
pub(crate) fn all(text: &str, width: usize) {
    has_a_layout(text, width);
    every_byte_is_on_one_line(text, width);
    cells_fit(text, width);
    visual_is_a_permutation(text, width);
    no_control_reaches_a_symbol(text, width);
    short_ways_agree(text);
    settings_change_nothing_else(text, width);
}

/// Nothing panics, and what is used again remembers nothing.
#[track_caller]
pub(crate) fn has_a_layout(text: &str, width: usize) {
    let mut analyzer = Analyzer::default();
    for range in paragraphs(text).chain(std::iter::once(0..text.len())) {
        let text = &text[range];
        for direction in [BaseDirection::Auto, BaseDirection::Ltr, BaseDirection::Rtl] {
            let paragraph = analyzer.paragraph(text, direction, Profile::default());
            let anew = Paragraph::new(text, direction, Profile::default());
            assert_eq!(paragraph.break_lines(width), anew.break_lines(width), "{text:?}");
            assert_eq!(paragraph.elided(width).visual(), anew.elided(width).visual(), "{text:?}");
            assert!(paragraph.elided(width).advance() <= width, "{text:?}");
            assert!(paragraph.elided_at_start(width).advance() <= width, "{text:?}");
            assert!(paragraph.clamped(width, 2).len() <= 2, "{text:?}");
            assert_eq!(levels(text, direction).len(), text.chars().count(), "{text:?}");
        }
    }
    let _ = (direction_of(text), neutralised(text));
}

/// Lines lie end to end, from the text's beginning to its end.
#[track_caller]
pub(crate) fn every_byte_is_on_one_line(text: &str, width: usize) {
    let mut at = 0;
    for span in laid_out(text).break_lines(width) {
        assert_eq!(span.text_range.start, at, "lines lie end to end in {text:?}");
        at = span.text_range.end;
    }
    assert_eq!(at, text.len(), "the last line ends where the text does");
}

/// No line is wider than asked for, and each is as wide as it says.
#[track_caller]
pub(crate) fn cells_fit(text: &str, width: usize) {
    each_line(text, width, |line| {
        let cells: usize = line.cells().map(|cell| usize::from(cell.width)).sum();
        assert_eq!(cells, line.advance(), "{text:?}");
        // A wide symbol alone may be wider than a line of one cell.
        assert!(cells <= width || (width <= 1 && cells <= 2), "{cells} cells at {width} of {text:?}");
        for cell in line.cells() {
            assert!(cell.width <= 2 && cell.symbol.chars().count() <= 1 + MAX_MARKS, "{:?}", cell.symbol);
            assert_eq!(cell.width == 0, cell.symbol.is_empty());
        }
    });
}

/// The cells of a line, put into logical order, lie end to end and begin where the line does: none is
/// lost, none stands twice.
#[track_caller]
pub(crate) fn visual_is_a_permutation(text: &str, width: usize) {
    each_line(text, width, |line| {
        let mut covered: Vec<(usize, usize)> =
            line.cells().map(|cell| (cell.range.start, cell.range.end)).collect();
        covered.sort_unstable();
        assert!(covered.windows(2).all(|pair| pair[0].1 == pair[1].0), "cells lie end to end in {text:?}");
        for (start, end) in &covered {
            assert!(text.is_char_boundary(*start) && text.is_char_boundary(*end));
        }
        if let (Some(first), Some(last)) = (covered.first(), covered.last()) {
            let bytes = &line.span().text_range;
            assert!(bytes.start == first.0 && last.1 <= bytes.end, "{text:?}");
        }
    });
}

/// No symbol holds anything that a terminal acts on.
#[track_caller]
pub(crate) fn no_control_reaches_a_symbol(text: &str, width: usize) {
    each_line(text, width, |line| {
        for cell in line.cells() {
            assert!(!cell.symbol.chars().any(is_unsafe), "{:?} in {text:?}", cell.symbol);
        }
    });
    assert!(!neutralised(text).chars().any(char::is_control), "{text:?}");
}

/// Texts without explicit codes, and texts of letters and marks alone, have shorter ways than others.
/// A sign at the end that does nothing sends the same text the long way.
#[track_caller]
pub(crate) fn short_ways_agree(text: &str) {
    let is_explicit = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text.contains(is_explicit) {
        return;
    }
    for direction in [BaseDirection::Auto, BaseDirection::Ltr, BaseDirection::Rtl] {
        // The end of an isolate that never began.
        let long = levels(&format!("{text}\u{2069}"), direction);
        assert_eq!(levels(text, direction), long[..long.len() - 1], "{text:?}");
        // A control is no letter and no mark.
        let long = format!("{text}\u{1}");
        let (short, long) = (in_logical_order(text, direction), in_logical_order(&long, direction));
        assert_eq!(short, long[..short.len()], "{text:?}");
    }
}

/// However a reader wants text to be drawn, it has the same cells at the same levels, with the same letters; and a
/// line that is filled has those of the line that is not.
#[track_caller]
pub(crate) fn settings_change_nothing_else(text: &str, width: usize) {
    let plain = Profile::default();
    let hidden = Profile { tashkeel: Tashkeel::Hidden, ..plain };
    for profile in [
        hidden,
        Profile { digits: Digits::ArabicIndic, ..plain },
        Profile { digits: Digits::European, ..hidden },
        Profile { guillemets: Guillemets::AsStored, ..plain },
    ] {
        let letters = |profile: Profile| {
            let paragraph = Paragraph::new(text, BaseDirection::Auto, profile);
            let spans = paragraph.break_lines(usize::MAX);
            let mut cells: Vec<_> = spans
                .iter()
                .flat_map(|span| {
                    paragraph.line(span).cells().map(|cell| letters_of(&cell)).collect::<Vec<_>>()
                })
                .filter(|(.., letters)| !letters.is_empty())
                .collect();
            cells.sort_by_key(|cell| (cell.0, cell.1));
            cells
        };
        assert_eq!(letters(profile), letters(plain), "{profile:?} of {text:?}");
        let paragraph = Paragraph::new(text, BaseDirection::Auto, profile);
        for span in paragraph.break_lines(width) {
            for justification in [Justification::Spaces, Justification::Kashida] {
                let filled = paragraph.justified(text, &span, width, justification);
                assert!(filled.advance() <= width.max(span.advance), "{text:?}");
                let (stored, added): (Vec<_>, Vec<_>) =
                    filled.cells().partition(|cell| !cell.range.is_empty() || cell.width == 0);
                let plain = paragraph.line(&span);
                assert!(
                    plain.cells().filter(|cell| !cell.range.is_empty() || cell.width == 0).eq(stored),
                    "{text:?}"
                );
                let rows = plain.cells().filter(|cell| cell.range.is_empty() && cell.width > 0).count();
                assert_eq!(added.len() - rows, filled.advance() - plain.advance(), "{text:?}");
            }
        }
    }
}

/// Where a cell stands, and what of it no setting changes: digits for their European ones, guillemets for one
/// side, no marks, and nothing for them to stand on.
fn letters_of(cell: &Cell<'_>) -> (usize, usize, Level, String) {
    let kept = |c: char| !is_mark(c) && !matches!(c, '\u{25CC}' | ' ');
    let one = |c: char| match c {
        '»' => '«',
        '٠'..='٩' => char::from(b'0' + (c as u32 - '٠' as u32) as u8),
        '۰'..='۹' => char::from(b'0' + (c as u32 - '۰' as u32) as u8),
        c => c,
    };
    (
        cell.range.start,
        cell.range.end,
        cell.level,
        cell.symbol.chars().filter(|c| kept(*c)).map(one).collect(),
    )
}

/// The cells of all lines that `text` demands. Blanks at a line's end are left out of it.
fn in_logical_order(text: &str, direction: BaseDirection) -> Vec<(usize, usize, String, u8, Level)> {
    let paragraph = Paragraph::new(text, direction, Profile::default());
    let own =
        |cell: Cell<'_>| (cell.range.start, cell.range.end, cell.symbol.to_string(), cell.width, cell.level);
    let spans = paragraph.break_lines(usize::MAX);
    let mut cells: Vec<_> =
        spans.iter().flat_map(|span| paragraph.line(span).cells().map(own).collect::<Vec<_>>()).collect();
    cells.sort_by_key(|cell| (cell.0, cell.1));
    cells
}

fn laid_out(text: &str) -> Paragraph {
    Paragraph::new(text, BaseDirection::Auto, Profile::default())
}

#[track_caller]
fn each_line(text: &str, width: usize, mut check: impl FnMut(&Line<'_>)) {
    let paragraph = laid_out(text);
    for span in paragraph.break_lines(width) {
        check(&paragraph.line(&span));
    }
}

/// What must never reach a terminal.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

/// What texts are made of, if not of everything: each kind of character that some rule tells apart.
pub(crate) fn alphabet() -> Vec<char> {
    "لاأإآبتسيهةء لل اا  aZ09٣۴()[]«»<>،.;:!?-–…%+/'\u{064E}\u{0651}\u{0670}\u{0654}\u{0301}ـ\u{200C}\u{200D}\
     \u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{061C}\u{00AD}\
     \u{FEFF}\u{A0}אב中한\u{1100}\u{1161}\u{1F468}\u{1F3FB}\u{FE0F}\u{20E3}\u{1F1E6}\u{FDFA}\u{06DD}\t\n\u{85}\u{1b}\u{7}\
     \u{2028}\u{0915}\u{094D}\u{FDD0}پچگکیہھے"
        .chars()
        .collect()
}

/// A width and a text from a fuzzer's bytes: UTF-8, or one character of the alphabet for each.
pub(crate) fn from_bytes(bytes: &[u8]) -> (usize, String) {
    let Some((first, rest)) = bytes.split_first() else {
        return (1, String::new());
    };
    let alphabet = alphabet();
    let text = match first % 2 {
        0 => String::from_utf8_lossy(rest).into_owned(),
        _ => rest.iter().map(|byte| alphabet[usize::from(*byte) % alphabet.len()]).collect(),
    };
    (usize::from(first / 2), text)
}
