//! From a text to a [`Paragraph`]: levels of the whole, then clusters, a long text a piece at a time.

use super::bidi::BaseDirection;
use super::cluster::{Clusters, Cutter};
use super::levels::{Levels, Resolver};
use super::paragraph::Paragraph;
use super::piece::{PIECE, Rest, cut_all};
use super::profile::Profile;
use super::properties::with_properties;

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
            let levels = self.resolver.resolve(with_properties(text), base);
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
        let levels = match self.resolver.resolve(with_properties(text), base) {
            Levels::All(_) => None,
            Levels::Each(levels) => Some(levels.into()),
        };
        let rest = Some(Box::new(Rest::new(text, base, levels, profile)));
        let clusters = Clusters::default();
        let mut paragraph = Paragraph { base, order: profile.order, clusters, rest };
        paragraph.lay_out_to(1);
        paragraph
    }
}

impl Paragraph {
    /// Lays out `text` as one paragraph, as far as that is possible without a width. Never fails.
    ///
    /// `text` should be one paragraph, as [`paragraphs`](super::paragraphs) cuts them; a separator inside it draws
    /// nothing. Of a text beyond 170 MiB the rest is left out.
    #[must_use]
    pub fn new(text: &str, direction: BaseDirection, profile: Profile) -> Self {
        Analyzer::default().paragraph(text, direction, profile)
    }
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
