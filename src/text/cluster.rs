//! Paragraph → clusters: what moves, wraps and is drawn as one. A cluster is a grapheme cluster
//! (UAX #29), save that lam-alef is one cluster when we draw its ligature, and that a sign that
//! UAX #29 prepends to a digit is one of its own.

use super::bidi::{self, Blank, Level};
use super::joining::{self, Joins};
use super::mirror::mirrored;
use super::profile::{Profile, Shaping};
use super::{linebreak, sanitize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Marks drawn over one letter; the text keeps them all. Some terminals draw no more, and an
/// attacker could stack thousands.
pub const MAX_MARKS: usize = 4;

/// Whether a line may end after a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    No,
    Allowed,
    Mandatory,
}

/// A cluster as it is kept: clusters lie end to end in the text, and their symbols end to end in
/// [`Clusters::symbols`], so that the beginning of each says all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// Byte of the text at which it begins.
    pub(super) start: u32,
    /// Byte of `symbols` at which what is drawn begins.
    pub(super) symbol: u32,
    pub(super) level: Level,
    /// Cells.
    pub(super) width: u8,
    pub(super) blank: Blank,
    pub(super) break_after: Break,
}

/// All clusters of a paragraph, in logical order.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    pub(super) all: Vec<Cluster>,
    /// What is drawn for each, end to end: mirrored, joined, marks after their base (rule L3),
    /// nothing that a terminal would act on.
    pub(super) symbols: String,
    /// Bytes of the text that they cover.
    pub(super) length: usize,
}

/// Cuts `text`, one paragraph with base level `base`, into clusters.
pub(super) fn clusters(text: &str, base: Level, profile: Profile) -> Clusters {
    let levels = bidi::levels(text, base);
    let joins = joining::joins(text);
    let breaks = linebreak::opportunities(text);
    let mut builder = Builder {
        profile,
        out: Clusters {
            all: Vec::with_capacity(joins.len()),
            symbols: String::with_capacity(text.len() * 2),
            length: text.len(),
        },
        lam: None,
    };
    let mut scalar = 0;
    let mut next_break = breaks.into_iter().peekable();
    for (start, grapheme) in text.grapheme_indices(true) {
        let mut start = start;
        for piece in split_prepended(grapheme) {
            let end = start + piece.len();
            while next_break.next_if(|at| *at < end).is_some() {}
            let break_after = match next_break.peek() {
                Some(at) if *at == end => {
                    if piece.ends_with(linebreak::is_mandatory) {
                        Break::Mandatory
                    } else {
                        Break::Allowed
                    }
                }
                _ => Break::No,
            };
            let count = piece.chars().count();
            builder.push(start, piece, levels[start], &joins[scalar..scalar + count], break_after);
            scalar += count;
            start = end;
        }
    }
    builder.out
}

/// A prepended sign apart from what UAX #29 (GB9b) ties it to.
fn split_prepended(grapheme: &str) -> impl Iterator<Item = &str> {
    let mut rest = grapheme;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let first = chars.next()?;
        let length = if sanitize::prepended(first).is_some() { first.len_utf8() } else { rest.len() };
        let (piece, tail) = rest.split_at(length);
        rest = tail;
        Some(piece)
    })
}

/// A lam that waits for an alef.
struct Lam {
    /// The byte at which the alef would have to begin.
    end: usize,
    joins_previous: bool,
}

struct Builder {
    profile: Profile,
    out: Clusters,
    /// Set when the last cluster is a lam, with nothing but marks after it.
    lam: Option<Lam>,
}

impl Builder {
    fn push(&mut self, start: usize, text: &str, level: Level, joins: &[Joins], break_after: Break) {
        let symbol_start = self.out.symbols.len();
        let first = text.chars().next().unwrap_or('\0');
        let lam = self.lam.take();
        if let Some(lam) = lam.filter(|lam| lam.end == start)
            && self.merge_lam_alef(&lam, text, level, joins, break_after)
        {
            return;
        }
        let width = self.draw(text, level, joins);
        self.out.all.push(Cluster {
            start: offset(start),
            symbol: offset(symbol_start),
            level,
            width,
            blank: bidi::blank(first),
            break_after,
        });
        if first == 'ل' && self.profile.shaping == Shaping::Forms {
            let only_marks = text.chars().skip(1).all(joining::is_transparent);
            if only_marks {
                self.lam = Some(Lam { end: start + text.len(), joins_previous: joins[0].previous });
            }
        }
    }

