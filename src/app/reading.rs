//! How a reader wants text to be set: [`Reading`], and [`SETTINGS`], the one table of its options, which the panel
//! of the reader and a file of settings both go by.

use super::action::Language;
use crate::text::{BaseDirection, Digits, Guillemets, Justification, Profile, Tashkeel};

/// How text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The longest line.
    pub measure: Measure,
    /// Blank rows between the lines of a paragraph, at most [`MOST_SPACING`].
    pub line_spacing: u8,
    /// How lines fill their width.
    pub alignment: Alignment,
    /// Whether vowel marks are shown.
    pub tashkeel: Tashkeel,
    /// Which digits are shown.
    pub digits: Digits,
    /// Whether guillemets face their words.
    pub guillemets: Guillemets,
    /// In which direction paragraphs run.
    pub direction: BaseDirection,
    /// Whether the text stands alone while it has the focus.
    pub zen: bool,
    /// Whether sentences are dimmed that were read in another article.
    pub dims_known: bool,
}

impl Reading {
    /// How a reader's text is drawn where other text is drawn by `profile`.
    #[must_use]
    pub const fn profile(&self, profile: Profile) -> Profile {
        let Reading { tashkeel, digits, guillemets, .. } = *self;
        Profile { tashkeel, digits, guillemets, ..profile }
    }
}

/// The most blank rows between lines.
pub const MOST_SPACING: u8 = 2;

/// The length of the longest line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// So many cells, if the pane has them.
    Cells(u16),
    /// All that the pane has.
    Full,
}

impl Measure {
    /// Cells of the narrowest and of the widest.
    pub const RANGE: std::ops::RangeInclusive<u16> = 20..=200;

    /// Cells that one key more or less makes.
    const STEP: u16 = 4;

    /// The next wider or narrower one.
    #[must_use]
    pub fn stepped(self, is_wider: bool) -> Measure {
        let (least, most) = (*Measure::RANGE.start(), *Measure::RANGE.end());
        match (self, is_wider) {
            (Measure::Full, true) => Measure::Full,
            (Measure::Full, false) => Measure::Cells(most),
            (Measure::Cells(cells), true) if cells >= most => Measure::Full,
            (Measure::Cells(cells), true) => Measure::Cells((cells + Measure::STEP).min(most)),
            (Measure::Cells(cells), false) => Measure::Cells(cells.saturating_sub(Measure::STEP).max(least)),
        }
    }
}

impl Default for Measure {
    /// About what a newspaper's reader is used to.
    fn default() -> Self {
        Measure::Cells(66)
    }
}

/// How lines fill their width. The last line of a paragraph does not have to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Flush with the side where the paragraph begins; the other side is ragged.
    #[default]
    Natural,
    /// Blanks between words are widened.
    Blanks,
    /// Arabic words are stretched; what is left over widens blanks.
    Kashida,
}

impl Alignment {
    pub(super) const fn justification(self) -> Option<Justification> {
        match self {
            Alignment::Natural => None,
            Alignment::Blanks => Some(Justification::Spaces),
            Alignment::Kashida => Some(Justification::Kashida),
        }
    }
}

/// An option of [`Reading`]: a row of [`SETTINGS`].
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name, as settings write it.
    pub name: &'static str,
    /// What it is, in English: a few words, no full stop.
    pub english: &'static str,
    /// The same in Arabic.
    pub arabic: &'static str,
    values: Values,
}

/// What an option may be.
#[derive(Clone, Copy, Debug)]
enum Values {
    /// One of these, each as settings write it and in Arabic; which of them it is, and how to make it another one.
    Words(&'static [(&'static str, &'static str)], fn(&Reading) -> usize, fn(&mut Reading, usize)),
    /// A number of cells, or [`FULL`].
    Cells,
}

const FULL: (&str, &str) = ("full", "كامل");
const OFF_ON: &[(&str, &str)] = &[("off", "لا"), ("on", "نعم")];

/// Every option, in the order of the panel.
pub const SETTINGS: &[Setting] = &[
    Setting {
        name: "measure", english: "Length of a line", arabic: "طول السطر", values: Values::Cells
    },
    Setting {
        name: "line-spacing",
        english: "Blank rows between lines",
        arabic: "صفوف فارغة بين الأسطر",
        values: Values::Words(
            &[("0", "0"), ("1", "1"), ("2", "2")],
            |reading| reading.line_spacing.min(MOST_SPACING).into(),
            |reading, at| reading.line_spacing = at as u8,
        ),
    },
    Setting {
        name: "alignment",
        english: "Full lines by wider blanks, or by kashida",
        arabic: "ملء السطر بالفراغ أو بالكشيدة",
        values: Values::Words(
            &[("natural", "بلا ملء"), ("blanks", "بالفراغ"), ("kashida", "بالكشيدة")],
            |reading| reading.alignment as usize,
            |reading, at| reading.alignment = [Alignment::Natural, Alignment::Blanks, Alignment::Kashida][at],
        ),
    },
    Setting {
        name: "tashkeel",
        english: "Vowel marks",
        arabic: "التشكيل",
        values: Values::Words(
            &[("shown", "ظاهر"), ("hidden", "مخفي")],
            |reading| reading.tashkeel as usize,
            |reading, at| reading.tashkeel = [Tashkeel::Shown, Tashkeel::Hidden][at],
        ),
    },
    Setting {
        name: "digits",
        english: "Digits",
        arabic: "الأرقام",
        values: Values::Words(
            &[("as-written", "كما كُتبت"), ("arabic-indic", "٠١٢٣"), ("european", "0123")],
            |reading| reading.digits as usize,
            |reading, at| reading.digits = [Digits::AsWritten, Digits::ArabicIndic, Digits::European][at],
        ),
    },
    Setting {
        name: "guillemets",
        english: "« » facing their words, or as stored",
        arabic: "« » متجهة إلى كلماتها أو كما خُزّنت",
        values: Values::Words(
            &[("mirrored", "متجهة"), ("as-stored", "كما خُزّنت")],
            |reading| reading.guillemets as usize,
            |reading, at| reading.guillemets = [Guillemets::Mirrored, Guillemets::AsStored][at],
        ),
    },
    Setting {
        name: "direction",
        english: "Direction of paragraphs",
        arabic: "اتجاه الفقرات",
        values: Values::Words(
            &[("auto", "تلقائي"), ("rtl", "من اليمين"), ("ltr", "من اليسار")],
            |reading| match reading.direction {
                BaseDirection::Auto => 0,
                BaseDirection::Rtl => 1,
                BaseDirection::Ltr => 2,
            },
            |reading, at| {
                reading.direction = [BaseDirection::Auto, BaseDirection::Rtl, BaseDirection::Ltr][at];
            },
        ),
    },
    Setting {
        name: "zen",
        english: "Nothing but the text",
        arabic: "النص وحده",
        values: Values::Words(
            OFF_ON,
            |reading| usize::from(reading.zen),
            |reading, at| reading.zen = at == 1,
        ),
    },
    Setting {
        name: "dim-known",
        english: "Dim what was read in another article",
        arabic: "أخفت ما قُرئ في مقالة أخرى",
        values: Values::Words(
            OFF_ON,
            |reading| usize::from(reading.dims_known),
            |reading, at| reading.dims_known = at == 1,
        ),
    },
];

impl Setting {
    /// What it is, in `language`.
    #[must_use]
    pub const fn description(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Arabic => self.arabic,
        }
    }

