//! What of the open article was read in another one: sentences that it shares with articles that are marked as read.

use super::Model;
use crate::corpus::ArticleId;
use crate::index::telling;
use std::collections::HashSet;
use std::ops::Range;

/// The sentences of an article that were read elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Which article, and which others it shares sentences with that were read.
    of: Option<(ArticleId, Vec<ArticleId>)>,
    /// Bytes of the stored text, in order.
    sentences: Vec<Range<usize>>,
    /// How much of the article is new, in percent of its words.
    new_percent: usize,
}

impl Known {
    /// Whether `byte` of the stored text was read elsewhere.
    #[must_use]
    pub fn holds(&self, byte: usize) -> bool {
        let at = self.sentences.partition_point(|sentence| sentence.end <= byte);
        self.sentences.get(at).is_some_and(|sentence| sentence.start <= byte)
    }

    /// How much of the article is new, in percent of its words; `None` if all is.
    #[must_use]
    pub fn new_percent(&self) -> Option<usize> {
        (!self.sentences.is_empty()).then_some(self.new_percent)
    }
}

impl Model {
    /// What of the open article was read elsewhere; nothing, unless the reader wants to know.
    #[must_use]
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Finds what of the open article was read elsewhere, if the reader wants to know and that is not known yet.
    pub(super) fn find_known(&mut self) {
        let open = self.reader.article().filter(|_| self.reading.dims_known);
        let of = open.map(|open| (open, self.read_of_story(open)));
        if self.known.of == of {
            return;
        }
        self.known = Known { of, ..Known::default() };
        let Some((open, others)) = &self.known.of else { return };
        let article = |id: &ArticleId| self.snapshot.article(*id);
        let read: HashSet<u64> = others
            .iter()
            .filter_map(article)
            .flat_map(|other| telling(other))
            .map(|said| said.print)
            .collect();
        let Some(article) = article(open) else { return };
        let mut words = 0;
        for sentence in telling(article).filter(|sentence| read.contains(&sentence.print)) {
            words += sentence.words;
            self.known.sentences.push(sentence.range);
        }
        self.known.new_percent = 100 - (words * 100 / article.words.max(1)).min(100);
    }

    /// The articles that tell the same story as `article`, and were read.
    fn read_of_story(&self, article: ArticleId) -> Vec<ArticleId> {
        let others = self.snapshot.stories.others(article).iter();
        others.copied().filter(|other| self.is_read(*other)).collect()
    }
}
