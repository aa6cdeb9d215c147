//! `warraq`: one reader at this terminal.

use super::args::{Read, StateFolder};
use super::config_file::ConfigFile;
use super::keep::Keeper;
use super::memory::{self, Choices, Memory};
use super::names_file::NamesFile;
use super::open::{self, Opened};
use super::{Status, listing, output, report};
use crate::app::{CopyEnd, Effect, Language, Model, Msg, OpenFault, Opening};
use crate::config::{Settings, ThemeChoice};
use crate::entity::repair::Edit;
use crate::library::{self, Snapshot, Sources, Worker};
use crate::session::{
    Colours, Copied, Flow, Input, Mode, Options, Reader, Session, TERMINAL_LIMIT, Waker, Wishes,
};
use crate::text::{Profile, Shaping};
use crate::ui::{self, Theme, Words};
use anyhow::Context;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// The modes in which the lines of [`Msg::AskWhatIsReadable`] are right, in their order.
const READABLE: [Mode; 3] = [Mode::Visual, Mode::Lro, Mode::Inverse];

/// Cells and rows from which a screen has room for that question.
const ASKING: Size = Size::new(40, 12);

pub(super) fn run(
    sources: Sources,
    mut names: NamesFile,
    config: ConfigFile,
    language: Language,
    asked: Read,
) -> anyhow::Result<ExitCode> {
    let notices = config.notices(language);
    let settings = asked.over(config.settings);
    let mut options = Options::from_environment(!asked.wants_colours());
    options.wishes = Wishes { mode: settings.mode, marks: settings.marks, colours: settings.colours };
    options.mouse = settings.mouse;
    // A kiosk starts no other program.
    if asked.kiosk {
        options.runs_tmux = false;
        options.clipboard.clear();
    }
    let wishes = options.wishes;
    let colours = wishes.colours.unwrap_or(options.colours);
    let is_console = options.hints.term == "linux";
    let usual = || memory::state_folder(|name| env::var_os(name).map(PathBuf::from), asked.kiosk);
    let folder = match &asked.state {
        StateFolder::Usual => usual(),
        StateFolder::At(folder) => Some(folder.clone()),
        StateFolder::Nowhere => None,
    };
    let memory = Memory::in_folder(folder.as_deref());
    let (choices, said) = memory.read();
    for line in said {
        output::complain(&line);
    }
    let session = Session::open(options)?;
    let articles = sources.articles.clone();
    let (sender, snapshots) = mpsc::channel();
    let waker = session.waker();
    let sources = Sources { changes: names.read(), ..sources };
    let worker = library::spawn(sources, move |snapshot| {
        // Nobody listens any more once the session has ended.
        let is_heard = sender.send(snapshot).is_ok();
        waker.wake();
        is_heard
    })
    .context("starting to read the articles")?;
    // What strangers read is nobody's business.
    let folder = folder.filter(|_| !asked.kiosk);
    // While the articles are read.
    let (keeper, kept, said) = Keeper::open(folder, &articles, asked.fresh);
    for line in said {
        output::complain(&line);
    }
    let mut seat = Seat {
        model: Model::new(Size::new(80, 24), language)
            .with_keymap(settings.keymap.clone())
            .with_notices(notices)
            .with_mouse(settings.mouse),
        theme: settings.theme(colours, None),
        settings,
        colours,
        light: None,
        snapshots,
        names,
        worker,
        asked,
        wishes,
        memory,
        choices,
        keeper,
        waker: session.waker(),
        identity: String::new(),
        has_chosen: false,
        opened: None,
        fault: None,
        is_dirty: true,
        is_empty: false,
    };
    seat.model.set_reading(seat.settings.reading);
    seat.model.update(Msg::Kept(Box::new(kept)));
    seat.draw_text_by(wishes.mode);
    if is_console {
        seat.model.update(Msg::Console);
    }
    let end = session.run(&mut seat);
    seat.keeper.keep_now(&mut seat.model);
    if let Some(fault) = seat.keeper.into_fault() {
        output::complain(&format!("keeping what you have read: {fault:#}"));
    }
    let end = end.context("using the terminal")?;
    if let Err(fault) = seat.names.finish() {
        output::complain(&format!("{fault:#}"));
    }
    if let Some(fault) = seat.fault {
        output::complain(&format!("{fault:#}"));
    }
    if seat.is_empty {
        report(&seat.model.snapshot().notices, language);
        return Ok(Status::Failed.into());
    }
    Ok(end.conclude())
}

