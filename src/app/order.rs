//! The orders in which articles can be listed.

use super::marks::Marks;
use crate::corpus::Article;
use crate::fold::Folding;
use std::cmp::Reverse;
use std::sync::Arc;

/// The order of the articles in the list. What it does not tell apart stands as in the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// As in the library: the order of the paths that were given.
    #[default]
    Given,
    /// By the letters of the title, without the article «ال».
    Title,
    /// The newest first; those without a date last.
    Newest,
    /// The shortest first.
    Shortest,
    /// Those that have not been read first.
    Unread,
}

impl Order {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Order; 5] = [Order::Given, Order::Title, Order::Newest, Order::Shortest, Order::Unread];

    /// What it is called where it is kept.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Order::Given => "given",
            Order::Title => "title",
            Order::Newest => "newest",
            Order::Shortest => "shortest",
            Order::Unread => "unread",
        }
    }

    /// The order that is called so.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.name() == name)
    }

    pub(super) fn next(self) -> Order {
        let at = Order::ALL.iter().position(|order| *order == self).unwrap_or(0);
        Order::ALL[(at + 1) % Order::ALL.len()]
    }

    /// Where each article stands in this order, by number; nothing for the library's own.
    pub(super) fn ranks(self, articles: &[Arc<Article>], marks: &Marks) -> Arc<[u32]> {
        match self {
            Order::Given => Arc::default(),
            Order::Title => ranked(articles, title_key),
            Order::Newest => ranked(articles, |article| Reverse(article.date.as_ref().map(|date| date.day))),
            Order::Shortest => ranked(articles, |article| article.words),
            Order::Unread => ranked(articles, |article| marks.of(article.fingerprint).is_read),
        }
    }
}

fn ranked<K: Ord>(articles: &[Arc<Article>], key: impl Fn(&Article) -> K) -> Arc<[u32]> {
    let mut places: Vec<usize> = (0..articles.len()).collect();
    places.sort_by_cached_key(|place| key(&articles[*place]));
    let mut ranks = vec![0; articles.len()];
    for (rank, place) in (0..).zip(places) {
        ranks[place] = rank;
    }
    ranks.into()
}

/// The letters of a title, from the first one on.
fn title_key(article: &Article) -> String {
    let title = article.title_text().unwrap_or(&article.name);
    let words = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    // As it is written: folded, «إلى» would begin with the article too.
    Folding::SEARCH.fold(words.strip_prefix("ال").unwrap_or(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::marks::MarkChange;
    use crate::corpus::{self, ArticleId, Fingerprint, Origin};

    /// The numbers of these texts in `order`; a text that begins with `+` has been read.
    fn check(order: Order, texts: &[&str], expected: &[usize]) {
        let (mut articles, mut marks) = (Vec::new(), Marks::default());
        for (number, text) in (0..).zip(texts) {
            let (is_read, text) = text.strip_prefix('+').map_or((false, *text), |text| (true, text));
            let bytes = text.as_bytes().to_vec();
            let article =
                corpus::from_bytes(bytes, format!("{number}.txt"), Origin::Embedded, ArticleId(number));
            articles.push(Arc::new(article.expect("a text")));
            marks.set(Fingerprint::of(text.as_bytes()), MarkChange::Read(is_read));
        }
        let ranks = order.ranks(&articles, &marks);
        let mut found: Vec<usize> = (0..texts.len()).collect();
        found.sort_by_key(|number| ranks.get(*number));
        assert_eq!(found, expected, "{order:?}");
    }

    #[test]
    fn articles_stand_in_the_order_that_was_asked_for() {
        let body = "\n\nجملة أولى طويلة من كلمات كثيرة تكفي لأن تكون فقرة من فقرات المقالة.";
        let with = |title: &str| format!("{title}{body}");
        let titles = ["«ثالث العناوين» هنا", "البداية في أول الأمر", "إلى أين", "«ال»"].map(with);
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        // ا before ب before ث; brackets, hamzas and «ال» count for nothing.
        check(Order::Title, &titles[..3], &[2, 1, 0]);
        check(Order::Given, &titles, &[0, 1, 2, 3]);
        let dated = ["18 أكتوبر 2014\n\nنص", "نص بلا تاريخ", "2024-10-18\n\nنص", "نص آخر", "2024-10-17\n\nنص"];
        check(Order::Newest, &dated, &[2, 4, 0, 1, 3]);
        check(Order::Shortest, &["كلمة وكلمة وكلمة", "كلمة", "كلمة وكلمة", "واحدة"], &[1, 3, 2, 0]);
        check(Order::Unread, &["+أولى", "ثانية", "+ثالثة", "رابعة"], &[1, 3, 0, 2]);
    }

    #[test]
    fn each_order_is_found_by_its_name_and_the_key_goes_through_all() {
        let mut order = Order::Given;
        for expected in Order::ALL {
            assert_eq!(order, expected);
            assert_eq!(Order::of_name(order.name()), Some(order));
            order = order.next();
        }
        assert_eq!(order, Order::Given);
        assert_eq!(Order::of_name("?"), None);
    }
}
