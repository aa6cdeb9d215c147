//! UAX #9, rules X1 to I2: the embedding level of each scalar of a paragraph.
//!
//! The steps are those of the standard, in its order: explicit levels and directions (X1 to X8),
//! isolating run sequences (X10, BD13), weak types (W1 to W7), paired brackets (N0), neutrals
//! (N1, N2), implicit levels (I1, I2). Characters that rule X9 removes stay in the text and take
//! the level of what stands before them (section 5.2).
//!
//! `unicode-bidi` gives the class of each character, but not the levels: 0.3.18 resolves brackets
//! after an isolate in the wrong context, and pairs more than 63 open ones. `tests/bidi.rs` holds
//! these levels against the standard's own files and an independent implementation.
//!
//! Time is linear in the text: every scan is a single pass, bounded by the 63 brackets that may
//! be open, or leaps from an isolate to its end.

use super::bidi::{BaseDirection, Level};
use super::properties::{Bracket, Class, ClassSet, Properties, bracket, properties};
use std::ops::Range;

/// The deepest explicit level (BD2).
const MAX_DEPTH: u8 = 125;
/// How many brackets may be open at a time (BD16).
const MAX_OPEN_BRACKETS: usize = 63;

/// The embedding level of each scalar of `text`, read as one paragraph, by rules X1 to I2: before
/// a line is made of it (L1 and L2 are [`Paragraph::line`](super::Paragraph::line)'s). A paragraph
/// separator inside the text takes the base level and separates nothing.
///
/// ```
/// use warraq::text::{BaseDirection, levels};
/// let numbers: Vec<u8> = levels("لا 42", BaseDirection::Auto).iter().map(|level| level.number()).collect();
/// assert_eq!(numbers, [1, 1, 1, 2, 2]);
/// ```
#[must_use]
pub fn levels(text: &str, direction: BaseDirection) -> Vec<Level> {
    let scalars = text.chars().map(|c| (c, properties(c)));
    match Resolver::default().resolve(scalars, direction.level(text)) {
        Levels::All(level) => vec![level; text.chars().count()],
        Levels::Each(levels) => levels.to_vec(),
    }
}

/// The levels of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) enum Levels<'r> {
    /// Every scalar has this one: most paragraphs without digits.
    All(Level),
    /// One for each scalar.
    Each(&'r [Level]),
}

impl Levels<'_> {
    /// Those of the scalars from `first` on.
    pub(super) fn after(self, first: usize) -> Self {
        match self {
            Levels::All(level) => Levels::All(level),
            Levels::Each(levels) => Levels::Each(&levels[first..]),
        }
    }

    #[inline]
    pub(super) fn of(self, scalar: usize) -> Level {
        match self {
            Levels::All(level) => level,
            Levels::Each(levels) => levels[scalar],
        }
    }
}

/// Buffers of the resolver, kept to be used again for the next paragraph.
#[derive(Debug, Default)]
pub(super) struct Resolver {
    /// The class of each scalar, before any rule.
    text: Vec<Class>,
    /// The brackets, each with its scalar.
    brackets: Vec<(u32, Bracket)>,
    /// Classes as the rules change them, by scalar.
    classes: Vec<Class>,
    levels: Vec<Level>,
    /// For each isolate initiator its PDI, for each PDI its initiator; else [`NONE`].
    partners: Vec<u32>,
    /// The scalars of the isolating run sequence in hand.
    sequence: Vec<u32>,
    /// Their classes.
    types: Vec<Class>,
    pairs: Vec<(u32, u32)>,
    islands: Vec<Range<usize>>,
}

const NONE: u32 = u32::MAX;

/// What makes a text other than left-to-right at all.
const RIGHT_TO_LEFT: ClassSet = ClassSet::of(&[Class::R, Class::Al, Class::An]);
/// What has a level other than the paragraph's in a right-to-left paragraph without explicit codes.
const NOT_RIGHT: ClassSet = ClassSet::of(&[Class::L, Class::En, Class::An]);
const EXPLICIT: ClassSet = ClassSet::of(&[
    Class::Lre,
    Class::Rle,
    Class::Lro,
    Class::Rlo,
    Class::Pdf,
    Class::Lri,
    Class::Rli,
    Class::Fsi,
    Class::Pdi,
]);
const REMOVED_BY_X9: ClassSet =
    ClassSet::of(&[Class::Lre, Class::Rle, Class::Lro, Class::Rlo, Class::Pdf, Class::Bn]);
