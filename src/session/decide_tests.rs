//! Every row of the table, by what the terminals answered when they were measured, and what is
//! written around a session for each.

use super::*;
use crate::session::mode::Mode;

/// What a terminal answers, in short: `version | DA2 | mode 8`, each empty if it does not answer.
fn replies(short: &str) -> Replies {
    let mut fields = short.split('|').map(|field| Some(field.trim()).filter(|field| !field.is_empty()));
    let mut next = || fields.next().flatten();
    Replies {
        version: next().map(ToOwned::to_owned),
        secondary: next().map(ToOwned::to_owned),
        reorders: next().map(|state| state.parse().expect("a digit")),
        primary: Some("6".into()),
        ..Replies::default()
    }
}

/// A choice in short: the mode that has this encoding, `-marks` if they are left out, `console` if the
/// font is the console's.
fn short(choice: &Choice) -> String {
    let encoding = Mode::of_encoding(choice.dialect.encoding).map_or("none", Mode::name);
    let marks = if choice.dialect.marks == Marks::LeftOut { " -marks" } else { "" };
    let font = if choice.dialect.font == Font::Console { " console" } else { "" };
    format!("{encoding}{marks}{font}")
}

fn hints(term: &str) -> Hints {
    Hints { term: term.into(), is_apple: false, light: None }
}

#[track_caller]
fn check(answered: &str, expected: &str, (enter, leave): (&str, &str)) {
    let decision = decide(&hints("xterm-256color"), &replies(answered), &Replies::default(), None);
    assert_eq!(short(&decision.choice), expected, "{answered}: {decision:?}");
    let Switch { enter: entered, leave: left, .. } = &decision.choice.switch;
    assert_eq!((entered.as_slice(), left.as_slice()), (enter.as_bytes(), leave.as_bytes()), "{answered}");
}

const NOTHING: (&str, &str) = ("", "");
const TOLD: (&str, &str) = ("\x1b[8l", "");
const TOLD_AND_BACK: (&str, &str) = ("\x1b[8l", "\x1b[8h");
const KONSOLE: (&str, &str) =
    ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07");
const MLTERM: (&str, &str) = ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07");

#[test]
fn terminals_by_their_answers() {
    check("VTE(8401) | 61;8401;1 | 1", "visual", TOLD_AND_BACK);
    check("| 65;7006;1 | 1", "visual", TOLD_AND_BACK);
    check("mintty 3.7 | 77;30700;0 | 1", "visual", TOLD_AND_BACK);
    check("WezTerm 2025 | 1;277;0 | 2", "visual", TOLD);
    check("VTE(5601) | 65;5601;1 |", "visual", TOLD);
    check("kitty(0.48.2) | 1;4000;48 | 0", "kitty", NOTHING);
    check("kitty(0.40.0) | 1;4000;40 | 0", "kitty", NOTHING);
    check("kitty(0.26.5) | 1;4000;26 | 0", "kitty-words -marks", NOTHING);
    check("kitty(1.0) | 1;4000;26 | 0", "kitty", NOTHING);
    check("kitty( | |", "kitty-words -marks", NOTHING);
    check("Konsole 26.08.2 | 1;115;0 |", "visual", KONSOLE);
    check("mlterm(3.9.4) | 24;279;0 | 0", "visual", MLTERM);
    check("| 24;279;0 | 0", "visual", MLTERM);
    check("iTerm2 3.7.0 | 41;2500;0 |", "inverse", NOTHING);
    check("iTerm2 3.10.1 | 41;2500;0 |", "inverse", NOTHING);
    check("iTerm2 3.6.4 | 41;2500;0 |", "visual", NOTHING);
    check("| 0;136;0 |", "inverse-auto", NOTHING);
    check("| 0;115;0 |", "sgr", NOTHING);
    check("| 0;276;0 | 0", "lrm", NOTHING);
    check("| 1;10;0 |", "lro", NOTHING);
    check("foot(1.28.0) | 1;012800;0 |", "visual -marks", NOTHING);
    check("terminology(1.14.0) | 61;337;0 |", "visual -marks", NOTHING);
    check("terminology 1.13.0 | 61;337;0 |", "visual -marks", NOTHING);
    check("| 64;0;0 |", "visual -marks", NOTHING);
    check("| 0;1700;1 | 0", "visual -marks", NOTHING);
    check("| 0;2600;1 | 0", "visual -marks", NOTHING);
    check("XTerm(412) | 41;412;0 | 0", "visual", NOTHING);
    check("| 41;330;0 | 0", "visual", NOTHING);
    check("ghostty 1.2.0 | 1;10;1 | 0", "visual", NOTHING);
    check("contour 0.6 | |", "visual", NOTHING);
    check("| 0;10;1 |", "visual", NOTHING);
    check("| 85;95;0 |", "visual", NOTHING);
}

