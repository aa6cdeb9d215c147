//! Paragraph → clusters: what moves, wraps and is drawn as one, in one cell or two. A cluster is a
//! grapheme cluster (UAX #29), save that
//!
//! - lam-alef is one cluster when we draw its ligature;
//! - a sign that UAX #29 prepends to a digit is one of its own, and so is each letter of a flag
//!   and each base of an Indic or Hangul conjunct: a terminal gives each its own cells;
//! - what is drawn as a row of letters or blanks (a word ligature, a tab) is a cluster for each of
//!   them, of which the first stands for all the bytes.
//!
//! A text is read once into [`Scalar`]s; levels, joined forms and clusters are made from those.

use super::bidi::Level;
use super::joining::{self, Joins};
use super::levels::Levels;
use super::linebreak::{self, Condensed};
use super::profile::{Digits, Guillemets, Order, Profile, Shaping, Tashkeel};
use super::properties::{Blank, Cells, Class, Drawing, Properties};
use super::scalar::{Scalar, Scalars, can_be_joined, can_join};
use super::{digits, mirroring, sanitize};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

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

impl Break {
    fn allowed_if(condition: bool) -> Break {
        if condition { Break::Allowed } else { Break::No }
    }
}

/// A cluster as it is kept, in twelve bytes: clusters lie end to end in the text, and their symbols end
/// to end in [`Clusters::symbols`], so that the beginning of each says all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cluster {
    /// Byte of the text at which it begins.
    pub(super) start: u32,
    /// Byte of `symbols` at which what is drawn begins.
    pub(super) symbol: u32,
    pub(super) level: Level,
    pub(super) cells: Cells,
    pub(super) blank: Blank,
    pub(super) break_after: Break,
}

/// Clusters of a paragraph, from its beginning on, in logical order.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    pub(super) all: Vec<Cluster>,
    /// What is drawn for each, end to end: mirrored, joined, marks after their base (rule L3),
    /// nothing that a terminal would act on.
    pub(super) symbols: String,
    /// Bytes of the text that they cover.
    pub(super) length: usize,
}

/// Cuts texts into clusters; its buffers are used again for the next text.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    read: Scalars,
}

impl Cutter {
    /// Reads the text that is to be cut next, and returns its scalars.
    pub(super) fn read(&mut self, text: &str) -> &[Scalar] {
        self.read.read(text);
        self.read.all()
    }

    /// Adds the clusters of `text`, which was read last, to `out`. It goes on where `out` ends, at the
    /// paragraph's beginning or at a [cut](super::scalar::next_cut); `levels` are those of its own scalars.
    pub(super) fn cut(&self, text: &str, levels: Levels<'_>, profile: Profile, out: &mut Clusters) {
        let profile = match profile.order {
            Order::Visual => profile,
            // Whoever orders the cells would go by the digits that are drawn.
            Order::Logical => Profile { digits: Digits::AsWritten, ..profile },
        };
        let scalars = self.read.all();
        out.all.reserve(scalars.len());
        out.symbols.reserve(text.len() + text.len() / 2);
        let offset = out.length;
        out.length += text.len();
        let mut builder = Builder { profile, out, offset: offset as u32, lam: None, in_latin_word: false };
        let first_cluster = builder.out.all.len();
        let mut graphemes = text.graphemes(true);
        let mut grapheme_end = 0;
        // Whether what stands before can join the letter in hand.
        let mut joins_next = false;
        let mut from = 0;
        while let Some(first) = scalars.get(from) {
            let after = scalars.get(from + 1);
            // Most of all text: a letter, and another one.
            if self.read.is_simple
                && first.properties.is_plain()
                && after.is_none_or(|after| after.properties.is_plain())
            {
                let joined = after.is_some_and(|after| after.properties.joins_previous());
                let joins = Joins::new(
                    joins_next & first.properties.joins_previous(),
                    first.properties.joins_next() & joined,
                );
                joins_next = first.properties.joins_next();
                let break_after = Break::allowed_if(after.is_some_and(|after| after.begins_word));
                builder.push_plain(first, joins, levels.of(from), break_after);
                from += 1;
                continue;
            }
            let rest = &scalars[from..];
            let count = if self.read.is_simple {
                1 + rest[1..].iter().take_while(|scalar| scalar.properties.extends()).count()
            } else {
                if from == grapheme_end {
                    let grapheme = graphemes.next().expect("graphemes lie end to end in the text");
                    grapheme_end += grapheme.chars().count();
                }
                piece(&scalars[from..grapheme_end])
            };
            let (cluster, after) = rest.split_at(count);
            let (end, begins_word) =
                after.first().map_or((text.len(), false), |next| (next.at as usize, next.begins_word));
            let joins = Joins::new(
                joins_next & first.properties.joins_previous(),
                first.properties.joins_next() && can_be_joined(&rest[1..]),
            );
            joins_next = can_join(cluster, joins_next);
            // What X9 removes has no level of its own: a joiner may stand before a lone mark.
            let has_level = |scalar: &Scalar| scalar.class() != Class::Bn;
            let leading = match has_level(first) {
                true => 0,
                false => cluster.iter().position(has_level).unwrap_or(0),
            };
            let break_after = Break::allowed_if(begins_word);
            builder.push(cluster, joins, levels.of(from + leading), break_after, end);
            from += count;
        }
        out.set_breaks(first_cluster, offset, text, &self.read.condensed);
    }
}

