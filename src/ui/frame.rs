//! What stands around the panes: the line at the top, their heads, the rules between them, the
//! line at the bottom.

use super::Screen;
use super::cells::{self, Canvas};
use super::theme::sign;
use super::words::{Hint, Piece, SAMPLE};
use crate::app::{
    Action, Arrangement, Message, Model, Pane, Prompt, THREE_PANES, TWO_PANES, Wish, content, minutes_left,
};
use crate::index::{Link, Term};
use crate::text::Cell;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Cells that what is typed has beside a long message.
const TYPING: u16 = 24;

/// The line at the top: the program, how much there is, and what filters it. One pane at a time,
/// it says which.
pub(super) fn header(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let Screen { model, theme, words } = screen;
    let snapshot = model.snapshot();
    let (listed, all) = (model.listed().len(), snapshot.articles().len());
    let mut row = canvas.row(area);
    row.gap(1);
    if area.width < TWO_PANES {
        let panes = [Action::ListPane, Action::TextPane, Action::NamesPane];
        for (pane, action) in Pane::ALL.into_iter().zip(panes) {
            row.start(&keys_of(model, &[action]).unwrap_or_default(), theme.dim).gap(1);
            if pane == model.focus() {
                row.start(words.pane(pane), theme.accent).gap(1);
            }
        }
        row.gap(1);
        if listed != all {
            row.start(&words.of(listed, all), theme.accent).gap(1);
        }
        if model.unread() > 0 {
            row.end_gap(1).end(&format!("! {}", model.unread()), theme.warning).end_gap(1);
        }
    } else {
        row.start(words.program(), theme.accent).gap(2);
        if listed == all {
            row.start(&words.articles(all), theme.dim);
        } else {
            row.start(&words.articles_of(listed, all), theme.accent);
        }
        row.gap(1).start("·", theme.dim).gap(1).start(&words.names(snapshot.entities.len()), theme.dim);
        if model.new_articles() > 0 {
            row.gap(1)
                .start("·", theme.dim)
                .gap(1)
                .start(&words.new_articles(model.new_articles()), theme.accent);
        }
        row.gap(3);
        if model.unread() > 0 {
            let key = keys_of(model, &[Action::Notices]).unwrap_or_default();
            row.end_gap(1).end(&words.unread_files(model.unread(), &key), theme.warning).end_gap(2);
        }
    }
    if !snapshot.complete || model.results().is_cut_short {
        row.start(words.so_far(), theme.accent).gap(2);
    }
    if model.is_unread_only() {
        row.start(words.unread_only(), theme.accent).gap(2);
    }
    if !model.narrowed().is_empty() && model.prompt().is_none() {
        row.start("/", theme.dim).start(model.narrowed(), theme.accent).gap(2);
    }
    filter(screen, &mut row);
}

/// The filter as it reads: `● ليبيا and (■ داعش or ■ حماس) −● سوريا`. What is suspended is dim, with a
/// sign before it.
fn filter(screen: Screen<'_>, row: &mut cells::Row<'_, '_>) {
    let Screen { model, theme, words } = screen;
    let terms = model.filter().terms();
    let wanted: Vec<&Term> = terms.iter().filter(|term| term.link != Link::Not).collect();
    let is_joined = |at: usize| wanted.get(at).is_some_and(|term| term.link == Link::Or);
    for (at, term) in wanted.iter().enumerate() {
        let begins = at == 0 || !is_joined(at);
        if at > 0 {
            row.gap(1).start(if begins { words.and() } else { words.or() }, theme.dim).gap(1);
        }
        if begins && is_joined(at + 1) {
            row.start("(", theme.dim);
        }
        pill(screen, row, term);
        if !begins && !is_joined(at + 1) {
            row.start(")", theme.dim);
        }
    }
    for (at, term) in terms.iter().filter(|term| term.link == Link::Not).enumerate() {
        row.gap(u16::from(at > 0 || !wanted.is_empty()));
        row.start("−", if term.is_suspended { theme.dim } else { theme.warning });
        pill(screen, row, term);
    }
}

/// A name of the filter.
fn pill(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, term: &Term) {
    let Screen { model, theme, .. } = screen;
    let Some(entity) = model.snapshot().entities.get(term.entity) else { return };
    let (sign, style) = screen.sign(term.entity, entity.kind);
    if term.is_suspended {
        row.start("‖", theme.dim).start(sign, theme.dim).gap(1).start(&entity.canonical, theme.dim);
    } else {
        row.start(sign, style).gap(1);
        row.start(&entity.canonical, theme.heading);
    }
}

