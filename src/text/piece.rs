//! A long text, a piece at a time: what has been laid out of it, and what has not.

use super::bidi::Level;
use super::cluster::{Clusters, Cutter};
use super::levels::Levels;
use super::profile::Profile;
use super::scalar::next_cut;

/// Bytes of a piece: as many as the caches of a processor hold, with all that is made of them.
pub(super) const PIECE: usize = 8 * 1024;

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
    /// All of `text`, whose scalars have `levels`, or all of them `base`.
    pub(super) fn new(text: &str, base: Level, levels: Option<Box<[Level]>>, profile: Profile) -> Self {
        Rest { text: text.into(), base, levels, done: Done::default(), profile }
    }

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
pub(super) fn cut_all(
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

#[cfg(test)]
mod tests {
    use super::super::bidi::BaseDirection;
    use super::super::levels::Resolver;
    use super::super::properties::with_properties;
    use super::*;

    /// Everything about the clusters of `text`.
    fn clusters(text: &str, piece: usize) -> String {
        let (mut resolver, mut clusters) = (Resolver::default(), Clusters::default());
        let base = BaseDirection::Auto.level(text);
        let levels = resolver.resolve(with_properties(text), base);
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
}
