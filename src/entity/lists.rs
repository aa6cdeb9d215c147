//! Names and words in their compiled form: hash tables of plain numbers that are looked up where
//! they lie. The gazetteer inside the program is such bytes from the start, so it costs nothing to
//! have, however long it grows; a reader's own names are compiled when they are read (`compile`)
//! and lie as a second layer over it, whose numbers go on where the first one's end.

use std::borrow::Cow;

use super::gazetteer::Gate;
use super::kind::EntityKind;
use super::letters::Letters;
use super::lexicon::{Class, Completion};
use super::rows::Table;

/// The number of a word.
pub(super) type WordId = u32;
/// A place in the trie of names: the words that lead to it. 0 is the root.
pub(super) type Node = u32;

/// All that the tagger knows.
#[derive(Clone, Debug)]
pub(super) struct Lists {
    pub(super) base: Layer,
    /// Goes before `base` where both hold a name.
    pub(super) own: Option<Layer>,
}

/// One compiled set of lists. Its numbers of words, nodes and entries begin where `first` says.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// Where every string lies; rows say from which byte on, and how many.
    pub(super) pool: Cow<'static, str>,
    pub(super) first: First,
    /// Hash of a word → its number and 1, and eight bits of the hash above. 0 is empty.
    pub(super) slots: Table<1>,
    /// Text (2), what the word can do, the node to which it leads from the root.
    pub(super) words: Table<4>,
    /// In a layer over another: for each word of that one the node to which it leads from the root
    /// here, or 0.
    pub(super) roots: Table<1>,
    /// Hash table: a node that is not the root, a word, the node to which it leads. Under [`END`] in place of a word
    /// stands where in `ends` lies what ends at the node, and 1.
    pub(super) edges: Table<3>,
    /// What it is ([`Listed`]), its number, the spelling if it is vocalised (2).
    pub(super) ends: Table<4>,
    /// Kind and the canonical name's gate, canonical name (2), English name (2), company (2).
    pub(super) entries: Table<7>,
    pub(super) company: Table<1>,
    /// Masculine (2), feminine (2), English (2), the country's entry and 1.
    pub(super) nations: Table<7>,
    /// In order: an adjective, twice the number of its nation, and 1 for the feminine.
    pub(super) adjectives: Table<2>,
    /// Phrase (2), English (2), what completes it.
    pub(super) institutions: Table<5>,
    /// Endings of surnames from elsewhere.
    pub(super) surname_ends: Table<2>,
    /// What [`Letters`] looks up.
    pub(super) letters: Table<1>,
}

/// Where a layer's numbers begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct First {
    pub(super) word: WordId,
    pub(super) node: Node,
    pub(super) entry: u32,
}

/// What a name in the trie stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// A spelling in the gazetteer: of which entry, and what it needs.
    Name { entry: u32, gate: Gate },
    /// An institution's phrase.
    Institution(u32),
    /// No name, though it begins like one.
    Nothing,
}

/// What ends at a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct End<'a> {
    pub(super) listed: Listed,
    /// The spelling as it is listed, if it has marks.
    pub(super) vocalised: Option<&'a str>,
}

/// A nationality adjective in its two definite forms.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nation<'a> {
    pub(super) masculine: &'a str,
    pub(super) feminine: &'a str,
    pub(super) english: &'a str,
    /// The country's entry, if the gazetteer has it.
    pub(super) country: Option<u32>,
}

/// «الجيش», which a nationality makes a name; «جامعة», which a place makes one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Institution<'a> {
    pub(super) phrase: &'a str,
    /// With `{}` where the nationality or the place goes.
    pub(super) english: &'a str,
    pub(super) completed_by: Completion,
    /// No name behind another noun: «انتخابات الرئاسة الأميركية».
    pub(super) stands_alone: bool,
}

/// Stands in `edges` for the end of a name.
pub(super) const END: WordId = WordId::MAX;
/// Set in the row of the last of those that end at one node.
pub(super) const LAST: u32 = 1 << 31;
/// Kinds of a row of `ends`, beside the gate of a name.
pub(super) const INSTITUTION: u32 = 0x100;
pub(super) const NOTHING: u32 = 0x200;

