//! [`Model::update`]: what each message, key and action does.

use super::action::{Action, Language};
use super::card::NameCard;
use super::help::help_rows;
use super::inspect::LineReport;
use super::msg::{Effect, Message, Msg};
use super::notices::notice_rows;
use super::panes::{Pane, Panel, text_column};
use super::prompt::{self, Edit, Wish};
use super::reader::Step;
use super::trail::{Company, Trail};
use super::{Model, Overlay, Place, Prompt};
use crate::corpus::ArticleId;
use crate::entity::EntityId;
use crate::index::Link;
use crate::keys::{Key, KeyCode, Lookup};
use crate::library::Snapshot;
use ratatui::layout::Rect;
use std::sync::Arc;

/// More rows than anything has, and far from overflowing when it is added to a place.
const TO_THE_END: isize = isize::MAX / 2;

impl Model {
    /// Takes in what happened; says what the world must do about it.
    pub fn update(&mut self, msg: Msg) -> Option<Effect> {
        let effect = match msg {
            Msg::Key(key) => {
                self.message = None;
                self.key(key)
            }
            Msg::Paste(text) => {
                self.paste(&text);
                None
            }
            Msg::Rest => {
                self.open_selected();
                None
            }
            Msg::Resize(size) => {
                self.size = size;
                None
            }
            Msg::Library(snapshot) => self.library(snapshot),
            Msg::NotKept(why) => {
                self.not_kept(why);
                None
            }
            Msg::Proposal(file) => {
                self.ask_for_file(file);
                None
            }
            Msg::Written(written) => {
                self.message = Some(Message::Written(written));
                None
            }
            Msg::Profile(profile) => {
                self.profile = profile;
                self.reader.set_profile(profile);
                None
            }
            Msg::Mode(name) => {
                self.message = Some(Message::Mode(name));
                None
            }
            Msg::AskWhatIsReadable => {
                self.overlay = Some(Overlay::Readable);
                None
            }
            Msg::Console => {
                self.message = Some(Message::ConsoleFont);
                None
            }
        };
        self.settle();
        effect
    }

    fn library(&mut self, snapshot: Arc<Snapshot>) -> Option<Effect> {
        let is_empty = snapshot.complete && snapshot.articles().is_empty();
        self.follow_names(&snapshot);
        self.take(snapshot);
        self.ask();
        self.report_repair();
        if let Some(Overlay::Name { card, top }) = &self.overlay {
            let card = NameCard::new(&self.snapshot, card.id);
            self.overlay = card.map(|card| Overlay::Name { card, top: *top });
        }
        is_empty.then_some(Effect::QuitEmpty)
    }

    fn key(&mut self, key: Key) -> Option<Effect> {
        let is_quit = key == Key::ctrl('c');
        if self.overlay == Some(Overlay::Readable) {
            self.overlay = None;
            if let Some(answer) = readable(key) {
                return Some(answer);
            }
            // The reader has other things to do, now: the key is for those.
        }
        if self.overlay.is_some() && !is_quit {
            return self.overlay_key(key);
        }
        if self.prompt.is_some() && !is_quit {
            return self.prompt_key(key);
        }
        self.pending.push(key);
        match self.keymap.lookup(&self.pending) {
            Lookup::Pending => None,
            Lookup::Unknown => {
                self.pending.clear();
                None
            }
            Lookup::Found(action) => {
                self.pending.clear();
                self.act(action)
            }
        }
    }

