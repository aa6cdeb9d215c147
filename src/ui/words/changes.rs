//! What is said of changes of names.

use super::{Piece, Words};
use crate::app::{Language, Report};
use crate::entity::EntityKind;
use crate::entity::repair::{Added, Change, Name};

fn said(text: &str) -> Piece {
    Piece::Said(text.to_string())
}

fn name(text: &str) -> Piece {
    Piece::Name(text.to_string())
}

/// What a name of a kind of this name names.
fn kind(words: Words, kind: &str) -> Piece {
    EntityKind::of_code(kind).and_then(|kind| words.kind(kind)).map_or_else(|| name(kind), said)
}

/// What a change has done, how many articles there are now, and how it is undone.
pub(super) fn report(words: Words, report: &Report) -> Vec<Piece> {
    let Report { change, is_undone, articles, fault } = report;
    let mut pieces = Vec::new();
    if *is_undone {
        pieces.push(said(words.pick("Undone:", "أُلغي:")));
    }
    pieces.extend(match words.0 {
        Language::English => in_english(words, change),
        Language::Arabic => in_arabic(words, change),
    });
    let mut rest = articles.map(|articles| format!("· {}", words.articles(articles))).unwrap_or_default();
    if !is_undone {
        rest.push_str(words.pick(" · U undoes", " · U للتراجع"));
    }
    if let Some(fault) = fault {
        rest.push_str(words.pick(" · not kept: ", " · لم يُحفظ: "));
        rest.push_str(fault);
    }
    let rest = rest.trim_start();
    if !rest.is_empty() {
        // It may begin with the name of a key.
        pieces.push(said(&format!("{}{rest}", words.pick("", "\u{200F}"))));
    }
    pieces
}

/// What to do with a name that is marked.
pub(super) fn marked(words: Words, marked: &Name) -> Vec<Piece> {
    let is_going = words.pick(
        "goes into the name that you choose next: = · Esc lets it be",
        "\u{200F}يُدمج في الاسم الذي تضغط = عليه بعده · Esc لتركه",
    );
    vec![name(&marked.text), said(is_going)]
}

fn in_english(words: Words, change: &Change) -> Vec<Piece> {
    match change {
        Change::Merge { from, into } => vec![name(&from.text), said("merged into"), name(&into.text)],
        Change::Rename { name: before, to } => vec![name(&before.text), said("shown as"), name(to)],
        Change::Kind { name: before, to } => {
            vec![name(&before.text), said("is"), kind(words, to), said("now")]
        }
        Change::Delete { name: before, article: None } => {
            vec![name(&before.text), said("is no name any more")]
        }
        Change::Delete { name: before, .. } => {
            vec![name(&before.text), said("is no name in this article")]
        }
        Change::Add(Added { name: new, .. }) => {
            vec![name(&new.text), said("added as"), kind(words, &new.kind)]
        }
    }
}

fn in_arabic(words: Words, change: &Change) -> Vec<Piece> {
    match change {
        Change::Merge { from, into } => vec![said("دُمج"), name(&from.text), said("في"), name(&into.text)],
        Change::Rename { name: before, to } => vec![said("يظهر"), name(&before.text), said("باسم"), name(to)],
        Change::Kind { name: before, to } => vec![name(&before.text), said("الآن"), kind(words, to)],
        Change::Delete { name: before, article: None } => {
            vec![said("لم يعد"), name(&before.text), said("اسما")]
        }
        Change::Delete { name: before, .. } => {
            vec![said("لم يعد"), name(&before.text), said("اسما في هذه المقالة")]
        }
        Change::Add(Added { name: new, .. }) => {
            let among = match EntityKind::of_code(&new.kind) {
                Some(EntityKind::Place) => said("الأماكن"),
                Some(EntityKind::Organisation) => said("المنظمات"),
                Some(EntityKind::Person) => said("الأشخاص"),
                Some(EntityKind::Other(_)) | None => name(&new.kind),
            };
            vec![said("أضيف"), name(&new.text), said("إلى"), among]
        }
    }
}
