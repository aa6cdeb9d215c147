//! What the Linux console shows in place of characters that its fonts do not have.
//!
//! A console font has 256 or 512 characters, and of every other one the kernel draws the same lozenge.
//! Those with Arabic (`Arabic-VGA16`, `Arabic-Fixed16`) have the presentation forms of Arabic itself, boxes,
//! arrows and dashes; no Arabic digits, no letters of other languages in Arabic script, and of the block
//! elements only whole ones. Whatever looks most like a character takes its place here, cell by cell, so
//! that articles are served as the interface is. No letter is given the look of another.

/// What is written for `c`.
pub(super) fn shown(c: char) -> char {
    match c {
        // What is asked most stands first.
        '\0'..='\u{64A}' => c,
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '٪' => '%',
        '٫' => ',',
        '٬' => '\'',
        // Kaf and yeh of other keyboards, which Arabic texts are full of, look as those of Arabic do.
        '\u{FB8E}'..='\u{FB91}' => form(c, '\u{FB8E}', '\u{FED9}'),
        '\u{FBFC}' | '\u{FBFD}' => form(c, '\u{FBFC}', '\u{FEEF}'),
        '\u{FBFE}' | '\u{FBFF}' => form(c, '\u{FBFE}', '\u{FEF3}'),
        // Alef wasla.
        '\u{FB50}' | '\u{FB51}' => form(c, '\u{FB50}', '\u{FE8D}'),
        '﴾' => '(',
        '﴿' => ')',
        '✓' | '✔' => 'v',
        '★' | '☆' => '*',
        '◆' => '♦',
        // Hollow signs stay others than the filled ones.
        '◇' => '+',
        '□' => '☐',
        '△' => '^',
        '○' | '◦' => 'o',
        '►' => '▶',
        '◄' => '◀',
        '∧' => '&',
        '∨' => '|',
        '‖' | '⏸' => '║',
        '␣' => '_',
        '≈' => '~',
        '′' => '\'',
        '″' => '"',
        // It has lines of one weight.
        '━' | '▪' => '■',
        '▁' | '▂' => '_',
        '▃' | '▄' => '░',
        '▅' | '▆' | '▓' => '▒',
        '▀' | '▇' | '▉'..='▐' => '█',
        c => c,
    }
}

/// The digit that is as far from '0' as `c` from `zero`.
fn digit(c: char, zero: char) -> char {
    form(c, zero, '0')
}

/// The character that is as far from `to` as `c` from `from`.
fn form(c: char, from: char, to: char) -> char {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `Arabic-VGA16`, `Arabic-Fixed16` and `Arabic-Fixed15` all have by their own tables, of what is drawn
    /// here or comes in place of it.
    const SIGNS: &str = "─━│┃┄┌┐└┘├┤┬┴┼═║╭╮╯╰╴╶╸╺█░▒■▮▲▶▼◀●♦☐☑✗•·…−–—‘’“”„‹›«»©®°±×÷¶§←↑→↓";

    fn has(c: char) -> bool {
        let arabic = matches!(c, '،' | '؛' | '؟' | 'ء'..='غ' | 'ـ'..='ْ' | '\u{FE80}'..='\u{FEFC}');
        c.is_ascii_graphic() || c == ' ' || arabic || SIGNS.contains(c)
    }

    #[test]
    fn what_is_written_is_in_the_fonts() {
        let replaced = (0..0x2_0000).filter_map(char::from_u32).filter(|c| shown(*c) != *c);
        for c in replaced {
            assert!(has(shown(c)), "{c:?} → {:?}", shown(c));
            assert!(!has(c) || c == '━', "{c:?} is there itself");
        }
    }

    #[test]
    fn the_whole_interface_can_be_shown() {
        let screens = [
            include_str!("../../../tests/screens/three-panes.txt"),
            include_str!("../../../tests/screens/arabic-three-panes.txt"),
            include_str!("../../../tests/screens/filtered.txt"),
            include_str!("../../../tests/screens/help.txt"),
        ];
        for c in screens.iter().flat_map(|screen| screen.chars()).filter(|c| *c != '\n') {
            assert!(has(shown(c)), "{c:?} has no place on the console");
        }
    }

    #[test]
    fn numbers_and_letters_keep_their_values() {
        let check = |from: &str, to: &str| assert_eq!(from.chars().map(shown).collect::<String>(), to);
        check("٢٠١٤", "2014");
        check("۲۰٬۱۴٫۵٪", "20'14,5%");
        check("\u{FB8E}\u{FB8F}\u{FB90}\u{FB91}", "\u{FED9}\u{FEDA}\u{FEDB}\u{FEDC}");
        check("\u{FBFC}\u{FBFD}\u{FBFE}\u{FBFF}", "\u{FEEF}\u{FEF0}\u{FEF3}\u{FEF4}");
        // Peh is no beh.
        check("\u{FB56}", "\u{FB56}");
    }
}
