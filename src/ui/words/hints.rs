//! Short words for the keys at the bottom.

use super::Words;

/// What a key at the bottom of the screen does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is one word of the interface")]
pub enum Hint {
    Move,
    Read,
    Filter,
    Unfilter,
    Names,
    Narrow,
    Search,
    Hit,
    Mention,
    Page,
    Articles,
    Clear,
    Help,
    Back,
    Keep,
    Add,
    Kind,
    Copy,
    OtherEnd,
    Leave,
    Write,
}

impl Words {
    /// Short words for the keys at the bottom.
    #[must_use]
    pub fn hint(self, hint: Hint) -> &'static str {
        match hint {
            Hint::Move => self.pick("move", "تنقّل"),
            Hint::Read => self.pick("read", "قراءة"),
            Hint::Filter => self.pick("filter", "تصفية"),
            Hint::Unfilter => self.pick("remove", "إزالة"),
            Hint::Names => self.pick("names", "الأسماء"),
            Hint::Narrow => self.pick("narrow", "تضييق"),
            Hint::Search => self.pick("search", "بحث"),
            Hint::Hit => self.pick("match", "نتيجة"),
            Hint::Mention => self.pick("mention", "ذكر"),
            Hint::Page => self.pick("page", "صفحة"),
            Hint::Articles => self.pick("article", "مقالة"),
            Hint::Clear => self.pick("clear", "إلغاء"),
            Hint::Help => self.pick("help", "مساعدة"),
            Hint::Back => self.pick("back", "رجوع"),
            Hint::Keep => self.pick("keep", "إبقاء"),
            Hint::Add => self.pick("add", "إضافة"),
            Hint::Kind => self.pick("kind", "النوع"),
            Hint::Copy => self.pick("copy", "نسخ"),
            Hint::OtherEnd => self.pick("other end", "الطرف الآخر"),
            Hint::Leave => self.pick("leave", "خروج"),
            Hint::Write => self.pick("write", "كتابة"),
        }
    }
}
