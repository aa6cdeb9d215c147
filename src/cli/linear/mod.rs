//! `warraq --linear`: the reader without a screen, for screen readers, braille lines, serial lines and pipes.
//! Commands come line by line from standard input; what has changed is said on standard output, in logical
//! order, without any sequence that a terminal acts on, and nothing that was said is taken back.
//!
//! The same model drives it as drives the screen: what is listed, filtered, walked through and changed is the
//! same. Only where in a text the reader is, is kept here (`reading`): by sentences, not by rows.

mod article;
mod command;
mod desk;
mod line;
mod names;
mod reading;
mod say;

use super::config_file::ConfigFile;
use super::names_file::NamesFile;
use super::{Status, report, report_imports};
use crate::app::{Language, Model};
use crate::library::{self, Sources};
use crate::text;
use desk::Desk;
use ratatui::layout::Size;
use std::io::{self, BufRead, IsTerminal, Read as _, Write};

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
