//! Frames of the real reader, played into a terminal: whatever keys and sizes led there, it holds
//! what a full redraw would make it hold; and how many bytes that takes.

mod emulator;
mod random;

use emulator::Emulator;
use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::sync::{Arc, LazyLock};
use warraq::app::{ACTIONS, Language, Model, Msg};
use warraq::corpus::Source;
use warraq::keys::KeySequence;
use warraq::library::{self, Snapshot};
use warraq::session::frame::Frame;
use warraq::session::{Colours, Dialect, Encoding, Marks, Reordering};
use warraq::ui::{self, Theme};

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(&Source::Embedded)));

fn model(columns: u16, rows: u16) -> Model {
    let mut model = Model::new(Size::new(columns, rows), Language::English);
    model.update(Msg::Library(Arc::clone(&SEEDS)));
    model
}

fn press(model: &mut Model, keys: &str) {
    if keys.is_empty() {
        return;
    }
    let keys: KeySequence = keys.parse().expect("written keys");
    for key in keys.keys() {
        model.update(Msg::Key(*key));
    }
}

fn frame(model: &Model, dialect: Dialect) -> Frame {
    Frame::new(model.size().width, model.size().height, Colours::True, dialect)
}

/// The bytes of the next frame.
fn draw(model: &Model, frame: &mut Frame) -> Vec<u8> {
    let buffer: &mut Buffer = frame.blank();
    ui::view(model, &Theme::dark(), buffer);
    let mut out = Vec::new();
    frame.encode(&model.scrolling(), &mut out);
    out
}

const fn reordering(auto: bool, mirrors: bool, boxes_are_letters: bool) -> Encoding {
    Encoding::Inverse(Reordering { auto, mirrors, boxes_are_letters })
}

const ENCODINGS: [Encoding; 8] = [
    Encoding::Plain,
    Encoding::Override,
    reordering(true, true, false),
    reordering(false, true, false),
    reordering(false, false, true),
    Encoding::KittyCells,
    Encoding::KittyWords,
    Encoding::Alternating,
];

fn dialects() -> Vec<Dialect> {
    let mut dialects = Vec::new();
    for margins in [false, true] {
        for encoding in ENCODINGS {
            dialects.push(Dialect { encoding, marks: Marks::Sent, margins });
        }
        dialects.push(Dialect { marks: Marks::LeftOut, margins, ..Dialect::default() });
    }
    dialects
}

#[test]
fn keys_and_sizes_lead_to_what_a_full_redraw_shows() {
    let keys: Vec<&str> = ACTIONS
        .iter()
        .flat_map(|row| row.keys.iter().copied())
        .chain(["j", "j", "j", "k", "k", "2", "2", "ل", "<BS>", "<Enter>", "<Esc>", "<Esc>"])
        .collect();
    let mut random = Random(11);
    let mut model = model(80, 24);
    let mut terminals: Vec<(Dialect, Frame, Emulator)> = dialects()
        .into_iter()
        .map(|dialect| (dialect, frame(&model, dialect), Emulator::new(80, 24)))
        .collect();
    for step in 0..2000 {
        if random.below(25) == 0 {
            let (columns, rows) = (1 + random.below(130) as u16, 1 + random.below(40) as u16);
            model.update(Msg::Resize(Size::new(columns, rows)));
            for (_, frame, emulator) in &mut terminals {
                frame.resize(columns, rows);
                emulator.resize(columns, rows);
            }
        }
        let key = keys[random.below(keys.len())];
        press(&mut model, key);
        for (number, (dialect, frame_so_far, emulator)) in terminals.iter_mut().enumerate() {
            emulator.play(&draw(&model, frame_so_far));
            // A redraw costs more than all else: each terminal is looked at in its turn.
            if step % 3 != number % 3 {
                continue;
            }
            let mut redrawn = Emulator::new(model.size().width, model.size().height);
            redrawn.play(&draw(&model, &mut frame(&model, *dialect)));
            for (y, (held, expected)) in emulator.rows().zip(redrawn.rows()).enumerate() {
                assert!(held == expected, "step {step}, {key}, {dialect:?}, row {y}: {held:?}, expected {expected:?}");
            }
        }
    }
}

/// Bytes of the frame after each of `keys`, pressed one after the other.
fn bytes(columns: u16, rows: u16, before: &str, keys: &[&str], dialect: Dialect) -> Vec<usize> {
    let mut model = model(columns, rows);
    press(&mut model, before);
    let mut frame = frame(&model, dialect);
    draw(&model, &mut frame);
    keys.iter()
        .map(|key| {
            press(&mut model, key);
            let b = draw(&model, &mut frame);
            if std::env::var_os("DUMP").is_some() { println!("{}", String::from_utf8_lossy(&b).replace('\x1b', "␛").replace('\n', "␊").replace('\r', "␍")); }
            b.len()
        })
        .collect()
}

#[test]
fn measure() {
    let margins = Dialect { margins: true, ..Dialect::default() };
    for (columns, rows, before, key) in [
        (80, 24, "2", "j"),
        (80, 24, "", "j"),
        (80, 24, "3", "j"),
        (40, 12, "", "j"),
        (40, 12, "2", "j"),
        (120, 40, "2", "j"),
        (120, 40, "", "j"),
        (120, 40, "3", "j"),
        (80, 24, "?", "<Down>"),
    ] {
        let keys = vec![key; 20];
        let mut m = model(columns, rows);
        press(&mut m, before);
        let first = draw(&m, &mut frame(&m, Dialect::default())).len();
        println!("{columns}x{rows} {before:?} {key}: first {first}");
        println!("  without {:?}", bytes(columns, rows, before, &keys, Dialect::default()));
        println!("  with    {:?}", bytes(columns, rows, before, &keys, margins));
        for encoding in ENCODINGS {
            println!("  {encoding:?} {:?}", bytes(columns, rows, before, &keys[..6], Dialect { encoding, ..Dialect::default() }));
        }
    }
}
