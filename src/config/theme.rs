//! Which theme a terminal is given.

use super::Settings;
use crate::session::Colours;
use crate::ui::{Scheme, Theme};

/// The theme that is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// By the terminal's background and colours.
    #[default]
    Auto,
    /// For a dark background.
    Dark,
    /// For a light one.
    Light,
    /// More contrast, by the background.
    HighContrast,
    /// The terminal's own sixteen colours.
    Sixteen,
    /// No colours.
    None,
}

impl Settings {
    /// The theme for a terminal of so many colours whose background is light, dark or not known.
    #[must_use]
    pub fn theme(&self, colours: Colours, light: Option<bool>) -> Theme {
        let mut theme = Theme::from(self.theme.scheme(colours, light));
        for (role, look) in &self.looks {
            theme.lay(*role, *look);
        }
        theme
    }
}

impl ThemeChoice {
    fn scheme(self, colours: Colours, light: Option<bool>) -> Scheme {
        let light = match self {
            ThemeChoice::Dark => Some(false),
            ThemeChoice::Light => Some(true),
            _ => light,
        };
        let of_sixteen = if light == Some(true) { Scheme::SixteenOnLight } else { Scheme::SixteenOnDark };
        match (self, colours, light) {
            (ThemeChoice::None, ..) | (_, Colours::None, _) => Scheme::Monochrome,
            // The most contrast that is sure: the terminal's own letters on its own ground.
            (ThemeChoice::HighContrast, Colours::Ansi16, _) | (ThemeChoice::HighContrast, _, None) => {
                Scheme::Monochrome
            }
            (ThemeChoice::HighContrast, _, Some(false)) => Scheme::HighContrastOnDark,
            (ThemeChoice::HighContrast, _, Some(true)) => Scheme::HighContrastOnLight,
            (ThemeChoice::Sixteen, ..) | (_, Colours::Ansi16, _) => of_sixteen,
            (_, _, None) => Scheme::UnknownBackground,
            (_, _, Some(false)) => Scheme::Dark,
            (_, _, Some(true)) => Scheme::Light,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choice_colours_and_background_decide() {
        use Colours::{Ansi16, Ansi256, True};
        use ThemeChoice as Choice;
        let check = |choice: Choice, colours, light, expected| {
            assert_eq!(choice.scheme(colours, light), expected, "{choice:?} {colours:?} {light:?}");
        };
        check(Choice::Auto, True, None, Scheme::UnknownBackground);
        check(Choice::Auto, Ansi256, Some(true), Scheme::Light);
        check(Choice::Auto, True, Some(false), Scheme::Dark);
        check(Choice::Auto, Ansi16, None, Scheme::SixteenOnDark);
        check(Choice::Auto, Ansi16, Some(true), Scheme::SixteenOnLight);
        check(Choice::Auto, Colours::None, Some(true), Scheme::Monochrome);
        check(Choice::Dark, True, Some(true), Scheme::Dark);
        check(Choice::Light, True, Option::None, Scheme::Light);
        check(Choice::Light, Ansi16, Option::None, Scheme::SixteenOnLight);
        check(Choice::HighContrast, Ansi256, Some(true), Scheme::HighContrastOnLight);
        check(Choice::HighContrast, True, Some(false), Scheme::HighContrastOnDark);
        check(Choice::HighContrast, True, Option::None, Scheme::Monochrome);
        check(Choice::HighContrast, Ansi16, Some(true), Scheme::Monochrome);
        check(Choice::Sixteen, True, Some(true), Scheme::SixteenOnLight);
        check(Choice::Sixteen, True, Option::None, Scheme::SixteenOnDark);
        check(Choice::None, True, Some(true), Scheme::Monochrome);
        check(Choice::Dark, Colours::None, Option::None, Scheme::Monochrome);
    }
}
