//! Cursive joining: the presentation form of each Arabic letter, chosen in logical order over the
//! whole paragraph, before lines are broken (The Unicode Standard, section 9.2, rules R1 to R7).

use super::joining_forms::{FORMS, NONE};
use unicode_joining_type::JoiningType;

/// Up to the last letter that has forms.
const LETTERS: usize = FORMS[FORMS.len() - 1].0 as usize + 1;

/// [`FORMS`], laid out to be indexed by letter. A character that has no form is its own, also those that
/// are no Arabic letters: telling those apart, a branch would be mistaken at every blank.
static BY_LETTER: [[char; 4]; LETTERS] = {
    let mut table = [[NONE; 4]; LETTERS];
    let mut code = 0;
    while code < LETTERS {
        let Some(c) = char::from_u32(code as u32) else {
            panic!("no surrogate comes before the last letter")
        };
        table[code] = [c; 4];
        code += 1;
    }
    let mut at = 0;
    while at < FORMS.len() {
        let (letter, forms) = FORMS[at];
        let mut joins = 0;
        while joins < forms.len() {
            if forms[joins] != NONE {
                table[letter as usize][joins] = forms[joins];
            }
            joins += 1;
        }
        at += 1;
    }
    table
};

/// Which neighbours, in logical order, a letter joins: the place of its form in [`FORMS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Joins(u8);

impl Joins {
    pub(super) fn new(previous: bool, next: bool) -> Joins {
        // Words begin where nobody can foretell, and a branch would be mistaken at each.
        Joins(u8::from(previous) | u8::from(next) << 1)
    }

    pub(super) fn previous(self) -> bool {
        self.0 & 1 != 0
    }

    pub(super) fn next(self) -> bool {
        self.0 & 2 != 0
    }
}

/// Whether a letter of this type can join the one after it, in logical order. Two letters join if the
/// first can do so and the second [`joins_previous`], with nothing but transparent scalars (marks, most
/// format characters) between them.
pub(super) fn joins_next(joining: JoiningType) -> bool {
    matches!(joining, JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::JoinCausing)
}

/// Whether a letter of this type can join the one before it.
pub(super) fn joins_previous(joining: JoiningType) -> bool {
    matches!(joining, JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::JoinCausing)
}

/// The form in which `c` is drawn; `c` itself where the standard has no such form: most letters
/// beyond Arabic, Persian and Urdu have none, and a terminal's font draws them as it can.
pub(super) fn form(c: char, joins: Joins) -> char {
    BY_LETTER.get(c as usize).map_or(c, |forms| forms[usize::from(joins.0)])
}

/// The lam-alef ligature for an alef, and the form it takes; `None` if there is none: alef wasla
/// and its like stay two cells.
pub(super) fn lam_alef(alef: char, joins_previous: bool) -> Option<char> {
    let (isolated, r#final) = match alef {
        'آ' => ('\u{FEF5}', '\u{FEF6}'),
        'أ' => ('\u{FEF7}', '\u{FEF8}'),
        'إ' => ('\u{FEF9}', '\u{FEFA}'),
        'ا' => ('\u{FEFB}', '\u{FEFC}'),
        _ => return None,
    };
    Some(if joins_previous { r#final } else { isolated })
}

/// The letter that `base` and a following combining hamza or madda make together; forms exist for
/// the whole letter only.
pub(super) fn compose(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('ا', '\u{0653}') => 'آ',
        ('ا', '\u{0654}') => 'أ',
        ('ا', '\u{0655}') => 'إ',
        ('و', '\u{0654}') => 'ؤ',
        ('ي', '\u{0654}') => 'ئ',
        ('ە', '\u{0654}') => 'ۀ',
        ('ہ', '\u{0654}') => 'ۂ',
        ('ے', '\u{0654}') => 'ۓ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::bidi::Level;
    use super::super::cluster::{Clusters, Cutter};
    use super::super::levels::Levels;
    use super::super::profile::Profile;
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    /// The drawn letters in logical order; what draws nothing is left out.
    fn shape(text: &str) -> String {
        let mut clusters = Clusters::default();
        let mut cutter = Cutter::default();
        cutter.read(text);
        cutter.cut(text, Levels::All(Level::RTL), Profile::default(), &mut clusters);
        clusters.symbols
    }

    #[test]
    fn letters_take_the_form_of_their_place() {
        let check = |text: &str, expected: &str| {
            assert_eq!(shape(text), expected, "{text}");
        };
        check("ببب", "\u{FE91}\u{FE92}\u{FE90}");
        check("دار", "\u{FEA9}\u{FE8D}\u{FEAD}");
        // A mark is looked through.
        check("بَب", "\u{FE91}\u{064E}\u{FE90}");
        // Tatweel and ZWJ join, ZWNJ parts.
        check("بـ", "\u{FE91}ـ");
        check("ب\u{200D}", "\u{FE91}");
        check("می\u{200C}خواهم", "\u{FEE3}\u{FBFD}\u{FEA7}\u{FEEE}\u{FE8D}\u{FEEB}\u{FEE2}");
        // Urdu heh goal and choti yeh; a letter without forms joins its neighbours all the same.
        check("ہے", "\u{FBA8}\u{FBAF}");
        check("بݐب", "\u{FE91}ݐ\u{FE90}");
    }

    #[test]
    fn every_form_decomposes_to_its_letter() {
        for (letter, forms) in FORMS {
            for form in forms.iter().filter(|form| **form != NONE) {
                let decomposed: String = std::iter::once(*form).nfkc().collect();
                let letter: String = std::iter::once(*letter).nfkc().collect();
                assert_eq!(decomposed, letter, "{:04X}", u32::from(*form));
            }
        }
        assert!(FORMS.is_sorted_by_key(|row| row.0));
    }

    #[test]
    fn no_single_letter_form_of_the_standard_is_missing() {
        let known: Vec<char> = FORMS.iter().flat_map(|row| row.1).collect();
        for form in ('\u{FB50}'..='\u{FBFF}').chain('\u{FE80}'..='\u{FEF4}') {
            let decomposed: Vec<char> = std::iter::once(form).nfkc().collect();
            // Symbols for marks (FBB2 on) and unassigned places decompose to nothing.
            if decomposed.len() == 1 && decomposed[0] != form {
                assert!(known.contains(&form), "{:04X}", u32::from(form));
            }
        }
    }

    #[test]
    fn composed_letters_are_the_standards() {
        for base in "اويەہے".chars() {
            for mark in '\u{0653}'..='\u{0655}' {
                let canonical: Vec<char> = [base, mark].into_iter().nfc().collect();
                let expected = (canonical.len() == 1).then(|| canonical[0]);
                assert_eq!(compose(base, mark), expected, "{base} {:04X}", u32::from(mark));
            }
        }
    }
}
