//! [`Model::update`]: what each message, key and action does.

use super::action::{Action, Language};
use super::card::NameCard;
use super::field::TextField;
use super::list::Cursor;
use super::msg::{Effect, Message, Msg};
use super::notices::notice_rows;
use super::opening::OpeningKind;
use super::overlay;
use super::panes::Pane;
use super::{Model, Overlay};
use crate::index::Link;
use crate::keys::{Key, KeyCode, Lookup};
use crate::library::Snapshot;
use std::sync::Arc;

/// More rows than anything has, and far from overflowing when it is added to a place.
const TO_THE_END: isize = isize::MAX / 2;

impl Model {
    /// Takes in what happened; says what the world must do about it.
    pub fn update(&mut self, msg: Msg) -> Option<Effect> {
        let effect = match msg {
            Msg::Key(key) => {
                self.message = None;
                self.stay();
                self.key(key)
            }
            Msg::Mouse(mouse) => {
                self.stay();
                self.mouse(mouse)
            }
            Msg::Copied(end) => {
                self.copied(end);
                None
            }
            Msg::Closed(closed) => {
                self.message = closed.err().map(Message::NotOpened);
                None
            }
            Msg::Act(action) => {
                self.message = None;
                self.stay();
                self.pending.clear();
                self.act(action)
            }
            Msg::Paste(text) => {
                self.stay();
                self.paste(&text);
                None
            }
            Msg::Rest => {
                self.search_on();
                self.open_selected();
                None
            }
            Msg::Resize(size) => {
                self.size = size;
                None
            }
            Msg::Library(snapshot) => self.library(snapshot),
            Msg::Kept(kept) => {
                self.take_up(*kept);
                None
            }
            Msg::NothingIsKept(why) => {
                self.message = Some(Message::NothingIsKept(why));
                None
            }
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
        let known = self.snapshot.articles().len();
        self.take(snapshot);
        self.take_in_articles(known);
        if known < self.snapshot.articles().len() {
            self.query.ranks = self.order.ranks(self.snapshot.articles(), &self.marks);
        }
        match self.awaited.take() {
            Some(awaited) => self.take_up_further(awaited),
            None => self.ask(),
        }
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
            if let Some(answer) = overlay::readable(self.by_place(key)) {
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
        if self.selection.is_some() && !is_quit {
            let key = self.by_place(key);
            return self.selection_key(key);
        }
        match self.keyboard.look_up(&self.keymap, &mut self.pending, key) {
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

    /// `key`, or, where it is a letter of another keyboard, what the Latin one has at its place: for keys that
    /// overlays know by name.
    pub(super) fn by_place(&mut self, key: Key) -> Key {
        self.keyboard.hear(key);
        let is_ascii = matches!(key.code, KeyCode::Char(c) if c.is_ascii());
        if is_ascii { key } else { self.keyboard.latin(key).unwrap_or(key) }
    }

    /// `key`, which is typed as a letter.
    pub(super) fn as_letter(&mut self, key: Key) -> Key {
        self.keyboard.hear(key);
        key
    }

    pub(super) fn act(&mut self, action: Action) -> Option<Effect> {
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
            Action::NextParagraph => self.step_paragraph(true),
            Action::PreviousParagraph => self.step_paragraph(false),
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
            Action::NextMention => self.step_walk(true),
            Action::PreviousMention => self.step_walk(false),
            Action::Search => self.open_search(self.focus),
            Action::SearchAll => self.open_search(Pane::List),
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
            Action::Sort => self.turn_order(),
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
            Action::ToggleStar => self.toggle_star(),
            Action::UnreadOnly => self.turn_unread_only(),
            Action::NextUnread => self.next_unread(),
            Action::ToggleResidue => self.toggle_residue(),
            Action::Copy => self.open_copy_menu(),
            Action::CopyArticle => return self.copy_article(),
            Action::Select => self.begin_selection(),
            Action::Edit => return self.open_elsewhere(OpeningKind::Editor),
            Action::Open => return self.open_elsewhere(OpeningKind::Browser),
            Action::ToggleMouse => return Some(self.toggle_mouse()),
            Action::Options => self.overlay = Some(Overlay::Options(Cursor::default())),
            Action::Zen => self.toggle_zen(),
            Action::Tashkeel => self.turn_setting("tashkeel", true),
            Action::DimKnown => self.toggle_known(),
            Action::Wider => self.turn_setting("measure", true),
            Action::Narrower => self.turn_setting("measure", false),
            Action::Palette => self.open_palette(),
            Action::Help => self.overlay = Some(Overlay::Help { query: TextField::default(), top: 0 }),
            // A part of the list would be taken for all of it.
            Action::WriteList if !self.snapshot.complete || self.results.is_cut_short => {
                self.message = Some(Message::NotAllRead);
            }
            Action::WriteList => return Some(Effect::ProposeFile),
            Action::InspectLine => self.inspect_line(),
            Action::Notices if notice_rows(&self.notices, &self.snapshot).next().is_none() => {
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
    pub(super) fn rightwards(&self) -> isize {
        match self.language {
            Language::English => 1,
            Language::Arabic => -1,
        }
    }

    pub(super) fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        match pane {
            Pane::List | Pane::Names => self.side = pane,
            Pane::Text => self.mark_read(),
        }
    }

    /// Moves by `rows` in the pane that has the focus.
    pub(super) fn step(&mut self, rows: isize) {
        match self.focus {
            Pane::List => {
                self.list.step(rows, self.results.articles.len());
            }
            Pane::Text => {
                if rows > 0 && self.reader.at_end() {
                    self.message = Some(Message::EndOfArticle);
                }
                // One line further, whatever air is between.
                let spacing = isize::from(self.reading.line_spacing);
                self.reader.scroll(if rows.abs() == 1 { rows * (1 + spacing) } else { rows });
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

    pub(super) fn choose(&mut self) {
        match self.focus {
            Pane::List => {
                self.focus_on(Pane::Text);
                self.find_hits();
                self.reader.show_first_hit();
            }
            Pane::Names if self.names.selected().is_none() => self.fold_names(),
            Pane::Text | Pane::Names => self.toggle_name(Link::And),
        }
    }

    /// Undoes one thing: what narrows the names if they have the focus, then a search, then what narrows the
    /// names, then the filter.
    fn clear(&mut self) {
        if self.focus == Pane::Names && !self.names.narrow().is_empty() {
            self.names.narrow_to(String::new());
        } else if self.end_search() {
        } else if !self.names.narrow().is_empty() {
            self.names.narrow_to(String::new());
        } else if self.unmark() {
            return;
        } else if self.query.filter.is_empty() {
            self.reading.zen &= !self.arrangement().is_zen;
            self.reader.forget_mention();
            return;
        } else {
            self.clear_filter();
            return;
        }
        self.ask();
    }

    /// Sorts the pane in hand otherwise; from the text, the articles.
    fn turn_order(&mut self) {
        if self.focus == Pane::Names {
            self.names.turn_order();
            self.list_names();
            return;
        }
        self.order = self.order.next();
        self.query.ranks = self.order.ranks(self.snapshot.articles(), &self.marks);
        self.message = Some(Message::Sorted(self.order));
        self.ask();
    }

    fn toggle_residue(&mut self) {
        let shown = self.reader.shows_residue();
        if !shown && self.reader.page().is_none_or(|page| page.folded() == 0) {
            self.message = Some(Message::NoResidue);
            return;
        }
        self.lay_out(!shown);
    }
}
