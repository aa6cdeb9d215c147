//! The words of the panels over the panes.

use super::{Words, counted};
use crate::app::{Language, LineReport};
use crate::text::BreakReason;

impl Words {
    /// The head of the help.
    #[must_use]
    pub fn help(self) -> &'static str {
        self.pick("Keys", "المفاتيح")
    }

    /// What to do in the help.
    #[must_use]
    pub fn help_hint(self) -> &'static str {
        self.pick("type to search · Esc closes", "اكتب للبحث · Esc للإغلاق")
    }

    /// The head of the options of reading.
    #[must_use]
    pub fn options(self) -> &'static str {
        self.pick("How text is set", "كيف يُعرض النص")
    }

    /// What keys do there.
    #[must_use]
    pub fn options_hint(self) -> &'static str {
        self.pick("↑↓ choose · ←→ change · Esc closes", "\u{200F}↑↓ للاختيار · ←→ للتغيير · Esc للإغلاق")
    }

    /// The head of the palette.
    #[must_use]
    pub fn palette(self) -> &'static str {
        self.pick("Actions", "الأوامر")
    }

    /// What to do in it.
    #[must_use]
    pub fn palette_hint(self) -> &'static str {
        self.pick("Enter does it · Esc closes", "\u{200F}Enter للتنفيذ · Esc للإغلاق")
    }

    /// The head of the panel about a line.
    #[must_use]
    pub fn line_report(self) -> &'static str {
        self.pick("This line", "هذا السطر")
    }

    /// What to do in it.
    #[must_use]
    pub fn line_report_hint(self) -> &'static str {
        self.pick("y copies the report · Esc closes", "\u{200F}y لنسخ التقرير · Esc للإغلاق")
    }

    /// Where a line lies, its direction and its end, and why.
    #[must_use]
    pub fn line_facts(self, report: &LineReport) -> String {
        let (start, end, level) = (report.bytes.start, report.bytes.end, report.base.number());
        let why = match (report.has_direction, self.0) {
            (true, Language::English) => "by its first letter",
            (false, Language::English) => "as the article",
            (true, Language::Arabic) => "بحسب أول حرف",
            (false, Language::Arabic) => "كالمقالة",
        };
        let ends = match report.break_reason {
            BreakReason::End => self.pick("ends the paragraph", "نهاية الفقرة"),
            BreakReason::Opportunity => self.pick("broken between words", "قُطع بين كلمتين"),
            BreakReason::Mandatory => self.pick("broken by the text", "قطعه النص"),
            BreakReason::Emergency => self.pick("broken inside a word", "قُطع داخل كلمة"),
            BreakReason::Elided => self.pick("elided", "اختُصر"),
        };
        match self.0 {
            Language::English => format!("bytes {start} to {end} · base level {level}, {why} · {ends}"),
            Language::Arabic => format!("البايتات {start} إلى {end} · المستوى {level} {why} · {ends}"),
        }
    }

    /// An embedding level.
    #[must_use]
    pub fn level(self, level: u8) -> String {
        format!("{} {level}", self.pick("level", "مستوى"))
    }

    /// How many cells something takes.
    #[must_use]
    pub fn cells(self, cells: u8) -> String {
        match self.0 {
            Language::English => format!("{cells} cell{}", if cells == 1 { "" } else { "s" }),
            Language::Arabic => format!("خانات {cells}"),
        }
    }

    /// How to close a panel.
    #[must_use]
    pub fn esc_closes(self) -> &'static str {
        self.pick("Esc closes", "\u{200F}Esc للإغلاق")
    }

    /// The head of the panel about a name.
    #[must_use]
    pub fn card(self) -> &'static str {
        self.pick("This name", "هذا الاسم")
    }

    /// What keys do in a trail or a company.
    #[must_use]
    pub fn follow_hint(self) -> &'static str {
        self.pick("Enter goes there · Esc closes", "\u{200F}Enter للذهاب · Esc للإغلاق")
    }

    /// In how many articles what follows is named together with a name.
    #[must_use]
    pub fn together_in(self, articles: usize) -> String {
        let articles = self.articles_governed(articles);
        match self.0 {
            Language::English => format!("named with it in {articles}"),
            Language::Arabic => format!("ما يُذكر معه في {articles}"),
        }
    }

    /// What the line to judge a terminal by looks like where it is right; the second time in fewer words.
    #[must_use]
    pub fn sample(self) -> [&'static str; 2] {
        [
            self.pick(
                "first word at the right, letters joined, « » around the last · B next way",
                "\u{200F}الكلمة الأولى يمينا والحروف متصلة و« » حول الأخيرة · B للطريقة التالية",
            ),
            self.pick(
                "first word right, all joined · B next",
                "\u{200F}الأولى يمينا والحروف متصلة · B للتالية",
            ),
        ]
    }

    /// The question which line can be read.
    #[must_use]
    pub fn which_is_readable(self) -> &'static str {
        self.pick("Which of these lines can you read?", "أي هذه الأسطر تُقرأ؟")
    }

    /// How it is answered.
    #[must_use]
    pub fn readable_hint(self) -> &'static str {
        self.pick(
            "1, 2 or 3 · Esc: do not ask again · B tries others later",
            "\u{200F}1 أو 2 أو 3 · Esc لعدم السؤال مجددا · B لتجربة غيرها لاحقا",
        )
    }

    /// What such a line looks like where it is right.
    #[must_use]
    pub fn readable_looks(self) -> &'static str {
        self.pick(
            "The first word stands at the right, its letters are joined.",
            "الكلمة الأولى إلى اليمين وحروفها متصلة.",
        )
    }

    /// How many mentions of a name there are, and in how many articles.
    #[must_use]
    pub fn mentions_in(self, mentions: usize, articles: usize) -> String {
        let articles = self.articles_governed(articles);
        match self.0 {
            Language::English if mentions == 1 => format!("1 mention in {articles}"),
            Language::English => format!("{mentions} mentions in {articles}"),
            Language::Arabic => {
                format!("{} في {articles}", counted(mentions, ["مرة واحدة", "مرتان", "مرات", "مرة", "مرة"]))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keys_do_runs_as_the_language_does() {
        let words = Words(Language::Arabic);
        for hint in [
            words.help_hint(),
            words.options_hint(),
            words.palette_hint(),
            words.line_report_hint(),
            words.esc_closes(),
            words.follow_hint(),
            words.sample()[0],
            words.sample()[1],
            words.readable_hint(),
            words.copy_hint(),
            words.esc_clears(),
            words.esc_clears_filter(),
            words.all_again(),
        ] {
            // The first letter, or a mark in front of it, gives the direction (rule P2).
            let first = hint.chars().find(|c| c.is_alphabetic() || *c == '\u{200F}');
            assert!(first.is_some_and(|c| !c.is_ascii()), "{hint}");
        }
    }

    #[test]
    fn a_preposition_governs_the_number_behind_it() {
        let words = Words(Language::Arabic);
        let check = |n, of: &str, together: &str, mentions: &str| {
            assert_eq!(words.articles_of(1, n), of);
            assert_eq!(words.together_in(n), together);
            assert_eq!(words.mentions_in(5, n), mentions);
        };
        check(1, "1 من مقالة واحدة", "ما يُذكر معه في مقالة واحدة", "5 مرات في مقالة واحدة");
        check(2, "1 من مقالتين", "ما يُذكر معه في مقالتين", "5 مرات في مقالتين");
        check(3, "1 من 3 مقالات", "ما يُذكر معه في 3 مقالات", "5 مرات في 3 مقالات");
        assert_eq!(words.left_out(2), "بلا محرفي تحكم");
    }
}
