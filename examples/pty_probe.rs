//! The smallest reader that a session can drive: shows a counter and the last key. The tests that
//! start a program on a terminal of its own (`tests/pty.rs`) start this one.
//!
//! `q` quits, `P` panics, `T` panics in another thread, Ctrl-Z stops, `F` fills the screen, `R` waits for
//! the hand to rest, `M` turns the mouse on or off, `C` copies, `E` runs `$EDITOR`; everything else is counted.

use std::process::ExitCode;
use std::thread;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};
use warraq::keys::Key;
use warraq::session::{Errand, Flow, Input, Options, Reader, Session, Waker};

struct Probe {
    waker: Waker,
    count: u32,
    last: String,
    size: (u16, u16),
    fill: bool,
    mouse: bool,
    /// Whether it waits for the hand to rest.
    waits: bool,
    dirty: bool,
}

impl Reader for Probe {
    fn on_input(&mut self, input: Input) -> Flow {
        self.dirty = true;
        self.count += 1;
        match input {
            Input::Key(key) if key == Key::char('q') => return Flow::Quit,
            Input::Key(key) if key == Key::ctrl('z') => return Flow::Suspend,
            Input::Key(key) if key == Key::char('P') => panic!("the probe was asked to panic"),
            Input::Key(key) if key == Key::char('T') => {
                let waker = self.waker.clone();
                let worker = thread::Builder::new().name("worker".to_owned());
                let worker = worker.spawn(|| panic!("the worker was asked to panic"));
                assert!(worker.expect("a thread starts").join().is_err());
                waker.wake();
            }
            Input::Key(key) if key == Key::char('F') => self.fill = true,
            Input::Key(key) if key == Key::char('R') => self.waits = true,
            Input::Key(key) if key == Key::char('M') => {
                self.mouse = !self.mouse;
                return Flow::Mouse(self.mouse);
            }
            Input::Key(key) if key == Key::char('C') => return Flow::Copy("سلام".to_owned()),
            Input::Key(key) if key == Key::char('E') => {
                let program = std::env::var_os("EDITOR").unwrap_or_default();
                return Flow::Run(Errand {
                    program,
                    arguments: vec!["one two".into()],
                    wants_terminal: true,
                });
            }
            Input::Key(key) => self.last = key.to_string(),
            Input::Mouse(mouse) => self.last = format!("{:?} {} {}", mouse.deed, mouse.column, mouse.row),
            Input::Copied(copied) => self.last = format!("{copied:?}"),
            Input::Ran(ran) => self.last = format!("{ran:?}"),
            Input::Paste(text) => self.last = format!("paste({text})"),
            Input::Resize { columns, rows } => self.size = (columns, rows),
            Input::Background { light } => self.last = if light { "light" } else { "dark" }.to_owned(),
            Input::Rest => (self.waits, self.last) = (false, "rested".to_owned()),
            Input::Wake => self.last = "woken".to_owned(),
            Input::Terminal { .. } | Input::Pause | Input::Stop => self.count -= 1,
        }
        Flow::Continue
    }

    fn dirty(&self) -> bool {
        self.dirty
    }

    fn awaits_rest(&self) -> bool {
        self.waits
    }

    fn draw(&mut self, buffer: &mut Buffer) {
        self.dirty = false;
        let (columns, rows) = self.size;
        if self.fill {
            let digit = char::from_digit(self.count % 10, 10).unwrap_or(' ');
            for cell in &mut buffer.content {
                cell.set_char(digit);
            }
        }
        let text = format!("probe {columns}x{rows} input {} last {}", self.count, self.last);
        let width = usize::from(columns);
        buffer.set_stringn(0, 0, &text, width, Style::new().bold());
        buffer.set_stringn(0, rows - 1, "bottom", width, Style::new().fg(Color::Rgb(1, 2, 3)));
    }
}

fn main() -> ExitCode {
    let session = match Session::open(Options::from_environment(true)) {
        Ok(session) => session,
        Err(error) => {
            eprintln!("pty_probe: {error}");
            return ExitCode::FAILURE;
        }
    };
    let waker = session.waker();
    let mut probe = Probe {
        waker,
        count: 0,
        last: String::new(),
        size: (1, 1),
        fill: false,
        mouse: false,
        waits: false,
        dirty: true,
    };
    match session.run(&mut probe) {
        Ok(end) => end.conclude(),
        Err(error) => {
            eprintln!("pty_probe: {error}");
            ExitCode::FAILURE
        }
    }
}