impl Read {
    /// What is asked for, over what the reader's settings say.
    fn over(&self, settings: Settings) -> Settings {
        Settings {
            mode: self.mode.unwrap_or(settings.mode),
            marks: self.marks.unwrap_or(settings.marks),
            glyphs: self.glyphs.unwrap_or(settings.glyphs),
            theme: self.theme.unwrap_or(settings.theme),
            colours: self.colours.unwrap_or(settings.colours),
            ..settings
        }
    }

    /// Whether colours are asked for by name, so that `NO_COLOR` does not count.
    fn wants_colours(&self) -> bool {
        self.theme.is_some_and(|theme| theme != ThemeChoice::None)
    }
}

/// A reader in front of a terminal: what the session drives.
struct Seat {
    model: Model,
    theme: Theme,
    colours: Colours,
    /// Whether the background is light, once it is known.
    light: Option<bool>,
    snapshots: Receiver<Arc<Snapshot>>,
    names: NamesFile,
    worker: Worker,
    /// What the command line asks for.
    asked: Read,
    /// What the reader wants, by that and by the file of settings.
    settings: Settings,
    /// How the terminal is to be spoken to.
    wishes: Wishes,
    /// Where choices are kept, and what was kept when the program began.
    memory: Memory,
    choices: Choices,
    /// Keeps what has been read, and where the reader is.
    keeper: Keeper,
    /// Wakes the session when that fails.
    waker: Waker,
    /// What the terminal is.
    identity: String,
    /// Whether the reader has chosen a mode in this session, whatever else is found out.
    has_chosen: bool,
    /// Why a choice could not be kept; said when the terminal is given back.
    fault: Option<anyhow::Error>,
    is_dirty: bool,
    /// What another program has opened.
    opened: Option<Opened>,
    /// Whether the session ends because there is nothing to read.
    is_empty: bool,
}

impl Seat {
    fn tell(&mut self, msg: Msg) -> Flow {
        self.is_dirty = true;
        match self.model.update(msg) {
            None => Flow::Continue,
            // Nobody would continue it, and what is behind it is not for its reader.
            Some(Effect::Suspend) if self.asked.kiosk => Flow::Continue,
            Some(Effect::Suspend) => Flow::Suspend,
            Some(Effect::Redraw) => Flow::Redraw,
            Some(Effect::Copy(text)) => Flow::Copy(text),
            Some(Effect::Mouse(reports)) => Flow::Mouse(reports),
            Some(Effect::Open(opening)) => self.open(&opening),
            Some(Effect::Repair(edit)) => self.repair(edit),
            // Nothing of a stranger's is written.
            Some(Effect::ProposeFile) => {
                self.answer(Msg::Proposal((!self.asked.kiosk).then(listing::proposal)))
            }
            Some(Effect::WriteList(_)) if self.asked.kiosk => self.answer(Msg::Proposal(None)),
            Some(Effect::WriteList(file)) => {
                let written = listing::write(&self.model, &file, Words(self.model.language()));
                self.answer(Msg::Written(written))
            }
            Some(Effect::NextMode) => self.choose(self.wishes.mode.next()),
            Some(Effect::Readable(line)) => {
                let mode = line.and_then(|line| READABLE.get(line)).copied();
                self.choose(mode.unwrap_or_default())
            }
            Some(Effect::Quit) => Flow::Quit,
            Some(Effect::QuitEmpty) => {
                self.is_empty = true;
                Flow::Quit
            }
        }
    }

    /// The reader does something, and what it changes is to be kept.
    fn do_and_keep(&mut self, msg: Msg) -> Flow {
        let flow = self.tell(msg);
        self.keeper.note(self.model.take_mark_changes());
        if self.keeper.is_late() {
            self.keep();
        }
        flow
    }

    fn keep(&mut self) {
        let waker = self.waker.clone();
        self.keeper.keep(&mut self.model, move || waker.wake());
    }

    /// Opens something in another program.
    fn open(&mut self, opening: &Opening) -> Flow {
        let Some(article) = self.model.snapshot().article(opening.article) else { return Flow::Continue };
        let prepared = match self.asked.kiosk {
            true => Err(OpenFault::Kiosk),
            false => open::prepare(article, opening, |name| env::var_os(name)),
        };
        match prepared {
            Ok((errand, opened)) => {
                self.opened = Some(opened);
                Flow::Run(errand)
            }
            Err(fault) => self.tell(Msg::Closed(Err(fault))),
        }
    }

    /// Tells the model what has become of what it wanted.
    fn answer(&mut self, msg: Msg) -> Flow {
        self.model.update(msg);
        Flow::Continue
    }

