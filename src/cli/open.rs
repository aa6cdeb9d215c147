//! What is run when a reader opens something elsewhere: the editor, the browser or the pager that the
//! environment names, by its name and arguments, never by a shell.

use crate::app::{OpenFault, Opening, OpeningKind, link};
use crate::corpus::{Article, Origin, stem};
use crate::session::{Errand, ErrandError};
use crate::text::neutralised;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf, absolute};
use std::process;

/// Editors that go to a line by `+LINE` before the file's name.
const PLUS_LINE: [&str; 14] = [
    "vi",
    "vim",
    "nvim",
    "view",
    "vim.basic",
    "vim.tiny",
    "nano",
    "emacs",
    "emacsclient",
    "kak",
    "joe",
    "mg",
    "ne",
    "micro",
];

/// Tried when nothing names an editor, a pager.
const EDITOR: &str = "vi";
const PAGER: &str = "less";

/// Opens a link on a desktop, by whatever its owner has chosen.
const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Something that is open elsewhere.
#[derive(Debug)]
pub(super) struct Opened {
    /// What it is called in messages.
    pub(super) program: String,
    /// The copy that it was given, if it was given one; removed with this.
    _copy: Option<Copy>,
}

/// Makes ready what `opening` asks for. `variable` gives the value of an environment variable.
pub(super) fn prepare(
    article: &Article,
    opening: &Opening,
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<(Errand, Opened), OpenFault> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    let command = |names: &[&'static str], usual: &str| {
        let named = names.iter().find_map(|name| Some((*name, set(name)?)));
        match named {
            Some((name, value)) => words(&value.to_string_lossy()).ok_or(OpenFault::NoCommand(name)),
            None => Ok(vec![usual.to_string()]),
        }
    };
    // Who reads from afar sees nothing of the desktop here.
    let is_desktop = !["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| set(name).is_some())
        && (cfg!(target_os = "macos")
            || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| set(name).is_some()));
    match opening.kind {
        OpeningKind::Editor => {
            let mut command = command(&["VISUAL", "EDITOR"], EDITOR)?;
            if PLUS_LINE.contains(&name(&command[0]).as_str()) {
                command.push(format!("+{}", opening.line));
            }
            match &article.origin {
                Origin::File(path) => {
                    // One whose name begins with a hyphen is no option then.
                    let path = absolute(path).unwrap_or_else(|_| path.clone());
                    Ok(run(command, path.into(), None))
                }
                Origin::Embedded => {
                    let copy = Copy::new(article, &article.text).map_err(|error| no_copy(&error))?;
                    Ok(run(command, copy.file().into(), Some(copy)))
                }
            }
        }
        OpeningKind::Browser => {
            // Without a desktop only a browser that works in a terminal can be meant.
            if let Some(link) = link(article)
                && (is_desktop || set("BROWSER").is_some())
            {
                let command =
                    if is_desktop { vec![OPENER.to_string()] } else { command(&["BROWSER"], OPENER)? };
                let wants_terminal = !is_desktop;
                let (errand, opened) = run(command, link.into(), None);
                return Ok((Errand { wants_terminal, ..errand }, opened));
            }
            // Some pagers send what they read as it is.
            let lines: Vec<_> = article.text.lines().map(neutralised).collect();
            let copy = Copy::new(article, &lines.join("\n")).map_err(|error| no_copy(&error))?;
            Ok(run(command(&["PAGER"], PAGER)?, copy.file().into(), Some(copy)))
        }
    }
}

/// How it ended, as the reader is told.
pub(super) fn ended(program: String, ran: Result<(), ErrandError>) -> Result<(), OpenFault> {
    ran.map_err(|error| match error {
        ErrandError::NotStarted(why) => OpenFault::NotStarted { program, why },
        ErrandError::Failed(status) | ErrandError::Killed(status) => OpenFault::Failed { program, status },
    })
}

fn run(command: Vec<String>, what: OsString, copy: Option<Copy>) -> (Errand, Opened) {
    let mut command = command.into_iter();
    let program = command.next().expect("a command has a first word");
    let opened = Opened { program: name(&program), _copy: copy };
    let arguments = command.map(OsString::from).chain([what]).collect();
    (Errand { program: program.into(), arguments, wants_terminal: true }, opened)
}

/// The last part of a program's path.
fn name(program: &str) -> String {
    Path::new(program)
        .file_name()
        .map_or_else(|| program.to_string(), |name| name.to_string_lossy().into_owned())
}

fn no_copy(error: &io::Error) -> OpenFault {
    OpenFault::NoCopy(error.to_string())
}

/// A command as a person writes it, in words: blanks part them, quotes hold them together, a backslash takes
/// the next character as it is. Nothing else means anything. `None` if a quote stays open, or there is no word.
fn words(command: &str) -> Option<Vec<String>> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut quote = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\'' | '"', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, Some(open)) if c == open => quote = None,
            ('\\', None) => word.get_or_insert_default().push(chars.next()?),
            ('\\', Some('"')) => match chars.next()? {
                c @ ('"' | '\\' | '$' | '`') => word.get_or_insert_default().push(c),
                c => word.get_or_insert_default().extend(['\\', c]),
            },
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (quote.is_none() && words.first().is_some_and(|word| !word.is_empty())).then_some(words)
}

