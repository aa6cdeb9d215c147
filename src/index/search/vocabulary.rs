//! Words → numbers, in the order in which they are first met.

use std::hash::{BuildHasher, RandomState};

/// Words that have been met. A table of our own, since it is asked for every word of a library: words stand
/// one after the other, and nothing is allocated for each.
#[derive(Debug)]
pub(super) struct Vocabulary {
    words: String,
    /// Where each word ends in `words`.
    ends: Vec<u32>,
    /// Open addressing, a power of two: the upper half of a word's hash, and its number from 1; 0 is empty.
    slots: Vec<(u32, u32)>,
    /// Articles come from strangers: nobody may know which words meet in one slot.
    seed: u64,
}

impl Default for Vocabulary {
    fn default() -> Vocabulary {
        let seed = RandomState::new().hash_one(0_u8) | 1;
        Vocabulary { words: String::new(), ends: Vec::new(), slots: vec![(0, 0); 1 << 12], seed }
    }
}

impl Vocabulary {
    /// The number of `word`, which is entered if it is new.
    pub(super) fn number(&mut self, word: &str) -> usize {
        let hash = self.hash(word.as_bytes());
        let (tag, mask) = ((hash >> 32) as u32, self.slots.len() - 1);
        let mut at = hash as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => break,
                (found, number) if found == tag && self.word(number as usize - 1) == word => {
                    return number as usize - 1;
                }
                _ => at = (at + 1) & mask,
            }
        }
        self.words.push_str(word);
        self.ends.push(self.words.len() as u32);
        self.slots[at] = (tag, self.ends.len() as u32);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.ends.len() - 1
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn word(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.words[start..self.ends[number] as usize]
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![(0, 0); mask + 1];
        for number in 0..self.len() {
            let hash = self.hash(self.word(number).as_bytes());
            let mut at = hash as usize & mask;
            while slots[at].1 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = ((hash >> 32) as u32, number as u32 + 1);
        }
        self.slots = slots;
    }

    /// Eight bytes at a time, each folded into the rest by a long multiplication with a secret.
    fn hash(&self, bytes: &[u8]) -> u64 {
        let mix = |hash: u64, part: u64| {
            let product = u128::from(hash ^ part) * u128::from(self.seed);
            product as u64 ^ (product >> 64) as u64
        };
        let (parts, rest) = bytes.as_chunks::<8>();
        let hash = parts.iter().fold(self.seed.rotate_left(29) ^ bytes.len() as u64, |hash, part| {
            mix(hash, u64::from_le_bytes(*part))
        });
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        mix(mix(hash, u64::from_le_bytes(last)), self.seed >> 7)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut vocabulary = Vocabulary::default();
        let words: Vec<String> = (0..20_000).map(|n| format!("{}{n}", "كلمة".repeat(n % 5))).collect();
        for round in 0..2 {
            for (number, word) in words.iter().enumerate() {
                assert_eq!(vocabulary.number(word), number, "{word} in round {round}");
            }
        }
        assert_eq!((vocabulary.len(), vocabulary.word(4)), (words.len(), words[4].as_str()));
        assert_eq!(vocabulary.number(""), words.len());
    }
}
