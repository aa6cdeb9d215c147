//! Which of the listed names begin at a word of a text. A trie over whole words needs no automaton
//! over letters, and names can only begin and end where words do.

use super::gazetteer::Gate;
use super::lists::{Listed, Lists};
use super::tokens::Words;

/// One name at one place of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    /// Words `start..end`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Bytes of clitics before the first word.
    pub(super) skip: u8,
    pub(super) conjunction: bool,
    pub(super) preposition: Option<char>,
    pub(super) listed: Listed,
    /// The spelling as it is listed, if it has marks.
    pub(super) vocalised: Option<&'a str>,
}

/// Every name that begins at word `start`, in any reading of that word.
pub(super) fn at<'a>(start: usize, words: &Words<'_>, lists: &'a Lists, found: &mut Vec<Match<'a>>) {
    for reading in words.readings(start) {
        let (mut node, mut end) = (reading.node, start + 1);
        while let Some(here) = node {
            // «إسبانياً» is no place. A guessed ة is trusted for names without a gate only.
            let short = reading.short && end == start + 1;
            if !words.tokens[end - 1].tanwin && !short {
                for name in lists.ends(here) {
                    let gated = matches!(name.listed, Listed::Name { gate, .. } if gate != Gate::Open)
                        && reading.guessed;
                    if !gated {
                        let (skip, conjunction, preposition) =
                            (reading.skip, reading.conjunction, reading.preposition);
                        let (listed, vocalised) = (name.listed, name.vocalised);
                        found.push(Match { start, end, skip, conjunction, preposition, listed, vocalised });
                    }
                }
            }
            let next = words.whole(end).filter(|_| words.tokens[end].gap.joins());
            node = next.and_then(|word| lists.child(here, word));
            end += 1;
        }
    }
}