impl Lists {
    /// The number of a folded word. Final ى counts as ي in words of four letters or more: in
    /// shorter ones («على», «علي») they are two words.
    pub(super) fn find(&self, word: &str) -> Option<WordId> {
        if word.as_bytes().ends_with("ى".as_bytes()) {
            self.find_exactly(&normal(word))
        } else {
            self.find_exactly(word)
        }
    }

    /// Second chance: final ه for ة, as many write it. Not for words that begin with a stripped
    /// «و», of which a pronoun at the end is likelier.
    pub(super) fn find_with_heh(&self, word: &str) -> Option<WordId> {
        let stem = word.strip_suffix('ه')?;
        (stem.chars().count() >= 3).then(|| self.find_exactly(&format!("{stem}ة")))?
    }

    fn find_exactly(&self, word: &str) -> Option<WordId> {
        let hash = hash(word.as_bytes());
        self.base.find(hash, word).or_else(|| self.own.as_ref()?.find(hash, word))
    }

    /// What a word can do, and the node to which it leads from the root, if it begins a name.
    pub(super) fn word(&self, word: WordId) -> (Class, Option<Node>) {
        let [_, _, class, node] = match &self.own {
            Some(own) if word >= own.first.word => own.words.row(word - own.first.word),
            _ => self.base.words.row(word),
        };
        let node = match &self.own {
            Some(own) if node == 0 && word < own.first.word => own.roots.row(word)[0],
            _ => node,
        };
        (Class::from_bits(class), (node != 0).then_some(node))
    }

    /// Where `word` leads from `node`, which is not the root.
    pub(super) fn child(&self, node: Node, word: WordId) -> Option<Node> {
        self.base.edge(node, word).or_else(|| self.own.as_ref()?.edge(node, word))
    }

    /// Where `word` leads from any node, the root too.
    pub(super) fn step(&self, node: Node, word: WordId) -> Option<Node> {
        match node {
            0 if word >= self.base.words.len() && self.own.is_none() => None,
            0 => self.word(word).1,
            _ => self.child(node, word),
        }
    }

    /// What ends at `node`; the reader's own first.
    pub(super) fn ends(&self, node: Node) -> impl Iterator<Item = End<'_>> {
        self.own.as_ref().into_iter().flat_map(move |own| own.ends(node)).chain(self.base.ends(node))
    }

    fn entry(&self, entry: u32) -> (&Layer, [u32; 7]) {
        let layer = self.own.as_ref().filter(|own| entry >= own.first.entry).unwrap_or(&self.base);
        (layer, layer.entries.row(entry - layer.first.entry))
    }

    /// What an entry is.
    pub(super) fn kind(&self, entry: u32) -> EntityKind {
        let [bits, ..] = self.entry(entry).1;
        EntityKind::ALL[(bits & 0xFF) as usize]
    }

    /// What an entry's canonical name needs.
    pub(super) fn canonical_gate(&self, entry: u32) -> Gate {
        let [bits, ..] = self.entry(entry).1;
        Gate::ALL[(bits >> 8) as usize]
    }

    /// An entry's names in Arabic and in English.
    pub(super) fn names(&self, entry: u32) -> (&str, Option<&str>) {
        let (layer, [_, canonical, canonical_len, english, english_len, ..]) = self.entry(entry);
        let english = layer.text(english, english_len);
        (layer.text(canonical, canonical_len), Some(english).filter(|english| !english.is_empty()))
    }

    /// The entries in whose company an entry's gated names count.
    pub(super) fn company(&self, entry: u32) -> impl Iterator<Item = u32> {
        let (layer, [.., from, count]) = self.entry(entry);
        (from..from + count).map(|at| layer.company.row(at)[0])
    }

    /// The nation of a definite adjective, and whether it is the feminine.
    pub(super) fn adjective(&self, word: WordId) -> Option<(Nation<'_>, bool)> {
        let rows = &self.base.adjectives;
        let at = rows.0.binary_search_by_key(&word, |row| u32::from_le_bytes(row[0])).ok()?;
        let [_, form] = rows.row(at as u32);
        let [masculine, masculine_len, feminine, feminine_len, english, english_len, country] =
            self.base.nations.row(form / 2);
        let nation = Nation {
            masculine: self.base.text(masculine, masculine_len),
            feminine: self.base.text(feminine, feminine_len),
            english: self.base.text(english, english_len),
            country: country.checked_sub(1),
        };
        Some((nation, form % 2 == 1))
    }

    /// An institution by its number.
    pub(super) fn institution(&self, at: u32) -> Institution<'_> {
        let [phrase, phrase_len, english, english_len, by] = self.base.institutions.row(at);
        Institution {
            phrase: self.base.text(phrase, phrase_len),
            english: self.base.text(english, english_len),
            completed_by: Completion::ALL[(by & 0xFF) as usize],
            stands_alone: by > 0xFF,
        }
    }

    /// Endings of surnames from elsewhere, folded.
    pub(super) fn surname_ends(&self) -> impl Iterator<Item = &str> {
        let rows = 0..self.base.surname_ends.len();
        rows.map(|at| self.base.surname_ends.row(at)).map(|[from, len]| self.base.text(from, len))
    }

    /// The letters that are looked up.
    pub(super) fn letters(&self) -> Letters<'_> {
        Letters::new(self.base.letters.0.as_flattened())
    }
}