/// A copy of an article that nobody else can read, and nobody can write; gone with this.
#[derive(Debug)]
struct Copy {
    folder: PathBuf,
    name: String,
}

impl Copy {
    fn new(article: &Article, text: &str) -> io::Result<Copy> {
        let letters = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '_' };
        let name: String = stem(&article.name).chars().map(letters).take(60).collect();
        let copy = Copy { folder: private_folder()?, name: format!("{}.txt", name.trim_start_matches('-')) };
        let mut file: File = OpenOptions::new().write(true).create_new(true).mode(0o400).open(copy.file())?;
        file.write_all(text.as_bytes())?;
        Ok(copy)
    }

    fn file(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // An editor may have put files of its own beside it.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A new folder for this user alone, where temporary files go. Its name may be guessed: whoever was there before
/// makes it fail, and another name is tried.
fn private_folder() -> io::Result<PathBuf> {
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..100 {
        let folder = std::env::temp_dir().join(format!("warraq-{}-{number}", process::id()));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{self, ArticleId};
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_command_is_parted_as_a_person_means_it() {
        let check = |command: &str, expected: Option<&[&str]>| {
            let found = words(command);
            let found: Option<Vec<&str>> =
                found.as_ref().map(|words| words.iter().map(String::as_str).collect());
            assert_eq!(found.as_deref(), expected, "{command}");
        };
        check("vi", Some(&["vi"]));
        check("  code  --wait ", Some(&["code", "--wait"]));
        check("'/opt/my editor/vi' -u NONE", Some(&["/opt/my editor/vi", "-u", "NONE"]));
        check(r#"a\ b "c \"d\" \n" e'f'"#, Some(&["a b", r#"c "d" \n"#, "ef"]));
        check("vi ''", Some(&["vi", ""]));
        // What a shell would act on is a character like any other.
        check(
            "vi; rm -r $HOME `x` | y > z *",
            Some(&["vi;", "rm", "-r", "$HOME", "`x`", "|", "y", ">", "z", "*"]),
        );
        check("", None);
        check("   ", None);
        check("''", None);
        check("vi 'a", None);
        check("vi \"a", None);
        check("vi \\", None);
    }

    fn article(text: &str, origin: Origin) -> Article {
        corpus::from_bytes(text.into(), "a b.txt".into(), origin, ArticleId(0)).expect("a text")
    }

    fn prepared(
        article: &Article,
        kind: OpeningKind,
        variables: &[(&str, &str)],
    ) -> Result<(Errand, Opened), OpenFault> {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        prepare(article, &Opening { article: article.id, line: 7, kind }, variable)
    }

    #[test]
    fn the_environment_says_what_is_run() {
        let text = article("خبر\n\nhttps://example.org/ا\n", Origin::File("/x/-a.txt".into()));
        let check = |kind, variables: &[(&str, &str)], expected: &[&str]| {
            let (errand, _) = prepared(&text, kind, variables).expect("it can be run");
            let found: Vec<_> = [errand.program]
                .into_iter()
                .chain(errand.arguments)
                .map(|word| word.into_string().expect("UTF-8"))
                .collect();
            assert_eq!(found, expected);
        };
        let link = "https://example.org/%D8%A7";
        check(OpeningKind::Editor, &[], &["vi", "+7", "/x/-a.txt"]);
        check(OpeningKind::Editor, &[("EDITOR", "ed"), ("VISUAL", "")], &["ed", "/x/-a.txt"]);
        check(
            OpeningKind::Editor,
            &[("EDITOR", "ed"), ("VISUAL", "/bin/nano -w")],
            &["/bin/nano", "-w", "+7", "/x/-a.txt"],
        );
        check(OpeningKind::Browser, &[("DISPLAY", ":0"), ("BROWSER", "w3m")], &[OPENER, link]);
        check(
            OpeningKind::Browser,
            &[("DISPLAY", ":0"), ("SSH_TTY", "x"), ("BROWSER", "w3m -M")],
            &["w3m", "-M", link],
        );
        let fault = prepared(&text, OpeningKind::Editor, &[("EDITOR", "vi 'x")]).expect_err("no command");
        assert_eq!(fault, OpenFault::NoCommand("EDITOR"));
    }

    #[test]
    fn a_copy_is_private_harmless_in_a_pager_and_gone_afterwards() {
        let stored = "خبر\u{1b}[2J عن\nليبيا";
        for (kind, origin, expected) in [
            (OpeningKind::Editor, Origin::Embedded, stored),
            (OpeningKind::Browser, Origin::Embedded, "خبر␛[2J عن\nليبيا"),
            (OpeningKind::Browser, Origin::File("/nonexistent".into()), "خبر␛[2J عن\nليبيا"),
        ] {
            let (errand, opened) = prepared(&article(stored, origin), kind, &[]).expect("it can be run");
            let path = PathBuf::from(errand.arguments.last().expect("a file"));
            assert_eq!(fs::read_to_string(&path).expect("it is there"), expected);
            let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
            let folder = path.parent().expect("it is in a folder").to_path_buf();
            assert_eq!((mode(&path), mode(&folder)), (0o400, 0o700));
            drop(opened);
            assert!(!folder.exists());
        }
    }
}
