//! The lines of a text → what each is in its article; the title, the source and the date.
//!
//! The rules are about how lines follow one another, and hold for any text. A line is folded away
//! as residue only where two things speak for it: its words, and its place. So a text without
//! running prose (a poem, a list) never has residue, a refrain is no repetition, and a heading
//! «تويتر» between two paragraphs is a heading. In doubt a line is shown.
//!
//! Between paragraphs stand *runs* of short lines. A run at the start of the text, or one that
//! holds the signs of another article's start, is a *head*; one at the end of an article is a
//! *tail*; the others are *gaps*. Blocks of links begin with their marker and are cut out first.

use std::collections::HashMap;
use std::ops::Range;

use super::article::{Part, Residue, Role, Title};
use super::dates::{self, Date};
use super::furniture::{self, Furniture};
use super::lines::{self, End, Form, Line, Mark};

/// What a text's lines say; the fields are those of `Article`.
pub(super) struct Reading {
    pub(super) title: Title,
    pub(super) source: Option<Range<usize>>,
    pub(super) date: Option<Date>,
    pub(super) parts: Vec<Part>,
    pub(super) words: usize,
}

/// A text of more lines is data, or a list as long as a book, and no article: its lines are kept
/// plain, so that what is remembered of each does not outgrow the text many times.
const LINES: usize = 100_000;
/// A longer run of short lines is a list or a poem, no head of an article.
const HEAD_LINES: usize = 20;
/// Lines that could be the headline or belong to it. Where there are more, it is a list.
const HEAD_CANDIDATES: usize = 3;
/// A shorter line may well come back by intention, or stand above a button's name by chance.
const TELLING_WORDS: usize = 4;
/// A headline below which a control counts as one. Below a shorter line it may be a title:
/// «حكايات قديمة», «صورة».
const HEADLINE_WORDS: usize = 5;
/// A longer line between paragraphs is no subheading.
const HEADING_WORDS: usize = 15;
/// A paragraph, beyond doubt: no line of a text broken by hand holds as many words.
const PARAGRAPH_WORDS: usize = 20;
/// The text of a card in a block of links is shorter, in words.
const BLURB_WORDS: usize = 45;
/// A card in a block of links has at most as many lines.
const CARD_LINES: usize = 5;
/// A longer line in a block of links may be a paragraph that lost its full stop.
const LINK_WORDS: usize = 16;
/// More links than this, with text after them, are no block of links.
const LINKS: usize = 20;
/// A lead stands in for a title up to its first full stop, and at most for so many scalars.
const LEAD_CHARS: usize = 400;

/// Finds out what the lines of `text` are. Linear in the text.
pub(super) fn parts(text: &str) -> Reading {
    if text.len() > LINES && lines::ranges(text).nth(LINES).is_some() {
        return plain(text);
    }
    let lines = lines::lines(text);
    let mut page = Page::new(text, &lines);
    page.assign();
    let (source, date) = (page.source.take(), page.date());
    let roles = page.roles;
    let shown = |role: &Role| !matches!(role, Role::Residue(_));
    let words = lines.iter().zip(&roles).filter(|(_, role)| shown(role)).map(|(line, _)| line.words).sum();
    let title = title(text, &lines, &roles);
    let parts = lines.into_iter().zip(roles).map(|(line, role)| Part { range: line.range, role }).collect();
    Reading { title, source, date, parts, words }
}

/// Every line as a paragraph.
fn plain(text: &str) -> Reading {
    let parts: Vec<Part> = lines::ranges(text).map(|(range, _)| Part { range, role: Role::Body }).collect();
    let title = parts.first().map_or(Title::None, |part| Title::Lead(sentence(text, part.range.clone())));
    Reading { title, source: None, date: None, parts, words: lines::words(text) }
}

