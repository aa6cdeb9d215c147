//! Neutral types (UAX #9, N1 and N2).

use super::strong_of;
use crate::text::bidi::Level;
use crate::text::properties::{Class, ClassSet};

/// N1 and N2.
pub(super) fn neutrals(types: &mut [Class], level: Level, sos: Class, eos: Class) {
    const RESOLVED: ClassSet = ClassSet::of(&[Class::L, Class::R, Class::En, Class::An]);
    let embedding = strong_of(level);
    let mut at = 0;
    while let Some(strong) = types[at..].iter().position(|class| !RESOLVED.contains(*class)) {
        let start = at + strong;
        let before = start.checked_sub(1).and_then(|before| as_strong(types[before])).unwrap_or(sos);
        let neutral = types[start..].iter().position(|class| RESOLVED.contains(*class));
        at = neutral.map_or(types.len(), |length| start + length);
        let after = types.get(at).and_then(|class| as_strong(*class)).unwrap_or(eos);
        types[start..at].fill(if before == after { before } else { embedding });
    }
}

/// The class as the rules on neutrals see it: numbers count as right-to-left.
pub(super) fn as_strong(class: Class) -> Option<Class> {
    match class {
        Class::L => Some(Class::L),
        Class::R | Class::En | Class::An => Some(Class::R),
        _ => None,
    }
}
