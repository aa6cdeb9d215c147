//! Text → words with what stands between them, and each word's possible readings without the
//! clitics that Arabic writes together with it. One pass over the text: a word is folded, and looked
//! up in all its readings, where it ends.

use std::ops::Range;

use super::gap::Gap;
use super::letters::{Letter, Letters, Sort, closes_quote, opens_quote};
use super::lexicon::Class;
use super::lists::{Lists, Node, WordId};

/// One word, or one number.
#[derive(Clone, Debug, Default)]
pub(super) struct Token {
    /// Bytes of the stored text: from its first letter to the last one with its marks.
    start: u32,
    end: u32,
    /// Bytes of the folded words.
    folded: u32,
    folded_end: u32,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    /// The first of its readings, and how many there are.
    first_reading: u32,
    readings: u8,
    /// What any of its readings can do.
    pub(super) classes: Class,
    /// What the whole word can do.
    pub(super) whole_class: Class,
    /// Ends in the accusative's «ً»: an adverb or object, and no name.
    pub(super) tanwin: bool,
}

/// A word without some of its clitics, where the rest is a known word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) word: WordId,
    pub(super) class: Class,
    /// Where in the trie of names it leads, if a name begins with it.
    pub(super) node: Option<Node>,
    /// Bytes of clitics before the word in the folded text.
    pub(super) skip: u8,
    pub(super) conjunction: bool,
    /// The preposition, if one was stripped.
    pub(super) preposition: Option<char>,
    /// Two letters are left: enough for the first word of a longer name alone («وأم درمان»).
    pub(super) short: bool,
    /// Found with final ه for ة only.
    pub(super) guessed: bool,
}

/// A word has no more readings.
const READINGS: u8 = 4;
const TANWIN: char = '\u{64B}';

/// A text's words.
#[derive(Debug, Default)]
pub(super) struct Words<'a> {
    pub(super) stored: &'a str,
    /// Behind the last word stands an empty one, so that every word has a gap after it.
    pub(super) tokens: Vec<Token>,
    /// Of all words, one after the other.
    pub(super) readings: Vec<Reading>,
    /// The folded words, one after the other.
    folded: String,
}

