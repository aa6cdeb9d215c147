//! What happens to the model, and what the model wants done.

use super::action::Action;
use super::copy::{CopyEnd, CopySize};
use super::opening::{OpenFault, Opening};
use super::order::Order;
use super::sitting::Kept;
use crate::entity::repair::{Change, Edit, Name};
use crate::keys::{Key, Mouse};
use crate::library::Snapshot;
use crate::text::Profile;
use ratatui::layout::Size;
use std::sync::Arc;

/// What happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// What has become of the text that was copied last.
    Copied(CopyEnd),
    /// What was opened in another program is closed again, or could not be opened.
    Closed(Result<(), OpenFault>),
    /// The reader wants this, and pressed no key for it: what lies over the panes stays where it is.
    Act(Action),
    /// Text was pasted.
    Paste(String),
    /// The reader's hand rests: [`Model::awaits_rest`](super::Model::awaits_rest).
    Rest,
    /// The screen has a new size, in cells.
    Resize(Size),
    /// The library has grown, or is complete.
    Library(Arc<Snapshot>),
    /// What was kept of the last sitting; before the first [`Msg::Library`].
    Kept(Box<Kept>),
    /// Where the reader is, and what has been read, cannot be kept; why.
    NothingIsKept(String),
    /// The last change of a name is done, but could not be kept; why.
    NotKept(String),
    /// The list may be written to a file, and this name is free; none where nothing may be written.
    Proposal(Option<String>),
    /// The list was written, or could not be.
    Written(Written),
    /// The screen shows text of this profile from now on.
    Profile(Profile),
    /// The terminal is spoken to in this way from now on, at the reader's wish.
    Mode(&'static str),
    /// Nobody but the reader can say whether this terminal shows Arabic rightly.
    AskWhatIsReadable,
    /// The terminal is a console, whose font is not known.
    Console,
}

/// What the world must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the session.
    Quit,
    /// End the session: everything was read, and nothing could be opened.
    QuitEmpty,
    /// Give the terminal back until the reader returns.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Put this text into the reader's clipboard.
    Copy(String),
    /// Have the mouse report, or report no more.
    Mouse(bool),
    /// Open this in another program.
    Open(Opening),
    /// Speak to the terminal in the next of the ways that there are, and remember it.
    NextMode,
    /// Of the lines that were shown, numbered from 0, this is the one that the reader can read; or the
    /// reader does not want to be asked. Remember it.
    Readable(Option<usize>),
    /// Keep this change of names, or keep it no more, and show the library with it.
    Repair(Edit),
    /// Propose a name for a file to write the list to.
    ProposeFile,
    /// Write the list as it stands to this file, which must not be there yet.
    WriteList(String),
}

/// What has become of a list that was to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is there.
    Done {
        /// The file.
        path: String,
        /// So many articles.
        articles: usize,
        /// So many names.
        names: usize,
    },
    /// A file has that name already.
    Exists(String),
    /// The name does not end in one of these, and so does not say in what form.
    NoForm(&'static [&'static str]),
    /// Something went wrong.
    Failed(String),
}

/// What a change of names has done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The change.
    pub change: Change,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// How many articles of the list mention the name now; `None` if it is no name any more.
    pub articles: Option<usize>,
    /// Why it could not be kept.
    pub fault: Option<String>,
}

/// One line that answers the last key, until the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The end of the article is in sight, and the reader wanted more.
    EndOfArticle,
    /// There is no article after, or before, this one.
    NoMoreArticles,
    /// Every article of the list but this one has been read.
    NoUnread,
    /// The articles stand in this order now.
    Sorted(Order),
    /// What has been read and where the reader is cannot be kept; why.
    NothingIsKept(String),
    /// The article has no mention to go to.
    NoMention,
    /// The walk through the mentions has begun anew at the first.
    FirstAgain,
    /// It goes on from the last one, backwards.
    LastAgain,
    /// What is sought is not in the text.
    NoHit,
    /// It is only in what is folded away.
    HitsFolded,
    /// The walk through what was found has begun anew at the first place.
    FirstHitAgain,
    /// It goes on from the last one, backwards.
    LastHitAgain,
    /// No article of the list mentions the name: choosing it would leave none.
    NotInList,
    /// The filter is to be changed by a name, and none is chosen.
    NoName,
    /// The name is not in the filter.
    NotInFilter,
    /// No filter has been cleared.
    NoLastFilter,
    /// What has become of a text that was copied.
    Copied(CopySize, CopyEnd),
    /// There is nothing to copy.
    NothingToCopy,
    /// The mouse reports now, or does not.
    Mouse(bool),
    /// Why another program did not open what it was to.
    NotOpened(OpenFault),
    /// What rules found is hidden: so many names, so many mentions, and so many names of the filter.
    RulesHidden {
        /// Names of which every mention is hidden.
        names: usize,
        /// Mentions.
        mentions: usize,
        /// Names that have left the filter.
        in_filter: usize,
    },
    /// It is shown again.
    RulesShown,
    /// No rule has found anything.
    NoRules,
    /// All names of the filter that was cleared are hidden.
    FilterHidden,
    /// An option of reading was changed: its name in [`SETTINGS`](super::SETTINGS), and what it is now.
    Set(&'static str, String),
    /// So much of the article was not read in another one, in percent of its words; `None` if nothing was.
    New(Option<usize>),
    /// The article has no residue to show.
    NoResidue,
    /// Nothing to report: all was read.
    NoNotices,
    /// This name is going to be merged into the next that is chosen.
    Marked(Name),
    /// A name was changed.
    Repaired(Box<Report>),
    /// What has become of a list that was to be written.
    Written(Written),
    /// Nothing may be written here.
    NothingWritten,
    /// Not all articles have been read, or searched, yet: the list is not whole.
    NotAllRead,
    /// What was typed holds no word, and so is no name.
    NoWord,
    /// No name was changed since the program began.
    NothingToUndo,
    /// The way in which the terminal is spoken to; a line to judge it by stands beside it.
    Mode(&'static str),
    /// The console may have no font for Arabic.
    ConsoleFont,
}