/// How many scalars of a grapheme cluster make a cluster of ours: those up to its next base. An
/// emoji sequence stays whole.
fn piece(grapheme: &[Scalar]) -> usize {
    let first = &grapheme[0];
    let is_sequence = first.properties.cells.width() == 2 && grapheme.iter().any(|scalar| scalar.c == ZWJ);
    let has_cells = |scalar: &Scalar| match scalar.properties.drawing {
        Drawing::Letter | Drawing::Mirrored => !sanitize::is_emoji_modifier(scalar.c),
        Drawing::Special => scalar.properties.cells.width() > 0,
        Drawing::Space => true,
        Drawing::Mark | Drawing::Nothing => false,
    };
    if is_sequence || grapheme.len() == 1 {
        return grapheme.len();
    }
    let next = grapheme[1..].iter().position(has_cells);
    next.map_or(grapheme.len(), |next| next + 1)
}

const LAM: char = 'ل';
const ZWJ: char = '\u{200D}';

/// What is drawn for a cluster that has no letter of its own.
const NOTHING_TO_STAND_ON: char = '\u{25CC}';

struct Builder<'o> {
    profile: Profile,
    out: &'o mut Clusters,
    /// The byte of the paragraph at which the text in hand begins.
    offset: u32,
    /// Set when the last cluster is a lam with nothing but marks after it: how it joins.
    lam: Option<Joins>,
    /// Whether a Latin letter stands before, in the same word. Kept only where digits are changed.
    in_latin_word: bool,
}

