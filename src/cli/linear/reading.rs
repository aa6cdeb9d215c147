//! Where in an article its reader is: sentence by sentence, a page of them at a time.

use crate::corpus::{Article, Role, sentences};
use crate::ui::Words;
use std::ops::Range;
use std::sync::Arc;

/// Sentences of a page.
const PAGE: usize = 5;

/// An article that is being read.
#[derive(Debug)]
pub(super) struct Reading {
    article: Arc<Article>,
    sentences: Vec<Sentence>,
    /// The first sentence that has not been said.
    next: usize,
    /// Where the pages began that have been said.
    pages: Vec<usize>,
}

#[derive(Debug)]
struct Sentence {
    /// Bytes of the article, up to the next sentence of the part: nothing of a part is left out.
    range: Range<usize>,
    role: Role,
    /// The number of the paragraph; `None` of parts that are none.
    paragraph: Option<usize>,
    is_first: bool,
}

impl Reading {
    /// At the beginning of `article`, with what is left over from its page or without.
    pub(super) fn new(article: &Arc<Article>, shows_residue: bool) -> Reading {
        let mut all = Vec::new();
        let mut paragraphs = 0;
        for part in &article.parts {
            if matches!(part.role, Role::Residue(_)) && !shows_residue {
                continue;
            }
            let paragraph = (part.role == Role::Body).then(|| {
                paragraphs += 1;
                paragraphs
            });
            let start = part.range.start;
            let begins =
                sentences(&article.text[part.range.clone()]).map(|range| start + range.start).skip(1);
            let begins: Vec<usize> = std::iter::once(start).chain(begins).collect();
            let ends = begins.iter().skip(1).copied().chain([part.range.end]);
            for (place, (start, end)) in std::iter::zip(&begins, ends).enumerate() {
                all.push(Sentence { range: *start..end, role: part.role, paragraph, is_first: place == 0 });
            }
        }
        Reading { article: Arc::clone(article), sentences: all, next: 0, pages: Vec::new() }
    }

    /// How many paragraphs it has.
    pub(super) fn paragraphs(&self) -> usize {
        self.sentences.iter().filter_map(|sentence| sentence.paragraph).max().unwrap_or(0)
    }

    /// The paragraph in which the page ends that was said last.
    pub(super) fn paragraph(&self) -> Option<usize> {
        self.sentences[..self.next].iter().rev().find_map(|sentence| sentence.paragraph)
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.next == self.sentences.len()
    }

    /// The lines of the next page, each a paragraph or what is left of it; at the end it says so.
    pub(super) fn page(&mut self, words: Words) -> Vec<String> {
        self.pages.push(self.next);
        self.take(PAGE, words)
    }

    /// The lines of all that is left.
    pub(super) fn rest(&mut self, words: Words) -> Vec<String> {
        self.pages.push(self.next);
        self.take(usize::MAX, words)
    }

    /// Goes back to where the page before the last one began, as far as there is one.
    pub(super) fn back(&mut self) {
        self.pages.pop();
        self.next = self.pages.pop().unwrap_or(0);
    }

    /// Goes to the beginning.
    pub(super) fn rewind(&mut self) {
        (self.next, self.pages) = (0, Vec::new());
    }

    /// Goes to the last page.
    pub(super) fn wind(&mut self) {
        self.pages.push(self.next);
        self.next = self.sentences.len().saturating_sub(PAGE);
    }

    /// Goes to the next paragraph that has not been begun, or to the one before the last page.
    pub(super) fn go_to_paragraph(&mut self, is_forward: bool) {
        let is_begin = |sentence: &Sentence| sentence.is_first;
        self.next = if is_forward {
            let left = self.sentences[self.next..].iter().position(is_begin);
            left.map_or(self.sentences.len(), |at| self.next + at)
        } else {
            let begin = self.pages.last().copied().unwrap_or(0);
            self.sentences[..begin].iter().rposition(is_begin).unwrap_or(0)
        };
    }

    /// The line of the sentence that holds `byte`; what follows it is next.
    pub(super) fn sentence_at(&mut self, byte: usize, words: Words) -> Vec<String> {
        self.next = self.sentences.partition_point(|sentence| sentence.range.end <= byte);
        self.pages.push(self.next);
        self.take(1, words)
    }

    fn take(&mut self, count: usize, words: Words) -> Vec<String> {
        let end = self.next.saturating_add(count).min(self.sentences.len());
        let taken = &self.sentences[self.next..end];
        self.next = end;
        let mut lines: Vec<String> = taken
            .chunk_by(|_, after| !after.is_first)
            .map(|part| {
                let text = &self.article.text[part[0].range.start..part[part.len() - 1].range.end];
                format!("{}{}", prefix(&part[0], words), text.trim_end())
            })
            .collect();
        if self.is_done() {
            lines.push(words.end_of_article().to_string());
        }
        lines
    }
}

/// What is said before a part, so that it is known what it is.
fn prefix(sentence: &Sentence, words: Words) -> String {
    match (sentence.paragraph, sentence.role) {
        (Some(number), _) if sentence.is_first => format!("{number}: "),
        (Some(number), _) => format!("{number}, {}: ", words.continued()),
        (None, role) => words.role(role).map(|role| format!("{role}: ")).unwrap_or_default(),
    }
}
