//! Every key of the file that stands in no table, one row each.

use super::Settings;
use super::choice::{COLOURS, Choice, GLYPHS, LANGUAGES, MARKS, MODES, MOUSE, THEMES};
use crate::app::{Language, SETTINGS, Setting};

/// A key of the file.
#[derive(Clone, Copy, Debug)]
pub enum Row {
    /// One of the program.
    Program(&'static Program),
    /// One of the text, which the reader's panel has too.
    Reading(&'static Setting),
}

/// A setting that is one of a few words.
#[derive(Debug)]
pub struct Program {
    name: &'static str,
    english: &'static str,
    arabic: &'static str,
    words: fn() -> Vec<&'static str>,
    get: fn(&Settings) -> &'static str,
    set: fn(&mut Settings, &str) -> bool,
}

/// Every key, in the order of the default file.
pub fn rows() -> impl Iterator<Item = Row> {
    PROGRAM.iter().map(Row::Program).chain(SETTINGS.iter().map(Row::Reading))
}

#[rustfmt::skip]
const PROGRAM: &[Program] = &[
    Program { name: "language", english: "Language of the interface; auto is the locale's", arabic: "لغة الواجهة، وauto لغة النظام",
        words: || LANGUAGES.words(), get: |settings| LANGUAGES.name(settings.language),
        set: |settings, value| put(&mut settings.language, LANGUAGES, value) },
    Program { name: "theme", english: "Theme; auto goes by the terminal's background", arabic: "السمة، وauto بحسب خلفية الطرفية",
        words: || THEMES.words(), get: |settings| THEMES.name(settings.theme),
        set: |settings, value| put(&mut settings.theme, THEMES, value) },
    Program { name: "colours", english: "How many colours are sent; auto is what the terminal has", arabic: "عدد الألوان المرسلة، وauto ما للطرفية منها",
        words: || COLOURS.words(), get: |settings| COLOURS.name(settings.colours),
        set: |settings, value| put(&mut settings.colours, COLOURS, value) },
    Program { name: "terminal", english: "How Arabic is sent; auto goes by the terminal's answers", arabic: "كيف تُرسل العربية، وauto بحسب أجوبة الطرفية",
        words: || MODES.words(), get: |settings| MODES.name(settings.mode),
        set: |settings, value| put(&mut settings.mode, MODES, value) },
    Program { name: "marks", english: "Whether vowel marks are sent; auto goes by the terminal", arabic: "هل يُرسل التشكيل، وauto بحسب الطرفية",
        words: || MARKS.words(), get: |settings| MARKS.name(settings.marks),
        set: |settings, value| put(&mut settings.marks, MARKS, value) },
    Program { name: "glyphs", english: "Letters joined here, or raw for fonts that join by themselves", arabic: "الحروف موصولة هنا (forms) أو كما هي لخطوط تصلها بنفسها (raw)",
        words: || GLYPHS.words(), get: |settings| GLYPHS.name(settings.glyphs),
        set: |settings, value| put(&mut settings.glyphs, GLYPHS, value) },
    Program { name: "mouse", english: "Whether the mouse is the reader's, and not the terminal's, from the beginning", arabic: "هل الفأرة للقارئ لا للطرفية من البداية",
        words: || MOUSE.words(), get: |settings| MOUSE.name(settings.mouse),
        set: |settings, value| put(&mut settings.mouse, MOUSE, value) },
];

fn put<T: Copy + PartialEq>(place: &mut T, choice: Choice<T>, value: &str) -> bool {
    choice.named(value).map(|value| *place = value).is_some()
}

impl Row {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Row::Program(row) => row.name,
            Row::Reading(row) => row.name,
        }
    }

    /// What it is: a few words, no full stop.
    #[must_use]
    pub const fn description(self, language: Language) -> &'static str {
        match (self, language) {
            (Row::Program(row), Language::English) => row.english,
            (Row::Program(row), Language::Arabic) => row.arabic,
            (Row::Reading(row), language) => row.description(language),
        }
    }

    /// What it may be.
    #[must_use]
    pub fn allowed(self) -> Vec<String> {
        match self {
            Row::Program(row) => (row.words)().into_iter().map(String::from).collect(),
            Row::Reading(row) => row.allowed(),
        }
    }

    /// What it is in `settings`, as the file writes it, without quotes.
    #[must_use]
    pub fn get(self, settings: &Settings) -> String {
        match self {
            Row::Program(row) => (row.get)(settings).to_string(),
            Row::Reading(row) => row.get(&settings.reading),
        }
    }

    /// Makes it `value`. Returns whether that is allowed; if not, nothing is changed.
    #[must_use]
    pub fn set(self, settings: &mut Settings, value: &str) -> bool {
        match self {
            Row::Program(row) => (row.set)(settings, value),
            Row::Reading(row) => row.set(&mut settings.reading, value),
        }
    }
}
