//! Arabic folding for search and tagging, with a map back to the stored text.
//!
//! Folding makes spellings equal that a reader takes for one: alef with and without hamza, marks
//! and tatweel, Persian letters, three kinds of digits. It never renumbers: [`Folded::source_range`]
//! leads from what was found back to the bytes as stored. Hamza seats (ؤ ئ ء) stay as they are:
//! folding them was measured to cost more than it finds.

mod accents;
mod kind;
mod latin;

pub use kind::LetterKind;
pub use latin::LatinNeedle;

use std::ops::Range;

/// Which of the letters are folded that are not always the same letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    /// ى → ي: «على» and «علي» become one.
    pub yeh: bool,
    /// ة → ه: «غزة» and «غزه» become one.
    pub heh: bool,
    /// é → e, in Latin letters.
    pub accents: bool,
}

impl Folding {
    /// For a reader's search: all that people type differently is one.
    pub const SEARCH: Folding = Folding { yeh: true, heh: true, accents: true };
    /// For tagging: «على» is not «علي», and «ه» may be a pronoun.
    pub const TAGGING: Folding = Folding { yeh: false, heh: false, accents: false };

    /// The letter that stands for `c`, or nothing where `c` is dropped.
    #[must_use]
    pub fn char(self, c: char) -> Option<char> {
        Some(match c {
            // The two ranges that nearly every letter of an article is in come first.
            'ب' | 'ت'..='غ' | 'ف'..='و' | 'ي' | ' ' => c,
            'أ' | 'إ' | 'آ' | 'ٱ' | 'ٲ' | 'ٳ' => 'ا',
            'ة' if self.heh => 'ه',
            'ى' if self.yeh => 'ي',
            'ک' | 'ڪ' => 'ك',
            'ی' | 'ې' => 'ي',
            'ہ' | 'ھ' | 'ە' => 'ه',
            '٠'..='٩' => digit(c, '٠'),
            '۰'..='۹' => digit(c, '۰'),
            _ if is_mark(c) || is_filler(c) => return None,
            _ if c.is_ascii() => c.to_ascii_lowercase(),
            _ => {
                // A second scalar of a lower case is always a mark, which would be dropped.
                let small = c.to_lowercase().next().unwrap_or(c);
                if self.accents { accents::without_accent(small) } else { small }
            }
        })
    }
}

fn digit(c: char, zero: char) -> char {
    char::from(b'0' + (c as u32 - zero as u32) as u8)
}

/// Marks that belong to the letter before them: tashkeel, Quranic marks, Latin combining marks.
#[must_use]
pub fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{610}'..='\u{61A}' | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E4}' | '\u{6E7}' | '\u{6E8}' | '\u{6EA}'..='\u{6ED}'
            | '\u{8D3}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}' | '\u{300}'..='\u{36F}'
    )
}

/// What stands between letters and is none: tatweel, zero-width characters, bidi controls.
#[must_use]
pub fn is_filler(c: char) -> bool {
    matches!(
        c,
        '\u{640}' | '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
    )
}

/// A folded text and the way back to the stored one.
///
/// ```
/// use warraq::fold::{Folded, Folding};
/// let stored = "عُمَانُ وقَطَر";
/// let folded = Folded::new(stored, Folding::SEARCH);
/// assert_eq!(folded.text(), "عمان وقطر");
/// let found = folded.find_all("عمان").next().unwrap();
/// assert_eq!(&stored[found], "عُمَانُ");
/// ```
#[derive(Clone, Debug)]
pub struct Folded {
    text: String,
    folding: Folding,
    /// Where folded and stored offsets stop running in step, in order; the first is the start.
    /// Edited text has few such places, so the map costs next to nothing.
    steps: Vec<Step>,
}

/// From `folded` on, stored offset − folded offset is constant, until the next step.
#[derive(Clone, Copy, Debug)]
struct Step {
    folded: u32,
    stored: u32,
    /// Where the letter before `folded` ends in the stored text, its marks included.
    end_before: u32,
}

