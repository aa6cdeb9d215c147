//! Line breaking, grapheme clusters, joining and mirroring, each held against the standard's own
//! file, by what the pipeline makes of it.

mod ucd;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};
use unicode_joining_type::{JoiningType, get_joining_type};
use unicode_segmentation::UnicodeSegmentation;
use warraq::text::{BaseDirection, BreakReason, Level, Paragraph, Profile};

/// A line of the files with `÷` and `×`: the text, and each of its places, by byte, with whether a
/// break is there.
fn read_breaks(line: &str) -> (String, Vec<(usize, bool)>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for word in line.split_whitespace() {
        match word {
            "÷" => places.push((text.len(), true)),
            "×" => places.push((text.len(), false)),
            hex => text.push(ucd::character(hex)),
        }
    }
    (text, places)
}

/// The cells of a text, in logical order: byte range, what is drawn, level.
fn cells(text: &str, direction: BaseDirection) -> Vec<(Range<usize>, String, Level)> {
    let paragraph = Paragraph::new(text, direction, Profile::default());
    let mut cells = Vec::new();
    for span in paragraph.break_lines(usize::MAX / 2) {
        let line = paragraph.line(&span);
        cells.extend(line.cells().map(|cell| (cell.range, cell.symbol.to_string(), cell.level)));
    }
    cells.sort_by_key(|cell| cell.0.start);
    cells
}

/// Each text is laid out at every width, and all lines are looked at. No line may end at a `×`,
/// unless inside a word that is wider than the line; and at each `÷` some line must end.
#[test]
fn lines_end_where_the_standard_allows_it() {
    let file = ucd::read("LineBreakTest.txt");
    let (mut cases, mut allowed, mut forbidden) = (0, 0, 0);
    let mut faults = Vec::new();
    let mut deviations: BTreeMap<&str, usize> = BTreeMap::new();
    for line in ucd::data(&file) {
        let (text, places) = read_breaks(line);
        cases += 1;
        let paragraph = Paragraph::new(&text, BaseDirection::Ltr, Profile::default());
        let mut ends = BTreeSet::new();
        for width in 1..=text.len() * 4 {
            for span in paragraph.break_lines(width) {
                if matches!(span.break_reason, BreakReason::Opportunity | BreakReason::Mandatory) {
                    ends.insert(span.text_range.end);
                }
            }
        }
        let breaks: Vec<usize> = places.iter().filter(|place| place.1).map(|place| place.0).collect();
        // The beginning and the end of a text are none of the paragraph's business.
        for (at, is_break) in places.into_iter().filter(|(at, _)| (1..text.len()).contains(at)) {
            *(if is_break { &mut allowed } else { &mut forbidden }) += 1;
            if is_break == ends.contains(&at) {
                continue;
            }
            match deviation(&text, &breaks, at, is_break) {
                Some(reason) => *deviations.entry(reason).or_default() += 1,
                None => faults.push(format!("at {at} of {line}, break: {is_break}")),
            }
        }
    }
    println!("{cases} cases: {allowed} breaks, {forbidden} places without; {deviations:#?}");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert_eq!((cases, allowed, forbidden), (7654, 4996, 11_320));
    let expected = [(CLUSTER, 318), (EMPTY, 419), (NUMBERS, 34), (QUOTES, 8)];
    assert_eq!(deviations, BTreeMap::from(expected));
}

const CLUSTER: &str = "inside a grapheme cluster, which no line parts";
const EMPTY: &str =
    "what stands between it and the next place takes no cell, or hangs: no line has to end at both";
const NUMBERS: &str =
    "the file tailors numbers (UAX #14, section 8.2, example 7), the engine does not (LB13, LB25)";
const QUOTES: &str = "LB15 of version 15.0, which 15.1 has put LB15a and LB15b in the place of";

