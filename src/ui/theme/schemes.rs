//! The themes as data: what each role looks like in each of them.

use super::{Look, Role, Theme};
use Role::{
    Accent, Chosen, Current, Dim, Heading, Hit, Organisation, Other, Panel, Person, Place, Rule, Selected,
    SelectedDim, Text, Warning,
};

/// A theme: a column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// For a dark background.
    Dark,
    /// For a light background.
    Light,
    /// For a dark background and eyes that need more contrast.
    HighContrastOnDark,
    /// For a light background and eyes that need more contrast.
    HighContrastOnLight,
    /// For a background that is not known: text in the terminal's own colour, and shades half-way
    /// between black and white, which both grounds bear.
    UnknownBackground,
    /// The terminal's own sixteen colours alone, in the shades that their owner chose, on a dark background.
    SixteenOnDark,
    /// The same on a light one.
    SixteenOnLight,
    /// Without any colour: what colour would say is said by bold, underline and reverse.
    Monochrome,
}

impl Scheme {
    /// Every one, in the order of the table's columns.
    pub const ALL: [Scheme; 8] = [
        Scheme::Dark,
        Scheme::Light,
        Scheme::HighContrastOnDark,
        Scheme::HighContrastOnLight,
        Scheme::UnknownBackground,
        Scheme::SixteenOnDark,
        Scheme::SixteenOnLight,
        Scheme::Monochrome,
    ];
}

/// Each role, and its look in every scheme.
///
/// A line under a word hides the dots of its letters in most terminals, so that it is drawn only where nothing
/// else would tell a place from a person. Of the sixteen, cyan can hardly be read on white, nor blue on black.
#[rustfmt::skip]
const TABLE: [(Role, [&str; Scheme::ALL.len()]); Role::ALL.len()] = [
    //              dark, light, high contrast on dark, on light, unknown background, sixteen on dark, on light, monochrome
    (Text,         ["#d8d4cc", "#26231e", "#ffffff", "#000000", "", "", "", ""]),
    (Heading,      ["#fff8ea bold", "#100e0a bold", "#ffffff bold", "#000000 bold", "bold", "bold", "bold", "bold"]),
    (Dim,          ["#aaa59c", "#6b665c", "#d4d4d4", "#404040", "#767676", "dim", "dim", "dim"]),
    (Accent,       ["#e5b567 bold", "#8a5a00 bold", "#ffd75f bold", "#5a3a00 bold", "#9c7020 bold", "cyan bold", "blue bold", "bold"]),
    (Rule,         ["#46443f", "#c9c3b6", "#8a8a8a", "#767676", "#767676", "dim", "dim", "dim"]),
    (Selected,     ["on #3a342a", "on #ffffd7", "on #303030", "on #e6e6e6", "reversed", "reversed", "reversed", "reversed"]),
    (SelectedDim,  ["on #292723", "on #eeeeee", "on #262626", "on #f2f2f2", "", "bold", "bold", "bold"]),
    (Chosen,       ["on #42371e", "on #ffffaf", "on #403300", "on #ffe680", "reversed", "reversed", "reversed", "reversed"]),
    (Hit,          ["on #163f47", "on #d7ffff", "on #003f47", "on #afffff", "reversed", "reversed", "reversed", "reversed"]),
    (Current,      ["#1c1a16 on #e5b567", "#ffffff on #8a5a00", "#000000 on #ffd75f", "#ffffff on #5a3a00", "#000000 on #e5b567", "reversed bold", "reversed bold", "reversed bold"]),
    (Warning,      ["#f08a6a", "#a83210", "#ffbba8", "#7a1a00", "#c8553d", "red bold", "red bold", "bold"]),
    (Panel,        ["#d8d4cc on #211f1b", "#26231e on #f5f1e8", "#ffffff on #000000", "#000000 on #ffffff", "", "", "", ""]),
    (Place,        ["#7fc8a4", "#116b43", "#8af5bb", "#00452a", "#2a8452", "green", "green", "underlined"]),
    (Organisation, ["#86b6f0 bold", "#1c549e bold", "#afd7ff bold", "#0a3470 bold", "#3a78c4 bold", "blue bold", "blue bold", "bold"]),
    (Person,       ["#e89bc0 bold", "#9a2b63 bold", "#ffbfe0 bold", "#6a1040 bold", "#b5568a bold", "magenta bold", "magenta bold", "bold underlined"]),
    (Other,        ["#b5a8e8 italic", "#5b4a9e italic", "#d7ccff italic", "#3a2a78 italic", "#806cc0 italic", "yellow italic", "yellow italic", "italic"]),
];

