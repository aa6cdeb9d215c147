//! Surnames and repeated names: a person who is named in full once is the one whom the article
//! means by the surname. Where two of one surname are named, the one named last before it.

use std::collections::HashMap;

use super::kind::Provenance;
use super::lexicon::Class;
use super::lists::hash;
use super::people::Reader;
use super::span::{Span, Target};
use super::tokens::Token;

/// Someone who is named in full at words `start..end`.
pub(super) struct Person {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) skip: u8,
    pub(super) target: Target,
    /// In the gazetteer: all that may stand for the full name is listed there.
    pub(super) listed: bool,
}

/// Ways to call someone: the folded words with a blank between them → who is called so, in the
/// order of the text, and whether that counts only behind a title or a verb of saying.
struct Calls {
    by_name: HashMap<String, Vec<(usize, bool)>>,
    /// For each first word, the most words that a call beginning with it has.
    longest: HashMap<String, usize>,
    endings: Endings,
}

/// How the first words of the calls end, as a set that may hold more: nearly every word of a text
/// ends otherwise, and need not be looked up with and without its clitics.
struct Endings(Vec<u64>);

impl Endings {
    fn with_capacity(words: usize) -> Endings {
        Endings(vec![0; words.next_power_of_two()])
    }

    fn insert(&mut self, word: &str) {
        let (place, bit) = self.bit(word);
        self.0[place] |= bit;
    }

    fn may_hold(&self, word: &str) -> bool {
        let (place, bit) = self.bit(word);
        self.0[place] & bit != 0
    }

    /// Of the last four letters, as many as a word keeps without its clitics ([`stems`]).
    fn bit(&self, word: &str) -> (usize, u64) {
        let hash = hash(word.as_bytes().last_chunk::<8>().map_or(word.as_bytes(), |ending| ending));
        ((hash >> 6) as usize & (self.0.len() - 1), 1 << (hash % 64))
    }
}

