//! Settings that are one of a few words: what each word means. The command line goes by the same.

use super::ThemeChoice;
use crate::app::Language;
use crate::session::{Colours, Marks, Mode};
use crate::text::Shaping;

/// Words, and what each of them means.
#[derive(Clone, Copy, Debug)]
pub struct Choice<T: 'static>(&'static [(&'static str, T)]);

impl<T: Copy + PartialEq> Choice<T> {
    /// The choice between these words.
    #[must_use]
    pub const fn new(words: &'static [(&'static str, T)]) -> Self {
        Choice(words)
    }

    /// What `word` means; `None` if it is none of them.
    #[must_use]
    pub fn named(self, word: &str) -> Option<T> {
        self.0.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning)
    }

    /// The word that means this.
    #[must_use]
    pub fn name(self, meaning: T) -> &'static str {
        self.0.iter().find(|(_, found)| *found == meaning).map_or("", |(name, _)| name)
    }

    /// Every word.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }
}

/// The language of the interface.
pub const LANGUAGES: Choice<Option<Language>> =
    Choice::new(&[("auto", None), ("en", Some(Language::English)), ("ar", Some(Language::Arabic))]);

/// The theme.
pub const THEMES: Choice<ThemeChoice> = Choice::new(&[
    ("auto", ThemeChoice::Auto),
    ("dark", ThemeChoice::Dark),
    ("light", ThemeChoice::Light),
    ("high-contrast", ThemeChoice::HighContrast),
    ("sixteen", ThemeChoice::Sixteen),
    ("none", ThemeChoice::None),
]);

/// The colours that may be sent.
pub const COLOURS: Choice<Option<Colours>> = Choice::new(&[
    ("auto", None),
    ("none", Some(Colours::None)),
    ("16", Some(Colours::Ansi16)),
    ("256", Some(Colours::Ansi256)),
    ("true", Some(Colours::True)),
]);

/// How Arabic is sent.
pub const MODES: Choice<Mode> = Choice::new(&NAMED_MODES);

const NAMED_MODES: [(&str, Mode); Mode::ALL.len()] = {
    let mut named = [("", Mode::Auto); Mode::ALL.len()];
    let mut at = 0;
    while at < named.len() {
        named[at] = (Mode::ALL[at].name(), Mode::ALL[at]);
        at += 1;
    }
    named
};

/// What becomes of vowel marks.
pub const MARKS: Choice<Option<Marks>> =
    Choice::new(&[("auto", None), ("show", Some(Marks::Sent)), ("hide", Some(Marks::LeftOut))]);

/// Whether the mouse reports from the beginning.
pub const MOUSE: Choice<bool> = Choice::new(&[("off", false), ("on", true)]);

/// Who joins letters.
pub const GLYPHS: Choice<Shaping> = Choice::new(&[("forms", Shaping::Forms), ("raw", Shaping::Letters)]);
