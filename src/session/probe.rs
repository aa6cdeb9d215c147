//! What the terminal is asked when a session begins. The first frame never waits for the answers:
//! they change what is drawn when they come, and most come within a millisecond.

/// All questions in one write: does the terminal reorder text by itself (DECRQM of mode 8, BDSM);
/// what is its background (OSC 11); and last what every terminal answers (DA1), so that we know
/// when no more answers will come.
pub(super) const QUESTIONS: &[u8] = b"\x1b[8$p\x1b]11;?\x1b\\\x1b[c";

/// What a reply says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// The terminal reorders text by itself, unless it is told not to.
    Reorders,
    /// The background is light, or dark.
    Background {
        /// Whether black text is easier to read on it than white.
        light: bool,
    },
    /// The last of the answers.
    Last,
    /// An answer to another program's question, or one that changes nothing.
    Other,
}

/// Reads a reply, from its ESC to its last byte.
pub(super) fn answer(reply: &[u8]) -> Answer {
    let Ok(reply) = std::str::from_utf8(reply) else { return Answer::Other };
    if reply == "\x1b[8;1$y" {
        return Answer::Reorders;
    }
    if reply.starts_with("\x1b[?") && reply.ends_with('c') {
        return Answer::Last;
    }
    let colour = reply.strip_prefix("\x1b]11;").map(|rest| rest.trim_end_matches(['\x07', '\x1b', '\\']));
    match colour.and_then(luminance) {
        // At this luminance black and white stand out equally (WCAG 2.1).
        Some(luminance) => Answer::Background { light: luminance > 0.179 },
        None => Answer::Other,
    }
}

/// The relative luminance (WCAG 2.1) of a colour as X writes it: `rgb:RRRR/GGGG/BBBB`, each part
/// one to four hexadecimal digits.
fn luminance(colour: &str) -> Option<f64> {
    let parts = colour.strip_prefix("rgb:").or_else(|| colour.strip_prefix("rgba:"))?;
    let mut linear = parts.split('/').map(|part| {
        let most = match part.len() {
            1..=4 => (1_u32 << (4 * part.len())) - 1,
            _ => return None,
        };
        let value = f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most);
        Some(if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    });
    let (red, green, blue) = (linear.next()??, linear.next()??, linear.next()??);
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replies_are_understood() {
        let check = |reply: &str, expected| assert_eq!(answer(reply.as_bytes()), expected, "{reply:?}");
        let light = |light| Answer::Background { light };
        check("\x1b[8;1$y", Answer::Reorders);
        check("\x1b[8;0$y", Answer::Other);
        check("\x1b[8;2$y", Answer::Other);
        check("\x1b[?65;1;9c", Answer::Last);
        check("\x1b[>65;7006;1c", Answer::Other);
        check("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", light(true));
        check("\x1b]11;rgb:1e1e/1e1e/1e1e\x07", light(false));
        check("\x1b]11;rgb:f/f/e\x07", light(true));
        check("\x1b]11;rgba:0000/0000/0000/ffff\x1b\\", light(false));
        check("\x1b]11;rgb:zz/00/00\x07", Answer::Other);
        check("\x1b]11;rgb:00/00\x07", Answer::Other);
        check("\x1b]11;#ffffff\x07", Answer::Other);
        check("\x1b]11;rgb:00000/0/0\x07", Answer::Other);
    }
}
