//! Styles by what they mean. Colours are the session's to reduce to what the terminal has.

use crate::entity::EntityKind;
use ratatui::style::{Color, Modifier, Style};

/// How everything looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// The headline in the text, and headings.
    pub heading: Style,
    /// Captions, kickers, datelines, residue, numbers, hints.
    pub dim: Style,
    /// The program's name, the head of the pane that has the focus.
    pub accent: Style,
    /// Rules between panes, empty parts of bars.
    pub rule: Style,
    /// The row under the cursor in the pane that has the focus; laid over other styles.
    pub selected: Style,
    /// The row under the cursor in the others.
    pub selected_dim: Style,
    /// A mention of a chosen name; laid over its kind.
    pub chosen: Style,
    /// The mention that the walk stands on.
    pub current: Style,
    /// Warnings.
    pub warning: Style,
    /// Panels over the panes.
    pub panel: Style,
    place: Style,
    organisation: Style,
    person: Style,
    other: Style,
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Theme {
    /// For a dark background.
    #[must_use]
    pub const fn dark() -> Theme {
        Theme {
            text: Style::new().fg(rgb(0x00d8_d4cc)),
            heading: Style::new().fg(rgb(0x00ff_f8ea)).add_modifier(Modifier::BOLD),
            dim: Style::new().fg(rgb(0x00a0_9b92)),
            accent: Style::new().fg(rgb(0x00e5_b567)).add_modifier(Modifier::BOLD),
            rule: Style::new().fg(rgb(0x0046_443f)),
            selected: Style::new().bg(rgb(0x003a_342a)),
            selected_dim: Style::new().bg(rgb(0x0029_2723)),
            chosen: Style::new().bg(rgb(0x0046_3a20)),
            current: Style::new().fg(rgb(0x001c_1a16)).bg(rgb(0x00e5_b567)),
            warning: Style::new().fg(rgb(0x00f0_8a6a)),
            panel: Style::new().fg(rgb(0x00d8_d4cc)).bg(rgb(0x0021_1f1b)),
            place: Style::new().fg(rgb(0x007f_c8a4)),
            organisation: Style::new().fg(rgb(0x0086_b6f0)).add_modifier(Modifier::BOLD),
            person: Style::new().fg(rgb(0x00e8_9bc0)).add_modifier(Modifier::BOLD),
            other: Style::new().fg(rgb(0x00b5_a8e8)).add_modifier(Modifier::ITALIC),
        }
    }

    /// For a light background.
    #[must_use]
    pub const fn light() -> Theme {
        Theme {
            text: Style::new().fg(rgb(0x0026_231e)),
            heading: Style::new().fg(rgb(0x0010_0e0a)).add_modifier(Modifier::BOLD),
            dim: Style::new().fg(rgb(0x006b_665c)),
            accent: Style::new().fg(rgb(0x008a_5a00)).add_modifier(Modifier::BOLD),
            rule: Style::new().fg(rgb(0x00c9_c3b6)),
            selected: Style::new().bg(rgb(0x00ff_ffd7)),
            selected_dim: Style::new().bg(rgb(0x00ee_eeee)),
            chosen: Style::new().bg(rgb(0x00ff_ffaf)),
            current: Style::new().fg(rgb(0x00ff_ffff)).bg(rgb(0x008a_5a00)),
            warning: Style::new().fg(rgb(0x00a8_3210)),
            panel: Style::new().fg(rgb(0x0026_231e)).bg(rgb(0x00f5_f1e8)),
            place: Style::new().fg(rgb(0x0011_6b43)),
            organisation: Style::new().fg(rgb(0x001c_549e)).add_modifier(Modifier::BOLD),
            person: Style::new().fg(rgb(0x009a_2b63)).add_modifier(Modifier::BOLD),
            other: Style::new().fg(rgb(0x005b_4a9e)).add_modifier(Modifier::ITALIC),
        }
    }

    /// For a background that is not known: text in the terminal's own colour, and shades half-way
    /// between black and white, which both grounds bear.
    #[must_use]
    pub const fn unknown_background() -> Theme {
        let plain = Style::new();
        Theme {
            text: plain,
            heading: plain.add_modifier(Modifier::BOLD),
            dim: plain.fg(rgb(0x0076_7676)),
            accent: plain.fg(rgb(0x009c_7020)).add_modifier(Modifier::BOLD),
            rule: plain.fg(rgb(0x0076_7676)),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_dim: plain,
            chosen: plain.add_modifier(Modifier::REVERSED),
            current: plain.fg(rgb(0x0000_0000)).bg(rgb(0x00e5_b567)),
            warning: plain.fg(rgb(0x00c8_553d)),
            panel: plain,
            place: plain.fg(rgb(0x002a_8452)),
            organisation: plain.fg(rgb(0x003a_78c4)).add_modifier(Modifier::BOLD),
            person: plain.fg(rgb(0x00b5_568a)).add_modifier(Modifier::BOLD),
            other: plain.fg(rgb(0x0080_6cc0)).add_modifier(Modifier::ITALIC),
        }
    }

    /// For terminals of sixteen colours: theirs alone, in the shades that their owner chose. `light` says
    /// whether the background is.
    #[must_use]
    pub const fn sixteen(light: bool) -> Theme {
        let theme = Theme::monochrome();
        let plain = Style::new();
        Theme {
            // Cyan can hardly be read on white, nor blue on black.
            accent: theme.accent.fg(if light { Color::Blue } else { Color::Cyan }),
            place: plain.fg(Color::Green),
            organisation: plain.fg(Color::Blue).add_modifier(Modifier::BOLD),
            person: plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
            other: theme.other.fg(Color::Yellow),
            warning: theme.warning.fg(Color::Red),
            ..theme
        }
    }

    /// Without any colour: what colour would say is said by bold, underline and reverse.
    #[must_use]
    pub const fn monochrome() -> Theme {
        let plain = Style::new();
        Theme {
            text: plain,
            heading: plain.add_modifier(Modifier::BOLD),
            dim: plain.add_modifier(Modifier::DIM),
            accent: plain.add_modifier(Modifier::BOLD),
            rule: plain.add_modifier(Modifier::DIM),
            selected: plain.add_modifier(Modifier::REVERSED),
            selected_dim: plain.add_modifier(Modifier::BOLD),
            chosen: plain.add_modifier(Modifier::REVERSED),
            current: plain.add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
            warning: plain.add_modifier(Modifier::BOLD),
            panel: plain,
            place: plain.add_modifier(Modifier::UNDERLINED),
            organisation: plain.add_modifier(Modifier::BOLD),
            person: plain.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            other: plain.add_modifier(Modifier::ITALIC),
        }
    }

    /// A mention in the text. Each kind has a colour, or, where there are none, another cue. A line under a
    /// word hides the dots of its letters in most terminals, so that it is drawn only where nothing else
    /// would tell a place from a person.
    #[must_use]
    pub const fn kind(&self, kind: EntityKind) -> Style {
        match kind {
            EntityKind::Place => self.place,
            EntityKind::Organisation => self.organisation,
            EntityKind::Person => self.person,
            EntityKind::Other(_) => self.other,
        }
    }

    /// The sign and the bar of a kind: its colour alone.
    #[must_use]
    pub const fn sign(&self, kind: EntityKind) -> Style {
        let style = self.kind(kind);
        Style { add_modifier: Modifier::empty(), ..style }
    }
}

