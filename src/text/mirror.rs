//! UAX #9, rule L4: a mirrored character at an odd level is drawn as its mirror image
//! (BidiMirroring.txt).

use super::bidi::Level;

/// What is drawn for `c` at `level`.
pub(super) fn mirrored(c: char, level: Level) -> char {
    if level.is_rtl() { unicode_bidi_mirroring::get_mirrored(c).unwrap_or(c) } else { c }
}
