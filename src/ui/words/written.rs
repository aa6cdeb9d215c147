//! What is said of a list that was to be written to a file.

use super::{Piece, Words};
use crate::app::{Language, Written};

/// What has become of it.
pub(super) fn written(words: Words, written: &Written) -> Vec<Piece> {
    let said = |text: String| Piece::Said(text);
    match written {
        Written::Done { path, articles, names } => {
            let (articles, names) = (words.articles(*articles), words.names(*names));
            let what = match words.0 {
                Language::English => format!("{articles} and {names} written to"),
                Language::Arabic => format!("كُتبت {articles} و{names} في"),
            };
            vec![said(what), Piece::Name(path.clone())]
        }
        Written::Exists(path) => {
            let is_there = words.pick("is there already: nothing was written", "موجود من قبل: لم يُكتب شيء");
            vec![Piece::Name(path.clone()), said(is_there.into())]
        }
        Written::NoForm(forms) => {
            let end = words.pick("End the name of the file in", "أنهِ اسم الملف بأحد هذه:");
            vec![said(end.into()), Piece::Name(forms.join(" "))]
        }
        Written::Failed(why) => vec![said(words.pick("Not written:", "لم تُكتب:").into()), said(why.clone())],
    }
}
