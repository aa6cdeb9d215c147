//! Names and words → their compiled form (`lists`). The build script runs this over the gazetteer
//! inside the program, and the tagger over a reader's own names: the same code, so that both are
//! found alike. The same input gives the same bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::gazetteer::{Gate, Gazetteer};
use super::kind::EntityKind;
use super::letters::{self, Letters};
use super::lexicon::{Class, Lexicon};
use super::lists::{
    END, First, INSTITUTION, LAST, Layer, Lists, NOTHING, Node, WordId, edge_hash, hash, normal, tag,
};
use super::rows::Table;
use crate::fold::{Folding, is_mark};

/// Compiles `gazetteer` with the words of the rules: all that a tagger needs.
pub(super) fn whole(gazetteer: &Gazetteer) -> Layer {
    let lexicon = Lexicon::built_in();
    let mut compiler = Compiler::new(None);
    for (word, class) in &lexicon.words {
        let id = compiler.word(word);
        compiler.words[id as usize][2] |= class.bits();
    }
    let (nations, adjectives) = compiler.nations(&lexicon, gazetteer);
    compiler.names(gazetteer);
    let institutions: Vec<[u32; 5]> = (0..)
        .zip(&lexicon.institutions)
        .map(|(at, line)| {
            compiler.name(line.phrase, [INSTITUTION, at, 0, 0]);
            let by = line.completed_by as u32 | u32::from(line.stands_alone) << 8;
            let ([phrase, phrase_len], [english, english_len]) =
                (compiler.text(line.phrase), compiler.text(line.english));
            [phrase, phrase_len, english, english_len, by]
        })
        .collect();
    for phrase in &lexicon.not_names {
        compiler.name(phrase, [NOTHING, 0, 0, 0]);
    }
    let surname_ends: Vec<[u32; 2]> = lexicon.surname_ends.iter().map(|end| compiler.text(end)).collect();
    Layer {
        nations: Table::new(nations),
        adjectives: Table::new(adjectives),
        institutions: Table::new(institutions),
        surname_ends: Table::new(surname_ends),
        letters: Table::new(Letters::all().map(|letter| [letter])),
        ..compiler.layer()
    }
}

/// Compiles `gazetteer` alone, without the words of the rules: what a list says, and no more.
pub(super) fn names(gazetteer: &Gazetteer) -> Layer {
    let mut compiler = Compiler::new(None);
    compiler.names(gazetteer);
    Layer { letters: Table::new(Letters::all().map(|letter| [letter])), ..compiler.layer() }
}

/// Compiles `gazetteer` as a layer over `base`.
pub(super) fn over(base: Layer, gazetteer: &Gazetteer) -> Lists {
    let base = Lists { base, own: None };
    let mut compiler = Compiler::new(Some(&base));
    compiler.names(gazetteer);
    let own = compiler.layer();
    Lists { own: Some(own), ..base }
}

struct Compiler<'a> {
    base: Option<&'a Lists>,
    first: First,
    pool: String,
    /// Words of this layer, whose rows are `words`.
    ids: HashMap<String, WordId>,
    words: Vec<[u32; 4]>,
    edges: HashMap<(Node, WordId), Node>,
    nodes: Node,
    ends: BTreeMap<Node, Vec<[u32; 4]>>,
    entries: Vec<[u32; 7]>,
    company: Vec<[u32; 1]>,
}