impl Builder<'_> {
    /// Adds the cluster of a plain scalar by itself.
    #[inline]
    fn push_plain(&mut self, scalar: &Scalar, joins: Joins, level: Level, break_after: Break) {
        if let Some(lam) = self.lam.take()
            && joins.previous()
            && self.merge_lam_alef(lam, std::slice::from_ref(scalar), level, break_after)
        {
            return;
        }
        let Properties { cells, blank, .. } = scalar.properties;
        let symbol = offset(self.out.symbols.len());
        let form = self.form(scalar.c, joins, level);
        self.out.symbols.push(form);
        self.out.all.push(Cluster {
            start: self.offset + scalar.at,
            symbol,
            level,
            cells,
            blank,
            break_after,
        });
        if scalar.c == LAM && self.profile.shaping == Shaping::Forms {
            self.lam = Some(joins);
        }
    }

    /// Adds the cluster of `scalars`, of which there is at least one, the first of which joins as `joins`
    /// says; it ends at byte `end` of the text in hand.
    #[inline]
    fn push(&mut self, scalars: &[Scalar], joins: Joins, level: Level, break_after: Break, end: usize) {
        let first = &scalars[0];
        if let Some(lam) = self.lam.take()
            && joins.previous()
            && self.merge_lam_alef(lam, scalars, level, break_after)
        {
            return;
        }
        let symbol = offset(self.out.symbols.len());
        // A mark over a blank is text: rule L1 leaves both where they are.
        let is_blank = |scalar: &Scalar| Blank::of(scalar.class()) != Blank::No;
        let has_text = scalars.len() > 1 && !scalars.iter().all(is_blank);
        let blank = if has_text { Blank::No } else { Blank::of(first.class()) };
        let cluster =
            |cells| Cluster { start: self.offset + first.at, symbol, level, cells, blank, break_after };
        self.push_rare(scalars, joins, cluster(Cells::NONE), end);
        if first.c == LAM && self.profile.shaping == Shaping::Forms {
            let is_transparent = |scalar: &Scalar| scalar.properties.is_transparent();
            if scalars[1..].iter().all(is_transparent) {
                self.lam = Some(joins);
            }
        }
    }

    /// Adds any other cluster, whose cells and symbol are not known yet.
    #[inline(never)]
    fn push_rare(&mut self, scalars: &[Scalar], joins: Joins, cluster: Cluster, end: usize) {
        if scalars[0].properties.drawing == Drawing::Special
            && let Some(row) = sanitize::row(scalars[0].c)
        {
            self.push_row(row, cluster, end);
            self.push_row_marks(scalars);
            return;
        }
        let width = self.draw(scalars, joins, cluster.level);
        let cells = match width {
            0 => Cells::NONE,
            1 if self.out.symbols[cluster.symbol as usize..].starts_with(' ') => Cells::BLANK,
            width => Cells::drawn(width),
        };
        self.out.all.push(Cluster { cells, ..cluster });
    }

    /// Makes the lam before and this alef, which joins it, one cluster, if this is an alef that ligates.
    #[inline(never)]
    fn merge_lam_alef(&mut self, lam: Joins, scalars: &[Scalar], level: Level, break_after: Break) -> bool {
        let (letter, composed) = compose(scalars);
        let Some(ligature) = joining::lam_alef(letter, lam.previous()) else {
            return false;
        };
        let before = self.out.all.last_mut().expect("a lam is waiting, so it was pushed");
        if before.level != level {
            return false;
        }
        before.break_after = break_after;
        let lam_symbol = self.out.symbols.split_off(before.symbol as usize);
        self.out.symbols.push(ligature);
        let marks = lam_symbol.chars().skip(1).chain(marks(scalars, composed, self.profile.tashkeel));
        self.out.symbols.extend(marks.take(MAX_MARKS));
        true
    }

    /// Adds a row of letters or blanks that stand for one scalar, a cluster for each.
    fn push_row(&mut self, row: &str, whole: Cluster, end: usize) {
        self.in_latin_word = false;
        let mut drawn = Clusters::default();
        let mut cutter = Cutter::default();
        let _ = cutter.read(row);
        cutter.cut(row, Levels::All(whole.level), self.profile, &mut drawn);
        let last = drawn.all.len() - 1;
        for (index, cluster) in drawn.all.iter().enumerate() {
            let symbol = offset(self.out.symbols.len());
            self.out.symbols.push_str(drawn.drawn(index).1);
            self.out.all.push(Cluster {
                // The first stands for all the bytes; the others for none.
                start: if index == 0 { whole.start } else { self.offset + offset(end) },
                symbol,
                level: whole.level,
                blank: if row.trim().is_empty() { whole.blank } else { cluster.blank },
                break_after: if index == last { whole.break_after } else { cluster.break_after },
                ..*cluster
            });
        }
    }

    /// Draws the marks after such a row over its last letter.
    fn push_row_marks(&mut self, scalars: &[Scalar]) {
        let marks: String = marks(scalars, None, self.profile.tashkeel).take(MAX_MARKS).collect();
        if self.out.symbols.ends_with(' ') && !marks.is_empty() {
            self.out.symbols.pop();
            self.out.symbols.push(NOTHING_TO_STAND_ON);
            if let Some(last) = self.out.all.last_mut() {
                last.cells = Cells::drawn(last.cells.width());
            }
        }
        self.out.symbols.push_str(&marks);
    }

    /// Appends what is drawn for one cluster and returns its width in cells.
    fn draw(&mut self, scalars: &[Scalar], joins: Joins, level: Level) -> u8 {
        let first = &scalars[0];
        match first.properties.drawing {
            Drawing::Space => self.draw_blank(scalars),
            Drawing::Special => self.draw_special(scalars),
            Drawing::Letter | Drawing::Mirrored => self.draw_letters(scalars, joins, level),
            // Format characters without marks draw nothing.
            Drawing::Mark | Drawing::Nothing => self.draw_marks(scalars),
        }
    }

    /// Draws what must not be sent as it is.
    fn draw_special(&mut self, scalars: &[Scalar]) -> u8 {
        let first = scalars[0].c;
        if linebreak::is_mandatory(first) {
            return 0;
        }
        let stand_in = sanitize::placeholder(first)
            .or_else(|| sanitize::prepended(first))
            .or_else(|| sanitize::regional_letter(first));
        if let Some(stand_in) = stand_in {
            self.out.symbols.push(stand_in);
            self.out.symbols.extend(marks(scalars, None, self.profile.tashkeel).take(MAX_MARKS));
            return 1;
        }
        // What is left are blanks.
        self.draw_blank(scalars)
    }

    /// Draws a blank; one with a mark is how a mark is shown by itself.
    fn draw_blank(&mut self, scalars: &[Scalar]) -> u8 {
        self.in_latin_word = false;
        if scalars.len() == 1 || self.draw_marks(scalars) == 0 {
            self.out.symbols.push(' ');
        }
        1
    }

    /// Draws the marks of a cluster that has no letter on a dotted circle; nothing if it has none.
    fn draw_marks(&mut self, scalars: &[Scalar]) -> u8 {
        let start = self.out.symbols.len();
        let drawn = scalars.iter().filter(|scalar| is_drawn(scalar, self.profile.tashkeel));
        self.out.symbols.extend(drawn.map(|scalar| scalar.c).take(MAX_MARKS));
        if self.out.symbols.len() == start {
            return 0;
        }
        self.out.symbols.insert(start, NOTHING_TO_STAND_ON);
        1
    }

    /// Draws a base with its marks; of an emoji sequence the first picture only, whose width is
    /// sure.
    fn draw_letters(&mut self, scalars: &[Scalar], joins: Joins, level: Level) -> u8 {
        let first = &scalars[0];
        let (base, composed) = compose(scalars);
        let is_guillemet = matches!(base, '«' | '»' | '‹' | '›');
        let stays = self.profile.order == Order::Logical
            || (is_guillemet && self.profile.guillemets == Guillemets::AsStored);
        let base = match level.is_rtl() && first.properties.drawing == Drawing::Mirrored && !stays {
            true => mirroring::mirrored(base).unwrap_or(base),
            false => base,
        };
        let form = self.form(base, joins, level);
        self.out.symbols.push(form);
        self.out.symbols.extend(marks(scalars, composed, self.profile.tashkeel).take(MAX_MARKS));
        first.properties.cells.width()
    }

    fn form(&mut self, letter: char, joins: Joins, level: Level) -> char {
        let letter = match self.profile.digits {
            Digits::AsWritten => letter,
            _ => self.digit(letter, level),
        };
        match self.profile.shaping {
            Shaping::Forms => joining::form(letter, joins),
            Shaping::Letters => letter,
        }
    }

    /// The digit that is drawn for `c`, or `c` itself. Levels are those of the digit that is stored.
    #[inline(never)]
    fn digit(&mut self, c: char, level: Level) -> char {
        if self.profile.digits == Digits::European {
            return digits::european(c).unwrap_or(c);
        }
        self.in_latin_word = c != ' ' && (self.in_latin_word || c.is_alphabetic()) && !level.is_rtl();
        let belongs_to_latin = self.in_latin_word || level == Level::LTR;
        if belongs_to_latin { c } else { digits::arabic_indic(c).unwrap_or(c) }
    }
}

