//! What is typed without quotes: a word, or several that punctuation joins, in any spelling.

use super::words::Words;
use crate::fold::LetterKind;
use std::ops::Range;

/// Words that must follow each other: all whole but the last, whose beginning is enough, and the first with
/// or without the clitics that Arabic writes together with a word.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    words: Vec<Word>,
}

/// A word that is looked for.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// What a text's word begins with, or is; the fewest clitics first.
    forms: Vec<Form>,
    is_whole: bool,
}

/// A typed word behind some clitics.
#[derive(Clone, Debug)]
pub(super) struct Form {
    /// Folded.
    pub(super) text: String,
    /// How many bytes of it are clitics.
    pub(super) skip: usize,
}

const CONJUNCTIONS: [&str; 3] = ["", "و", "ف"];
const PREPOSITIONS: [&str; 8] = ["", "ب", "ك", "ل", "ال", "بال", "كال", "لل"];
/// What any of them begins with.
const FIRST_LETTERS: [char; 5] = ['و', 'ف', 'ب', 'ك', 'ل'];
const ARTICLE: &str = "ال";
/// Bytes of a word that may stand behind clitics: two letters.
const STEM: usize = 4;

impl Phrase {
    /// Of the words in `typed`; `None` if there is none.
    pub(super) fn new(typed: &str) -> Option<Phrase> {
        let (mut folded, mut words) = (Vec::new(), Words::new(typed));
        while words.advance() {
            folded.push(words.folded().to_string());
        }
        let last = folded.len().checked_sub(1)?;
        let word = |(at, word): (usize, &String)| Word {
            forms: if at == 0 { forms(word) } else { vec![Form { text: word.clone(), skip: 0 }] },
            is_whole: at < last,
        };
        Some(Phrase { words: folded.iter().enumerate().map(word).collect() })
    }

    /// Its words.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The stored bytes of the phrase, if it begins with the word that `words` is on.
    pub(super) fn at(&self, words: &Words<'_>) -> Option<Range<usize>> {
        let (first, others) = self.words.split_first()?;
        let mut range = words.stored_range(first.find(words.folded())?);
        if !others.is_empty() {
            let mut words = words.clone();
            for word in others {
                let part = words.advance().then(|| word.find(words.folded())).flatten()?;
                range.end = words.stored_range(part).end;
            }
        }
        Some(range)
    }
}

impl Word {
    /// What the folded word of a text may begin with, or be.
    pub(super) fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Which bytes of `folded`, a word of a text, are what was typed.
    pub(super) fn find(&self, folded: &str) -> Option<Range<usize>> {
        let (bare, others) = self.forms.split_first()?;
        if self.fits(bare, folded) {
            return Some(0..bare.text.len());
        }
        if !folded.starts_with(FIRST_LETTERS) && !folded.starts_with(ARTICLE) {
            return None;
        }
        let form = others.iter().find(|form| self.fits(form, folded))?;
        Some(form.skip..form.text.len())
    }

    /// Whether `folded`, a word of a text, is this form, or begins with it.
    pub(super) fn fits(&self, form: &Form, folded: &str) -> bool {
        folded.starts_with(&form.text)
            && (!self.is_whole || folded.len() == form.text.len())
            && (form.skip == 0 || folded.len() - form.skip >= STEM)
    }

    /// Whether each word of a text that begins with this form fits it.
    pub(super) fn fits_all(&self, form: &Form) -> bool {
        !self.is_whole && (form.skip == 0 || form.text.len() - form.skip >= STEM)
    }
}

/// The ways in which a text may write `word`, which is folded.
fn forms(word: &str) -> Vec<Form> {
    let bare = Form { text: word.to_string(), skip: 0 };
    if word.chars().next().and_then(LetterKind::of) != Some(LetterKind::Arabic) {
        return vec![bare];
    }
    let mut forms = vec![bare];
    for conjunction in CONJUNCTIONS {
        for preposition in PREPOSITIONS {
            let skip = conjunction.len() + preposition.len();
            if skip > 0 {
                forms.push(Form { text: format!("{conjunction}{preposition}{word}"), skip });
            }
        }
        // The alef of «ال» is not written after «ل»; a word in «ال» + «ل» loses that too.
        if let Some(rest) = word.strip_prefix(ARTICLE).filter(|rest| !rest.is_empty()) {
            let skip = conjunction.len() + "ل".len();
            forms.push(Form { text: format!("{conjunction}لل{rest}"), skip });
            if rest.starts_with('ل') {
                forms.push(Form { text: format!("{conjunction}ل{rest}"), skip });
            }
        }
    }
    forms.sort_by_key(|form| form.skip);
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of `stored` is found of `typed`.
    #[track_caller]
    fn check(typed: &str, stored: &str, expected: &[&str]) {
        let phrase = Phrase::new(typed).expect("there is a word");
        let (mut found, mut words) = (Vec::new(), Words::new(stored));
        while words.advance() {
            found.extend(phrase.at(&words).map(|range| &stored[range]));
        }
        assert_eq!(found, expected, "{typed} in {stored}");
    }

    #[test]
    fn the_beginning_of_a_word_is_enough() {
        check("ليب", "ليبيا والليبيين أليبي", &["ليب", "ليب"]);
        check("isis", "ISIS Isis-led crisis", &["ISIS", "Isis"]);
    }

    #[test]
    fn clitics_may_stand_before_a_word() {
        check("قاهرة", "قاهرة القاهرة والقاهرة بالقاهرة للقاهرة وكالقاهرة", &["قاهرة"; 6]);
        check("ليبيا", "وليبيا لليبيا فبليبيا سليبيا", &["ليبيا"; 3]);
        check("ليبيا", "ولليبيا", &["ليبيا"]);
        // A word that is only a clitic and a letter has no stem.
        check("ا", "وا", &[]);
        check("اب", "واب", &["اب"]);
    }

    #[test]
    fn the_article_is_found_where_its_alef_is_not_written() {
        check(
            "الحكومة",
            "الحكومة بالحكومة للحكومة ولِلْحكومة حكومة",
            &["الحكومة", "الحكومة", "لحكومة", "لْحكومة"],
        );
        check("اللغة", "للغة", &["لغة"]);
    }

    #[test]
    fn words_that_punctuation_joins_follow_each_other() {
        check(
            "الامم-المتحدة",
            "والأمم المتحدة، الأمم (المتحدة) والأمم غير المتحدة",
            &["الأمم المتحدة", "الأمم (المتحدة"],
        );
        check("4/14", "4/14 4/140 44/14", &["4/14", "4/14"]);
        check("covid19", "COVID-19", &["COVID-19"]);
    }

    #[test]
    fn a_text_without_letters_is_no_phrase() {
        assert!(Phrase::new("؟ —").is_none());
    }
}
