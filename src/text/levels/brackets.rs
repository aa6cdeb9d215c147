//! Paired brackets (UAX #9, BD16 and N0).

use super::neutral::as_strong;
use super::strong_of;
use crate::text::bidi::Level;
use crate::text::properties::{Bracket, Class};
use std::ops::Range;

/// How many brackets may be open at a time (BD16).
const MAX_OPEN_BRACKETS: usize = 63;

/// BD16: the pairs of `brackets`, in the order of their opening. Returns whether there is any.
pub(super) fn find_pairs(
    types: &[Class],
    pairs: &mut Vec<(u32, u32)>,
    brackets: impl Iterator<Item = (usize, Bracket)>,
) -> bool {
    pairs.clear();
    let mut open: Vec<(char, u32)> = Vec::new();
    for (at, Bracket { opening, is_open }) in brackets {
        // Brackets whose class an override or a rule has changed are none any more.
        if types[at] != Class::On {
            continue;
        }
        if is_open {
            if open.len() == MAX_OPEN_BRACKETS {
                // No room: the sequence has no pairs at all, not even those before.
                pairs.clear();
                return false;
            }
            open.push((opening, at as u32));
        } else if let Some(matching) = open.iter().rposition(|&(c, _)| c == opening) {
            pairs.push((open[matching].1, at as u32));
            open.truncate(matching);
        }
    }
    pairs.sort_unstable();
    !pairs.is_empty()
}

/// N0 on the pairs that open in `island`, or before it and after the one before. A pair that is not whole
/// in it holds a letter of the embedding direction.
pub(super) fn resolve_pairs(
    types: &mut [Class],
    pairs: &[(u32, u32)],
    island: &Range<usize>,
    level: Level,
    sos: Class,
    was_mark: impl Fn(usize) -> bool,
) {
    let embedding = strong_of(level);
    // The last strong type before the opening bracket in hand; pairs come in its order.
    let mut before = sos;
    let mut seen = island.start;
    for &(open, close) in pairs {
        let (open, close) = (open as usize, close as usize);
        let class = if open < island.start || close >= island.end {
            embedding
        } else {
            for class in &types[seen..open] {
                before = as_strong(*class).unwrap_or(before);
            }
            seen = open;
            let mut opposite = None;
            let mut is_embedding = false;
            for class in types[open + 1..close].iter().filter_map(|class| as_strong(*class)) {
                if class == embedding {
                    is_embedding = true;
                    break;
                }
                opposite = Some(class);
            }
            match opposite {
                _ if is_embedding => embedding,
                // N0 c: the context decides, if it agrees with what is inside.
                Some(opposite) if before == opposite => opposite,
                Some(_) => embedding,
                None => continue,
            }
        };
        for bracket in [open, close] {
            // Marks over a bracket go with it.
            let marks = (bracket + 1..types.len()).take_while(|&at| was_mark(at)).count();
            types[bracket..=bracket + marks].fill(class);
        }
    }
}