impl From<Scheme> for Theme {
    fn from(scheme: Scheme) -> Theme {
        let mut theme = Theme::default();
        for (role, looks) in TABLE {
            let look: Look = looks[scheme as usize].parse().expect("the tests read every look of the table");
            theme.lay(role, look);
        }
        theme
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::{EntityKind, Kinds};
    use ratatui::style::Modifier;
    use ratatui::style::{Color, Style};

    /// All kinds that look different.
    fn kinds() -> [EntityKind; 4] {
        let [place, organisation, person] = EntityKind::ALL;
        [place, organisation, person, Kinds::default().intern("EVENT").expect("a name")]
    }

    fn rgb(hex: u32) -> Color {
        let [_, r, g, b] = hex.to_be_bytes();
        Color::Rgb(r, g, b)
    }

    /// WCAG 2.1, relative luminance.
    fn luminance(color: Color) -> f64 {
        let Color::Rgb(r, g, b) = color else { panic!("themes are written in RGB") };
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_role_has_a_look_in_every_scheme() {
        assert_eq!(TABLE.map(|(role, _)| role), Role::ALL);
        for (at, scheme) in Scheme::ALL.into_iter().enumerate() {
            assert_eq!(scheme as usize, at);
            let theme = Theme::from(scheme);
            for (role, looks) in TABLE {
                let look: Look = looks[at].parse().expect("a look");
                assert_eq!(theme.of(role), look.over(Style::new()), "{role:?} in {scheme:?}");
            }
        }
    }

    /// WCAG 2.1, 1.4.3 and 1.4.6: at least 4.5, and 7 for who needs more.
    #[test]
    fn text_is_readable_on_every_background_of_its_theme() {
        let dark = [0x0000_0000, 0x001e_1e1e, 0x0028_2828].map(rgb);
        let light = [0x00ff_ffff, 0x00fd_f6e3, 0x00fa_fafa].map(rgb);
        let check = |scheme, backgrounds: [Color; 3], least: f64| {
            let theme = Theme::from(scheme);
            let mut styles = vec![theme.text, theme.heading, theme.dim, theme.accent, theme.warning];
            styles.extend(kinds().map(|kind| theme.kind(kind)));
            styles.extend(kinds().map(|kind| theme.lighter(theme.kind(kind))));
            styles.push(theme.lighter(theme.text));
            let own =
                [theme.selected.bg, theme.selected_dim.bg, theme.chosen.bg, theme.hit.bg, theme.panel.bg];
            for style in styles {
                for background in backgrounds.into_iter().chain(own.map(|ground| ground.expect("themed"))) {
                    let letters = style.fg.expect("themed");
                    let found = contrast(letters, background);
                    assert!(found >= least, "{scheme:?}: {letters:?} on {background:?}: {found:.2}");
                }
            }
            let (letters, ground) = (theme.current.fg.expect("themed"), theme.current.bg.expect("themed"));
            assert!(contrast(letters, ground) >= least, "{scheme:?}");
        };
        check(Scheme::Dark, dark, 4.5);
        check(Scheme::Light, light, 4.5);
        check(Scheme::HighContrastOnDark, dark, 7.0);
        check(Scheme::HighContrastOnLight, light, 7.0);
    }

    #[test]
    fn an_unknown_background_may_be_black_or_white() {
        let theme = Theme::from(Scheme::UnknownBackground);
        let kinds = kinds().map(|kind| theme.kind(kind));
        let lighter = kinds.map(|style| theme.lighter(style));
        for style in kinds.into_iter().chain(lighter).chain([theme.dim, theme.accent, theme.warning]) {
            for background in [rgb(0x0000_0000), rgb(0x00ff_ffff)] {
                let letters = style.fg.expect("themed");
                // 4.58 is the most that any colour can have on both.
                assert!(contrast(letters, background) >= 4.3, "{letters:?}");
            }
        }
    }

    #[test]
    fn what_a_rule_found_looks_otherwise_in_every_scheme() {
        for theme in Scheme::ALL.map(Theme::from) {
            // The reader's own kinds lean already where there is no colour; their sign is hollow.
            let styles = EntityKind::ALL.map(|kind| theme.kind(kind));
            for style in styles.into_iter().chain([theme.text]) {
                let lighter = theme.lighter(style);
                assert_ne!(lighter, style);
                // A line under a word would hide the dots of its letters.
                let added = lighter.add_modifier.difference(style.add_modifier);
                assert!(Modifier::ITALIC.contains(added), "{added:?}");
            }
        }
    }

    #[test]
    fn kinds_differ_without_colour() {
        let theme = Theme::from(Scheme::Monochrome);
        let cues = kinds().map(|kind| theme.kind(kind).add_modifier);
        assert!((0..cues.len()).all(|at| !cues[at + 1..].contains(&cues[at])));
        assert!(cues.iter().all(|cue| !cue.is_empty()));
    }
}
