//! What the mode without a screen says, line by line. Each line says what it is.

use super::{Piece, Words, counted};
use crate::app::{Language, Message, minutes};
use crate::corpus::Role;

impl Words {
    /// The first line.
    #[must_use]
    pub fn linear_greeting(self, articles: usize, names: usize) -> String {
        let (articles, names) = (self.articles(articles), self.names(names));
        match self.0 {
            Language::English => format!(
                "warraq: {articles}, {names}. help lists the commands, list the articles; a number reads an \
                 article, an empty line goes on."
            ),
            Language::Arabic => format!(
                "ورّاق: {articles}، {names}. «مساعدة» للأوامر، «قائمة» للمقالات؛ والرقم يقرأ مقالة، والسطر الفارغ \
                 يتابع."
            ),
        }
    }

    /// The answer to what was asked last, as one line.
    #[must_use]
    pub fn answer(self, message: &Message) -> String {
        let pieces = self.message(message);
        let text = |piece: &Piece| match piece {
            Piece::Said(text) | Piece::Name(text) => text.clone(),
        };
        pieces.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    /// Which article of the list it is.
    #[must_use]
    pub fn article_at(self, at: usize, of: usize) -> String {
        format!("{} {}", self.pick("Article", "المقالة"), self.of(at, of))
    }

    /// An article by its number.
    #[must_use]
    pub fn article_number(self, number: u32) -> String {
        format!("{} {number}", self.pick("article", "المقالة"))
    }

    /// Before the article that is open, if the list does not hold it.
    #[must_use]
    pub fn open_article(self) -> &'static str {
        self.pick("Open, though not in the list", "المفتوحة، وليست في القائمة")
    }

