//! How a style is written, here and in a reader's settings: `#1c1a16 on #e5b567 bold`.

use ratatui::style::{Color, Modifier, Style};
use std::str::FromStr;

/// What is written of a style. What is not said stays as it is where it is laid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    letters: Option<Color>,
    ground: Option<Color>,
    /// What letters are beside coloured.
    manner: Option<Modifier>,
}

/// A word that says nothing of a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookError {
    /// As written; empty if a word is missing.
    pub word: String,
}

/// The colours that a terminal has by name, and its own.
const COLOURS: &[(&str, Color)] = &[
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

const MANNERS: &[(&str, Modifier)] = &[
    ("plain", Modifier::empty()),
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
];

impl Look {
    /// The style `under` with this laid over it.
    #[must_use]
    pub fn over(self, under: Style) -> Style {
        Style {
            fg: self.letters.or(under.fg),
            bg: self.ground.or(under.bg),
            add_modifier: self.manner.unwrap_or(under.add_modifier),
            ..under
        }
    }

    /// Every word that may be written, but for `on` and `#rrggbb`.
    pub fn words() -> impl Iterator<Item = &'static str> {
        COLOURS.iter().map(|(name, _)| *name).chain(MANNERS.iter().map(|(name, _)| *name))
    }
}

impl FromStr for Look {
    type Err = LookError;

    /// # Errors
    /// When a word is no colour and no manner, or stands where another should.
    fn from_str(written: &str) -> Result<Look, LookError> {
        let mut look = Look::default();
        let mut words = written.split_ascii_whitespace();
        while let Some(word) = words.next() {
            let error = |word: &str| LookError { word: word.to_string() };
            if let Some((_, manner)) = MANNERS.iter().find(|(name, _)| *name == word) {
                look.manner = Some(look.manner.unwrap_or_default() | *manner);
            } else if word == "on" {
                let word = words.next().unwrap_or_default();
                let ground = colour(word).filter(|_| look.ground.is_none());
                look.ground = Some(ground.ok_or_else(|| error(word))?);
            } else {
                let letters = colour(word).filter(|_| look.letters.is_none());
                look.letters = Some(letters.ok_or_else(|| error(word))?);
            }
        }
        Ok(look)
    }
}

fn colour(word: &str) -> Option<Color> {
    if let Some(hex) = word.strip_prefix('#') {
        let is_hex = hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        let [_, r, g, b] = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?.to_be_bytes();
        return Some(Color::Rgb(r, g, b));
    }
    COLOURS.iter().find(|(name, _)| *name == word).map(|(_, colour)| *colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_laid_over_what_is_there() {
        let check = |written: &str, expected: Style| {
            let under = Style::new().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::BOLD);
            let look: Look = written.parse().expect(written);
            assert_eq!(look.over(under), expected, "{written}");
        };
        let under = Style::new().fg(Color::Red).bg(Color::Blue).add_modifier(Modifier::BOLD);
        check("", under);
        check("#0a0B0c", under.fg(Color::Rgb(10, 11, 12)));
        check("  green on   default", under.fg(Color::Green).bg(Color::Reset));
        check("on bright-white", under.bg(Color::White));
        check("white", under.fg(Color::Gray));
        check("plain", Style { add_modifier: Modifier::empty(), ..under });
        check("italic dim", Style { add_modifier: Modifier::ITALIC | Modifier::DIM, ..under });
        check("bold on black", under.bg(Color::Black));
        check(
            "on black red underlined",
            Style { add_modifier: Modifier::UNDERLINED, ..under.bg(Color::Black) },
        );
    }

    #[test]
    fn the_word_at_fault_is_named() {
        let check = |written: &str, word: &str| {
            assert_eq!(written.parse::<Look>(), Err(LookError { word: word.into() }), "{written}");
        };
        check("#12345", "#12345");
        check("#+12345", "#+12345");
        check("#12345g", "#12345g");
        check("redd", "redd");
        check("Red", "Red");
        check("red green", "green");
        check("on", "");
        check("red on bold", "bold");
        check("on red on blue", "blue");
        check("bold blink", "blink");
    }
}
