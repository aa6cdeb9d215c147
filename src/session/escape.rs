//! What a finished escape sequence means: the variants that xterm, VT220, rxvt and the Linux
//! console send for the same keys. Where a sequence begins and ends is `input`'s work.

use crate::keys::{Key, KeyCode, Modifiers, Mouse, MouseDeed};

/// What a finished sequence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A key press.
    Key(Key),
    /// A report of the mouse.
    Mouse(Mouse),
    /// The terminal answers a question.
    Reply,
    /// Pasted text follows, up to `CSI 201~`.
    PasteBegins,
    /// A mouse report in the oldest form: three bytes follow.
    MouseBytes,
    /// Nothing for the reader: focus, buttons and keys that have no name here.
    Nothing,
}

/// `CSI <body> <last>`, where `body` holds the parameters and intermediates.
pub(super) fn csi(body: &[u8], last: u8) -> Meaning {
    match body.first() {
        Some(b'?' | b'>' | b'=') => return Meaning::Reply,
        // Mouse reports in the SGR form, and the pop of the kitty keyboard stack.
        Some(b'<') => return mouse(&body[1..], last).map_or(Meaning::Nothing, Meaning::Mouse),
        _ => {}
    }
    let parameters = Parameters::of(body);
    if body.iter().any(|byte| (0x20..0x30).contains(byte)) {
        return if last == b'y' { Meaning::Reply } else { Meaning::Nothing };
    }
    if parameters.released {
        return Meaning::Nothing;
    }
    match last {
        // `CSI R` without parameters is F3 on some terminals; with them it is a cursor report,
        // which wins over the F3 with modifiers that looks the same.
        b'R' if body.is_empty() => key(KeyCode::F(3), Modifiers::NONE),
        b'R' | b'n' | b't' | b'x' | b'y' => Meaning::Reply,
        b'c' if !body.is_empty() => Meaning::Reply,
        b'M' if body.is_empty() => Meaning::MouseBytes,
        b'Z' => key(KeyCode::Tab, Modifiers { shift: true, ..parameters.modifiers_of_letter() }),
        // rxvt: Shift with an arrow.
        b'a'..=b'd' if body.is_empty() => {
            key(arrow(last.to_ascii_uppercase()), Modifiers { shift: true, ..Modifiers::NONE })
        }
        b'u' => character(parameters.get(0), parameters.modifiers(1)),
        b'~' => match parameters.get(0) {
            200 => Meaning::PasteBegins,
            // xterm's modifyOtherKeys.
            27 => character(parameters.get(2), parameters.modifiers(1)),
            number => numbered(number, parameters.modifiers(1)),
        },
        // rxvt ends a numbered key differently for each modifier.
        b'$' => numbered(parameters.get(0), Modifiers { shift: true, ..Modifiers::NONE }),
        b'^' => numbered(parameters.get(0), Modifiers { ctrl: true, ..Modifiers::NONE }),
        b'@' => numbered(parameters.get(0), Modifiers { ctrl: true, shift: true, ..Modifiers::NONE }),
        _ => match letter(last) {
            Some(code) => key(code, parameters.modifiers_of_letter()),
            None => Meaning::Nothing,
        },
    }
}

/// `CSI < button ; column ; row M`, or `m` where a button went up. Columns and rows count from 1; no screen
/// has more than fit into 16 bits, and a report of more is none.
fn mouse(body: &[u8], last: u8) -> Option<Mouse> {
    /// Held modifiers: Shift, Alt, Ctrl. Most terminals keep Shift for themselves.
    const MODIFIERS: u32 = 4 | 8 | 16;
    if body.split(|byte| *byte == b';').count() != 3 {
        return None;
    }
    if !body.iter().all(|byte| byte.is_ascii_digit() || *byte == b';') {
        return None;
    }
    let numbers = Parameters::of(body);
    let deed = match (numbers.get(0) & !MODIFIERS, last) {
        (0, b'M') => MouseDeed::Press,
        (32, b'M') => MouseDeed::Drag,
        (0 | 32, b'm') => MouseDeed::Release,
        (64, b'M') => MouseDeed::WheelUp,
        (65, b'M') => MouseDeed::WheelDown,
        _ => return None,
    };
    let place = |at| u16::try_from(numbers.get(at).checked_sub(1)?).ok();
    Some(Mouse { deed, column: place(1)?, row: place(2)? })
}

/// Whether a `$` after `body` ends rxvt's sequence of a shifted key, rather than standing before
/// the last byte of a mode report. Reports have two parameters.
pub(super) fn is_rxvt_shift(body: &[u8]) -> bool {
    body.iter().all(u8::is_ascii_digit) && numbered_key(Parameters::of(body).get(0)).is_some()
}