#[test]
fn what_is_not_known_is_told_about_the_order_and_gets_it_plain() {
    for answered in ["| |", "| 1;2;3 | 0", "newterm 1 | |", "| 0;136;0;1 |", "| 0;136 |", "| 0;999999;1 |"] {
        check(answered, "visual", TOLD);
    }
}

#[test]
fn term_counts_where_nothing_is_answered() {
    let check = |term: &str, is_apple, expected: &str, is_known| {
        let hints = Hints { term: term.into(), is_apple, light: None };
        let found = decide(&hints, &Replies::default(), &Replies::default(), None);
        assert_eq!((short(&found.choice).as_str(), found.is_known), (expected, is_known), "{term}");
    };
    check("linux", false, "visual -marks console", true);
    check("linux-16color", false, "visual -marks console", true);
    check("st-256color", false, "visual", true);
    check("stterm", false, "visual", true);
    check("xterm-ghostty", false, "visual", true);
    check("xterm-256color", false, "visual", false);
    check("xterm-256color", true, "inverse", true);
    check("vt220", false, "visual", false);
    check("", false, "visual", false);
    // A name in the answers is more than a hint that may be another terminal's.
    let apple = Hints { term: "xterm-256color".into(), is_apple: true, light: None };
    let named = decide(&apple, &replies("XTerm(412) | 41;412;0 | 0"), &Replies::default(), None);
    assert_eq!(short(&named.choice), "visual");
}

#[test]
fn behind_multiplexers() {
    const TMUX: &str = "tmux 3.8 | 84;0;0 | 0";
    const OLD_TMUX: &str = "tmux 3.3a | 84;0;0 |";
    const SCREEN_4: &str = "| 83;40900;0 |";
    const SCREEN_5: &str = "| 83;50002;0 |";
    let check = |inner: &str, outer: &str, client: Option<&str>, expected: &str, enter: &str, leave: &str| {
        let outer = replies(outer);
        let found = decide(&hints("tmux-256color"), &replies(inner), &outer, client);
        assert_eq!(short(&found.choice), expected, "{inner} outside {outer:?}, {client:?}");
        let Switch { enter: entered, leave: left, .. } = found.choice.switch;
        assert_eq!((entered.as_slice(), left.as_slice()), (enter.as_bytes(), leave.as_bytes()), "{outer:?}");
        assert!(found.multiplexer.is_some() && found.is_known);
    };
    // They pass on what is wrapped for them.
    let (told, back) = ("\x1bPtmux;\x1b\x1b[8l\x1b\\", "\x1bPtmux;\x1b\x1b[8h\x1b\\");
    check(TMUX, "VTE(8401) | 61;8401;1 | 1", None, "visual", told, back);
    check(OLD_TMUX, "| 65;7006;1 | 1", None, "visual", told, back);
    check(TMUX, "kitty(0.48.2) | 1;4000;48 | 0", None, "kitty-words -marks", "", "");
    check(TMUX, "| 0;136;0 |", None, "inverse-auto", "", "");
    check(TMUX, "| 0;276;0 | 0", None, "lrm", "", "");
    check(TMUX, "| 0;2600;1 | 0", None, "visual -marks", "", "");
    check(SCREEN_4, "VTE(8401) | 61;8401;1 | 1", None, "visual", "\x1bP\x1b[8l\x1b\\", "\x1bP\x1b[8h\x1b\\");
    check(
        SCREEN_5,
        "VTE(8401) | 61;8401;1 | 1",
        None,
        "visual -marks",
        "\x1bP\x1b[8l\x1b\\",
        "\x1bP\x1b[8h\x1b\\",
    );
    check(
        SCREEN_4,
        "Konsole 26.08.2 | 1;115;0 |",
        None,
        "visual",
        "\x1bP\x1b]50;BidiRenderingEnabled=false\x07\x1b\\",
        "\x1bP\x1b]50;BidiRenderingEnabled=true\x07\x1b\\",
    );
    check(SCREEN_5, "| 0;276;0 | 0", None, "visual -marks", "", "");
    // What is outside wins over what tmux calls its client.
    check(TMUX, "XTerm(412) | 41;412;0 | 0", Some("VTE(8401)"), "visual", "", "");
    // They do not: nothing can be switched.
    check(TMUX, "", None, "lro", "", "");
    check(TMUX, "", Some(""), "lro", "", "");
    check(TMUX, "", Some("VTE(8401)"), "lro", "", "");
    check(TMUX, "", Some("kitty(0.48.2)"), "kitty-words -marks", "", "");
    check(TMUX, "", Some("Konsole 26.08.2"), "konsole", "", "");
    check(TMUX, "", Some("XTerm(412)"), "visual", "", "");
    check(TMUX, "", Some("foot(1.28.0)"), "visual -marks", "", "");
    check(TMUX, "", Some("iTerm2 3.7.1"), "inverse", "", "");
    check(TMUX, "", Some("mlterm(3.9.4)"), "visual", "", "");
    check(TMUX, "", Some("another 1.0"), "visual", "", "");
    check(SCREEN_4, "", None, "lro", "", "");
    check(SCREEN_5, "", None, "visual -marks", "", "");
    // One inside the other: what is outside of both cannot be asked.
    check(TMUX, "tmux 3.8 | 84;0;0 | 0", None, "lro", "", "");
}