    fn act(&mut self, action: Action) -> Option<Effect> {
        if !self.moves_through_list(action) {
            self.open_selected();
        }
        match action {
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::PageDown => self.step(self.page_rows()),
            Action::PageUp => self.step(-self.page_rows()),
            Action::HalfPageDown => self.step((self.page_rows() + 1) / 2),
            Action::HalfPageUp => self.step(-((self.page_rows() + 1) / 2)),
            Action::Top => self.step(-TO_THE_END),
            Action::Bottom => self.step(TO_THE_END),
            Action::ReadOn => self.read_on(),
            Action::ReadBack => self.reader.scroll(-self.reader.page_rows()),
            Action::NextPane => self.focus_on(self.focus.cycled(1)),
            Action::PreviousPane => self.focus_on(self.focus.cycled(-1)),
            Action::PaneAtRight => self.focus_on(self.focus.stepped(self.rightwards())),
            Action::PaneAtLeft => self.focus_on(self.focus.stepped(-self.rightwards())),
            Action::ListPane => self.focus_on(Pane::List),
            Action::TextPane => self.focus_on(Pane::Text),
            Action::NamesPane => self.focus_on(Pane::Names),
            Action::Choose => self.choose(),
            Action::NextArticle => self.step_article(1),
            Action::PreviousArticle => self.step_article(-1),
            Action::NextMention => self.step_mention(true),
            Action::PreviousMention => self.step_mention(false),
            Action::Narrow => self.open_prompt(),
            Action::Clear => self.clear(),
            Action::OrName => self.toggle_name(Link::Or),
            Action::WithoutName => self.toggle_name(Link::Not),
            Action::SuspendName => self.suspend_name(),
            Action::RemoveName => self.pop_name(),
            Action::LastFilter => self.bring_filter_back(),
            Action::Trail => self.open_trail(),
            Action::Company => self.open_company(),
            Action::FoldNames => self.fold_names(),
            Action::PinName => self.pin_name(),
            Action::SortNames => {
                self.names.turn_order();
                self.list_names();
            }
            Action::ScopeNames => {
                self.names.turn_scope();
                self.list_names();
            }
            Action::HideRules => self.turn_rules(),
            Action::ShowName => self.show_name(),
            Action::MergeName => return self.merge_name(),
            Action::RenameName => self.ask_for_name(),
            Action::TurnKind => return self.turn_kind(),
            Action::DeleteNameHere => return self.delete_name_here(),
            Action::DeleteName => return self.delete_name(),
            Action::AddName => self.ask_for_new_name(),
            Action::UndoRepair => return self.undo_repair(),
            Action::ToggleRead => self.toggle_read(),
            Action::ToggleResidue => self.toggle_residue(),
            Action::WriteList => return Some(Effect::ProposeFile),
            Action::Help => self.overlay = Some(Overlay::Help { query: String::new(), top: 0 }),
            Action::InspectLine => self.inspect_line(),
            Action::Notices if notice_rows(&self.snapshot).next().is_none() => {
                self.message = Some(Message::NoNotices);
            }
            Action::Notices => self.overlay = Some(Overlay::Notices { top: 0 }),
            Action::NextMode => return Some(Effect::NextMode),
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Quit => return Some(Effect::Quit),
        }
        None
    }

    /// Whether an action does nothing but move the cursor of the list.
    fn moves_through_list(&self, action: Action) -> bool {
        use Action::{Bottom, Down, HalfPageDown, HalfPageUp, PageDown, PageUp, Top, Up};
        self.focus == Pane::List
            && matches!(action, Down | Up | PageDown | PageUp | HalfPageDown | HalfPageUp | Top | Bottom)
    }

    /// How many places further in reading order the pane at the right stands: 1, or -1 where
    /// panes run from right to left.
    fn rightwards(&self) -> isize {
        match self.language {
            Language::English => 1,
            Language::Arabic => -1,
        }
    }

    fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        match pane {
            Pane::List | Pane::Names => self.side = pane,
            Pane::Text => self.mark_read(),
        }
    }

    /// Moves by `rows` in the pane that has the focus.
    fn step(&mut self, rows: isize) {
        match self.focus {
            Pane::List => {
                self.list.step(rows, self.results.articles.len());
            }
            Pane::Text => {
                if rows > 0 && self.reader.at_end() {
                    self.message = Some(Message::EndOfArticle);
                }
                self.reader.scroll(rows);
            }
            Pane::Names => self.names.step(rows),
        }
    }

    /// Rows of a page in the pane that has the focus.
    fn page_rows(&self) -> isize {
        let rows = match self.focus {
            Pane::List => self.list_capacity(),
            Pane::Text => return self.reader.page_rows(),
            Pane::Names => self.names_height(),
        };
        rows.saturating_sub(1).max(1).cast_signed()
    }

    fn read_on(&mut self) {
        self.mark_read();
        if self.reader.at_end() {
            self.message = Some(Message::EndOfArticle);
        }
        self.reader.scroll(self.reader.page_rows());
    }

    fn step_article(&mut self, by: isize) {
        let before = self.list.selected;
        self.list.step(by, self.results.articles.len());
        if self.list.selected == before {
            self.message = Some(Message::NoMoreArticles);
        }
        self.open_selected();
        if self.focus == Pane::Text {
            self.mark_read();
        }
    }

    fn step_mention(&mut self, is_forward: bool) {
        let wanted = self.wanted();
        self.message = match self.reader.step_mention(&self.snapshot, &wanted, is_forward) {
            Step::Next => None,
            Step::Round if is_forward => Some(Message::FirstAgain),
            Step::Round => Some(Message::LastAgain),
            Step::Nowhere => Some(Message::NoMention),
        };
    }

    fn choose(&mut self) {
        match self.focus {
            Pane::List => self.focus_on(Pane::Text),
            Pane::Names if self.names.selected().is_none() => self.fold_names(),
            Pane::Text | Pane::Names => self.toggle_name(Link::And),
        }
    }

    /// Undoes one thing: what narrows the pane, then what narrows the other, then the filter.
    fn clear(&mut self) {
        if self.focus == Pane::Names && !self.names.narrow().is_empty() {
            self.names.narrow_to(String::new());
        } else if !self.query.heading.is_empty() {
            self.query.heading.clear();
        } else if !self.names.narrow().is_empty() {
            self.names.narrow_to(String::new());
        } else if self.unmark() {
            return;
        } else if self.query.filter.is_empty() {
            self.reader.forget_mention();
            return;
        } else {
            self.clear_filter();
            return;
        }
        self.ask();
    }

    fn mark_read(&mut self) {
        let open = self.reader.article();
        if self.kept_unread != open {
            self.read.extend(open);
        }
    }

    fn toggle_read(&mut self) {
        let Some(article) = self.reader.article() else { return };
        self.kept_unread = None;
        if self.read.remove(&article) {
            self.kept_unread = Some(article);
        } else {
            self.read.insert(article);
        }
    }

    fn toggle_residue(&mut self) {
        let shown = self.reader.shows_residue();
        if !shown && self.reader.page().is_none_or(|page| page.folded() == 0) {
            self.message = Some(Message::NoResidue);
            return;
        }
        self.lay_out(!shown);
    }

    fn open_prompt(&mut self) {
        let pane = if self.focus == Pane::Names { Pane::Names } else { Pane::List };
        let before_text = match pane {
            Pane::Names => self.names.narrow().to_string(),
            Pane::List | Pane::Text => self.query.heading.clone(),
        };
        let before = self.place();
        self.focus_on(pane);
        // What narrows the pane already can be typed further.
        let (wish, text) = (Wish::Narrow, before_text.clone());
        self.prompt = Some(Prompt { pane, wish, text, before, before_text });
    }

    fn prompt_key(&mut self, key: Key) -> Option<Effect> {
        let prompt = self.prompt.as_mut()?;
        match prompt::edit(&mut prompt.text, key) {
            Edit::Changed => self.narrow_as_typed(),
            Edit::Accepted => {
                let Prompt { wish, text, .. } = self.prompt.take()?;
                return self.typed(wish, &text);
            }
            Edit::Cancelled => {
                let Prompt { pane, wish, before, before_text, .. } = self.prompt.take()?;
                if wish == Wish::Narrow {
                    self.set_narrow(pane, before_text);
                    self.return_to(before);
                }
            }
            Edit::Ignored => match (&mut prompt.wish, key.code) {
                (Wish::Add(kind), KeyCode::Tab) => {
                    *kind = self.snapshot.entities.kinds().after(*kind);
                }
                (Wish::Narrow, KeyCode::Down | KeyCode::Tab) => self.step(1),
                (Wish::Narrow, KeyCode::Up) => self.step(-1),
                _ => {}
            },
        }
        None
    }

    fn narrow_as_typed(&mut self) {
        if let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.wish == Wish::Narrow) {
            self.set_narrow(prompt.pane, prompt.text.clone());
        }
    }

    /// Shows all that is known of the name in hand.
    fn show_name(&mut self) {
        let card = self.name_in_hand().and_then(|id| NameCard::new(&self.snapshot, id));
        match card {
            Some(card) => self.overlay = Some(Overlay::Name { card, top: 0 }),
            None => self.message = Some(Message::NoName),
        }
    }

    fn set_narrow(&mut self, pane: Pane, text: String) {
        match pane {
            Pane::Names => self.names.narrow_to(text),
            Pane::List | Pane::Text => self.query.heading = text,
        }
        self.ask();
    }

    fn paste(&mut self, text: &str) {
        if let Some(Overlay::Help { query, top }) = &mut self.overlay {
            prompt::insert(query, text);
            *top = 0;
        } else if let Some(prompt) = &mut self.prompt {
            prompt::insert(&mut prompt.text, text);
            self.narrow_as_typed();
        }
    }

    /// Explains the line of the mention that the walk stands on, or else the first in sight.
    fn inspect_line(&mut self) {
        let Some(page) = self.reader.page() else { return };
        let report = LineReport::new(page, self.reader.line_in_hand());
        self.overlay = report.map(|report| Overlay::Line { report, top: 0 });
    }

    fn overlay_key(&mut self, key: Key) -> Option<Effect> {
        if matches!(self.overlay, Some(Overlay::Trail(_) | Overlay::Company(_))) {
            self.trail_key(key);
            return None;
        }
        let page = usize::from(Panel::new(self.size).inner.height).max(1);
        let overlay = self.overlay.as_mut()?;
        if let Overlay::Line { report, .. } = overlay
            && key == Key::plain(KeyCode::Char('y'))
        {
            let text = report.text();
            self.message = Some(Message::Sent(text.chars().count()));
            self.overlay = None;
            return Some(Effect::Copy(text));
        }
        if let Overlay::Name { .. } = overlay
            && let Lookup::Found(action) = self.keymap.lookup(&[key])
            && NameCard::ACTIONS.contains(&action)
        {
            self.overlay = None;
            return self.act(action);
        }
        let (Overlay::Help { top, .. }
        | Overlay::Notices { top }
        | Overlay::Line { top, .. }
        | Overlay::Name { top, .. }) = overlay
        else {
            return None;
        };
        match key.code {
            KeyCode::Down => *top += 1,
            KeyCode::Up => *top = top.saturating_sub(1),
            KeyCode::PageDown => *top += page,
            KeyCode::PageUp => *top = top.saturating_sub(page),
            KeyCode::Home => *top = 0,
            KeyCode::End => *top = usize::MAX / 2,
            _ => match overlay {
                Overlay::Help { query, top } => match prompt::edit(query, key) {
                    Edit::Changed => *top = 0,
                    Edit::Accepted | Edit::Cancelled => self.overlay = None,
                    Edit::Ignored => {}
                },
                Overlay::Readable | Overlay::Trail(_) | Overlay::Company(_) => {}
                Overlay::Notices { top } | Overlay::Line { top, .. } | Overlay::Name { top, .. } => {
                    match key.code {
                        KeyCode::Char('j') => *top += 1,
                        KeyCode::Char('k') => *top = top.saturating_sub(1),
                        _ => self.overlay = None,
                    }
                }
            },
        }
        self.bound_overlay();
        None
    }

    /// The overlay scrolls no further than its last row.
    fn bound_overlay(&mut self) {
        let inner = Panel::new(self.size).inner;
        let rows = match &mut self.overlay {
            None | Some(Overlay::Readable) => return,
            Some(Overlay::Help { query, .. }) => help_rows(query, inner.width).len(),
            Some(Overlay::Notices { .. }) => notice_rows(&self.snapshot).count(),
            // Above the clusters the stored line, the facts and a blank row.
            Some(Overlay::Line { report, .. }) => 3 + report.clusters.len(),
            Some(Overlay::Name { card, .. }) => card.rows().count(),
            Some(Overlay::Trail(Trail { cursor, steps, .. })) => {
                return cursor.keep_in_sight(steps.len(), usize::from(Panel::whole(self.size).inner.height));
            }
            Some(Overlay::Company(Company { cursor, others, .. })) => {
                return cursor.keep_in_sight(others.len(), usize::from(Panel::whole(self.size).inner.height));
            }
        };
        let height = usize::from(inner.height).max(1);
        if let Some(
            Overlay::Help { top, .. }
            | Overlay::Notices { top }
            | Overlay::Line { top, .. }
            | Overlay::Name { top, .. },
        ) = &mut self.overlay
        {
            *top = (*top).min(rows.saturating_sub(height));
        }
    }

    /// Asks the index anew; the same article stays chosen, if it is still there.
    pub(super) fn ask(&mut self) {
        let chosen = self.selected_article().or(self.reader.article());
        self.results = self.snapshot.index.run(&self.query);
        let place = chosen.and_then(|chosen| self.results.articles.binary_search(&chosen).ok());
        self.list.selected = place.unwrap_or(0);
        if place.is_none() {
            self.list.top = 0;
        }
        self.list_names();
        self.open_selected();
    }

    /// Lists the names anew.
    pub(super) fn list_names(&mut self) {
        let open = self.reader.article();
        let of_article: Vec<EntityId> =
            open.map_or(Vec::new(), |open| self.snapshot.index.entities_of(open).collect());
        self.names.list(&self.snapshot.entities, &self.results, &of_article);
    }

    /// Opens the chosen article in the reading pane. An empty list leaves the text where it is.
    fn open_selected(&mut self) {
        if let Some(article) = self.results.articles.get(self.list.selected).copied() {
            self.open(article);
        } else if self.reader.article().is_none_or(|open| self.snapshot.article(open).is_none()) {
            self.reader.close();
        }
    }

    /// Opens `article` and goes to its text.
    pub(super) fn focus_on_text(&mut self, article: ArticleId) {
        self.open(article);
        self.focus_on(Pane::Text);
    }

    fn open(&mut self, article: ArticleId) {
        let column = self.text_column();
        if self.reader.article() != Some(article) {
            self.kept_unread = None;
        }
        let is_other = self.reader.article() != Some(article);
        if let Some(article) = self.snapshot.article(article) {
            self.reader.open(article, column.width, column.height);
        }
        if is_other && self.names.is_of_article() {
            self.list_names();
        }
    }

    fn lay_out(&mut self, residue: bool) {
        let column = self.text_column();
        let open = self.reader.article().and_then(|open| self.snapshot.article(open));
        if let Some(article) = open {
            self.reader.lay_out(article, column.width, column.height, residue);
        }
    }

    /// Brings everything in sight that must be, at the size that the screen has now.
    pub(super) fn settle(&mut self) {
        self.lay_out(self.reader.shows_residue());
        let capacity = self.list_capacity();
        self.list.keep_in_sight(self.results.articles.len(), capacity);
        let names_height = self.names_height();
        self.names.keep_in_sight(names_height);
        self.bound_overlay();
    }

    /// Where the text stands, or would stand if its pane were in sight.
    fn text_column(&self) -> Rect {
        let arrangement = self.arrangement();
        let pane = arrangement.text.or(arrangement.list).or(arrangement.names);
        text_column(pane.unwrap_or_default())
    }

    fn list_capacity(&self) -> usize {
        self.density().capacity(self.arrangement().content_height())
    }

    fn names_height(&self) -> usize {
        usize::from(self.arrangement().content_height())
    }

    pub(super) fn place(&self) -> Place {
        Place {
            focus: self.focus,
            article: self.reader.article(),
            list_top: self.list.top,
            byte: self.reader.byte(),
            names: self.names.cursor,
        }
    }

    pub(super) fn return_to(&mut self, place: Place) {
        self.focus = place.focus;
        if let Some(article) = place.article
            && let Ok(at) = self.results.articles.binary_search(&article)
        {
            self.list.selected = at;
            self.open(article);
            self.reader.go_to(place.byte);
        }
        self.list.top = place.list_top;
        self.names.cursor = place.names;
    }
}

/// What a key answers to the question which line is readable.
fn readable(key: Key) -> Option<Effect> {
    match key.code {
        KeyCode::Char('1') => Some(Effect::Readable(Some(0))),
        KeyCode::Char('2') => Some(Effect::Readable(Some(1))),
        KeyCode::Char('3') => Some(Effect::Readable(Some(2))),
        KeyCode::Escape => Some(Effect::Readable(None)),
        _ => None,
    }
}