/// The first line of a pane.
pub(super) fn pane_head(screen: Screen<'_>, canvas: &mut Canvas<'_>, pane: Pane, area: Rect) {
    // With no line to spare the content says where one is.
    if content(area).height == area.height || pane == Pane::Text {
        return;
    }
    let Screen { model, theme, words } = screen;
    let head = |pane| if pane == model.focus() { theme.accent } else { theme.dim };
    let mut row = canvas.row(area);
    row.gap(1);
    match pane {
        Pane::List => {
            row.start(words.pane(Pane::List), head(Pane::List));
            let listed = model.listed().len();
            let at = if listed == 0 { 0 } else { model.list().selected + 1 };
            row.end_gap(1).end(&words.of(at, listed), theme.dim);
            let order = words.by(model.order()).filter(|order| row.width(order) + 2 <= row.room());
            if let Some(order) = order {
                row.gap(1).start(order, theme.dim);
            }
        }
        Pane::Names => {
            let names = model.names();
            row.start(words.pane(Pane::Names), head(Pane::Names));
            if !names.narrow().is_empty() {
                row.gap(1).start("/", theme.dim).start(names.narrow(), theme.accent);
            }
            // What there is no room for is left out whole; half of a word says nothing.
            let which = [
                names.is_of_article().then(|| words.of_article()),
                model.hides_rules().then(|| words.without_rules()),
            ];
            for which in which.into_iter().flatten() {
                if row.width(which) < row.room() {
                    row.gap(1).start(which, theme.accent);
                }
            }
            // The count under which the numbers stand.
            let count = words.pane(Pane::List);
            if row.width(count) + 2 < row.room() {
                row.end_gap(1).end(count, theme.dim);
            }
        }
        Pane::Text => {}
    }
}

/// The rules between panes.
pub(super) fn rules(screen: Screen<'_>, canvas: &mut Canvas<'_>, arrangement: &Arrangement) {
    let Some(text) = arrangement.text else { return };
    for x in arrangement.rules.into_iter().flatten() {
        for y in text.y..text.bottom() {
            canvas.sign(x, y, "│", screen.theme.rule);
        }
    }
}

