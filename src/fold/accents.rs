//! Latin letters without what is written upon them.

/// The letters that stand for U+00C0 to U+017F; a dot for those that stand for themselves. The
/// standard's decompositions, and the letters that are written with a stroke, or without a dot.
const PLAIN: &[u8; 0xC0] = b"aaaaaa.ceeeeiiii.nooooo.ouuuuy..\
    aaaaaa.ceeeeiiii.nooooo.ouuuuy.y\
    aaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii..jjkk.lllllll\
    lllnnnnnn...oooooo..rrrrrrssssss\
    ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// `c`, a small letter, without its accent.
pub(super) fn without_accent(c: char) -> char {
    let plain = (c as usize).checked_sub(0xC0).and_then(|at| PLAIN.get(at));
    plain.filter(|plain| **plain != b'.').map_or(c, |plain| char::from(*plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn they_are_the_decompositions_of_the_standard() {
        for c in '\u{C0}'..='\u{17F}' {
            let lower = c.to_lowercase().next().expect("a letter has a small form");
            let mut parts = lower.nfd();
            let (first, has_mark) = (parts.next().expect("a letter"), parts.next().is_some());
            let plain = without_accent(lower);
            if has_mark {
                assert_eq!(plain, first, "{c}");
            } else if plain != lower {
                assert!("øđħıłŧŀſ".contains(lower), "{c}");
            }
        }
    }
}
