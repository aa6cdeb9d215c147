//! The file of where the reader was in one library: a line for each thing, and one for each article that was there.

use super::file::{self, Format, Parsed};
use crate::app::{KeptTerm, NameOrder, Order, Pane, Sitting};
use crate::corpus::Fingerprint;
use crate::entity::repair::Name;
use crate::index::Link;
use std::fmt::Write;

/// The lines of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) sitting: Sitting,
    /// The articles that were there, sorted.
    pub(super) met: Vec<Fingerprint>,
    /// Whether there was a sitting at all.
    pub(super) is_known: bool,
    /// The paths of the library, for people who look into the file.
    pub(super) paths: Vec<String>,
}

const LINKS: [(&str, Link); 3] = [("and", Link::And), ("or", Link::Or), ("not", Link::Not)];
const PANES: [(&str, Pane); 3] = [("articles", Pane::List), ("text", Pane::Text), ("names", Pane::Names)];
const NAME_ORDERS: [(&str, NameOrder); 2] = [("count", NameOrder::Count), ("alphabet", NameOrder::Alphabet)];

fn word<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    table.iter().find(|(_, known)| known == value).map_or("", |(word, _)| word)
}

fn value<T: Copy>(table: &[(&str, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

impl Format for Place {
    const HEAD: &'static str = "warraq place";

    fn parse(lines: &[u8]) -> Parsed<Place> {
        let mut place = Place { is_known: true, ..Place::default() };
        let broken = file::lines(lines).filter(|(_, line)| place.take(line).is_none());
        let broken = broken.map(|(number, _)| number).collect();
        place.met.sort_unstable();
        Parsed { value: place, broken }
    }

    fn write(&self, text: &mut String) {
        let Place { sitting, met, paths, .. } = self;
        text.push_str("# Where you were in:\n");
        for path in paths {
            let _ = writeln!(text, "#   {}", path.escape_debug());
        }
        for KeptTerm { name, link, is_suspended } in &sitting.filter {
            let paused = if *is_suspended { "paused-" } else { "" };
            let _ = writeln!(text, "filter\t{paused}{}\t{}\t{}", word(&LINKS, link), name.kind, name.text);
        }
        for (thing, typed) in [("narrowed", &sitting.narrowed), ("names-narrowed", &sitting.names_narrowed)] {
            if !typed.is_empty() {
                // A line holds no control; nor does what can be typed.
                let _ = writeln!(text, "{thing}\t{}", typed.replace(char::is_control, " "));
            }
        }
        let _ = writeln!(text, "order\t{}", sitting.order.name());
        if sitting.is_unread_only {
            text.push_str("unread-only\n");
        }
        for (thing, article) in [("open", sitting.open), ("top", sitting.top)] {
            if let Some(article) = article {
                let _ = writeln!(text, "{thing}\t{article}");
            }
        }
        let _ = writeln!(text, "pane\t{}", word(&PANES, &sitting.focus));
        let _ = writeln!(text, "names-order\t{}", word(&NAME_ORDERS, &sitting.names_order));
        for name in &sitting.pinned {
            let _ = writeln!(text, "pinned\t{}\t{}", name.kind, name.text);
        }
        for group in &sitting.folded {
            match group {
                Some(kind) => _ = writeln!(text, "folded\t{kind}"),
                None => text.push_str("pinned-folded\n"),
            }
        }
        text.push_str("# The articles that were there:\n");
        for article in met {
            let _ = writeln!(text, "met\t{article}");
        }
    }
}

impl Place {
    /// Takes a line in, if it says something.
    fn take(&mut self, line: &[u8]) -> Option<()> {
        // Most lines by far.
        if let Some(article) = line.strip_prefix(b"met\t") {
            self.met.push(Fingerprint::parse(article)?);
            return Some(());
        }
        let line = std::str::from_utf8(line).ok()?;
        let sitting = &mut self.sitting;
        let (thing, rest) = line.split_once('\t').unwrap_or((line, ""));
        match thing {
            "filter" => {
                let (link, name) = rest.split_once('\t')?;
                let (is_suspended, link) =
                    link.strip_prefix("paused-").map_or((false, link), |link| (true, link));
                sitting.filter.push(KeptTerm {
                    name: name_of(name)?,
                    link: value(&LINKS, link)?,
                    is_suspended,
                });
            }
            "narrowed" => sitting.narrowed = rest.to_string(),
            "names-narrowed" => sitting.names_narrowed = rest.to_string(),
            "order" => sitting.order = Order::of_name(rest)?,
            "unread-only" if rest.is_empty() => sitting.is_unread_only = true,
            "open" => sitting.open = Some(Fingerprint::parse(rest.as_bytes())?),
            "top" => sitting.top = Some(Fingerprint::parse(rest.as_bytes())?),
            "pane" => sitting.focus = value(&PANES, rest)?,
            "names-order" => sitting.names_order = value(&NAME_ORDERS, rest)?,
            "pinned" => sitting.pinned.push(name_of(rest)?),
            "folded" if !rest.is_empty() => sitting.folded.push(Some(rest.to_string())),
            "pinned-folded" if rest.is_empty() => sitting.folded.push(None),
            _ => return None,
        }
        Some(())
    }
}

fn name_of(fields: &str) -> Option<Name> {
    let (kind, text) = fields.split_once('\t')?;
    let is_some = !kind.is_empty() && !text.is_empty() && !text.contains('\t');
    is_some.then(|| Name { kind: kind.to_string(), text: text.to_string() })
}

/// Where a reader was who began at `base` and went to `mine`, while another went from `base` to `theirs`: what one of
/// them has changed stays changed, and where both have, `mine` counts, since it is the later.
pub(super) fn merge(base: &Sitting, mine: &Sitting, theirs: &Sitting) -> Sitting {
    fn pick<T: Clone + PartialEq>(base: &T, mine: &T, theirs: &T) -> T {
        if mine == base { theirs.clone() } else { mine.clone() }
    }
    /// As mine has them, with what the other has added, and without what it has taken out.
    fn sets<T: Clone + PartialEq>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
        let stays = |item: &&T| theirs.contains(item) || !base.contains(item);
        let is_added = |item: &&T| !base.contains(item) && !mine.contains(item);
        mine.iter().filter(stays).chain(theirs.iter().filter(is_added)).cloned().collect()
    }
    // Where the eye is, is one thing.
    let at = |sitting: &Sitting| (sitting.open, sitting.top, sitting.focus);
    let (open, top, focus) = pick(&at(base), &at(mine), &at(theirs));
    Sitting {
        filter: pick(&base.filter, &mine.filter, &theirs.filter),
        narrowed: pick(&base.narrowed, &mine.narrowed, &theirs.narrowed),
        names_narrowed: pick(&base.names_narrowed, &mine.names_narrowed, &theirs.names_narrowed),
        order: pick(&base.order, &mine.order, &theirs.order),
        is_unread_only: pick(&base.is_unread_only, &mine.is_unread_only, &theirs.is_unread_only),
        names_order: pick(&base.names_order, &mine.names_order, &theirs.names_order),
        pinned: sets(&base.pinned, &mine.pinned, &theirs.pinned),
        folded: sets(&base.folded, &mine.folded, &theirs.folded),
        open,
        top,
        focus,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(kind: &str, text: &str) -> Name {
        Name::new(kind, text).expect("a name")
    }

    fn full() -> Sitting {
        let term = |text: &str, link, is_suspended| KeptTerm { name: name("LOC", text), link, is_suspended };
        Sitting {
            filter: vec![
                term("ليبيا", Link::And, false),
                term("روما", Link::Or, true),
                term("قطر", Link::Not, true),
            ],
            narrowed: " نفط ".into(),
            names_narrowed: "syr".into(),
            order: Order::Newest,
            is_unread_only: true,
            open: Some(Fingerprint::of(b"open")),
            top: Some(Fingerprint::of(b"top")),
            focus: Pane::Text,
            names_order: NameOrder::Alphabet,
            pinned: vec![name("PER", "جون كيري"), name("Shop floor", "سوق")],
            folded: vec![None, Some("LOC".into())],
        }
    }

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let mut met = vec![Fingerprint::of(b"open"), Fingerprint::of(b"top")];
        met.sort_unstable();
        let paths = vec!["/a\n/b".to_string()];
        for sitting in [full(), Sitting::default()] {
            let place = Place { sitting, met: met.clone(), is_known: true, paths: paths.clone() };
            let mut text = String::new();
            place.write(&mut text);
            let read = Place { paths: Vec::new(), ..place };
            assert_eq!(Place::parse(text.as_bytes()), Parsed { value: read, broken: Vec::new() }, "{text}");
        }
    }

    #[test]
    fn what_is_no_line_is_numbered() {
        let lines = [
            "?",
            "filter",
            "filter\tand\tLOC",
            "filter\tif\tLOC\tليبيا",
            "order\tx",
            "unread-only\tx",
            "open\tx",
            "met\tx",
            "pane\tx",
            "pinned\tLOC\t",
            "pinned\tLOC\ta\tb",
            "folded",
            "names-order\t",
        ];
        for line in lines {
            let parsed = Place::parse(format!("{line}\norder\ttitle\n").as_bytes());
            assert_eq!((parsed.broken, parsed.value.sitting.order), (vec![2], Order::Title), "{line}");
        }
    }

    #[test]
    fn what_one_of_two_has_changed_stays_changed() {
        let (base, mine) = (Sitting::default(), full());
        assert_eq!(merge(&base, &mine, &base), mine);
        assert_eq!(merge(&base, &base, &mine), mine);
        let theirs = Sitting { order: Order::Title, narrowed: "غاز".into(), ..Sitting::default() };
        let expected = Sitting { narrowed: mine.narrowed.clone(), order: Order::Title, ..Sitting::default() };
        let only_narrowed = Sitting { narrowed: mine.narrowed.clone(), ..Sitting::default() };
        assert_eq!(merge(&base, &only_narrowed, &theirs), expected);
    }

    #[test]
    fn of_two_rows_of_pinned_names_both_stay() {
        let check = |base: &str, mine: &str, theirs: &str, expected: &str| {
            let sitting = |names: &str| {
                let pinned = names.chars().map(|c| name("LOC", &c.to_string())).collect();
                Sitting { pinned, ..Sitting::default() }
            };
            let merged = merge(&sitting(base), &sitting(mine), &sitting(theirs));
            assert_eq!(merged, sitting(expected), "{base:?} {mine:?} {theirs:?}");
        };
        check("", "a", "b", "ab");
        check("ab", "b", "ab", "b");
        check("ab", "ab", "b", "b");
        check("ab", "b", "a", "");
        check("ab", "bac", "abd", "bacd");
        check("a", "ab", "ab", "ab");
    }
}
