//! `warraq --linear`: the reader without a screen, for screen readers, braille lines, serial lines and pipes.
//! Commands come line by line from standard input; what has changed is said on standard output, in logical
//! order, without any sequence that a terminal acts on, and nothing that was said is taken back.
//!
//! The same model drives it as drives the screen: what is listed, filtered, walked through and changed is the
//! same. Only where in a text the reader is, is kept here (`reading`): by sentences, not by rows.

mod command;
mod reading;
mod say;

use super::config_file::ConfigFile;
use super::names_file::NamesFile;
use super::{Status, listing, report, report_imports};
use crate::app::{ACTIONS, Action, Effect, Group, Language, Model, Msg, Overlay, Page, Pane, Wish};
use crate::corpus::ArticleId;
use crate::entity::EntityId;
use crate::fold::{Needle, fold_str};
use crate::index::Link;
use crate::keys::{Key, KeyCode};
use crate::library::{self, Shelf, Sources};
use crate::text;
use crate::ui::Words;
use command::{COMMANDS, Command, Request, number};
use ratatui::layout::Size;
use reading::Reading;
use say::Moment;
use std::collections::VecDeque;
use std::io::{self, BufRead, IsTerminal, Read as _, Write};
use std::sync::Arc;

/// Lines that are said at once of a long list.
const PAGE: usize = 20;

/// Bytes of a line of input that are read at most; what is longer is read as several.
const LINE_LIMIT: u64 = 64 * 1024;

/// The screen that the model believes in: all three panes, and so many rows that what was gone to is in sight.
const SIZE: Size = Size::new(120, 1000);

pub(super) fn run(
    sources: Sources,
    mut names: NamesFile,
    config: ConfigFile,
    language: Language,
    is_kiosk: bool,
) -> anyhow::Result<Status> {
    let shelf = library::shelve(Sources { changes: names.read(), ..sources });
    let snapshot = shelf.snapshot();
    report(&snapshot.notices, language);
    report_imports(&snapshot.imports, language);
    if snapshot.articles().is_empty() {
        return Ok(Status::Failed);
    }
    let notices = config.notices(language);
    let model = Model::new(SIZE, language).with_keymap(config.settings.keymap).with_notices(notices);
    let mut desk = Desk::new(model, shelf, names, is_kiosk);
    let (mut input, mut out) = (io::stdin().lock(), io::stdout().lock());
    let prompt = if io::stdin().is_terminal() { "> " } else { "" };
    let mut line = Vec::new();
    loop {
        for said in desk.said.drain(..) {
            writeln!(out, "{}", plain(&said))?;
        }
        write!(out, "{prompt}")?;
        out.flush()?;
        line.clear();
        if desk.has_quit || input.by_ref().take(LINE_LIMIT).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        desk.hear(&String::from_utf8_lossy(&line));
    }
    if !prompt.is_empty() {
        writeln!(out)?;
    }
    desk.names.finish()?;
    Ok(Status::Done)
}