    /// Makes the lam before and this alef one cluster, if this is an alef that ligates.
    fn merge_lam_alef(
        &mut self,
        lam: &Lam,
        text: &str,
        level: Level,
        joins: &[Joins],
        break_after: Break,
    ) -> bool {
        let (letter, marks) = compose(text);
        let Some(ligature) = joining::lam_alef(letter, lam.joins_previous) else {
            return false;
        };
        let before = self.out.all.last_mut().expect("a lam is waiting, so it was pushed");
        if before.level != level || !joins[0].previous {
            return false;
        }
        before.break_after = break_after;
        let lam_symbol = self.out.symbols.split_off(before.symbol as usize);
        self.out.symbols.push(ligature);
        let lam_marks = lam_symbol.chars().skip(1);
        self.out.symbols.extend(lam_marks.chain(marks.filter(|c| is_drawn_mark(*c))).take(MAX_MARKS));
        true
    }

    /// Appends what is drawn for one cluster and returns its width in cells.
    fn draw(&mut self, text: &str, level: Level, joins: &[Joins]) -> u8 {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return 0 };
        if linebreak::is_mandatory(first) {
            return 0;
        }
        if first == '\t' {
            return self.draw_blank(sanitize::TAB_WIDTH);
        }
        if let Some(stand_in) = sanitize::placeholder(first).or_else(|| sanitize::prepended(first)) {
            self.out.symbols.push(stand_in);
            return 1;
        }
        if let Some(words) = sanitize::ligature_words(first) {
            return self.draw_words(words);
        }
        if sanitize::regional_letter(first).is_some() {
            let letters: String = text.chars().filter_map(sanitize::regional_letter).collect();
            self.out.symbols.push_str(&letters);
            return narrow(letters.len());
        }
        if first.is_whitespace() {
            return self.draw_blank(scalar_width(first));
        }
        self.draw_letters(text, level, joins)
    }

    fn draw_blank(&mut self, width: u8) -> u8 {
        self.out.symbols.extend(std::iter::repeat_n(' ', usize::from(width)));
        width
    }

    /// Draws Arabic words in a row of cells, in visual order.
    fn draw_words(&mut self, words: &str) -> u8 {
        let inner = clusters(words, Level::RTL, self.profile);
        let mut width = 0;
        for (index, cluster) in inner.all.iter().enumerate().rev() {
            self.out.symbols.push_str(inner.symbol(index));
            width += cluster.width;
        }
        width
    }

    /// Draws a base with its marks; several bases where the grapheme cluster holds them (Indic
    /// conjuncts); of an emoji sequence the first picture only, whose width is sure.
    fn draw_letters(&mut self, text: &str, level: Level, joins: &[Joins]) -> u8 {
        let (base, rest) = compose(text);
        let mut width = scalar_width(base);
        if sanitize::is_ignorable(base) || width == 0 {
            // Marks without a base stand on a dotted circle; format characters draw nothing.
            let marks: String = text.chars().filter(|c| is_drawn_mark(*c)).take(MAX_MARKS).collect();
            if marks.is_empty() {
                return 0;
            }
            self.out.symbols.push('\u{25CC}');
            self.out.symbols.push_str(&marks);
            return 1;
        }
        self.out.symbols.push(match self.profile.shaping {
            Shaping::Forms => joining::form(mirrored(base, level), joins[0]),
            Shaping::Letters => mirrored(base, level),
        });
        let is_picture = width == 2 && text.contains('\u{200D}');
        let mut marks = 0;
        for c in rest.filter(|_| !is_picture) {
            if is_drawn_mark(c) && marks < MAX_MARKS {
                self.out.symbols.push(c);
                marks += 1;
            } else if !is_emoji_part(c) && scalar_width(c) > 0 {
                self.out.symbols.push(c);
                width += scalar_width(c);
                marks = 0;
            }
        }
        width
    }
}

impl Clusters {
    /// The byte of the text at which cluster `index` begins; the text's end for the one past the last.
    pub(super) fn start(&self, index: usize) -> usize {
        self.all.get(index).map_or(self.length, |cluster| cluster.start as usize)
    }

    /// Whether cluster `index` may hang over the end of a line: it is blank, or draws nothing.
    pub(super) fn hangs(&self, index: usize) -> bool {
        self.all[index].width == 0 || self.symbol(index).bytes().all(|b| b == b' ')
    }

    /// What is drawn for cluster `index`; empty if it draws nothing.
    pub(super) fn symbol(&self, index: usize) -> &str {
        let start = self.all[index].symbol as usize;
        let end = self.all.get(index + 1).map_or(self.symbols.len(), |next| next.symbol as usize);
        &self.symbols[start..end]
    }
}