/// The line at the bottom: what the reader types, or the answer to the last key, or the keys that
/// help here; at its end what is folded.
pub(super) fn status(screen: Screen<'_>, canvas: &mut Canvas<'_>, area: Rect) {
    let Screen { model, theme, words } = screen;
    let mut row = canvas.row(area);
    row.gap(1);
    if let Some(prompt) = model.prompt().filter(|prompt| prompt.wish != Wish::Narrow) {
        asked(screen, &mut row, prompt);
        return;
    }
    if let Some(prompt) = model.prompt() {
        searched(screen, &mut row, prompt);
        return;
    }
    if let Some(Message::Mode(name)) = model.message() {
        row.start(name, theme.accent).gap(2).start(SAMPLE, theme.text).gap(2);
        let [long, short] = words.sample();
        row.start(if row.width(long) <= row.room() { long } else { short }, theme.dim);
        return;
    }
    if model.arrangement().is_zen && model.message().is_none() {
        return super::text::progress(screen, canvas, area);
    }
    let reader = model.reader();
    let said = model.message().map_or_else(Vec::new, |message| words.message(message));
    if let Some(page) = reader.page() {
        let key = keys_of(model, &[Action::ToggleResidue]).unwrap_or_default();
        row.end_gap(1);
        // An answer comes before what can be read at any time.
        let answer: u16 = said.iter().map(|piece| row.width(piece.text()) + 1).sum();
        let mut end = |text: &str| {
            if answer + row.width(text) + 2 <= row.room() {
                row.end(text, theme.dim).end_gap(2);
            }
        };
        let left = minutes_left(reader).filter(|_| model.focus() == Pane::Text && reader.is_scrolled());
        if let Some(left) = left {
            end(&words.minutes_left(left));
        }
        // Where there is little room, what is folded is said at the beginning of the article alone.
        let has_room = left.is_none() || area.width >= THREE_PANES;
        if page.shows_residue() && has_room {
            end(&words.unfolded(&key));
        } else if page.folded() > 0 && has_room {
            end(&words.folded(page.folded(), &key));
        }
    }
    if model.message().is_some() {
        for piece in &said {
            let style = if matches!(piece, Piece::Name(_)) { theme.heading } else { theme.accent };
            row.start(piece.text(), style).gap(1);
        }
        return;
    }
    if model.selection().is_some() {
        row.start(words.selected(), theme.accent).gap(1);
        row.start(&words.characters(model.selected_characters()), theme.text).gap(3);
        hints(&mut row, screen, &[("y", Hint::Copy), ("o", Hint::OtherEnd), ("Esc", Hint::Leave)]);
        return;
    }
    // What lies over the panes has the keys, not they.
    if model.overlay().is_some() {
        return hints(&mut row, screen, &[("↑↓", Hint::Move), ("Esc", Hint::Back)]);
    }
    let walk = reader.walk(model.snapshot(), &model.wanted());
    if !model.sought().is_empty() {
        row.start("/", theme.dim).start(model.sought(), theme.accent).gap(2);
    }
    let walked = if reader.hits().is_some() { Hint::Hit } else { Hint::Mention };
    if let Some(at) = walk.at {
        let place = format!("{at}/{}", walk.of);
        let keys = keys_of(model, &[Action::NextMention, Action::PreviousMention]).unwrap_or_default();
        let fields = [(&*keys, theme.accent), (words.hint(walked), theme.dim), (&*place, theme.text)];
        if fields.iter().map(|(text, _)| row.width(text) + 1).sum::<u16>() <= row.room() {
            fields.iter().for_each(|(text, style)| _ = row.start(text, *style).gap(1));
            row.gap(1);
        }
    }
    let is_searched = model.is_searched() || !model.sought().is_empty();
    let is_narrowed = is_searched || !model.filter().is_empty() || !model.names().narrow().is_empty();
    const MOVE: &[Action] = &[Action::Down, Action::Up];
    const ARTICLES: &[Action] = &[Action::NextArticle, Action::PreviousArticle];
    let clear: &[(&[Action], Hint)] = &[(&[Action::Clear], Hint::Clear)];
    let here: &[(&[Action], Hint)] = match model.focus() {
        Pane::List if model.listed().is_empty() => &[],
        Pane::List if area.width >= THREE_PANES => &[(MOVE, Hint::Move), (&[Action::Choose], Hint::Read)],
        Pane::List => {
            &[(MOVE, Hint::Move), (&[Action::Choose], Hint::Read), (&[Action::NamesPane], Hint::Names)]
        }
        Pane::Text if walk.at.is_some() => &[(ARTICLES, Hint::Articles)],
        Pane::Text if walk.of == 0 => &[(&[Action::ReadOn], Hint::Page), (ARTICLES, Hint::Articles)],
        Pane::Text => {
            &[(&[Action::ReadOn], Hint::Page), (ARTICLES, Hint::Articles), (&[Action::NextMention], walked)]
        }
        Pane::Names if model.names().selected().is_some_and(|name| model.filter().term(name).is_some()) => {
            &[(MOVE, Hint::Move), (&[Action::Choose], Hint::Unfilter)]
        }
        Pane::Names => &[(MOVE, Hint::Move), (&[Action::Choose], Hint::Filter)],
    };
    let narrow = if model.focus() == Pane::Names { Hint::Narrow } else { Hint::Search };
    let everywhere: [(&[Action], Hint); 2] = [(&[Action::Search], narrow), (&[Action::Help], Hint::Help)];
    let copy: &[(&[Action], Hint)] = &[(&[Action::Copy], Hint::Copy)];
    let copy = copy.iter().filter(|_| model.focus() == Pane::Text);
    let all = clear.iter().filter(|_| is_narrowed).chain(here).chain(&everywhere).chain(copy);
    let all: Vec<(String, Hint)> =
        all.filter_map(|(actions, hint)| Some((keys_of(model, actions)?, *hint))).collect();
    hints(&mut row, screen, &all);
}

/// What the reader types about a name.
fn asked(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, prompt: &Prompt) {
    let Screen { model, theme, words } = screen;
    let keys: &[(&str, Hint)] = match &prompt.wish {
        Wish::Add(kind) => {
            row.start(words.add_name(), theme.accent).gap(1);
            row.start(sign(*kind, false), theme.sign(*kind)).gap(1);
            let name = model.snapshot().entities.kind_name(*kind);
            row.start(words.kind(*kind).unwrap_or(name), theme.dim).gap(1);
            &[("Enter", Hint::Add), ("Tab", Hint::Kind), ("Esc", Hint::Back)]
        }
        Wish::Rename(kind, _) => {
            row.start(words.show_as(), theme.accent).gap(1);
            row.start(sign(*kind, false), theme.sign(*kind)).gap(1);
            &[("Enter", Hint::Keep), ("Esc", Hint::Back)]
        }
        Wish::WriteList => {
            row.start(words.write_to(), theme.accent).gap(1);
            // On a narrow screen the name counts for more.
            if row.room() >= 60 {
                row.start(words.file_forms(), theme.dim).gap(1);
            }
            &[("Enter", Hint::Write), ("Esc", Hint::Back)]
        }
        Wish::Narrow => return,
    };
    typed(screen, row, prompt);
    hints(row, screen, keys);
}

