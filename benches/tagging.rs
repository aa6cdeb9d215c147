//! How fast names are found; `README.md` says what is measured.

mod clock;
mod text;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use clock::{ENOUGH, ROUNDS, children, median, megabytes_a_second, time};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use text::random::Random;
use warraq::entity::{EntityTable, Gate, Gazetteer, Scratch, Tagger};
use warraq::fold::Folding;

/// Bytes of the varied text.
const BYTES: usize = 54_000_000;
/// Bytes of one article, with which an entity's name is entered into the table anew.
const ARTICLE: usize = 6_000;

fn main() {
    throughput();
    linearity();
    articles();
}

/// The varied text, with the gazetteer as it is, and with ten and a hundred times as many names;
/// beside it what a bare automaton needs to find the same names, and `wc -w` to count the words. All
/// three in turns, so that whatever else the machine does hits each.
fn throughput() {
    let text = text::varied(BYTES);
    let folded = Folding::TAGGING.fold(&text);
    let file = std::env::temp_dir().join(format!("warraq-tagging-{}.txt", std::process::id()));
    let has_file = std::fs::write(&file, &text).is_ok();
    println!("{:.1} MB of varied text; median of {ROUNDS} rounds, MB/s", text.len() as f64 / 1e6);
    println!(
        "{:>10}{:>12}{:>10}{:>10}{:>12}{:>10}{:>10}",
        "", "spellings", "tagger", "mentions", "automaton", "matches", "wc -w"
    );
    for times in [1, 10, 100] {
        let (tagger, names) = taggers(times);
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&names)
            .expect("the names fit into an automaton");
        let (mut mentions, mut matches) = (0, 0);
        let (mut ours, mut theirs, mut counting) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(time(|| mentions = tag(&tagger, &text)));
            theirs.push(time(|| matches = automaton.find_iter(&folded).count()));
            counting.extend(has_file.then(|| words(&file)).flatten());
        }
        let speed = |times: &mut Vec<Duration>| {
            times.sort_unstable();
            times.get(times.len() / 2).map_or(f64::NAN, |time| megabytes_a_second(text.len(), *time))
        };
        println!(
            "{:>10}{:>12}{:>10.1}{mentions:>10}{:>12.1}{matches:>10}{:>10.1}",
            format!("{times} ×"),
            names.len(),
            speed(&mut ours),
            speed(&mut theirs),
            speed(&mut counting),
        );
    }
    let _ = std::fs::remove_file(&file);
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

/// The processor's time of `wc -w` over a file, if the system has it and tells.
fn words(file: &Path) -> Option<Duration> {
    let before = children()?;
    let mut count = Command::new("wc");
    count.arg("-w").arg(file).env("LC_ALL", "C.UTF-8").stdout(Stdio::null());
    count.status().ok().filter(std::process::ExitStatus::success)?;
    Some(children()? - before)
}