/// `line` without anything that acts on a terminal or is only heard as noise: bidi controls and their like
/// have done their work where they stand in a text, and a stream of text has no use for them.
fn plain(line: &str) -> String {
    let acts = |c: &char| {
        matches!(c, '\u{AD}' | '\u{61C}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text::neutralised(&line.chars().filter(|c| !acts(c)).collect::<String>()).into_owned()
}

/// Whether an action is about nothing but how a screen looks, or which terminal it is.
fn is_of_the_screen(action: Action) -> bool {
    use Action::{DimKnown, Narrower, NextMode, Options, Select, Suspend, Tashkeel, ToggleMouse, Wider, Zen};
    matches!(
        action,
        DimKnown | Narrower | NextMode | Options | Select | Suspend | Tashkeel | ToggleMouse | Wider | Zen
    )
}

/// A reader at a stream of lines.
struct Desk {
    model: Model,
    shelf: Shelf,
    names: NamesFile,
    words: Words,
    /// What is to be said.
    said: Vec<String>,
    /// What the model answered, to be said.
    answers: Vec<String>,
    /// The answer before, to be said again.
    last: Vec<String>,
    /// What an empty line goes on with.
    left: Left,
    /// What numbers mean.
    numbered: Numbered,
    reading: Option<Reading>,
    is_kiosk: bool,
    has_quit: bool,
}

/// What an empty line goes on with.
enum Left {
    Lines(VecDeque<String>),
    Text,
}

/// What a number means: what it stood before in the last list.
enum Numbered {
    Articles,
    Names(Vec<EntityId>),
    /// So many rows of what lies over the panes.
    Rows(usize),
}

impl Desk {
    fn new(model: Model, shelf: Shelf, names: NamesFile, is_kiosk: bool) -> Desk {
        let words = Words(model.language());
        let mut desk = Desk {
            model,
            shelf,
            names,
            words,
            said: Vec::new(),
            answers: Vec::new(),
            last: Vec::new(),
            left: Left::Text,
            numbered: Numbered::Articles,
            reading: None,
            is_kiosk,
            has_quit: false,
        };
        desk.read_library();
        let snapshot = desk.model.snapshot();
        let greeting = desk.words.linear_greeting(snapshot.articles().len(), snapshot.entities.len());
        desk.said.push(greeting);
        desk
    }

    /// Does what a line asks for, and says what that has changed.
    fn hear(&mut self, line: &str) {
        let line = line.trim_end_matches(['\n', '\r']);
        self.answers.clear();
        if self.model.prompt().is_some() {
            self.write(line);
        } else {
            match Request::parse(line, self.model.keymap()) {
                Request::More => self.more(false),
                Request::Number(number) => self.choose(number),
                Request::Command(command, rest) => self.command(command, &rest),
                Request::Act(action, line) => self.act_with(action, &line),
                Request::Unknown => self.said.push(self.words.unknown_command(line.trim())),
            }
        }
        self.ask_for_line();
        self.last = self.said.clone();
    }

    fn command(&mut self, command: Command, rest: &str) {
        self.close();
        match command {
            Command::Help => self.help(rest),
            Command::List => self.list(),
            Command::Read => match number(rest) {
                Some(number) => self.read_article(number),
                None if rest.is_empty() => self.read(),
                None => self.said.push(self.words.unknown_command(rest)),
            },
            Command::All => self.more(true),
            Command::Back => self.back(),
            Command::Repeat => self.said = std::mem::take(&mut self.last),
            Command::Where => self.say_where(),
            Command::Find => {
                let before = Moment::of(&self.model);
                self.tell(Msg::Act(Action::ListPane));
                self.narrow(rest);
                self.say_since(&before);
            }
            Command::Names => {
                self.tell(Msg::Act(Action::NamesPane));
                self.narrow(rest);
                self.list_names();
            }
            Command::Filter => self.filter(rest, Action::Choose, Link::And),
            Command::OrFilter => self.filter(rest, Action::OrName, Link::Or),
            Command::Without => self.filter(rest, Action::WithoutName, Link::Not),
        }
    }

    /// Does what a key would do on the screen, and writes `line` where that asks for one.
    fn act_with(&mut self, action: Action, line: &str) {
        self.act(action);
        match (self.model.prompt().is_some(), line) {
            (_, "") => {}
            (true, line) => self.write(line),
            (false, line) => self.said.push(self.words.unknown_command(line)),
        }
    }

    /// Does what a key would do on the screen; what moves through the text goes by sentences here.
    fn act(&mut self, action: Action) {
        self.close();
        let is_in_text = self.model.focus() == Pane::Text;
        match action {
            Action::Quit => self.has_quit = true,
            Action::Help | Action::Palette => self.help(""),
            action if is_of_the_screen(action) => self.said.push(self.words.needs_a_screen().to_string()),
            Action::Redraw => self.said = std::mem::take(&mut self.last),
            Action::ReadOn if !is_in_text => self.read(),
            Action::ReadOn => self.more(false),
            Action::ReadBack => self.back(),
            Action::Down | Action::PageDown | Action::HalfPageDown if is_in_text => self.more_text(false),
            Action::Up | Action::PageUp | Action::HalfPageUp if is_in_text => self.back(),
            Action::Top | Action::Bottom if is_in_text => {
                if let Some(reading) = &mut self.reading {
                    if action == Action::Top { reading.rewind() } else { reading.wind() }
                }
                self.more_text(false);
            }
            Action::NextParagraph | Action::PreviousParagraph => {
                if let Some(reading) = &mut self.reading {
                    reading.go_to_paragraph(action == Action::NextParagraph);
                }
                self.more_text(false);
            }
            Action::ListPane => self.list(),
            Action::NamesPane => self.command(Command::Names, ""),
            Action::Choose if self.model.focus() == Pane::List => self.read(),
            action => {
                let before = Moment::of(&self.model);
                self.tell(Msg::Act(action));
                self.say_since(&before);
                self.say_overlay();
            }
        }
    }

    /// Chooses what `number` stood before.
    fn choose(&mut self, number: usize) {
        match &self.numbered {
            Numbered::Articles => self.read_article(number),
            Numbered::Names(names) => match number.checked_sub(1).and_then(|at| names.get(at)).copied() {
                Some(name) => self.filter_by(name),
                None => self.said.push(self.words.no_such_number(number)),
            },
            Numbered::Rows(count) if (1..=*count).contains(&number) => {
                let before = Moment::of(&self.model);
                self.tell(Msg::Key(Key::plain(KeyCode::Home)));
                for _ in 1..number {
                    self.tell(Msg::Key(Key::plain(KeyCode::Down)));
                }
                self.tell(Msg::Key(Key::plain(KeyCode::Enter)));
                self.numbered = Numbered::Articles;
                self.say_since(&before);
            }
            Numbered::Rows(_) => self.said.push(self.words.no_such_number(number)),
        }
    }

    /// Tells the model, and does what it wants done.
    fn tell(&mut self, msg: Msg) {
        let effect = self.model.update(msg);
        self.take_answer();
        match effect {
            None => {}
            Some(Effect::Quit | Effect::QuitEmpty) => self.has_quit = true,
            Some(Effect::Repair(edit)) => {
                let (changes, kept) = self.names.edit(edit);
                if let Err(fault) = kept {
                    self.model.update(Msg::NotKept(fault.to_string()));
                }
                self.shelf.change(changes);
                self.read_library();
                self.take_answer();
            }
            // Nothing of a stranger's is written.
            Some(Effect::ProposeFile) => self.tell(Msg::Proposal((!self.is_kiosk).then(listing::proposal))),
            Some(Effect::WriteList(_)) if self.is_kiosk => self.tell(Msg::Proposal(None)),
            Some(Effect::WriteList(file)) => {
                let written = listing::write(&self.model, &file, self.words);
                self.tell(Msg::Written(written));
            }
            Some(Effect::Copy(text)) => {
                self.said.push(format!("{}: {text}", self.words.to_copy()));
            }
            Some(_) => self.said.push(self.words.needs_a_screen().to_string()),
        }
    }

    /// Keeps the model's answer until what has changed is said: what follows may put it away.
    fn take_answer(&mut self) {
        let answer = self.model.message().map(|message| self.words.answer(message));
        self.answers.extend(answer.filter(|answer| self.answers.last() != Some(answer)));
    }

    fn read_library(&mut self) {
        self.model.update(Msg::Library(Arc::new(self.shelf.snapshot())));
    }

    /// Says what has changed since `before`, and lets the text follow.
    fn say_since(&mut self, before: &Moment) {
        // The text follows the cursor of the list, and a search goes through all articles.
        self.model.update(Msg::Rest);
        while self.model.is_unanswered() {
            self.model.update(Msg::Rest);
        }
        let now = Moment::of(&self.model);
        self.said.append(&mut self.answers);
        self.said.extend(now.since(before, &self.model, self.words));
        if !now.is_same_text(before) {
            self.open_text();
        }
        if let Some(range) = now.new_mention(before) {
            self.said.push(say::mention(&self.model, self.words, &range));
            self.open_text_once();
            if let Some(reading) = &mut self.reading {
                self.said.extend(reading.sentence_at(range.start, self.words));
            }
            self.left = Left::Text;
        }
        let is_asked = self.model.overlay().is_some() || self.model.prompt().is_some();
        if self.said.is_empty() && !is_asked && !self.has_quit {
            self.said.push(self.words.nothing_changed().to_string());
        }
    }

    fn say_overlay(&mut self) {
        let Some(overlay) = self.model.overlay() else { return };
        match say::overlay(&self.model, self.words, overlay) {
            Some((lines, rows)) => {
                if matches!(overlay, Overlay::Trail(_) | Overlay::Company(_)) {
                    self.numbered = Numbered::Rows(rows);
                } else {
                    self.close();
                }
                self.say_lines(lines);
            }
            None => {
                self.close();
                self.said.push(self.words.needs_a_screen().to_string());
            }
        }
    }

    /// Puts away what lies over the panes.
    fn close(&mut self) {
        if self.model.overlay().is_some() {
            self.tell(Msg::Key(Key::plain(KeyCode::Escape)));
            self.numbered = Numbered::Articles;
        }
    }

    /// Says the first page of `lines`; the rest is left for later.
    fn say_lines(&mut self, lines: Vec<String>) {
        self.left = Left::Lines(lines.into());
        self.more(false);
    }

    /// Goes on with what was being said: a page of it, or all.
    fn more(&mut self, all: bool) {
        match &mut self.left {
            Left::Text => self.more_text(all),
            Left::Lines(lines) => {
                let count = if all { lines.len() } else { lines.len().min(PAGE) };
                self.said.extend(lines.drain(..count));
                match lines.len() {
                    0 => self.left = Left::Text,
                    left => self.said.push(self.words.lines_left(left)),
                }
            }
        }
    }

    fn more_text(&mut self, all: bool) {
        self.left = Left::Text;
        match &mut self.reading {
            Some(reading) if !reading.is_done() => {
                self.said.extend(if all { reading.rest(self.words) } else { reading.page(self.words) });
            }
            _ => self.said.push(self.words.nothing_left().to_string()),
        }
    }

    fn back(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.back();
        }
        self.more_text(false);
    }

    /// The articles in the list, by number.
    fn list(&mut self) {
        self.tell(Msg::Act(Action::ListPane));
        self.numbered = Numbered::Articles;
        let mut lines = vec![say::filter(&self.model, self.words)];
        lines.extend(self.model.listed().iter().map(|id| say::article(&self.model, self.words, *id)));
        self.say_lines(lines);
    }

    fn list_names(&mut self) {
        let (lines, numbered) = say::names(&self.model, self.words);
        self.numbered = Numbered::Names(numbered);
        self.say_lines(lines);
    }

    /// Reads the article of this number from its beginning.
    fn read_article(&mut self, number: usize) {
        let id = number.checked_sub(1).and_then(|at| u32::try_from(at).ok()).map(ArticleId);
        let Some(id) = id.filter(|id| self.model.snapshot().article(*id).is_some()) else {
            self.said.push(self.words.no_such_number(number));
            return;
        };
        let Some(place) = self.model.listed().iter().position(|listed| *listed == id) else {
            self.said.push(self.words.article_not_listed(number));
            return;
        };
        self.tell(Msg::Act(Action::ListPane));
        self.tell(Msg::Act(Action::Top));
        for _ in 0..place {
            self.tell(Msg::Act(Action::Down));
        }
        self.read();
    }

    /// Reads the article in hand from its beginning.
    fn read(&mut self) {
        self.tell(Msg::Rest);
        let Some(id) = self.model.reader().article() else {
            self.said.push(self.words.nothing_left().to_string());
            return;
        };
        self.said.push(say::article_in_hand(&self.model, self.words, id));
        self.tell(Msg::Act(Action::TextPane));
        self.open_text();
        let paragraphs = self.reading.as_ref().map_or(0, Reading::paragraphs);
        if let Some(said) = self.said.last_mut() {
            said.push_str(&format!("{}{}.", self.words.comma(), self.words.paragraphs(paragraphs)));
        }
        self.more_text(false);
    }

    /// The article in hand, to be read from its beginning.
    fn open_text(&mut self) {
        let shows_residue = self.model.reader().page().is_some_and(Page::shows_residue);
        let article = self.model.reader().article().and_then(|id| self.model.snapshot().article(id));
        self.reading = article.map(|article| Reading::new(article, shows_residue));
        self.left = Left::Text;
    }

    /// The article in hand, where its reader is in it.
    fn open_text_once(&mut self) {
        if self.reading.is_none() {
            self.open_text();
        }
    }

    /// Narrows what has the focus to what matches `text`.
    fn narrow(&mut self, text: &str) {
        self.tell(Msg::Act(Action::Search));
        self.type_line(text);
    }

    /// Types `text` into the line that is open, in place of what stands there.
    fn type_line(&mut self, text: &str) {
        self.tell(Msg::Key(Key::ctrl('u')));
        if !text.is_empty() {
            self.tell(Msg::Paste(text.to_string()));
        }
        self.tell(Msg::Key(Key::plain(KeyCode::Enter)));
        // What cannot be understood is not taken.
        if let Some(fault) = self.model.prompt().and_then(|prompt| prompt.fault.as_ref()) {
            self.said.push(self.words.search_error(&fault.kind));
            self.tell(Msg::Key(Key::plain(KeyCode::Escape)));
        }
    }

    /// Takes `line` for what was asked for.
    fn write(&mut self, line: &str) {
        let before = Moment::of(&self.model);
        let wish = self.model.prompt().map(|prompt| prompt.wish.clone());
        match (wish, line.trim()) {
            (_, "<Esc>") => self.tell(Msg::Key(Key::plain(KeyCode::Escape))),
            // The name that was proposed.
            (Some(Wish::WriteList), "") => self.tell(Msg::Key(Key::plain(KeyCode::Enter))),
            (Some(Wish::Add(_)), "<Tab>") => return self.tell(Msg::Key(Key::plain(KeyCode::Tab))),
            (Some(Wish::Add(_) | Wish::Rename(..)), "") => self.tell(Msg::Key(Key::plain(KeyCode::Escape))),
            (_, text) => self.type_line(text),
        }
        self.say_since(&before);
    }

    /// Says what is to be written, if anything is.
    fn ask_for_line(&mut self) {
        let Some(prompt) = self.model.prompt() else { return };
        let words = self.words;
        self.said.push(match &prompt.wish {
            Wish::Narrow => words.write_search().to_string(),
            Wish::Rename(_, name) => words.write_name(&name.text),
            Wish::WriteList => words.write_file(prompt.field.text()),
            Wish::Add(kind) => {
                let entities = &self.model.snapshot().entities;
                words.write_new_name(words.kind(*kind).unwrap_or(entities.kind_name(*kind)))
            }
        });
    }

    /// Filters by the name that matches `text` best.
    fn filter(&mut self, text: &str, action: Action, link: Link) {
        if text.is_empty() {
            self.said.push(say::filter(&self.model, self.words));
            return;
        }
        let before = Moment::of(&self.model);
        self.tell(Msg::Act(Action::NamesPane));
        self.narrow(text);
        let (_, found) = say::names(&self.model, self.words);
        let entities = &self.model.snapshot().entities;
        let is_whole = |id: &EntityId| {
            entities.get(*id).is_some_and(|entity| {
                let mut names = std::iter::once(&entity.canonical).chain(&entity.english);
                names.any(|name| fold_str(name) == fold_str(text))
            })
        };
        let best = found.iter().copied().find(|id| is_whole(id)).or(found.first().copied());
        let stands = best.and_then(|best| self.model.filter().term(best));
        let is_there = stands.is_some_and(|term| term.link == link && !term.is_suspended);
        if let Some(best) = best.filter(|_| !is_there)
            && self.go_to_name(best)
        {
            self.tell(Msg::Act(action));
        }
        self.narrow("");
        self.leave_names(&before);
        match best {
            None => self.said.push(self.words.no_name_matches(text)),
            Some(_) if is_there => self.said.push(say::filter(&self.model, self.words)),
            Some(_) => self.say_since(&before),
        }
        if found.len() > 1 {
            self.said.push(self.words.other_names(found.len() - 1));
        }
    }

    /// Filters by a name that is listed, or takes it out of the filter.
    fn filter_by(&mut self, name: EntityId) {
        let before = Moment::of(&self.model);
        self.tell(Msg::Act(Action::NamesPane));
        if self.go_to_name(name) {
            self.tell(Msg::Act(Action::Choose));
        }
        self.say_since(&before);
    }

    /// Moves the cursor of the names to one of them; whether it is listed.
    fn go_to_name(&mut self, name: EntityId) -> bool {
        self.tell(Msg::Act(Action::Top));
        while self.model.names().selected() != Some(name) {
            let cursor = self.model.names().cursor();
            self.tell(Msg::Act(Action::Down));
            if self.model.names().cursor() == cursor {
                return false;
            }
        }
        true
    }

    /// Goes back from the names to where the reader was. Not to the text: it may be another article's, which
    /// is not read by being found.
    fn leave_names(&mut self, before: &Moment) {
        if before.focus() != Pane::Names {
            self.tell(Msg::Act(Action::ListPane));
        }
    }

    fn say_where(&mut self) {
        let words = self.words;
        self.said.push(say::filter(&self.model, words));
        let Some(id) = self.model.reader().article() else { return };
        let mut article = say::article_in_hand(&self.model, words, id);
        let reading = self.reading.as_ref();
        if let Some((at, of)) = reading.and_then(|reading| Some((reading.paragraph()?, reading.paragraphs())))
        {
            article.push_str(&format!("{}{}", words.comma(), words.paragraph_at(at, of)));
        }
        self.said.push(article);
    }

    /// The commands and actions that `query` matches.
    fn help(&mut self, query: &str) {
        let (language, needle) = (self.words.0, Needle::new(query));
        let mut lines: Vec<String> = COMMANDS.iter().map(|row| row.said(language)).collect();
        lines.retain(|line| needle.matches(line));
        if query.is_empty() {
            lines.push(self.words.every_action().to_string());
        }
        for group in Group::ALL {
            let rows = ACTIONS.iter().filter(|row| row.group == group);
            lines.extend(rows.map(|row| {
                let keys: Vec<String> =
                    self.model.keymap().keys_of(row.action).map(ToString::to_string).collect();
                let keys = keys.join(" ");
                format!("{}{}{keys}: {}", row.name, self.words.comma(), row.description(language))
            }));
        }
        lines.retain(|line| needle.matches(line));
        if lines.is_empty() {
            lines.push(self.words.no_match().to_string());
        }
        self.say_lines(lines);
    }
}
