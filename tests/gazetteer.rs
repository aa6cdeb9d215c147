//! Keeps the gazetteer clean: every line can be read, is sorted, and says something new; names that
//! several entries share are gated in all but one.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;

use warraq::entity::{EntityKind, Gate, Gazetteer};
use warraq::fold::Folding;

const FILES: [(&str, EntityKind); 3] = [
    ("places.tsv", EntityKind::Place),
    ("organisations.tsv", EntityKind::Organisation),
    ("people.tsv", EntityKind::Person),
];

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/gazetteer").join(name);
    fs::read_to_string(path).expect("the gazetteer can be read")
}

fn fold(name: &str) -> String {
    Folding::TAGGING.fold(name)
}

#[test]
fn every_line_can_be_read_and_is_of_its_file() {
    for (name, kind) in FILES {
        let text = file(name);
        let (gazetteer, errors) = Gazetteer::parse(&text);
        assert!(errors.is_empty(), "{name}: {errors:?}");
        assert!(gazetteer.iter().all(|(entity, _)| entity.kind == kind), "{name} holds another kind");
        assert!(
            gazetteer.iter().all(|(entity, _)| entity.english.is_some()),
            "{name}: an English name is missing"
        );
        assert_eq!(text.lines().filter(|line| line.ends_with(char::is_whitespace)).count(), 0, "{name}");
    }
}

#[test]
fn the_files_are_sorted_by_folded_name() {
    for (name, _) in FILES {
        let (gazetteer, _) = Gazetteer::parse(&file(name));
        let names: Vec<String> = gazetteer.iter().map(|(entity, _)| fold(&entity.canonical)).collect();
        let wrong = names.windows(2).find(|pair| pair[0] >= pair[1]);
        assert_eq!(wrong, None, "{name}: not in order, or twice");
    }
}

#[test]
fn every_spelling_can_be_found_and_says_something_new() {
    let gazetteer = Gazetteer::built_in();
    for (entity, names) in gazetteer.iter() {
        let mut seen = HashSet::new();
        for (name, _) in names {
            let folded = fold(name);
            let letters = folded.chars().filter(|c| c.is_alphanumeric()).count();
            assert!(letters >= 2, "`{name}` of `{}` folds to `{folded}`", entity.canonical);
            assert!(seen.insert(folded), "`{name}` of `{}` is there already", entity.canonical);
            assert_eq!(name.trim(), name);
        }
    }
}

#[test]
fn a_spelling_of_several_entries_is_gated_in_all_but_one() {
    let gazetteer = Gazetteer::built_in();
    let mut spellings: BTreeMap<String, Vec<(String, Gate)>> = BTreeMap::new();
    for (entity, names) in gazetteer.iter() {
        for (name, gate) in names.iter().filter(|(_, gate)| *gate != Gate::Label) {
            let entry = format!("{} {}", entity.kind.code(), entity.canonical);
            spellings.entry(fold(name)).or_default().push((entry, *gate));
        }
    }
    spellings.retain(|_, entries| entries.len() > 1);
    // For whoever looks: `cargo test --test gazetteer -- --nocapture`.
    for (name, entries) in &spellings {
        println!("{name}: {entries:?}");
    }
    for (name, entries) in &spellings {
        let open = entries.iter().filter(|(_, gate)| matches!(gate, Gate::Open | Gate::Adjective)).count();
        assert!(open <= 1, "`{name}` is open in several entries: {entries:?}");
    }
}

#[test]
fn company_is_in_the_gazetteer() {
    let gazetteer = Gazetteer::built_in();
    let known: HashSet<&str> = gazetteer.iter().map(|(entity, _)| entity.canonical.as_str()).collect();
    let unknown: Vec<&str> = gazetteer.company().filter(|name| !known.contains(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn nationalities_are_of_countries_in_the_gazetteer() {
    let gazetteer = Gazetteer::built_in();
    let places: HashSet<&str> = gazetteer
        .iter()
        .filter(|(entity, _)| entity.kind == EntityKind::Place)
        .map(|(entity, _)| entity.canonical.as_str())
        .collect();
    for line in file("nationalities.tsv").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 3, "{line}");
        assert!(places.contains(fields[1]), "{line}");
    }
}

/// A given name that is also a word of the rules would make names out of plain sentences.
#[test]
fn given_names_are_no_other_words() {
    let text = file("lexicon.txt");
    let mut sections: BTreeMap<&str, HashSet<String>> = BTreeMap::new();
    let mut section = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[') {
            Some(name) => section = name.trim_end_matches(']'),
            None => sections.entry(section).or_default().extend(line.split_whitespace().map(fold)),
        }
    }
    let given: HashSet<&String> = sections["given"].union(&sections["given-foreign"]).collect();
    for other in
        ["stop", "saying", "acting", "preposition", "title-word", "place-noun", "org-noun", "media-noun"]
    {
        let both: Vec<&&String> = given.iter().filter(|name| sections[other].contains(**name)).collect();
        assert!(both.is_empty(), "{other}: {both:?}");
    }
}
