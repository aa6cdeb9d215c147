//! What is said of searches that cannot be understood.

use super::Words;
use crate::app::Language;
use crate::index::{Field, SearchErrorKind};

impl Words {
    /// What can be typed to search, other than words.
    #[must_use]
    pub fn search_syntax(self) -> String {
        let [title, entity, pattern] = Field::ALL.map(|(_, english, arabic)| self.pick(english, arabic));
        match self.0 {
            Language::English => format!("\"as spelled\"  -without  {title}:  {entity}:  {pattern}:"),
            Language::Arabic => format!("\u{200F}\"كما كُتب\"  -بدون  {title}:  {entity}:  {pattern}:"),
        }
    }

    /// What is wrong with a search, and at which of its characters, from 1.
    #[must_use]
    pub fn search_fault(self, column: usize, kind: &SearchErrorKind) -> String {
        let said = self.search_error(kind);
        match self.0 {
            Language::English => format!("at {column}: {said}"),
            Language::Arabic => format!("عند الحرف {column}: {said}"),
        }
    }

    /// What is wrong with a search, in one line.
    #[must_use]
    pub fn search_error(self, kind: &SearchErrorKind) -> String {
        let said = match kind {
            SearchErrorKind::Unclosed => self.pick("no second quote", "لا علامة اقتباس ثانية"),
            SearchErrorKind::Nothing => self.pick("nothing to look for", "لا شيء للبحث عنه"),
            SearchErrorKind::NoLetter => self.pick(
                "no letter to look for: only quotes find signs",
                "لا حرف للبحث عنه: لا تُوجد العلامات إلا بين \" \"",
            ),
            SearchErrorKind::UnknownField => {
                let fields = Field::ALL.map(|(_, english, arabic)| self.pick(english, arabic));
                let [title, entity, pattern] = fields;
                return match self.0 {
                    Language::English => {
                        format!(
                            "no such field: {title}: {entity}: {pattern}: are known; in quotes it is text"
                        )
                    }
                    Language::Arabic => {
                        format!("لا حقل بهذا الاسم، والمعروف {title}: {entity}: {pattern}: وبين \" \" هو نص")
                    }
                };
            }
            SearchErrorKind::PatternTooLarge => {
                self.pick("the expression would take too long", "يطول البحث بهذا النمط")
            }
            SearchErrorKind::Pattern(fault) if self.0 == Language::English => return fault.clone(),
            // What the expression's parser says is in English; the place tells the most.
            SearchErrorKind::Pattern(fault) => return format!("نمط لا يُفهم ({fault})"),
        };
        said.to_string()
    }
}
