//! The file that says nothing new: every key with its default, and what it may be.

use super::looks::THEMES_OWN;
use super::{Settings, keys, looks, rows};
use crate::app::{ACTIONS, Language};
use crate::ui::{Look, Role};
use std::fmt::Write as _;

/// Columns that a comment may take.
const MARGIN: usize = 100;

/// Every key with its default, and comments in `language`.
#[must_use]
pub fn default_file(language: Language) -> String {
    let pick = |english, arabic| if language == Language::English { english } else { arabic };
    let settings = Settings::default();
    let mut file = String::new();
    comment(
        &mut file,
        pick(
            "Settings of warraq: every key with its default. What you leave out is as it stands here; `warraq config --check` says what is wrong.",
            "إعدادات ورّاق: كل مفتاح وقيمته المبدئية. ما تحذفه يبقى كما هو هنا، و`warraq config --check` يقول ما فيه من خطأ.",
        ),
    );
    for row in rows() {
        file.push('\n');
        comment(&mut file, row.description(language));
        comment(&mut file, &format!("({})", row.allowed().join(", ")));
        let value = row.get(&settings);
        let value = if value.parse::<u16>().is_ok() { value } else { quoted(&value) };
        let _ = writeln!(file, "{} = {value}", row.name());
    }
    let _ = writeln!(file, "\n[{}]", looks::TABLE);
    comment(
        &mut file,
        pick(
            "What the theme's colours are instead: \"#rrggbb\" or a name for letters, \"on COLOUR\" for what is behind them, and a manner. What is not said stays the theme's.",
            "ألوان بدل ألوان السمة: \"#rrggbb\" أو اسم للحروف، و\"on لون\" لما خلفها، وهيئة. ما لا يُذكر يبقى للسمة.",
        ),
    );
    comment(&mut file, &format!("({THEMES_OWN}, {})", Look::words().collect::<Vec<_>>().join(", ")));
    for role in Role::ALL {
        let _ = writeln!(file, "{} = {}", role.name(), quoted(THEMES_OWN));
    }
    let _ = writeln!(file, "\n[{}]", keys::TABLE);
    comment(
        &mut file,
        pick(
            "The keys of each action, in the place of its own: [\"g g\", \"<C-d>\", \"<S-Tab>\", \"<F2>\"]; [] for none.",
            "مفاتيح كل فعل بدل مفاتيحه: [\"g g\", \"<C-d>\", \"<S-Tab>\", \"<F2>\"]، و[] لئلا يكون له مفتاح.",
        ),
    );
    for row in ACTIONS {
        comment(&mut file, row.description(language));
        let keys: Vec<String> = row.keys.iter().map(|key| quoted(key)).collect();
        let _ = writeln!(file, "{} = [{}]", row.name, keys.join(", "));
    }
    file
}

/// Adds lines of comment, broken between words.
fn comment(file: &mut String, text: &str) {
    let mut line = String::from("#");
    for word in text.split(' ') {
        if line.len() > 1 && line.chars().count() + 1 + word.chars().count() > MARGIN {
            let _ = writeln!(file, "{line}");
            line.truncate(1);
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(file, "{line}");
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