    /// What it may be: the words that are allowed, or a range of numbers and a word.
    #[must_use]
    pub fn allowed(&self) -> Vec<String> {
        match self.values {
            Values::Words(words, ..) => words.iter().map(|(name, _)| (*name).to_string()).collect(),
            Values::Cells => {
                let (least, most) = (Measure::RANGE.start(), Measure::RANGE.end());
                vec![format!("{least}–{most}"), FULL.0.to_string()]
            }
        }
    }

    /// What it is in `reading`, as settings write it.
    #[must_use]
    pub fn get(&self, reading: &Reading) -> String {
        self.shown(reading, Language::English)
    }

    /// What it is in `reading`, as the interface says it.
    #[must_use]
    pub fn shown(&self, reading: &Reading, language: Language) -> String {
        let (english, arabic) = match (self.values, reading.measure) {
            (Values::Words(words, get, _), _) => words[get(reading)],
            (Values::Cells, Measure::Full) => FULL,
            (Values::Cells, Measure::Cells(cells)) => return cells.to_string(),
        };
        match language {
            Language::English => english.to_string(),
            Language::Arabic => arabic.to_string(),
        }
    }

    /// Makes it `value`, as settings write it. Returns whether that is allowed; if not, nothing is changed.
    #[must_use]
    pub fn set(&self, reading: &mut Reading, value: &str) -> bool {
        match self.values {
            Values::Words(words, _, set) => match words.iter().position(|(name, _)| *name == value) {
                Some(at) => set(reading, at),
                None => return false,
            },
            Values::Cells if value == FULL.0 => reading.measure = Measure::Full,
            Values::Cells => match value.parse() {
                Ok(cells) if Measure::RANGE.contains(&cells) => reading.measure = Measure::Cells(cells),
                _ => return false,
            },
        }
        true
    }

    /// Makes it the next value, or the one before; words go round and round.
    pub fn turn(&self, reading: &mut Reading, is_forward: bool) {
        match self.values {
            Values::Words(words, get, set) => {
                let by = if is_forward { 1 } else { words.len() - 1 };
                set(reading, (get(reading) + by) % words.len());
            }
            Values::Cells => reading.measure = reading.measure.stepped(is_forward),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_option_is_read_as_it_is_written() {
        let mut names = HashSet::new();
        for setting in SETTINGS {
            assert!(names.insert(setting.name), "{} twice", setting.name);
            assert!(!setting.english.ends_with('.') && !setting.arabic.is_empty(), "{}", setting.name);
            let mut values: Vec<String> =
                setting.allowed().into_iter().filter(|value| !value.contains('–')).collect();
            if setting.name == "measure" {
                values.extend(["20", "66", "200"].map(String::from));
            }
            for value in values {
                let mut reading = Reading::default();
                assert!(setting.set(&mut reading, &value), "{} = {value}", setting.name);
                assert_eq!(setting.get(&reading), value, "{}", setting.name);
                // The others are left alone.
                let others = SETTINGS.iter().filter(|other| other.name != setting.name);
                for other in others {
                    assert_eq!(other.get(&reading), other.get(&Reading::default()), "{}", other.name);
                }
            }
            for value in ["", "qqq", "19", "201", "-1", "Full"] {
                let mut reading = Reading::default();
                assert!(!setting.set(&mut reading, value), "{} = {value}", setting.name);
                assert_eq!(reading, Reading::default());
            }
        }
    }

    #[test]
    fn turning_leads_through_all_values_and_back() {
        for setting in SETTINGS {
            let mut reading = Reading::default();
            let mut seen = HashSet::from([setting.get(&reading)]);
            for _ in 0..100 {
                setting.turn(&mut reading, true);
                seen.insert(setting.get(&reading));
            }
            assert!(setting.allowed().iter().all(|value| value.contains('–') || seen.contains(value)));
            setting.turn(&mut reading, false);
            assert!(seen.contains(&setting.get(&reading)), "{}", setting.name);
        }
    }
}