impl Clusters {
    /// Sets where lines may end, as far as `condensed` has not told already, in the clusters from `first`
    /// on: those of `text`, which begins at byte `offset`.
    fn set_breaks(&mut self, first: usize, offset: usize, text: &str, condensed: &Condensed) {
        let mut at = first;
        for end in condensed.opportunities(text.len()) {
            // The next beginning is near: most opportunities are close to each other.
            let end_byte = (offset + end) as u32;
            while self.all.get(at).is_some_and(|cluster| cluster.start < end_byte) {
                at += 1;
            }
            let is_beginning = self.all.get(at).map_or(end == text.len(), |next| next.start == end_byte);
            if is_beginning && at > first {
                let last = text[..end].chars().next_back();
                let is_mandatory = last.is_some_and(linebreak::is_mandatory);
                self.all[at - 1].break_after = if is_mandatory { Break::Mandatory } else { Break::Allowed };
            }
        }
    }

    /// The byte of the text at which cluster `index` begins; the text's end for the one past the last.
    pub(super) fn start(&self, index: usize) -> usize {
        self.all.get(index).map_or(self.length, |cluster| cluster.start as usize)
    }

    /// The bytes of the text that cluster `index` stands for, and what is drawn for it, which may be
    /// nothing.
    pub(super) fn drawn(&self, index: usize) -> (Range<usize>, &str) {
        let cluster = &self.all[index];
        let (end, symbol_end) = match self.all.get(index + 1) {
            Some(next) => (next.start as usize, next.symbol as usize),
            None => (self.length, self.symbols.len()),
        };
        (cluster.start as usize..end, &self.symbols[cluster.symbol as usize..symbol_end])
    }
}

