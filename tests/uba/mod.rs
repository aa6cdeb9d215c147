//! The Unicode Bidirectional Algorithm as the standard words it, one function for each rule, with
//! no thought for speed: what the engine's levels are held against.
//!
//! It is written from the text of UAX #9 (<https://www.unicode.org/reports/tr9/>) alone and shares
//! nothing with `src/text` but `unicode-bidi`'s tables of classes and brackets.

use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData, bidi_class};

use BidiClass::{
    AL, AN, B, BN, CS, EN, ES, ET, FSI, L, LRE, LRI, LRO, NSM, ON, PDF, PDI, R, RLE, RLI, RLO, S, WS,
};

/// BD2.
const MAX_DEPTH: u8 = 125;

/// A paragraph, as far as the rules have worked on it.
pub(crate) struct Resolved {
    /// The paragraph embedding level.
    pub(crate) base: u8,
    /// By character; `None` for those that X9 removes.
    pub(crate) levels: Vec<Option<u8>>,
    /// Bidi_Class, by character.
    pub(crate) original: Vec<BidiClass>,
}

/// Rules P2 to I2 on one paragraph; `base` is the level that a higher protocol sets (HL1), if any.
pub(crate) fn resolve(text: &[char], base: Option<u8>) -> Resolved {
    let original: Vec<BidiClass> = text.iter().map(|c| bidi_class(*c)).collect();
    let base = base.unwrap_or_else(|| u8::from(first_strong_is_rtl(&original)));
    let mut types = original.clone();
    let mut levels = x1_to_x8(&mut types, base);
    for (level, class) in levels.iter_mut().zip(&original) {
        if is_removed_by_x9(*class) {
            *level = None;
        }
    }
    for sequence in x10(&original, &levels, base) {
        let mut run = Run::new(&sequence, text, &original, &types);
        run.w1();
        run.w2();
        run.w3();
        run.w4();
        run.w5();
        run.w6();
        run.w7();
        run.n0();
        run.n1();
        run.n2();
        for (at, class) in sequence.places.iter().zip(run.types) {
            levels[*at] = Some(i1_i2(sequence.level, class));
        }
    }
    Resolved { base, levels, original }
}

fn is_initiator(class: BidiClass) -> bool {
    matches!(class, LRI | RLI | FSI)
}

fn is_removed_by_x9(class: BidiClass) -> bool {
    matches!(class, RLE | LRE | RLO | LRO | PDF | BN)
}

/// BD9: the PDI that matches the isolate initiator at `at`.
fn matching_pdi(classes: &[BidiClass], at: usize) -> Option<usize> {
    let mut counter = 1;
    for (place, class) in classes.iter().enumerate().skip(at + 1) {
        if is_initiator(*class) {
            counter += 1;
        } else if *class == PDI {
            counter -= 1;
            if counter == 0 {
                return Some(place);
            }
        }
    }
    None
}

/// P2 and P3.
fn first_strong_is_rtl(classes: &[BidiClass]) -> bool {
    let mut at = 0;
    while at < classes.len() {
        match classes[at] {
            L => return false,
            R | AL => return true,
            class if is_initiator(class) => match matching_pdi(classes, at) {
                Some(pdi) => at = pdi,
                None => return false,
            },
            _ => {}
        }
        at += 1;
    }
    false
}

#[derive(Clone, Copy, PartialEq)]
enum Override {
    Neutral,
    RightToLeft,
    LeftToRight,
}

#[derive(Clone, Copy)]
struct Status {
    level: u8,
    directional_override: Override,
    isolate: bool,
}

fn next_odd(level: u8) -> u8 {
    if level % 2 == 1 { level + 2 } else { level + 1 }
}

fn next_even(level: u8) -> u8 {
    if level % 2 == 1 { level + 1 } else { level + 2 }
}

