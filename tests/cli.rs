//! The commands for scripts and pipes, as whole processes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const SEED: &str = include_str!("../seeds/001_ee393e29cf8c7ff1.txt");

fn warraq(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warraq"));
    command.args(args).env_clear().stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    warraq(args).output().expect("the program starts")
}

fn stdout(args: &[&str]) -> String {
    let output = run(args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// The exit status, and what standard error must say.
#[track_caller]
fn check_failure(args: &[&str], status: i32, said: &[&str]) {
    let output = run(args);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {stderr}");
    for part in said {
        assert!(stderr.contains(part), "{args:?}: {part:?} is not in {stderr:?}");
    }
}

/// A folder of its own for a test, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("warraq-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    /// Writes a file and returns its path.
    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).expect("a file can be written");
        path.to_str().expect("a temporary path is UTF-8").to_string()
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("a temporary path is UTF-8")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn list_names_every_article() {
    let plain = stdout(&["list"]);
    assert_eq!(plain.lines().count(), 5);
    let second: Vec<&str> = plain.lines().nth(1).expect("five lines").split('\t').collect();
    assert_eq!(second[0], "2");
    assert_eq!(second[1], "001_ee393e29cf8c7ff1.txt");
    assert_eq!(second[4], "التحالف يحذّر من توسع نفوذ «داعش» في ليبيا ومهاجمة الغرب");
    let json: Vec<serde_json::Value> =
        stdout(&["list", "--json"]).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(json.len(), 5);
    assert_eq!(json[1]["title"], second[4]);
    assert_eq!(json[1]["number"], 2);
    assert!(json.iter().all(|row| row["words"].as_u64() > Some(100) && row["entities"].is_u64()));
}

#[test]
fn print_lays_out_and_logical_gives_every_byte() {
    assert_eq!(stdout(&["print", "001_ee393e29cf8c7ff1.txt", "--logical"]), SEED);
    let printed = stdout(&["print", "2", "--width", "60"]);
    assert_eq!(printed, stdout(&["print", "001_ee393e29cf8c7ff1", "--width", "60"]));
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines.iter().all(|line| line.chars().filter(|c| !is_mark(*c)).count() <= 60));
    // The headline is there, joined and in visual order; the share button is folded.
    assert!(printed.contains("«ﺶﻋﺍﺩ» ﺫﻮﻔﻧ ﻊﺳﻮﺗ ﻦﻣ ﺭﺬّﺤﻳ ﻒﻟﺎﺤﺘﻟﺍ"));
    assert!(!printed.contains("ﺮﺘﻳﻮﺗ"));
    assert!(stdout(&["print", "2", "--all"]).contains("ﺮﺘﻳﻮﺗ"));
}

fn is_mark(c: char) -> bool {
    ('\u{064B}'..='\u{0655}').contains(&c) || c == '\u{0670}'
}

#[test]
fn print_all_of_the_seeds_keeps_to_the_width() {
    for width in ["20", "40", "80", "120"] {
        let cells: usize = width.parse().expect("a number");
        for number in ["1", "2", "3", "4", "5"] {
            let printed = stdout(&["print", number, "--all", "--width", width]);
            for line in printed.lines() {
                let taken = line.chars().filter(|c| !is_mark(*c)).count();
                assert!(taken <= cells, "{taken} cells at {width}: {line:?}");
            }
            assert!(!printed.contains(|c: char| c.is_control() && c != '\n'));
        }
    }
}

#[test]
fn entities_are_given_in_scalars_of_the_stored_text() {
    let mut count = 0;
    for line in stdout(&["entities", "--json"]).lines() {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        if row["article"] == "001_ee393e29cf8c7ff1.txt" {
            let (start, end) =
                (row["start"].as_u64().expect("a number"), row["end"].as_u64().expect("a number"));
            let slice: String = SEED.chars().skip(start as usize).take((end - start) as usize).collect();
            assert_eq!(slice, row["text"].as_str().expect("a text"));
            count += 1;
        }
        assert!(["PER", "ORG", "LOC"].contains(&row["kind"].as_str().expect("a kind")));
        assert!(["gazetteer", "rule"].contains(&row["provenance"].as_str().expect("a provenance")));
        assert!(row["canonical"].is_string() && (row["en"].is_string() || row["en"].is_null()));
    }
    assert!(count > 50);
    let totals = stdout(&["entities"]);
    assert!(totals.lines().any(|line| line.starts_with("LOC\t4\t") && line.contains("ليبيا\tLibya")));
}

