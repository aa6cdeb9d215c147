//! What is said of copying, selecting and the mouse, and of what is opened elsewhere.

use super::{Words, counted};
use crate::app::{CopyEnd, CopyKind, CopySize, Language, OpenFault};

impl Words {
    /// The head of the menu of what can be copied.
    #[must_use]
    pub fn copy_menu(self) -> &'static str {
        self.pick("Copy", "انسخ")
    }

    /// What to do in it.
    #[must_use]
    pub fn copy_hint(self) -> &'static str {
        self.pick("a letter, or y for the sentence · Esc closes", "حرف، أو y للجملة · Esc للإغلاق")
    }

    /// What can be copied.
    #[must_use]
    pub fn copied_kind(self, kind: CopyKind) -> &'static str {
        match kind {
            CopyKind::Sentence => self.pick("sentence", "الجملة"),
            CopyKind::Paragraph => self.pick("paragraph", "الفقرة"),
            CopyKind::Title => self.pick("title", "العنوان"),
            CopyKind::Quotation => self.pick("quotation", "اقتباس"),
            CopyKind::Mention => self.pick("name", "الاسم"),
        }
    }

    /// How many characters are not copied with the rest.
    #[must_use]
    pub fn left_out(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} control{} left out", if n == 1 { "" } else { "s" }),
            Language::Arabic => {
                let controls = ["محرف تحكم واحد", "محرفي تحكم", "محارف تحكم", "محرف تحكم", "محرف تحكم"];
                format!("بلا {}", counted(n, controls))
            }
        }
    }

    /// How many characters.
    #[must_use]
    pub fn characters(self, n: usize) -> String {
        match self.0 {
            Language::English => format!("{n} character{}", if n == 1 { "" } else { "s" }),
            Language::Arabic => counted(n, ["حرف واحد", "حرفان", "حروف", "حرفا", "حرف"]),
        }
    }

    /// Before the number of characters that are selected.
    #[must_use]
    pub fn selected(self) -> &'static str {
        self.pick("Selected:", "المحدد:")
    }
}

/// What has become of a text that was copied.
pub(super) fn copied(words: Words, size: CopySize, end: CopyEnd) -> String {
    let done = match (end, words.0) {
        (CopyEnd::TooLong { limit }, Language::English) => {
            return format!(
                "Not sent: {} bytes, and the terminal takes {limit} · copy a part (y, v), or open the file (e)",
                size.bytes
            );
        }
        (CopyEnd::TooLong { limit }, Language::Arabic) => {
            return format!(
                "لم يُرسل: {} بايت، والطرفية تقبل {limit} · انسخ جزءا (y أو v) أو افتح الملف (e)",
                size.bytes
            );
        }
        (CopyEnd::Sent, Language::English) => "Sent to the terminal".to_string(),
        (CopyEnd::Sent, Language::Arabic) => "أُرسل إلى الطرفية".to_string(),
        (CopyEnd::Taken { program, is_sent: false }, Language::English) => {
            format!("Copied to the clipboard ({program})")
        }
        (CopyEnd::Taken { program, is_sent: false }, Language::Arabic) => {
            format!("نُسخ إلى الحافظة ({program})")
        }
        (CopyEnd::Taken { program, is_sent: true }, Language::English) => {
            format!("Copied to the clipboard ({program}), and sent to the terminal")
        }
        (CopyEnd::Taken { program, is_sent: true }, Language::Arabic) => {
            format!("نُسخ إلى الحافظة ({program}) وأُرسل إلى الطرفية")
        }
    };
    let characters = words.characters(size.characters);
    let left_out = match size.left_out {
        0 => String::new(),
        n => format!(" · {}", words.left_out(n)),
    };
    format!("{done}: {characters}{left_out}")
}

/// Why nothing was opened.
pub(super) fn not_opened(words: Words, fault: &OpenFault) -> String {
    match (fault, words.0) {
        (OpenFault::Kiosk, Language::English) => "No other program can be opened here".to_string(),
        (OpenFault::Kiosk, Language::Arabic) => "لا يمكن فتح برنامج آخر هنا".to_string(),
        (OpenFault::NoCommand(variable), Language::English) => {
            format!("${variable} does not name a program")
        }
        (OpenFault::NoCommand(variable), Language::Arabic) => format!("لا يسمي {variable} برنامجا"),
        (OpenFault::NotStarted { program, why }, Language::English) => {
            format!("{program} could not be started: {why}")
        }
        (OpenFault::NotStarted { program, why }, Language::Arabic) => {
            format!("تعذّر تشغيل {program}: {why}")
        }
        (OpenFault::Failed { program, status }, Language::English) => {
            format!("{program} ended with status {status}")
        }
        (OpenFault::Failed { program, status }, Language::Arabic) => {
            format!("انتهى {program} بالرمز {status}")
        }
        (OpenFault::NoCopy(why), Language::English) => format!("No copy could be made to open: {why}"),
        (OpenFault::NoCopy(why), Language::Arabic) => format!("تعذّر عمل نسخة لفتحها: {why}"),
    }
}
