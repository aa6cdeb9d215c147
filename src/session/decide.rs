//! From what a terminal answered to how it is spoken to: [`TERMINALS`] is the table.
//!
//! Nothing is decided by environment variables that do not travel through ssh, or that a multiplexer
//! hands on from another terminal: `TERM` counts for those that answer nothing, and one hint for
//! Apple's Terminal, which does not say who it is.

use super::colours::Colours;
use super::dialect::{Dialect, Encoding, Font, Marks, Reordering};
use super::replies::Replies;
use super::switch::{Multiplexer, Switch};

/// How a terminal is spoken to, and what is switched for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// How cells are written.
    pub dialect: Dialect,
    /// What is written around the session.
    pub switch: Switch,
}

/// What was made of a terminal's answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// How it is spoken to.
    pub choice: Choice,
    /// The row of the table that fits; of a terminal behind a multiplexer, if it is known.
    pub terminal: &'static str,
    /// What stands between.
    pub multiplexer: Option<Multiplexer>,
    /// Whether something said what the terminal is, so that nobody need be asked.
    pub is_known: bool,
    /// The colours that it has at least, whatever the environment says.
    pub colours: Colours,
    /// Whether its background is light, as far as it said so, or its environment for it.
    pub light: Option<bool>,
    /// The terminal's identity: what it answered, by which a choice is remembered.
    pub identity: String,
}

/// What the environment says of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// `TERM`.
    pub term: String,
    /// Whether `TERM_PROGRAM` is `Apple_Terminal`.
    pub is_apple: bool,
    /// Whether the background is light by `COLORFGBG`, where the terminal is local. It may be that of another
    /// terminal, in which this one was started: it counts only of those that are known to set it.
    pub light: Option<bool>,
}

impl Hints {
    /// Whether the terminal may be asked: some answer nothing, or print what they are asked.
    #[must_use]
    pub fn may_ask(&self) -> bool {
        !matches!(self.term.as_str(), "" | "linux" | "dumb")
    }

    /// Whether `TERM` names one kind of terminal, rather than what nearly all of them claim to be.
    fn names_one(&self) -> bool {
        let vague = ["xterm", "vt", "ansi", "screen", "tmux"];
        let precise = ["xterm-kitty", "xterm-ghostty", "xterm-konsole"];
        let begins = |names: &[&str]| names.iter().any(|name| self.term.starts_with(name));
        !self.term.is_empty() && (begins(&precise) || !begins(&vague))
    }
}

/// A row of [`TERMINALS`].
struct Row {
    name: &'static str,
    /// Any of them is enough.
    signs: &'static [Sign],
    encoding: Encoding,
    marks: Marks,
    font: Font,
    way: Way,
    /// What every version of it that answers so can show.
    colours: Colours,
    /// Whether it says in `COLORFGBG` what it does not answer.
    sets_colorfgbg: bool,
}