impl Folded {
    /// Folds `stored`. Texts of 4 GiB and more keep only what the map can count.
    #[must_use]
    pub fn new(stored: &str, folding: Folding) -> Folded {
        let mut text = String::with_capacity(stored.len());
        let mut steps = vec![Step { folded: 0, stored: 0, end_before: 0 }];
        // Where the last kept letter ends, with its marks; and where stored text would go on if
        // nothing had been dropped or had changed its length.
        let (mut letter_end, mut expected) = (0, 0);
        let mut filler_since_letter = false;
        for (at, c) in stored.char_indices() {
            let end = at + c.len_utf8();
            if u32::try_from(end).is_err() {
                break;
            }
            let Some(to) = folding.char(c) else {
                if is_filler(c) {
                    filler_since_letter = true;
                } else if !filler_since_letter {
                    letter_end = end;
                }
                continue;
            };
            if at != expected {
                steps.push(Step {
                    folded: text.len() as u32,
                    stored: at as u32,
                    end_before: letter_end as u32,
                });
            }
            text.push(to);
            letter_end = end;
            filler_since_letter = false;
            // A letter of another length puts the next one out of step, whatever follows.
            expected = if to.len_utf8() == c.len_utf8() { end } else { usize::MAX };
        }
        if letter_end != expected {
            let (folded, end) = (text.len() as u32, letter_end as u32);
            steps.push(Step { folded, stored: end, end_before: end });
        }
        Folded { text, folding, steps }
    }

    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the stored text behind `folded`, bytes of [`Folded::text`]: from its first
    /// letter to the end of its last one with the marks upon it; fillers at either end stay out.
    #[must_use]
    pub fn source_range(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.stored(folded.start);
        if folded.is_empty() {
            return start..start;
        }
        let at = self.steps.partition_point(|step| (step.folded as usize) < folded.end);
        let end = match self.steps.get(at) {
            Some(step) if step.folded as usize == folded.end => step.end_before as usize,
            _ => self.stored(folded.end),
        };
        start..end
    }

    fn stored(&self, folded: usize) -> usize {
        let at = self.steps.partition_point(|step| step.folded as usize <= folded);
        let step = self.steps[at.saturating_sub(1)];
        step.stored as usize + (folded - step.folded as usize)
    }

    /// Every place where `needle` stands, folded as this text is, as bytes of the stored text.
    pub fn find_all(&self, needle: &str) -> impl Iterator<Item = Range<usize>> {
        let needle = self.folding.fold(needle);
        let mut from = if needle.is_empty() { self.text.len() } else { 0 };
        std::iter::from_fn(move || {
            let at = from + self.text.get(from..)?.find(&needle)?;
            from = at + needle.len();
            (!needle.is_empty()).then(|| self.source_range(at..from))
        })
    }
}

impl Folding {
    /// The folded text alone.
    #[must_use]
    pub fn fold(self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        folded.extend(text.chars().filter_map(|c| self.char(c)));
        folded
    }
}

/// Folds what a reader types, for search.
///
/// ```
/// assert_eq!(warraq::fold::fold_str("إلى القاهرةِ ٢٠١٥"), "الي القاهره 2015");
/// ```
#[must_use]
pub fn fold_str(text: &str) -> String {
    Folding::SEARCH.fold(text)
}

/// What is looked for in a list of names: folded, and with «ال» optional at the start of words.
#[derive(Clone, Debug)]
pub struct Needle {
    whole: String,
    bare: String,
}

impl Needle {
    /// Prepares `typed`, which a reader is perhaps still typing.
    ///
    /// ```
    /// let needle = warraq::fold::Needle::new("امم متحده");
    /// assert!(needle.matches("الأمم المتحدة"));
    /// ```
    #[must_use]
    pub fn new(typed: &str) -> Needle {
        let whole = fold_str(typed.trim());
        Needle { bare: without_articles(&whole), whole }
    }

    /// Whether `name` holds it. The empty needle is in every name.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        if self.whole.is_empty() {
            return true;
        }
        let name = fold_str(name);
        name.contains(&self.whole) || without_articles(&name).contains(&self.bare)
    }
}