/// The first headline, or else the first sentence of the first paragraph.
fn title(text: &str, lines: &[Line], roles: &[Role]) -> Title {
    let first = |wanted: fn(&Role) -> bool| {
        lines
            .iter()
            .zip(roles)
            .find(|(line, role)| wanted(role) && text[line.range.clone()].contains(char::is_alphanumeric))
            .map(|(line, _)| line.range.clone())
    };
    if let Some(range) = first(|role| *role == Role::Headline) {
        return Title::Headline(range);
    }
    let lead = first(|role| *role == Role::Body)
        .or_else(|| first(|role| !matches!(role, Role::Residue(_))))
        .or_else(|| lines.first().map(|line| line.range.clone()));
    lead.map_or(Title::None, |range| Title::Lead(sentence(text, range)))
}

/// The first sentence in `range`. A full stop ends it after a word of three letters or more, so
/// that «أ.ف.ب», «د.» and «10.5» do not; a blank need not follow, since scraping loses some.
fn sentence(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start;
    let mut letters = 0;
    let mut blank = None;
    for (count, (at, c)) in text[range.clone()].char_indices().enumerate() {
        if count >= LEAD_CHARS {
            return start..blank.unwrap_or(start + at);
        }
        if c.is_whitespace() {
            blank = Some(start + at);
        }
        if matches!(c, '.' | '؟' | '?' | '!') && letters >= 3 {
            return start..start + at + c.len_utf8();
        }
        // What closes a quotation stands between the word and its full stop.
        match c {
            '»' | '"' | '”' | ')' => {}
            c if lines::is_unspoken(c) => {}
            c if c.is_alphabetic() => letters += 1,
            _ => letters = 0,
        }
    }
    range
}

/// The lines of a text while their roles are being found.
struct Page<'t> {
    text: &'t str,
    lines: &'t [Line],
    furniture: Vec<Furniture>,
    /// Whether a line belongs to runs: short, or furniture of whatever form.
    short: Vec<bool>,
    /// For each line of a run, where the run ends; for others, the line itself.
    run_end: Vec<usize>,
    /// The nearest line before or after that reads the same, among short ones.
    same_before: Vec<Option<usize>>,
    same_after: Vec<Option<usize>>,
    /// Whether there is any running text.
    running: bool,
    /// How many lines before this one are a picture's text or a control.
    signs: Vec<usize>,
    roles: Vec<Role>,
    source: Option<Range<usize>>,
    dates: Vec<Date>,
}