/// Why the lines differ from the file at `at`, where it is known and right.
fn deviation(text: &str, breaks: &[usize], at: usize, is_break: bool) -> Option<&'static str> {
    let is_mark = |c: char| c == '\u{308}';
    let left = text[..at].trim_end_matches(is_mark).chars().next_back()?;
    let right = text[at..].chars().next()?;
    let word_before = text[..at].trim_end_matches(' ').trim_end_matches(is_mark).chars().next_back();
    if !is_break {
        let is_quoted = matches!(word_before, Some('"' | '«' | '»')) && left == ' ' && is_opening(right);
        return is_quoted.then_some(QUOTES);
    }
    if !text.grapheme_indices(true).any(|(start, _)| start == at) {
        return Some(CLUSTER);
    }
    let before = breaks.iter().rev().find(|place| **place < at).copied().unwrap_or(0);
    let after = breaks.iter().find(|place| **place > at).copied().unwrap_or(text.len());
    let is_empty = |text| Paragraph::new(text, BaseDirection::Ltr, Profile::default()).advance() == 0;
    if is_empty(&text[before..at]) || is_empty(&text[at..after]) {
        return Some(EMPTY);
    }
    match (left, right) {
        ('}' | ')', '%' | '$') | (',' | '.' | '/', '0'..='9') => Some(NUMBERS),
        ('%' | '$' | '\\', right) if is_opening(right) => Some(NUMBERS),
        (' ', '.') if text[at + 1..].starts_with(|c: char| c.is_ascii_digit()) => Some(NUMBERS),
        (' ', '»') => Some(QUOTES),
        _ => None,
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '{' | '\u{2329}')
}

/// What hangs at a line's end is not among the cells; the rest is compared, and the line ends.
#[test]
fn clusters_are_the_standards() {
    let file = ucd::read("GraphemeBreakTest.txt");
    let (mut cases, mut compared) = (0, 0);
    let mut faults = Vec::new();
    for line in ucd::data(&file) {
        let (text, places) = read_breaks(line);
        cases += 1;
        let mut expected: BTreeSet<usize> =
            places.iter().filter(|place| place.1).map(|place| place.0).collect();
        // A sign that is prepended to digits is a cell of its own, by intent.
        let stays = |rest: &str| {
            rest.starts_with(['\u{300}', '\u{308}', '\u{34F}', '\u{200D}', '\u{1160}', '\u{11A8}'])
        };
        let ends = text.match_indices('\u{600}').map(|(at, sign)| at + sign.len());
        expected.extend(ends.filter(|end| !stays(&text[*end..])));
        // So is each base, by intent, where the standard puts several into one cluster: spacing
        // marks, Hangul syllables and jamo, the letters of flags. A terminal gives each its cells.
        let has_cells = |c: char| {
            matches!(c, '\u{903}' | '\u{1100}' | '\u{AC00}' | '\u{AC01}' | '\u{1F1E6}'..='\u{1F1FF}')
        };
        expected.extend(text.match_indices(has_cells).map(|(at, _)| at));
        // U+2701 has lost Extended_Pictographic since version 15.0.
        if text == "\u{2701}\u{200D}\u{2701}" {
            expected.insert(6);
        }
        let paragraph = Paragraph::new(&text, BaseDirection::Ltr, Profile::default());
        for span in paragraph.break_lines(usize::MAX / 2) {
            if !expected.contains(&span.text_range.end) {
                faults.push(format!("a line ends at {} of {line}", span.text_range.end));
            }
        }
        for (range, _, _) in cells(&text, BaseDirection::Ltr) {
            compared += 1;
            let next = expected.range(range.start + 1..).next();
            if !expected.contains(&range.start) || next != Some(&range.end) {
                faults.push(format!("{range:?} in {line}"));
            }
        }
    }
    println!("{cases} cases, {compared} clusters");
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert_eq!((cases, compared), (602, 935));
}

