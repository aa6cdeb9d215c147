//! How offsets were counted, and what stands where they say. Programs count Unicode scalars, UTF-16 units
//! or bytes, and of a line's end one or two; none of them says which. So each document is read in every
//! way, and the one in which most annotations hold the letters that they name is taken; where they name
//! none, the one in which most begin and end where words do. What does not fit even so is looked for
//! nearby.

use super::Annotation;
use super::report::Reason;
use crate::fold::{Folded, Folding, is_mark};
use std::ops::Range;

/// How far off letters may stand, in scalars.
const NEAR: usize = 64;
/// The longest letters that are looked for, in bytes: no name is that long.
const LONGEST: usize = 1024;

/// Where an annotation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    /// It was found near the place that it named.
    pub(super) is_repaired: bool,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Scalar,
    Utf16,
    Byte,
}

/// As what the ends of lines count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// As they are.
    Stored,
    /// One: LF.
    One,
    /// Two: CR LF.
    Two,
}

/// Of equals, the first is taken.
const READINGS: [(Unit, Ends); 9] = [
    (Unit::Scalar, Ends::Stored),
    (Unit::Scalar, Ends::One),
    (Unit::Scalar, Ends::Two),
    (Unit::Utf16, Ends::Stored),
    (Unit::Utf16, Ends::One),
    (Unit::Utf16, Ends::Two),
    (Unit::Byte, Ends::Stored),
    (Unit::Byte, Ends::One),
    (Unit::Byte, Ends::Two),
];