impl<'t> Page<'t> {
    fn new(text: &'t str, lines: &'t [Line]) -> Page<'t> {
        let count = lines.len();
        let furniture: Vec<Furniture> = lines.iter().map(|line| furniture::furniture(text, line)).collect();
        let short: Vec<bool> = lines
            .iter()
            .zip(&furniture)
            .map(|(line, furniture)| line.form == Form::Short || *furniture != Furniture::None)
            .collect();
        let mut run_end: Vec<usize> = (0..count).collect();
        for at in (0..count).rev().filter(|at| short[*at]) {
            run_end[at] = if at + 1 < count && short[at + 1] { run_end[at + 1] } else { at + 1 };
        }
        let mut same_before = vec![None; count];
        let mut same_after = vec![None; count];
        let mut seen = HashMap::new();
        for at in (0..count).filter(|at| short[*at]) {
            if let Some(before) = seen.insert(lines::same(&text[lines[at].range.clone()]), at) {
                same_before[at] = Some(before);
                same_after[before] = Some(at);
            }
        }
        let mut signs = vec![0; count + 1];
        for at in 0..count {
            let sign = matches!(furniture[at], Furniture::Credit | Furniture::Control);
            signs[at + 1] = signs[at] + usize::from(sign);
        }
        let running = lines.iter().any(|line| line.form == Form::Prose);
        let roles = vec![Role::Body; count];
        let (source, dates) = (None, Vec::new());
        Page {
            text,
            lines,
            furniture,
            short,
            run_end,
            same_before,
            same_after,
            running,
            signs,
            roles,
            source,
            dates,
        }
    }

    /// Gives each line its role, run by run.
    fn assign(&mut self) {
        let count = self.lines.len();
        let mut at = 0;
        // Running text has been met: from here on there can be something to be residue of.
        let mut prose = false;
        while at < count {
            if !self.short[at] {
                prose |= self.lines[at].form == Form::Prose;
                at += 1;
                continue;
            }
            let end = self.run_end[at];
            if at == 0 {
                self.head(0, end);
                at = end;
                continue;
            }
            if !prose {
                self.gap(at, end);
                at = end;
                continue;
            }
            let cut = (at..end).find_map(|here| match self.related(here) {
                Some(after) => Some((here, Some(after))),
                None => self.opens_article(here).then_some((here, None)),
            });
            match cut {
                Some((here, Some(after))) => {
                    self.tail(at, here);
                    self.roles[here..after].fill(Role::Residue(Residue::Related));
                    at = after;
                }
                Some((here, None)) => {
                    self.tail(at, here);
                    self.head(here, end);
                    at = end;
                }
                None => {
                    let close = if end == count { Page::tail } else { Page::gap };
                    close(self, at, end);
                    at = end;
                }
            }
        }
        self.signed();
    }

    /// Whether an article opens here as on a page that was taken whole: with a headline that comes
    /// back below a picture's text or a control, and with running text after that.
    fn opens_article(&self, at: usize) -> bool {
        let end = self.run_end[at];
        self.furniture[at] == Furniture::None
            && self.lines[at].words >= TELLING_WORDS
            && end - at <= HEAD_LINES
            && self.same_after[at].is_some_and(|again| again < end)
            && self.signs[end] > self.signs[at]
            && self.is_prose(end)
    }

    fn is_prose(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| line.form == Form::Prose)
    }

    /// The lines from `from` to `to` stand above an article, or are the whole text.
    fn head(&mut self, from: usize, to: usize) {
        let to_prose = self.is_prose(to) && to - from <= HEAD_LINES;
        let top = self.detached(from, to);
        let scraped = (from..top).any(|at| self.opens_article(at));
        let doubled = top - from <= 3
            && to_prose
            && self.lines[from].words > TELLING_WORDS
            && self.same_after[from] == Some(from + 1);
        let mut candidates = Vec::new();
        let mut telling = false;
        for at in from..top {
            let line = &self.lines[at];
            let again = self.same_before[at].is_some_and(|before| before >= from);
            let dateline = furniture::dateline(self.text, line).filter(|_| to_prose && at + 1 == to);
            let date = dates::date(self.text, line.range.clone());
            self.roles[at] = match self.furniture[at] {
                Furniture::Control if to_prose && telling => Role::Residue(Residue::Control),
                Furniture::Credit => self.caption(at),
                _ if again && (scraped || doubled && at == from + 1) => Role::Residue(Residue::Repeated),
                _ if date.is_some() || dateline.is_some() => Role::Dateline,
                _ if at > from && furniture::is_byline(self.text, line) => Role::Dateline,
                _ => {
                    candidates.push(at);
                    Role::Body
                }
            };
            telling |= line.words >= HEADLINE_WORDS || self.furniture[at] == Furniture::Credit;
            if from == 0 && at < HEAD_LINES {
                self.dates.extend(date);
                self.source = self.source.take().or(dateline);
            }
        }
        self.headline(&candidates, from, to);
    }

    /// Where the head ends: before the lines that are attached to the text below as one broken
    /// paragraph's lines are.
    fn detached(&self, from: usize, to: usize) -> usize {
        let mut top = to;
        while top > from && top < self.lines.len() {
            let (line, below) = (&self.lines[top - 1], &self.lines[top]);
            let above = line.blank_after || below.words >= PARAGRAPH_WORDS || below.chars >= 2 * line.chars;
            if above || self.furniture[top - 1] != Furniture::None {
                break;
            }
            top -= 1;
        }
        top
    }

    /// Chooses the headline among the lines of a head that are nothing else.
    fn headline(&mut self, candidates: &[usize], from: usize, to: usize) {
        let named = |at: &usize| {
            let line = &self.lines[*at];
            line.mark == Mark::None && self.text[line.range.clone()].contains(char::is_alphabetic)
        };
        let Some(&first) = candidates.first().filter(|at| named(at)) else { return };
        let listed = to == self.lines.len() || to - from > HEAD_LINES || candidates.len() > HEAD_CANDIDATES;
        if listed && !self.opens_article(first) {
            // A poem or a list: its first line is a title if it alone stands apart.
            let apart = self.lines[first].blank_after
                && self.lines[first + 1..to].iter().any(|line| !line.blank_after);
            if apart {
                self.roles[first] = Role::Headline;
            }
            return;
        }
        if candidates.len() == 1 && furniture::names_person(self.text, &self.lines[first], &self.lines[to]) {
            self.roles[first] = Role::Caption;
            return;
        }
        let chosen = candidates.iter().copied().find(|at| self.opens_article(*at));
        let chosen = chosen.unwrap_or_else(|| match candidates {
            [above, below, ..] if self.is_kicker(*above, *below, from, to) => *below,
            _ => first,
        });
        for at in candidates.iter().copied().take(HEAD_CANDIDATES) {
            self.roles[at] = if at == chosen { Role::Headline } else { Role::Kicker };
        }
    }

    /// Whether `above` is a line over the headline `below`, rather than a headline over its deck.
    /// Only pages set such lines, so a sign of a page must be there; and a deck is much longer.
    fn is_kicker(&self, above: usize, below: usize, from: usize, to: usize) -> bool {
        let (above, below) = (&self.lines[above], &self.lines[below]);
        self.signs[to] > self.signs[from]
            && below.words >= TELLING_WORDS
            && below.chars > above.chars
            && (above.words < TELLING_WORDS || below.chars * 2 < above.chars * 3)
    }

    /// The lines from `from` to `to` stand between two paragraphs.
    fn gap(&mut self, from: usize, to: usize) {
        let mut rest = Vec::new();
        for at in from..to {
            match self.furniture[at] {
                Furniture::Credit => self.roles[at] = self.caption(at),
                Furniture::Link => self.roles[at] = Role::Residue(Residue::Related),
                _ => rest.push(at),
            }
        }
        if let [at] = rest[..]
            && to < self.lines.len()
            && self.is_heading(at, from, to)
        {
            self.roles[at] = Role::Heading;
        }
    }

    /// Whether the one line at `at`, in the gap from `from` to `to`, is a subheading. It stands
    /// apart, or between two paragraphs that are long beyond doubt: in a text broken by hand any
    /// line may be short.
    fn is_heading(&self, at: usize, from: usize, to: usize) -> bool {
        let (line, above, below) = (&self.lines[at], &self.lines[from - 1], &self.lines[to]);
        let between = above.words >= PARAGRAPH_WORDS && below.words >= PARAGRAPH_WORDS;
        let apart = line.blank_before && line.blank_after && line.end == End::Open;
        let after_links = self.roles[from - 1] == Role::Residue(Residue::Related);
        line.words <= HEADING_WORDS
            && line.mark != Mark::Bullet
            && self.text[line.range.clone()].contains(char::is_alphabetic)
            // After a colon stands what it announces: an item, a verse, a quotation.
            && above.end != End::Pause
            && (above.form == Form::Prose || after_links)
            && below.form == Form::Prose
            && (between || apart)
    }

    /// The lines from `from` to `to` end an article.
    fn tail(&mut self, from: usize, to: usize) {
        let mut top = to;
        while top > from && self.furniture[top - 1] == Furniture::Control {
            top -= 1;
        }
        let above = &self.lines[top - 1];
        let ended = matches!(self.furniture[top - 1], Furniture::Credit | Furniture::Link)
            || self.roles[top - 1] == Role::Residue(Residue::Related)
            || above.end == End::Stop
            || furniture::signature(self.text, above).is_some();
        if ended {
            self.roles[top..to].fill(Role::Residue(Residue::Control));
        }
        for at in from..top {
            match self.furniture[at] {
                // A last paragraph may close with its agency.
                Furniture::Credit if at + 1 == self.lines.len() && self.lines[at].words >= HEADING_WORDS => {}
                Furniture::Credit => self.roles[at] = self.caption(at),
                Furniture::Link => self.roles[at] = Role::Residue(Residue::Related),
                _ => {}
            }
        }
    }

    /// A picture's text; the same picture's once more is a repetition, unless there is no article.
    fn caption(&self, at: usize) -> Role {
        if self.running && self.same_before[at].is_some() {
            Role::Residue(Residue::Repeated)
        } else {
            Role::Caption
        }
    }

    /// Where the block of links that begins at `at` ends, if one does.
    fn related(&self, at: usize) -> Option<usize> {
        if self.furniture[at] != Furniture::Marker {
            return None;
        }
        if at + 1 == self.lines.len() {
            return Some(at + 1);
        }
        self.cards(at + 1).or_else(|| self.links(at + 1))
    }

    /// The end of the cards that begin at `from`: groups of equally many lines (a section and a
    /// picture's text, a headline, a blurb), each closed by «who (where)».
    fn cards(&self, from: usize) -> Option<usize> {
        let mut cards = 0;
        let mut size = None;
        let mut start = from;
        while let Some(end) = self.card(start) {
            if *size.get_or_insert(end - start) != end - start {
                break;
            }
            cards += 1;
            start = end;
        }
        (cards >= 2 || cards == 1 && start == self.lines.len()).then_some(start)
    }

    /// The end of one card.
    fn card(&self, start: usize) -> Option<usize> {
        let limit = self.lines.len().min(start + CARD_LINES);
        let close = (start + 1..limit).find(|at| furniture::closes_card(self.text, &self.lines[*at]))?;
        // Only the line before the last, the blurb, may be running text.
        let sound = (start..close).all(|at| {
            let blurb = at + 1 == close && at > start && self.lines[at].words < BLURB_WORDS;
            (self.is_link_like(at) || blurb) && !(self.short[at] && self.opens_article(at))
        });
        sound.then_some(close + 1)
    }

    /// The end of the plain links that begin at `from`.
    fn links(&self, from: usize) -> Option<usize> {
        let count = self.lines.len();
        let is_link = |at: usize| {
            self.is_link_like(at)
                && (3..=LINK_WORDS).contains(&self.lines[at].words)
                && !self.opens_article(at)
        };
        let text_follows = self.run_end[from] < count;
        let mut end = from;
        while end < count && is_link(end) {
            end += 1;
            if text_follows && end - from > LINKS {
                return None;
            }
        }
        if end == count || self.short[end] {
            return (end > from).then_some(end);
        }
        // Text follows: leave it what belongs to it.
        while end > from && !self.lines[end - 1].blank_after && self.lines[end].words < PARAGRAPH_WORDS {
            end -= 1;
        }
        // A last line that stands apart when the links do not is the next subheading.
        let dense = end > from + 1 && !self.lines[end - 2].blank_before;
        if dense && self.lines[end - 1].blank_before && self.lines[end - 1].blank_after {
            end -= 1;
        }
        (end > from).then_some(end)
    }

    /// Whether a line could be a link: short, or a picture's text, and no item of a list that the
    /// article itself gives.
    fn is_link_like(&self, at: usize) -> bool {
        self.short[at] && self.lines[at].mark == Mark::None
    }

    /// A source that signs the text in its last line, and a date that closes it.
    fn signed(&mut self) {
        let shown = |at: &usize| !matches!(self.roles[*at], Role::Residue(_));
        let mut from_end = (0..self.lines.len()).rev().filter(shown);
        let (Some(last), Some(above)) = (from_end.next(), from_end.next()) else { return };
        let line = &self.lines[last];
        let prose = self.lines.iter().filter(|line| line.form == Form::Prose).take(2).count() == 2;
        if self.roles[last] != Role::Body || !prose || self.lines[above].end != End::Stop {
            return;
        }
        let signature = furniture::signature(self.text, line);
        let date = dates::date(self.text, line.range.clone());
        if signature.is_some() || date.is_some() {
            self.roles[last] = Role::Dateline;
        }
        self.source = self.source.take().or(signature);
        self.dates.extend(date);
    }

    /// The text's date, if all that it gives are the same.
    fn date(&self) -> Option<Date> {
        let first = self.dates.first()?;
        self.dates.iter().all(|date| date.day == first.day).then(|| first.clone())
    }
}