    /// The article was marked as read, or as unread.
    #[must_use]
    pub fn marked_read(self, is_read: bool) -> &'static str {
        if is_read {
            self.pick("Marked as read.", "عُلّمت مقروءة.")
        } else {
            self.pick("Marked as unread.", "عُلّمت غير مقروءة.")
        }
    }

    /// The article was given a star, or lost it.
    #[must_use]
    pub fn marked_with_star(self, is_starred: bool) -> &'static str {
        if is_starred {
            self.pick("Given a star.", "أُعطيت نجمة.")
        } else {
            self.pick("The star is taken away.", "أُزيلت النجمة.")
        }
    }

    /// An article that has a star.
    #[must_use]
    pub fn starred(self) -> &'static str {
        self.pick("starred", "عليها نجمة")
    }

    /// How long an article of so many words takes to read.
    #[must_use]
    pub fn reading_time(self, words: usize) -> String {
        let minutes = minutes(words);
        match self.0 {
            Language::English => format!("{minutes} minute{}", if minutes == 1 { "" } else { "s" }),
            Language::Arabic => counted(minutes, ["دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة", "دقيقة"]),
        }
    }

    /// How many paragraphs.
    #[must_use]
    pub fn paragraphs(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} paragraph{}", if n == 1 { "" } else { "s" }),
            Language::Arabic => counted(n, ["فقرة واحدة", "فقرتان", "فقرات", "فقرة", "فقرة"]),
        }
    }

    /// Where in the text its reader is.
    #[must_use]
    pub fn paragraph_at(self, at: usize, of: usize) -> String {
        format!("{} {}", self.pick("paragraph", "الفقرة"), self.of(at, of))
    }

    /// An article that has been read, or has not.
    #[must_use]
    pub fn is_read(self, is_read: bool) -> &'static str {
        if is_read { self.pick("read", "مقروءة") } else { self.pick("unread", "غير مقروءة") }
    }

    /// What a part of an article is; `None` of a paragraph.
    #[must_use]
    pub fn role(self, role: Role) -> Option<&'static str> {
        Some(match role {
            Role::Headline => self.pick("Headline", "العنوان"),
            Role::Kicker => self.pick("Above the headline", "فوق العنوان"),
            Role::Dateline => self.pick("Byline", "المصدر والمكان"),
            Role::Caption => self.pick("Caption", "شرح صورة"),
            Role::Heading => self.pick("Subheading", "عنوان فرعي"),
            Role::Residue(residue) => self.residue(residue),
            Role::Body => return None,
        })
    }

    /// A paragraph whose beginning was said before.
    #[must_use]
    pub fn continued(self) -> &'static str {
        self.pick("continued", "تتمة")
    }

    /// The end of an article.
    #[must_use]
    pub fn end_of_article(self) -> &'static str {
        self.pick("End of the article.", "نهاية المقالة.")
    }

    /// How many lines are still to be said.
    #[must_use]
    pub fn lines_left(self, n: usize) -> String {
        match self.0 {
            Language::English => {
                format!(
                    "{n} more line{}: an empty line goes on, all says all.",
                    if n == 1 { "" } else { "s" }
                )
            }
            Language::Arabic => {
                let lines = ["سطر واحد", "سطران", "أسطر", "سطرا", "سطر"];
                format!("بقي {}: السطر الفارغ يتابع، و«الكل» لها جميعا.", counted(n, lines))
            }
        }
    }

    /// Before the names that the list is filtered by.
    #[must_use]
    pub fn filter_head(self) -> &'static str {
        self.pick("Filter", "التصفية")
    }

    /// Nothing filters the list.
    #[must_use]
    pub fn no_filter(self) -> &'static str {
        self.pick("No filter", "لا تصفية")
    }

    /// Before a name that articles must not mention.
    #[must_use]
    pub fn without(self) -> &'static str {
        self.pick("without", "دون")
    }

    /// A name of the filter that counts for nothing at the moment.
    #[must_use]
    pub fn paused(self) -> &'static str {
        self.pick("paused", "موقوف")
    }

    /// Before what narrows the articles.
    #[must_use]
    pub fn found_by(self) -> &'static str {
        self.pick("found by", "نتيجة البحث عن")
    }

    /// A group of names that is folded away.
    #[must_use]
    pub fn folded_group(self) -> &'static str {
        self.pick("folded", "مطوي")
    }

    /// Before what the cursor is on.
    #[must_use]
    pub fn in_hand(self) -> &'static str {
        self.pick("In hand", "المحدد")
    }

    /// Which mention of those that are walked through it is.
    #[must_use]
    pub fn mention_at(self, at: usize, of: usize) -> String {
        format!("{} {}", self.pick("Mention", "الذكر"), self.of(at, of))
    }

    /// Which of the places that a search has found it is.
    #[must_use]
    pub fn hit_at(self, at: usize, of: usize) -> String {
        format!("{} {}", self.pick("Found", "الموضع"), self.of(at, of))
    }

    /// No name matches what was written.
    #[must_use]
    pub fn no_name_matches(self, text: &str) -> String {
        format!("{}: {text}", self.pick("No name matches", "لا اسم يطابق"))
    }

    /// A name that other names match as well.
    #[must_use]
    pub fn other_names(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} more match: names and the same text lists them."),
            Language::Arabic => {
                let names = ["اسم آخر", "اسمان آخران", "أسماء أخرى", "اسما آخر", "اسم آخر"];
                format!("يطابقه أيضا {}: «أسماء» والنص نفسه لها.", counted(n, names))
            }
        }
    }

    /// Nothing is known by this name or number.
    #[must_use]
    pub fn unknown_command(self, line: &str) -> String {
        match self.0 {
            Language::English => format!("No such command: {line}. help lists them."),
            Language::Arabic => format!("لا أمر بهذا الاسم: {line}. «مساعدة» للأوامر كلها."),
        }
    }

    /// Nothing has this number.
    #[must_use]
    pub fn no_such_number(self, number: usize) -> String {
        format!("{}: {number}", self.pick("Nothing has this number", "لا شيء بهذا الرقم"))
    }

    /// The article is there, but not in the list.
    #[must_use]
    pub fn article_not_listed(self, number: usize) -> String {
        match self.0 {
            Language::English => format!("Article {number} is not in the list: clear widens it."),
            Language::Arabic => format!("المقالة {number} ليست في القائمة: «ألغ» يوسعها."),
        }
    }

    /// What makes no sense without a screen.
    #[must_use]
    pub fn needs_a_screen(self) -> &'static str {
        self.pick("That needs a screen.", "هذا يحتاج إلى شاشة.")
    }

    /// What was asked has changed nothing.
    #[must_use]
    pub fn nothing_changed(self) -> &'static str {
        self.pick("Nothing changed.", "لم يتغير شيء.")
    }

    /// There is nothing to go on with.
    #[must_use]
    pub fn nothing_left(self) -> &'static str {
        self.pick("Nothing is left to say.", "لم يبق ما يُقال.")
    }

    /// A name is to be written as it shall be shown.
    #[must_use]
    pub fn write_name(self, name: &str) -> String {
        match self.0 {
            Language::English => format!("How shall {name} be shown? An empty line lets it be."),
            Language::Arabic => format!("كيف يظهر {name}؟ السطر الفارغ لتركه."),
        }
    }

    /// A name is to be written that shall be added.
    #[must_use]
    pub fn write_new_name(self, kind: &str) -> String {
        match self.0 {
            Language::English => {
                format!(
                    "Which name shall be added, as {kind}? <Tab> for another kind, an empty line lets it be."
                )
            }
            Language::Arabic => {
                format!("أي اسم يضاف، وهو {kind}؟ \u{200E}<Tab>\u{200E} لنوع آخر، والسطر الفارغ لتركه.")
            }
        }
    }

    /// The list is to be written to a file; what name is proposed.
    #[must_use]
    pub fn write_file(self, proposed: &str) -> String {
        match self.0 {
            Language::English => {
                format!("To which file? An empty line takes {proposed}, <Esc> lets it be.")
            }
            Language::Arabic => {
                format!("إلى أي ملف؟ السطر الفارغ يأخذ {proposed}، و\u{200E}<Esc>\u{200E} لتركه.")
            }
        }
    }

    /// What is to be searched for is to be written.
    #[must_use]
    pub fn write_search(self) -> &'static str {
        self.pick("What shall be found? An empty line finds all.", "عم تبحث؟ السطر الفارغ للكل.")
    }

    /// Before a text that was to be copied.
    #[must_use]
    pub fn to_copy(self) -> &'static str {
        self.pick("To be copied", "للنسخ")
    }

    /// Before the names of actions.
    #[must_use]
    pub fn every_action(self) -> &'static str {
        self.pick(
            "Every action of the reader, by its name or its key:",
            "أوامر القارئ كلها، بالاسم أو بالمفتاح:",
        )
    }
}