/// What the reader searches for, or narrows to; how much of that there is, or what is wrong with it.
fn searched(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, prompt: &Prompt) {
    let Screen { model, theme, words } = screen;
    let found = match prompt.pane {
        _ if model.is_unanswered() => "…".to_string(),
        Pane::Names => model.names().len().to_string(),
        Pane::List => model.listed().len().to_string(),
        Pane::Text => {
            let walk = model.reader().walk(model.snapshot(), &model.wanted());
            walk.at.map_or_else(|| walk.of.to_string(), |at| format!("{at}/{}", walk.of))
        }
    };
    row.end_gap(1).end(&found, theme.dim).end_gap(2);
    row.start("/", theme.accent);
    let Some(fault) = &prompt.fault else {
        typed(screen, row, prompt);
        hints(row, screen, &[("Enter", Hint::Keep), ("Esc", Hint::Back)]);
        let syntax = words.search_syntax();
        let is_begun = !prompt.field.text().is_empty();
        if !is_begun && prompt.pane != Pane::Names && row.width(&syntax) <= row.room() {
            row.start(&syntax, theme.dim);
        }
        return;
    };
    let column = prompt.field.text()[..fault.at.start].chars().count() + 1;
    let fault = words.search_fault(column, &fault.kind);
    if row.width(&fault) + TYPING <= row.room() {
        row.end(&fault, theme.warning).end_gap(2);
        typed(screen, row, prompt);
    } else {
        typed(screen, row, prompt);
        row.start(&fault, theme.warning);
    }
}

fn typed(screen: Screen<'_>, row: &mut cells::Row<'_, '_>, prompt: &Prompt) {
    let theme = screen.theme;
    let (text, cursor) = prompt.field.shown();
    let wrong = prompt.fault.as_ref().map_or(text.len(), |fault| fault.at.start);
    let until = prompt.fault.as_ref().map_or(text.len(), |fault| fault.at.end.max(wrong + 1));
    let style = |cell: &Cell<'_>| {
        let is_wrong = cell.range.start < until && wrong < cell.range.end;
        if is_wrong { theme.warning } else { theme.text }
    };
    row.typed(&text, cursor, style, theme.text.add_modifier(Modifier::REVERSED)).gap(2);
}

/// As many of `hints` as there is room for, whole.
fn hints(row: &mut cells::Row<'_, '_>, screen: Screen<'_>, hints: &[(impl AsRef<str>, Hint)]) {
    let Screen { theme, words, .. } = screen;
    for (key, hint) in hints {
        let (key, word) = (key.as_ref(), words.hint(*hint));
        if row.width(key) + 1 + row.width(word) > row.room() {
            return;
        }
        row.start(key, theme.text).gap(1).start(word, theme.dim).gap(3);
    }
}

/// The first keys of some actions, as the line at the bottom writes them; `None` if they have none.
fn keys_of(model: &Model, actions: &[Action]) -> Option<String> {
    let keys = |action: &Action| model.keymap().keys_of(*action).map(ToString::to_string);
    // Their hands know the arrows, whatever else moves too.
    let has = |action, key| keys(&action).any(|keys| keys == key);
    if actions == [Action::Down, Action::Up] && has(Action::Down, "<Down>") && has(Action::Up, "<Up>") {
        return Some("↑↓".to_string());
    }
    let first: Vec<String> = actions.iter().filter_map(|action| keys(action).next()).collect();
    let is_bare = |keys: &str| keys.matches('<').count() == 1 && keys != "<lt>";
    let bare = |keys: String| match keys.strip_prefix('<').and_then(|keys| keys.strip_suffix('>')) {
        Some(name) if is_bare(&keys) => name.to_string(),
        _ => keys,
    };
    (!first.is_empty()).then(|| first.into_iter().map(bare).collect::<Vec<_>>().join("/"))
}