impl Layer {
    /// Where the numbers of a layer over this one begin.
    pub(super) fn end(&self) -> First {
        let edges = (0..self.edges.len()).map(|at| self.edges.row(at)).filter(|[_, word, _]| *word != END);
        let words = (0..self.words.len()).map(|at| self.words.row(at));
        let nodes = edges.map(|[.., node]| node).chain(words.map(|[.., node]| node)).max().unwrap_or(0);
        First { word: self.words.len(), node: nodes + 1, entry: self.entries.len() }
    }

    /// A layer as `image` wrote it.
    pub(super) fn read(pool: &'static str, numbers: &'static [u8]) -> Layer {
        let mut numbers = numbers.as_chunks::<4>().0;
        Layer {
            pool: Cow::Borrowed(pool),
            first: First::default(),
            slots: Table::read(&mut numbers),
            words: Table::read(&mut numbers),
            roots: Table::default(),
            edges: Table::read(&mut numbers),
            ends: Table::read(&mut numbers),
            entries: Table::read(&mut numbers),
            company: Table::read(&mut numbers),
            nations: Table::read(&mut numbers),
            adjectives: Table::read(&mut numbers),
            institutions: Table::read(&mut numbers),
            surname_ends: Table::read(&mut numbers),
            letters: Table::read(&mut numbers),
        }
    }

    fn text(&self, from: u32, len: u32) -> &str {
        &self.pool[from as usize..][..len as usize]
    }

    fn find(&self, hash: u64, word: &str) -> Option<WordId> {
        let mask = self.slots.mask()?;
        let mut at = hash as u32 & mask;
        loop {
            let [slot] = self.slots.row(at);
            if slot == 0 {
                return None;
            }
            if slot >> 24 == tag(hash) {
                let id = (slot & 0xFF_FFFF) - 1;
                let [from, len, ..] = self.words.row(id);
                if self.pool.as_bytes().get(from as usize..(from + len) as usize) == Some(word.as_bytes()) {
                    return Some(self.first.word + id);
                }
            }
            at = (at + 1) & mask;
        }
    }

    fn edge(&self, node: Node, word: WordId) -> Option<Node> {
        let mask = self.edges.mask()?;
        let mut at = edge_hash(node, word) & mask;
        loop {
            let [from, by, to] = self.edges.row(at);
            if to == 0 {
                return None;
            }
            if (from, by) == (node, word) {
                return Some(to);
            }
            at = (at + 1) & mask;
        }
    }

    fn ends(&self, node: Node) -> impl Iterator<Item = End<'_>> {
        let mut at = self.edge(node, END).map(|at| at - 1);
        std::iter::from_fn(move || {
            let row = at?;
            let [what, number, from, len] = self.ends.row(row);
            at = (what & LAST == 0).then_some(row + 1);
            let listed = match what & !LAST {
                INSTITUTION => Listed::Institution(number),
                NOTHING => Listed::Nothing,
                gate => Listed::Name { entry: number, gate: Gate::ALL[gate as usize] },
            };
            Some(End { listed, vocalised: (len > 0).then(|| self.text(from, len)) })
        })
    }
}

/// A word as it is listed: final ى is ي in words of four letters or more.
pub(super) fn normal(word: &str) -> Cow<'_, str> {
    match word.strip_suffix('ى') {
        Some(stem) if stem.chars().count() >= 3 => Cow::Owned(format!("{stem}ي")),
        _ => Cow::Borrowed(word),
    }
}