/// The explicit levels; overrides are entered into `types`.
fn x1_to_x8(types: &mut [BidiClass], base: u8) -> Vec<Option<u8>> {
    // X1.
    let mut stack = vec![Status { level: base, directional_override: Override::Neutral, isolate: false }];
    let mut overflow_isolate_count = 0;
    let mut overflow_embedding_count = 0;
    let mut valid_isolate_count = 0;
    let mut levels = vec![None; types.len()];
    let original = types.to_vec();
    let place = |at: usize, status: Status, types: &mut [BidiClass], levels: &mut [Option<u8>]| {
        levels[at] = Some(status.level);
        match status.directional_override {
            Override::Neutral => {}
            Override::RightToLeft => types[at] = R,
            Override::LeftToRight => types[at] = L,
        }
    };
    for at in 0..types.len() {
        let last = *stack.last().expect("X6a and X7 never take the first entry");
        match original[at] {
            // X2 to X5.
            class @ (RLE | LRE | RLO | LRO) => {
                let level =
                    if matches!(class, RLE | RLO) { next_odd(last.level) } else { next_even(last.level) };
                if level <= MAX_DEPTH && overflow_isolate_count == 0 && overflow_embedding_count == 0 {
                    let directional_override = match class {
                        RLO => Override::RightToLeft,
                        LRO => Override::LeftToRight,
                        _ => Override::Neutral,
                    };
                    stack.push(Status { level, directional_override, isolate: false });
                } else if overflow_isolate_count == 0 {
                    overflow_embedding_count += 1;
                }
            }
            // X5a, X5b, X5c.
            class @ (RLI | LRI | FSI) => {
                place(at, last, types, &mut levels);
                let is_rtl = match class {
                    RLI => true,
                    LRI => false,
                    _ => {
                        let end = matching_pdi(&original, at).unwrap_or(original.len());
                        first_strong_is_rtl(&original[at + 1..end])
                    }
                };
                let level = if is_rtl { next_odd(last.level) } else { next_even(last.level) };
                if level <= MAX_DEPTH && overflow_isolate_count == 0 && overflow_embedding_count == 0 {
                    valid_isolate_count += 1;
                    stack.push(Status { level, directional_override: Override::Neutral, isolate: true });
                } else {
                    overflow_isolate_count += 1;
                }
            }
            // X6a.
            PDI => {
                if overflow_isolate_count > 0 {
                    overflow_isolate_count -= 1;
                } else if valid_isolate_count == 0 {
                    // Matches no isolate initiator.
                } else {
                    overflow_embedding_count = 0;
                    while !stack.last().expect("a valid isolate is on the stack").isolate {
                        stack.pop();
                    }
                    stack.pop();
                    valid_isolate_count -= 1;
                }
                let last = *stack.last().expect("the first entry is no isolate");
                place(at, last, types, &mut levels);
            }
            // X7.
            PDF => {
                if overflow_isolate_count > 0 {
                    // Within an overflowing isolate.
                } else if overflow_embedding_count > 0 {
                    overflow_embedding_count -= 1;
                } else if !last.isolate && stack.len() >= 2 {
                    stack.pop();
                }
            }
            // X8.
            B => levels[at] = Some(base),
            BN => {}
            // X6.
            _ => place(at, last, types, &mut levels),
        }
    }
    levels
}

/// An isolating run sequence (BD13), with the edges that X10 gives it.
struct Sequence {
    /// Which characters, in logical order.
    places: Vec<usize>,
    level: u8,
    sos: BidiClass,
    eos: BidiClass,
}

/// BD7: the level runs of what X9 has left.
fn level_runs(levels: &[Option<u8>]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for at in (0..levels.len()).filter(|at| levels[*at].is_some()) {
        match runs.last_mut() {
            Some(run) if levels[run[0]] == levels[at] => run.push(at),
            _ => runs.push(vec![at]),
        }
    }
    runs
}

/// X10 and BD13.
fn x10(original: &[BidiClass], levels: &[Option<u8>], base: u8) -> Vec<Sequence> {
    let runs = level_runs(levels);
    // BD9, for all initiators at once, by the same count.
    let mut initiator_of = vec![None; original.len()];
    let mut pdi_of = vec![None; original.len()];
    for at in (0..original.len()).filter(|at| is_initiator(original[*at])) {
        if let Some(pdi) = matching_pdi(original, at) {
            pdi_of[at] = Some(pdi);
            initiator_of[pdi] = Some(at);
        }
    }
    let mut sequences = Vec::new();
    for run in &runs {
        if original[run[0]] == PDI && initiator_of[run[0]].is_some() {
            continue;
        }
        let mut places = run.clone();
        loop {
            let last = places[places.len() - 1];
            let Some(pdi) = pdi_of[last] else { break };
            let next = runs.iter().find(|run| run.contains(&pdi)).expect("every PDI is in a run");
            places.extend(next);
        }
        let (first, last) = (places[0], places[places.len() - 1]);
        let level = levels[first].expect("X9 has left it");
        let before = levels[..first].iter().rev().flatten().next().copied().unwrap_or(base);
        let after = match is_initiator(original[last]) {
            // "… or if the last character of the sequence is an isolate initiator (and lacks a
            // matching PDI)".
            true => base,
            false => levels[last + 1..].iter().flatten().next().copied().unwrap_or(base),
        };
        let side = |other: u8| if level.max(other) % 2 == 1 { R } else { L };
        sequences.push(Sequence { places, level, sos: side(before), eos: side(after) });
    }
    sequences
}

