//! Digits of one script for those of another.

/// The European digit for an Arabic-Indic one, of either row; `None` if `c` is none.
pub(super) fn european(c: char) -> Option<char> {
    digit(c).and_then(|digit| char::from_digit(digit, 10)).filter(|_| !c.is_ascii())
}

/// The Arabic-Indic digit (U+0660 to U+0669) for a European or an Eastern Arabic-Indic one; `None` if `c` is none.
pub(super) fn arabic_indic(c: char) -> Option<char> {
    digit(c).and_then(|digit| char::from_u32(0x660 + digit))
}

fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => 0x30,
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        _ => return None,
    };
    Some(u32::from(c) - zero)
}
