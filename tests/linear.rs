//! The mode without a screen: what is written to it, and what it says, line by line.

mod terminal;

use pty_process::blocking::Command as OnTerminal;
use rustix::process::Signal;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Three short articles; the last one would take over a terminal, if it could.
const ARTICLES: [(&str, &str); 3] = [
    (
        "a.txt",
        "هدوء في ليبيا\n\nقال مسؤول إن ليبيا هادئة. وأضاف أن العراق بعيد. ثم سكت. ثم عاد. ثم قال: «انتهى». ولم يزد.\n\n\
         وفي باريس لم يعلق أحد.\n",
    ),
    ("b.txt", "اجتماع في باريس\n\nاجتمع وزراء في باريس اليوم.\n"),
    ("c.txt", "عن سوريا\n\nنص \u{1b}[2J فيه \u{202e}قلب\u{9b} وسوريا.\n"),
];

/// A folder with the articles and a home for changes, removed when dropped.
struct Home(PathBuf);

impl Home {
    fn new(name: &str) -> Home {
        let path = std::env::temp_dir().join(format!("warraq-linear-{name}-{}", std::process::id()));
        fs::create_dir_all(path.join("articles")).expect("a temporary folder");
        for (name, text) in ARTICLES {
            fs::write(path.join("articles").join(name), text).expect("a file can be written");
        }
        Home(path)
    }

