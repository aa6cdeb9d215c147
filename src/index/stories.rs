//! Which articles tell the same story: those that hold a sentence of others, word by word.

use crate::corpus::{Article, ArticleId, Role, sentences};
use crate::fold::Folding;
use std::cmp::Reverse;
use std::ops::Range;

/// The articles that share sentences.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    /// By article.
    others: Vec<Box<[ArticleId]>>,
}

impl Stories {
    /// The articles that share sentences with `article`: those that share most come first.
    #[must_use]
    pub fn others(&self, article: ArticleId) -> &[ArticleId] {
        self.others.get(article.0 as usize).map_or(&[], |others| others)
    }
}

/// What all articles say, while they are read.
#[derive(Debug, Default)]
pub struct Gathering {
    sentences: Vec<(u64, ArticleId)>,
    articles: usize,
}

/// Sentences of a library in which stories are looked for: 32 MiB of them. A larger one goes without.
const MOST_SENTENCES: usize = 2 << 20;

/// A sentence that stands in more articles than this is a formula, and tells no story.
const MOST_ARTICLES: usize = 32;

/// Of more articles than this nobody wants to know that they tell the same story.
const MOST_OTHERS: usize = 16;

/// Words of the shortest sentence that tells a story from another.
const WORDS: usize = 6;

impl Gathering {
    /// Adds what `article` says.
    pub fn add(&mut self, article: &Article) {
        self.articles = self.articles.max(article.id.0 as usize + 1);
        if self.sentences.len() < MOST_SENTENCES {
            self.sentences.extend(telling(article).map(|sentence| (sentence.print, article.id)));
        }
    }

    /// The articles that share sentences.
    #[must_use]
    pub fn stories(self) -> Stories {
        let Gathering { mut sentences, articles } = self;
        if sentences.len() >= MOST_SENTENCES {
            return Stories::default();
        }
        sentences.sort_unstable();
        sentences.dedup();
        // Each article with a row of articles that say a sentence of it.
        let mut rows: Vec<(ArticleId, Range<u32>)> = Vec::new();
        let mut start = 0;
        for same in sentences.chunk_by(|(a, _), (b, _)| a == b) {
            let row = start..start + same.len() as u32;
            start = row.end;
            if (2..=MOST_ARTICLES).contains(&same.len()) {
                rows.extend(same.iter().map(|(_, article)| (*article, row.clone())));
            }
        }
        if rows.is_empty() {
            return Stories::default();
        }
        rows.sort_unstable_by_key(|(article, row)| (*article, row.start));
        let mut others = vec![Box::default(); articles];
        for rows in rows.chunk_by(|(a, _), (b, _)| a == b) {
            let article = rows[0].0;
            let row = |row: &Range<u32>| &sentences[row.start as usize..row.end as usize];
            let mut all: Vec<ArticleId> =
                rows.iter().flat_map(|(_, range)| row(range)).map(|said| said.1).collect();
            all.sort_unstable();
            let mut shared: Vec<(usize, ArticleId)> =
                all.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
            shared.retain(|(_, other)| *other != article);
            shared.sort_by_key(|(count, other)| (Reverse(*count), *other));
            others[article.0 as usize] =
                shared.into_iter().take(MOST_OTHERS).map(|(_, other)| other).collect();
        }
        Stories { others }
    }
}

/// A sentence that is long enough to tell a story from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Bytes of the article.
    pub range: Range<usize>,
    /// How many words it has.
    pub words: usize,
    /// A number for its words: the same for the same words, however they are spelled and set, and another one for
    /// others, but for one chance in very many.
    pub print: u64,
}

/// The sentences of `article` that are long enough to tell it from others; of residue there are none.
pub fn telling(article: &Article) -> impl Iterator<Item = Telling> + '_ {
    let parts = article.parts.iter().filter(|part| !matches!(part.role, Role::Residue(_)));
    let ranges = parts.flat_map(|part| {
        let start = part.range.start;
        sentences(&article.text[part.range.clone()]).map(move |range| start + range.start..start + range.end)
    });
    ranges.filter_map(|range| {
        let (words, print) = print(&article.text[range.clone()]);
        (words >= WORDS).then_some(Telling { range, words, print })
    })
}

