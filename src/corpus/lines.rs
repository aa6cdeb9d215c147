//! Text → the lines that hold anything, with what can be told from a line's own shape. What a
//! line is in its article is decided in `clean`, from how these shapes follow one another.

use std::ops::Range;

/// One line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Bytes of the text, without the line end and surrounding blanks.
    pub(super) range: Range<usize>,
    /// Words: runs between blanks that hold a letter or a digit.
    pub(super) words: usize,
    /// Scalars.
    pub(super) chars: usize,
    pub(super) form: Form,
    pub(super) end: End,
    pub(super) mark: Mark,
    /// Whether a blank line, or the text's start, stands above.
    pub(super) blank_before: bool,
    /// Whether a blank line, or the text's end, stands below.
    pub(super) blank_after: bool,
}

/// What a line is by length and punctuation alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Few words and no full stop: a headline, a caption, a verse, an item of a list.
    Short,
    /// Running text.
    Prose,
    /// Neither for certain: «نعم.», or a very long sentence fragment.
    Other,
}

/// How a line ends, closing quotes and brackets aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With a word.
    Open,
    /// With a question or an exclamation mark.
    Question,
    /// With a full stop or an ellipsis.
    Stop,
    /// With a colon, a comma or a semicolon: something must follow.
    Pause,
}

/// What stands before the first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    /// An item of a list, or speech: «- نعم».
    Bullet,
    /// `*` or `#`: an item of a list or a heading.
    Star,
    /// `1.`, `1-`, `1)`.
    Number,
}

/// A headline rarely has more words than this.
const SHORT_WORDS: usize = 20;
/// A line that ends a sentence is prose from here on.
const SENTENCE_WORDS: usize = 8;
/// Any line is prose from here on. Above `SHORT_WORDS`, so that a border case is neither.
const PROSE_WORDS: usize = 25;

/// The lines of a text, with their shapes.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (range, blank_before) in ranges(text) {
        if let Some(above) = lines.last_mut() {
            above.blank_after = blank_before;
        }
        lines.push(Line::new(text, range, blank_before));
    }
    lines
}

/// The lines of a text without their ends and surrounding blanks, each with whether a blank line,
/// or the text's start, stands above. Lines end at LF, CR LF, CR, U+2028 or U+2029.
pub(super) fn ranges(text: &str) -> impl Iterator<Item = (Range<usize>, bool)> {
    let ends = text.match_indices(['\n', '\r', '\u{2028}', '\u{2029}']);
    let mut start = 0;
    let mut blank = true;
    ends.chain([(text.len(), "")]).filter_map(move |(end, found)| {
        let line = &text[start..end];
        let from = start + line.len() - line.trim_start().len();
        // CR LF is one end, not an end and a blank line.
        let same_end = found == "\n" && line.is_empty() && text[..end].ends_with('\r');
        start = end + found.len();
        if is_blank(line) {
            blank |= !same_end;
            return None;
        }
        Some((from..from + line.trim().len(), std::mem::replace(&mut blank, false)))
    })
}

impl Line {
    fn new(text: &str, range: Range<usize>, blank_before: bool) -> Line {
        let line = &text[range.clone()];
        let words = words(line);
        let end = end(line);
        let form = match end {
            End::Open | End::Question if words <= SHORT_WORDS => Form::Short,
            End::Stop if words >= SENTENCE_WORDS => Form::Prose,
            _ if words >= PROSE_WORDS => Form::Prose,
            _ => Form::Other,
        };
        let chars = line.chars().count();
        Line { range, words, chars, form, end, mark: mark(line), blank_before, blank_after: true }
    }
}

/// How many words stand in `text`: runs between blanks that hold a letter or a digit.
pub(super) fn words(text: &str) -> usize {
    // Nearly every word of an article begins with one of these; Unicode's tables take longer to ask.
    let spoken = |c: char| matches!(c, '\u{621}'..='\u{64A}') || c.is_alphanumeric();
    text.split_whitespace().filter(|word| word.contains(spoken)).count()
}

/// Whether `text` shows nothing: blanks, and marks that only steer their neighbours.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Whether two lines read the same: marks, tatweel and the width of blanks do not count.
pub(super) fn same(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().filter(|c| !is_unspoken(*c)));
    }
    key
}

/// Arabic vowel marks, tatweel, and what shows nothing: how a word is set, not which word it is.
pub(super) fn is_unspoken(c: char) -> bool {
    is_invisible(c)
        || matches!(c, '\u{640}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}')
        || matches!(c, '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}')
}

/// Direction marks, joiners, soft hyphens and a byte-order mark inside the text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn end(line: &str) -> End {
    let closing = |c: &char| {
        !c.is_whitespace()
            && !is_unspoken(*c)
            && !matches!(
                c,
                '»' | '«' | '"' | '“' | '”' | '\'' | '‘' | '’' | '›' | ')' | ']' | '}' | '*' | '_'
            )
    };
    match line.chars().rev().find(closing) {
        Some('.' | '…' | '۔' | '。') => End::Stop,
        Some('؟' | '?' | '!') => End::Question,
        Some(':' | '،' | ',' | '؛' | ';') => End::Pause,
        _ => End::Open,
    }
}

fn mark(line: &str) -> Mark {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '–' | '—' | '•' | '·' | '▪' | '◦' | '●' | '+') => Mark::Bullet,
        Some('*' | '#') => Mark::Star,
        Some(c) if c.is_numeric() => {
            let stop = chars.find(|c| !c.is_numeric());
            // «10.5 ملايين» begins with a number, not with an item's number.
            let item =
                matches!(stop, Some('.' | ')' | '-' | '–')) && !chars.next().is_some_and(char::is_numeric);
            if item { Mark::Number } else { Mark::None }
        }
        _ => Mark::None,
    }
}