/// `CSI [ <last>`: the function keys of the Linux console.
pub(super) fn linux_console(last: u8) -> Meaning {
    match last {
        b'A'..=b'E' => key(KeyCode::F(last - b'A' + 1), Modifiers::NONE),
        _ => Meaning::Nothing,
    }
}

/// `SS3 <body> <last>`: keys of the application keypad, with old xterms' modifier in `body`.
pub(super) fn ss3(body: &[u8], last: u8) -> Meaning {
    let modifiers = Parameters::of(body).modifiers_of_letter();
    let code = match last {
        // rxvt: Ctrl with an arrow.
        b'a'..=b'd' => {
            return key(arrow(last.to_ascii_uppercase()), Modifiers { ctrl: true, ..modifiers });
        }
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'R' => KeyCode::F(3),
        b'X' => KeyCode::Char('='),
        // The keypad's characters stand 0x40 above themselves.
        b'j'..=b'y' => KeyCode::Char(char::from(last - 0x40)),
        _ => match letter(last) {
            Some(code) => code,
            None => return Meaning::Nothing,
        },
    };
    let held = if let KeyCode::Char(_) = code { Modifiers { shift: false, ..modifiers } } else { modifiers };
    key(code, held)
}

fn key(code: KeyCode, modifiers: Modifiers) -> Meaning {
    Meaning::Key(Key { code, modifiers })
}

/// Keys that end in a letter of their own, after CSI as after SS3.
fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A'..=b'D' => arrow(last),
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'S' => KeyCode::F(4),
        _ => return None,
    })
}

fn arrow(letter: u8) -> KeyCode {
    match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        _ => KeyCode::Left,
    }
}

fn numbered(number: u32, modifiers: Modifiers) -> Meaning {
    numbered_key(number).map_or(Meaning::Nothing, |code| key(code, modifiers))
}

/// The keys of a VT220 and its followers. The holes between the function keys are real.
fn numbered_key(number: u32) -> Option<KeyCode> {
    let function = |base: u32| u8::try_from(number - base).ok().map(KeyCode::F);
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28 | 29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

/// A key reported by the number of its character (`CSI u`, modifyOtherKeys).
fn character(number: u32, mut modifiers: Modifiers) -> Meaning {
    let code = match number {
        8 | 127 => KeyCode::Backspace,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Escape,
        // Private use: kitty's numbers for keys that have no character.
        0xE000..=0xF8FF => return Meaning::Nothing,
        _ => match char::from_u32(number) {
            Some(c) if !c.is_control() => {
                // A `Key` has no Shift with a character: the character is the shifted one.
                let shifted = std::mem::take(&mut modifiers.shift) && !modifiers.ctrl;
                KeyCode::Char(match c {
                    _ if shifted => c.to_ascii_uppercase(),
                    _ if modifiers.ctrl => c.to_ascii_lowercase(),
                    _ => c,
                })
            }
            _ => return Meaning::Nothing,
        },
    };
    key(code, modifiers)
}

/// The numbers of a sequence. No key has more than three, so no more are kept.
struct Parameters {
    numbers: [u32; 3],
    count: usize,
    /// kitty reports the release of a key as a sub-parameter of the modifiers.
    released: bool,
}

impl Parameters {
    fn of(body: &[u8]) -> Self {
        let mut parameters = Parameters { numbers: [0; 3], count: 0, released: false };
        if body.is_empty() {
            return parameters;
        }
        for (i, field) in body.split(|byte| *byte == b';').enumerate() {
            let mut parts = field.split(|byte| *byte == b':');
            if let (Some(number), Some(slot)) = (parts.next(), parameters.numbers.get_mut(i)) {
                *slot = decimal(number);
            }
            parameters.released |= i == 1 && parts.next() == Some(b"3");
            parameters.count = i + 1;
        }
        parameters
    }

    fn get(&self, at: usize) -> u32 {
        self.numbers.get(at).copied().unwrap_or(0)
    }

    fn modifiers(&self, at: usize) -> Modifiers {
        // Written as one more than the sum of 1 Shift, 2 Alt, 4 Ctrl; higher bits have no key here.
        let bits = self.get(at).saturating_sub(1);
        Modifiers { shift: bits & 1 != 0, alt: bits & 2 != 0, ctrl: bits & 4 != 0 }
    }

    /// `CSI 1;5A`, and `CSI 5A` as old terminals write it.
    fn modifiers_of_letter(&self) -> Modifiers {
        self.modifiers(usize::from(self.count > 1))
    }
}

fn decimal(digits: &[u8]) -> u32 {
    digits
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')))
}