/// What is looked through, or separates paragraphs inside a paragraph.
const REMOVED: ClassSet = ClassSet::of(&[Class::Bn, Class::B]);

impl Resolver {
    /// The levels of the scalars of `text`, one paragraph with base level `base`.
    pub(super) fn resolve(
        &mut self,
        text: impl Iterator<Item = (char, Properties)>,
        base: Level,
    ) -> Levels<'_> {
        let present = self.read(text);
        if !present.any(EXPLICIT) {
            // All of the text is one sequence. Two kinds of it, which are most of all text, need
            // no rule at all: every character takes the paragraph's level.
            let is_plain = match base.is_rtl() {
                false => !present.any(RIGHT_TO_LEFT),
                true => !present.any(NOT_RIGHT),
            };
            if is_plain {
                return Levels::All(base);
            }
        }
        self.levels.clear();
        self.levels.resize(self.text.len(), base);
        if !present.any(EXPLICIT) && !present.any(REMOVED) {
            self.find_islands(base);
            self.resolve_islands(base);
            return Levels::Each(&self.levels);
        }
        self.classes.clear();
        self.classes.extend_from_slice(&self.text);
        self.find_partners();
        self.explicit(base);
        self.sequences(base);
        self.fill_removed(base);
        Levels::Each(&self.levels)
    }

    /// Keeps what the rules ask of each scalar; returns all classes that occur.
    fn read(&mut self, text: impl Iterator<Item = (char, Properties)>) -> ClassSet {
        self.text.clear();
        self.brackets.clear();
        let Resolver { text: classes, brackets, .. } = self;
        let mut present = ClassSet::default();
        classes.extend((0..).zip(text).map(|(at, (c, properties))| {
            present.insert(properties.class);
            if properties.is_bracket() {
                brackets.extend(bracket(c).map(|bracket| (at, bracket)));
            }
            properties.class
        }));
        present
    }

    /// In a text that is one sequence, and whose base direction most of its letters have, finds what may
    /// get another level than the paragraph's: what stands between two letters of that direction, if
    /// any letter or number of another level is in it.
    fn find_islands(&mut self, base: Level) {
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
    fn resolve_islands(&mut self, base: Level) {
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

    /// BD9: which isolate initiator matches which PDI. None does across a paragraph separator.
    fn find_partners(&mut self) {
        self.partners.clear();
        self.partners.resize(self.classes.len(), NONE);
        let mut open = Vec::new();
        for (at, class) in (0_u32..).zip(&self.classes) {
            match class {
                Class::Lri | Class::Rli | Class::Fsi => open.push(at),
                Class::Pdi => {
                    if let Some(initiator) = open.pop() {
                        self.partners[initiator as usize] = at;
                        self.partners[at as usize] = initiator;
                    }
                }
                Class::B => open.clear(),
                _ => {}
            }
        }
    }

    /// P2 and P3 on the content of the FSI at `at`: whether it is to be read as RLI (X5c).
    fn is_rtl_isolate(&self, at: usize) -> bool {
        let end = match self.partners[at] {
            NONE => self.classes.len(),
            end => end as usize,
        };
        let mut place = at + 1;
        while place < end {
            match self.classes[place] {
                Class::L => return false,
                Class::R | Class::Al => return true,
                Class::Lri | Class::Rli | Class::Fsi => match self.partners[place] {
                    NONE => return false,
                    partner => place = partner as usize,
                },
                _ => {}
            }
            place += 1;
        }
        false
    }

    /// X1 to X8: explicit levels and overrides. Sets `levels`, and `classes` where an override
    /// holds; X9's characters become BN.
    fn explicit(&mut self, base: Level) {
        #[derive(Clone, Copy)]
        struct Entry {
            level: u8,
            overriding: Option<Class>,
            is_isolate: bool,
        }
        let bottom = Entry { level: base.number(), overriding: None, is_isolate: false };
        let mut stack = vec![bottom];
        let (mut overflowing_isolates, mut overflowing_embeddings, mut valid_isolates) =
            (0_usize, 0_usize, 0_usize);
        for at in 0..self.classes.len() {
            let top = stack[stack.len() - 1];
            let class = self.classes[at];
            let next_level = |is_rtl: bool| {
                let level = if is_rtl { (top.level + 1) | 1 } else { (top.level + 2) & !1 };
                (level <= MAX_DEPTH).then_some(level)
            };
            match class {
                // X2 to X5: embeddings and overrides.
                Class::Rle | Class::Lre | Class::Rlo | Class::Lro => {
                    self.classes[at] = Class::Bn;
                    let overriding = match class {
                        Class::Rlo => Some(Class::R),
                        Class::Lro => Some(Class::L),
                        _ => None,
                    };
                    match next_level(matches!(class, Class::Rle | Class::Rlo)) {
                        Some(level) if overflowing_isolates == 0 && overflowing_embeddings == 0 => {
                            stack.push(Entry { level, overriding, is_isolate: false });
                        }
                        _ if overflowing_isolates == 0 => overflowing_embeddings += 1,
                        _ => {}
                    }
                }
                // X5a to X5c: isolates.
                Class::Rli | Class::Lri | Class::Fsi => {
                    let is_rtl = class == Class::Rli || (class == Class::Fsi && self.is_rtl_isolate(at));
                    self.levels[at] = Level::new(top.level);
                    if let Some(overriding) = top.overriding {
                        self.classes[at] = overriding;
                    }
                    match next_level(is_rtl) {
                        Some(level) if overflowing_isolates == 0 && overflowing_embeddings == 0 => {
                            valid_isolates += 1;
                            stack.push(Entry { level, overriding: None, is_isolate: true });
                        }
                        _ => overflowing_isolates += 1,
                    }
                }
                // X6a: the end of an isolate, and of all that was opened inside it.
                Class::Pdi => {
                    if overflowing_isolates > 0 {
                        overflowing_isolates -= 1;
                    } else if valid_isolates > 0 {
                        overflowing_embeddings = 0;
                        while stack.pop_if(|entry| !entry.is_isolate).is_some() {}
                        stack.pop();
                        valid_isolates -= 1;
                    }
                    let top = stack[stack.len() - 1];
                    self.levels[at] = Level::new(top.level);
                    if let Some(overriding) = top.overriding {
                        self.classes[at] = overriding;
                    }
                }
                // X7: the end of an embedding.
                Class::Pdf => {
                    self.classes[at] = Class::Bn;
                    if overflowing_isolates == 0 {
                        if overflowing_embeddings > 0 {
                            overflowing_embeddings -= 1;
                        } else if !top.is_isolate && stack.len() > 1 {
                            stack.pop();
                        }
                    }
                }
                // X8: all ends with the paragraph.
                Class::B => self.levels[at] = base,
                Class::Bn => {}
                // X6.
                _ => {
                    self.levels[at] = Level::new(top.level);
                    if let Some(overriding) = top.overriding {
                        self.classes[at] = overriding;
                    }
                }
            }
        }
    }

    /// X10: resolves each isolating run sequence.
    fn sequences(&mut self, base: Level) {
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
    fn fill_removed(&mut self, base: Level) {
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

/// The direction of a level, as a strong class.
fn strong_of(level: Level) -> Class {
    if level.is_rtl() { Class::R } else { Class::L }
}

/// I1 and I2: by how much a class raises an even level, and an odd one.
const RAISED: [[u8; Class::COUNT]; 2] = {
    let mut raised = [[0; Class::COUNT]; 2];
    raised[0][Class::R as usize] = 1;
    raised[0][Class::An as usize] = 2;
    raised[0][Class::En as usize] = 2;
    raised[1][Class::L as usize] = 1;
    raised[1][Class::En as usize] = 1;
    raised[1][Class::An as usize] = 1;
    raised
};

/// I1 and I2.
fn implicit(level: Level, class: Class) -> Level {
    Level::new(level.number() + RAISED[usize::from(level.is_rtl())][class as usize])
}

/// W1 to W7.
fn weak(types: &mut [Class], sos: Class, is_isolate: impl Fn(usize) -> bool) {
    const NUMERIC: ClassSet = ClassSet::of(&[Class::En, Class::An]);
    const SEPARATORS: ClassSet = ClassSet::of(&[Class::Es, Class::Et, Class::Cs]);
    // W1 to W3 in one pass: each looks backwards only, W2 at strong types before W3 changes them.
    let mut before = sos;
    let mut strong = sos;
    let mut present = ClassSet::default();
    for (at, slot) in types.iter_mut().enumerate() {
        let mut class = *slot;
        present.insert(class);
        if class == Class::Nsm {
            // W1.
            class = if at > 0 && is_isolate(at - 1) { Class::On } else { before };
        }
        before = class;
        match class {
            Class::L | Class::R | Class::Al => strong = class,
            // W2.
            Class::En if strong == Class::Al => class = Class::An,
            _ => {}
        }
        // W3.
        *slot = if class == Class::Al { Class::R } else { class };
    }
    if !present.any(NUMERIC) {
        // What is left are separators, and those are neutral in all that follows.
        return;
    }
    if present.any(SEPARATORS) {
        // W4.
        for at in 1..types.len().saturating_sub(1) {
            if !SEPARATORS.contains(types[at]) {
                continue;
            }
            let (left, right) = (types[at - 1], types[at + 1]);
            types[at] = match types[at] {
                Class::Es if left == Class::En && right == Class::En => Class::En,
                Class::Cs if left == right && matches!(left, Class::En | Class::An) => left,
                class => class,
            };
        }
    }
    // W5 to W7.
    let mut strong = sos;
    let mut after_number = false;
    let mut at = 0;
    while at < types.len() {
        match types[at] {
            Class::Et => {
                let end =
                    types[at..].iter().position(|&class| class != Class::Et).map_or(types.len(), |n| at + n);
                let is_number = after_number || types.get(end) == Some(&Class::En);
                let class = match (is_number, strong) {
                    (false, _) => Class::On,
                    (true, Class::L) => Class::L,
                    (true, _) => Class::En,
                };
                types[at..end].fill(class);
                after_number = is_number;
                at = end;
                continue;
            }
            Class::Es | Class::Cs => {
                types[at] = Class::On;
                after_number = false;
            }
            Class::En => {
                after_number = true;
                if strong == Class::L {
                    types[at] = Class::L;
                }
            }
            class => {
                after_number = false;
                if matches!(class, Class::L | Class::R) {
                    strong = class;
                }
            }
        }
        at += 1;
    }
}

/// BD16: the pairs of `brackets`, in the order of their opening. Returns whether there is any.
fn find_pairs(
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
fn resolve_pairs(
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

/// The class as the rules on neutrals see it: numbers count as right-to-left.
fn as_strong(class: Class) -> Option<Class> {
    match class {
        Class::L => Some(Class::L),
        Class::R | Class::En | Class::An => Some(Class::R),
        _ => None,
    }
}

/// N1 and N2.
fn neutrals(types: &mut [Class], level: Level, sos: Class, eos: Class) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_open_brackets_undo_every_pair() {
        let level = |text: &str, place: usize| levels(text, BaseDirection::Rtl)[place].number();
        // A pair goes with the letters in it and before it, a lone bracket with the paragraph.
        let before = |open: usize| level(&format!("a(b)א{}", "(".repeat(open)), 3);
        assert_eq!((before(63), before(64)), (2, 1));
        // The sequence goes on after the isolate, and has no pair there either.
        let after = |open: usize| level(&format!("a{}\u{2066}x\u{2069}b)א", "(".repeat(open)), open + 5);
        assert_eq!((after(63), after(64)), (2, 1));
    }

    #[test]
    fn an_isolate_ends_with_its_paragraph() {
        // So deep that the isolate opens no level of its own, and so its end begins no run.
        let text = "\u{202B}".repeat(130) + "\u{2067}\na\u{2069}";
        assert_eq!(levels(&text, BaseDirection::Rtl).len(), 134);
    }
}