/// The characters of a sequence while W1 to N2 work on them.
struct Run<'s> {
    sequence: &'s Sequence,
    characters: Vec<char>,
    original: Vec<BidiClass>,
    types: Vec<BidiClass>,
}

impl<'s> Run<'s> {
    fn new(sequence: &'s Sequence, text: &[char], original: &[BidiClass], types: &[BidiClass]) -> Self {
        Run {
            sequence,
            characters: sequence.places.iter().map(|at| text[*at]).collect(),
            original: sequence.places.iter().map(|at| original[*at]).collect(),
            types: sequence.places.iter().map(|at| types[*at]).collect(),
        }
    }

    /// "Search backward from … until the first strong type (R, L, AL, or sos) is found."
    fn strong_before(&self, at: usize) -> BidiClass {
        self.types[..at]
            .iter()
            .rev()
            .copied()
            .find(|class| matches!(class, R | L | AL))
            .unwrap_or(self.sequence.sos)
    }

    fn w1(&mut self) {
        for at in 0..self.types.len() {
            if self.types[at] == NSM {
                self.types[at] = match at.checked_sub(1) {
                    None => self.sequence.sos,
                    Some(before) if is_initiator(self.original[before]) || self.original[before] == PDI => ON,
                    Some(before) => self.types[before],
                };
            }
        }
    }

    fn w2(&mut self) {
        for at in 0..self.types.len() {
            if self.types[at] == EN && self.strong_before(at) == AL {
                self.types[at] = AN;
            }
        }
    }

    fn w3(&mut self) {
        for class in &mut self.types {
            if *class == AL {
                *class = R;
            }
        }
    }

    fn w4(&mut self) {
        for at in 1..self.types.len().saturating_sub(1) {
            match (self.types[at - 1], self.types[at], self.types[at + 1]) {
                (EN, ES | CS, EN) => self.types[at] = EN,
                (AN, CS, AN) => self.types[at] = AN,
                _ => {}
            }
        }
    }

    fn w5(&mut self) {
        for at in 0..self.types.len() {
            if self.types[at] == EN {
                for place in (0..at).rev().take_while(|place| self.types[*place] == ET).collect::<Vec<_>>() {
                    self.types[place] = EN;
                }
                for place in at + 1..self.types.len() {
                    if self.types[place] != ET {
                        break;
                    }
                    self.types[place] = EN;
                }
            }
        }
    }

    fn w6(&mut self) {
        for class in &mut self.types {
            if matches!(class, ET | ES | CS) {
                *class = ON;
            }
        }
    }

    fn w7(&mut self) {
        for at in 0..self.types.len() {
            if self.types[at] == EN && self.strong_before(at) == L {
                self.types[at] = L;
            }
        }
    }

    /// BD14, BD15: a character that is a paired bracket by its properties, and whose type is ON by
    /// now; canonical equivalents are one.
    fn bracket(&self, at: usize) -> Option<(char, bool)> {
        if self.types[at] != ON {
            return None;
        }
        let bracket = HardcodedBidiData.bidi_matched_opening_bracket(self.characters[at])?;
        Some((bracket.opening, bracket.is_open))
    }

