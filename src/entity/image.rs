//! Compiled lists → the bytes that [`Layer::read`] finds in the program. The build script writes them;
//! in the library only a test does.

use super::lists::Layer;
use super::rows::Table;

impl Layer {
    /// Every table, in the order of [`Layer::read`], each with its number of rows before it.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut numbers = Vec::new();
        write(&self.slots, &mut numbers);
        write(&self.words, &mut numbers);
        write(&self.edges, &mut numbers);
        write(&self.ends, &mut numbers);
        write(&self.entries, &mut numbers);
        write(&self.company, &mut numbers);
        write(&self.nations, &mut numbers);
        write(&self.adjectives, &mut numbers);
        write(&self.institutions, &mut numbers);
        write(&self.surname_ends, &mut numbers);
        write(&self.letters, &mut numbers);
        numbers
    }
}

fn write<const K: usize>(table: &Table<K>, numbers: &mut Vec<u8>) {
    numbers.extend(table.len().to_le_bytes());
    numbers.extend_from_slice(table.0.as_flattened().as_flattened());
}

#[cfg(test)]
mod tests {
    use super::super::compile;
    use super::super::gazetteer::Gazetteer;
    use super::super::tagger::Tagger;

    /// What the build script made is what would be made now, to the byte.
    #[test]
    fn the_program_holds_the_lists_of_the_files() {
        let (built_in, now) = (Tagger::built_in().lists.base, compile::whole(&Gazetteer::built_in()));
        assert!(built_in.pool == now.pool && built_in.write() == now.write());
    }
}
