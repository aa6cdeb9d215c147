//! Frames of the real reader, played into a terminal: whatever keys and sizes led there, it holds
//! what a full redraw would make it hold; and how many bytes that takes.

mod emulator;
mod random;

use emulator::Emulator;
use random::Random;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::sync::{Arc, LazyLock};
use warraq::app::{ACTIONS, Language, Model, Msg};
use warraq::corpus::Source;
use warraq::keys::KeySequence;
use warraq::library::{self, Snapshot};
use warraq::session::frame::Frame;
use warraq::session::{Colours, Dialect, Encoding, Font, Marks, Reordering};
use warraq::ui::{self, Theme};

static SEEDS: LazyLock<Arc<Snapshot>> = LazyLock::new(|| Arc::new(library::load(Source::Embedded)));

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

/// What the reader draws.
fn view(model: &Model) -> Buffer {
    let Size { width, height } = model.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    ui::view(model, &Theme::dark(), &mut buffer);
    buffer
}

/// The bytes of the next frame, which shows `view`.
fn send(view: &Buffer, scrolling: &[Rect], frame: &mut Frame) -> Vec<u8> {
    frame.blank().content.clone_from(&view.content);
    let mut out = Vec::new();
    frame.encode(scrolling, &mut out);
    out
}

fn draw(model: &Model, frame: &mut Frame) -> Vec<u8> {
    send(&view(model), &model.scrolling(), frame)
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

/// Every encoding; those of terminals that have margins also with them.
fn dialects() -> Vec<Dialect> {
    let plain = Dialect::default();
    let mut dialects: Vec<Dialect> =
        ENCODINGS.into_iter().map(|encoding| Dialect { encoding, ..plain }).collect();
    dialects.extend([
        Dialect { margins: true, ..plain },
        Dialect { margins: true, encoding: Encoding::Override, ..plain },
        Dialect { margins: true, encoding: ENCODINGS[3], ..plain },
        Dialect { marks: Marks::LeftOut, ..plain },
    ]);
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
            let (columns, rows) = (1 + random.below(120) as u16, 1 + random.below(30) as u16);
            model.update(Msg::Resize(Size::new(columns, rows)));
            for (_, frame, emulator) in &mut terminals {
                frame.resize(columns, rows);
                emulator.resize(columns, rows);
            }
        }
        let key = keys[random.below(keys.len())];
        press(&mut model, key);
        let (view, scrolling) = (view(&model), model.scrolling());
        for (number, (dialect, frame_so_far, emulator)) in terminals.iter_mut().enumerate() {
            emulator.play(&send(&view, &scrolling, frame_so_far));
            // A redraw costs more than all else: each terminal is looked at in its turn.
            if step % 4 != number % 4 {
                continue;
            }
            let mut redrawn = Emulator::new(model.size().width, model.size().height);
            redrawn.play(&send(&view, &[], &mut frame(&model, *dialect)));
            for (y, (held, expected)) in emulator.rows().zip(redrawn.rows()).enumerate() {
                assert!(
                    held == expected,
                    "step {step}, {key}, {dialect:?}, row {y}: {held:?}, expected {expected:?}"
                );
            }
        }
    }
}

/// Bytes of each of the frames that follow when `key` is pressed `times` times.
fn bytes(start: &Model, key: &str, times: usize, dialect: Dialect) -> Vec<usize> {
    let mut model = start.clone();
    let mut frame = frame(&model, dialect);
    draw(&model, &mut frame);
    let mut press_and_draw = |_| {
        press(&mut model, key);
        draw(&model, &mut frame).len()
    };
    (0..times).map(&mut press_and_draw).collect()
}

/// Bytes of the first frame.
fn first(model: &Model) -> usize {
    draw(model, &mut frame(model, Dialect::default())).len()
}

const WITH_MARGINS: Dialect =
    Dialect { encoding: Encoding::Plain, marks: Marks::Sent, font: Font::Whole, margins: true };

#[test]
fn bytes_of_a_line_further_in_the_text() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut model = model(columns, rows);
        press(&mut model, "2");
        let with_margins = bytes(&model, "j", 20, WITH_MARGINS);
        let without = bytes(&model, "j", 20, Dialect::default());
        println!("{columns}x{rows}: {with_margins:?}, without margins {without:?}, first {}", first(&model));
        // Most of it is the new line: about 48 cells, three bytes each, and a pen for each name.
        assert!(mean(&with_margins) <= 280, "{}", mean(&with_margins));
        assert!(mean(&without) < first(&model) / 3, "{}", mean(&without));
        // Back again.
        press(&mut model, "<End>");
        assert!(mean(&bytes(&model, "k", 20, WITH_MARGINS)) <= 280);
    }
    // One pane alone needs no margins.
    let mut model = model(40, 12);
    press(&mut model, "2");
    let alone = bytes(&model, "j", 20, Dialect::default());
    println!("40x12: {alone:?}");
    assert!(mean(&alone) <= 220, "{}", mean(&alone));
}

#[test]
fn bytes_of_a_step_in_a_list() {
    // Only the cursor moves.
    let mut names = model(80, 24);
    press(&mut names, "3");
    let steps = bytes(&names, "j", 15, Dialect::default());
    println!("names: {steps:?}");
    assert!(steps.iter().all(|bytes| *bytes <= 300), "{steps:?}");
    for (columns, rows) in [(40, 12), (80, 24), (120, 40)] {
        let steps = bytes(&model(columns, rows), "j", 4, Dialect::default());
        println!("articles at {columns}x{rows}: {steps:?}");
        assert!(steps.iter().all(|bytes| *bytes <= 200), "{steps:?}");
    }
    // When the hand rests, the text follows, all of which is another one.
    let mut articles = model(80, 24);
    let mut frame = frame(&articles, Dialect::default());
    draw(&articles, &mut frame);
    press(&mut articles, "j");
    draw(&articles, &mut frame);
    articles.update(Msg::Rest);
    let text = draw(&articles, &mut frame).len();
    println!("the text that follows: {text}");
    assert!(text < first(&articles) * 3 / 4, "{text}");
}

#[test]
fn nothing_is_sent_when_nothing_changes() {
    let model = model(80, 24);
    for dialect in dialects() {
        let mut frame = frame(&model, dialect);
        assert!(!draw(&model, &mut frame).is_empty());
        assert!(draw(&model, &mut frame).is_empty(), "{dialect:?}");
        // Margins change nothing that is shown.
        frame.set_dialect(Dialect { margins: true, ..dialect });
        assert!(draw(&model, &mut frame).is_empty(), "{dialect:?}");
    }
}

#[test]
fn a_terminal_that_is_known_late_is_drawn_anew() {
    let model = model(80, 24);
    for dialect in dialects() {
        let mut frame = frame(&model, Dialect::default());
        let mut emulator = Emulator::new(80, 24);
        emulator.play(&draw(&model, &mut frame));
        frame.set_dialect(dialect);
        emulator.play(&draw(&model, &mut frame));
        let mut expected = Emulator::new(80, 24);
        expected.play(&draw(&model, &mut self::frame(&model, dialect)));
        assert!(emulator.rows().eq(expected.rows()), "{dialect:?}");
    }
}

fn mean(bytes: &[usize]) -> usize {
    bytes.iter().sum::<usize>().div_ceil(bytes.len())
}
