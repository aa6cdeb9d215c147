//! What a terminal has answered, as far as it tells terminals apart. Replies are a stranger's bytes:
//! what is kept of them is short and printable, and what is odd is no answer.

/// Bytes of a name that are kept at most.
const NAME_LIMIT: usize = 64;

/// The answers of one terminal. Of each kind the first one counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// The name and version that it gives itself (XTVERSION): `VTE(8401)`.
    pub version: Option<String>,
    /// The parameters of its secondary attributes (DA2): `61;8401;1`.
    pub secondary: Option<String>,
    /// The parameters of its primary attributes (DA1), which nearly every terminal answers.
    pub primary: Option<String>,
    /// Whether it reorders text by itself (DECRQM of mode 8, BDSM): 1 it does, 2 it could, 0 it knows
    /// no such mode.
    pub reorders: Option<u8>,
    /// Whether it knows left and right margins (DECRQM of mode ?69): 0 it does not.
    pub margins: Option<u8>,
    /// Whether its background is light (OSC 11).
    pub light: Option<bool>,
}

/// Which question a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Version,
    Secondary,
    Primary,
    Reorders,
    Margins,
    Background,
    /// Another program's question, or none that we know.
    Other,
}

impl Replies {
    /// Takes in a reply, from its ESC to its last byte; says which question it answers.
    pub(super) fn hear(&mut self, reply: &[u8]) -> Kind {
        let Ok(reply) = std::str::from_utf8(reply) else { return Kind::Other };
        if let Some(name) = between(reply, "\x1bP>|", "\x1b\\") {
            self.version.get_or_insert_with(|| printable(name));
            return Kind::Version;
        }
        if let Some(colour) = reply.strip_prefix("\x1b]11;") {
            let light = luminance(colour.trim_end_matches(['\x07', '\x1b', '\\']));
            // At this luminance black and white stand out equally (WCAG 2.1).
            self.light = self.light.or(light.map(|luminance| luminance > 0.179));
            return if light.is_some() { Kind::Background } else { Kind::Other };
        }
        if let Some(parameters) = between(reply, "\x1b[>", "c").filter(|text| is_parameters(text)) {
            self.secondary.get_or_insert_with(|| parameters.to_owned());
            return Kind::Secondary;
        }
        if let Some(parameters) = between(reply, "\x1b[?", "c").filter(|text| is_parameters(text)) {
            self.primary.get_or_insert_with(|| parameters.to_owned());
            return Kind::Primary;
        }
        if let Some(state) = between(reply, "\x1b[8;", "$y").and_then(digit) {
            self.reorders.get_or_insert(state);
            return Kind::Reorders;
        }
        if let Some(state) = between(reply, "\x1b[?69;", "$y").and_then(digit) {
            self.margins.get_or_insert(state);
            return Kind::Margins;
        }
        Kind::Other
    }

    /// Whether nothing has been answered that tells terminals apart.
    pub(super) fn is_empty(&self) -> bool {
        (&self.version, &self.secondary, self.reorders) == (&None, &None, None)
    }

    /// Whether the terminal has left and right margins (DECSLRM).
    #[must_use]
    pub fn has_margins(&self) -> bool {
        // 4 is "permanently off": known, but not to be had.
        matches!(self.margins, Some(1..=3))
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}

fn is_parameters(text: &str) -> bool {
    text.len() <= NAME_LIMIT && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';')
}

fn digit(text: &str) -> Option<u8> {
    text.parse().ok().filter(|state| *state <= 4)
}

/// The beginning of a name, what is not printable ASCII left out.
pub(super) fn printable(name: &str) -> String {
    name.chars().filter(|c| matches!(c, ' '..='~')).take(NAME_LIMIT).collect::<String>().trim().to_owned()
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

    fn check(reply: &str, kind: Kind, expected: &Replies) {
        let mut replies = Replies::default();
        assert_eq!(replies.hear(reply.as_bytes()), kind, "{reply:?}");
        assert_eq!(&replies, expected, "{reply:?}");
    }

    #[test]
    fn replies_are_understood() {
        let nothing = Replies::default();
        let version = |name: &str| Replies { version: Some(name.into()), ..Replies::default() };
        let secondary = |numbers: &str| Replies { secondary: Some(numbers.into()), ..Replies::default() };
        let primary = |numbers: &str| Replies { primary: Some(numbers.into()), ..Replies::default() };
        check("\x1bP>|VTE(8401)\x1b\\", Kind::Version, &version("VTE(8401)"));
        check("\x1bP>|a\u{7}b\u{202e}c\u{9b}\x1b\\", Kind::Version, &version("abc"));
        check(&format!("\x1bP>|{}\x1b\\", "x".repeat(4000)), Kind::Version, &version(&"x".repeat(64)));
        check("\x1bP>|torn", Kind::Other, &nothing);
        check("\x1b[>61;8401;1c", Kind::Secondary, &secondary("61;8401;1"));
        check("\x1b[>1;2:3c", Kind::Other, &nothing);
        check(&format!("\x1b[>{}c", "1;".repeat(2000)), Kind::Other, &nothing);
        check("\x1b[?65;1;9c", Kind::Primary, &primary("65;1;9"));
        check("\x1b[?6c", Kind::Primary, &primary("6"));
        check("\x1b[8;1$y", Kind::Reorders, &Replies { reorders: Some(1), ..Replies::default() });
        check("\x1b[8;7$y", Kind::Other, &nothing);
        check("\x1b[4;1$y", Kind::Other, &nothing);
        check("\x1b[?69;2$y", Kind::Margins, &Replies { margins: Some(2), ..Replies::default() });
        check("\x1b[?2026;2$y", Kind::Other, &nothing);
    }

    #[test]
    fn backgrounds_are_light_or_dark() {
        let check = |colour: &str, light: Option<bool>| {
            let kind = if light.is_some() { Kind::Background } else { Kind::Other };
            check(&format!("\x1b]11;{colour}"), kind, &Replies { light, ..Replies::default() });
        };
        check("rgb:ffff/ffff/ffff\x1b\\", Some(true));
        check("rgb:1e1e/1e1e/1e1e\x07", Some(false));
        check("rgb:f/f/e\x07", Some(true));
        check("rgba:0000/0000/0000/ffff\x1b\\", Some(false));
        check("rgb:zz/00/00\x07", None);
        check("rgb:00/00\x07", None);
        check("#ffffff\x07", None);
        check("rgb:00000/0/0\x07", None);
    }

    #[test]
    fn of_two_answers_the_first_counts() {
        let mut replies = Replies::default();
        replies.hear(b"\x1bP>|XTerm(412)\x1b\\");
        replies.hear(b"\x1bP>|kitty(0.48.2)\x1b\\");
        assert_eq!(replies.version.as_deref(), Some("XTerm(412)"));
    }
}
