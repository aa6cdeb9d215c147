//! What has been read, what is new, and in which order it stands.

use super::{Words, counted};
use crate::app::{Language, Order};

impl Words {
    /// An article was not there at the last sitting.
    #[must_use]
    pub fn new_article(self) -> &'static str {
        self.pick("new", "جديدة")
    }

    /// How many articles were not there at the last sitting.
    #[must_use]
    pub fn new_articles(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} new"),
            Language::Arabic => counted(n, ["واحدة جديدة", "جديدتان", "جديدة", "جديدة", "جديدة"]),
        }
    }

    /// What has been read is left out of the list.
    #[must_use]
    pub fn unread_only(self) -> &'static str {
        self.pick("unread only", "غير المقروءة فقط")
    }

    /// Everything that the list would hold has been read.
    #[must_use]
    pub fn none_unread(self) -> &'static str {
        self.pick("All of it has been read", "قُرئت كلها")
    }

    /// How to see what has been read again.
    #[must_use]
    pub fn all_again(self) -> &'static str {
        self.pick("R shows all", "\u{200F}R لإظهار الكل")
    }

    /// By what the articles are sorted; nothing where they stand as they were given.
    #[must_use]
    pub fn by(self, order: Order) -> Option<&'static str> {
        Some(match order {
            Order::Given => return None,
            Order::Title => self.pick("by title", "بالعنوان"),
            Order::Newest => self.pick("newest first", "الأحدث أولا"),
            Order::Shortest => self.pick("shortest first", "الأقصر أولا"),
            Order::Unread => self.pick("unread first", "غير المقروء أولا"),
        })
    }

    /// The articles are sorted so.
    #[must_use]
    pub fn sorted(self, order: Order) -> &'static str {
        match order {
            Order::Given => self.pick("Articles as they were given", "المقالات كما أُعطيت"),
            Order::Title => self.pick("Articles by title", "المقالات حسب العنوان"),
            Order::Newest => self.pick("The newest articles first", "أحدث المقالات أولا"),
            Order::Shortest => self.pick("The shortest articles first", "أقصر المقالات أولا"),
            Order::Unread => self.pick("Unread articles first", "المقالات غير المقروءة أولا"),
        }
    }

    /// How long an article takes to read.
    #[must_use]
    pub fn minutes(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} min"),
            Language::Arabic => format!("{n} د"),
        }
    }

    /// How long the rest of it takes.
    #[must_use]
    pub fn minutes_left(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("~{n} min left"),
            Language::Arabic => format!("بقي نحو {n} د"),
        }
    }
}
