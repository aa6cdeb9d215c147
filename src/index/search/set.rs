//! A set of articles that follow each other.

/// Some of `len` articles, a bit for each.
#[derive(Clone, Debug)]
pub(in crate::index) struct Set {
    bits: Vec<u64>,
}

impl Set {
    pub(super) fn none(len: usize) -> Set {
        Set { bits: vec![0; len.div_ceil(64)] }
    }

    /// All, and perhaps some beyond the end, for which nobody asks.
    pub(super) fn all(len: usize) -> Set {
        Set { bits: vec![u64::MAX; len.div_ceil(64)] }
    }

    pub(super) fn insert(&mut self, articles: &[u16]) {
        for article in articles {
            self.bits[usize::from(*article / 64)] |= 1 << (article % 64);
        }
    }

    pub(super) fn contains(&self, article: usize) -> bool {
        self.bits[article / 64] & 1 << (article % 64) != 0
    }

    /// Keeps what is in `other` too.
    pub(super) fn keep(&mut self, other: &Set) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(mine, other)| *mine &= other);
    }

    /// Takes out what is in `other`.
    pub(super) fn remove(&mut self, other: &Set) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(mine, other)| *mine &= !other);
    }
}