/// Where each of `spans` stands in `text`.
pub(super) fn resolve(text: &str, spans: &[Annotation]) -> Vec<Result<Place, Reason>> {
    let mut offsets: Vec<usize> = spans.iter().flat_map(|span| [span.start, span.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut best: Option<(usize, Vec<Point>)> = None;
    for reading in READINGS {
        let points = points(text, reading, &offsets);
        let score = spans.iter().map(|span| score(text, span, at(&offsets, &points, span))).sum();
        if best.as_ref().is_none_or(|(other, _)| *other < score) {
            best = Some((score, points));
        }
        // Nothing can fit better.
        if score == 2 * spans.len() {
            break;
        }
    }
    let Some((_, points)) = best else { return Vec::new() };
    spans.iter().map(|span| place(text, span, at(&offsets, &points, span))).collect()
}

/// Where an offset leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    /// To this byte.
    Exact(usize),
    /// Into the scalar that begins at this byte.
    Inside(usize),
    /// Behind the text, by so many units.
    Beyond(usize),
}

impl Point {
    fn exact(self) -> Option<usize> {
        if let Point::Exact(byte) = self { Some(byte) } else { None }
    }
}

/// The points of rising offsets, in one walk.
fn points(text: &str, (unit, ends): (Unit, Ends), offsets: &[usize]) -> Vec<Point> {
    let mut points = Vec::with_capacity(offsets.len());
    let mut count = 0;
    let mut before = '\0';
    let mut chars = text.char_indices().peekable();
    while let Some((byte, c)) = chars.next() {
        let Some(next) = offsets.get(points.len()) else { return points };
        let size = match (ends, c) {
            (Ends::One, '\r') if chars.peek().is_some_and(|(_, c)| *c == '\n') => 0,
            (Ends::Two, '\n') if before != '\r' => 2,
            _ => match unit {
                Unit::Scalar => 1,
                Unit::Utf16 => c.len_utf16(),
                Unit::Byte => c.len_utf8(),
            },
        };
        before = c;
        if *next < count + size {
            let within = offsets[points.len()..].iter().take_while(|offset| **offset < count + size);
            let point =
                |offset: &usize| if *offset == count { Point::Exact(byte) } else { Point::Inside(byte) };
            points.extend(within.map(point));
        }
        count += size;
    }
    let behind = offsets[points.len()..].iter();
    points.extend(behind.map(|offset| match offset - count {
        0 => Point::Exact(text.len()),
        more => Point::Beyond(more),
    }));
    points
}

fn at(offsets: &[usize], points: &[Point], span: &Annotation) -> (Point, Point) {
    let point = |offset: usize| points[offsets.partition_point(|other| *other < offset)];
    (point(span.start), point(span.end))
}

/// The bytes between two points, without blanks at either end.
fn between(text: &str, (start, end): (Point, Point)) -> Option<Range<usize>> {
    let (start, end) = (start.exact()?, end.exact()?);
    let slice = text.get(start..end)?;
    let start = start + (slice.len() - slice.trim_start().len());
    Some(start..start + slice.trim().len()).filter(|range| !range.is_empty())
}

/// How well an annotation fits where a reading puts it: 2 if it could not fit better.
fn score(text: &str, span: &Annotation, points: (Point, Point)) -> usize {
    let Some(range) = between(text, points) else { return 0 };
    if let Some(surface) = &span.surface {
        return if text[range] == *surface.trim() { 2 } else { 0 };
    }
    if text[range.clone()].contains(is_line_end) {
        return 0;
    }
    let joins = |c: char| c.is_alphanumeric() || is_mark(c);
    let is_edge = |at: usize| !(text[..at].ends_with(joins) && text[at..].starts_with(joins));
    usize::from(is_edge(range.start)) + usize::from(is_edge(range.end))
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Where an annotation stands, or why nowhere.
fn place(text: &str, span: &Annotation, points: (Point, Point)) -> Result<Place, Reason> {
    let range = between(text, points);
    let Some(surface) = span.surface.as_deref().map(str::trim) else {
        let range = range.ok_or(Reason::Nowhere)?;
        return finished(text, range, false);
    };
    if let Some(range) = range.filter(|range| text[range.clone()] == *surface) {
        return finished(text, range, false);
    }
    let near = match points.0 {
        Point::Exact(byte) | Point::Inside(byte) => byte,
        Point::Beyond(by) if by <= NEAR => text.len(),
        Point::Beyond(_) => return Err(Reason::Nowhere),
    };
    if surface.is_empty() || surface.len() > LONGEST {
        return Err(Reason::OtherText);
    }
    nearest(text, surface, near).ok_or(Reason::OtherText).and_then(|range| finished(text, range, true))
}

/// Marks upon the last letter belong to it, and a name stands on one line.
pub(super) fn finished(text: &str, range: Range<usize>, is_repaired: bool) -> Result<Place, Reason> {
    let marks: usize = text[range.end..].chars().take_while(|c| is_mark(*c)).map(char::len_utf8).sum();
    if text[range.clone()].contains(is_line_end) {
        return Err(Reason::CrossesLine);
    }
    Ok(Place { range: range.start..range.end + marks, is_repaired })
}

/// The place nearest to byte `near` where `surface` begins: as it is, or else in another spelling.
fn nearest(text: &str, surface: &str, near: usize) -> Option<Range<usize>> {
    let before = text[..near].char_indices().rev().take(NEAR).last().map_or(near, |(at, _)| at);
    let reach = NEAR + surface.chars().count();
    // Marks that the text has, and the letters do not, take room too.
    let after = text[near..].char_indices().nth(2 * reach).map_or(text.len(), |(at, _)| near + at);
    let last = text[near..].char_indices().nth(NEAR).map_or(text.len(), |(at, _)| near + at);
    let window = &text[before..after];
    let distance = |range: &Range<usize>| {
        let (from, to) = if range.start < near { (range.start, near) } else { (near, range.start) };
        text[from..to].chars().count()
    };
    let exact = window.match_indices(surface).map(|(at, _)| before + at..before + at + surface.len());
    let exact = exact.filter(|range| range.start <= last).min_by_key(distance);
    exact.or_else(|| {
        let folded = Folded::new(window, Folding::TAGGING);
        let found = folded.find_all(surface).map(|range| before + range.start..before + range.end);
        found.filter(|range| range.start <= last && !range.is_empty()).min_by_key(distance)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spans as `start..end surface`, and what stands there: `?` if it was repaired.
    fn check(text: &str, spans: &[(usize, usize, &str)], expected: &[&str]) {
        let spans: Vec<Annotation> = spans
            .iter()
            .map(|&(start, end, surface)| {
                let surface = Some(surface.to_string()).filter(|surface| !surface.is_empty());
                Annotation { start, end, surface, ..Annotation::default() }
            })
            .collect();
        let found: Vec<String> = resolve(text, &spans)
            .into_iter()
            .map(|place| match place {
                Ok(Place { range, is_repaired }) => {
                    format!("{}{}", &text[range], if is_repaired { "?" } else { "" })
                }
                Err(reason) => reason.code().to_string(),
            })
            .collect();
        assert_eq!(found, expected, "{text:?} {spans:?}");
    }

    #[test]
    fn every_way_of_counting_is_understood() {
        let text = "😀 في مصر\r\nثم ليبيا\r\n";
        check(text, &[(5, 8, "مصر"), (13, 18, "ليبيا")], &["مصر", "ليبيا"]);
        check(text, &[(5, 8, "مصر"), (12, 17, "ليبيا")], &["مصر", "ليبيا"]);
        check(text, &[(6, 9, "مصر"), (14, 19, "ليبيا")], &["مصر", "ليبيا"]);
        check(text, &[(6, 9, "مصر"), (13, 18, "ليبيا")], &["مصر", "ليبيا"]);
        check(text, &[(10, 16, "مصر"), (23, 33, "ليبيا")], &["مصر", "ليبيا"]);
        check(&text.replace('\r', ""), &[(13, 18, "ليبيا")], &["ليبيا"]);
        check(&text.replace('\r', ""), &[(23, 33, "ليبيا")], &["ليبيا"]);
    }

    #[test]
    fn without_letters_the_edges_of_words_tell() {
        let text = "😀😀 في مصر\nثم ليبيا";
        check(text, &[(6, 9, ""), (13, 18, "")], &["مصر", "ليبيا"]);
        check(text, &[(8, 11, ""), (15, 20, "")], &["مصر", "ليبيا"]);
        check(text, &[(14, 20, ""), (26, 36, "")], &["مصر", "ليبيا"]);
    }

    #[test]
    fn what_is_near_is_repaired() {
        check("في مصر وفي مصر", &[(12, 15, "مصر")], &["مصر?"]);
        check("في مِصْرَ", &[(3, 6, "مصر")], &["مِصْرَ?"]);
        check("في مصر", &[(9, 12, "مصر")], &["مصر?"]);
        check(&format!("مصر{} هنا", " و".repeat(40)), &[(60, 63, "مصر")], &["مصر?"]);
        check(&format!("مصر{} هنا", " و".repeat(40)), &[(75, 78, "مصر")], &["other-text"]);
        check(
            "في مصر",
            &[(3, 6, "ليبيا"), (400, 403, "مصر"), (3, 3, ""), (6, 3, "")],
            &["other-text", "nowhere", "nowhere", "nowhere"],
        );
    }

    #[test]
    fn blanks_stay_out_and_marks_stay_in() {
        check("في مصر هنا", &[(2, 7, "")], &["مصر"]);
        check("في مصرَ هنا", &[(3, 6, "")], &["مصرَ"]);
        check("في مصر\nهنا", &[(3, 10, "")], &["crosses-line"]);
        check("", &[(0, 1, "x"), (usize::MAX, usize::MAX, "")], &["other-text", "nowhere"]);
    }
}