/// The cluster's base, composed with the first mark that makes one letter of the two, and the
/// rest of its scalars.
fn compose(text: &str) -> (char, impl Iterator<Item = char>) {
    let base = text.chars().next().unwrap_or('\0');
    let composed = text
        .chars()
        .enumerate()
        .skip(1)
        .find_map(|(index, mark)| joining::compose(base, mark).map(|letter| (index, letter)));
    let skipped = composed.map(|(index, _)| index);
    let rest = text.chars().enumerate().skip(1).filter(move |(index, _)| Some(*index) != skipped);
    (composed.map_or(base, |(_, letter)| letter), rest.map(|(_, c)| c))
}

/// A mark that is drawn over its base. The keycap's frame is left out: its width is anyone's guess.
fn is_drawn_mark(c: char) -> bool {
    c != '\u{20E3}' && scalar_width(c) == 0 && !sanitize::is_ignorable(c) && !c.is_control()
}

/// A scalar inside a grapheme cluster that changes the picture before it.
fn is_emoji_part(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{20E3}') || sanitize::is_ignorable(c)
}

/// Cells that one scalar takes by itself.
pub(super) fn scalar_width(c: char) -> u8 {
    narrow(UnicodeWidthChar::width(c).unwrap_or(0))
}

fn narrow(width: usize) -> u8 {
    u8::try_from(width).unwrap_or(u8::MAX)
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).expect("Paragraph::new cuts longer texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each cluster's symbol and width, in logical order, at right-to-left base.
    fn drawn(text: &str) -> Vec<(String, u8)> {
        let clusters = clusters(text, Level::RTL, Profile::default());
        (0..clusters.all.len()).map(|i| (clusters.symbol(i).to_string(), clusters.all[i].width)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, u8)]) {
        let expected: Vec<(String, u8)> = expected.iter().map(|(s, w)| ((*s).to_string(), *w)).collect();
        assert_eq!(drawn(text), expected, "{text:?}");
    }

    #[test]
    fn lam_alef_is_one_cell() {
        check("لا", &[("\u{FEFB}", 1)]);
        check("سلا", &[("\u{FEB3}", 1), ("\u{FEFC}", 1)]);
        check("لأ", &[("\u{FEF7}", 1)]);
        // Marks between and after; a combining hamza.
        check("لَاً", &[("\u{FEFB}\u{064E}\u{064B}", 1)]);
        check("لا\u{0654}", &[("\u{FEF7}", 1)]);
        // What draws nothing stays out of the cell.
        check("لا\u{200D}", &[("\u{FEFB}", 1)]);
        // Alef wasla has no ligature; ZWNJ parts; a joiner between them keeps two cells.
        check("لٱ", &[("\u{FEDF}", 1), ("\u{FB51}", 1)]);
        check("ل\u{200C}ا", &[("\u{FEDD}", 1), ("\u{FE8D}", 1)]);
        check("ل\u{200D}ا", &[("\u{FEDF}", 1), ("\u{FE8E}", 1)]);
    }

    #[test]
    fn marks_stay_over_their_letters_and_are_capped() {
        check(
            "ٱللَّهِ",
            &[("\u{FB50}", 1), ("\u{FEDF}", 1), ("\u{FEE0}\u{064E}\u{0651}", 1), ("\u{FEEA}\u{0650}", 1)],
        );
        let stacked = format!("ب{}", "\u{064E}".repeat(50));
        check(&stacked, &[("\u{FE8F}\u{064E}\u{064E}\u{064E}\u{064E}", 1)]);
        check("\u{064E}", &[("\u{25CC}\u{064E}", 1)]);
    }

    #[test]
    fn brackets_face_their_words() {
        check("(ا)", &[(")", 1), ("\u{FE8D}", 1), ("(", 1)]);
        check("«ا»", &[("»", 1), ("\u{FE8D}", 1), ("«", 1)]);
    }

    #[test]
    fn controls_are_shown_and_format_characters_are_not() {
        check("\u{1B}[31m", &[("\u{241B}", 1), ("]", 1), ("3", 1), ("1", 1), ("m", 1)]);
        check("\u{9B}", &[("\u{FFFD}", 1)]);
        check("\u{202E}", &[("", 0)]);
        check("a\u{2066}", &[("a", 1), ("", 0)]);
        check("\t", &[("    ", 4)]);
    }

    #[test]
    fn widths_are_those_that_terminals_agree_on() {
        check("\u{FDFD}", &[("ﻢﻴﺣﺮﻟﺍ ﻦﻤﺣﺮﻟﺍ ﻪﻠﻟﺍ ﻢﺴﺑ", 22)]);
        check("中", &[("中", 2)]);
        check("👨\u{200D}👩\u{200D}👧", &[("👨", 2)]);
        check("❤\u{FE0F}", &[("❤", 1)]);
        check("🇸🇦", &[("SA", 2)]);
        check("\u{06DD}1", &[("\u{066D}", 1), ("1", 1)]);
        check("\u{00A0}", &[(" ", 1)]);
    }
}
