//! The interface's own words, in English and in Arabic. Arabic stands in logical order, as typed;
//! where a line begins with the name of a key, a right-to-left mark (U+200F) gives its direction.

use crate::app::{Language, LineReport, Message, NameGroup, Pane};
use crate::corpus::{Notice, NoticeKind, Residue};
use crate::entity::{EntityKind, EntityTable, Provenance};
use crate::text::BreakReason;

mod changes;
mod filter;
mod hiding;
mod written;

/// Says things in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(pub Language);

/// A line to judge a terminal by: a lam-alef, a number in brackets, guillemets.
pub(super) const SAMPLE: &str = "السلام (2014) «داعش»";

impl Words {
    pub(super) fn pick(self, english: &'static str, arabic: &'static str) -> &'static str {
        match self.0 {
            Language::English => english,
            Language::Arabic => arabic,
        }
    }

    /// The program's name.
    #[must_use]
    pub fn program(self) -> &'static str {
        self.pick("warraq", "ورّاق")
    }

    /// What a pane is called.
    #[must_use]
    pub fn pane(self, pane: Pane) -> &'static str {
        match pane {
            Pane::List => self.pick("Articles", "المقالات"),
            Pane::Text => self.pick("Text", "النص"),
            Pane::Names => self.pick("Names", "الأسماء"),
        }
    }

    /// The head over a group of names.
    #[must_use]
    pub fn names_in(self, group: NameGroup, entities: &EntityTable) -> &str {
        match group {
            NameGroup::Pinned => self.pick("Pinned", "المثبتة"),
            NameGroup::Kind(EntityKind::Place) => self.pick("Places", "الأماكن"),
            NameGroup::Kind(EntityKind::Organisation) => self.pick("Organisations", "المنظمات"),
            NameGroup::Kind(EntityKind::Person) => self.pick("People", "الأشخاص"),
            NameGroup::Kind(kind @ EntityKind::Other(_)) => entities.kind_name(kind),
        }
    }

    /// Which names are listed, if only those of the open article are.
    #[must_use]
    pub fn of_article(self) -> &'static str {
        self.pick("in this article", "في هذه المقالة")
    }

    /// Beside that, if what rules found is hidden.
    #[must_use]
    pub fn without_rules(self) -> &'static str {
        self.pick("listed only", "من القوائم فقط")
    }

    /// How many articles.
    #[must_use]
    pub fn articles(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} article{}", if n == 1 { "" } else { "s" }),
            Language::Arabic => counted(n, ["مقالة واحدة", "مقالتان", "مقالات", "مقالة", "مقالة"]),
        }
    }

    /// How many of the articles are listed.
    #[must_use]
    pub fn articles_of(self, listed: usize, all: usize) -> String {
        match self.0 {
            Language::English => format!("{listed} of {}", self.articles(all)),
            Language::Arabic => format!("{listed} من {}", self.articles(all)),
        }
    }

    /// How many names.
    #[must_use]
    pub fn names(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} name{}", if n == 1 { "" } else { "s" }),
            Language::Arabic => counted(n, ["اسم واحد", "اسمان", "أسماء", "اسما", "اسم"]),
        }
    }

    /// What a name of this kind names; `None` of a kind of the reader's own, which its name must say.
    #[must_use]
    pub fn kind(self, kind: EntityKind) -> Option<&'static str> {
        Some(match kind {
            EntityKind::Place => self.pick("a place", "مكان"),
            EntityKind::Organisation => self.pick("an organisation", "منظمة"),
            EntityKind::Person => self.pick("a person", "شخص"),
            EntityKind::Other(_) => return None,
        })
    }

    /// Why a name was found.
    #[must_use]
    pub fn provenance(self, provenance: Provenance) -> &'static str {
        match provenance {
            Provenance::Reader => self.pick("yours", "منك"),
            Provenance::ReaderGazetteer => self.pick("on your list", "من قائمتك"),
            Provenance::Imported => self.pick("annotated", "من الحواشي"),
            Provenance::Gazetteer => self.pick("listed", "من القائمة"),
            Provenance::Rule => self.pick("by a rule", "بقاعدة"),
        }
    }

    /// A line of a file of the reader's own.
    #[must_use]
    pub fn line(self, number: usize) -> String {
        format!("{} {number}", self.pick("line", "السطر"))
    }

    /// Between the members of a list.
    #[must_use]
    pub fn comma(self) -> &'static str {
        self.pick(", ", "، ")
    }

    /// The head of the panel about a name.
    #[must_use]
    pub fn card(self) -> &'static str {
        self.pick("This name", "هذا الاسم")
    }

    /// Before a name that is typed to be added.
    #[must_use]
    pub fn add_name(self) -> &'static str {
        self.pick("Add", "أضف")
    }

    /// Before the name as it is to be shown.
    #[must_use]
    pub fn show_as(self) -> &'static str {
        self.pick("Show as", "أظهره باسم")
    }

    /// Before the name of a file that the list is written to.
    #[must_use]
    pub fn write_to(self) -> &'static str {
        self.pick("Write the list to (.csv, .tsv, .json)", "اكتب القائمة في")
    }

    /// How long an article takes to read.
    #[must_use]
    pub fn minutes(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} min"),
            Language::Arabic => format!("{n} د"),
        }
    }

    /// How many lines are folded away; `key` shows them.
    #[must_use]
    pub fn folded(self, n: usize, key: &str) -> String {
        match self.0 {
            Language::English => {
                format!("{n} line{} folded · {key} shows", if n == 1 { "" } else { "s" })
            }
            Language::Arabic => {
                let lines = ["سطر واحد مطوي", "سطران مطويان", "أسطر مطوية", "سطرا مطويا", "سطر مطوي"];
                format!("{} · {key} للإظهار", counted(n, lines))
            }
        }
    }

    /// The residue is shown; `key` folds it.
    #[must_use]
    pub fn unfolded(self, key: &str) -> String {
        match self.0 {
            Language::English => format!("page residue shown · {key} folds"),
            Language::Arabic => format!("بقايا الصفحة ظاهرة · {key} للطي"),
        }
    }

    /// Where something stands in a row of things.
    #[must_use]
    pub fn of(self, at: usize, of: usize) -> String {
        match self.0 {
            Language::English => format!("{at} of {of}"),
            Language::Arabic => format!("{at} من {of}"),
        }
    }

    /// Why lines are folded.
    #[must_use]
    pub fn residue(self, residue: Residue) -> &'static str {
        match residue {
            Residue::Repeated => self.pick("repeated", "مكرر"),
            Residue::Control => self.pick("left over from the page", "من أدوات الصفحة"),
            Residue::Related => self.pick("links to other articles", "روابط إلى مقالات أخرى"),
        }
    }

    /// The list and the text before anything has been read.
    #[must_use]
    pub fn loading(self) -> &'static str {
        self.pick("Reading the articles…", "تُقرأ المقالات…")
    }

    /// What stands before the count while articles are still being read.
    #[must_use]
    pub fn so_far(self) -> &'static str {
        self.pick("reading…", "قراءة…")
    }

    /// No title or name matches what is typed.
    #[must_use]
    pub fn no_match(self) -> &'static str {
        self.pick("Nothing matches", "لا شيء يطابق")
    }

    /// No article has a title or a file's name that matches.
    #[must_use]
    pub fn no_title(self) -> &'static str {
        self.pick("No title matches", "لا عنوان يطابق")
    }

    /// How to see all titles again.
    #[must_use]
    pub fn esc_clears(self) -> &'static str {
        self.pick("Esc clears the search", "\u{200F}Esc لإلغاء البحث")
    }

    /// No names at all.
    #[must_use]
    pub fn no_names(self) -> &'static str {
        self.pick("No names found", "لم يُعثر على أسماء")
    }

    /// Every name of the filter must be there.
    #[must_use]
    pub fn and(self) -> &'static str {
        self.pick("and", "و")
    }

    /// Between names of which one is enough.
    #[must_use]
    pub fn or(self) -> &'static str {
        self.pick("or", "أو")
    }

    /// How many mentions of a name there are, and in how many articles.
    #[must_use]
    pub fn mentions_in(self, mentions: usize, articles: usize) -> String {
        let articles = self.articles(articles);
        match self.0 {
            Language::English if mentions == 1 => format!("1 mention in {articles}"),
            Language::English => format!("{mentions} mentions in {articles}"),
            Language::Arabic => {
                format!("{} في {articles}", counted(mentions, ["مرة واحدة", "مرتان", "مرات", "مرة", "مرة"]))
            }
        }
    }

    /// What keys do in a trail or a company.
    #[must_use]
    pub fn follow_hint(self) -> &'static str {
        self.pick("Enter goes there · Esc closes", "Enter للذهاب · Esc للإغلاق")
    }

    /// In how many articles what follows is named together with a name.
    #[must_use]
    pub fn together_in(self, articles: usize) -> String {
        let articles = self.articles(articles);
        match self.0 {
            Language::English => format!("named with it in {articles}"),
            Language::Arabic => format!("ما يُذكر معه في {articles}"),
        }
    }

    /// How many files could not be read.
    #[must_use]
    pub fn unread_files(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} not read · ! says why"),
            Language::Arabic => {
                let files = ["ملف لم يُقرأ", "ملفان لم يُقرآ", "ملفات لم تُقرأ", "ملفا لم يُقرأ", "ملف لم يُقرأ"];
                format!("{} · ! للسبب", counted(n, files))
            }
        }
    }

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

    /// The head of the notices.
    #[must_use]
    pub fn notices(self) -> &'static str {
        self.pick("Not read", "ما لم يُقرأ")
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

    /// What the line to judge a terminal by looks like where it is right.
    #[must_use]
    pub fn sample(self) -> &'static str {
        self.pick(
            "first word at the right, letters joined, « » around the last · B next way",
            "\u{200F}الكلمة الأولى يمينا والحروف متصلة و« » حول الأخيرة · B للطريقة التالية",
        )
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
            Hint::Mention => self.pick("mention", "ذكر"),
            Hint::Page => self.pick("page", "صفحة"),
            Hint::Articles => self.pick("article", "مقالة"),
            Hint::Clear => self.pick("clear", "إلغاء"),
            Hint::Help => self.pick("help", "مساعدة"),
            Hint::Back => self.pick("back", "رجوع"),
            Hint::Keep => self.pick("keep", "إبقاء"),
            Hint::Add => self.pick("add", "إضافة"),
            Hint::Kind => self.pick("kind", "النوع"),
            Hint::Write => self.pick("write", "كتابة"),
        }
    }

    /// The answer to the last key.
    #[must_use]
    pub fn message(self, message: &Message) -> Vec<Piece> {
        let said = match message {
            Message::Repaired(report) => return changes::report(self, report),
            Message::Marked(name) => return changes::marked(self, name),
            Message::Sent(count) => {
                let count = *count;
                return vec![Piece::Said(match self.0 {
                    Language::English => format!("{count} characters sent to the terminal's clipboard"),
                    Language::Arabic => {
                        let count = counted(count, ["حرف واحد", "حرفان", "حروف", "حرفا", "حرف"]);
                        format!("أُرسل إلى حافظة الطرفية: {count}")
                    }
                })];
            }
            Message::Written(written) => return written::written(self, written),
            Message::NothingWritten => self.pick("Nothing can be written here", "لا يُكتب شيء هنا"),
            Message::EndOfArticle => self.pick("End of the article · J next", "نهاية المقالة · J للتالية"),
            Message::NoMoreArticles => self.pick("No more articles this way", "لا مقالات أخرى في هذا الاتجاه"),
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
            Message::NoMention => self.pick("No mention in this article", "لا ذكر في هذه المقالة"),
            Message::NoResidue => self.pick("Nothing is folded in this article", "لا شيء مطوي في هذه المقالة"),
            Message::NoNotices => self.pick("Everything was read", "قُرئ كل شيء"),
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

    /// `warraq tag`: a line is not UTF-8, from byte `offset` on; perhaps others are not either.
    #[must_use]
    pub fn line_not_utf8(self, line: u64, offset: usize, others: bool) -> String {
        let others = if others { self.pick(", as are others", "، ومثله غيره") } else { "" };
        match self.0 {
            Language::English => {
                format!(
                    "line {line}{others}: not UTF-8 (byte {offset} is the first that is wrong), read with U+FFFD"
                )
            }
            Language::Arabic => {
                format!("السطر {line}{others}: ليس UTF-8 (أول بايت خاطئ رقمه {offset})، فقُرئ وفيه U+FFFD")
            }
        }
    }

    /// `warraq tag`: a line is longer than `bytes`; perhaps others are too.
    #[must_use]
    pub fn line_cut(self, line: u64, bytes: usize, others: bool) -> String {
        let others = if others { self.pick(", as are others", "، ومثله غيره") } else { "" };
        match self.0 {
            Language::English => format!("line {line}{others}: longer than {bytes} bytes, read in pieces"),
            Language::Arabic => format!("السطر {line}{others}: أطول من {bytes} بايت، فقُرئ مقسّما"),
        }
    }

    /// What happened to a file or folder, without its name.
    #[must_use]
    pub fn notice(self, notice: &Notice) -> String {
        let fixed = match &notice.kind {
            NoticeKind::Missing => self.pick("no such file or folder", "لا ملف ولا مجلد بهذا الاسم"),
            NoticeKind::Denied => self.pick("permission denied", "لا إذن بالقراءة"),
            NoticeKind::NotRegular => self.pick(
                "a pipe, socket or device, which may never end: not opened",
                "أنبوب أو مقبس أو جهاز قد لا ينتهي: لم يُفتح",
            ),
            NoticeKind::Binary => self.pick("holds NUL bytes: not a text", "فيه بايتات صفرية: ليس نصا"),
            NoticeKind::Empty => self.pick("empty", "فارغ"),
            NoticeKind::NoChange => self.pick(
                "no change of names that is known: kept, and skipped",
                "ليس تغييرا معروفا للأسماء: أُبقي وتُجووز",
            ),
            NoticeKind::Fault => self.pick(
                "the program failed at this file: please report it",
                "أخفق البرنامج في هذا الملف: نرجو الإبلاغ عنه",
            ),
            NoticeKind::EmptyFolder => self.pick("no .txt file in this folder", "لا ملف .txt في هذا المجلد"),
            NoticeKind::NoAnnotations => self.pick(
                "no file of annotations in this folder (.ann, .conll, .json, .jsonl …)",
                "لا ملف حواشٍ في هذا المجلد (\u{200E}.ann\u{200E}, .conll, .json, .jsonl\u{200E} …)",
            ),
            NoticeKind::NoKind { name } => {
                return match self.0 {
                    Language::English => {
                        format!(
                            "no file tells of a kind `{name}`: changes that call it are kept, and skipped"
                        )
                    }
                    Language::Arabic => format!("لا ملف يعرّف النوع `{name}`: أُبقيت تغييراته وتُجووزت"),
                };
            }
            NoticeKind::NotUtf8 { offset } => {
                return match self.0 {
                    Language::English => format!("not UTF-8 (byte {offset} is the first that is wrong)"),
                    Language::Arabic => format!("ليس UTF-8 (أول بايت خاطئ رقمه {offset})"),
                };
            }
            NoticeKind::TooLarge { bytes } => {
                return match self.0 {
                    Language::English => format!("too large ({bytes} bytes)"),
                    Language::Arabic => format!("كبير جدا ({bytes} بايت)"),
                };
            }
            NoticeKind::Io(error) => return error.clone(),
        };
        fixed.to_string()
    }
}

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
    Mention,
    Page,
    Articles,
    Clear,
    Help,
    Back,
    Keep,
    Add,
    Kind,
    Write,
}