#[test]
fn an_identity_is_one_printable_line() {
    let check = |inner: &str, outer: &str, client: Option<&str>, expected: &str| {
        let found = decide(&hints("xterm"), &replies(inner), &replies(outer), client);
        assert_eq!(found.identity, expected);
    };
    check("XTerm(412) | 41;412;0 | 0", "", None, "XTerm(412) / 41;412;0 / xterm");
    check("", "", None, "xterm");
    check("tmux 3.8 | 84;0;0 | 0", "", Some("VTE(8401)"), "tmux 3.8 / 84;0;0 / VTE(8401) / xterm");
    check("tmux 3.8 | 84;0;0 | 0", "| 0;136;0 |", None, "tmux 3.8 / 84;0;0 / 0;136;0 / xterm");
    let hostile = Hints { term: "a\u{1b}[2J\n".repeat(1000), is_apple: false, light: None };
    let found = decide(&hostile, &Replies::default(), &Replies::default(), None);
    assert!(found.identity.len() <= 300 && !found.identity.contains(char::is_control));
}

#[test]
fn colours_that_answers_promise() {
    let check = |answered: &str, expected| {
        let found = decide(&hints("xterm"), &replies(answered), &Replies::default(), None);
        assert_eq!(found.colours, expected, "{answered}");
    };
    check("VTE(8401) | 61;8401;1 | 1", Colours::True);
    check("XTerm(412) | 41;412;0 | 0", Colours::True);
    check("| 41;330;0 | 0", Colours::Ansi256);
    // Every version answers so, and old ones take the parts of a true colour for attributes.
    check("| 0;136;0 |", Colours::Ansi256);
    check("| 1;10;0 |", Colours::Ansi256);
    check("| 0;115;0 |", Colours::True);
    check("| 85;95;0 |", Colours::Ansi16);
    check("tmux 3.8 | 84;0;0 | 0", Colours::True);
    check("| 83;50002;0 |", Colours::Ansi16);
    check("newterm 1 | 1;2;3 | 0", Colours::Ansi16);
    check("| |", Colours::Ansi16);
}

#[test]
fn colorfgbg_counts_of_those_that_set_it_and_do_not_answer() {
    let check = |answered: &str, light, hint, expected| {
        let hints = Hints { light: hint, ..hints("xterm") };
        let replies = Replies { light, ..replies(answered) };
        let found = decide(&hints, &replies, &Replies::default(), None);
        assert_eq!(found.light, expected, "{answered}");
    };
    const QTERMINAL: &str = "| 0;115;0 |";
    check(QTERMINAL, None, Some(false), Some(false));
    check(QTERMINAL, None, None, None);
    check(QTERMINAL, Some(true), Some(false), Some(true));
    check("| 85;95;0 |", None, Some(true), Some(true));
    // The variable may be that of the terminal in which this one was started.
    check("| 0;136;0 |", None, Some(true), None);
    check("tmux 3.8 | 84;0;0 | 0", None, Some(true), None);
    check("| |", None, Some(true), None);
}
