//! From a text to a [`Paragraph`]: levels of the whole, then clusters, a long text a piece at a time.

use super::bidi::{BaseDirection, Level};
use super::cluster::{Clusters, Cutter};
use super::levels::{Levels, Resolver};
use super::paragraph::Paragraph;
use super::profile::Profile;
use super::properties::properties;
use super::scalar::next_cut;

/// Makes paragraphs one after the other, with buffers that are kept from each to the next: for
/// whole texts. Nothing of a paragraph is left in what is made after it.
///
/// ```
/// use warraq::text::{Analyzer, BaseDirection, Profile, paragraphs};
///
/// let text = "سلام\nhello";
/// let mut analyzer = Analyzer::default();
/// let laid_out: Vec<_> = paragraphs(text)
///     .map(|range| analyzer.paragraph(&text[range], BaseDirection::Auto, Profile::default()))
///     .collect();
/// assert!(laid_out[0].base().is_rtl() && !laid_out[1].base().is_rtl());
/// ```
#[derive(Debug, Default)]
pub struct Analyzer {
    resolver: Resolver,
    cutter: Cutter,
}

/// Bytes of a piece: as many as the caches of a processor hold, with all that is made of them.
const PIECE: usize = 8 * 1024;

/// Bytes of the longest paragraph. Offsets are of 32 bits, also into what is drawn, and that may be
/// twenty times as long as the text: U+FDFD is drawn as four words.
const LONGEST: usize = u32::MAX as usize / 24;

impl Analyzer {
    /// As [`Paragraph::new`].
    #[must_use]
    pub fn paragraph(&mut self, text: &str, direction: BaseDirection, profile: Profile) -> Paragraph {
        let text = within_bounds(text);
        let base = direction.level(text);
        let mut clusters = Clusters::default();
        if text.len() <= PIECE {
            let scalars = self.cutter.read(text).iter().map(|scalar| (scalar.c, scalar.properties));
            let levels = self.resolver.resolve(scalars, base);
            self.cutter.cut(text, levels, profile, &mut clusters);
        } else {
            let levels = self.resolver.resolve(text.chars().map(|c| (c, properties(c))), base);
            cut_all(&mut self.cutter, text, levels, profile, PIECE, &mut clusters);
        }
        Paragraph { base, order: profile.order, clusters, rest: None }
    }

    /// As [`paragraph`](Self::paragraph), but of a long text only the levels and a first piece: what
    /// follows is laid out when [`Paragraph::lay_out_to`] asks for it. It keeps a copy of the text until
    /// then.
    #[must_use]
    pub fn begin(&mut self, text: &str, direction: BaseDirection, profile: Profile) -> Paragraph {
        let text = within_bounds(text);
        if text.len() <= PIECE {
            return self.paragraph(text, direction, profile);
        }
        let base = direction.level(text);
        let levels = match self.resolver.resolve(text.chars().map(|c| (c, properties(c))), base) {
            Levels::All(_) => None,
            Levels::Each(levels) => Some(levels.into()),
        };
        let rest = Rest { text: text.into(), base, levels, done: Done::default(), profile };
        let (clusters, rest) = (Clusters::default(), Some(Box::new(rest)));
        let mut paragraph = Paragraph { base, order: profile.order, clusters, rest };
        paragraph.lay_out_to(1);
        paragraph
    }
}

/// What has not been laid out yet of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    /// All of the paragraph.
    text: Box<str>,
    base: Level,
    /// Those of all scalars; `None` where they have the paragraph's.
    levels: Option<Box<[Level]>>,
    done: Done,
    profile: Profile,
}

/// How much of a text is laid out.
#[derive(Clone, Copy, Debug, Default)]
struct Done {
    bytes: usize,
    scalars: usize,
}

impl Rest {
    /// Bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len() - self.done.bytes
    }

    /// Lays out one more piece; returns whether there are others.
    pub(super) fn lay_out(&mut self, out: &mut Clusters) -> bool {
        let levels = self.levels.as_deref().map_or(Levels::All(self.base), Levels::Each);
        let cutter = &mut Cutter::default();
        self.done = cut_piece(cutter, &self.text, levels, self.done, self.profile, PIECE, out);
        self.done.bytes < self.text.len()
    }
}

