//! Isolating run sequences (UAX #9, X10): the rules on types and levels, W1 to I2, on each of them.

use super::brackets::{find_pairs, resolve_pairs};
use super::neutral::neutrals;
use super::weak::weak;
use super::{NONE, REMOVED_BY_X9, Resolver, implicit, strong_of};
use crate::text::bidi::Level;
use crate::text::properties::Class;

impl Resolver {
    /// X10: resolves each isolating run sequence.
    pub(super) fn sequences(&mut self, base: Level) {
        // Level runs (BD7) of what X9 leaves: where each begins and ends, by scalar.
        let mut runs: Vec<(u32, u32)> = Vec::new();
        let mut last: Option<usize> = None;
        for at in 0..self.classes.len() {
            if self.classes[at] == Class::Bn {
                continue;
            }
            match (last, runs.last_mut()) {
                (Some(before), Some(run)) if self.levels[before] == self.levels[at] => run.1 = at as u32,
                _ => runs.push((at as u32, at as u32)),
            }
            last = Some(at);
        }
        for first in 0..runs.len() {
            let (start, _) = runs[first];
            // A run that begins with a PDI continues the sequence of its initiator.
            if self.text[start as usize] == Class::Pdi && self.partners[start as usize] != NONE {
                continue;
            }
            self.sequence.clear();
            let mut run = first;
            let end = loop {
                let (start, end) = runs[run];
                let kept = (start..=end).filter(|&at| self.classes[at as usize] != Class::Bn);
                self.sequence.extend(kept);
                let partner = self.partners[end as usize];
                if !self.is_initiator(end) || partner == NONE {
                    break end;
                }
                run = runs.partition_point(|&(start, _)| start < partner);
            };
            let level = self.levels[start as usize];
            // sos and eos: by the higher of the sequence's level and its neighbour's.
            let before = runs[..first].last().map_or(base, |&(_, end)| self.levels[end as usize]);
            let after = match runs.get(run + 1) {
                // Nothing follows an isolate that is never closed.
                _ if self.is_initiator(end) => base,
                Some(&(start, _)) => self.levels[start as usize],
                None => base,
            };
            let (sos, eos) = (strong_of(level.max(before)), strong_of(level.max(after)));
            self.types.clear();
            self.types.extend(self.sequence.iter().map(|&at| self.classes[at as usize]));
            self.resolve_types(level, sos, eos);
            // The levels of later sequences must not be read from here: they are only raised.
            for (&at, class) in self.sequence.iter().zip(&self.types) {
                self.classes[at as usize] = *class;
            }
        }
        for (level, class) in self.levels.iter_mut().zip(&self.classes) {
            *level = implicit(*level, *class);
        }
    }

    /// Section 5.2: what X9 removes takes the level of what stands before it.
    pub(super) fn fill_removed(&mut self, base: Level) {
        let mut before = base;
        for (level, class) in self.levels.iter_mut().zip(&self.text) {
            if REMOVED_BY_X9.contains(*class) {
                *level = before;
            } else if *class == Class::B {
                *level = base;
            }
            before = *level;
        }
    }

    fn is_initiator(&self, at: u32) -> bool {
        matches!(self.text[at as usize], Class::Lri | Class::Rli | Class::Fsi)
    }

    /// W1 to N2 on the sequence in hand, whose types are in `types`: afterwards each is L, R, EN or AN (or B
    /// or BN, which keep the level that they have).
    fn resolve_types(&mut self, level: Level, sos: Class, eos: Class) {
        let Resolver { text, sequence, types, pairs, brackets, .. } = self;
        let class = |at: usize| text[sequence[at] as usize];
        weak(types, sos, |at| matches!(class(at), Class::Lri | Class::Rli | Class::Fsi | Class::Pdi));
        let bracket = |(at, place)| {
            let found = brackets.binary_search_by_key(place, |&(place, _)| place).ok()?;
            Some((at, brackets[found].1))
        };
        let neutral = sequence.iter().enumerate().filter(|(at, _)| types[*at] == Class::On);
        if find_pairs(types, pairs, neutral.filter_map(bracket)) {
            let all = 0..types.len();
            resolve_pairs(types, pairs, &all, level, sos, |at| class(at) == Class::Nsm);
        }
        neutrals(types, level, sos, eos);
    }
}
