//! The answers to keys.

use super::{Words, changes, copying, hiding, written};
use crate::app::{Message, SETTINGS};

/// A piece of a message. Names are fields of their own, so that none reorders the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The interface's words.
    Said(String),
    /// A name.
    Name(String),
}

impl Piece {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        let (Piece::Said(text) | Piece::Name(text)) = self;
        text
    }
}

impl Words {
    /// The answer to the last key.
    #[must_use]
    pub fn message(self, message: &Message) -> Vec<Piece> {
        let said = match message {
            Message::Repaired(report) => return changes::report(self, report),
            Message::Marked(name) => return changes::marked(self, name),
            Message::Copied(size, end) => return vec![Piece::Said(copying::copied(self, *size, *end))],
            Message::NotOpened(fault) => return vec![Piece::Said(copying::not_opened(self, fault))],
            Message::NothingToCopy => self.pick("There is no text to copy here", "لا نص هنا يُنسخ"),
            Message::Mouse(true) => self.pick(
                "Mouse on · select as usual with Shift (iTerm2: Option) · M off",
                "الفأرة تعمل · للتحديد المعتاد Shift (أو Option في iTerm2) · M لإيقافها",
            ),
            Message::Mouse(false) => {
                self.pick("Mouse off: it is the terminal's again", "الفأرة للطرفية من جديد")
            }
            Message::Set(name, value) => {
                let setting = SETTINGS.iter().find(|setting| setting.name == *name);
                let about = setting.map_or(*name, |setting| setting.description(self.0));
                return vec![Piece::Said(format!("{about}:")), Piece::Said(value.clone())];
            }
            Message::New(Some(percent)) => return vec![Piece::Said(self.share_new(*percent))],
            Message::New(None) => {
                self.pick("Nothing of it was read in another article", "لم يُقرأ شيء منها في مقالة أخرى")
            }
            Message::EndOfArticle => self.pick("End of the article · J next", "نهاية المقالة · J للتالية"),
            Message::NoMoreArticles => self.pick("No more articles this way", "لا مقالات أخرى في هذا الاتجاه"),
            Message::NoUnread => self.pick("No other article here is unread", "لا مقالة أخرى غير مقروءة هنا"),
            Message::Sorted(order) => self.sorted(*order),
            Message::NothingIsKept(why) => {
                let said = self.pick("Not kept for next time: ", "لن يُحفظ للمرة القادمة: ");
                return vec![Piece::Said(said.to_string() + why)];
            }
            Message::FirstAgain => self.pick("Round to the first mention", "من أول ذكر مجددا"),
            Message::LastAgain => self.pick("Round to the last mention", "من آخر ذكر مجددا"),
            Message::NotInList => {
                self.pick("No article in the list mentions it", "لا تذكره أي مقالة في القائمة")
            }
            Message::NoName => self.pick(
                "Choose a name first: among the names (3), or in the text (n)",
                "اختر اسما أولا: من الأسماء (3) أو في النص (n)",
            ),
            Message::NotInFilter => self.pick("This name is not in the filter", "ليس هذا الاسم في التصفية"),
            Message::NoLastFilter => self.pick("No filter has been cleared yet", "لم تُلغَ تصفية بعد"),
            Message::RulesHidden { names, mentions, in_filter } => {
                return vec![Piece::Said(hiding::hidden(self, *names, *mentions, *in_filter))];
            }
            Message::RulesShown => {
                self.pick("What rules found is shown again", "يظهر ما وجدته القواعد من جديد")
            }
            Message::NoRules => self.pick("Rules have found nothing here", "لم تجد القواعد شيئا هنا"),
            Message::FilterHidden => self.pick(
                "The names of that filter are hidden · H shows them",
                "أسماء تلك التصفية مخفية · H لإظهارها",
            ),
            Message::Written(written) => return written::written(self, written),
            Message::NotAllRead => self.pick(
                "Still reading: write the list when it is whole",
                "القراءة مستمرة: تُكتب القائمة حين تكتمل",
            ),
            Message::NothingWritten => self.pick("Nothing can be written here", "لا يُكتب شيء هنا"),
            Message::NoMention => self.pick("No mention in this article", "لا ذكر في هذه المقالة"),
            Message::NoHit => self.pick("Not in this article", "ليس في هذه المقالة"),
            Message::HitsFolded => {
                self.pick("Only in what is folded · x shows it", "في ما طُوي فقط · x للإظهار")
            }
            Message::FirstHitAgain => self.pick("Round to the first match", "من أول نتيجة مجددا"),
            Message::LastHitAgain => self.pick("Round to the last match", "من آخر نتيجة مجددا"),
            Message::NoResidue => self.pick("Nothing is folded in this article", "لا شيء مطوي في هذه المقالة"),
            Message::NoNotices => self.pick("Everything could be read", "قُرئ كل شيء"),
            Message::NoWord => self.pick("A name needs a word", "لا بد للاسم من كلمة"),
            Message::NothingToUndo => {
                self.pick("Nothing was changed since you began", "لم يتغير شيء منذ بدأت")
            }
            Message::Mode(name) => name,
            Message::ConsoleFont => self.pick(
                "No Arabic letters? Load a font that has them: setfont Arabic-VGA16",
                "\u{200E}setfont Arabic-VGA16 لتحميل خط فيه حروف عربية",
            ),
        };
        vec![Piece::Said(said.to_string())]
    }
}
