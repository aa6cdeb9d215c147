//! The reader's state: [`Model`], and [`Model::update`], a function of the model and a message.
//! No terminal, clock, files or threads: the same messages give the same screen.

mod action;
mod bindings;
mod card;
mod copy;
mod field;
mod filter;
mod help;
mod hiding;
mod history;
mod inspect;
mod known;
mod list;
mod marks;
mod mouse;
mod msg;
mod names;
mod notices;
mod opening;
mod options;
mod order;
mod overlay;
mod page;
mod palette;
mod panes;
mod place;
mod places;
mod prompt;
mod reader;
mod reading;
mod repair;
mod search;
mod select;
mod sitting;
mod time;
mod trail;
mod update;

pub use action::{ACTIONS, Action, ActionRow, Group, Language};
pub use bindings::default_keymap;
pub use card::{CardRow, NameCard, Spelling};
pub use copy::{Clipping, CopyEnd, CopyKind, CopyMenu, CopySize};
pub use field::TextField;
pub use help::{HelpRow, KEYS_COLUMN, help_rows};
pub use inspect::{ClusterReport, LineReport};
pub use known::Known;
pub use list::{Cursor, Density};
pub use marks::{Mark, MarkChange};
pub use msg::{Effect, Message, Msg, Report, Written};
pub use names::{Head, NameGroup, NameOrder, NameRow, Names};
pub use notices::{NoticeRow, notice_rows};
pub use opening::{OpenFault, Opening, OpeningKind, link};
pub use order::Order;
pub use overlay::Overlay;
pub use page::{LaidPart, Page, PageLayout, PageRow};
pub use palette::Palette;
pub use panes::{Arrangement, Pane, Panel, THREE_PANES, TWO_PANES, content};
pub use prompt::{Prompt, Wish};
pub use reader::{Reader, Walk};
pub use reading::{Alignment, MOST_SPACING, Measure, Reading, SETTINGS, Setting};
pub use search::Excerpt;
pub use select::Selection;
pub use sitting::{Kept, KeptTerm, Sitting};
pub use time::{minutes, minutes_left};
pub use trail::{Company, Trail, TrailStep};

use crate::corpus::{ArticleId, Fingerprint, Notice};
use crate::entity::EntityId;
use crate::index::{Filter, Query, ResultSet, Search};
use crate::keys::{Key, Keyboard, Keymap};
use crate::library::Snapshot;
use crate::text::Profile;
use hiding::Hiding;
use history::History;
use marks::Marks;
use place::Place;
use ratatui::layout::{Rect, Size};
use repair::Repairing;
use search::Excerpts;
use sitting::Awaited;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// Everything that the screen shows.
#[derive(Clone, Debug)]
pub struct Model {
    /// Cells of the screen.
    size: Size,
    language: Language,
    /// How text is drawn.
    profile: Profile,
    reading: Reading,
    keymap: Keymap<Action>,
    keyboard: Keyboard,
    /// Keys pressed so far of a longer sequence.
    pending: Vec<Key>,
    /// What is shown of the library.
    snapshot: Arc<Snapshot>,
    hiding: Hiding,
    focus: Pane,
    /// What stands beside the text where only one pane can: the list or the names.
    side: Pane,
    query: Query,
    /// What the text is searched for.
    find: Search,
    /// Which article was searched last, for what.
    found: Option<(ArticleId, Search)>,
    /// Of what the list is searched for.
    excerpts: Excerpts,
    /// The filter that was cleared last.
    last_filter: Filter,
    results: ResultSet,
    /// Whether what is typed to search waits for the hand to rest.
    is_unanswered: bool,
    /// Over `results.articles`.
    list: Cursor,
    names: Names,
    reader: Reader,
    marks: Marks,
    /// The order of the list.
    order: Order,
    /// Whether what has been read is left out of it.
    is_unread_only: bool,
    /// The articles that were there at the last sitting, sorted, if there was one.
    met_before: Option<Vec<Fingerprint>>,
    /// Those that were not, and have not been read yet.
    new: HashSet<ArticleId>,
    /// What of the last sitting waits for the library.
    awaited: Option<Awaited>,
    known: Known,
    overlay: Option<Overlay>,
    prompt: Option<Prompt>,
    selection: Option<Selection>,
    /// How large the text is that was copied last.
    copying: CopySize,
    /// Whether the mouse reports.
    mouse: bool,
    /// The bytes of the text on which its button went down.
    pressed: Option<Range<usize>>,
    /// What was typed to narrow a pane.
    history: History,
    /// Where the reader stood before the first name was chosen, and right after.
    unfiltered: Option<(Place, Place)>,
    /// An article that the reader has marked as unread while it was open: it stays so until it is
    /// opened again.
    kept_unread: Option<ArticleId>,
    repairing: Repairing,
    notices: Vec<Notice>,
    message: Option<Message>,
}