    fn articles(&self) -> String {
        self.0.join("articles").to_str().expect("a temporary path is UTF-8").to_string()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The input is a file: nobody has to write it while the output is read.
fn run(home: &Home, args: &[&str], input: &[u8]) -> Output {
    let file = home.0.join("input");
    fs::write(&file, input).expect("a file can be written");
    Command::new(env!("CARGO_BIN_EXE_warraq"))
        .args(["--linear", "--lang", "en"])
        .args(args)
        .env_clear()
        .env("HOME", &home.0)
        .env("TERM", "dumb")
        .stdin(fs::File::open(file).expect("it was written"))
        .output()
        .expect("the program starts")
}

/// What is said after the first line when `input` is written, a command in each line.
fn said(home: &Home, args: &[&str], input: &[&str]) -> Vec<String> {
    let output = run(home, &[args, &[&home.articles()]].concat(), (input.join("\n") + "\n").as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("output is UTF-8");
    text.lines().skip(1).map(str::to_string).collect()
}

#[track_caller]
fn check(input: &[&str], expected: &[&str]) {
    let home = Home::new(&format!("{}", input.join("").bytes().map(usize::from).sum::<usize>()));
    assert_eq!(said(&home, &[], input), expected, "{input:?}");
}

const A: &str = "هدوء في ليبيا. a, 1 minute, 3 names";
const B: &str = "اجتماع في باريس. b, 1 minute, 1 name";
const C: &str = "عن سوريا. c, 1 minute, 1 name";

#[test]
fn articles_are_listed_and_read_a_page_of_sentences_at_a_time() {
    check(
        &["list", "1", "", "", "back"],
        &[
            "No filter. 3 articles.",
            &format!("1: {A}, unread"),
            &format!("2: {B}, unread"),
            &format!("3: {C}, unread"),
            &format!("Article 1 of 3: {A}, unread, 2 paragraphs."),
            "Headline: هدوء في ليبيا",
            "1: قال مسؤول إن ليبيا هادئة. وأضاف أن العراق بعيد. ثم سكت. ثم عاد.",
            "1, continued: ثم قال: «انتهى». ولم يزد.",
            "2: وفي باريس لم يعلق أحد.",
            "End of the article.",
            "Nothing is left to say.",
            "Headline: هدوء في ليبيا",
            "1: قال مسؤول إن ليبيا هادئة. وأضاف أن العراق بعيد. ثم سكت. ثم عاد.",
        ],
    );
    check(
        &["read 2", "where", "list"],
        &[
            &format!("Article 2 of 3: {B}, unread, 1 paragraph."),
            "Headline: اجتماع في باريس",
            "1: اجتمع وزراء في باريس اليوم.",
            "End of the article.",
            "No filter. 3 articles.",
            &format!("Article 2 of 3: {B}, read, paragraph 1 of 1"),
            "No filter. 3 articles.",
            &format!("1: {A}, unread"),
            &format!("2: {B}, read"),
            &format!("3: {C}, unread"),
        ],
    );
    check(
        &["read 1", "all"],
        &[
            &format!("Article 1 of 3: {A}, unread, 2 paragraphs."),
            "Headline: هدوء في ليبيا",
            "1: قال مسؤول إن ليبيا هادئة. وأضاف أن العراق بعيد. ثم سكت. ثم عاد.",
            "1, continued: ثم قال: «انتهى». ولم يزد.",
            "2: وفي باريس لم يعلق أحد.",
            "End of the article.",
        ],
    );
}

#[test]
fn names_filter_by_name_and_by_number() {
    check(
        &["filter paris", "without ليبيا", "clear", "filter zzz", "filter"],
        &[
            "Filter: باريس. 2 of 3 articles.",
            "Mention 1 of 1: باريس, Paris, a place",
            "2: وفي باريس لم يعلق أحد.",
            "End of the article.",
            "Filter: باريس, without ليبيا. 1 of 3 articles.",
            &format!("Article 1 of 1: {B}, unread"),
            "No filter. 3 articles.",
            &format!("Article 1 of 3: {A}, unread"),
            "No name matches: zzz",
            "No filter. 3 articles.",
        ],
    );
    check(
        &["names", "1", "read 3"],
        &[
            "4 names.",
            "Places: 4 names",
            "1: باريس, Paris, 3 mentions in 2 articles",
            "2: ليبيا, Libya, 2 mentions in 1 article",
            "3: سوريا, Syria, 2 mentions in 1 article",
            "4: العراق, Iraq, 1 mention in 1 article",
            "Filter: باريس. 2 of 3 articles.",
            "4 names. In hand: باريس, Paris, a place, 3 mentions in 2 articles",
            "Mention 1 of 1: باريس, Paris, a place",
            "2: وفي باريس لم يعلق أحد.",
            "End of the article.",
            "Article 3 is not in the list: clear widens it.",
        ],
    );
    check(
        &["filter باريس", "or سوريا", "/مسؤول", "find"],
        &[
            "Filter: باريس. 2 of 3 articles.",
            "Mention 1 of 1: باريس, Paris, a place",
            "2: وفي باريس لم يعلق أحد.",
            "End of the article.",
            "Filter: (باريس or سوريا). 3 articles.",
            "Filter: (باريس or سوريا), found by مسؤول. 1 of 3 articles.",
            "Filter: (باريس or سوريا). 3 articles.",
        ],
    );
}

#[test]
fn mentions_are_walked_through_and_a_trail_leads_to_each() {
    check(
        &["n", "n", "N", "trail", "2", ""],
        &[
            "Mention 1 of 4: ليبيا, Libya, a place",
            "Headline: هدوء في ليبيا",
            "Mention 2 of 4: ليبيا, Libya, a place",
            "1: قال مسؤول إن ليبيا هادئة.",
            "Mention 1 of 4: ليبيا, Libya, a place",
            "Headline: هدوء في ليبيا",
            "ليبيا, Libya, a place, 2 mentions in 1 article",
            "1: article 1: هدوء في ليبيا",
            "2: article 1: قال مسؤول إن ليبيا هادئة.",
            &format!("Article 1 of 3: {A}, read"),
            "Mention 2 of 4: ليبيا, Libya, a place",
            "1: قال مسؤول إن ليبيا هادئة.",
            "1, continued: وأضاف أن العراق بعيد. ثم سكت. ثم عاد. ثم قال: «انتهى». ولم يزد.",
        ],
    );
}

#[test]
fn actions_go_by_their_names_and_keys_and_none_is_silent() {
    check(
        &["next", "J", "next-article", "previous", "m", "m", "x", "<C-z>", "<Esc>", "frobnicate", "99"],
        &[
            &format!("Article 2 of 3: {B}, unread"),
            &format!("Article 3 of 3: {C}, unread"),
            "No more articles this way",
            &format!("Article 2 of 3: {B}, unread"),
            "Marked as read.",
            "Marked as unread.",
            "Nothing is folded in this article",
            "That needs a screen.",
            "Nothing changed.",
            "No such command: frobnicate. help lists them.",
            "Nothing has this number: 99",
        ],
    );
    check(
        &["list", "quit", "list"],
        &[
            "No filter. 3 articles.",
            &format!("1: {A}, unread"),
            &format!("2: {B}, unread"),
            &format!("3: {C}, unread"),
        ],
    );
    check(
        &["read 1", "next-paragraph", "{", "zen"],
        &[
            &format!("Article 1 of 3: {A}, unread, 2 paragraphs."),
            "Headline: هدوء في ليبيا",
            "1: قال مسؤول إن ليبيا هادئة. وأضاف أن العراق بعيد. ثم سكت. ثم عاد.",
            "2: وفي باريس لم يعلق أحد.",
            "End of the article.",
            "1: قال مسؤول إن ليبيا هادئة. وأضاف أن العراق بعيد. ثم سكت. ثم عاد. ثم قال: «انتهى».",
            "That needs a screen.",
        ],
    );
}

#[test]
fn stars_reading_and_order_of_the_list_are_said() {
    check(
        &["s", "where", "s", "m", "R", "R", "S", "where"],
        &[
            "Given a star.",
            "No filter. 3 articles.",
            &format!("Article 1 of 3: {A}, unread, starred"),
            "The star is taken away.",
            "Marked as read.",
            "Filter: unread only. 3 articles.",
            "No filter. 3 articles.",
            "Articles by title",
            "No filter. 3 articles.",
            "No filter. 3 articles.",
            &format!("Article 3 of 3: {A}, read"),
        ],
    );
}

#[test]
fn searches_find_and_what_cannot_be_understood_is_said() {
    check(
        &["find \"ليبيا", "find عاد", "search سكت", "n", "find", "text", "search انتهى"],
        &[
            "no second quote",
            "Filter: found by عاد. 1 of 3 articles.",
            // As on the screen: from the list it searches the list.
            "Filter: found by سكت. 1 of 3 articles.",
            "Found 1 of 1: سكت",
            "1, continued: ثم سكت.",
            "No filter. 3 articles.",
            &format!("Article 1 of 3: {A}, read"),
            "Found 1 of 1: انتهى",
            "1, continued: ثم قال: «انتهى».",
        ],
    );
}

#[test]
fn long_answers_come_a_page_at_a_time() {
    let home = Home::new("help");
    let first = said(&home, &[], &["help"]);
    assert_eq!(first.len(), 21);
    assert_eq!(first[1], "list: the articles in the list, by number");
    assert!(first[20].ends_with("more lines: an empty line goes on, all says all."), "{}", first[20]);
    let whole = said(&home, &[], &["help", "all"]);
    for row in warraq::app::ACTIONS {
        assert!(whole.iter().any(|line| line.starts_with(&format!("{}, ", row.name))), "{}", row.name);
    }
    assert!(!whole.last().expect("lines").contains("more line"));
    assert_eq!(said(&home, &[], &["help by number"]), ["list: the articles in the list, by number"]);
    assert_eq!(said(&home, &[], &["where", "repeat"]).len(), 4);
}

#[test]
fn names_are_changed_and_the_change_is_kept() {
    let home = Home::new("changes");
    let answers = said(&home, &[], &["filter باريس", "rename-name", "مدينة النور", "add-name", "<Tab>", ""]);
    assert_eq!(
        answers[4..],
        [
            "How shall باريس be shown? An empty line lets it be.",
            "باريس shown as مدينة النور · 2 articles · U undoes",
            "Filter: مدينة النور. 2 of 3 articles.",
            "Which name shall be added, as a place? <Tab> for another kind, an empty line lets it be.",
            "Which name shall be added, as an organisation? <Tab> for another kind, an empty line lets it be.",
            "Nothing changed.",
        ]
    );
    let kept = fs::read_to_string(home.0.join(".local/share/warraq/names.txt")).expect("it was kept");
    assert!(kept.contains("rename\tLOC\tباريس\tto\tمدينة النور\n"), "{kept}");
    assert_eq!(said(&home, &[], &["names نور"])[2], "1: مدينة النور, Paris, 3 mentions in 2 articles");
}

#[test]
fn it_speaks_arabic() {
    let home = Home::new("arabic");
    let answers = said(&home, &["--lang", "ar"], &["قائمة", "اقرأ ٢", "صف ليبيا", "أين", "ألغ"]);
    assert_eq!(
        answers,
        [
            "لا تصفية. 3 مقالات.",
            "1: هدوء في ليبيا. a، دقيقة واحدة، 3 أسماء، غير مقروءة",
            "2: اجتماع في باريس. b، دقيقة واحدة، اسم واحد، غير مقروءة",
            "3: عن سوريا. c، دقيقة واحدة، اسم واحد، غير مقروءة",
            "المقالة 2 من 3: اجتماع في باريس. b، دقيقة واحدة، اسم واحد، غير مقروءة، فقرة واحدة.",
            "العنوان: اجتماع في باريس",
            "1: اجتمع وزراء في باريس اليوم.",
            "نهاية المقالة.",
            "التصفية: ليبيا. 1 من 3 مقالات.",
            "المقالة 1 من 1: هدوء في ليبيا. a، دقيقة واحدة، 3 أسماء، غير مقروءة",
            "الذكر 1 من 2: ليبيا، Libya، مكان",
            "العنوان: هدوء في ليبيا",
            "التصفية: ليبيا. 1 من 3 مقالات.",
            "المقالة 1 من 1: هدوء في ليبيا. a، دقيقة واحدة، 3 أسماء، غير مقروءة",
            "لا تصفية. 3 مقالات.",
            "المقالة 2 من 3: اجتماع في باريس. b، دقيقة واحدة، اسم واحد، مقروءة",
        ]
    );
}

#[test]
fn nothing_that_is_said_acts_on_a_terminal() {
    let home = Home::new("hostile");
    assert_eq!(said(&home, &[], &["3"])[2], "1: نص ␛[2J فيه قلب\u{fffd} وسوريا.");
    let mut input: Vec<u8> = b"3\n\x1b[A\n\xff\xfe\ni\nt\nw\n".to_vec();
    input.extend("\u{202e}\n".bytes().chain([b'x'; 200_000]));
    for row in warraq::app::ACTIONS.iter().filter(|row| row.name != "quit") {
        input.extend(format!("\n{}\nسوريا", row.name).bytes());
    }
    let output = run(&home, &[&home.articles()], &input);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("output is UTF-8");
    let acts = |c: char| {
        c != '\n' && (c.is_control() || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}'))
    };
    assert!(!text.contains(acts), "{text:?}");
}

#[test]
fn a_folder_without_articles_fails_and_says_why() {
    let home = Home::new("empty");
    let output = run(&home, &["/nonexistent"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no such file or folder"));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_terminal_has_a_prompt_and_no_sequence() {
    let home = Home::new("terminal");
    let command = OnTerminal::new("env").args(["TERM=dumb", env!("CARGO_BIN_EXE_warraq")]);
    let mut screen = terminal::Screen::of(command.args(["--linear", "--lang", "en"]).arg(home.articles()));
    screen.shows("3 articles, 4 names.");
    screen.shows(">");
    screen.send("next\r");
    screen.shows("Article 2 of 3");
    screen.send("\x04");
    assert_eq!(screen.ended().code(), Some(0));
    screen.assert_restored();
    assert!(!screen.written.contains(&0x1b), "{}", screen.written.escape_ascii());
}

#[test]
fn a_signal_ends_it() {
    let command = OnTerminal::new(env!("CARGO_BIN_EXE_warraq")).args(["--linear", "--lang", "en"]);
    let mut screen = terminal::Screen::of(command);
    screen.shows("5 articles");
    screen.kill(Signal::INT);
    assert_eq!(screen.ended().signal(), Some(Signal::INT.as_raw()));
}

#[test]
fn a_terminal_without_a_cursor_is_pointed_here() {
    let mut screen =
        terminal::Screen::of(OnTerminal::new("env").args(["TERM=dumb", env!("CARGO_BIN_EXE_warraq")]));
    screen.shows("warraq --linear");
    assert_eq!(screen.ended().code(), Some(1));
}

#[test]
fn what_can_be_copied_is_said_and_what_needs_a_screen_is_not_done() {
    let home = Home::new("copying");
    let said = said(&home, &[], &["copy", "select", "toggle-mouse", "edit", "quit"]);
    assert!(said.contains(&"sentence: هدوء في ليبيا".to_string()), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("quotation: «هدوء في ليبيا» — ")), "{said:?}");
    assert_eq!(said.iter().filter(|line| *line == "That needs a screen.").count(), 3, "{said:?}");
}
