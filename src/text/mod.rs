//! Text layout: right-to-left text in a cell grid. Knows no article, no terminal, no I/O, and
//! cannot fail: every `&str` has a layout.
//!
//! A [`Paragraph`] is all that does not depend on the width: embedding levels (UAX #9), joined
//! forms, clusters with their widths, break opportunities (UAX #14); an [`Analyzer`] makes many. [`Paragraph::break_lines`]
//! breaks it into [`LineSpan`]s; [`Paragraph::line`] puts one of them into visual order, from left
//! to right, as a terminal's cells want it. Every [`Cell`] knows the bytes that it stands for.
//!
//! # From a string to lines
//!
//! Cut the text with [`paragraphs`], lay each out once, break it anew whenever the width changes, and
//! make a [`Line`] only of what is in sight: spans are small enough to be kept for every line.
//!
//! ```
//! use warraq::text::{BaseDirection, Paragraph, Profile, paragraphs};
//!
//! let text = "قال «كيري» (2014)\nOK";
//! let mut shown = Vec::new();
//! for range in paragraphs(text) {
//!     let paragraph = Paragraph::new(&text[range], BaseDirection::Auto, Profile::default());
//!     for span in paragraph.break_lines(12) {
//!         shown.push(paragraph.line(&span).visual());
//!     }
//! }
//! assert_eq!(shown, ["«ﻱﺮﻴﻛ» ﻝﺎﻗ", "(2014)", "OK"]);
//! ```
//!
//! [`Paragraph::new`] takes the joined forms from the [`Profile`]: [`Shaping::Forms`] draws
//! presentation forms, right where each cell is drawn as it is given; [`Shaping::Letters`] leaves
//! letters as they are. [`Order::Logical`] leaves the order of cells to whoever draws. [`Tashkeel`] and [`Digits`] hide vowel marks and
//! change digits, on the screen alone. [`levels`] gives the levels alone, for who needs no cells; [`reordered`] the order of a line that somebody else reorders.
//!
//! # Alignment
//!
//! A line says by [`Line::base`] where it begins, and by [`Line::advance`] how many cells it takes;
//! blanks at its end hang, and are neither counted nor drawn. A paragraph without a letter (a row of
//! stars, a number) has no direction of its own: [`BaseDirection::of`] gives it another one, as that
//! of the text around it, which is [`direction_of`].
//!
//! ```
//! use warraq::text::{BaseDirection, Paragraph, Profile, direction_of};
//!
//! let around = direction_of("* * *\nعنوان");
//! let paragraph = Paragraph::new("* * *", BaseDirection::of("* * *", around), Profile::default());
//! let line = paragraph.elided(8);
//! let indent = if line.base().is_rtl() { 8 - line.advance() } else { 0 };
//! assert_eq!(format!("{:indent$}{}", "", line.visual()), "   * * *");
//! ```
//!
//! # Styles by byte range
//!
//! Ask of each cell whether its [`range`](Cell::range) and that of the style have a byte in common. One
//! range of bytes may be several runs of cells, since the line is reordered; and one cell may be two
//! letters (lam-alef), which therefore is styled if either is. A character that takes a row of cells
//! (a tab, U+FDFD) gives its bytes to the first of them; the range of the others is empty, at its end.
//!
//! ```
//! use warraq::text::{BaseDirection, Paragraph, Profile};
//!
//! let text = "هلا abc"; // lam-alef and the first two Latin letters
//! let styled = 4.."هلا ab".len();
//! let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
//! let line = paragraph.elided(20);
//! let marks: String = line
//!     .cells()
//!     .flat_map(|cell| {
//!         let is_styled = cell.range.start < styled.end && styled.start < cell.range.end;
//!         std::iter::repeat_n(if is_styled { '^' } else { '-' }, cell.width.into())
//!     })
//!     .collect();
//! assert_eq!(line.visual(), "abc ﻼﻫ");
//! assert_eq!(marks, "^^-^^-");
//! ```
//!
//! # From cells back to the text
//!
//! [`Line::cell_at`] says what stands in a column, [`Line::columns_of`] in which columns a range of bytes
//! stands, [`Line::caret`] and [`Line::position_at`] lead from a place between characters to a column and
//! back, [`Line::next_on_screen`] to the neighbour at the left or right, and [`line_of`] from a byte to its
//! line, at any width.
//!
//! ```
//! use warraq::text::{Affinity, BaseDirection, Paragraph, Position, Profile};
//!
//! let text = "سنة 2014 في";
//! let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
//! let line = paragraph.elided(20);
//! let end_of_number = text.find(" في").unwrap();
//! assert_eq!(line.columns_of(&(end_of_number - 4..end_of_number)), [3..7]);
//! let caret = |affinity| line.caret(Position { byte: end_of_number, affinity });
//! assert_eq!((caret(Affinity::Upstream), caret(Affinity::Downstream)), (Some(7), Some(3)));
//! ```
//!
//! # Lines that fill their width
//!
//! [`Paragraph::justified`] adds cells inside a line: blanks between words, or kashida, a tatweel in each
//! word at the place where a calligrapher would stretch it. They stand for no bytes.
//!
//! # What is too long
//!
//! [`Paragraph::elided`] is all on one line, whose logical end gives way to "…";
//! [`Paragraph::elided_at_start`] gives up the beginning; [`Paragraph::clamped`] is a few lines, the last
//! of them elided. "…" stands at the line's outer edge, with an empty range.
//!
//! ```
//! use warraq::text::{BaseDirection, Line, Paragraph, Profile};
//!
//! let paragraph = Paragraph::new("one two three", BaseDirection::Auto, Profile::default());
//! assert_eq!(paragraph.elided(9).visual(), "one two…");
//! assert_eq!(paragraph.elided_at_start(6).visual(), "…three");
//! let clamped: Vec<String> = paragraph.clamped(5, 2).iter().map(Line::visual).collect();
//! assert_eq!(clamped, ["one", "two…"]);
//! ```
//!
//! # What is never sent
//!
//! A [`symbol`](Cell::symbol) holds no control character (C0, DEL and C1 become visible placeholders), none
//! that is ignorable (joiners, bidi controls, variation selectors, tags: they have done their work),
//! and none whose width terminals disagree about, as far as that is known: flags become letters, an emoji
//! sequence its first picture, U+FDFD and its like the words inside them. It is empty exactly where
//! [`width`](Cell::width) is 0, and such a cell is to be skipped. Text that is printed without layout
//! goes through [`neutralised`] instead, and text that is copied through [`pasteable`].
//!
//! ```
//! use warraq::text::{BaseDirection, Paragraph, Profile, neutralised};
//!
//! let hostile = "a\u{1b}[2J\u{202e}bc";
//! let paragraph = Paragraph::new(hostile, BaseDirection::Auto, Profile::default());
//! assert_eq!(paragraph.elided(20).visual(), "a␛[2Jcb");
//! assert_eq!(neutralised(hostile), "a␛[2J\u{fffd}bc");
//! ```
//!
//! # What it costs
//!
//! [`Paragraph::new`], [`Paragraph::break_lines`], [`Paragraph::elided`] and its relatives are linear in the
//! paragraph, in time and memory; [`Paragraph::line`] in the line, times the depth of its levels.
//! [`Analyzer::begin`] reads all of a long paragraph once, for its levels, and lays out no more than its
//! beginning: [`Paragraph::lay_out_to`] goes on from there, and [`Paragraph::break_lines_after`] breaks only
//! what is new. What a stranger could pile up has a bound: [`MAX_MARKS`] marks drawn over a letter, levels up to 126, 63 brackets
//! open at a time, 170 MiB a paragraph. What is not drawn for it still counts in the ranges of cells, but for
//! what lies beyond those 170 MiB.
//!
//! # Standards
//!
//! - [UAX #9](https://www.unicode.org/reports/tr9/), all rules. Of HL1 to HL6 only HL1, in
//!   [`direction_of`]. A paragraph separator inside a paragraph takes the base level, and separates nothing.
//! - [UAX #14](https://www.unicode.org/reports/tr14/), without the dictionaries for Thai, Khmer and their
//!   like; a word wider than a line is broken between clusters.
//! - [UAX #29](https://www.unicode.org/reports/tr29/), grapheme clusters. Other than there, lam-alef is one
//!   cluster; a sign that is prepended to digits, each letter of a flag, and each base of an Indic or
//!   Hangul conjunct is one of its own; and a character that is drawn as a row is one for each cell.
//! - The Unicode Standard, section 9.2: joining (R1 to R7) and lam-alef. A letter without
//!   presentation forms is drawn as it is, and alef wasla, which has no ligature, after its lam.
//! - [UAX #11](https://www.unicode.org/reports/tr11/): widths, for each scalar by itself. A tab is four blanks.
//!
//! Deviations stand here, and each at the line that makes it, in the source.

mod analyzer;
mod bidi;
mod cluster;
mod digits;
mod hit;
mod joining;
mod joining_forms;
mod justify;
mod levels;
mod line;
mod linebreak;
mod mirroring;
mod paragraph;
mod piece;
mod profile;
mod properties;
mod reorder;
mod sanitize;
mod scalar;

pub use analyzer::Analyzer;
pub use bidi::{BaseDirection, Level, direction_of, first_strong};
pub use cluster::MAX_MARKS;
pub use hit::{Affinity, Position, Way, line_of};
pub use justify::Justification;
pub use levels::levels;
pub use line::{BreakReason, Cell, Line, LineSpan};
pub use paragraph::{Paragraph, paragraphs};
pub use profile::{Digits, Guillemets, Order, Profile, Shaping, Tashkeel};
pub use reorder::{is_mark, is_right_to_left, mirror_image, reordered};
pub use sanitize::{neutralised, pasteable};