impl Model {
    /// The model before anything has been read.
    #[must_use]
    pub fn new(size: Size, language: Language) -> Self {
        Model {
            size,
            language,
            profile: Profile::default(),
            reading: Reading::default(),
            keymap: default_keymap(),
            keyboard: Keyboard::default(),
            pending: Vec::new(),
            snapshot: Arc::default(),
            hiding: Hiding::default(),
            focus: Pane::List,
            side: Pane::List,
            query: Query::default(),
            find: Search::default(),
            found: None,
            excerpts: Excerpts::default(),
            last_filter: Filter::default(),
            results: ResultSet::default(),
            is_unanswered: false,
            list: Cursor::default(),
            names: Names::default(),
            reader: Reader::default(),
            marks: Marks::default(),
            order: Order::default(),
            is_unread_only: false,
            met_before: None,
            new: HashSet::new(),
            awaited: None,
            known: Known::default(),
            overlay: None,
            prompt: None,
            selection: None,
            copying: CopySize::default(),
            mouse: false,
            pressed: None,
            history: History::default(),
            unfiltered: None,
            kept_unread: None,
            repairing: Repairing::default(),
            notices: Vec::new(),
            message: None,
        }
    }

    /// The model with these keys in the place of the usual ones.
    #[must_use]
    pub fn with_keymap(self, keymap: Keymap<Action>) -> Self {
        Model { keymap, ..self }
    }

    /// The model with something to say beside what the library has.
    #[must_use]
    pub fn with_notices(self, notices: Vec<Notice>) -> Self {
        Model { notices, ..self }
    }

    /// What is to be said beside what the library has: of the reader's own settings.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// How many things could not be read, or used.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.notices.len() + self.snapshot.unread()
    }

    /// The keys, and what they mean.
    #[must_use]
    pub fn keymap(&self) -> &Keymap<Action> {
        &self.keymap
    }

    /// Cells of the screen.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// The interface's language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// How text is drawn.
    #[must_use]
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// What has been read, as it is shown.
    #[must_use]
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The pane that keys go to.
    #[must_use]
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// Where everything stands.
    #[must_use]
    pub fn arrangement(&self) -> Arrangement {
        if self.reading.zen && self.focus == Pane::Text {
            return Arrangement::zen(self.size);
        }
        Arrangement::new(self.size, self.focus, self.side, self.language)
    }

    /// The areas whose rows move together: the content of the panes, or of the panel over them.
    #[must_use]
    pub fn scrolling(&self) -> Vec<Rect> {
        if matches!(self.overlay, Some(Overlay::Copy(_) | Overlay::Options(_))) {
            return Vec::new();
        }
        if self.overlay.is_some() {
            return vec![Panel::new(self.size).inner];
        }
        let arrangement = self.arrangement();
        if arrangement.is_zen {
            return arrangement.text.into_iter().collect();
        }
        Pane::ALL.into_iter().filter_map(|pane| arrangement.pane(pane)).map(content).collect()
    }

    /// The articles in the list.
    #[must_use]
    pub fn listed(&self) -> &[ArticleId] {
        &self.results.articles
    }

    /// The articles in the list, and how every name stands in them.
    #[must_use]
    pub fn results(&self) -> &ResultSet {
        &self.results
    }

    /// Whether a search waits for the hand to rest, or the cursor of the list has moved on from the article
    /// that is open. Its text follows when
    /// the hand rests ([`Msg::Rest`]), or does anything else: who moves through a long list on a slow link
    /// is not sent every article on the way.
    #[must_use]
    pub fn awaits_rest(&self) -> bool {
        let selected = self.selected_article();
        self.is_unanswered() || selected.is_some() && selected != self.reader.article()
    }

    /// The article that the cursor of the list is on.
    fn selected_article(&self) -> Option<ArticleId> {
        self.results.articles.get(self.list.selected).copied()
    }

    /// The cursor over [`Model::listed`].
    #[must_use]
    pub fn list(&self) -> Cursor {
        self.list
    }

    /// How the list is set at the height that it has.
    #[must_use]
    pub fn density(&self) -> Density {
        let excerpt = u16::from(self.is_searched());
        Density::fitting(self.listed().len(), self.arrangement().content_height(), excerpt)
    }

    /// The names.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The text.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The names that the list is filtered by.
    #[must_use]
    pub fn filter(&self) -> &Filter {
        &self.query.filter
    }

    /// The names that the walk through the mentions goes by: those of the filter that count, and are not
    /// excluded. All, if there is none.
    #[must_use]
    pub fn wanted(&self) -> Vec<EntityId> {
        self.query.filter.wanted().collect()
    }

    /// Whether what is typed has not been searched for yet, or not in all articles.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.is_unanswered || self.results.is_cut_short
    }

    /// What the list is searched for, as typed; empty if it is not.
    #[must_use]
    pub fn narrowed(&self) -> &str {
        self.query.search.typed()
    }

    /// The order of the list.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// What lies over the panes.
    #[must_use]
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The reader's keyboard, as far as it is known.
    #[must_use]
    pub fn keyboard(&self) -> Keyboard {
        self.keyboard
    }

    /// The line that the reader types into.
    #[must_use]
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// The answer to the last key.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }
}
