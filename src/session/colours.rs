//! How many colours the terminal gets, and the nearest of them to the one that was asked for.

use ratatui::style::Color;

/// The colours that may be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colours {
    /// None; bold, underline, reverse and their like remain.
    None,
    /// The sixteen that every terminal with colours has, in the shades its owner chose.
    Ansi16,
    /// The palette of 256.
    Ansi256,
    /// Red, green and blue as they are.
    True,
}

/// A colour as it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Ink {
    /// The terminal's own.
    #[default]
    Default,
    /// Of the palette; the first sixteen are the named ones.
    Indexed(u8),
    Rgb(u8, u8, u8),
}

impl Colours {
    /// What a terminal with these values in its environment is given. A value that is not set is
    /// `None`.
    ///
    /// `NO_COLOR` counts when it is not empty (<https://no-color.org>). Of `TERM` only the
    /// well-known endings are read: what they leave out is shown in sixteen colours, which is
    /// poorer but never wrong.
    #[must_use]
    pub fn of_environment(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        if no_color.is_some_and(|value| !value.is_empty()) || term == "dumb" || term.ends_with("-mono") {
            return Colours::None;
        }
        // GNU screen hands on the COLORTERM of the terminal that it was started in, and takes the parts of
        // a true colour for attributes: green 42 for a green background.
        let is_screen = term == "screen" || term.starts_with("screen.") || term.starts_with("screen-");
        let says_true = matches!(colorterm, Some("truecolor" | "24bit")) && !is_screen;
        if says_true || term.ends_with("-direct") {
            return Colours::True;
        }
        // These pass no COLORTERM through ssh, and have had true colours for as long as they exist.
        if matches!(term, "xterm-kitty" | "xterm-ghostty" | "alacritty" | "foot" | "wezterm" | "contour") {
            return Colours::True;
        }
        if term.ends_with("-256color") || term.ends_with("-256color-bce") {
            return Colours::Ansi256;
        }
        Colours::Ansi16
    }

    /// What the environment says, and the terminal's answers say better: many set no `COLORTERM`, and none is
    /// handed on by ssh. A wish for no colours stays one.
    #[must_use]
    pub fn at_least(self, answered: Colours) -> Self {
        if self == Colours::None { self } else { self.max(answered) }
    }

    pub(super) fn ink(self, color: Color) -> Ink {
        let asked = match color {
            Color::Reset => Ink::Default,
            Color::Black => Ink::Indexed(0),
            Color::Red => Ink::Indexed(1),
            Color::Green => Ink::Indexed(2),
            Color::Yellow => Ink::Indexed(3),
            Color::Blue => Ink::Indexed(4),
            Color::Magenta => Ink::Indexed(5),
            Color::Cyan => Ink::Indexed(6),
            Color::Gray => Ink::Indexed(7),
            Color::DarkGray => Ink::Indexed(8),
            Color::LightRed => Ink::Indexed(9),
            Color::LightGreen => Ink::Indexed(10),
            Color::LightYellow => Ink::Indexed(11),
            Color::LightBlue => Ink::Indexed(12),
            Color::LightMagenta => Ink::Indexed(13),
            Color::LightCyan => Ink::Indexed(14),
            Color::White => Ink::Indexed(15),
            Color::Indexed(index) => Ink::Indexed(index),
            Color::Rgb(r, g, b) => Ink::Rgb(r, g, b),
        };
        match (self, asked) {
            (Colours::None, _) => Ink::Default,
            (Colours::Ansi256, Ink::Rgb(r, g, b)) => Ink::Indexed(nearest_of_256([r, g, b])),
            (Colours::Ansi16, Ink::Rgb(r, g, b)) => Ink::Indexed(nearest_of_16([r, g, b])),
            (Colours::Ansi16, Ink::Indexed(index @ 16..)) => Ink::Indexed(nearest_of_16(shade(index))),
            (_, ink) => ink,
        }
    }
}

/// The steps of the colour cube, xterm's and everyone's.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// What xterm shows for the sixteen; owners change them, so this is a guess that cannot be better.
const SIXTEEN: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The shade of an entry of the palette: sixteen, the cube, the greys.
pub(super) fn shade(index: u8) -> [u8; 3] {
    match index {
        0..16 => SIXTEEN[usize::from(index)],
        16..232 => {
            let at = index - 16;
            [at / 36, at / 6 % 6, at % 6].map(|step| STEPS[usize::from(step)])
        }
        232.. => [8 + 10 * (index - 232); 3],
    }
}

