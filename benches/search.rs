//! How fast a search answers each key; `README.md` says what is measured.

mod clock;
mod text;

use clock::{ROUNDS, children, median, time};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use warraq::corpus::Source;
use warraq::index::{Index, Query, Search};
use warraq::library;

const ARTICLES: usize = 10_000;
/// Bytes of all of them.
const BYTES: usize = 74_000_000;
/// Bytes of which the reader makes postings at once.
const AT_ONCE: usize = 16 << 20;
/// Searches in one measurement: the processor's time is told in steps of milliseconds.
const AGAIN: u32 = 20;

fn main() {
    let folder = Folder::new();
    let bytes = folder.fill();
    println!(
        "{ARTICLES} articles, {:.1} MB; processor's time, median of {ROUNDS} rounds",
        bytes as f64 / 1e6
    );
    let snapshot = library::load(Source::Paths(vec![folder.0.clone()]));
    let (read, before) = (&snapshot.index, resident());
    let mut posted = Index::default();
    let took = time(|| {
        for article in snapshot.articles() {
            posted.push(article, snapshot.mentions(article.id));
            posted.post(AT_ONCE);
        }
        posted.post(1);
    });
    println!("postings: {} ms, {:.1} MB of memory", took.as_millis(), (resident() - before) as f64 / 1e6);
    println!(
        "{:<24}{:>10}{:>14}{:>14}{:>12}{:>10}",
        "typed", "found", "postings, ms", "texts, ms", "rg, ms", "ratio"
    );
    let word = "ليبيا";
    let keys = word.char_indices().map(|(at, c)| &word[..at + c.len_utf8()]);
    for typed in keys.chain([
        "ليبيا سوريا",
        "ليبيا -سوريا",
        "title:ليبيا",
        "الولايات-المتحدة",
        "\"الولايات المتحدة\"",
        "re:\"20(14|15)\"",
    ]) {
        measure(typed, read, &posted, &folder.0);
    }
}

/// One search with postings and without, beside ripgrep, which is asked for the same letters as they are.
fn measure(typed: &str, read: &Index, posted: &Index, folder: &Path) {
    let query = Query { search: Search::parse(typed).expect("it can be understood"), ..Query::default() };
    let found = posted.run(&query).articles.len();
    assert_eq!(found, read.run(&query).articles.len(), "{typed}");
    // As each key does: what is typed is read anew.
    let answer = |index: &Index| {
        let search = Search::parse(black_box(typed)).expect("it can be understood");
        black_box(index.run(&Query { search, ..Query::default() }));
    };
    let with = median(|| time(|| (0..AGAIN).for_each(|_| answer(posted)))) / AGAIN;
    let without = median(|| time(|| answer(read)));
    let pattern = typed.trim_start_matches("re:").trim_matches('"');
    let plain = !typed.contains(['-', ':']) && !pattern.contains(' ') || typed.starts_with(['"', 'r']);
    let theirs = if plain { ripgrep(pattern, folder) } else { None };
    let ms = |time: Duration| format!("{:.2}", time.as_secs_f64() * 1e3);
    let ratio = theirs.map(|theirs| format!("{:.0}", theirs.as_secs_f64() / with.as_secs_f64().max(1e-6)));
    println!(
        "{typed:<24}{found:>10}{:>14}{:>14}{:>12}{:>10}",
        ms(with),
        ms(without),
        theirs.map_or("–".into(), ms),
        ratio.unwrap_or("–".into())
    );
}

/// The processor's time of `rg -l`, if it is there and the system tells.
fn ripgrep(pattern: &str, folder: &Path) -> Option<Duration> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let before = children()?;
        let mut search = Command::new("rg");
        search.args(["-l", "-e", pattern]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
        // It says 1 where nothing is found.
        search.status().ok().filter(|status| status.code().is_some_and(|code| code < 2))?;
        times.push(children()? - before);
    }
    times.sort_unstable();
    Some(times[ROUNDS / 2])
}

/// Bytes of memory that the process holds, where the system tells.
fn resident() -> i64 {
    let told = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    told.split_whitespace().nth(1).and_then(|pages| pages.parse::<i64>().ok()).unwrap_or(0) * 4096
}

/// A folder of articles, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let path = std::env::temp_dir().join(format!("warraq-search-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    /// Fills it with articles; how many bytes they are.
    fn fill(&self) -> usize {
        let text = text::varied(BYTES);
        let (mut rest, mut number) = (text.as_str(), 0);
        while !rest.is_empty() {
            let end = rest.as_bytes().iter().skip(BYTES / ARTICLES).position(|byte| *byte == b'\n');
            let (article, behind) = rest.split_at(end.map_or(rest.len(), |end| BYTES / ARTICLES + end + 1));
            fs::write(self.0.join(format!("{number:07}.txt")), article).expect("a file can be written");
            (rest, number) = (behind, number + 1);
        }
        text.len()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
