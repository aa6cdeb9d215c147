//! A program that is killed while it writes: this test's own, started once more.

use super::file;
use super::marks::Marks;
use super::place::Place;
use crate::app::MarkChange;
use crate::corpus::Fingerprint;
use std::env;
use std::fs;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// Tells the child where to write.
const FOLDER: &str = "WARRAQ_TEST_FOLDER";

/// Articles in the files: some ten kilobytes, so that writing takes its time.
const ARTICLES: u64 = 300;

/// What the child says after each writing.
const WRITTEN: u8 = 1;

const KILLS: u64 = 200;

fn article(number: u64) -> Fingerprint {
    Fingerprint::of(&number.to_le_bytes())
}

fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("marks"), folder.join("places/test"))
}

/// Writes the files again and again: whatever is in one is of the same moment.
#[test]
#[ignore = "the child of the test below"]
fn a_child_that_writes_until_it_is_killed() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let (marks, place) = files(Path::new(&folder));
    let mut moment = file::read::<Marks>(&marks).expect("readable").0.latest();
    loop {
        moment += 1;
        let write = |kept: &mut Marks| {
            let byte = MarkChange::Byte(usize::try_from(moment).expect("small"));
            (0..ARTICLES).for_each(|number| kept.set(article(number), byte, moment));
        };
        file::update(&marks, write).expect("it can be written");
        let write = |kept: &mut Place| {
            kept.sitting.narrowed = moment.to_string();
            kept.met = vec![article(moment); usize::try_from(ARTICLES).expect("small")];
        };
        file::update(&place, write).expect("it can be written");
        // Nothing holds it back, as something would on its way to standard output.
        std::io::stderr().write_all(&[WRITTEN]).expect("somebody listens");
    }
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // SIGKILL.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn killed_at_any_moment_a_file_is_the_old_one_or_the_new_one_whole() {
    // In memory, where there is such a place: a disk that others use too would take minutes.
    let in_memory = Path::new("/dev/shm");
    let base = if in_memory.is_dir() { in_memory.to_path_buf() } else { env::temp_dir() };
    let folder = base.join(format!("warraq-kill-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let (marks, place) = files(&folder);
    let child = "cli::keep::kill_tests::a_child_that_writes_until_it_is_killed";
    let (mut moment, mut unfinished) = (0, 0);
    for kill in 0..KILLS {
        let mut command = Command::new(env::current_exe().expect("a path"));
        command.args([child, "--exact", "--ignored", "--nocapture"]).env(FOLDER, &folder);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = Killed(command.spawn().expect("it starts"));
        let mut said = BufReader::new(child.0.stderr.take().expect("a pipe"));
        let written = said.by_ref().bytes().find(|byte| matches!(byte, Ok(WRITTEN)));
        assert!(written.is_some(), "the child has ended by itself");
        // Somewhere in the next writing.
        thread::sleep(Duration::from_micros(kill * 37 % 4_000));
        drop(child);
        let (kept, broken) = file::read::<Marks>(&marks).expect("readable");
        assert_eq!(broken, None);
        let known = kept.known();
        assert_eq!(known.len() as u64, ARTICLES);
        assert!(kept.latest() > moment, "what was written once stays");
        moment = kept.latest();
        assert!(known.values().all(|mark| mark.byte as u64 == moment), "of one moment");
        let (kept, broken) = file::read::<Place>(&place).expect("readable");
        assert_eq!((broken, kept.met.len() as u64), (None, ARTICLES));
        let of_place: u64 = kept.sitting.narrowed.parse().expect("a moment");
        assert!(kept.met.iter().all(|found| *found == article(of_place)), "of one moment");
        // The marks are written first.
        assert!(of_place == moment || of_place + 1 == moment);
        unfinished += u64::from(of_place < moment);
    }
    assert!(unfinished > 0, "not one was killed between two writings");
    fs::remove_dir_all(&folder).expect("ours");
}
