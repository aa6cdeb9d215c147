//! How fast names are found; `README.md` says what is measured.

mod clock;
mod text;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use clock::{ENOUGH, ROUNDS, children, median, megabytes_a_second, time};
use std::fmt::Write as _;
use std::hint::black_box;
use std::process::{Command, Stdio};
use text::random::Random;
use warraq::entity::{EntityTable, Gate, Gazetteer, Scratch, Tagger};
use warraq::fold::Folding;

/// Bytes of the varied text.
const BYTES: usize = 24_000_000;
/// Bytes of one article, with which an entity's name is entered into the table anew.
const ARTICLE: usize = 6_000;

fn main() {
    throughput();
    linearity();
    articles();
}

/// The varied text, with the gazetteer as it is, and with ten and a hundred times as many names;
/// beside it what a bare automaton needs to find the same names, and `wc -w` to count the words.
fn throughput() {
    let text = text::varied(BYTES);
    let folded = Folding::TAGGING.fold(&text);
    println!("{:.1} MB of varied text; median of {ROUNDS} rounds", text.len() as f64 / 1e6);
    println!(
        "{:>10}{:>12}{:>14}{:>10}{:>14}{:>10}",
        "", "spellings", "tagger, MB/s", "mentions", "automaton", "matches"
    );
    for times in [1, 10, 100] {
        let (tagger, names) = taggers(times);
        let mut mentions = 0;
        let ours = median(|| time(|| mentions = tag(&tagger, &text)));
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&names)
            .expect("the names fit into an automaton");
        let mut matches = 0;
        let theirs = median(|| time(|| matches = automaton.find_iter(&folded).count()));
        println!(
            "{:>10}{:>12}{:>14.1}{mentions:>10}{:>14.1}{matches:>10}",
            format!("{times} ×"),
            names.len(),
            megabytes_a_second(text.len(), ours),
            megabytes_a_second(text.len(), theirs),
        );
    }
    match words(&text) {
        Some(time) => println!("{:>10}{:>26.1}", "wc -w", megabytes_a_second(text.len(), time)),
        None => println!("{:>10}{:>26}", "wc -w", "not to be had"),
    }
}

/// One text of growing length: the time for a byte must not grow with it.
fn linearity() {
    println!("\none text");
    for bytes in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        let text = text::one_paragraph(bytes);
        let nanoseconds = again_and_again(&text) * 1e9 / text.len() as f64;
        println!("{bytes:>12} bytes{nanoseconds:>8.1} ns a byte");
    }
}

/// What tagging an article costs.
fn articles() {
    println!("\none article");
    for seed in text::SEEDS {
        println!("{:>12} bytes{:>8.0} µs", seed.len(), again_and_again(seed) * 1e6);
    }
}

/// The seconds that tagging `text` takes, with a new table each time.
fn again_and_again(text: &str) -> f64 {
    let (tagger, mut scratch) = (Tagger::built_in(), Scratch::default());
    let times = ENOUGH.div_ceil(text.len());
    let time = median(|| {
        time(|| {
            for _ in 0..times {
                black_box(tagger.tag_text(text, &mut EntityTable::new(), &mut scratch));
            }
        })
    });
    time.as_secs_f64() / times as f64
}

/// Tags `text` in pieces as long as articles; the number of mentions.
fn tag(tagger: &Tagger, text: &str) -> usize {
    let (mut table, mut scratch) = (EntityTable::new(), Scratch::default());
    let (mut rest, mut mentions) = (text, 0);
    while !rest.is_empty() {
        let end = rest.as_bytes().iter().skip(ARTICLE).position(|byte| *byte == b'\n');
        let (article, behind) = rest.split_at(end.map_or(rest.len(), |end| ARTICLE + end + 1));
        mentions += tagger.tag_text(article, &mut table, &mut scratch).len();
        rest = behind;
    }
    mentions
}

/// A tagger with so many times the names of the gazetteer, and the folded spellings that it knows.
/// The added ones are made up of letters at random, so that the text names no more than before.
fn taggers(times: usize) -> (Tagger, Vec<String>) {
    let built_in = Gazetteer::built_in();
    let mut names = spellings(&built_in);
    if times == 1 {
        return (Tagger::built_in(), names);
    }
    let (mut lines, mut random) = (String::new(), Random(times as u64));
    for _ in names.len()..names.len() * times {
        let words: Vec<String> = (0..1 + random.below(3)).map(|_| word(&mut random)).collect();
        let _ = writeln!(lines, "LOC\t{}\tNowhere", words.join(" "));
    }
    let (own, _) = Gazetteer::parse(&lines);
    names.extend(spellings(&own));
    (Tagger::with(&own), names)
}

fn spellings(gazetteer: &Gazetteer) -> Vec<String> {
    let names = gazetteer.iter().flat_map(|(_, names)| names);
    let looked_for = names.filter(|(_, gate)| *gate != Gate::Label);
    looked_for.map(|(name, _)| Folding::TAGGING.fold(name)).collect()
}

fn word(random: &mut Random) -> String {
    const LETTERS: [char; 28] = [
        'ا', 'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ', 'ف',
        'ق', 'ك', 'ل', 'م', 'ن', 'ه', 'و', 'ي',
    ];
    (0..5 + random.below(4)).map(|_| LETTERS[random.below(LETTERS.len())]).collect()
}

/// The processor's time of `wc -w` over `text`, if the system has it and tells.
fn words(text: &str) -> Option<std::time::Duration> {
    let path = std::env::temp_dir().join(format!("warraq-tagging-{}.txt", std::process::id()));
    std::fs::write(&path, text).ok()?;
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let before = children()?;
        let mut count = Command::new("wc");
        count.arg("-w").arg(&path).env("LC_ALL", "C.UTF-8").stdout(Stdio::null());
        count.status().ok().filter(std::process::ExitStatus::success)?;
        times.push(children()? - before);
    }
    let _ = std::fs::remove_file(&path);
    times.sort_unstable();
    Some(times[ROUNDS / 2])
}
