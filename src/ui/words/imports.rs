//! What the interface says of files that the reader has brought along.

use super::{Words, counted};
use crate::app::Language;
use crate::entity::Fault;
use crate::entity::import::{Format, ImportError, ImportFault, Reason, Report};

impl Words {
    /// The head of the panel that says what became of the reader's own files.
    #[must_use]
    pub fn own_files(self) -> &'static str {
        self.pick("Your files", "ملفاتك")
    }

    /// Several files that have been taken whole.
    #[must_use]
    pub fn whole_files(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} more file{}", if n == 1 { "" } else { "s" }),
            Language::Arabic => counted(n, ["ملف آخر", "ملفان آخران", "ملفات أخرى", "ملفا آخر", "ملف آخر"]),
        }
    }

    /// What became of a file.
    #[must_use]
    pub fn report(self, report: &Report) -> String {
        let Report { documents, unmatched, taken, repaired, .. } = *report;
        let unread = report.unread.count;
        let rejected: usize = report.rejected.values().sum();
        let taken = match (report.format, self.0) {
            (Some(Format::Gazetteer), _) => self.names(taken),
            (Some(Format::Labels), Language::English) => {
                format!("{taken} label{}", if taken == 1 { "" } else { "s" })
            }
            (Some(Format::Labels), Language::Arabic) => {
                counted(taken, ["وسم واحد", "وسمان", "وسوم", "وسما", "وسم"])
            }
            (_, Language::English) => format!("{taken} taken"),
            (_, Language::Arabic) => format!("{taken} كما هي"),
        };
        let mut parts = vec![taken];
        if repaired > 0 {
            parts.push(format!("{repaired} {}", self.pick("repaired", "صُحح موضعها")));
        }
        if rejected > 0 {
            let reasons = report.rejected.iter().map(|(reason, n)| format!("{n} {}", self.reason(*reason)));
            let reasons = reasons.collect::<Vec<_>>().join(self.pick(", ", "، "));
            parts.push(format!("{rejected} {} ({reasons})", self.pick("rejected", "مرفوضة")));
        }
        if unmatched > 0 {
            parts.push(match self.0 {
                Language::English => format!("{unmatched} of {documents} documents match no article"),
                Language::Arabic => format!("وثائق لا تطابق أي مقالة: {unmatched} من {documents}"),
            });
        }
        if unread > 0 {
            parts.push(match self.0 {
                Language::English => format!("{unread} not read"),
                Language::Arabic => format!("لم يُقرأ {unread}"),
            });
        }
        parts.join(self.pick(", ", "، "))
    }

    /// Why annotations are left out.
    #[must_use]
    pub fn reason(self, reason: Reason) -> &'static str {
        match reason {
            Reason::Nowhere => self.pick("beyond the text or empty", "خارج النص أو فارغة"),
            Reason::OtherText => self.pick("not in the text near there", "ليست في النص قرب موضعها"),
            Reason::CrossesLine => self.pick("over the end of a line", "تتجاوز نهاية السطر"),
            Reason::Overlap => self.pick("under another one", "تحت غيرها"),
            Reason::Label => self.pick("with an impossible label", "وسمها غير صالح"),
        }
    }

    /// A line that could not be read, and why.
    #[must_use]
    pub fn import_error(self, error: &ImportError) -> String {
        let line = format!("{} {}", self.pick("line", "السطر"), error.line);
        let what = match &error.fault {
            ImportFault::Format => self.pick("no format that is known", "صيغة غير معروفة"),
            ImportFault::Json(what) => return format!("{line}: JSON: {what}"),
            ImportFault::TooLarge => self.pick("a document too large", "وثيقة كبيرة جدا"),
            ImportFault::TooMany => {
                self.pick("too many annotations in one document", "وثيقة كثيرة الوسوم جدا")
            }
            ImportFault::NoDocument => self.pick("no text with annotations", "لا نص ولا وسوم"),
            ImportFault::NoTag => self.pick("a word without a tag", "كلمة بلا وسم"),
            ImportFault::NoSpan => self.pick("no place, or no label", "لا موضع أو لا وسم"),
            ImportFault::Tag(tag) => {
                return format!(
                    "{line}: {} `{tag}`",
                    self.pick("a tag that says nothing:", "وسم لا معنى له:")
                );
            }
            ImportFault::Discontinuous => self.pick("in several places at once", "في عدة مواضع معا"),
            ImportFault::LabelLine => self.pick(
                "a label and its kind are wanted, a tab between them",
                "المطلوب وسم ونوعه وبينهما علامة جدولة",
            ),
            ImportFault::Name(fault) => return format!("{line}: {}", self.name_fault(fault)),
        };
        format!("{line}: {what}")
    }

    /// What is wrong with a line of a gazetteer.
    fn name_fault(self, fault: &Fault) -> String {
        match (fault, self.0) {
            (Fault::Fields(n), Language::English) => format!("{n} fields; 2 to 5 are wanted"),
            (Fault::Fields(n), Language::Arabic) => format!("عدد الحقول {n} والمطلوب من 2 إلى 5"),
            (Fault::Kind(kind), Language::English) => format!("`{kind}` is no kind that is known"),
            (Fault::Kind(kind), Language::Arabic) => format!("نوع غير معروف: `{kind}`"),
            (Fault::NoName, _) => self.pick("a name is empty", "اسم فارغ").to_string(),
            (Fault::Flag(flag), Language::English) => format!("there is no flag `{flag}`"),
            (Fault::Flag(flag), Language::Arabic) => format!("لا علامة بهذا الاسم: `{flag}`"),
        }
    }
}
