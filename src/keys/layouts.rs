//! Keyboards by place: which letter other layouts have where the Latin one has `j`, so that a key means the
//! same while Arabic is typed. The facts are those of xkeyboard-config, whose name for each layout stands with it.

use super::key::{Key, KeyCode};
use super::keymap::{Keymap, Lookup};

/// The layout of the reader's keyboard, as far as its letters have told. A letter may stand at different
/// places on two of them: the layout in hand is kept as long as it has the letter at all, and otherwise gives
/// way to the first one that has it. So «ی» says Persian, «ے» Urdu, «ك» Arabic again, and «ز» nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyboard {
    layout: &'static Layout,
    /// Whether it is another one than the Latin.
    is_used: bool,
    /// Whether the last letter came from it, so that signs which the Latin layout has too may be its own.
    is_on: bool,
}

/// A keyboard layout, compared with the Latin one of the same keyboards.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// What it is called.
    pub name: &'static str,
    /// Its file and section in xkeyboard-config; the Latin one's too.
    pub source: &'static str,
    /// Keys side by side: what the Latin layout gives, and what this one does.
    rows: &'static [(&'static str, &'static str)],
}

/// Every layout; the first one counts until letters tell otherwise.
pub const LAYOUTS: &[Layout] = &[
    Layout {
        name: "Arabic (101)",
        source: "ara(basic), us(basic)",
        rows: &[
            ("qwertyuiop[]", "ضصثقفغعهخحجد"),
            ("asdfghjkl;'", "شسيبلاتنمكط"),
            ("`zxcvbnm,./", "ذئءؤرﻻىةوزظ"),
            ("QWERTYUIOP{}", "\u{64E}\u{64B}\u{64F}\u{64C}ﻹإ`÷×؛<>"),
            ("ASDFGHJKL:", "\u{650}\u{64D}][ﻷأـ،/:"),
            ("~ZXCVBNM<>?", "\u{651}~\u{652}}{ﻵآ',.؟"),
            ("|", "…"),
        ],
    },
    Layout {
        name: "Arabic (AZERTY)",
        source: "ara(azerty), fr(basic)",
        rows: &[
            // Digits are shifted there; the key that has one on it is meant.
            ("2790", "éèçà"),
            ("azertyuiop^$", "ضصثقفغعهخحجد"),
            ("qsdfghjklmù*", "شسيبلاتنمكط\\"),
            ("²wxcvbn,;:!", "ذئءؤرﻻىةوزظ"),
            ("AZERTYUIOP¨£", "\u{64E}\u{64B}\u{64F}\u{64C}ﻹإ`÷×؛<>"),
            ("QSDFGHJKLM%µ", "\u{650}\u{64D}][ﻷأـ،/:\"…"),
            // «؟» is at another place there, and means what it says.
            ("~WXCVBN./?", "\u{651}~\u{652}}{ﻵآ,.؟"),
        ],
    },
    Layout {
        name: "Persian",
        source: "ir(pes), us(basic)",
        rows: &[
            ("qwertyuiop[]", "ضصثقفغعهخحجچ"),
            ("asdfghjkl;'", "شسیبلاتنمکگ"),
            ("`zxcvbnm,", "\u{200D}ظطزرذدپو"),
            ("QWERTYUIOP{}", "\u{652}\u{64C}\u{64D}\u{64B}\u{64F}\u{650}\u{64E}\u{651}][}{"),
            ("ASDFGHJKL:\"", "ؤئيإأآة»«:؛"),
            ("~ZXCVBNM<>?", "÷ك\u{653}ژ\u{670}\u{200C}\u{654}ء><؟"),
            ("@#$%^&_", "٬٫﷼٪×،ـ"),
        ],
    },
    Layout {
        name: "Urdu (phonetic)",
        source: "pk(urd-phonetic), pk(urd-crulp), us(basic)",
        rows: &[
            ("qwertyuiop[]", "قوعرتےءیہپ]["),
            ("asdfghjkl;'", "اسدفگحجکل؛'"),
            ("`zxcvbnm,./", "\u{64B}زشچطبنم،۔/"),
            ("QWERTYUIOP{}", "\u{652}ؤ\u{670}ڑٹ\u{64E}ئ\u{650}ۃ\u{64F}}{"),
            ("ASDFGHJKL:\"", "آصڈ\u{651}غھضخ\u{654}:\""),
            ("ZXCVBNM<>?", "ذژثظ.ں\u{658}<>؟"),
        ],
    },
    Layout {
        name: "Hebrew",
        source: "il(basic), us(basic)",
        rows: &[
            ("qwertyuiop[]", "/'קראטוןםפ]["),
            ("asdfghjkl;'", "שדגכעיחלךף,"),
            ("`zxcvbnm,./", ";זסבהנמצתץ."),
            ("{}<>", "}{><"),
        ],
    },
];

