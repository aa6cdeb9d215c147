//! The letters of a text, whatever they look like.

use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// How often each letter, mark and digit stands in `text`, presentation forms and mirroring undone.
pub(crate) fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.nfkd().filter(|c| !c.is_whitespace()) {
        // Brackets are mirrored: count each pair as one.
        let c = match c {
            ')' => '(',
            '»' => '«',
            c => c,
        };
        *counts.entry(c).or_default() += 1;
    }
    counts
}