/// The words without their «ال», where at least two letters are left.
fn without_articles(folded: &str) -> String {
    let words: Vec<&str> = folded
        .split_whitespace()
        .map(|word| word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 2).unwrap_or(word))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stored: &str, folded: &str) {
        assert_eq!(fold_str(stored), folded);
        round_trip(stored, Folding::SEARCH);
        round_trip(stored, Folding::TAGGING);
    }

    /// Every range of whole letters must lead to stored text that folds to the same letters,
    /// that begins with a letter, and whose last letter has all its marks.
    fn round_trip(stored: &str, folding: Folding) {
        let folded = Folded::new(stored, folding);
        assert_eq!(folded.text(), folding.fold(stored));
        let ends: Vec<usize> =
            folded.text().char_indices().map(|(at, _)| at).chain([folded.text().len()]).collect();
        for (i, &from) in ends.iter().enumerate() {
            for &to in &ends[i + 1..] {
                let slice = &stored[folded.source_range(from..to)];
                assert_eq!(folding.fold(slice), &folded.text()[from..to], "{stored:?} {from}..{to}");
                assert!(!slice.starts_with(|c| is_mark(c) || is_filler(c)), "{slice:?} in {stored:?}");
                assert!(!slice.ends_with(is_filler), "{slice:?} in {stored:?}");
                let end = folded.source_range(from..to).end;
                assert!(!stored[end..].starts_with(is_mark), "a mark is left behind {slice:?}");
            }
        }
    }

    #[test]
    fn alef_and_its_hamzas_are_one() {
        check("أإآٱا", "ااااا");
    }

    #[test]
    fn marks_and_tatweel_fall_away() {
        check("مُحَمَّدٌ", "محمد");
        check("العـــراق", "العراق");
        check("شدّد", "شدد");
        check("\u{64E}محمد", "محمد");
    }

    #[test]
    fn controls_fall_away() {
        check("\u{202B}قطر\u{202C}\u{200F}", "قطر");
        check("می\u{200C}خواهد", "ميخواهد");
    }

    #[test]
    fn digits_and_latin() {
        check("٢٠١٥ و۲۰۱۵", "2015 و2015");
        check("ISIS İstanbul ÉTÉ", "isis istanbul ete");
        assert_eq!(Folding::TAGGING.fold("ÉTÉ"), "été");
    }

    #[test]
    fn persian_letters_and_final_forms() {
        check("کردی", "كردي");
        check("على غزة", "علي غزه");
        assert_eq!(Folding::TAGGING.fold("على غزة"), "على غزة");
    }

    #[test]
    fn hamza_seats_stay() {
        check("مسؤول شيء بيئة", "مسؤول شيء بيئه");
    }

    #[test]
    fn a_mark_after_tatweel_is_not_the_letters() {
        // The mark sits on the tatweel; the letter before has ended.
        let folded = Folded::new("لـَ«قطر»", Folding::SEARCH);
        assert_eq!(folded.source_range(0..2), 0..2);
    }

    #[test]
    fn empty_texts_and_needles() {
        check("", "");
        check("ـــ", "");
        assert_eq!(Folded::new("قطر", Folding::SEARCH).find_all("").count(), 0);
        assert_eq!(Folded::new("قطر", Folding::SEARCH).find_all("ـ").count(), 0);
    }

    #[test]
    fn finds_in_stored_bytes() {
        let stored = "في الْقُدْسِ، والقدس";
        let folded = Folded::new(stored, Folding::SEARCH);
        let found: Vec<&str> = folded.find_all("القدس").map(|range| &stored[range]).collect();
        assert_eq!(found, ["الْقُدْسِ", "القدس"]);
    }

    #[test]
    fn plain_text_needs_one_step() {
        assert_eq!(Folded::new(&"أعلنت القاهرة اليوم. ".repeat(1000), Folding::SEARCH).steps.len(), 1);
    }

    #[test]
    fn names_are_found_without_their_article() {
        let found = |typed: &str, name: &str| Needle::new(typed).matches(name);
        assert!(found("قاهره", "القاهرة"));
        assert!(found("القاهرة", "القاهرة"));
        assert!(found("الامم متحده", "الأمم المتحدة"));
        assert!(found("ال", "القاهرة"));
        assert!(found("الق", "القاهرة"));
        assert!(found("UNITED", "United Nations"));
        assert!(found("", "القاهرة"));
        assert!(!found("بغداد", "القاهرة"));
    }
}
