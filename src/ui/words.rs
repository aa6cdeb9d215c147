//! The interface's own words, in English and in Arabic. Arabic stands in logical order, as typed;
//! where a line begins with the name of a key, a right-to-left mark (U+200F) gives its direction.

use crate::app::{Language, NameGroup, Pane};
use crate::corpus::Residue;
use crate::entity::{EntityKind, EntityTable, Provenance};

mod changes;
mod copying;
mod doctor;
mod filter;
mod hiding;
mod hints;
mod imports;
mod linear;
mod messages;
mod notices;
mod panels;
mod search;
mod sitting;
mod written;

pub(super) use hints::Hint;
pub(super) use messages::Piece;

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

    /// The same behind a preposition, which governs it: two are «في مقالتين».
    pub(super) fn articles_governed(self, n: usize) -> String {
        match (self.0, n) {
            (Language::Arabic, 2) => "مقالتين".to_string(),
            _ => self.articles(n),
        }
    }

    /// How many of the articles are listed.
    #[must_use]
    pub fn articles_of(self, listed: usize, all: usize) -> String {
        match self.0 {
            Language::English => format!("{listed} of {}", self.articles(all)),
            Language::Arabic => format!("{listed} من {}", self.articles_governed(all)),
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
        self.pick("Write to", "اكتب في")
    }

    /// How that name may end, and so in what form the list is written.
    #[must_use]
    pub fn file_forms(self) -> &'static str {
        "(.csv .tsv .txt .json)"
    }

    /// How much of an article was not read in another one.
    #[must_use]
    pub fn share_new(self, percent: usize) -> String {
        match self.0 {
            Language::English => format!("{percent}% new"),
            Language::Arabic => format!("{percent}% جديد"),
        }
    }

    /// Which other articles, by their numbers, tell the same story: the first of them, if there are many.
    #[must_use]
    pub fn same_story(self, numbers: &[u32]) -> String {
        let more = (numbers.len() > 5).then(|| "…".to_string());
        let numbers: Vec<String> = numbers.iter().take(5).map(ToString::to_string).chain(more).collect();
        format!("{}: {}", self.pick("same story", "القصة نفسها"), numbers.join(self.comma()))
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

    /// What stands before the count while articles are still being read or searched.
    #[must_use]
    pub fn so_far(self) -> &'static str {
        self.pick("reading…", "قراءة…")
    }

    /// Nothing matches what is typed.
    #[must_use]
    pub fn no_match(self) -> &'static str {
        self.pick("Nothing matches", "لا شيء يطابق")
    }

    /// How to see all articles again.
    #[must_use]
    pub fn esc_clears(self) -> &'static str {
        self.pick("Esc clears the search", "\u{200F}Esc لإلغاء البحث")
    }

    /// No article mentions what it must, and nothing else.
    #[must_use]
    pub fn none_left(self) -> &'static str {
        self.pick("No article is left", "لا مقالة توافق التصفية")
    }

    /// How to see all articles again.
    #[must_use]
    pub fn esc_clears_filter(self) -> &'static str {
        self.pick("Esc clears the filter", "\u{200F}Esc لإلغاء التصفية")
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