impl<'a> Words<'a> {
    /// The words of `stored` but for those in `controls`, which are in order; `room` lends its
    /// buffers. What comes after 4 GiB is not read.
    pub(super) fn of(
        stored: &'a str,
        controls: impl Iterator<Item = Range<usize>>,
        lists: &Lists,
        room: Words<'_>,
    ) -> Words<'a> {
        let mut words = Words { stored, ..room.emptied() };
        let mut controls = controls.peekable();
        let letters = lists.letters();
        let (mut at, mut gap) = (0, Gap::default().with_line());
        while let Some((scalar, letter, next)) = letters.at(stored, at) {
            match letter.sort() {
                Sort::GAP => gap.push(letter),
                Sort::MARK | Sort::FILLER => {}
                _ => {
                    while controls.next_if(|control| control.end <= at).is_some() {}
                    let controlled = controls.peek().is_some_and(|control| control.contains(&at));
                    let Some((token, end)) = words.fold(at, (scalar, letter, next), gap, letters) else {
                        break;
                    };
                    gap = Gap::default();
                    if controlled {
                        gap = gap.with_line();
                    } else {
                        let token = words.look_up(token, lists);
                        words.tokens.push(token);
                    }
                    at = end;
                    continue;
                }
            }
            at = next;
        }
        let (end, folded) = (stored.len() as u32, words.folded.len() as u32);
        let gap = gap.with_line();
        words.tokens.push(Token { start: end, end, folded, folded_end: folded, gap, ..Token::default() });
        words
    }

    /// The same buffers, empty, for another text.
    pub(super) fn emptied<'b>(self) -> Words<'b> {
        let Words { mut tokens, mut readings, mut folded, .. } = self;
        tokens.clear();
        readings.clear();
        folded.clear();
        Words { stored: "", tokens, readings, folded }
    }

    /// Folds the word that begins at byte `start` with `first`, and says where what is dropped behind
    /// it ends.
    fn fold(
        &mut self,
        start: usize,
        (scalar, first, mut at): (u32, Letter, usize),
        gap: Gap,
        letters: Letters<'_>,
    ) -> Option<(Token, usize)> {
        let sort = first.sort();
        let (mut end, mut as_stored, mut tanwin) = (at, first.scalar() == scalar, false);
        // A mark on a filler is not the letter's.
        let mut filler_since_letter = false;
        while let Some((scalar, letter, next)) = letters.at(self.stored, at) {
            if letter.sort() == sort {
                as_stored &= letter.scalar() == scalar && end == at;
                (end, filler_since_letter) = (next, false);
            } else if letter.sort() == Sort::MARK {
                tanwin |= scalar == u32::from(TANWIN);
                if !filler_since_letter {
                    (end, as_stored) = (next, false);
                }
            } else if letter.sort() == Sort::FILLER {
                filler_since_letter = true;
            } else {
                break;
            }
            at = next;
        }
        let folded = u32::try_from(self.folded.len()).ok()?;
        if as_stored {
            self.folded.push_str(&self.stored[start..end]);
        } else {
            let mut from = start;
            while let Some((_, letter, next)) = letters.at(self.stored, from).filter(|_| from < end) {
                if letter.sort() == sort {
                    self.folded.push(letter.char());
                }
                from = next;
            }
        }
        let token = Token {
            start: start as u32,
            end: u32::try_from(end).ok()?,
            folded,
            folded_end: u32::try_from(self.folded.len()).ok()?,
            gap,
            tanwin: tanwin && self.stored[start..end].contains(TANWIN),
            ..Token::default()
        };
        Some((token, at))
    }

    /// Adds all readings of a word: the whole first; then without {ب,ل,ك}, {و,ف} and both, where two
    /// letters or more are left; «لل…» is «ل» + «ال…».
    fn look_up(&mut self, mut token: Token, lists: &Lists) -> Token {
        token.first_reading = self.readings.len() as u32;
        let word = &self.folded[token.folded as usize..token.folded_end as usize];
        let mut found = Found { lists, token, readings: &mut self.readings };
        found.add(word, 0, false, None);
        found.add_prepositions(word, 0, false);
        if let Some(rest) = word.strip_prefix(['و', 'ف']).filter(|rest| is_long(rest)) {
            let skip = word.len() - rest.len();
            found.add(rest, skip, true, None);
            found.add_prepositions(rest, skip, true);
        }
        found.token
    }

    /// Bytes of the stored text of the words `start..end`, without `skip` folded bytes of clitics.
    pub(super) fn stored_range(&self, start: usize, end: usize, skip: u8) -> Range<usize> {
        let first = &self.tokens[start];
        let mut from = first.start as usize;
        let mut skipped = 0;
        for (at, c) in self.stored[from..first.end as usize].char_indices() {
            let letter = Letter::of(c);
            if matches!(letter.sort(), Sort::MARK | Sort::FILLER) {
                continue;
            }
            if skipped >= usize::from(skip) {
                from += at;
                break;
            }
            skipped += letter.char().len_utf8();
        }
        from..self.tokens[end - 1].end as usize
    }

    /// How many words there are, without the empty one.
    pub(super) fn len(&self) -> usize {
        self.tokens.len() - 1
    }

    /// The folded word.
    pub(super) fn text(&self, at: usize) -> &str {
        let Token { folded, folded_end, .. } = self.tokens[at];
        &self.folded[folded as usize..folded_end as usize]
    }

    /// The word before, if a trigger there reaches this one.
    pub(super) fn trigger(&self, at: usize) -> Option<&Token> {
        (at > 0 && self.tokens[at].gap.carries()).then(|| &self.tokens[at - 1])
    }

    /// Whether the words `from..to` stand alone in quotes.
    pub(super) fn quoted(&self, from: usize, to: usize) -> bool {
        let (before, after) = (self.tokens[from].gap.last, self.tokens[to].gap.first);
        before.is_some_and(opens_quote) && after.is_some_and(closes_quote)
    }

    /// Whether they stand alone in brackets.
    pub(super) fn bracketed(&self, from: usize, to: usize) -> bool {
        let (before, after) = (self.tokens[from].gap.last, self.tokens[to].gap.first);
        before.is_some_and(|c| matches!(c, '(' | '[')) && after.is_some_and(|c| matches!(c, ')' | ']'))
    }

    /// Whether the word has the article «ال», perhaps behind clitics.
    pub(super) fn definite(&self, at: usize) -> bool {
        let word = self.text(at);
        let word = word
            .strip_prefix(['و', 'ف'])
            .filter(|rest| rest.starts_with(['ا', 'ب', 'ك', 'ل']))
            .unwrap_or(word);
        let word = word.strip_prefix(['ب', 'ك']).filter(|rest| rest.starts_with("ال")).unwrap_or(word);
        (word.starts_with("ال") || word.starts_with("لل")) && word.len() > 6
    }

    /// «الحكومة السعودية»: whether the word follows a definite noun as its adjective would.
    pub(super) fn is_adjective(&self, at: usize, skip: u8) -> bool {
        at > 0 && skip == 0 && self.tokens[at].gap.blank() && self.definite(at - 1)
    }

    /// What the word may be.
    pub(super) fn readings(&self, at: usize) -> &[Reading] {
        let token = &self.tokens[at];
        &self.readings[token.first_reading as usize..][..usize::from(token.readings)]
    }

    /// The whole word, if it is known.
    pub(super) fn whole(&self, at: usize) -> Option<WordId> {
        self.readings(at).first().filter(|reading| reading.skip == 0).map(|reading| reading.word)
    }
}

