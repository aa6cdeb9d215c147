//! Tables of numbers as they lie in the program: looked up in place, never parsed.

use std::borrow::Cow;

/// Rows of `K` numbers, little-endian: borrowed from the program, or made at run time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table<const K: usize>(pub(super) Cow<'static, [[[u8; 4]; K]]>);

impl<const K: usize> Table<K> {
    pub(super) fn new(rows: impl IntoIterator<Item = [u32; K]>) -> Table<K> {
        Table(Cow::Owned(rows.into_iter().map(|row| row.map(u32::to_le_bytes)).collect()))
    }

    pub(super) fn len(&self) -> u32 {
        self.0.len() as u32
    }

    pub(super) fn row(&self, at: u32) -> [u32; K] {
        self.0[at as usize].map(u32::from_le_bytes)
    }

    /// The mask of a hash table, whose length is a power of two; `None` if it is empty.
    pub(super) fn mask(&self) -> Option<u32> {
        self.len().checked_sub(1)
    }

    pub(super) fn read(numbers: &mut &'static [[u8; 4]]) -> Table<K> {
        let Some((count, rest)) = numbers.split_first() else { return Table::default() };
        let (rows, rest) = rest.split_at(u32::from_le_bytes(*count) as usize * K);
        *numbers = rest;
        Table(Cow::Borrowed(rows.as_chunks::<K>().0))
    }
}

impl<const K: usize> Default for Table<K> {
    fn default() -> Table<K> {
        Table(Cow::Borrowed(&[]))
    }
}
