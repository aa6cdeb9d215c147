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
            let mut done = Done::default();
            while done.bytes < text.len() {
                done = cut_piece(&mut self.cutter, text, levels, done, profile, &mut clusters);
            }
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
        self.done = cut_piece(&mut Cutter::default(), &self.text, levels, self.done, self.profile, out);
        self.done.bytes < self.text.len()
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
    out: &mut Clusters,
) -> Done {
    let end = next_cut(text, done.bytes + PIECE);
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