    /// BD16. Where the stack has no room for an opening bracket, it ends with an empty list for the
    /// whole of the sequence: pairs that were found before count no more than those after.
    fn bd16(&self) -> Vec<(usize, usize)> {
        let mut stack: Vec<(char, usize)> = Vec::new();
        let mut pairs = Vec::new();
        for at in 0..self.types.len() {
            match self.bracket(at) {
                Some((opening, true)) => {
                    if stack.len() == 63 {
                        return Vec::new();
                    }
                    stack.push((opening, at));
                }
                Some((opening, false)) => {
                    for element in (0..stack.len()).rev() {
                        if stack[element].0 == opening {
                            pairs.push((stack[element].1, at));
                            stack.truncate(element);
                            break;
                        }
                    }
                }
                None => {}
            }
        }
        pairs.sort_by_key(|pair| pair.0);
        pairs
    }

    /// "Within this scope, bidirectional types EN and AN are treated as R."
    fn strong(class: BidiClass) -> Option<BidiClass> {
        match class {
            L => Some(L),
            R | EN | AN => Some(R),
            _ => None,
        }
    }

    fn embedding_direction(&self) -> BidiClass {
        if self.sequence.level % 2 == 1 { R } else { L }
    }

    fn n0(&mut self) {
        let embedding = self.embedding_direction();
        for (open, close) in self.bd16() {
            let inside: Vec<BidiClass> =
                self.types[open + 1..close].iter().filter_map(|class| Self::strong(*class)).collect();
            let class = if inside.contains(&embedding) {
                // N0 b.
                embedding
            } else if let Some(opposite) = inside.first().copied() {
                // N0 c.
                let before = self.types[..open].iter().rev().find_map(|class| Self::strong(*class));
                if before.unwrap_or(self.sequence.sos) == opposite { opposite } else { embedding }
            } else {
                // N0 d.
                continue;
            };
            for bracket in [open, close] {
                self.types[bracket] = class;
                for mark in bracket + 1..self.types.len() {
                    if self.original[mark] != NSM {
                        break;
                    }
                    self.types[mark] = class;
                }
            }
        }
    }

    fn is_neutral_or_isolate(class: BidiClass) -> bool {
        matches!(class, B | S | WS | ON) || is_initiator(class) || class == PDI
    }

    fn n1(&mut self) {
        let types = self.types.clone();
        for at in 0..types.len() {
            if !Self::is_neutral_or_isolate(types[at]) {
                continue;
            }
            let before = types[..at].iter().rev().find_map(|class| Self::strong(*class));
            let after = types[at + 1..].iter().find_map(|class| Self::strong(*class));
            let before = before.unwrap_or(self.sequence.sos);
            if before == after.unwrap_or(self.sequence.eos) {
                self.types[at] = before;
            }
        }
    }

    fn n2(&mut self) {
        let embedding = self.embedding_direction();
        for class in &mut self.types {
            if Self::is_neutral_or_isolate(*class) {
                *class = embedding;
            }
        }
    }
}

fn i1_i2(level: u8, class: BidiClass) -> u8 {
    match (level % 2, class) {
        (0, R) => level + 1,
        (0, AN | EN) => level + 2,
        (1, L | EN | AN) => level + 1,
        _ => level,
    }
}

/// L1 on a line that holds the whole paragraph.
pub(crate) fn l1(resolved: &Resolved) -> Vec<Option<u8>> {
    let mut levels = resolved.levels.clone();
    // L1.1 to L1.4, from the end: whether all that stands from here to a separator or the end is
    // white space or isolate formatting. What X9 removes is not there.
    let mut at_end = true;
    for (level, class) in levels.iter_mut().zip(&resolved.original).rev() {
        match class {
            S | B => at_end = true,
            WS | FSI | LRI | RLI | PDI => {}
            class if is_removed_by_x9(*class) => continue,
            _ => at_end = false,
        }
        if at_end {
            *level = Some(resolved.base);
        }
    }
    levels
}

/// L2: the logical places of what X9 has left, from left to right.
pub(crate) fn l2(levels: &[Option<u8>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).filter(|at| levels[*at].is_some()).collect();
    let number = |at: &usize| levels[*at].expect("filtered");
    let highest = order.iter().map(number).max().unwrap_or(0);
    let lowest_odd = order.iter().map(number).filter(|level| level % 2 == 1).min();
    for level in (lowest_odd.unwrap_or(highest + 1)..=highest).rev() {
        for sequence in order.chunk_by_mut(|left, right| (number(left) >= level) == (number(right) >= level))
        {
            if number(&sequence[0]) >= level {
                sequence.reverse();
            }
        }
    }
    order
}