/// How many words `sentence` has, and a number for them: FNV-1a over their folded letters.
fn print(sentence: &str) -> (usize, u64) {
    let (mut words, mut print) = (0, 0xCBF2_9CE4_8422_2325_u64);
    let mut is_in_word = false;
    for c in sentence.chars().filter_map(|c| Folding::SEARCH.char(c)) {
        // Most are these; Unicode's tables take longer to ask.
        let is_letter = matches!(c, '\u{621}'..='\u{64A}') || (c != ' ' && c.is_alphanumeric());
        if is_letter && !is_in_word {
            words += 1;
            print = (print ^ u64::from(' ')).wrapping_mul(0x0100_0000_01B3);
        }
        if is_letter {
            print = (print ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3);
        }
        is_in_word = is_letter;
    }
    (words, print)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Origin, from_bytes};

    fn article(number: usize, text: &str) -> Article {
        let id = ArticleId(number as u32);
        from_bytes(text.into(), format!("{number}.txt"), Origin::Embedded, id).expect("a text")
    }

    /// The others of each of `texts`.
    fn others(texts: &[&str]) -> Vec<Vec<u32>> {
        let mut gathering = Gathering::default();
        for (number, text) in texts.iter().enumerate() {
            gathering.add(&article(number, text));
        }
        let stories = gathering.stories();
        let of = |number| stories.others(ArticleId(number)).iter().map(|other| other.0).collect();
        (0..texts.len() as u32).map(of).collect()
    }

    #[test]
    fn articles_that_share_a_sentence_tell_the_same_story() {
        let shared = "افتتحت المكتبة العامة أبوابها أمام الزوار صباح اليوم.";
        let check = |texts: &[&str], expected: &[&[u32]]| assert_eq!(others(texts), expected, "{texts:?}");
        check(&[shared, "كتاب آخر عن شيء آخر تماما في مكان آخر."], &[&[], &[]]);
        check(&[shared, &format!("وقبل ذلك. {shared} وبعده.")], &[&[1], &[0]]);
        // However it is spelled and set.
        check(&[shared, "«اِفتتحت المكتبه العامة ابوابها – أمام الزوّار صباح اليوم!»"], &[&[1], &[0]]);
        // Too short, and not the same words.
        check(&["قال ذلك أمس.", "قال ذلك أمس."], &[&[], &[]]);
        check(&[shared, "افتتحت المكتبة العامة أبوابها أمام الزوار مساء اليوم."], &[&[], &[]]);
        // Twice in one article.
        check(&[&format!("{shared} {shared}"), "لا شيء"], &[&[], &[]]);
    }

    #[test]
    fn those_that_share_most_come_first_and_formulas_do_not_count() {
        let sentence = |n: usize| format!("هذه جملة طويلة من كلمات كثيرة رقمها {n}.");
        let (one, two) = (sentence(1), sentence(2));
        let both = format!("{one} {two}");
        assert_eq!(others(&[&both, &one, &both, "لا شيء"]), [vec![2, 1], vec![0, 2], vec![0, 1], vec![]]);
        let many = vec![one.as_str(); MOST_ARTICLES + 1];
        assert!(others(&many).iter().all(Vec::is_empty));
        let fewer = others(&many[1..]);
        assert!(fewer.iter().all(|others| others.len() == MOST_OTHERS));
    }

    #[test]
    fn residue_tells_no_story() {
        let text = "عنوان\n\nافتتحت المكتبة العامة أبوابها أمام الزوار صباح اليوم. ثم أغلقت.\n\nتويتر\n";
        let article = article(0, text);
        let found: Vec<Telling> = telling(&article).collect();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].words, 8);
        assert!(article.text[found[0].range.clone()].ends_with("اليوم."));
    }
}
