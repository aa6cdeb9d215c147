//! Folded text → words with what stands between them, and each word's possible readings without
//! the clitics that Arabic writes together with it.

use super::lexicon::{Class, Vocabulary, WordId};
use crate::corpus::{Article, Residue, Role};
use crate::fold::{Folded, Folding};

/// One word, or one number.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Bytes of the folded text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What stands between the word before and this one.
    pub(super) gap: Gap,
    readings: [Reading; 4],
    count: u8,
    /// What any of its readings can do.
    pub(super) classes: Class,
    /// What the whole word can do.
    pub(super) whole_class: Class,
    /// Ends in the accusative's «ً»: an adverb or object, and no name.
    pub(super) tanwin: bool,
}

/// A word without some of its clitics, where the rest is a known word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    pub(super) word: WordId,
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

impl Token {
    pub(super) fn readings(&self) -> &[Reading] {
        &self.readings[..usize::from(self.count)]
    }

    /// The whole word, if it is known.
    pub(super) fn whole(&self) -> Option<WordId> {
        self.readings().first().filter(|reading| reading.skip == 0).map(|reading| reading.word)
    }

    fn push(&mut self, reading: Reading) {
        if usize::from(self.count) < self.readings.len() {
            self.readings[usize::from(self.count)] = reading;
            self.count += 1;
        }
    }
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    marks: u8,
    /// The first and the last character that is no blank.
    pub(super) first: Option<char>,
    pub(super) last: Option<char>,
}

const BLANK: u8 = 1;
const HYPHEN: u8 = 2;
const COMMA: u8 = 4;
const QUOTE: u8 = 8;
const BRACKET: u8 = 16;
const COLON: u8 = 32;
/// Ends a sentence, or is no mark that we know.
const END: u8 = 64;
const LINE: u8 = 128;

impl Gap {
    fn of(text: &str) -> Gap {
        let mut gap = Gap::default();
        for c in text.chars() {
            gap.marks |= match c {
                '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => LINE,
                _ if c.is_whitespace() => BLANK,
                '-' | '\u{2010}' | '\u{2011}' => HYPHEN,
                '،' | ',' => COMMA,
                ':' => COLON,
                _ if is_quote(c) => QUOTE,
                '(' | ')' | '[' | ']' => BRACKET,
                _ => END,
            };
            if !c.is_whitespace() {
                gap.first = gap.first.or(Some(c));
                gap.last = Some(c);
            }
        }
        gap
    }

    fn only(self, marks: u8) -> bool {
        self.marks & !marks == 0
    }

    /// Two words of one name may stand on either side.
    pub(super) fn joins(self) -> bool {
        self.only(BLANK | HYPHEN)
    }

    /// Nothing but blanks.
    pub(super) fn blank(self) -> bool {
        self.marks == BLANK
    }

    /// A trigger before it reaches over it: blanks, quotes, brackets.
    pub(super) fn carries(self) -> bool {
        self.only(BLANK | QUOTE | BRACKET)
    }

    /// Nothing but a comma and blanks.
    pub(super) fn comma(self) -> bool {
        self.only(BLANK | COMMA) && self.marks & COMMA != 0
    }

    /// A comma, quotes or brackets besides blanks, as between the members of a list.
    pub(super) fn lists(self) -> bool {
        self.only(BLANK | COMMA | QUOTE | BRACKET)
    }

    /// A clause may end here: anything but blanks and hyphens.
    pub(super) fn ends_phrase(self) -> bool {
        !self.only(BLANK | HYPHEN)
    }

    /// Quotes stand in it.
    pub(super) fn quotes(self) -> bool {
        self.marks & QUOTE != 0
    }

    /// A line ends somewhere in it, or the text does.
    pub(super) fn ends_line(self) -> bool {
        self.marks & LINE != 0
    }

    /// Begins a line, with no mark before it.
    pub(super) fn starts_line(self) -> bool {
        self.marks & LINE != 0 && self.last.is_none()
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '«' | '»' | '"' | '“' | '”' | '„' | '‹' | '›' | '\'' | '‘' | '’')
}

pub(super) fn opens_quote(c: char) -> bool {
    is_quote(c) && !matches!(c, '»' | '›')
}

/// Some write „…“, so that “ closes too.
pub(super) fn closes_quote(c: char) -> bool {
    is_quote(c) && !matches!(c, '«' | '„' | '‹')
}

/// An article's words.
pub(super) struct Words<'a> {
    pub(super) stored: &'a str,
    pub(super) folded: Folded,
    /// Behind the last word stands an empty one, so that every word has a gap after it.
    pub(super) tokens: Vec<Token>,
}