/// How a terminal is recognised.
enum Sign {
    /// DECRQM of mode 8 was answered so.
    Reorders(u8),
    /// XTVERSION begins so.
    Version(&'static str),
    /// XTVERSION begins so, and two numbers follow that are at least these.
    Since(&'static str, (u32, u32)),
    /// The parameters of DA2; `#` stands for four or five digits, `*` at the end for anything.
    Secondary(&'static str),
    /// `TERM` is this, or this with a suffix.
    Term(&'static str),
    /// `TERM_PROGRAM` says Apple's Terminal, and nothing else says anything.
    Apple,
}

/// What is switched for a session.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Nothing,
    /// The order of text, and back.
    Explicit,
    /// The order of text, in which the terminal stands already, if it has one.
    ExplicitForGood,
    Konsole,
    Mlterm,
}

const LEFT_TO_RIGHT: Encoding = Encoding::Inverse(Reordering::LEFT_TO_RIGHT);
const FIRST_STRONG: Encoding = Encoding::Inverse(Reordering::FIRST_STRONG);

const fn row(
    name: &'static str,
    signs: &'static [Sign],
    encoding: Encoding,
    marks: Marks,
    way: Way,
    colours: Colours,
) -> Row {
    Row { name, signs, encoding, marks, font: Font::Whole, way, colours, sets_colorfgbg: false }
}

/// Every terminal that is known, in the order of asking: the first row that fits counts.
#[rustfmt::skip]
const TERMINALS: &[Row] = &[
    // Says of itself that it reorders and may be told not to: VTE, mintty.
    row("reorders by itself (mode 8), as VTE and mintty do", &[Sign::Reorders(1)], Encoding::Plain, Marks::Sent, Way::Explicit, Colours::True),
    row("could reorder by itself (mode 8), as WezTerm", &[Sign::Reorders(2)], Encoding::Plain, Marks::Sent, Way::ExplicitForGood, Colours::True),
    // Behind a multiplexer, or too old for the mode.
    row("VTE", &[Sign::Version("VTE(")], Encoding::Plain, Marks::Sent, Way::ExplicitForGood, Colours::True),
    row("kitty", &[Sign::Since("kitty(", (0, 40))], Encoding::KittyCells, Marks::Sent, Way::Nothing, Colours::True),
    row("kitty before 0.40", &[Sign::Version("kitty(")], Encoding::KittyWords, Marks::LeftOut, Way::Nothing, Colours::True),
    row("Konsole", &[Sign::Version("Konsole")], Encoding::Plain, Marks::Sent, Way::Konsole, Colours::True),
    row("mlterm", &[Sign::Version("mlterm("), Sign::Secondary("24;279;0")], Encoding::Plain, Marks::Sent, Way::Mlterm, Colours::Ansi256),
    row("iTerm2 from 3.7 on", &[Sign::Since("iTerm2 ", (3, 7))], LEFT_TO_RIGHT, Marks::Sent, Way::Nothing, Colours::True),
    row("iTerm2 before 3.7", &[Sign::Version("iTerm2 ")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
    row("PuTTY", &[Sign::Secondary("0;136;0")], FIRST_STRONG, Marks::Sent, Way::Nothing, Colours::Ansi256),
    Row { sets_colorfgbg: true, ..row("QTermWidget (qterminal)", &[Sign::Secondary("0;115;0")], Encoding::Alternating, Marks::Sent, Way::Nothing, Colours::True) },
    row("xterm.js", &[Sign::Secondary("0;276;0")], Encoding::Marked, Marks::Sent, Way::Nothing, Colours::True),
    row("mosh", &[Sign::Secondary("1;10;0")], Encoding::Override, Marks::Sent, Way::Nothing, Colours::Ansi256),
    // These draw marks in the wrong place, in cells of their own, or in place of their letter.
    row("foot", &[Sign::Version("foot(")], Encoding::Plain, Marks::LeftOut, Way::Nothing, Colours::True),
    row("terminology", &[Sign::Version("terminology")], Encoding::Plain, Marks::LeftOut, Way::Nothing, Colours::Ansi256),
    row("zutty", &[Sign::Secondary("64;0;0")], Encoding::Plain, Marks::LeftOut, Way::Nothing, Colours::True),
    row("alacritty", &[Sign::Secondary("0;#;1")], Encoding::Plain, Marks::LeftOut, Way::Nothing, Colours::True),
    Row { font: Font::Console, ..row("Linux console", &[Sign::Term("linux")], Encoding::Plain, Marks::LeftOut, Way::Nothing, Colours::Ansi16) },
    row("xterm", &[Sign::Version("XTerm(")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
    row("xterm before 354", &[Sign::Secondary("41;*")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::Ansi256),
    row("Ghostty", &[Sign::Version("ghostty")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
    row("Contour", &[Sign::Version("contour")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
    row("WezTerm", &[Sign::Version("WezTerm")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
    row("Windows Terminal", &[Sign::Secondary("0;10;1")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
    Row { sets_colorfgbg: true, ..row("urxvt", &[Sign::Secondary("85;*")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::Ansi16) },
    row("Apple's Terminal", &[Sign::Apple], LEFT_TO_RIGHT, Marks::Sent, Way::Nothing, Colours::Ansi16),
    row("st", &[Sign::Term("st")], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::True),
];

/// Whatever else there is. It is told about the order all the same: fourteen kinds of terminal that
/// know no mode 8 ignore it.
const UNKNOWN: Row = row("unknown", &[], Encoding::Plain, Marks::Sent, Way::ExplicitForGood, Colours::Ansi16);

/// A terminal behind a multiplexer that hides it: it may be VTE or any other.
const HIDDEN: Row = row("hidden", &[], Encoding::Override, Marks::Sent, Way::Nothing, Colours::Ansi16);

/// One that the multiplexer names, and that is not known to reorder.
const NAMED: Row = row("another", &[], Encoding::Plain, Marks::Sent, Way::Nothing, Colours::Ansi16);

/// Decides from what the terminal answered (`inner`); where that is a multiplexer, from what the
/// terminal behind it answered (`outer`), or from what tmux calls it (`client`).
#[must_use]
pub(super) fn decide(hints: &Hints, inner: &Replies, outer: &Replies, client: Option<&str>) -> Decision {
    let identity = identity(hints, inner, outer, client);
    let Some(multiplexer) = multiplexer(inner) else {
        let row = find(inner, hints);
        let is_known = row.is_some() || inner.version.is_some() || hints.names_one();
        let row = row.unwrap_or(&UNKNOWN);
        let dialect = Dialect { margins: inner.has_margins(), ..row.dialect() };
        let choice = Choice { dialect, switch: row.way.switch() };
        let light = inner.light.or(hints.light.filter(|_| row.sets_colorfgbg));
        let (terminal, colours) = (row.name, row.colours);
        return Decision { choice, terminal, multiplexer: None, is_known, colours, light, identity };
    };
    // What the environment says may be another terminal's.
    let nothing = Hints::default();
    let passes = !outer.is_empty();
    let row = if self::multiplexer(outer).is_some() {
        &HIDDEN
    } else if passes {
        find(outer, &nothing).unwrap_or(&UNKNOWN)
    } else if let Some(name) = client.filter(|name| !name.is_empty()) {
        let named = Replies { version: Some(name.to_owned()), ..Replies::default() };
        find(&named, &nothing).unwrap_or(&NAMED)
    } else {
        &HIDDEN
    };
    let mut choice = behind(row, passes, multiplexer);
    // GNU screen 5 counts marks and directional codes as cells.
    if inner.secondary.as_deref().is_some_and(|secondary| secondary.starts_with("83;5")) {
        choice.dialect.marks = Marks::LeftOut;
        if matches!(choice.dialect.encoding, Encoding::Override | Encoding::Marked) {
            choice.dialect.encoding = Encoding::Plain;
        }
    }
    // tmux takes every colour, and gives the terminal the nearest that it has.
    let colours = match multiplexer {
        Multiplexer::Tmux => Colours::True,
        Multiplexer::Screen => Colours::Ansi16,
    };
    Decision {
        choice,
        terminal: row.name,
        multiplexer: Some(multiplexer),
        is_known: true,
        colours,
        light: inner.light,
        identity,
    }
}

/// The multiplexer that answered, if it was one.
#[must_use]
pub(super) fn multiplexer(replies: &Replies) -> Option<Multiplexer> {
    let version = replies.version.as_deref().unwrap_or_default();
    let secondary = replies.secondary.as_deref().unwrap_or_default();
    if version.starts_with("tmux") || secondary.starts_with("84;") {
        Some(Multiplexer::Tmux)
    } else {
        secondary.starts_with("83;").then_some(Multiplexer::Screen)
    }
}

/// How the terminal of `row` is spoken to behind a multiplexer that passes sequences on, or does not.
fn behind(row: &Row, passes: bool, multiplexer: Multiplexer) -> Choice {
    let mut dialect = row.dialect();
    // No OSC 66 survives there.
    if row.encoding == Encoding::KittyCells {
        (dialect.encoding, dialect.marks) = (Encoding::KittyWords, Marks::LeftOut);
    }
    if passes {
        return Choice { dialect, switch: row.way.switch().through(multiplexer) };
    }
    // What cannot be switched has to be outwitted.
    match row.way {
        Way::Explicit | Way::ExplicitForGood => dialect.encoding = Encoding::Override,
        Way::Konsole => dialect.encoding = Encoding::Inverse(Reordering::KONSOLE),
        Way::Nothing | Way::Mlterm => {}
    }
    Choice { dialect, switch: Switch::default() }
}

fn find(replies: &Replies, hints: &Hints) -> Option<&'static Row> {
    TERMINALS.iter().find(|row| row.signs.iter().any(|sign| sign.fits(replies, hints)))
}

impl Row {
    fn dialect(&self) -> Dialect {
        Dialect { encoding: self.encoding, marks: self.marks, font: self.font, margins: false }
    }
}

impl Sign {
    fn fits(&self, replies: &Replies, hints: &Hints) -> bool {
        let version = replies.version.as_deref();
        match self {
            Sign::Reorders(state) => replies.reorders == Some(*state),
            Sign::Version(begin) => version.is_some_and(|version| version.starts_with(begin)),
            Sign::Since(begin, least) => {
                version.and_then(|version| version.strip_prefix(begin)).is_some_and(|rest| {
                    let mut numbers = rest.split(|c: char| !c.is_ascii_digit()).map(str::parse);
                    let mut next = || numbers.next().and_then(Result::ok).unwrap_or(0);
                    (next(), next()) >= *least
                })
            }
            Sign::Secondary(pattern) => {
                replies.secondary.as_deref().is_some_and(|secondary| matches(pattern, secondary))
            }
            Sign::Term(name) => {
                hints.term.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
            }
            Sign::Apple => hints.is_apple && version.is_none(),
        }
    }
}

/// Whether the parameters of a DA2 fit a pattern of [`Sign::Secondary`].
fn matches(pattern: &str, secondary: &str) -> bool {
    let mut fields = secondary.split(';');
    for wanted in pattern.split(';') {
        let fits = match (wanted, fields.next()) {
            ("*", _) => return true,
            ("#", Some(field)) => matches!(field.len(), 4 | 5),
            (wanted, field) => field == Some(wanted),
        };
        if !fits {
            return false;
        }
    }
    fields.next().is_none()
}

impl Way {
    fn switch(self) -> Switch {
        match self {
            Way::Nothing => Switch::default(),
            Way::Explicit => Switch::explicit_order(true),
            Way::ExplicitForGood => Switch::explicit_order(false),
            Way::Konsole => Switch::konsole(),
            Way::Mlterm => Switch::mlterm(),
        }
    }
}

/// One line that is the same for the same terminal: the names and DA2s that were answered, and `TERM`.
fn identity(hints: &Hints, inner: &Replies, outer: &Replies, client: Option<&str>) -> String {
    let mut fields = Vec::new();
    for replies in [inner, outer] {
        fields.extend(replies.version.as_deref());
        fields.extend(replies.secondary.as_deref());
    }
    fields.extend(client.filter(|_| outer.is_empty()));
    fields.push(&hints.term);
    let line = fields.into_iter().filter(|field| !field.is_empty()).collect::<Vec<_>>().join(" / ");
    line.chars().filter(|c| matches!(c, ' '..='~')).take(300).collect()
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
