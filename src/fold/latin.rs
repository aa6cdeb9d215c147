//! Arabic names by their sound, typed in Latin letters: for those who have no Arabic keyboard at hand.
//!
//! Nobody agrees how Arabic is written in Latin letters, least of all about vowels. So of both sides only
//! the consonants are kept, those that are confused as one: «داعش» is d-sh, and so are "daesh", "Da'esh"
//! and "daech".

/// What is looked for, by its consonants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatinNeedle(String);

impl LatinNeedle {
    /// A needle of `typed`; `None` if it is not in Latin letters, or has fewer than two consonants: too
    /// much sounds like that.
    ///
    /// ```
    /// use warraq::fold::LatinNeedle;
    /// assert!(LatinNeedle::new("daesh").unwrap().matches("داعش"));
    /// assert!(LatinNeedle::new("al-kadhafi").unwrap().matches("معمر القذافي"));
    /// assert!(!LatinNeedle::new("sirte").unwrap().matches("سوريا"));
    /// assert_eq!(LatinNeedle::new("سرت"), None);
    /// ```
    #[must_use]
    pub fn new(typed: &str) -> Option<LatinNeedle> {
        let is_latin = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\'' | '\u{2019}' | '`');
        if !typed.chars().all(is_latin) {
            return None;
        }
        let words = typed.split([' ', '-']).filter(|word| !is_article(word));
        let sounds: String = words.flat_map(|word| latin_consonants(&word.to_ascii_lowercase())).collect();
        let sounds = without_doubles(&sounds);
        (sounds.len() >= 2).then_some(LatinNeedle(sounds))
    }

    /// Whether a word of `arabic`, and those after it, begin like this; of two consonants, whether they
    /// are a whole word.
    #[must_use]
    pub fn matches(&self, arabic: &str) -> bool {
        let words: Vec<String> = arabic.split_whitespace().map(arabic_consonants).collect();
        if self.0.len() == 2 {
            return words.iter().any(|word| without_doubles(word) == self.0);
        }
        (0..words.len()).any(|first| without_doubles(&words[first..].concat()).starts_with(&self.0))
    }
}

fn is_article(word: &str) -> bool {
    ["al", "el", "ul"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// The consonants of a word in lower case, each as a letter that stands for all that sound alike.
fn latin_consonants(word: &str) -> Vec<char> {
    // An h at the end is no sound of its own: "Jeddah".
    let word = word.strip_suffix('h').filter(|rest| rest.ends_with(['a', 'e'])).unwrap_or(word);
    let letters: Vec<char> = word.chars().collect();
    let is_vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut sounds = Vec::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let after = letters.get(at + 1);
        let is_pair = after == Some(&'h') && matches!(letter, 's' | 'c' | 't' | 'd' | 'k' | 'g' | 'p');
        at += if is_pair { 2 } else { 1 };
        sounds.extend(match letter {
            's' | 'c' if is_pair => Some('$'),
            'p' if is_pair => Some('f'),
            'b' | 'p' => Some('b'),
            'c' | 'k' | 'q' | 'x' => Some('k'),
            'g' | 'j' => Some('g'),
            'f' | 'v' => Some('f'),
            // "John".
            'h' if at >= 2 && letters[at - 2] == 'o' && after.is_none_or(|after| !is_vowel(after)) => None,
            'd' | 'h' | 'l' | 'm' | 'n' | 'r' | 's' | 't' | 'z' => Some(letter),
            _ => None,
        });
    }
    sounds
}

/// The same of an Arabic word, without its article.
fn arabic_consonants(word: &str) -> String {
    let word = word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(word);
    let count = word.chars().count();
    let sound = |(at, c): (usize, char)| match c {
        'ب' | 'پ' => Some('b'),
        'ت' | 'ط' | 'ث' => Some('t'),
        'ج' | 'غ' | 'گ' => Some('g'),
        'ك' | 'ق' | 'خ' | 'ک' => Some('k'),
        'د' | 'ذ' | 'ض' | 'ظ' => Some('d'),
        'ر' => Some('r'),
        'ز' => Some('z'),
        'س' | 'ص' => Some('s'),
        'ش' | 'چ' => Some('$'),
        'ف' | 'ڤ' => Some('f'),
        'ل' => Some('l'),
        'م' => Some('m'),
        'ن' => Some('n'),
        'ح' => Some('h'),
        'ه' if at + 1 < count => Some('h'),
        _ => None,
    };
    word.chars().enumerate().filter_map(sound).collect()
}

/// "kerry" has one r to the ear, and «كيري» one to the eye.
fn without_doubles(sounds: &str) -> String {
    let mut once = String::with_capacity(sounds.len());
    for sound in sounds.chars() {
        if !once.ends_with(sound) {
            once.push(sound);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_sound() {
        let check = |typed: &str, arabic: &str, expected| {
            let found = LatinNeedle::new(typed).is_some_and(|needle| needle.matches(arabic));
            assert_eq!(found, expected, "{typed} in {arabic}");
        };
        check("daesh", "داعش", true);
        check("da'esh", "داعش", true);
        check("sirte", "سرت", true);
        check("sirt", "سرت", true);
        check("kerry", "جون كيري", true);
        check("john k", "جون كيري", true);
        check("erdogan", "رجب طيب أردوغان", true);
        check("muhammad", "محمد بن سلمان", true);
        check("mohamed", "محمد بن سلمان", true);
        check("baghdad", "بغداد", true);
        check("jeddah", "جدة", true);
        check("al-assad", "بشار الأسد", true);
        check("Tikrit", "تكريت", true);
        check("sirte", "سوريا", false);
        check("kerry", "كردستان", false);
        // One consonant is too little to go by, and so is another script.
        check("a", "ليبيا", false);
        check("سرت", "سرت", false);
        check("", "سرت", false);
    }
}
