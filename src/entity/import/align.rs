//! Whether two texts are one, and where in the other a place of the one lies. Tools end lines otherwise,
//! trim, or cut a text into words; what they leave alone is compared: first everything but blanks, then,
//! where quotes or marks differ too, the letters and digits alone, folded.

use crate::fold::Folding;
use std::cell::OnceCell;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;

/// What of a text is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    /// Everything but blanks.
    Marks,
    /// Letters and digits, folded.
    Letters,
}

impl Kept {
    fn char(self, c: char) -> Option<char> {
        match self {
            Kept::Marks => Some(c).filter(|c| !c.is_whitespace() && *c != '\u{FEFF}'),
            Kept::Letters => Folding::SEARCH.char(c).filter(|c| c.is_alphanumeric()),
        }
    }
}

/// A number that all texts share which are one; `None` if there is nothing to compare.
pub(super) fn key(text: &str) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    let mut is_empty = true;
    for c in text.chars().filter_map(|c| Kept::Letters.char(c)) {
        hasher.write_u32(u32::from(c));
        is_empty = false;
    }
    (!is_empty).then(|| hasher.finish())
}

/// A text in which others may be found, be they parts of it or all.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    stored: &'a str,
    /// Made when they are first asked for.
    marks: OnceCell<Option<Reduced>>,
    letters: OnceCell<Option<Reduced>>,
}

impl<'a> Whole<'a> {
    pub(super) fn new(stored: &'a str) -> Whole<'a> {
        Whole { stored, marks: OnceCell::new(), letters: OnceCell::new() }
    }

    /// The way from `part` to this text, which holds it; `None` if it does not.
    pub(super) fn way_from(&self, part: &str) -> Option<Alignment> {
        if part == self.stored {
            return Some(Alignment::Same);
        }
        [(Kept::Marks, &self.marks), (Kept::Letters, &self.letters)].into_iter().find_map(|(kept, whole)| {
            let whole = whole.get_or_init(|| Reduced::new(self.stored, kept)).as_ref()?;
            let part = Reduced::new(part, kept)?;
            let at = whole.text.find(&part.text)?;
            let first = whole.text[..at].chars().count();
            let pairs = part.places.into_iter().zip(whole.places[first..].iter().cloned());
            Some(Alignment::Other(pairs.collect()))
        })
    }
}

/// The way from places in one text to those in another.
#[derive(Debug)]
pub(super) enum Alignment {
    /// They are the same.
    Same,
    /// For each scalar that is compared, its bytes in either text.
    Other(Vec<(Range<u32>, Range<u32>)>),
}

impl Alignment {
    /// The bytes of the whole that stand for these bytes of the part, if anything of them is compared.
    pub(super) fn carry(&self, range: Range<usize>) -> Option<Range<usize>> {
        let Alignment::Other(pairs) = self else { return Some(range) };
        let first = pairs.partition_point(|(part, _)| (part.end as usize) <= range.start);
        let end = pairs.partition_point(|(part, _)| (part.start as usize) < range.end);
        let pairs = pairs.get(first..end)?;
        Some(pairs.first()?.1.start as usize..pairs.last()?.1.end as usize)
    }
}

/// What of a text is compared, and where it stood.
#[derive(Debug)]
struct Reduced {
    text: String,
    places: Vec<Range<u32>>,
}

impl Reduced {
    /// `None` if nothing is left, or the text is beyond 4 GiB.
    fn new(stored: &str, kept: Kept) -> Option<Reduced> {
        u32::try_from(stored.len()).ok()?;
        let mut reduced = Reduced { text: String::with_capacity(stored.len()), places: Vec::new() };
        for (at, c) in stored.char_indices() {
            if let Some(kept) = kept.char(c) {
                reduced.text.push(kept);
                reduced.places.push(at as u32..(at + c.len_utf8()) as u32);
            }
        }
        (!reduced.text.is_empty()).then_some(reduced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `name` of `part` stands in `whole`.
    fn check(part: &str, whole: &str, name: &str, expected: Option<&str>) {
        let at = part.find(name).expect("it is a part");
        let range = Whole::new(whole).way_from(part).and_then(|way| way.carry(at..at + name.len()));
        assert_eq!(range.map(|range| &whole[range]), expected, "{part:?} in {whole:?}");
    }

    #[test]
    fn places_are_carried_over() {
        check("في مصر", "في مصر", "مصر", Some("مصر"));
        check("في\nمصر .", "\r\n في\r\nمصر.\r\n", "مصر .", Some("مصر."));
        check("قال : \" مصر \"", "قالَ: «مِصر»", "مصر", Some("مِصر"));
        check("ثم مصر", "في ليبيا ثم مصر غدا", "مصر", Some("مصر"));
        check("في مصر غدا", "في ليبيا غدا", "مصر", None);
        check("، .", "في ليبيا", ".", None);
        check("«قال»", "قال", "»", None);
    }

    #[test]
    fn one_text_has_one_key() {
        assert_eq!(key("أحمد،\r\nوعلي "), key("احمد , وعلى"));
        assert_ne!(key("أحمد"), key("محمد"));
        assert_eq!(key(" ،."), None);
    }
}