#[test]
fn the_readers_changes_hold_in_every_command() {
    let folder = Folder::new("changes");
    let text = "merge\tLOC\tبروكسل\tinto\tLOC\tليبيا\nadd\tPER\tالمتطرفين\n";
    let names = folder.file("names.txt", text.as_bytes());
    let totals = stdout(&["entities", "--entities", &names]);
    assert!(
        totals.lines().any(|line| line.starts_with("LOC\t5\t") && line.contains("ليبيا\tLibya")),
        "{totals}"
    );
    assert!(totals.contains("\tالمتطرفين\t") && !totals.contains("بروكسل"));
    assert!(stdout(&["entities", "--json", "--entities", &names]).contains(r#""provenance":"reader""#));
    let entities = |args: &[&str]| -> Vec<String> {
        stdout(args).lines().map(|line| line.split('\t').nth(3).expect("a count").to_string()).collect()
    };
    assert_ne!(entities(&["list", "--entities", &names]), entities(&["list"]));
    assert_eq!(stdout(&["print", "2", "--entities", &names]), stdout(&["print", "2"]));
    // The usual place; and what cannot be understood is said, and skipped.
    let data = folder.0.join("data/warraq");
    fs::create_dir_all(&data).expect("a folder");
    fs::write(data.join("names.txt"), format!("# mine\nsplit\tLOC\n{text}")).expect("a file");
    let output =
        warraq(&["entities"]).env("XDG_DATA_HOME", folder.0.join("data")).output().expect("it starts");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{stderr}");
    assert!(stderr.contains("names.txt:2: no change of names that is known"), "{stderr}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), totals);
    check_failure(&["entities", "--entities", folder.path()], 3, &["no regular file"]);
    let broken = folder.file("broken.txt", b"?");
    check_failure(&["--lang", "ar", "list", "--entities", &broken], 3, &["broken.txt:1: ليس تغييرا معروفا"]);
}

#[test]
fn entities_are_listed_by_article_and_in_total_in_every_form() {
    let folder = Folder::new("lists");
    folder.file("a.txt", "من القاهرة إلى بغداد، ثم إلى القاهرة.".as_bytes());
    folder.file("b,\"b.txt", "عاد إلى بغداد.".as_bytes());
    let check = |options: &[&str], expected: &str| {
        assert_eq!(stdout(&[&["entities", folder.path()], options].concat()), expected, "{options:?}");
    };
    let totals = "LOC\t2\t2\tبغداد\tBaghdad\nLOC\t1\t2\tالقاهرة\tCairo\n";
    check(&[], totals);
    check(&["--totals"], totals);
    check(
        &["--by-article"],
        "a.txt\tLOC\t2\tالقاهرة\tCairo\na.txt\tLOC\t1\tبغداد\tBaghdad\nb,\"b.txt\tLOC\t1\tبغداد\tBaghdad\n",
    );
    check(
        &["--totals", "--csv"],
        "kind,articles,mentions,canonical,en\r\nLOC,2,2,بغداد,Baghdad\r\nLOC,1,2,القاهرة,Cairo\r\n",
    );
    check(
        &["--csv"],
        "article,start,end,text,kind,canonical,en,provenance\r\n\
         a.txt,3,10,القاهرة,LOC,القاهرة,Cairo,gazetteer\r\n\
         a.txt,15,20,بغداد,LOC,بغداد,Baghdad,gazetteer\r\n\
         a.txt,29,36,القاهرة,LOC,القاهرة,Cairo,gazetteer\r\n\
         \"b,\"\"b.txt\",8,13,بغداد,LOC,بغداد,Baghdad,gazetteer\r\n",
    );
    check(
        &["--by-article", "--json"],
        "{\"article\":\"a.txt\",\"kind\":\"LOC\",\"mentions\":2,\"canonical\":\"القاهرة\",\"en\":\"Cairo\"}\n\
         {\"article\":\"a.txt\",\"kind\":\"LOC\",\"mentions\":1,\"canonical\":\"بغداد\",\"en\":\"Baghdad\"}\n\
         {\"article\":\"b,\\\"b.txt\",\"kind\":\"LOC\",\"mentions\":1,\"canonical\":\"بغداد\",\"en\":\"Baghdad\"}\n",
    );
}

/// What `warraq tag` makes of `input`: its status, its output, and what it says.
fn tag(input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = warraq(&["tag", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("piped").write_all(input).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn tag_finds_names_in_each_line() {
    let row = |line, start, end, text: &str, kind: &str, canonical: &str, en: &str| {
        format!(
            "{{\"line\":{line},\"start\":{start},\"end\":{end},\"text\":\"{text}\",\"kind\":\"{kind}\",\
             \"canonical\":\"{canonical}\",\"en\":\"{en}\",\"provenance\":\"gazetteer\"}}\n"
        )
    };
    let found = row(1, 9, 16, "القاهرة", "LOC", "القاهرة", "Cairo")
        + &row(3, 1, 6, "بغداد", "LOC", "بغداد", "Baghdad");
    assert_eq!(tag("سافر إلى القاهرة\n\nوبغداد".as_bytes()), (Some(0), found, String::new()));
    assert_eq!(tag(b""), (Some(0), String::new(), String::new()));
    let (status, found, said) = tag(b"a\xff\n\xd8\xa8\xd8\xba\xd8\xaf\xd8\xa7\xd8\xaf \xff\n");
    assert_eq!((status, found.lines().count()), (Some(3), 1));
    assert!(said.contains("line 1, as are others: not UTF-8 (byte 1 "), "{said}");
    check_failure(&["tag", "/nonexistent"], 1, &["reading /nonexistent"]);
}

/// What has been found is written before more is waited for.
#[test]
fn tag_answers_while_its_input_is_open() {
    let mut child =
        warraq(&["tag"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut input = child.stdin.take().expect("piped");
    let mut output = BufReader::new(child.stdout.take().expect("piped"));
    for (number, name) in ["بغداد", "القاهرة"].into_iter().enumerate() {
        writeln!(input, "إلى {name}").expect("it reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("it answers");
        assert!(
            answer.starts_with(&format!("{{\"line\":{},", number + 1)) && answer.contains(name),
            "{answer}"
        );
    }
    // Whoever reads has seen enough, and that is no failure.
    drop(output);
    for _ in 0..1000 {
        if writeln!(input, "إلى بغداد").is_err() {
            break;
        }
    }
    drop(input);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_no_offset() {
    let folder = Folder::new("bom");
    let path = folder.file("a.txt", "\u{feff}عاد إلى القاهرة.\r\nثم إلى ليبيا.\r\n".as_bytes());
    let rows = stdout(&["entities", "--json", &path]);
    assert!(rows.contains(r#""start":8,"end":15,"text":"القاهرة""#), "{rows}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child =
        warraq(&["entities", "--json"]).stdout(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn help_and_version_are_complete() {
    let help = stdout(&["--help"]);
    for part in ["warraq list", "warraq print", "warraq entities", "warraq tag", "--lang", "Exit status"] {
        assert!(help.contains(part), "{part}");
    }
    assert_eq!(stdout(&["--version"]), concat!("warraq ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn bad_input_is_named_and_the_rest_is_done() {
    let folder = Folder::new("bad");
    let good = folder.file("good.txt", "مقالة عن ليبيا.".as_bytes());
    let wrong = folder.file("wrong.txt", b"abc\xff");
    let binary = folder.file("binary.txt", b"a\0b");
    let empty = folder.file("empty.txt", b"");
    check_failure(&["list", "/nonexistent.txt"], 1, &["/nonexistent.txt: no such file or folder"]);
    check_failure(&["list", &wrong], 1, &["wrong.txt: not UTF-8 (byte 3 "]);
    check_failure(&["list", &good, &wrong], 3, &["wrong.txt: not UTF-8"]);
    check_failure(&["list", &good, &binary, &empty], 3, &["binary.txt: holds NUL", "empty.txt: empty"]);
    check_failure(&["print", "2", &empty, &good], 1, &["empty.txt: empty", "no article 2"]);
    // What stands beside the article that is asked for is no concern of its reader.
    assert!(run(&["print", "1", &empty, &good]).stderr.is_empty());
    assert!(stdout(&["print", &good]).contains("ﺎﻴﺒﻴﻟ"));
    check_failure(&["print", "nothing"], 1, &["no article nothing", "warraq list"]);
    check_failure(&["--lang", "ar", "list", "/nonexistent.txt"], 1, &["لا ملف ولا مجلد"]);
    let nothing = Folder::new("nothing");
    check_failure(&["list", nothing.path()], 1, &["no .txt file in this folder"]);
}

#[test]
fn a_pipe_in_a_folder_does_not_hang() {
    let folder = Folder::new("fifo");
    folder.file("good.txt", "مقالة عن ليبيا.".as_bytes());
    let made = Command::new("mkfifo").arg(folder.0.join("pipe.txt")).status().expect("mkfifo is there");
    assert!(made.success());
    check_failure(&["list", folder.path()], 3, &["pipe.txt: a pipe"]);
}

#[test]
fn wrong_usage_is_explained() {
    check_failure(&["--nonsense"], 2, &["--nonsense", "warraq --help"]);
    check_failure(&["print"], 2, &["ARTICLE"]);
    check_failure(&["print", "1", "--width", "x"], 2, &["--width takes a number"]);
}

#[test]
fn without_a_terminal_the_reader_says_what_works_without() {
    check_failure(&[], 1, &["terminal", "warraq list"]);
}

#[test]
fn hostile_names_and_titles_do_not_reach_the_terminal_raw() {
    let folder = Folder::new("hostile");
    folder.file("a\u{1b}]0;x\u{7}\u{9b}.txt", "\u{1b}[2Jعنوان\u{202e} ليبيا\u{9b}31m هنا\u{7f}.".as_bytes());
    let commands: [&[&str]; 6] = [
        &["list"],
        &["entities"],
        &["entities", "--by-article"],
        &["list", "--json"],
        &["entities", "--json"],
        &["entities", "--by-article", "--json"],
    ];
    for command in commands {
        let output = stdout(&[command, &[folder.path()]].concat());
        assert!(!output.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{output:?}");
        assert!(!output.contains('\u{202e}'), "{output:?}");
    }
    let printed = stdout(&["print", "1", folder.path()]);
    assert!(!printed.contains(|c: char| c.is_control() && c != '\n'), "{printed:?}");
    for args in [["list", &format!("{}/b\u{1b}[2J.txt", folder.path())], ["list", "--\u{1b}[2J"]] {
        assert!(!run(&args).stderr.contains(&0x1b), "{args:?}");
    }
}

#[test]
fn inspect_says_how_each_line_is_laid_out() {
    let folder = Folder::new("inspect");
    let file = folder.file("a.txt", "سلام (1)\nab\u{202e}c".as_bytes());
    let rows = |args: &[&str]| -> Vec<serde_json::Value> {
        let output = stdout(&[&["inspect"], args, &[&file]].concat());
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let found = rows(&[]);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (&found[0]["paragraph"], &found[0]["line"], &found[0]["base"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(
        (&found[0]["start"], &found[0]["end"], &found[0]["break"]),
        (&0.into(), &12.into(), &"end".into())
    );
    let symbols = |row: &serde_json::Value| -> Vec<String> {
        let cells = row["cells"].as_array().expect("cells");
        cells.iter().map(|cell| cell["symbol"].as_str().expect("a symbol").to_string()).collect()
    };
    assert_eq!(symbols(&found[0]), ["(", "1", ")", " ", "\u{FEE1}", "\u{FEFC}", "\u{FEB3}"]);
    assert_eq!(found[0]["cells"][1]["level"], 2);
    // Offsets are those of the input; what draws nothing is named.
    assert_eq!(found[1]["start"], 13);
    assert!(symbols(&found[1]).contains(&"U+202E".to_string()));
    assert_eq!(symbols(&rows(&["--mode", "none"])[0]).concat(), "سلام (1)");
    assert_eq!(symbols(&rows(&["--mode", "unshaped"])[0]).concat(), "(1) مالس");
    assert_eq!(rows(&["--direction", "ltr"])[0]["base"], 0);
    assert_eq!(rows(&["--width", "2"]).len(), 6);
    assert!(rows(&["--width", "5"]).iter().any(|row| row["break"] == "opportunity"));
    let wrong = folder.file("wrong.txt", b"ab\xff");
    check_failure(&["inspect", &wrong], 1, &["wrong.txt: not UTF-8 (byte 2 "]);
    check_failure(&["inspect", "/nonexistent"], 1, &["reading /nonexistent"]);
}

#[test]
fn annotations_and_names_of_the_readers_own_are_used_and_accounted_for() {
    let folder = Folder::new("imports");
    let text = folder.file("a.txt", "عاد الوفد من كفر عميرة إلى القاهرة 😀 بعد المعرض.".as_bytes());
    let names = folder.file("names.tsv", "LOC\tكفر عميرة\tKafr Amira\n".as_bytes());
    // The mention behind the emoji is counted in UTF-16.
    let row =
        r#"{"file": "a.txt", "spans": [{"start": 27, "end": 34, "text": "القاهرة", "label": "GPE"}, LAST]}"#;
    let good =
        row.replace("LAST", r#"{"start": 42, "end": 48, "text": "المعرض", "label": "EV\u001b[2JENT"}"#);
    let bad = row.replace("LAST", r#"{"start": 42, "end": 48, "text": "السوق", "label": "EVENT"}"#);
    let good = folder.file("good.json", good.as_bytes());
    let bad = folder.file("bad.json", bad.as_bytes());
    let own = ["--gazetteer", &names, "--annotations", &good];

    let json = stdout(&[&["entities", "--json"], &own[..], &[&text]].concat());
    let rows: Vec<serde_json::Value> =
        json.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let found: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row["text"], row["kind"], row["provenance"])).collect();
    let event = "\"المعرض\" \"EV\\u001b[2JENT\" \"imported\"";
    assert_eq!(
        found,
        ["\"كفر عميرة\" \"LOC\" \"reader-gazetteer\"", "\"القاهرة\" \"LOC\" \"imported\"", event]
    );
    assert_eq!(rows[1]["en"], "Cairo");
    // What it exported it takes back.
    let export = folder.file("export.jsonl", json.as_bytes());
    let again = stdout(&["entities", "--json", "--annotations", &export, &text]);
    assert_eq!(again, json.replace("reader-gazetteer", "imported"));

    // The reader's changes call them, too, and go before all: by the name of their kind, as a file can hold it.
    let changes = "delete\tEV\\u{1b}[2JENT\tالمعرض\nrename\tLOC\tكفر عميرة\tto\tالكفر\nadd\tORG\tالقاهرة\n";
    let changes = folder.file("names.txt", changes.as_bytes());
    let changed = [&["entities", "--csv", "--entities", &changes], &own[..], &[&text]].concat();
    let rows = stdout(&changed);
    let rows: Vec<&str> = rows.lines().skip(1).map(|row| row.split_once(',').expect("fields").1).collect();
    assert!(rows[0].ends_with("كفر عميرة,LOC,الكفر,Kafr Amira,reader-gazetteer"), "{rows:?}");
    assert!(rows[1].ends_with("القاهرة,ORG,القاهرة,,reader") && rows.len() == 2, "{rows:?}");
    // Where no file tells of the kind, that is said, and the rest is done.
    let said = ["names.txt:1: no file tells of a kind `EV"];
    check_failure(&["list", "--entities", &changes, &text], 3, &said);

    let seeds = stdout(&["entities", "--json"]);
    let export = folder.file("seeds.jsonl", seeds.as_bytes());
    let again = stdout(&["entities", "--json", "--annotations", &export]);
    let provenance =
        |rows: &str| rows.replace("\"gazetteer\"", "\"rule\"").replace("\"rule\"", "\"imported\"");
    assert_eq!(again, provenance(&seeds));

    let table = stdout(&[&["import-check"], &own[..], &[&text]].concat());
    assert_eq!(table, format!("{names}\tgazetteer\t1 name\n{good}\tjson\t2 taken\n"));
    let said = [bad.as_str(), "1 taken, 1 rejected (1 not in the text near there)"];
    check_failure(&["list", "--annotations", &bad, &text], 3, &said);
    check_failure(&["list", "--lang", "ar", "--annotations", &bad, &text], 3, &["1 كما هي، 1 مرفوضة"]);
    let output = run(&["import-check", "--json", "--annotations", &bad, &text]);
    assert_eq!(output.status.code(), Some(3));
    let row: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&row["taken"], &row["rejected"]["other-text"]), (&1.into(), &1.into()));
    let whole = run(&[&["list"], &own[..], &[&text]].concat());
    assert!(String::from_utf8_lossy(&whole.stderr).contains("2 more files: 3 taken"));

    for command in [["entities"], ["import-check"]] {
        let output = run(&[&command[..], &own[..], &[&text]].concat());
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{command:?}");
    }
    check_failure(&["import-check", &text], 2, &["--annotations"]);
    check_failure(&["list", "--annotations", "/nonexistent", &text], 3, &["/nonexistent: no such file"]);
}

#[test]
fn standard_input_is_left_alone() {
    let mut child = warraq(&["list"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    // It may have ended before it could be written to; it must not wait for this either way.
    let _ = input.write_all(b"nothing");
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

/// What `warraq doctor` makes of answers, given as Rust would write their bytes.
fn doctor(term: &str, more: &[&str], answers: &str) -> serde_json::Value {
    let mut child = warraq(&[&["doctor", "--json", "--replies", "-", "--term", term], more].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("piped").write_all(answers.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// `TERM`, more options, answers; how Arabic is sent, marks, what is written before, and after.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[test]
fn doctor_says_what_is_made_of_each_terminals_answers() {
    let (before, after) = (r"\x1b]50;BidiRenderingEnabled=", r"=true\x07");
    let cases: &[Case] = &[
        (
            "xterm",
            &[],
            "\x1bP>|VTE(8401)\x1b\\\x1b[8;1$y\x1b[>61;8401;1c\x1b[?61c",
            "visual",
            "show",
            r"\x1b[8l",
            r"\x1b[8h",
        ),
        ("xterm", &[], "\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65c", "visual", "show", r"\x1b[8l", r"\x1b[8h"),
        ("xterm", &[], "\x1bP>|WezTerm 1\x1b\\\x1b[8;2$y\x1b[?61c", "visual", "show", r"\x1b[8l", ""),
        ("xterm-kitty", &[], "\x1bP>|kitty(0.48.2)\x1b\\\x1b[8;0$y\x1b[?62c", "kitty", "show", "", ""),
        ("xterm-kitty", &[], "\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62c", "kitty-words", "hide", "", ""),
        (
            "xterm",
            &[],
            "\x1bP>|Konsole 26.08.2\x1b\\\x1b[>1;115;0c\x1b[?62c",
            "visual",
            "show",
            before,
            after,
        ),
        (
            "mlterm",
            &[],
            "\x1b[>24;279;0c\x1b[?63c",
            "visual",
            "show",
            r"\x1b]5379;use_ctl=false\x07",
            r"\x1b]5379;use_ctl=true\x07",
        ),
        ("xterm", &[], "\x1bP>|iTerm2 3.7.0\x1b\\\x1b[?62c", "inverse", "show", "", ""),
        ("xterm", &[], "\x1bP>|iTerm2 3.6.0\x1b\\\x1b[?62c", "visual", "show", "", ""),
        ("xterm", &[], "\x1b[>0;136;0c\x1b[?6c", "inverse-auto", "show", "", ""),
        ("xterm", &[], "\x1b[>0;115;0c\x1b[?1;2c", "sgr", "show", "", ""),
        ("xterm", &[], "\x1b[8;0$y\x1b[>0;276;0c\x1b[?1;2c", "lrm", "show", "", ""),
        ("xterm", &[], "\x1b[>1;10;0c\x1b[?62c", "lro", "show", "", ""),
        ("foot", &[], "\x1bP>|foot(1.28.0)\x1b\\\x1b[?62c", "visual", "hide", "", ""),
        ("xterm", &[], "\x1bP>|terminology(1.14.0)\x1b\\\x1b[?64c", "visual", "hide", "", ""),
        ("xterm", &[], "\x1b[>64;0;0c\x1b[?64c", "visual", "hide", "", ""),
        ("alacritty", &[], "\x1b[8;0$y\x1b[>0;2600;1c\x1b[?6c", "visual", "hide", "", ""),
        ("xterm", &[], "\x1bP>|XTerm(412)\x1b\\\x1b[8;0$y\x1b[>41;412;0c\x1b[?64c", "visual", "show", "", ""),
        ("rxvt-unicode-256color", &[], "\x1b[>85;95;0c\x1b[?1;2c", "visual", "show", "", ""),
        ("st-256color", &[], "\x1b[?6c", "visual", "show", "", ""),
        ("linux", &[], "", "visual", "hide", "", ""),
        (
            "xterm",
            &["--term-program", "Apple_Terminal"],
            "\x1b[>1;95;0c\x1b[?1;2c",
            "inverse",
            "show",
            "",
            "",
        ),
        ("xterm", &[], "", "visual", "show", r"\x1b[8l", ""),
        (
            "tmux",
            &[],
            "\x1bP>|tmux 3.8\x1b\\\x1b[>84;0;0c\x1b[?1;2c\x1bP>|VTE(8401)\x1b\\\x1b[8;1$y\x1b[>61;8401;1c",
            "visual",
            "show",
            r"\x1bPtmux;\x1b\x1b[8l\x1b\\",
            r"\x1bPtmux;\x1b\x1b[8h\x1b\\",
        ),
        ("tmux", &[], "\x1b[>84;0;0c\x1b[?1;2c", "lro", "show", "", ""),
        ("tmux", &["--tmux-client", "Konsole 26.08.2"], "\x1b[>84;0;0c\x1b[?1;2c", "konsole", "show", "", ""),
        ("tmux", &["--tmux-client", "XTerm(412)"], "\x1b[>84;0;0c\x1b[?1;2c", "visual", "show", "", ""),
        ("screen", &[], "\x1b[>83;50002;0c\x1b[?1;2c\x1b[>0;276;0c", "visual", "hide", "", ""),
        ("screen", &[], "\x1b[>83;40900;0c\x1b[?1;2c", "lro", "show", "", ""),
    ];
    for (term, more, answers, encoding, marks, enter, leave) in cases {
        let found = doctor(term, more, answers);
        let answers = answers.escape_default();
        assert_eq!(
            (&found["encoding"], &found["marks"]),
            (&(*encoding).into(), &(*marks).into()),
            "{answers}"
        );
        let is = |found: &serde_json::Value, part: &str| {
            let found = found.as_str().expect("a string");
            if part.is_empty() { found.is_empty() } else { found.contains(part) }
        };
        assert!(is(&found["enter"], enter) && is(&found["leave"], leave), "{answers}: {found}");
    }
}

#[test]
fn doctor_shows_what_is_not_printable_as_what_it_is() {
    let found = doctor("xterm", &[], "\x1bP>|a\u{202e}\u{9b}b\x1b\\\x1b[?62c");
    assert_eq!(found["replies"]["xtversion"], "ab");
    assert_eq!(found["known"], true);
    let folder = Folder::new("doctor");
    let replies = folder.file("replies", b"\x1bP>|\x1b[2J\x9b\x1b\\\x1b[?62c");
    let report = stdout(&["doctor", "--replies", &replies, "--term", "x\u{1b}[2J"]);
    assert!(!report.contains(|c: char| c.is_control() && c != '\n'), "{report:?}");
    check_failure(&["doctor", "--replies", "/nonexistent"], 1, &["reading /nonexistent"]);
    assert_eq!(doctor("dumb", &[], "")["asked"], "");
}

#[test]
fn search_lists_the_articles_and_where_in_them() {
    let found = stdout(&["search", "title:توسع ليبيا"]);
    let fields: Vec<&str> = found.lines().next().expect("a line").split('\t').collect();
    assert_eq!((found.lines().count(), fields[0]), (1, "001_ee393e29cf8c7ff1.txt"));
    assert!(fields[2].contains("ليبيا") && !found.contains('\u{1b}'), "{found}");
    let count: usize = fields[1].parse().expect("a number");
    let rows = stdout(&["search", "title:توسع ليبيا", "--json"]);
    let row: serde_json::Value = serde_json::from_str(&rows).expect("one line of JSON");
    assert_eq!((&row["article"], &row["number"], &row["path"]), (&fields[0].into(), &2.into(), &().into()));
    assert_eq!(row["title"], "التحالف يحذّر من توسع نفوذ «داعش» في ليبيا ومهاجمة الغرب");
    let pieces: Vec<&serde_json::Value> = row["hits"].as_array().expect("hits").iter().collect();
    assert_eq!(pieces.len(), count);
    for piece in pieces.into_iter().chain([&row["snippet"]]) {
        let byte = |name: &str| piece[name].as_u64().expect("a number") as usize;
        assert_eq!(piece["text"], &SEED[byte("start")..byte("end")]);
    }
}

#[test]
fn search_says_by_its_status_whether_anything_was_found() {
    let folder = Folder::new("search");
    folder.file("a.txt", "قال الوزير: لا".as_bytes());
    folder.file("b.txt", "وقالت الوزيرة: نعم \u{1b}[2J".as_bytes());
    let check = |query: &str, expected: &str| {
        let output = run(&["search", "--", query, folder.path()]);
        assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{query}");
        assert_eq!(output.status.code(), Some(i32::from(expected.is_empty())), "{query}");
    };
    check("قال", "a.txt\t1\tقال الوزير: لا\nb.txt\t1\tوقالت الوزيرة: نعم \u{241b}[2J\n");
    check("\"قال\"", "a.txt\t1\tقال الوزير: لا\n");
    check("-نعم", "a.txt\t0\tقال الوزير: لا\n");
    check("b -\"لا\"", "b.txt\t0\tوقالت الوزيرة: نعم \u{241b}[2J\n");
    check("re:^و", "b.txt\t1\tوقالت الوزيرة: نعم \u{241b}[2J\n");
    check("بغداد", "");
    check_failure(&["search", "قال", "/nonexistent"], 1, &["/nonexistent: no such file"]);
    check_failure(&["search", "بغداد", folder.path(), "/nonexistent"], 1, &["no such file"]);
    check_failure(&["search", "قال", folder.path(), "/nonexistent"], 3, &["no such file"]);
}

#[test]
fn search_knows_what_articles_name() {
    let names = |query: &str| -> Vec<String> {
        let rows = stdout(&["search", query, "--json"]);
        let row = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON");
        rows.lines().map(|line| row(line)["hits"][0]["text"].as_str().expect("a text").to_string()).collect()
    };
    assert_eq!(names("entity:dunford").len(), 1);
    assert!(names("entity:libya").iter().all(|name| name.contains("ليبيا") || name.contains("الليبي")));
    assert_eq!(stdout(&["search", "entity:libya"]).lines().count(), 4);
    assert_eq!(stdout(&["search", "--", "-entity:libya"]).lines().count(), 1);
    // The reader's changes hold here too.
    let folder = Folder::new("search-names");
    let changes = folder.file("names.txt", "delete\tLOC\tليبيا\n".as_bytes());
    check_failure(&["search", "entity:ليبيا", "--entities", &changes], 1, &[]);
}

#[test]
fn search_points_at_what_cannot_be_understood() {
    check_failure(&["search", "a \"b"], 2, &["warraq: no second quote\n  a \"b\n    ^^\n"]);
    check_failure(&["search", "قَالَ titel:x"], 2, &["no such field", "\n      ^^^^^^\n"]);
    check_failure(&["search", "re:a(b"], 2, &["unclosed group\n  re:a(b\n      ^\n"]);
    check_failure(&["search", "--lang", "ar", "a \"b"], 2, &["لا علامة اقتباس ثانية"]);
    check_failure(&["search", "a\u{1b} -"], 2, &["nothing to look for\n  a\u{241b} -\n     ^\n"]);
    check_failure(&["search", " "], 2, &["wants a QUERY"]);
    check_failure(&["search"], 2, &["wants a QUERY"]);
    check_failure(&["search", "a", "--width", "3"], 2, &["print"]);
}