/// The cluster's base, composed with the first mark that makes one letter of the two, and the
/// place of that mark.
fn compose(scalars: &[Scalar]) -> (char, Option<usize>) {
    let base = scalars[0].c;
    let compose = |(index, mark): (usize, &Scalar)| Some((joining::compose(base, mark.c)?, Some(index)));
    scalars.iter().enumerate().skip(1).find_map(compose).unwrap_or((base, None))
}

/// The marks of a cluster that are drawn, but for the one that is part of its letter.
fn marks(scalars: &[Scalar], composed: Option<usize>, tashkeel: Tashkeel) -> impl Iterator<Item = char> {
    let all = scalars.iter().enumerate().skip(1);
    let others = all.filter(move |(index, _)| Some(*index) != composed).map(|(_, scalar)| scalar);
    others.filter(move |scalar| is_drawn(scalar, tashkeel)).map(|scalar| scalar.c)
}

/// Whether a scalar is a mark, and is drawn.
fn is_drawn(scalar: &Scalar, tashkeel: Tashkeel) -> bool {
    is_mark(scalar) && !(tashkeel == Tashkeel::Hidden && is_tashkeel(scalar.c))
}

/// A mark that is drawn over its base. The keycap's frame is left out: its width is anyone's guess.
fn is_mark(scalar: &Scalar) -> bool {
    scalar.properties.drawing == Drawing::Mark && scalar.c != '\u{20E3}'
}

/// An Arabic mark that tells how a letter is spoken, not which one it is: hamza and madda are none.
fn is_tashkeel(mark: char) -> bool {
    matches!(mark, '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{652}' | '\u{656}'..='\u{65E}' | '\u{670}')
        || matches!(mark, '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E4}' | '\u{6E7}'..='\u{6E8}')
        || matches!(mark, '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}')
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).expect("Paragraph::new cuts longer texts")
}

#[cfg(test)]
mod tests {
    use super::super::levels::Resolver;
    use super::*;

    fn clusters(text: &str, base: Level, profile: Profile) -> Clusters {
        let (mut resolver, mut cutter, mut clusters) =
            (Resolver::default(), Cutter::default(), Clusters::default());
        let scalars = cutter.read(text).iter().map(|scalar| (scalar.c, scalar.properties));
        let levels = resolver.resolve(scalars, base);
        cutter.cut(text, levels, profile, &mut clusters);
        clusters
    }

    /// Each cluster's symbol and width, in logical order, at right-to-left base.
    fn drawn(text: &str) -> Vec<(String, u8)> {
        let clusters = clusters(text, Level::RTL, Profile::default());
        let width = |index: usize| clusters.all[index].cells.width();
        (0..clusters.all.len()).map(|i| (clusters.drawn(i).1.to_string(), width(i))).collect()
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
        for alone in ["\u{064E}", " \u{064E}", "\u{A0}\u{064E}", "\u{200C}\u{064E}"] {
            check(alone, &[("\u{25CC}\u{064E}", 1)]);
        }
    }

    #[test]
    fn a_mark_after_a_joiner_has_its_own_level() {
        // The joiner ends up at the level before it, and is the first of the mark's cluster.
        let clusters = clusters("a\u{202B}\u{200D}\u{064E}א", Level::LTR, Profile::default());
        let levels: Vec<u8> = clusters.all.iter().map(|cluster| cluster.level.number()).collect();
        assert_eq!(levels, [0, 0, 1, 1]);
    }

    #[test]
    fn a_profile_says_what_is_mirrored() {
        let symbols = |profile: Profile| clusters("«(ا", Level::RTL, profile).symbols;
        assert_eq!(symbols(Profile::default()), "»)\u{FE8D}");
        let kept = Profile { guillemets: Guillemets::AsStored, ..Profile::default() };
        assert_eq!(symbols(kept), "«)\u{FE8D}");
        assert_eq!(symbols(Profile::unshaped()), "»)ا");
        assert_eq!(symbols(Profile::logical()), "«(ا");
    }

