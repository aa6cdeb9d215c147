//! The terminal's pen: which colours and attributes the next character gets, and the shortest SGR
//! sequence from one pen to another.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::colours::{Colours, Ink};

/// What the terminal writes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Ink,
    pub(super) bg: Ink,
    attributes: Modifier,
}

/// (attribute, its SGR number, the number that ends it). Blinking and hidden text are not
/// among them: nothing here may blink, or be there unseen.
const ATTRIBUTES: &[(Modifier, u8, u8)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Attributes that are seen on a blank too.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

impl Pen {
    /// What `SGR 0` sets.
    pub(super) const PLAIN: Pen = Pen { fg: Ink::Default, bg: Ink::Default, attributes: Modifier::empty() };

    /// The pen that writes `cell`.
    pub(super) fn of(cell: &Cell, colours: Colours) -> Self {
        let known = ATTRIBUTES.iter().fold(Modifier::empty(), |all, (attribute, ..)| all | *attribute);
        Pen { fg: colours.ink(cell.fg), bg: colours.ink(cell.bg), attributes: cell.modifier & known }
    }

    /// The attributes that choose a face of the font.
    pub(super) fn face(self) -> Modifier {
        self.attributes & Modifier::BOLD.union(Modifier::ITALIC)
    }

    /// The least that a blank in this pen needs: on it neither the colour of letters nor their weight
    /// is seen.
    pub(super) fn of_blank(self) -> Pen {
        if self.attributes.intersects(SEEN_ON_BLANKS) {
            return self;
        }
        Pen { bg: self.bg, ..Pen::PLAIN }
    }

    /// Appends what makes this pen of `before`; nothing if they are the same.
    pub(super) fn write_after(self, before: Pen, out: &mut Vec<u8>) {
        if self == before {
            return;
        }
        let start = out.len();
        self.write_changes(before, out);
        let changes = out.len() - start;
        // From the default: `SGR 0` may stand first, and often nothing after it.
        out.extend_from_slice(b"\x1b[0");
        self.write_parameters(Pen::PLAIN, true, out);
        out.push(b'm');
        if out.len() - start < 2 * changes {
            out.drain(start..start + changes);
        } else {
            out.truncate(start + changes);
        }
        // `ESC [ m` is `ESC [ 0 m`.
        if out.ends_with(b"\x1b[0m") {
            out.truncate(out.len() - 2);
            out.push(b'm');
        }
    }

    fn write_changes(self, before: Pen, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        self.write_parameters(before, false, out);
        out.push(b'm');
    }

    /// The numbers that make this pen of `before`, the first one after a semicolon if `follows`.
    fn write_parameters(self, before: Pen, mut follows: bool, out: &mut Vec<u8>) {
        let mut parameter = |number: u8| {
            if std::mem::replace(&mut follows, true) {
                out.push(b';');
            }
            number_into(u16::from(number), out);
        };
        let mut had = before.attributes;
        for (attribute, _, off) in ATTRIBUTES {
            if had.contains(*attribute) && !self.attributes.contains(*attribute) {
                parameter(*off);
                // 22 ends bold and dim, even if only one of them is to end.
                for (other, _, same_off) in ATTRIBUTES {
                    if same_off == off {
                        had.remove(*other);
                    }
                }
            }
        }
        for (attribute, on, _) in ATTRIBUTES {
            if self.attributes.contains(*attribute) && !had.contains(*attribute) {
                parameter(*on);
            }
        }
        for (ink, old, base) in [(self.fg, before.fg, 30), (self.bg, before.bg, 40)] {
            if ink == old {
                continue;
            }
            match ink {
                Ink::Default => parameter(base + 9),
                Ink::Indexed(index @ 0..8) => parameter(base + index),
                Ink::Indexed(index @ 8..16) => parameter(base + 60 + (index - 8)),
                Ink::Indexed(index) => [base + 8, 5, index].into_iter().for_each(&mut parameter),
                Ink::Rgb(r, g, b) => [base + 8, 2, r, g, b].into_iter().for_each(&mut parameter),
            }
        }
    }
}

/// Appends a number in decimal.
pub(super) fn number_into(number: u16, out: &mut Vec<u8>) {
    if number >= 10 {
        number_into(number / 10, out);
    }
    out.push(b'0' + u8::try_from(number % 10).expect("a digit"));
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Style};

    use super::*;

    fn pen(style: Style) -> Pen {
        let mut cell = Cell::default();
        cell.set_style(style);
        Pen::of(&cell, Colours::True)
    }

    fn check(before: Style, after: Style, expected: &str) {
        let mut out = b"x".to_vec();
        pen(after).write_after(pen(before), &mut out);
        assert_eq!(String::from_utf8_lossy(&out[1..]), expected, "{before:?} → {after:?}");
    }

    #[test]
    fn shortest_changes() {
        let plain = Style::new();
        let red = plain.fg(Color::Red);
        check(plain, plain, "");
        check(red, red, "");
        check(plain, red, "\x1b[31m");
        check(red, plain, "\x1b[m");
        check(plain, red.bold(), "\x1b[1;31m");
        check(red.bold(), red, "\x1b[22m");
        check(plain.bold().dim(), plain.dim(), "\x1b[0;2m");
        check(red.bold().dim(), red.dim(), "\x1b[22;2m");
        check(red.bold().italic().underlined(), red, "\x1b[0;31m");
        check(plain, plain.reversed().crossed_out(), "\x1b[7;9m");
        check(plain, plain.fg(Color::LightGreen).bg(Color::LightRed), "\x1b[92;101m");
        check(
            plain,
            plain.fg(Color::Indexed(200)).bg(Color::Rgb(1, 20, 255)),
            "\x1b[38;5;200;48;2;1;20;255m",
        );
        check(red.bg(Color::Blue), red, "\x1b[49m");
        check(plain, plain.slow_blink().hidden(), "");
    }
}