/// A piece of a message. Names are fields of their own, so that none reorders the words around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The interface's words.
    Said(String),
    /// A name.
    Name(String),
}

/// An Arabic noun with its number; its forms for one, two, three to ten, eleven to ninety-nine, and
/// whole hundreds. The last two digits decide.
pub(super) fn counted(n: usize, [one, two, few, many, hundred]: [&str; 5]) -> String {
    match (n, n % 100) {
        (1, _) => one.to_string(),
        (2, _) => two.to_string(),
        (_, 3..=10) => format!("{n} {few}"),
        (_, 0..=2) => format!("{n} {hundred}"),
        _ => format!("{n} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_numbers_agree_with_their_nouns() {
        let words = Words(Language::Arabic);
        let check = |n, expected: &str| assert_eq!(words.articles(n), expected);
        check(1, "مقالة واحدة");
        check(2, "مقالتان");
        check(5, "5 مقالات");
        check(11, "11 مقالة");
        check(100, "100 مقالة");
        check(103, "103 مقالات");
        assert_eq!(words.folded(27, "x"), "27 سطرا مطويا · x للإظهار");
        assert_eq!(words.folded(101, "x"), "101 سطر مطوي · x للإظهار");
        assert_eq!(words.names(0), "0 اسم");
    }
}
