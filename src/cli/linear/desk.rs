//! A reader at a stream of lines: what each line asks for is done, and what it has changed is said.

use super::command::{COMMANDS, Command, Request, number};
use super::reading::Reading;
use super::say::{self, Moment};
use crate::app::{ACTIONS, Action, Effect, Group, Model, Msg, Overlay, Pane};
use crate::cli::listing;
use crate::cli::names_file::NamesFile;
use crate::entity::EntityId;
use crate::fold::Needle;
use crate::index::Link;
use crate::keys::{Key, KeyCode};
use crate::library::Shelf;
use crate::ui::Words;
use std::collections::VecDeque;
use std::sync::Arc;

/// A reader at a stream of lines.
pub(super) struct Desk {
    pub(super) model: Model,
    shelf: Shelf,
    pub(super) names: NamesFile,
    pub(super) words: Words,
    /// What is to be said.
    pub(super) said: Vec<String>,
    /// What the model answered, to be said.
    answers: Vec<String>,
    /// The answer before, to be said again.
    last: Vec<String>,
    /// What an empty line goes on with.
    pub(super) left: Left,
    /// What numbers mean.
    pub(super) numbered: Numbered,
    pub(super) reading: Option<Reading>,
    is_kiosk: bool,
    pub(super) has_quit: bool,
}

/// What an empty line goes on with.
pub(super) enum Left {
    Lines(VecDeque<String>),
    Text,
}

/// What a number means: what it stood before in the last list.
pub(super) enum Numbered {
    Articles,
    Names(Vec<EntityId>),
    /// So many rows of what lies over the panes.
    Rows(usize),
}

impl Desk {
    pub(super) fn new(model: Model, shelf: Shelf, names: NamesFile, is_kiosk: bool) -> Desk {
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
    pub(super) fn hear(&mut self, line: &str) {
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
    pub(super) fn tell(&mut self, msg: Msg) {
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
    pub(super) fn say_since(&mut self, before: &Moment) {
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
    pub(super) fn close(&mut self) {
        if self.model.overlay().is_some() {
            self.tell(Msg::Key(Key::plain(KeyCode::Escape)));
            self.numbered = Numbered::Articles;
        }
    }

    /// Says the first page of `lines`; the rest is left for later.
    pub(super) fn say_lines(&mut self, lines: Vec<String>) {
        self.left = Left::Lines(lines.into());
        self.more(false);
    }

    /// The articles in the list, by number.
    fn list(&mut self) {
        self.tell(Msg::Act(Action::ListPane));
        self.numbered = Numbered::Articles;
        let mut lines = vec![say::filter(&self.model, self.words)];
        lines.extend(self.model.listed().iter().map(|id| say::article(&self.model, self.words, *id)));
        self.say_lines(lines);
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

/// Whether an action is about nothing but how a screen looks, or which terminal it is.
fn is_of_the_screen(action: Action) -> bool {
    use Action::{DimKnown, Narrower, NextMode, Options, Select, Suspend, Tashkeel, ToggleMouse, Wider, Zen};
    matches!(
        action,
        DimKnown | Narrower | NextMode | Options | Select | Suspend | Tashkeel | ToggleMouse | Wider | Zen
    )
}
