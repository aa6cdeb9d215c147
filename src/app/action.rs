//! Everything that a reader can want, one row each: the keymap, the help, README's table of keys
//! and its test all read [`ACTIONS`].

/// What the reader wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "ACTIONS describes each, in two languages")]
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    Top,
    Bottom,
    ReadOn,
    ReadBack,
    NextPane,
    PreviousPane,
    PaneAtRight,
    PaneAtLeft,
    ListPane,
    TextPane,
    NamesPane,
    Choose,
    NextArticle,
    PreviousArticle,
    NextMention,
    PreviousMention,
    OrName,
    WithoutName,
    SuspendName,
    RemoveName,
    LastFilter,
    Trail,
    Company,
    FoldNames,
    PinName,
    Sort,
    ScopeNames,
    HideRules,
    ShowName,
    MergeName,
    RenameName,
    TurnKind,
    DeleteNameHere,
    DeleteName,
    AddName,
    UndoRepair,
    Search,
    SearchAll,
    Clear,
    ToggleRead,
    ToggleStar,
    NextUnread,
    UnreadOnly,
    ToggleResidue,
    Copy,
    CopyArticle,
    Select,
    Open,
    Edit,
    ToggleMouse,
    WriteList,
    NextParagraph,
    PreviousParagraph,
    Options,
    Zen,
    Tashkeel,
    DimKnown,
    Wider,
    Narrower,
    InspectLine,
    Palette,
    Help,
    Notices,
    NextMode,
    Redraw,
    Suspend,
    Quit,
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English; panes run from left to right.
    #[default]
    English,
    /// Arabic; panes run from right to left.
    Arabic,
}

/// A row of [`ACTIONS`].
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// What it is.
    pub action: Action,
    /// Its name, as settings write it.
    pub name: &'static str,
    /// The keys that are bound to it unless the reader says otherwise, in the notation of `keys`.
    pub keys: &'static [&'static str],
    /// What it does, in English: one line, no full stop.
    pub english: &'static str,
    /// The same in Arabic.
    pub arabic: &'static str,
    /// Which part of the help it stands in.
    pub group: Group,
}

/// Parts of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Group {
    Move,
    Panes,
    Articles,
    Reading,
    Names,
    Repairs,
    Program,
}

impl Group {
    /// Every part, in the order of the help.
    pub const ALL: [Group; 7] = [
        Group::Move,
        Group::Panes,
        Group::Articles,
        Group::Reading,
        Group::Names,
        Group::Repairs,
        Group::Program,
    ];

    /// Its heading.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Group::Move) => "Moving",
            (Language::English, Group::Panes) => "Panes",
            (Language::English, Group::Articles) => "Articles",
            (Language::English, Group::Reading) => "Reading",
            (Language::English, Group::Names) => "Names and filters",
            (Language::English, Group::Repairs) => "Changing names",
            (Language::English, Group::Program) => "Program",
            (Language::Arabic, Group::Move) => "الحركة",
            (Language::Arabic, Group::Panes) => "الألواح",
            (Language::Arabic, Group::Articles) => "المقالات",
            (Language::Arabic, Group::Reading) => "القراءة",
            (Language::Arabic, Group::Names) => "الأسماء والتصفية",
            (Language::Arabic, Group::Repairs) => "تغيير الأسماء",
            (Language::Arabic, Group::Program) => "البرنامج",
        }
    }
}

impl ActionRow {
    /// What it does, in `language`.
    #[must_use]
    pub const fn description(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Arabic => self.arabic,
        }
    }
}

const fn row(
    group: Group,
    action: Action,
    name: &'static str,
    keys: &'static [&'static str],
    english: &'static str,
    arabic: &'static str,
) -> ActionRow {
    ActionRow { action, name, keys, english, arabic, group }
}

