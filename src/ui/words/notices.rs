//! What could not be read.

use super::{Words, counted};
use crate::app::Language;
use crate::corpus::{Notice, NoticeKind};

impl Words {
    /// How many files, or lines of them, could not be read; `key` says why. "Not read" would be an article
    /// that is still to be read.
    #[must_use]
    pub fn unread_files(self, n: usize, key: &str) -> String {
        match self.0 {
            Language::English => format!("{n} fault{} · {key} says why", if n == 1 { "" } else { "s" }),
            Language::Arabic => {
                let files = ["ملف لم يُقرأ", "ملفان لم يُقرآ", "ملفات لم تُقرأ", "ملفا لم يُقرأ", "ملف لم يُقرأ"];
                format!("{} · {key} للسبب", counted(n, files))
            }
        }
    }

    /// The head of the notices.
    #[must_use]
    pub fn notices(self) -> &'static str {
        self.pick("What could not be read", "ما لم يُقرأ")
    }

    /// `warraq config --check`: nothing is wrong, in a file that is there or is not.
    #[must_use]
    pub fn settings_in_order(self, is_there: bool) -> &'static str {
        if is_there {
            self.pick("in order", "لا خطأ فيه")
        } else {
            self.pick("no such file: the defaults hold", "لا ملف بهذا الاسم: تسري القيم المبدئية")
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
            NoticeKind::Setting(said) | NoticeKind::Io(said) => return said.clone(),
        };
        fixed.to_string()
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
}
