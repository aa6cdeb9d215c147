//! Which articles hold which words: made once for some articles that follow each other, so that a search
//! need not read them.

use super::phrase::Word;
use super::set::Set;
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::corpus::Article;
use std::ops::Range;

/// The words of some articles, folded, and the articles that each stands in.
#[derive(Debug, Default)]
pub(in crate::index) struct Postings {
    articles: usize,
    /// The words in the order of their bytes, one after the other, and where each ends.
    words: String,
    ends: Box<[u32]>,
    /// Where each word's articles end in `lists`.
    list_ends: Box<[u32]>,
    /// The articles of each word, one word after the other, counted from the first of these articles.
    lists: Box<[u16]>,
}

impl Postings {
    /// No more articles than this: the numbers are small.
    pub(in crate::index) const MOST: usize = u16::MAX as usize;

    /// The words of `articles`, [`MOST`](Self::MOST) at the most: those of their texts and their names.
    pub(in crate::index) fn of<'a>(articles: impl Iterator<Item = &'a Article>) -> Postings {
        let mut found = Found::default();
        let mut count = 0;
        for (article, number) in articles.zip(0..) {
            // A title is a part of the text, which may end inside a word.
            for text in [&article.text, &article.name, article.title_text().unwrap_or_default()] {
                let mut words = Words::new(text);
                while words.advance() {
                    found.add(words.folded(), number);
                }
            }
            count += 1;
        }
        found.sorted(count)
    }

    /// How many articles there are.
    pub(in crate::index) fn len(&self) -> usize {
        self.articles
    }

    /// The articles in which `word` may stand: all that hold it, and no other.
    pub(super) fn holding(&self, word: &Word) -> Set {
        let mut set = Set::none(self.articles);
        for form in word.forms() {
            let words = self.beginning_with(&form.text);
            if word.fits_all(form) {
                set.insert(&self.lists[self.list_end(words.start)..self.list_end(words.end)]);
                continue;
            }
            for at in words.filter(|at| word.fits(form, self.word(*at))) {
                set.insert(&self.lists[self.list(at)]);
            }
        }
        set
    }

    /// The articles that hold `folded` as a whole word.
    pub(super) fn holding_whole(&self, folded: &str) -> Set {
        let mut set = Set::none(self.articles);
        let at = self.beginning_with(folded).start;
        if at < self.ends.len() && self.word(at) == folded {
            set.insert(&self.lists[self.list(at)]);
        }
        set
    }

    /// The words that begin with `start`.
    fn beginning_with(&self, start: &str) -> Range<usize> {
        let first = self.first(|word| word < start);
        let end = self.first(|word| word < start || word.starts_with(start));
        first..end
    }

    /// The first word of which `is_before` does not hold; it holds of all before that.
    fn first(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from.midpoint(to);
            if is_before(self.word(middle)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from
    }

    fn word(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.words[start..self.ends[at] as usize]
    }

    fn list(&self, word: usize) -> Range<usize> {
        self.list_end(word)..self.list_end(word + 1)
    }

    /// Where the lists of the first `words` words end.
    fn list_end(&self, words: usize) -> usize {
        words.checked_sub(1).map_or(0, |last| self.list_ends[last] as usize)
    }
}

/// Words as they are found.
#[derive(Default)]
struct Found {
    vocabulary: Vocabulary,
    /// Of each word, by number: the last article that holds it, and how many do.
    counts: Vec<(u16, u32)>,
    /// Words and the articles that hold them, in the order of the articles.
    pairs: Vec<(u32, u16)>,
}

impl Found {
    fn add(&mut self, word: &str, article: u16) {
        let number = self.vocabulary.number(word);
        match self.counts.get_mut(number) {
            Some((last, _)) if *last == article => return,
            Some(count) => *count = (article, count.1 + 1),
            None => self.counts.push((article, 1)),
        }
        self.pairs.push((number as u32, article));
    }

    fn sorted(self, articles: usize) -> Postings {
        let Found { vocabulary, counts, pairs } = self;
        let mut numbers: Vec<usize> = (0..vocabulary.len()).collect();
        numbers.sort_unstable_by_key(|number| vocabulary.word(*number));
        let mut words =
            String::with_capacity(numbers.iter().map(|number| vocabulary.word(*number).len()).sum());
        let (mut ends, mut list_ends) =
            (Vec::with_capacity(numbers.len()), Vec::with_capacity(numbers.len()));
        // Where the next article of each word belongs.
        let mut next = vec![0; numbers.len()];
        let mut end = 0;
        for number in numbers {
            words.push_str(vocabulary.word(number));
            ends.push(words.len() as u32);
            next[number] = end;
            end += counts[number].1;
            list_ends.push(end);
        }
        let mut lists = vec![0; pairs.len()];
        for (number, article) in pairs {
            let next = &mut next[number as usize];
            lists[*next as usize] = article;
            *next += 1;
        }
        Postings { articles, words, ends: ends.into(), list_ends: list_ends.into(), lists: lists.into() }
    }
}
