//! How fast text is laid out; `README.md` says what is measured and how to compare.
//!
//! Without arguments it prints every table. `--write FILE` writes the text that is measured, and
//! `--throughput FILE` lays such a file out once and prints MB/s alone: both are for `compare.sh`.

mod clock;
mod text;

use clock::{ENOUGH, ROUNDS, median, megabytes_a_second, time};
use std::hint::black_box;
use std::time::{Duration, Instant};
use warraq::text::{Analyzer, BaseDirection, Cell, Line, Profile, paragraphs};

const WIDTH: usize = 80;
/// Lines of a screen.
const SCREEN: usize = 24;
/// Bytes of the varied text.
const BYTES: usize = 24_000_000;

fn main() {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            throughput();
            linearity();
            opening();
            articles();
        }
        ["--write", path] => std::fs::write(path, text::varied(BYTES)).expect("the file can be written"),
        ["--throughput", path] => {
            let text = std::fs::read_to_string(path).expect("the file that --write wrote");
            println!("{:.1}", megabytes_a_second(text.len(), time(|| lay_out(&text))));
        }
        other => panic!("unknown arguments {other:?}"),
    }
}

/// The whole pipeline on the varied text, and each of its stages.
fn throughput() {
    let text = text::varied(BYTES);
    let count = paragraphs(&text).count();
    println!(
        "{:.1} MB in {count} paragraphs, at width {WIDTH}; median of {ROUNDS} rounds",
        text.len() as f64 / 1e6
    );
    let whole = median(|| time(|| lay_out(&text)));
    println!("{:<28}{:>8.1} MB/s", "text to cells", megabytes_a_second(text.len(), whole));
    let mut stages = [Duration::ZERO; 4];
    for _ in 0..ROUNDS {
        time_stages(&text, &mut stages);
    }
    let all: Duration = stages.iter().sum();
    for (stage, name) in
        stages.iter().zip(["paragraphs", "Analyzer::paragraph", "break_lines", "line, cells"])
    {
        println!("  {name:<26}{:>8.0} % of the time", 100.0 * stage.as_secs_f64() / all.as_secs_f64());
    }
}

/// One paragraph of growing length: the time for a byte must not grow with it.
fn linearity() {
    println!("\none paragraph, text to cells");
    for bytes in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        let text = text::one_paragraph(bytes);
        let times = ENOUGH.div_ceil(bytes);
        let time = median(|| time(|| (0..times).for_each(|_| lay_out(&text))));
        let nanoseconds = time.as_nanos() as f64 / (times * text.len()) as f64;
        println!("{bytes:>12} bytes{nanoseconds:>8.1} ns a byte");
    }
}

/// What a reader waits for who opens one long paragraph at its beginning: its levels and a first piece.
fn opening() {
    println!("\none paragraph, to its first {SCREEN} lines");
    for bytes in [10_000, 100_000, 1_000_000, 10_000_000] {
        let text = text::one_paragraph(bytes);
        let times = ENOUGH.div_ceil(bytes);
        let time = median(|| time(|| (0..times).for_each(|_| open(&text))));
        println!("{bytes:>12} bytes{:>8.2} ms", time.as_secs_f64() * 1e3 / times as f64);
    }
}

fn open(text: &str) {
    let paragraph = Analyzer::default().begin(text, BaseDirection::Auto, Profile::default());
    for span in paragraph.break_lines(WIDTH).iter().take(SCREEN) {
        black_box(look_at(&paragraph.line(span)));
    }
}

/// What opening an article costs.
fn articles() {
    println!("\none article, text to cells");
    for seed in text::SEEDS {
        let times = ENOUGH.div_ceil(seed.len());
        let time = median(|| time(|| (0..times).for_each(|_| lay_out(seed))));
        let microseconds = time.as_secs_f64() * 1e6 / times as f64;
        println!("{:>12} bytes{microseconds:>8.0} µs", seed.len());
    }
}

/// All of `text` to cells, which are looked at and forgotten.
fn lay_out(text: &str) {
    let mut analyzer = Analyzer::default();
    for range in paragraphs(text) {
        let paragraph = analyzer.paragraph(&text[range], BaseDirection::Auto, Profile::default());
        for span in paragraph.break_lines(WIDTH) {
            black_box(look_at(&paragraph.line(&span)));
        }
    }
}

/// Something of every part of every cell.
fn look_at(line: &Line<'_>) -> usize {
    let parts = |cell: Cell<'_>| {
        let first = cell.symbol.bytes().next().unwrap_or(0);
        cell.range.end + usize::from(first) + usize::from(cell.width) + usize::from(cell.level.number())
    };
    line.cells().map(parts).sum()
}

/// Adds the time of each stage to `times`.
fn time_stages(text: &str, times: &mut [Duration; 4]) {
    let mut analyzer = Analyzer::default();
    let mut last = Instant::now();
    let mut stop = |stage: usize| {
        let now = Instant::now();
        times[stage] += now - last;
        last = now;
    };
    for range in paragraphs(text) {
        stop(0);
        let paragraph = analyzer.paragraph(&text[range], BaseDirection::Auto, Profile::default());
        stop(1);
        let spans = paragraph.break_lines(WIDTH);
        stop(2);
        for span in &spans {
            black_box(look_at(&paragraph.line(span)));
        }
        stop(3);
    }
}