/// Never one of the first sixteen, whose shades only the owner knows. Asked for many cells of each frame,
/// so that nothing is searched for.
fn nearest_of_256(rgb: [u8; 3]) -> u8 {
    // Half-way between two steps the lower one is taken.
    let [r, g, b] = rgb.map(|part| match part {
        0..=47 => 0,
        48..=115 => 1,
        _ => (part - 36) / 40,
    });
    let cube = 16 + 36 * r + 6 * g + b;
    // The grey that `distance` finds is the one nearest to the mean, weighted alike.
    let [red, green, blue] = rgb.map(u32::from);
    let mean = (2 * red + 4 * green + 3 * blue) / 9;
    let grey = 232 + (mean.saturating_sub(3) / 10).min(23) as u8;
    nearest([cube, grey].into_iter().map(|i| (i, distance(shade(i), rgb))))
}

fn nearest_of_16(rgb: [u8; 3]) -> u8 {
    nearest((0..16).map(|i| (i, distance(shade(i), rgb))))
}

fn nearest(candidates: impl Iterator<Item = (u8, u32)>) -> u8 {
    candidates.min_by_key(|(_, distance)| *distance).map_or(0, |(index, _)| index)
}

/// Squared, with green counting most and red least, roughly as the eye does.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let part = |i: usize| u32::from(a[i].abs_diff(b[i])).pow(2);
    2 * part(0) + 4 * part(1) + 3 * part(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides() {
        let check = |no_color, colorterm, term, expected| {
            let found = Colours::of_environment(no_color, colorterm, term);
            assert_eq!(found, expected, "{no_color:?} {colorterm:?} {term:?}");
        };
        check(None, None, None, Colours::Ansi16);
        check(None, None, Some("linux"), Colours::Ansi16);
        check(None, None, Some("xterm"), Colours::Ansi16);
        check(None, None, Some("xterm-256color"), Colours::Ansi256);
        check(None, None, Some("tmux-256color"), Colours::Ansi256);
        check(None, None, Some("xterm-kitty"), Colours::True);
        check(None, None, Some("xterm-direct"), Colours::True);
        check(None, Some("truecolor"), Some("xterm-256color"), Colours::True);
        check(None, Some("24bit"), None, Colours::True);
        check(None, Some("truecolor"), Some("screen.xterm-256color"), Colours::Ansi256);
        check(None, Some("truecolor"), Some("screen"), Colours::Ansi16);
        check(None, Some("yes"), Some("xterm"), Colours::Ansi16);
        check(Some(""), None, Some("xterm-256color"), Colours::Ansi256);
        check(Some("1"), Some("truecolor"), Some("xterm-256color"), Colours::None);
        check(None, Some("truecolor"), Some("dumb"), Colours::None);
    }

    #[test]
    fn answers_add_colours_and_take_none_away() {
        let check = |environment: Colours, answered, expected| {
            assert_eq!(environment.at_least(answered), expected, "{environment:?} {answered:?}");
        };
        check(Colours::Ansi16, Colours::True, Colours::True);
        check(Colours::Ansi16, Colours::Ansi16, Colours::Ansi16);
        check(Colours::True, Colours::Ansi256, Colours::True);
        check(Colours::None, Colours::True, Colours::None);
    }

    #[test]
    fn nearest_colours() {
        let check = |color, in_256, in_16| {
            assert_eq!(Colours::Ansi256.ink(color), Ink::Indexed(in_256), "{color:?}");
            assert_eq!(Colours::Ansi16.ink(color), Ink::Indexed(in_16), "{color:?}");
            assert_eq!(Colours::None.ink(color), Ink::Default);
        };
        check(Color::Rgb(0, 0, 0), 16, 0);
        check(Color::Rgb(255, 255, 255), 231, 15);
        check(Color::Rgb(255, 0, 0), 196, 9);
        check(Color::Rgb(200, 10, 10), 160, 1);
        check(Color::Rgb(128, 128, 128), 244, 8);
        check(Color::Rgb(95, 135, 175), 67, 8);
        check(Color::Rgb(0, 0, 230), 20, 4);
        check(Color::Indexed(196), 196, 9);
        check(Color::Indexed(244), 244, 8);
        check(Color::Indexed(3), 3, 3);
        check(Color::LightBlue, 12, 12);
        assert_eq!(Colours::True.ink(Color::Rgb(1, 2, 3)), Ink::Rgb(1, 2, 3));
        assert_eq!(Colours::True.ink(Color::Reset), Ink::Default);
    }

    #[test]
    fn no_entry_of_the_palette_is_nearer() {
        for code in (0_u32..1 << 24).step_by(997) {
            let [_, r, g, b] = code.to_be_bytes();
            let found = distance(shade(nearest_of_256([r, g, b])), [r, g, b]);
            let best = (16..=255).map(|index| distance(shade(index), [r, g, b])).min();
            assert_eq!(Some(found), best, "{r} {g} {b}");
        }
    }

    #[test]
    fn every_entry_of_the_cube_is_its_own_nearest() {
        for index in 16..=231 {
            assert_eq!(shade(nearest_of_256(shade(index))), shade(index));
        }
    }
}
