//! A short way for a text that is one sequence: most of its characters stand between letters of its own
//! direction, where no rule gives them another level.

use super::brackets::{find_pairs, resolve_pairs};
use super::neutral::neutrals;
use super::weak::weak;
use super::{NOT_RIGHT, RIGHT_TO_LEFT, Resolver, implicit, strong_of};
use crate::text::bidi::Level;
use crate::text::properties::{Class, ClassSet};

impl Resolver {
    /// In a text that is one sequence, and whose base direction most of its letters have, finds what may
    /// get another level than the paragraph's: what stands between two letters of that direction, if
    /// any letter or number of another level is in it.
    pub(super) fn find_islands(&mut self, base: Level) {
        let (shores, others) = match base.is_rtl() {
            true => (ClassSet::of(&[Class::R, Class::Al]), NOT_RIGHT),
            false => (ClassSet::of(&[Class::L]), RIGHT_TO_LEFT),
        };
        self.islands.clear();
        let mut sea = 0;
        while let Some(found) = self.text[sea..].iter().position(|class| others.contains(*class)) {
            let found = sea + found;
            let before = self.text[sea..found].iter().rposition(|class| shores.contains(*class));
            let after = self.text[found..].iter().position(|class| shores.contains(*class));
            let start = before.map_or(sea, |before| sea + before + 1);
            sea = after.map_or(self.text.len(), |after| found + after);
            self.islands.push(start..sea);
        }
    }

    /// W1 to I2 on the islands, each of which the rules see between the letters around it. All else has
    /// the paragraph's level: letters of its direction, and what stands between those (N1), pairs of
    /// brackets that hold such a letter with them (N0 b).
    pub(super) fn resolve_islands(&mut self, base: Level) {
        let Resolver { text, types, levels, pairs, brackets, islands, .. } = self;
        let embedding = strong_of(base);
        types.clear();
        types.extend_from_slice(text);
        for island in islands.iter() {
            let before = island.start.checked_sub(1).map_or(embedding, |before| text[before]);
            weak(&mut types[island.clone()], before, |_| false);
        }
        if find_pairs(types, pairs, brackets.iter().map(|&(at, bracket)| (at as usize, bracket))) {
            let was_mark = |at: usize| text[at] == Class::Nsm;
            let mut pairs = pairs.as_slice();
            for island in islands.iter() {
                let is_inside = |&&(open, _): &&(u32, u32)| (open as usize) < island.end;
                let (mine, others) = pairs.split_at(pairs.iter().take_while(is_inside).count());
                resolve_pairs(types, mine, island, base, embedding, was_mark);
                pairs = others;
            }
        }
        for island in islands.iter() {
            let types = &mut types[island.clone()];
            neutrals(types, base, embedding, embedding);
            for (level, class) in levels[island.clone()].iter_mut().zip(types) {
                *level = implicit(base, *class);
            }
        }
    }
}