    #[test]
    fn hidden_marks_take_no_cell_and_no_letter_with_them() {
        let hidden = Profile { tashkeel: Tashkeel::Hidden, ..Profile::default() };
        let check = |text: &str, expected: &str, cells: u8| {
            let clusters = clusters(text, Level::RTL, hidden);
            let width: u8 = clusters.all.iter().map(|cluster| cluster.cells.width()).sum();
            assert_eq!((clusters.symbols.as_str(), width), (expected, cells), "{text:?}");
        };
        check("ٱللَّهِ", "\u{FB50}\u{FEDF}\u{FEE0}\u{FEEA}", 4);
        check("لَاً", "\u{FEFB}", 1);
        check("مُحَمَّد", "\u{FEE3}\u{FEA4}\u{FEE4}\u{FEAA}", 4);
        // The dagger alef and the signs of the Quran go, hamza and madda stay.
        check("هٰذَاۖ", "\u{FEEB}\u{FEAC}\u{FE8D}", 3);
        check("ا\u{653}ا\u{654}ب\u{654}\u{64E}", "\u{FE81}\u{FE83}\u{FE8F}\u{654}", 3);
        check("e\u{301}", "e\u{301}", 1);
        // Marks without a letter draw nothing.
        check("\u{64E}", "", 0);
        check("ا \u{64E}ب", "\u{FE8D} \u{FE8F}", 3);
        check("\u{FDF2}\u{651}", "\u{FE8D}\u{FEDF}\u{FEE0}\u{FEEA}", 4);
    }

    #[test]
    fn digits_are_changed_one_for_one_and_keep_their_levels() {
        let check = |digits, text: &str, base, expected: &str| {
            let written = clusters(text, base, Profile::unshaped());
            let shown = clusters(text, base, Profile { digits, ..Profile::unshaped() });
            assert_eq!(shown.symbols, expected, "{text:?}");
            let levels = |clusters: &Clusters| clusters.all.iter().map(|c| c.level).collect::<Vec<_>>();
            assert_eq!(levels(&shown), levels(&written), "{text:?}");
        };
        use Digits::{ArabicIndic, European};
        check(ArabicIndic, "سنة 2014 ۵", Level::RTL, "سنة ٢٠١٤ ٥");
        check(European, "سنة ٢٠١٤ ۵ 7", Level::RTL, "سنة 2014 5 7");
        // What belongs to Latin words stays.
        check(ArabicIndic, "طائرة F-16 و16", Level::RTL, "طائرة F-16 و١٦");
        check(ArabicIndic, "in 2014 سنة 2014", Level::LTR, "in 2014 سنة ٢٠١٤");
        check(ArabicIndic, "سنة 2\u{64E}\t3", Level::RTL, "سنة ٢\u{64E}    ٣");
        // Whoever orders them by themselves gets those that are stored.
        let logical = Profile { digits: ArabicIndic, ..Profile::logical() };
        assert_eq!(clusters("سنة 2014", Level::RTL, logical).symbols, "سنة 2014");
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
        check("\t", &[(" ", 1), (" ", 1), (" ", 1), (" ", 1)]);
    }

    #[test]
    fn widths_are_those_that_terminals_agree_on() {
        check("\u{FDFC}", &[("\u{FEAD}", 1), ("\u{FBFE}", 1), ("\u{FE8E}", 1), ("\u{FEDD}", 1)]);
        assert_eq!(drawn("\u{FDFD}").len(), 22);
        check("中", &[("中", 2)]);
        check("👨\u{200D}👩\u{200D}👧", &[("👨", 2)]);
        check("❤\u{FE0F}", &[("❤", 1)]);
        check("🇸🇦", &[("S", 1), ("A", 1)]);
        check("\u{06DD}1", &[("\u{066D}", 1), ("1", 1)]);
        check("\u{06DD}\u{064E} ", &[("\u{066D}\u{064E}", 1), (" ", 1)]);
        check("\u{00A0}", &[(" ", 1)]);
        // However long a conjunct is, each of its bases has cells of its own.
        check("क\u{94D}ष", &[("क\u{94D}", 1), ("ष", 1)]);
        check("ᄀᄀ가", &[("ᄀ", 2), ("ᄀ", 2), ("가", 2)]);
    }
}