impl<'a> Words<'a> {
    /// The words of all parts that are text; controls of a page are none.
    pub(super) fn of(article: &'a Article, vocabulary: &Vocabulary) -> Words<'a> {
        let stored = article.text.as_str();
        let folded = Folded::new(stored, Folding::TAGGING);
        let mut words = Words { stored, folded, tokens: Vec::new() };
        let mut controls = article
            .parts
            .iter()
            .filter(|part| part.role == Role::Residue(Residue::Control))
            .map(|part| part.range.clone())
            .peekable();
        let (mut gap_start, mut line_broken) = (0, true);
        let spans: Vec<(usize, usize)> = spans(words.folded.text()).collect();
        for (start, end) in spans {
            let range = words.folded.source_range(start..end);
            while controls.next_if(|control| control.end <= range.start).is_some() {}
            if controls.peek().is_some_and(|control| control.contains(&range.start)) {
                line_broken = true;
                gap_start = end;
                continue;
            }
            let gap = Gap::of(&words.folded.text()[gap_start..start]);
            let gap = Gap { marks: gap.marks | if line_broken { LINE } else { 0 }, ..gap };
            (gap_start, line_broken) = (end, false);
            let tanwin = stored.get(range).is_some_and(|word| word.contains('\u{64B}'));
            let token = read(start, end, gap, tanwin, words.folded.text(), vocabulary);
            words.tokens.push(token);
        }
        let rest = Gap::of(&words.folded.text()[gap_start..]);
        let (end, gap) = (words.folded.text().len(), Gap { marks: rest.marks | LINE, ..rest });
        words.tokens.push(read(end, end, gap, false, "", vocabulary));
        words
    }

    /// How many words there are, without the empty one.
    pub(super) fn len(&self) -> usize {
        self.tokens.len() - 1
    }

    /// The folded word.
    pub(super) fn text(&self, at: usize) -> &str {
        &self.folded.text()[self.tokens[at].start..self.tokens[at].end]
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
}

/// Runs of letters or of digits: «نوفمبر130» is two words.
pub(super) fn spans(text: &str) -> impl Iterator<Item = (usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Sort {
        Arabic,
        Other,
        Digit,
    }
    let sort = |c: char| match c {
        // Nearly all of any text, without a search in the tables of Unicode.
        '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => Some(Sort::Arabic),
        _ if c.is_numeric() => Some(Sort::Digit),
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' if c.is_alphabetic() => Some(Sort::Arabic),
        _ if c.is_alphabetic() => Some(Sort::Other),
        _ => None,
    };
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first, wanted) = chars.find_map(|(at, c)| Some((at, c, sort(c)?)))?;
        let mut end = start + first.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| sort(c) == Some(wanted)) {
            end = at + c.len_utf8();
        }
        Some((start, end))
    })
}

/// All readings of a word: the whole first; then without {و,ف}, {ب,ل,ك} and both, where three
/// letters or more are left; «لل…» is «ل» + «ال…».
fn read(start: usize, end: usize, gap: Gap, tanwin: bool, text: &str, words: &Vocabulary) -> Token {
    let (readings, classes) = ([Reading::default(); 4], Class::default());
    let mut token = Token { start, end, gap, readings, count: 0, classes, whole_class: classes, tanwin };
    let Some(word) = text.get(start..end) else { return token };
    let long = |stem: &str| stem.len() >= 4;
    let mut known = |stem: &str, skip: usize, conjunction: bool, preposition: Option<char>| {
        let (id, guessed) = match words.find(stem) {
            Some(id) => (id, false),
            None if conjunction => return,
            None => match words.find_with_heh(stem) {
                Some(id) => (id, true),
                None => return,
            },
        };
        let short = skip > 0 && stem.len() < 6;
        token.push(Reading { word: id, skip: skip as u8, conjunction, preposition, short, guessed });
        if !guessed && !short {
            token.classes |= words.class(id);
            if skip == 0 {
                token.whole_class = words.class(id);
            }
        }
    };
    known(word, 0, false, None);
    let bases = [(word, 0, false)].into_iter().chain(
        word.strip_prefix(['و', 'ف'])
            .filter(|rest| long(rest))
            .map(|rest| (rest, word.len() - rest.len(), true)),
    );
    for (base, skip, conjunction) in bases {
        if conjunction {
            known(base, skip, true, None);
        }
        let Some(preposition) = base.chars().next().filter(|c| matches!(c, 'ب' | 'ل' | 'ك')) else {
            continue;
        };
        let rest = &base[preposition.len_utf8()..];
        let skip = skip + preposition.len_utf8();
        if preposition == 'ل' && rest.starts_with('ل') {
            // The alef of «ال» is not written after «ل»; a name in «ال» + «ل» loses that too.
            let stem = &rest['ل'.len_utf8()..];
            if stem.len() >= 4 {
                known(&format!("ال{stem}"), skip, conjunction, Some('ل'));
                known(&format!("الل{stem}"), skip, conjunction, Some('ل'));
            }
        }
        if long(rest) {
            known(rest, skip, conjunction, Some(preposition));
        }
    }
    token
}