impl Layout {
    /// What it gives where the Latin layout gives `latin`.
    #[must_use]
    pub fn own(&self, latin: char) -> Option<char> {
        self.keys().find(|(there, _)| *there == latin).map(|(_, own)| own)
    }

    /// What the Latin layout gives where this one gives `own`.
    #[must_use]
    pub fn latin(&self, own: char) -> Option<char> {
        self.keys().find(|(_, here)| *here == own).map(|(latin, _)| latin)
    }

    /// Its keys: what the Latin layout gives, and what this one does.
    pub fn keys(&self) -> impl Iterator<Item = (char, char)> {
        self.rows.iter().flat_map(|(latin, own)| latin.chars().zip(own.chars()))
    }
}

impl Default for Keyboard {
    fn default() -> Self {
        Keyboard { layout: &LAYOUTS[0], is_used: false, is_on: false }
    }
}

impl Keyboard {
    /// A keyboard of this layout, which the reader is known to use.
    #[must_use]
    pub const fn new(layout: &'static Layout) -> Self {
        Keyboard { layout, is_used: true, is_on: true }
    }

    /// Its layout.
    #[must_use]
    pub fn layout(&self) -> &'static Layout {
        self.layout
    }

    /// Whether the reader was seen to use it.
    #[must_use]
    pub fn is_used(&self) -> bool {
        self.is_used
    }

    /// What `keymap` has for `key` after those in `pending`, to which it is added: for the key itself, or else
    /// for the one at its place.
    pub fn look_up<A: Clone>(&mut self, keymap: &Keymap<A>, pending: &mut Vec<Key>, key: Key) -> Lookup<A> {
        pending.push(key);
        let found = keymap.lookup(pending);
        if !matches!(found, Lookup::Unknown) {
            self.hear(key);
            return found;
        }
        let Some(latin) = self.latin(key) else { return found };
        pending.pop();
        pending.push(latin);
        keymap.lookup(pending)
    }

    /// Learns from a key that was typed as a letter.
    pub fn hear(&mut self, key: Key) {
        match key.code {
            KeyCode::Char(c) if c.is_ascii_alphabetic() => self.is_on = false,
            KeyCode::Char(c) if is_oriental(c) => {
                self.switch_to(c);
            }
            _ => {}
        }
    }

    /// The key of the Latin layout at the place of `key`, which means nothing itself; digits of every kind are
    /// digits. Learns from it.
    pub fn latin(&mut self, key: Key) -> Option<Key> {
        let KeyCode::Char(c) = key.code else { return None };
        let latin = match c {
            '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
            '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
            c if c.is_ascii_alphabetic() => {
                self.is_on = false;
                None
            }
            c if c.is_ascii() && !self.is_on => None,
            c if c.is_ascii() => self.layout.latin(c),
            c if self.switch_to(c) => self.layout.latin(c),
            _ => None,
        };
        latin.map(|latin| Key { code: KeyCode::Char(latin), ..key })
    }

    /// Goes on with a layout that has `c`; whether there is one.
    fn switch_to(&mut self, c: char) -> bool {
        let known = std::iter::once(self.layout).chain(LAYOUTS).find(|layout| layout.latin(c).is_some());
        if let Some(layout) = known {
            self.layout = layout;
            self.is_on = is_oriental(c);
            self.is_used |= self.is_on;
        }
        known.is_some()
    }
}

/// Whether it is a letter of Arabic or Hebrew script, or a sign of theirs.
fn is_oriental(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// The letters of lam and alef that some programs send as one sign.
#[must_use]
pub fn lam_alef(c: char) -> Option<&'static str> {
    Some(match c {
        'ﻻ' | 'ﻼ' => "لا",
        'ﻷ' | 'ﻸ' => "لأ",
        'ﻹ' | 'ﻺ' => "لإ",
        'ﻵ' | 'ﻶ' => "لآ",
        _ => return None,
    })
}