impl<'a> Compiler<'a> {
    fn new(base: Option<&'a Lists>) -> Compiler<'a> {
        // Node 0 is the root.
        let first = base.map_or(First { node: 1, ..First::default() }, |base| base.base.end());
        Compiler {
            base,
            first,
            pool: String::new(),
            ids: HashMap::new(),
            words: Vec::new(),
            edges: HashMap::new(),
            nodes: first.node,
            ends: BTreeMap::new(),
            entries: Vec::new(),
            company: Vec::new(),
        }
    }

    /// Every entry, and in the trie every spelling that is looked for.
    fn names(&mut self, gazetteer: &Gazetteer) {
        let company = self.companions(gazetteer);
        for (at, (entry, company)) in (self.first.entry..).zip(gazetteer.entries.iter().zip(company)) {
            let gate = entry.names.first().map_or(Gate::Open, |(_, gate)| *gate);
            let kind = entry.entity.kind.number() as u32 | (gate as u32) << 8;
            let [canonical, canonical_len] = self.text(&entry.entity.canonical);
            let [english, english_len] = self.text(entry.entity.english.as_deref().unwrap_or_default());
            let (from, count) = (self.company.len() as u32, company.len() as u32);
            self.entries.push([kind, canonical, canonical_len, english, english_len, from, count]);
            self.company.extend(company.into_iter().map(|entry| [entry]));
            for (name, gate) in entry.names.iter().filter(|(_, gate)| *gate != Gate::Label) {
                let [from, len] = if name.contains(is_mark) { self.text(name) } else { [0, 0] };
                self.name(name, [*gate as u32, at, from, len]);
            }
        }
    }

    /// For each entry, the entries that are called as its company is.
    fn companions(&self, gazetteer: &Gazetteer) -> Vec<Vec<u32>> {
        let mut entries: HashMap<&str, Vec<u32>> = HashMap::new();
        if gazetteer.company().next().is_some() {
            for at in 0..self.base.map_or(0, |_| self.first.entry) {
                let name = self.base.map_or("", |base| base.names(at).0);
                entries.entry(name).or_default().push(at);
            }
            for (at, entry) in (self.first.entry..).zip(&gazetteer.entries) {
                entries.entry(&entry.entity.canonical).or_default().push(at);
            }
        }
        let find = |name: &String| entries.get(name.as_str()).cloned().unwrap_or_default();
        gazetteer.entries.iter().map(|entry| entry.company.iter().flat_map(find).collect()).collect()
    }

    /// The rows of `nations` and of `adjectives`.
    fn nations(&mut self, lexicon: &Lexicon, gazetteer: &Gazetteer) -> (Vec<[u32; 7]>, Vec<[u32; 2]>) {
        let mut places: HashMap<&str, u32> = HashMap::new();
        for (number, entry) in (1..).zip(&gazetteer.entries) {
            if entry.entity.kind == EntityKind::Place {
                places.entry(&entry.entity.canonical).or_insert(number);
            }
        }
        let (mut nations, mut adjectives) = (Vec::new(), BTreeMap::new());
        for (at, nation) in (0..).zip(&lexicon.nations) {
            let mut listed = None;
            for spelling in &nation.spellings {
                let forms = [format!("ال{spelling}"), format!("ال{spelling}ة")];
                for (feminine, form) in (0..).zip(&forms) {
                    let id = self.word(&Folding::TAGGING.fold(form));
                    self.words[id as usize][2] |= Class::NATION.bits();
                    // Of two nations with one adjective the later one has it.
                    adjectives.insert(id, 2 * at + feminine);
                }
                listed.get_or_insert(forms);
            }
            let [masculine, feminine] = listed.unwrap_or_default();
            let ([masculine, masculine_len], [feminine, feminine_len], [english, english_len]) =
                (self.text(&masculine), self.text(&feminine), self.text(nation.english));
            let country = places.get(nation.country).copied().unwrap_or(0);
            nations.push([masculine, masculine_len, feminine, feminine_len, english, english_len, country]);
        }
        (nations, adjectives.into_iter().map(|(word, form)| [word, form]).collect())
    }

    /// Puts a name into the trie. A name without letters is none.
    fn name(&mut self, name: &str, end: [u32; 4]) {
        let mut node = 0;
        for word in letters::words(name) {
            let id = self.word(&word);
            node = self.step(node, id);
        }
        if node != 0 {
            self.ends.entry(node).or_default().push(end);
        }
    }

    fn step(&mut self, node: Node, word: WordId) -> Node {
        let known = self.base.and_then(|base| base.step(node, word));
        let fresh = self.nodes;
        let to = known.unwrap_or_else(|| *self.edges.entry((node, word)).or_insert(fresh));
        if to == fresh {
            self.nodes += 1;
        }
        to
    }

    /// The number of a folded word, given now if it has none.
    fn word(&mut self, word: &str) -> WordId {
        let word = normal(word);
        if let Some(id) = self.base.and_then(|base| base.find(&word)) {
            return id;
        }
        if let Some(&id) = self.ids.get(word.as_ref()) {
            return id;
        }
        let id = self.first.word + self.words.len() as u32;
        let [from, len] = self.text(&word);
        self.words.push([from, len, 0, 0]);
        self.ids.insert(word.into_owned(), id);
        id
    }

    fn text(&mut self, text: &str) -> [u32; 2] {
        if text.is_empty() {
            return [0, 0];
        }
        let from = u32::try_from(self.pool.len()).expect("names of less than 4 GiB");
        self.pool.push_str(text);
        [from, text.len() as u32]
    }

    fn layer(mut self) -> Layer {
        assert!(self.words.len() < 1 << 24, "a slot holds 24 bits of a word's number");
        // Most words of a text are in no list, so their places are mostly free; names go on rarely.
        let mut slots = vec![[0]; capacity(2 * self.words.len())];
        for (number, &[from, len, ..]) in (1..).zip(&self.words) {
            let hash = hash(&self.pool.as_bytes()[from as usize..][..len as usize]);
            insert(&mut slots, hash as u32, [tag(hash) << 24 | number]);
        }
        // In order, so that the same names give the same bytes.
        let mut edges: Vec<[u32; 3]> =
            self.edges.iter().map(|(&(node, word), &to)| [node, word, to]).collect();
        edges.sort_unstable_by_key(|&[.., to]| to);
        // Those from the root stand beside the words.
        let (from_root, mut edges): (Vec<_>, Vec<_>) = edges.into_iter().partition(|[node, ..]| *node == 0);
        let mut roots = vec![[0]; self.first.word as usize];
        for [_, word, to] in from_root {
            match word.checked_sub(self.first.word) {
                Some(own) => self.words[own as usize][3] = to,
                None => roots[word as usize] = [to],
            }
        }
        let mut ends: Vec<[u32; 4]> = Vec::new();
        for (node, mut here) in self.ends {
            here.last_mut().expect("a node is entered with what ends there")[0] |= LAST;
            edges.push([node, END, ends.len() as u32 + 1]);
            ends.append(&mut here);
        }
        let mut table = vec![[0; 3]; capacity(edges.len() + edges.len() / 3)];
        for edge in edges {
            insert(&mut table, edge_hash(edge[0], edge[1]), edge);
        }
        Layer {
            pool: Cow::Owned(self.pool),
            first: self.first,
            slots: Table::new(slots),
            words: Table::new(self.words),
            roots: Table::new(roots),
            edges: Table::new(table),
            ends: Table::new(ends),
            entries: Table::new(self.entries),
            company: Table::new(self.company),
            ..Layer::default()
        }
    }
}

/// A power of two with so many places, if there is anything to place.
fn capacity(places: usize) -> usize {
    // One stays free even in the smallest table, where a search for what is not there ends.
    if places == 0 { 0 } else { (places + 1).next_power_of_two() }
}

/// Enters `row` at the first free place from where its hash says; the last number of a free one is 0.
fn insert<const K: usize>(table: &mut [[u32; K]], hash: u32, row: [u32; K]) {
    let mask = table.len() - 1;
    let mut at = hash as usize & mask;
    while table[at][K - 1] != 0 {
        at = (at + 1) & mask;
    }
    table[at] = row;
}