/// The readings of one word, as far as they are found.
struct Found<'a> {
    lists: &'a Lists,
    token: Token,
    readings: &'a mut Vec<Reading>,
}

impl Found<'_> {
    fn add(&mut self, stem: &str, skip: usize, conjunction: bool, preposition: Option<char>) {
        let (word, guessed) = match self.lists.find(stem) {
            Some(word) => (word, false),
            None if conjunction => return,
            None => match self.lists.find_with_heh(stem) {
                Some(word) => (word, true),
                None => return,
            },
        };
        let (class, node) = self.lists.word(word);
        let short = skip > 0 && stem.len() < 6;
        if self.token.readings < READINGS {
            let skip = skip as u8;
            let reading = Reading { word, class, node, skip, conjunction, preposition, short, guessed };
            self.readings.push(reading);
            self.token.readings += 1;
        }
        if !guessed && !short {
            self.token.classes |= class;
            if skip == 0 {
                self.token.whole_class = class;
            }
        }
    }

    fn add_prepositions(&mut self, base: &str, skip: usize, conjunction: bool) {
        let Some(preposition) = base.chars().next().filter(|c| matches!(c, 'ب' | 'ل' | 'ك')) else {
            return;
        };
        let rest = &base[preposition.len_utf8()..];
        let skip = skip + preposition.len_utf8();
        if let Some(stem) = rest.strip_prefix('ل').filter(|stem| preposition == 'ل' && is_long(stem)) {
            // The alef of «ال» is not written after «ل»; a name in «ال» + «ل» loses that too.
            self.add(&format!("ال{stem}"), skip, conjunction, Some('ل'));
            self.add(&format!("الل{stem}"), skip, conjunction, Some('ل'));
        }
        if is_long(rest) {
            self.add(rest, skip, conjunction, Some(preposition));
        }
    }
}

fn is_long(stem: &str) -> bool {
    stem.len() >= 4
}

#[cfg(test)]
mod tests {
    use super::super::tagger::Tagger;
    use super::*;
    use crate::fold::{Folded, Folding};

    fn words(stored: &str) -> Words<'_> {
        Words::of(stored, std::iter::empty(), &Tagger::built_in().lists, Words::default())
    }

    /// The words, folded, each with its stored text if that is another.
    #[track_caller]
    fn check(stored: &str, expected: &[&str]) {
        let words = words(stored);
        let shown = |at: usize| match &stored[words.stored_range(at, at + 1, 0)] {
            same if same == words.text(at) => same.to_string(),
            other => format!("{}={other}", words.text(at)),
        };
        assert_eq!((0..words.len()).map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_runs_of_one_sort() {
        check("في نوفمبر130، قال", &["في", "نوفمبر", "130", "قال"]);
        check("ISIS (٤٥)", &["isis=ISIS", "45=٤٥"]);
        check("— « »", &[]);
        check("", &[]);
    }

    #[test]
    fn a_word_keeps_its_marks_and_no_fillers() {
        check("ـقَطَرُ\u{200F}، أحمد", &["قطر=قَطَرُ", "احمد=أحمد"]);
        check("العـــراق", &["العراق=العـــراق"]);
        check("لـَ«قطر»", &["ل", "قطر"]);
    }

    /// `Folded` is the same in another way: a text folded whole, with a map back.
    #[test]
    fn places_are_those_to_which_the_folded_text_leads_back() {
        let pieces = "أ إ ل و ق طر غزة ى ي ک ـ \u{64B} \u{651} \u{200C} \u{200F} \u{FEFF} 1 ٣ A é İ ש ؛ « ( \n 😀 \u{2028} 中";
        let pieces: Vec<&str> = pieces.split(' ').chain([" "]).collect();
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pieces[(state >> 33) as usize % pieces.len()]
        };
        for _ in 0..500 {
            let stored: String = (0..40).map(|_| next()).collect();
            let (words, folded) = (words(&stored), Folded::new(&stored, Folding::TAGGING));
            let mut from = 0;
            for at in 0..words.len() {
                let word = words.text(at);
                let start =
                    from + folded.text()[from..].find(word).expect("every word is in the folded text");
                from = start + word.len();
                for (skip, _) in word.char_indices() {
                    let range = words.stored_range(at, at + 1, skip as u8);
                    assert_eq!(range, folded.source_range(start + skip..from), "{word:?} in {stored:?}");
                }
            }
            assert!(!folded.text()[from..].contains(char::is_alphanumeric), "{stored:?}");
        }
    }
}