/// The one key that has sent both keys, if they came at once: lam and an alef.
#[must_use]
pub fn joined(first: Key, second: Key) -> Option<Key> {
    let ligature = match second.code {
        KeyCode::Char('ا') => 'ﻻ',
        KeyCode::Char('أ') => 'ﻷ',
        KeyCode::Char('إ') => 'ﻹ',
        KeyCode::Char('آ') => 'ﻵ',
        _ => return None,
    };
    (first == Key::char('ل') && second.modifiers == first.modifiers).then_some(Key::char(ligature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_long_as_the_latin_ones_and_no_key_stands_twice() {
        for layout in LAYOUTS {
            for (latin, own) in layout.rows {
                assert_eq!(latin.chars().count(), own.chars().count(), "{}: {latin} {own}", layout.name);
            }
            for (latin, own) in layout.keys() {
                assert_eq!(layout.own(latin), Some(own), "{}: {latin} twice", layout.name);
                assert_eq!(layout.latin(own), Some(latin), "{}: {own} twice", layout.name);
            }
        }
    }

    /// What the keys `pressed` mean in the Latin layout, one after the other; `.` if nothing.
    #[track_caller]
    fn check(pressed: &str, expected: &str, layout: &str) {
        let mut keyboard = Keyboard::default();
        let mut latin = |c| keyboard.latin(Key::char(c)).map_or('.', character);
        assert_eq!(pressed.chars().map(&mut latin).collect::<String>(), expected, "{pressed}");
        assert!(keyboard.layout.name.starts_with(layout), "{pressed}: {}", keyboard.layout.name);
    }

    fn character(key: Key) -> char {
        let KeyCode::Char(c) = key.code else { panic!("{key} is no character") };
        c
    }

    #[test]
    fn letters_tell_the_layout() {
        check("تنظ", "jk/", "Arabic (101)");
        check("ﻻﻵـ،", "bBJK", "Arabic (101)");
        // Persian has the same j and k, but another n; «ی» tells.
        check("تند", "jk]", "Arabic (101)");
        check("تنید", "jkdn", "Persian");
        check("یك", "dZ", "Persian");
        check("یى", "dn", "Arabic (101)");
        check("ےجکل", "yjkl", "Urdu");
        check("חלג", "jkd", "Hebrew");
        check("éضش", "2aq", "Arabic (AZERTY)");
        check("٣۳", "33", "Arabic (101)");
        check("жß", "..", "Arabic (101)");
        // A sign that the Latin layout has too is this one's only after a letter of its own.
        check("`ت`", ".jU", "Arabic (101)");
    }

    #[test]
    fn what_is_typed_as_text_tells_too() {
        let mut keyboard = Keyboard::default();
        for c in "café".chars() {
            keyboard.hear(Key::char(c));
        }
        assert_eq!(keyboard, Keyboard::default(), "letters of Europe say nothing");
        keyboard.hear(Key::char('پ'));
        assert!(keyboard.is_used() && keyboard.layout.name == "Persian");
        assert_eq!(keyboard.latin(Key::char('د')), Some(Key::char('n')));
        assert_eq!(keyboard.latin(Key::alt('د')), Some(Key::alt('n')));
        assert_eq!(keyboard.latin(Key::plain(KeyCode::Up)), None);
        keyboard.hear(Key::char('x'));
        assert_eq!(keyboard.latin(Key::char('[')), None, "the keyboard is Latin now");
    }

    #[test]
    fn lam_and_alef_that_come_at_once_are_one_key() {
        let check = |first: char, second: char, expected| {
            assert_eq!(joined(Key::char(first), Key::char(second)).map(character), expected);
        };
        check('ل', 'ا', Some('ﻻ'));
        check('ل', 'آ', Some('ﻵ'));
        check('ل', 'ل', None);
        check('ا', 'ل', None);
        assert_eq!(joined(Key::alt('ل'), Key::char('ا')), None);
        for ligature in "ﻻﻷﻹﻵ".chars() {
            let letters: Vec<char> = lam_alef(ligature).expect("two letters").chars().collect();
            check(letters[0], letters[1], Some(ligature));
        }
    }
}