/// Eight bits of a word's hash that do not choose its slot.
pub(super) fn tag(hash: u64) -> u32 {
    (hash >> 56) as u32
}

/// Of the whole word, but for its length from its first and last eight bytes where it has no more
/// than sixteen: nearly every word. What is looked up in is ours, so nobody can fill one slot.
pub(super) fn hash(word: &[u8]) -> u64 {
    const SEEDS: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03];
    let mix = |a: u64, b: u64| {
        let product = u128::from(a ^ SEEDS[0]) * u128::from(b ^ SEEDS[1]);
        product as u64 ^ (product >> 64) as u64
    };
    let number = |chunk: Option<&[u8; 4]>| chunk.map_or(0, |chunk| u64::from(u32::from_le_bytes(*chunk)));
    let length = word.len() as u64;
    let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) else {
        let short = word.iter().take(3).fold(0, |short, byte| short << 8 | u64::from(*byte));
        let (first, last) = match word.len() {
            4.. => (number(word.first_chunk()), number(word.last_chunk())),
            _ => (short, 0),
        };
        return mix(first << 32 | last, length);
    };
    let mut hash = mix(u64::from_le_bytes(*first) ^ length.rotate_left(32), u64::from_le_bytes(*last));
    if word.len() > 16 {
        for chunk in word.as_chunks::<8>().0 {
            hash = mix(hash, u64::from_le_bytes(*chunk));
        }
    }
    hash
}

pub(super) fn edge_hash(node: Node, word: WordId) -> u32 {
    let key = u64::from(node) << 32 | u64::from(word);
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::super::compile;
    use super::super::gazetteer::Gazetteer;
    use super::*;

    /// The lists of the rules and `names`, a line each.
    fn lists(names: &str) -> Lists {
        Lists { base: compile::whole(&Gazetteer::parse(names).0), own: None }
    }

    #[test]
    fn two_short_words_stay_two() {
        let lists = lists("LOC\tغزة\nLOC\tسورية");
        let (on, ali) = (lists.find("على"), lists.find("علي"));
        assert!(on.is_some() && ali.is_some() && on != ali);
        assert!(lists.find("موسى").is_some());
        assert_eq!(lists.find("موسى"), lists.find("موسي"));
        assert_eq!(lists.find_with_heh("غزه"), None, "two letters are no stem");
        assert_eq!(lists.find_with_heh("سوريه"), lists.find("سورية"));
    }

    #[test]
    fn words_of_any_length_are_found_and_no_others() {
        let names: Vec<String> = (1..60).map(|length| "قطر".chars().cycle().take(length).collect()).collect();
        let lists = lists(&names.iter().map(|name| format!("LOC\t{name}\n")).collect::<String>());
        let mut found: Vec<_> = names.iter().map(|name| lists.find(name).expect(name)).collect();
        found.dedup();
        assert_eq!(found.len(), names.len());
        for name in &names {
            assert_eq!(lists.find(&format!("{name}ظ")), None);
        }
        assert_eq!(lists.find(""), None);
    }

    #[test]
    fn a_layer_goes_on_where_its_base_ends() {
        let base = lists("LOC\tسد النهضة\nPER\tقيس").base;
        let own = Gazetteer::parse("LOC\tسد النهضة الكبير\nORG\tسد النهضة\nORG\tضيغم\t\t\tamb with:قيس").0;
        let lists = compile::over(base, &own);
        let node = |name: &[&str]| {
            name.iter()
                .try_fold(0, |node, word| lists.step(node, lists.find(word).expect("a word of a name")))
        };
        let ends = |name: &[&str]| -> Vec<&str> {
            let ends = node(name).into_iter().flat_map(|node| lists.ends(node));
            let entry = |listed| if let Listed::Name { entry, .. } = listed { Some(entry) } else { None };
            ends.filter_map(|end| entry(end.listed)).map(|entry| lists.kind(entry).code()).collect()
        };
        assert_eq!(ends(&["سد", "النهضة"]), ["ORG", "LOC"], "the reader's own first");
        assert_eq!(ends(&["سد", "النهضة", "الكبير"]), ["LOC"]);
        assert_eq!(ends(&["قيس"]), ["PER"]);
        assert_eq!(lists.names(4).0, "ضيغم");
        assert_eq!(lists.company(4).collect::<Vec<_>>(), [1]);
    }
}