/// Adds the clusters of `text`, in pieces of some `piece` bytes.
fn cut_all(
    cutter: &mut Cutter,
    text: &str,
    levels: Levels<'_>,
    profile: Profile,
    piece: usize,
    out: &mut Clusters,
) {
    let mut done = Done::default();
    while done.bytes < text.len() {
        done = cut_piece(cutter, text, levels, done, profile, piece, out);
    }
}

/// Adds the clusters of the first piece of `text` after `done`, and returns how much is done then.
/// `levels` are those of all scalars.
fn cut_piece(
    cutter: &mut Cutter,
    text: &str,
    levels: Levels<'_>,
    done: Done,
    profile: Profile,
    piece: usize,
    out: &mut Clusters,
) -> Done {
    let end = next_cut(text, done.bytes + piece);
    let piece = &text[done.bytes..end];
    let count = cutter.read(piece).len();
    cutter.cut(piece, levels.after(done.scalars), profile, out);
    Done { bytes: end, scalars: done.scalars + count }
}

/// `text`, cut off where it is too long.
fn within_bounds(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything about the clusters of `text`.
    fn clusters(text: &str, piece: usize) -> String {
        let (mut resolver, mut clusters) = (Resolver::default(), Clusters::default());
        let base = BaseDirection::Auto.level(text);
        let levels = resolver.resolve(text.chars().map(|c| (c, properties(c))), base);
        cut_all(&mut Cutter::default(), text, levels, Profile::default(), piece, &mut clusters);
        format!("{clusters:?}")
    }

    #[test]
    fn pieces_have_the_clusters_of_the_whole() {
        const WORDS: &[&str] = &[
            "سلام",
            "لا",
            "كِتَابٌ",
            "می\u{200C}خواهم",
            "ﷺ",
            "abc",
            "é",
            "e\u{301}x",
            "שלום",
            "2014",
            "3.5%",
            "(a",
            "ب)",
            "«ل",
            "ا»",
            "\u{2067}",
            "\u{2069}",
            "\u{202E}x",
            "👨\u{200D}👩",
            "🇸",
            "中文",
            "ก",
            "\u{64E}",
            "-",
            "\t",
            "\u{2028}",
            "ل\u{200D}",
            "…",
            "\u{1}",
        ];
        const BETWEEN: &[&str] = &[" ", " ", " ", " ", " ", "  ", "", "\u{A0}", "\u{200B}", ", "];
        let mut number = 7_u64;
        let mut pick = |from: &'static [&'static str]| {
            // A linear congruence is random enough to choose words.
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            from[(number >> 33) as usize % from.len()]
        };
        for _ in 0..2_000 {
            let text: String = (0..12).flat_map(|_| [pick(WORDS), pick(BETWEEN)]).collect();
            for piece in [1, 10, 30] {
                assert_eq!(clusters(&text, piece), clusters(&text, usize::MAX / 2), "{text:?} in {piece}");
            }
        }
    }

    #[test]
    fn what_is_begun_ends_as_what_is_laid_out_at_once() {
        for text in ["كلمة 12 abc ".repeat(5_000), "كلمة ".repeat(5_000), "ب".repeat(100_000)] {
            let mut analyzer = Analyzer::default();
            let whole = analyzer.paragraph(&text, BaseDirection::Auto, Profile::default());
            let mut begun = analyzer.begin(&text, BaseDirection::Auto, Profile::default());
            assert_eq!(begun.len(), text.len());
            let mut lines = begun.break_lines(50);
            while !begun.is_whole() {
                begun.lay_out_to(begun.laid_out() + 1);
                lines.extend(begun.break_lines_after(lines.last(), 50));
            }
            assert_eq!(lines, whole.break_lines(50));
            assert_eq!(format!("{:?}", begun.clusters), format!("{:?}", whole.clusters));
        }
    }
}