/// Every action.
#[rustfmt::skip]
pub const ACTIONS: &[ActionRow] = &[
    row(Group::Move, Action::Down, "down", &["j", "<Down>"], "One line or row down", "سطر أو صف إلى الأسفل"),
    row(Group::Move, Action::Up, "up", &["k", "<Up>"], "One line or row up", "سطر أو صف إلى الأعلى"),
    row(Group::Move, Action::PageDown, "page-down", &["<PageDown>", "<C-f>"], "One page down", "صفحة إلى الأسفل"),
    row(Group::Move, Action::PageUp, "page-up", &["<PageUp>", "<C-b>"], "One page up", "صفحة إلى الأعلى"),
    row(Group::Move, Action::HalfPageDown, "half-page-down", &["d", "<C-d>"], "Half a page down", "نصف صفحة إلى الأسفل"),
    row(Group::Move, Action::HalfPageUp, "half-page-up", &["u", "<C-u>"], "Half a page up", "نصف صفحة إلى الأعلى"),
    row(Group::Move, Action::Top, "top", &["g", "<Home>"], "To the beginning", "إلى البداية"),
    row(Group::Move, Action::Bottom, "bottom", &["G", "<End>"], "To the end", "إلى النهاية"),
    row(Group::Move, Action::ReadOn, "read-on", &["<Space>"], "Read on: a page of the text, from any pane", "تابع القراءة: صفحة من النص، من أي لوح"),
    row(Group::Move, Action::ReadBack, "read-back", &["b"], "A page of the text back, from any pane", "صفحة من النص إلى الوراء، من أي لوح"),
    row(Group::Panes, Action::NextPane, "next-pane", &["<Tab>"], "To the next pane", "إلى اللوح التالي"),
    row(Group::Panes, Action::PreviousPane, "previous-pane", &["<S-Tab>"], "To the pane before", "إلى اللوح السابق"),
    row(Group::Panes, Action::PaneAtLeft, "pane-at-left", &["h", "<Left>"], "To the pane at the left", "إلى اللوح الأيسر"),
    row(Group::Panes, Action::PaneAtRight, "pane-at-right", &["l", "<Right>"], "To the pane at the right", "إلى اللوح الأيمن"),
    row(Group::Panes, Action::ListPane, "articles", &["1"], "To the articles", "إلى المقالات"),
    row(Group::Panes, Action::TextPane, "text", &["2"], "To the text", "إلى النص"),
    row(Group::Panes, Action::NamesPane, "names", &["3"], "To the names", "إلى الأسماء"),
    row(Group::Articles, Action::Choose, "choose", &["<Enter>"], "Read the article, or filter by the name in hand", "اقرأ المقالة، أو صفِّ بالاسم المحدد"),
    row(Group::Articles, Action::NextArticle, "next-article", &["J"], "Next article", "المقالة التالية"),
    row(Group::Articles, Action::PreviousArticle, "previous-article", &["K"], "Article before", "المقالة السابقة"),
    row(Group::Articles, Action::Search, "search", &["/"], "Search as you type: the articles, in the text this one, or the names", "ابحث أثناء الكتابة: في المقالات، أو النص، أو الأسماء"),
    row(Group::Articles, Action::SearchAll, "search-all", &["F"], "Search all articles, from any pane", "ابحث في كل المقالات، من أي لوح"),
    row(Group::Articles, Action::NextUnread, "next-unread", &["]"], "Next article that is not read", "المقالة التالية غير المقروءة"),
    row(Group::Articles, Action::UnreadOnly, "unread-only", &["R"], "Only articles that are not read, or all again", "غير المقروءة فقط، أو كلها من جديد"),
    row(Group::Articles, Action::Sort, "sort", &["S"], "Articles by title, date, length or what is unread; names by letter", "رتّب المقالات بالعنوان أو التاريخ أو الطول أو ما لم يُقرأ، والأسماء بالحروف"),
    row(Group::Articles, Action::ToggleRead, "toggle-read", &["m"], "Mark as read or unread", "علّمها مقروءة أو غير مقروءة"),
    row(Group::Articles, Action::ToggleStar, "toggle-star", &["s"], "Give the article a star, or take it away", "أعطِ المقالة نجمة أو انزعها"),
    row(Group::Articles, Action::ToggleResidue, "toggle-residue", &["x"], "Show or fold what is left over from the web page", "أظهر بقايا صفحة الويب أو اطوها"),
    row(Group::Articles, Action::Copy, "copy", &["y"], "Copy the sentence in hand (again), or the paragraph, title …", "انسخ الجملة (بالمفتاح مرتين) أو الفقرة أو العنوان …"),
    row(Group::Articles, Action::CopyArticle, "copy-article", &["Y"], "Copy the article as it is shown", "انسخ المقالة كما تظهر"),
    row(Group::Articles, Action::Select, "select", &["v"], "Select in the text, by keys", "حدّد في النص بالمفاتيح"),
    row(Group::Articles, Action::Open, "open", &["o"], "Open its link in the browser, or the article in the pager", "افتح رابطها في المتصفح أو المقالة في العارض"),
    row(Group::Articles, Action::Edit, "edit", &["e"], "Open its file in the editor", "افتح ملفها في المحرر"),
    row(Group::Articles, Action::WriteList, "write-list", &["W"], "Write the list as it stands, with its names, to a file", "اكتب القائمة كما هي مع أسمائها في ملف"),
    row(Group::Reading, Action::NextParagraph, "next-paragraph", &["}"], "To the next paragraph", "إلى الفقرة التالية"),
    row(Group::Reading, Action::PreviousParagraph, "previous-paragraph", &["{"], "To the beginning of this paragraph, or the one before", "إلى أول الفقرة أو إلى التي قبلها"),
    row(Group::Reading, Action::Options, "options", &[","], "How text is set: marks, digits, lines", "كيف يُعرض النص: التشكيل والأرقام والأسطر"),
    row(Group::Reading, Action::Zen, "zen", &["z"], "Nothing but the text, or all panes", "النص وحده، أو الألواح كلها"),
    row(Group::Reading, Action::Tashkeel, "tashkeel", &["V"], "Show or hide vowel marks", "أظهر التشكيل أو أخفه"),
    row(Group::Reading, Action::DimKnown, "dim-known", &["E"], "Dim the sentences that were read in another article", "أخفت الجمل التي قُرئت في مقالة أخرى"),
    row(Group::Reading, Action::Wider, "wider", &[">"], "Longer lines", "أسطر أطول"),
    row(Group::Reading, Action::Narrower, "narrower", &["<lt>"], "Shorter lines", "أسطر أقصر"),
    row(Group::Names, Action::NextMention, "next-mention", &["n"], "Next mention in the text, or next place that a search has found", "الذكر التالي في النص، أو الموضع التالي من نتائج البحث"),
    row(Group::Names, Action::PreviousMention, "previous-mention", &["N"], "Mention or place before", "الذكر أو الموضع السابق"),
    row(Group::Names, Action::OrName, "or-name", &["|"], "Or this name instead of the one before", "أو هذا الاسم بدل الذي قبله"),
    row(Group::Names, Action::WithoutName, "without-name", &["-"], "Only articles without this name", "المقالات الخالية من هذا الاسم دون غيرها"),
    row(Group::Names, Action::SuspendName, "suspend-name", &["p"], "Pause this name of the filter, and go on with it", "أوقف هذا الاسم من التصفية مؤقتا، ثم أعده"),
    row(Group::Names, Action::RemoveName, "remove-name", &["<Backspace>"], "Take the last name out of the filter", "أخرج الاسم الأخير من التصفية"),
    row(Group::Names, Action::LastFilter, "last-filter", &["."], "Bring back the filter that was cleared", "أعد التصفية التي أُلغيت"),
    row(Group::Names, Action::Trail, "trail", &["t"], "Every mention of this name, line by line", "كل ذكر لهذا الاسم، سطرا سطرا"),
    row(Group::Names, Action::Company, "company", &["a"], "What is named together with this name", "ما يُذكر مع هذا الاسم"),
    row(Group::Names, Action::FoldNames, "fold-names", &["f"], "Fold a kind of names away, or open it", "اطوِ نوعا من الأسماء أو افتحه"),
    row(Group::Names, Action::PinName, "pin-name", &["P"], "Keep this name at the top, or let it go", "ثبّت هذا الاسم في الأعلى أو اتركه"),
    row(Group::Names, Action::ScopeNames, "scope-names", &["c"], "Names of this article only, or of the list", "أسماء هذه المقالة فقط، أو أسماء القائمة"),
    row(Group::Names, Action::HideRules, "hide-rules", &["H"], "Hide what rules found and no list knows, or show it again", "أخفِ ما وجدته القواعد دون القوائم، أو أظهره"),
    row(Group::Names, Action::Clear, "clear", &["<Esc>"], "Close, or end the search, or clear what narrows, or the filter", "أغلق، أو أنهِ البحث، أو ألغِ التضييق أو التصفية"),
    row(Group::Repairs, Action::ShowName, "show-name", &["w"], "All spellings of this name, and where they were found", "كل صيغ هذا الاسم ومن أين جاءت"),
    row(Group::Repairs, Action::MergeName, "merge-name", &["="], "Merge: mark this name, then the same key on the other", "ادمج: علّم هذا الاسم ثم المفتاح نفسه على الآخر"),
    row(Group::Repairs, Action::RenameName, "rename-name", &["r"], "Show this name otherwise", "أظهر هذا الاسم بصيغة أخرى"),
    row(Group::Repairs, Action::TurnKind, "turn-kind", &["T"], "Make it a place, an organisation, a person, or of a kind of yours", "اجعله مكانا أو منظمة أو شخصا أو نوعا من أنواعك"),
    row(Group::Repairs, Action::DeleteNameHere, "delete-name-here", &["D"], "This is no name in the open article", "ليس هذا اسما في المقالة المفتوحة"),
    row(Group::Repairs, Action::DeleteName, "delete-name", &["X"], "This is no name in any article", "ليس هذا اسما في أي مقالة"),
    row(Group::Repairs, Action::AddName, "add-name", &["A"], "Add a name that was not found", "أضف اسما لم يُعثر عليه"),
    row(Group::Repairs, Action::UndoRepair, "undo-repair", &["U"], "Undo the last change of a name", "تراجع عن آخر تغيير لاسم"),
    row(Group::Program, Action::ToggleMouse, "toggle-mouse", &["M"], "The mouse: scroll, choose and select with it, or not", "الفأرة: للتمرير والاختيار والتحديد، أو إيقافها"),
    row(Group::Program, Action::InspectLine, "inspect-line", &["i"], "How a line is laid out, and why", "كيف رُصف السطر ولماذا"),
    row(Group::Program, Action::Palette, "palette", &[":"], "Any of these actions, by what it is called", "أي أمر من هذه باسمه"),
    row(Group::Program, Action::Help, "help", &["?", "<F1>"], "This help; type to search it", "هذه المساعدة؛ اكتب للبحث فيها"),
    row(Group::Program, Action::Notices, "notices", &["!"], "What could not be read, and why", "ما تعذّرت قراءته وسببه"),
    row(Group::Program, Action::NextMode, "next-mode", &["B"], "If Arabic looks wrong: another way to send it", "إن بدت العربية خاطئة: طريقة أخرى لإرسالها"),
    row(Group::Program, Action::Redraw, "redraw", &["<C-l>"], "Draw the screen anew", "ارسم الشاشة من جديد"),
    row(Group::Program, Action::Suspend, "suspend", &["<C-z>"], "Back to the shell for a while (fg returns)", "عد إلى الصدفة مؤقتا (fg للرجوع)"),
    row(Group::Program, Action::Quit, "quit", &["q", "<C-c>"], "Quit", "اخرج"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_row_says_what_it_does_and_no_key_has_two_meanings() {
        let mut names = HashSet::new();
        let mut keys = HashSet::new();
        let mut actions = HashSet::new();
        for row in ACTIONS {
            assert!(names.insert(row.name), "{} twice", row.name);
            assert!(actions.insert(row.action), "{:?} twice", row.action);
            assert!(!row.english.is_empty() && !row.english.ends_with('.'), "{}", row.name);
            assert!(row.arabic.chars().any(|c| ('ء'..='ي').contains(&c)), "{}", row.name);
            assert!(!row.keys.is_empty(), "{} has no key", row.name);
            for key in row.keys {
                assert!(keys.insert(*key), "{key} twice");
            }
        }
    }
}