/// The mentions that the full names explain. `taken` words stand in other mentions, `bare` ones in
/// a listed surname, which is one whoever bears it.
pub(super) fn surnames(reader: &Reader<'_>, persons: &[Person], taken: &[bool], bare: &[bool]) -> Vec<Span> {
    let words = reader.words;
    let (by_name, longest) = (HashMap::new(), HashMap::new());
    let mut calls = Calls { by_name, longest, endings: Endings::with_capacity(persons.len()) };
    for (person, named) in persons.iter().enumerate() {
        let mut add = |from: usize, guarded: bool| {
            let skip = if from == named.start { usize::from(named.skip) } else { 0 };
            let name = joined(reader, from, named.end, skip);
            let first = name.split(' ').next().unwrap_or_default().to_string();
            calls.endings.insert(&first);
            let longest = calls.longest.entry(first).or_default();
            *longest = (*longest).max(named.end - from);
            calls.by_name.entry(name).or_default().push((person, guarded));
        };
        if !named.listed {
            add(named.start, false);
        }
        for (from, guarded) in surname_starts(reader, named) {
            add(from, guarded);
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match call_at(reader, &calls, persons, (taken, bare), at) {
            Some(span) => {
                at = span.end;
                found.push(span);
            }
            None => at += 1,
        }
    }
    found
}

fn joined(reader: &Reader<'_>, from: usize, to: usize, skip: usize) -> String {
    let mut name = reader.words.text(from)[skip..].to_string();
    for at in from + 1..to {
        name.push(' ');
        name.push_str(reader.words.text(at));
    }
    name
}

/// Where in a full name a surname begins that may stand alone, and whether it needs a title.
fn surname_starts(reader: &Reader<'_>, named: &Person) -> Vec<(usize, bool)> {
    let last = named.end - 1;
    let class = |at: usize| reader.class(at);
    let text = reader.words.text(last);
    let foreign = class(named.start).any(Class::GIVEN_FOREIGN) || reader.is_foreign(last);
    if last - named.start >= 2 && class(last - 1).any(Class::CONNECTOR) {
        // «دو كيرشوف» and «كيرشوف», but «بن سلمان» whole.
        let arabic = matches!(reader.words.text(last - 1), "بن" | "ابن" | "بنت" | "آل" | "ال" | "ولد");
        let guarded = arabic;
        let mut starts = vec![(last - 1, guarded)];
        if !arabic {
            starts.push((last, false));
        }
        return starts;
    }
    if last - named.start >= 2
        && (class(last).any(Class::COMPOUND_END) || class(last - 1).any(Class::COMPOUND))
    {
        return vec![(last - 1, true)];
    }
    let known = class(last).any(Class::NO_SURNAME | Class::GIVEN | Class::NATION | Class::COMPOUND_END);
    if known || text.chars().count() < 4 {
        return Vec::new();
    }
    let arabic = text.starts_with("ال") && text.ends_with('ي') && text.chars().count() >= 6;
    vec![(last, !(foreign || arabic))]
}

fn call_at(
    reader: &Reader<'_>,
    calls: &Calls,
    persons: &[Person],
    (taken, bare): (&[bool], &[bool]),
    at: usize,
) -> Option<Span> {
    let words = reader.words;
    let token = &words.tokens[at];
    if taken[at] || token.tanwin || !calls.endings.may_hold(words.text(at)) {
        return None;
    }
    // Behind a given name it is someone else, unless that is the full name itself.
    let given = at > 0 && token.gap.blank() && reader.class(at - 1).any(Class::GIVEN);
    for (skip, stem) in stems(words.text(at)) {
        let Some(&longest) = calls.longest.get(stem) else { continue };
        let free = |i: usize| i < words.len() && words.tokens[i].gap.joins() && !taken[i];
        let most = (1..longest).take_while(|more| free(at + more)).count() + 1;
        for length in (1..=most).rev() {
            let Some(called) = calls.by_name.get(&joined(reader, at, at + length, skip)) else { continue };
            // The person named last before this place, or else the first one after it.
            let nearest = called.partition_point(|&(person, _)| persons[person].start < at).saturating_sub(1);
            let (person, guarded) = called[nearest];
            let full = length == persons[person].end - persons[person].start;
            if (length == 1 && is_adjective(reader, at, skip))
                || (given && skip == 0 && !full)
                || (guarded && !bare[at] && !introduced(reader, at, skip, token))
            {
                continue;
            }
            let target = persons[person].target.clone();
            let (end, provenance) = (at + length, Provenance::Rule);
            return Some(Span { start: at, end, skip: skip as u8, target, provenance });
        }
    }
    None
}

/// «الساحل الشرقي», «البنك الزراعي»: an adjective of the noun before it, and no surname. Behind a title it is one.
fn is_adjective(reader: &Reader<'_>, at: usize, skip: usize) -> bool {
    let words = reader.words;
    let Some(noun) = at.checked_sub(1).filter(|_| skip == 0 && words.tokens[at].gap.blank()) else {
        return false;
    };
    let verb = Class::SAYING | Class::ACTING | Class::STOP | Class::PREPOSITION;
    let agrees = words.text(at).starts_with("ال")
        && words.text(at).ends_with('ي')
        && words.definite(noun)
        && !words.text(noun).ends_with('ة');
    agrees && !words.tokens[noun].classes.any(Class::TITLE | verb)
}

fn introduced(reader: &Reader<'_>, at: usize, skip: usize, token: &Token) -> bool {
    let said = at > 0 && token.gap.blank() && reader.words.tokens[at - 1].classes.any(Class::SAYING);
    skip == 0 && (said || reader.titles.after(at))
}

/// A word, and what is left of it without clitics if that is four letters or more.
fn stems(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let long = |stem: &&str| stem.len() >= 8;
    let conjunction = word.strip_prefix(['و', 'ف']).filter(long);
    let preposition = word.strip_prefix(['ب', 'ل', 'ك']).filter(long);
    let both = conjunction.and_then(|rest| rest.strip_prefix(['ب', 'ل', 'ك'])).filter(long);
    [Some(word), conjunction, preposition, both]
        .into_iter()
        .flatten()
        .map(move |stem| (word.len() - stem.len(), stem))
}