    /// The reader has changed a name.
    fn repair(&mut self, edit: Edit) -> Flow {
        let (changes, kept) = self.names.edit(edit);
        if let Err(fault) = kept {
            self.model.update(Msg::NotKept(fault.to_string()));
        }
        self.worker.change(changes);
        Flow::Continue
    }

    /// The reader has chosen this mode by hand.
    fn choose(&mut self, mode: Mode) -> Flow {
        if let Err(fault) = self.memory.keep(&self.identity, mode) {
            self.fault.get_or_insert(fault);
        }
        self.has_chosen = true;
        self.model.update(Msg::Mode(mode.name()));
        self.speak(mode)
    }

    fn speak(&mut self, mode: Mode) -> Flow {
        self.wishes.mode = mode;
        self.draw_text_by(mode);
        Flow::Speak(self.wishes)
    }

    /// The cells of a screen have the order and the letters that the mode, or the reader, wants.
    fn draw_text_by(&mut self, mode: Mode) {
        let profile = match (mode, self.settings.glyphs) {
            (Mode::Logical, _) => Profile::logical(),
            (_, Shaping::Letters) => Profile::unshaped(),
            _ => Profile::default(),
        };
        self.model.update(Msg::Profile(profile));
        self.is_dirty = true;
    }

    /// The screen looks as becomes a terminal of so many colours, on this background.
    fn dress(&mut self, colours: Colours, light: Option<bool>) {
        (self.colours, self.light) = (colours, light);
        self.theme = self.settings.theme(colours, light);
        self.is_dirty = true;
    }

    /// The terminal has said who it is: it is spoken to as was chosen for it, or its reader is asked.
    fn introduced(&mut self, identity: String, is_unknown: bool) -> Flow {
        self.identity = identity;
        // What the command line asks for is asked for all terminals.
        if self.has_chosen || self.asked.mode.is_some() {
            return Flow::Continue;
        }
        if let Some(mode) = self.choices.of(&self.identity) {
            return self.speak(mode);
        }
        let size = self.model.size();
        let has_room = size.width >= ASKING.width && size.height >= ASKING.height;
        // Where no answer can be kept, the question would come every time.
        let is_open = self.settings.mode == Mode::Auto;
        if is_unknown && is_open && has_room && self.memory.keeps() && !self.asked.kiosk {
            self.tell(Msg::AskWhatIsReadable);
        }
        // What was chosen for a terminal that this might have been does not count for it.
        self.speak(self.settings.mode)
    }
}

impl Reader for Seat {
    fn on_input(&mut self, input: Input) -> Flow {
        match input {
            Input::Key(key) => self.do_and_keep(Msg::Key(key)),
            Input::Paste(text) => self.do_and_keep(Msg::Paste(text)),
            Input::Pause => {
                self.keep();
                Flow::Continue
            }
            Input::Stop => {
                self.keeper.keep_now(&mut self.model);
                Flow::Continue
            }
            Input::Mouse(mouse) => self.do_and_keep(Msg::Mouse(mouse)),
            Input::Copied(copied) => self.tell(Msg::Copied(match copied {
                Copied::Sent => CopyEnd::Sent,
                Copied::Taken(program) => CopyEnd::Taken { program, is_sent: false },
                Copied::TakenAndSent(program) => CopyEnd::Taken { program, is_sent: true },
                Copied::TooLong => CopyEnd::TooLong { limit: TERMINAL_LIMIT },
            })),
            Input::Ran(ran) => {
                let program = self.opened.take().map_or_else(String::new, |opened| opened.program.clone());
                self.tell(Msg::Closed(open::ended(program, ran)))
            }
            Input::Resize { columns, rows } => self.tell(Msg::Resize(Size::new(columns, rows))),
            Input::Rest => self.tell(Msg::Rest),
            Input::Terminal { identity, is_unknown, colours } => {
                self.dress(colours, self.light);
                self.introduced(identity, is_unknown)
            }
            Input::Background { light } => {
                self.dress(self.colours, Some(light));
                Flow::Continue
            }
            // Each snapshot holds all of the one before: only the last one counts.
            Input::Wake => {
                if let Some(why) = self.keeper.tell_fault() {
                    self.tell(Msg::NothingIsKept(why));
                }
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

    fn awaits_rest(&self) -> bool {
        self.model.awaits_rest()
    }

    fn awaits_pause(&self) -> Option<Duration> {
        self.keeper.awaits_pause()
    }
}