/// The sign of an article that the reader has given a star.
pub(super) const STAR: &str = "★";

/// The sign that stands before a name of this kind.
#[must_use]
pub(super) const fn sign(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Place => "●",
        EntityKind::Organisation => "■",
        EntityKind::Person => "▲",
        EntityKind::Other(_) => "◆",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::Kinds;

    /// All kinds that look different.
    fn kinds() -> [EntityKind; 4] {
        let [place, organisation, person] = EntityKind::ALL;
        [place, organisation, person, Kinds::default().intern("EVENT").expect("a name")]
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
    fn text_is_readable_on_every_background_of_its_theme() {
        let themes = [(Theme::dark(), rgb(0x001e_1e1e)), (Theme::light(), rgb(0x00ff_ffff))];
        for (theme, background) in themes {
            let mut styles = vec![theme.text, theme.heading, theme.dim, theme.accent, theme.warning];
            styles.extend(kinds().map(|kind| theme.kind(kind)));
            let backgrounds =
                [Some(background), theme.selected.bg, theme.selected_dim.bg, theme.chosen.bg, theme.panel.bg];
            for style in styles {
                for background in backgrounds {
                    let (fg, bg) = (style.fg.expect("themed"), background.expect("themed"));
                    // Dim words on a chosen row may be a little dimmer.
                    let least = if style == theme.dim { 3.5 } else { 4.5 };
                    assert!(contrast(fg, bg) >= least, "{fg:?} on {bg:?}: {:.2}", contrast(fg, bg));
                }
            }
            let (fg, bg) = (theme.current.fg.expect("themed"), theme.current.bg.expect("themed"));
            assert!(contrast(fg, bg) >= 4.5);
        }
    }

    #[test]
    fn an_unknown_background_may_be_black_or_white() {
        let theme = Theme::unknown_background();
        let kinds = kinds().map(|kind| theme.kind(kind));
        for style in kinds.into_iter().chain([theme.dim, theme.accent, theme.warning]) {
            for background in [rgb(0x0000_0000), rgb(0x00ff_ffff)] {
                let fg = style.fg.expect("themed");
                // 4.58 is the most that any colour can have on both.
                assert!(contrast(fg, background) >= 4.3, "{fg:?}: {:.2}", contrast(fg, background));
            }
        }
    }

    #[test]
    fn kinds_differ_without_colour() {
        let theme = Theme::monochrome();
        let cues = kinds().map(|kind| theme.kind(kind).add_modifier);
        assert!((0..cues.len()).all(|at| !cues[at + 1..].contains(&cues[at])));
        assert!(cues.iter().all(|cue| !cue.is_empty()));
    }
}
