//! `warraq`: one reader at this terminal.

use super::names_file::NamesFile;
use super::{Status, output, report};
use crate::app::{Effect, Language, Model, Msg};
use crate::corpus::Source;
use crate::entity::repair::Edit;
use crate::library::{self, Snapshot, Worker};
use crate::session::{Colours, Flow, Input, Options, Reader, Session};
use crate::ui::{self, Theme};
use anyhow::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

pub(super) fn run(source: Source, mut names: NamesFile, language: Language) -> anyhow::Result<ExitCode> {
    let options = Options::from_environment();
    let colours = options.colours;
    let session = Session::open(options)?;
    let (sender, snapshots) = mpsc::channel();
    let waker = session.waker();
    let worker = library::spawn(source, names.read(), move |snapshot| {
        // Nobody listens any more once the session has ended.
        let is_heard = sender.send(snapshot).is_ok();
        waker.wake();
        is_heard
    })
    .context("starting to read the articles")?;
    let mut seat = Seat {
        model: Model::new(Size::new(80, 24), language),
        theme: theme(colours, None),
        colours,
        snapshots,
        names,
        worker,
        is_dirty: true,
        is_empty: false,
    };
    let end = session.run(&mut seat).context("using the terminal")?;
    if let Err(fault) = seat.names.finish() {
        output::complain(&format!("{fault:#}"));
    }
    if seat.is_empty {
        report(&seat.model.snapshot().notices, language);
        return Ok(Status::Failed.into());
    }
    Ok(end.conclude())
}

/// The theme for a terminal of so many colours whose background is light, dark or unknown.
fn theme(colours: Colours, light: Option<bool>) -> Theme {
    match (colours, light) {
        (Colours::None, _) => Theme::monochrome(),
        (Colours::Ansi16, _) => Theme::sixteen(),
        (_, None) => Theme::unknown_background(),
        (_, Some(true)) => Theme::light(),
        (_, Some(false)) => Theme::dark(),
    }
}

/// A reader in front of a terminal: what the session drives.
struct Seat {
    model: Model,
    theme: Theme,
    colours: Colours,
    snapshots: Receiver<Arc<Snapshot>>,
    names: NamesFile,
    worker: Worker,
    is_dirty: bool,
    /// Whether the session ends because there is nothing to read.
    is_empty: bool,
}

impl Seat {
    fn tell(&mut self, msg: Msg) -> Flow {
        self.is_dirty = true;
        match self.model.update(msg) {
            None => Flow::Continue,
            Some(Effect::Suspend) => Flow::Suspend,
            Some(Effect::Redraw) => Flow::Redraw,
            Some(Effect::Copy(text)) => Flow::Copy(text),
            Some(Effect::Repair(edit)) => self.repair(edit),
            Some(Effect::Quit) => Flow::Quit,
            Some(Effect::QuitEmpty) => {
                self.is_empty = true;
                Flow::Quit
            }
        }
    }

    /// The reader has changed a name.
    fn repair(&mut self, edit: Edit) -> Flow {
        let (own, kept) = self.names.edit(edit);
        if let Err(fault) = kept {
            self.model.update(Msg::NotKept(fault.to_string()));
        }
        self.worker.change(own);
        Flow::Continue
    }
}

impl Reader for Seat {
    fn on_input(&mut self, input: Input) -> Flow {
        match input {
            Input::Key(key) => self.tell(Msg::Key(key)),
            Input::Paste(text) => self.tell(Msg::Paste(text)),
            Input::Resize { columns, rows } => self.tell(Msg::Resize(Size::new(columns, rows))),
            Input::Background { light } => {
                self.theme = theme(self.colours, Some(light));
                self.is_dirty = true;
                Flow::Continue
            }
            // Each snapshot holds all of the one before: only the last one counts.
            Input::Wake => {
                self.snapshots.try_iter().last().map_or(Flow::Continue, |s| self.tell(Msg::Library(s)))
            }
        }
    }

    fn dirty(&self) -> bool {
        self.is_dirty
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        ui::view(&self.model, &self.theme, buffer);
        self.is_dirty = false;
    }

    fn scrolling(&self) -> Vec<Rect> {
        self.model.scrolling()
    }
}