/// The joining type of a character, by what is drawn beside it and for nothing else: a beh that it
/// joins is initial before it, and final after it. Join_Causing looks like Dual_Joining.
fn joining_by_look(c: char) -> &'static str {
    let ends = |text: &str| {
        let cells = cells(text, BaseDirection::Rtl);
        let drawn = |at: usize| {
            let cell = cells.iter().find(|cell| cell.0.contains(&at));
            cell.and_then(|cell| cell.1.chars().next())
        };
        (drawn(0), drawn(text.len() - 1))
    };
    let (before, after) = ends(&format!("ب{c}ب"));
    match (before == Some('\u{FE91}'), after == Some('\u{FE90}')) {
        (false, false) => "U",
        (true, false) => "R",
        (false, true) => "L",
        // An alef joins nothing after it: through what is transparent, it leaves the beh alone.
        (true, true) if ends(&format!("ا{c}ب")).1 == Some('\u{FE8F}') => "T",
        (true, true) => "D or C",
    }
}

#[test]
fn letters_join_as_the_standard_says() {
    let file = ucd::read("ArabicShaping.txt");
    let mut faults = Vec::new();
    let mut listed = BTreeSet::new();
    for line in ucd::data(&file) {
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        let c = ucd::character(fields[0]);
        listed.insert(c);
        let (look, joining) = match fields[2] {
            "U" => ("U", JoiningType::NonJoining),
            "R" => ("R", JoiningType::RightJoining),
            "L" => ("L", JoiningType::LeftJoining),
            "D" => ("D or C", JoiningType::DualJoining),
            "C" => ("D or C", JoiningType::JoinCausing),
            "T" => ("T", JoiningType::Transparent),
            other => panic!("no joining type is named {other}"),
        };
        if joining_by_look(c) != look || get_joining_type(c) != joining {
            faults.push(format!("{:04X}: {}, expected {}", u32::from(c), joining_by_look(c), fields[2]));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert_eq!(listed.len(), 828);
    // What is not listed joins nothing; marks and format characters are looked through.
    let joining: Vec<String> = ('\0'..=char::MAX)
        .filter(|c| !listed.contains(c))
        .filter(|c| !matches!(get_joining_type(*c), JoiningType::NonJoining | JoiningType::Transparent))
        .map(|c| format!("{:04X}", u32::from(c)))
        .collect();
    assert_eq!(joining, ["10EC2", "10EC3", "10EC4"], "new in version 16.0");
}

/// Each character between letters that run from left to right, and from right to left.
#[test]
fn mirrored_pairs_are_drawn_mirrored() {
    let file = ucd::read("BidiMirroring.txt");
    let pairs: BTreeMap<char, char> = ucd::data(&file)
        .map(|line| line.split_once(';').expect("two characters"))
        .map(|(c, mirrored)| (ucd::character(c.trim()), ucd::character(mirrored.trim())))
        .collect();
    assert_eq!(pairs.len(), 428);
    let drawn =
        |letter: char, c: char, direction| cells(&format!("{letter}{c}{letter}"), direction).swap_remove(1);
    let mut faults = Vec::new();
    for (c, mirrored) in &pairs {
        let (_, symbol, level) = drawn('a', *c, BaseDirection::Ltr);
        if symbol != c.to_string() || level.is_rtl() {
            faults.push(format!("{:04X}: {symbol} at {level:?}", u32::from(*c)));
        }
        let (_, symbol, level) = drawn('א', *c, BaseDirection::Rtl);
        if symbol != mirrored.to_string() || !level.is_rtl() {
            faults.push(format!("{:04X}: {symbol} at {level:?}", u32::from(*c)));
        }
    }
    // No other neutral has an image.
    for c in ('\0'..='\u{FFFF}').filter(|c| bidi_class(*c) == BidiClass::ON && !pairs.contains_key(c)) {
        let (left, right) = (drawn('a', c, BaseDirection::Ltr), drawn('א', c, BaseDirection::Rtl));
        if left.1 != right.1 {
            faults.push(format!("{:04X}: {} is drawn for it", u32::from(c), right.1));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
