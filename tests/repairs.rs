//! What the reader's repairs make of the names: each kind of change in a small library, random changes
//! against a plain reading of what they mean, and a library changed step by step against one that is read
//! anew.

mod random;

use random::Random;
use std::collections::{BTreeMap, BTreeSet};
use warraq::corpus::{self, Article, ArticleId, Origin, Source};
use warraq::entity::repair::{Added, AddedNames, Change, Edit, Found, Name, Plan, Repairs, field};
use warraq::entity::{EntityKind, EntityTable, Kinds, Mention, Provenance};
use warraq::index::Query;
use warraq::library::{self, Changes, OwnFiles, Snapshot, Sources};

fn article(number: u32, text: &str) -> Article {
    let bytes = text.as_bytes().to_vec();
    let name = format!("{number}.txt");
    corpus::from_bytes(bytes, name, Origin::Embedded, ArticleId(number)).expect("it is a text")
}

/// What is mentioned in some articles whose every word is found as a place, but for those in Latin letters.
/// A row for each mention that is left: `article kind name`, with `*` if it is the reader's.
fn repaired(texts: &[&str], repairs: &Repairs) -> Vec<String> {
    let mut kinds = Kinds::default();
    kinds.intern(KINDS[3]).expect("a name of a kind");
    let (mut table, mut added) = (EntityTable::with_kinds(kinds), Vec::new());
    let articles: Vec<Article> = (0..).zip(texts).map(|(number, text)| article(number, text)).collect();
    let found: Vec<Vec<Mention>> = articles.iter().map(|article| words(article, &mut table)).collect();
    let plan = Plan::new(repairs, &mut table, &mut added);
    let finder = AddedNames::new(&added, 0);
    let mentions: Vec<Vec<Mention>> = articles
        .iter()
        .zip(found)
        .map(|(article, mentions)| {
            let found = Found { mentions: mentions.into(), beneath: Vec::new(), hits: finder.find(article) };
            plan.apply(&article.name, &found).unwrap_or_else(|| found.mentions.to_vec())
        })
        .collect();
    let shown = plan.table(&table, |id| mentions.iter().flatten().any(|mention| mention.entity == id));
    let row = |(number, mention): (usize, &Mention)| {
        let entity = shown.get(mention.entity).expect("what is mentioned is in the table");
        let own = if mention.provenance == Provenance::Reader { "*" } else { "" };
        format!("{number} {} {}{own}", shown.kind_name(entity.kind), entity.canonical)
    };
    let rows = mentions.iter().enumerate().flat_map(|(number, all)| all.iter().map(move |m| (number, m)));
    let rows: Vec<String> = rows.map(row).collect();
    let names: BTreeSet<&str> =
        rows.iter().map(|row| row.trim_end_matches('*').split_once(' ').expect("a row").1).collect();
    assert_eq!(shown.iter().count(), names.len(), "what is listed is mentioned: {rows:?}");
    assert_eq!(shown.len(), names.len());
    rows
}

fn words(article: &Article, table: &mut EntityTable) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for word in article.text.split(' ').filter(|word| !word.is_ascii()) {
        let start = word.as_ptr() as usize - article.text.as_ptr() as usize;
        let entity = table.intern(EntityKind::Place, word, None);
        mentions.push(Mention {
            entity,
            range: start..start + word.len(),
            provenance: Provenance::Gazetteer,
        });
    }
    mentions
}

/// The rows of two articles, «سوريا ليبيا x» and «سورية ليبيا y», after changes whose fields stand apart by
/// blanks here, names being one word each.
#[track_caller]
fn check(changes: &[&str], expected: &[&str]) {
    let text: String = changes.iter().map(|line| format!("{}\n", line.replace(' ', "\t"))).collect();
    let repairs = Repairs::parse(text.as_bytes());
    assert_eq!(repairs.changes().count(), changes.len(), "{changes:?}");
    assert_eq!(repaired(&["سوريا ليبيا x", "سورية ليبيا y"], &repairs), expected, "{changes:?}");
}

#[test]
fn changes_do_what_they_say() {
    check(&[], &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سورية", "1 LOC ليبيا"]);
    let merge = "merge LOC سورية into LOC سوريا";
    check(&[merge], &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سوريا", "1 LOC ليبيا"]);
    check(&["rename LOC ليبيا to طرابلس"], &["0 LOC سوريا", "0 LOC طرابلس", "1 LOC سورية", "1 LOC طرابلس"]);
    // To a name that is there already: both are one.
    check(&["rename LOC سورية to سوريا"], &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سوريا", "1 LOC ليبيا"]);
    check(&["kind LOC سوريا to ORG"], &["0 ORG سوريا", "0 LOC ليبيا", "1 LOC سورية", "1 LOC ليبيا"]);
    check(&["delete LOC ليبيا"], &["0 LOC سوريا", "1 LOC سورية"]);
    check(&["delete LOC ليبيا in 1.txt"], &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سورية"]);
    check(&["add PER x"], &["0 LOC سوريا", "0 LOC ليبيا", "0 PER x*", "1 LOC سورية", "1 LOC ليبيا"]);
    // The reader's word goes before what was found.
    check(&["add ORG سوريا"], &["0 ORG سوريا*", "0 LOC ليبيا", "1 LOC سورية", "1 LOC ليبيا"]);
    // What is not there is not missed.
    check(
        &["delete PER سوريا", "merge ORG x into ORG y"],
        &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سورية", "1 LOC ليبيا"],
    );
}

#[test]
fn changes_follow_each_other() {
    let merge = "merge LOC سورية into LOC سوريا";
    let one = ["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سوريا", "1 LOC ليبيا"];
    // Round: the second changes nothing.
    check(&[merge, "merge LOC سوريا into LOC سورية"], &one);
    // A chain, in either order.
    check(
        &[merge, "merge LOC سوريا into LOC الشام"],
        &["0 LOC الشام", "0 LOC ليبيا", "1 LOC الشام", "1 LOC ليبيا"],
    );
    check(
        &["merge LOC سوريا into LOC الشام", merge],
        &["0 LOC الشام", "0 LOC ليبيا", "1 LOC الشام", "1 LOC ليبيا"],
    );
    // There and back.
    check(&["rename LOC سوريا to الشام", "rename LOC الشام to سوريا", merge], &one);
    check(&["kind LOC سوريا to ORG", "kind ORG سوريا to PER", "kind PER سوريا to LOC", merge], &one);
    // A name that is free again is another one.
    check(
        &["rename LOC سوريا to الشام", "rename LOC ليبيا to سوريا"],
        &["0 LOC الشام", "0 LOC سوريا", "1 LOC سورية", "1 LOC سوريا"],
    );
    // A deletion holds for what was there: not for what is merged, or added, later.
    check(&["delete LOC سوريا", merge], &["0 LOC ليبيا", "1 LOC سوريا", "1 LOC ليبيا"]);
    check(&[merge, "delete LOC سوريا"], &["0 LOC ليبيا", "1 LOC ليبيا"]);
    check(&["delete LOC سوريا in 1.txt", merge], &one);
    check(&[merge, "delete LOC سوريا in 1.txt"], &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC ليبيا"]);
    check(
        &["delete LOC ليبيا", "add LOC ليبيا"],
        &["0 LOC سوريا", "0 LOC ليبيا*", "1 LOC سورية", "1 LOC ليبيا*"],
    );
    check(&["add LOC x", "delete LOC x"], &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سورية", "1 LOC ليبيا"]);
    // What was added and deleted uncovers what was found there.
    check(
        &["add ORG سوريا", "delete ORG سوريا in 0.txt"],
        &["0 LOC سوريا", "0 LOC ليبيا", "1 LOC سورية", "1 LOC ليبيا"],
    );
    // Of two words in one place the later counts.
    check(
        &["add ORG x", "add PER x"],
        &["0 LOC سوريا", "0 LOC ليبيا", "0 PER x*", "1 LOC سورية", "1 LOC ليبيا"],
    );
}

#[test]
fn what_an_annotation_covers_comes_up_when_that_is_no_name() {
    // «معرض القاهرة» is annotated as an organisation over a place that was found, «القاهرة».
    let article = article(0, "معرض القاهرة x");
    let check = |changes: &[&str], expected: &[&str]| {
        let (mut table, mut added) = (EntityTable::new(), Vec::new());
        let fair = table.intern(EntityKind::Organisation, "معرض القاهرة", None);
        let city = table.intern(EntityKind::Place, "القاهرة", None);
        let end = "معرض القاهرة".len();
        let mention = |entity, start, provenance| Mention { entity, range: start..end, provenance };
        let text: String = changes.iter().map(|line| format!("{line}\n")).collect();
        let repairs = Repairs::parse(text.as_bytes());
        assert_eq!(repairs.changes().count(), changes.len());
        let plan = Plan::new(&repairs, &mut table, &mut added);
        let found = Found {
            mentions: [mention(fair, 0, Provenance::Imported)].into(),
            beneath: vec![mention(city, "معرض ".len(), Provenance::Gazetteer)],
            hits: AddedNames::new(&added, 0).find(&article),
        };
        let mentions = plan.apply(&article.name, &found).unwrap_or_else(|| found.mentions.to_vec());
        let shown = plan.table(&table, |id| mentions.iter().any(|mention| mention.entity == id));
        let name = |mention: &Mention| shown[mention.entity].canonical.clone();
        assert_eq!(mentions.iter().map(name).collect::<Vec<_>>(), expected, "{changes:?}");
        let differs = plan.differs(&Plan::default(), &article.name, &found);
        assert!(differs || *mentions == *found.mentions, "{changes:?}");
    };
    let (fair, city) = ("delete\tORG\tمعرض القاهرة", "delete\tLOC\tالقاهرة");
    check(&[], &["معرض القاهرة"]);
    check(&[city], &["معرض القاهرة"]);
    check(&["kind\tORG\tمعرض القاهرة\tto\tPER"], &["معرض القاهرة"]);
    check(&[fair], &["القاهرة"]);
    check(&["delete\tORG\tمعرض القاهرة\tin\t0.txt"], &["القاهرة"]);
    check(&["delete\tORG\tمعرض القاهرة\tin\t1.txt"], &["معرض القاهرة"]);
    check(&[fair, city], &[]);
    check(&[fair, "rename\tLOC\tالقاهرة\tto\tمصر"], &["مصر"]);
    // What the reader adds goes before both.
    check(&[fair, "add\tPER\tمعرض"], &["معرض", "القاهرة"]);
    check(&[fair, "add\tPER\tالقاهرة x"], &["القاهرة x"]);
}

#[test]
fn each_change_is_known_to_the_name_that_it_is_about() {
    let lines = "# a\nmerge\tLOC\tسورية\tinto\tLOC\tسوريا\n?\nrename\tLOC\tسوريا\tto\tالشام\n\
                 delete\tLOC\tسورية\tin\t1.txt\nadd\tPER\tليبيا\n";
    let (mut table, mut added) = (EntityTable::new(), Vec::new());
    let plan = Plan::new(&Repairs::parse(lines.as_bytes()), &mut table, &mut added);
    let shown = plan.table(&table, |_| true);
    let said: Vec<(usize, &str)> =
        plan.said().iter().map(|said| (said.line, shown[said.entity].canonical.as_str())).collect();
    assert_eq!(said, [(2, "الشام"), (4, "الشام"), (5, "الشام"), (6, "ليبيا")]);
}

#[test]
fn english_follows_a_name() {
    let text = "rename\tLOC\tليبيا\tto\tليبيه\nadd\tLOC\tكفر عميرة\tKafr Amira\n";
    let (mut table, mut added) = (EntityTable::new(), Vec::new());
    table.intern(EntityKind::Place, "ليبيا", Some("Libya"));
    let plan = Plan::new(&Repairs::parse(text.as_bytes()), &mut table, &mut added);
    let shown = plan.table(&table, |_| true);
    let english = |name| {
        let id = shown.find(EntityKind::Place, name).expect("it is listed");
        shown[id].english.clone().unwrap_or_default()
    };
    assert_eq!((english("ليبيه"), english("كفر عميرة")), ("Libya".into(), "Kafr Amira".into()));
}

type Called = (String, String);

/// Article, place, and the change that brought the mention; 0 for what was found.
type Placed = (usize, usize, usize);

/// A plain reading: mentions lie in heaps, and changes move them from heap to heap.
#[derive(Default)]
struct Heaps {
    /// What it is shown as, and its mentions.
    heaps: Vec<(Called, Vec<Placed>)>,
    called: BTreeMap<Called, usize>,
}

impl Heaps {
    fn of(&mut self, kind: &str, name: &str) -> usize {
        let key = (kind.to_string(), name.to_string());
        *self.called.entry(key.clone()).or_insert_with(|| {
            self.heaps.push((key, Vec::new()));
            self.heaps.len() - 1
        })
    }

    fn pour(&mut self, from: usize, into: usize) {
        if from != into {
            let mentions = std::mem::take(&mut self.heaps[from].1);
            self.heaps[into].1.extend(mentions);
            self.called.values_mut().filter(|heap| **heap == from).for_each(|heap| *heap = into);
        }
    }

    fn relabel(&mut self, from: usize, label: Called) {
        let into = self.of(&label.0, &label.1);
        if from == into || self.heaps[into].0 == label {
            self.pour(from, into);
            self.heaps[into].0 = label;
        } else {
            self.called.insert(label.clone(), from);
            self.heaps[from].0 = label;
        }
    }

    fn change(&mut self, order: usize, change: &Change, texts: &[&str]) {
        match change {
            Change::Merge { from, into } => {
                let (from, into) = (self.of(&from.kind, &from.text), self.of(&into.kind, &into.text));
                self.pour(from, into);
            }
            Change::Rename { name, to } => {
                let from = self.of(&name.kind, &name.text);
                self.relabel(from, (name.kind.clone(), to.clone()));
            }
            Change::Kind { name, to } => {
                let from = self.of(&name.kind, &name.text);
                let name = self.heaps[from].0.1.clone();
                self.relabel(from, (to.clone(), name));
            }
            Change::Delete { name, article } => {
                let heap = self.of(&name.kind, &name.text);
                let is_here = |number: usize| article.as_ref().is_none_or(|a| *a == format!("{number}.txt"));
                self.heaps[heap].1.retain(|(number, ..)| !is_here(*number));
            }
            Change::Add(Added { name, .. }) => {
                let heap = self.of(&name.kind, &name.text);
                for (number, text) in texts.iter().enumerate() {
                    let here = text.split(' ').enumerate().filter(|(_, word)| *word == name.text);
                    self.heaps[heap].1.extend(here.map(|(place, _)| (number, place, order)));
                }
            }
        }
    }

    /// As [`repaired`] gives it: in each place the mention that came last.
    fn rows(&self) -> Vec<String> {
        let mut rows: BTreeMap<(usize, usize), (usize, String)> = BTreeMap::new();
        for ((kind, name), mentions) in &self.heaps {
            for (article, place, order) in mentions {
                let own = if *order > 0 { "*" } else { "" };
                let row = (*order, format!("{article} {kind} {name}{own}"));
                let kept = rows.entry((*article, *place)).or_insert_with(|| row.clone());
                if kept.0 <= row.0 {
                    *kept = row;
                }
            }
        }
        rows.into_values().map(|(_, row)| row).collect()
    }
}

/// The last is the reader's own.
const KINDS: [&str; 4] = ["LOC", "ORG", "PER", "حدث عام"];
const NAMES: [&str; 6] = ["سوريا", "سورية", "ليبيا", "تونس", "xx", "yy"];

fn random_change(random: &mut Random) -> Change {
    let text = |random: &mut Random| NAMES[random.below(NAMES.len())];
    let kind = |random: &mut Random| {
        // Mostly places, so that changes meet.
        if random.below(3) > 0 { "LOC" } else { KINDS[random.below(KINDS.len())] }
    };
    let name = |random: &mut Random| Name::new(kind(random), text(random)).expect("a name");
    let here = |random: &mut Random| field(&format!("{}.txt", random.below(3)));
    match random.below(7) {
        0 | 1 => Change::Merge { from: name(random), into: name(random) },
        2 => Change::Rename { name: name(random), to: text(random).to_string() },
        3 => Change::Kind { name: name(random), to: kind(random).into() },
        4 => Change::Delete { name: name(random), article: None },
        5 => Change::Delete { name: name(random), article: Some(here(random)) },
        _ => Change::Add(Added { name: name(random), english: None, spellings: Vec::new() }),
    }
}

#[test]
fn random_changes_do_what_a_plain_reading_says() {
    let mut random = Random(31);
    for _ in 0..3_000 {
        let texts: Vec<String> = (0..3)
            .map(|_| {
                (0..=random.below(5)).map(|_| NAMES[random.below(NAMES.len())]).collect::<Vec<_>>().join(" ")
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut heaps = Heaps::default();
        for (number, text) in texts.iter().enumerate() {
            for (place, word) in text.split(' ').enumerate().filter(|(_, word)| !word.is_ascii()) {
                let heap = heaps.of("LOC", word);
                heaps.heaps[heap].1.push((number, place, 0));
            }
        }
        let mut repairs = Repairs::begun();
        for order in 1..=random.below(10) {
            let change = random_change(&mut random);
            heaps.change(order, &change, &texts);
            repairs.edit(&Edit::Append(change));
        }
        let text = String::from_utf8(repairs.to_bytes()).expect("UTF-8");
        assert_eq!(Repairs::parse(text.as_bytes()), repairs, "{text}");
        assert_eq!(repaired(&texts, &repairs), heaps.rows(), "{texts:?} after {text}");
    }
}

/// All that a snapshot says of names, by their names.
fn said(snapshot: &Snapshot) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let everything = snapshot.index.run(&Query::default());
    for (id, entity) in snapshot.entities.iter() {
        let facet = everything.facet(id);
        let naming = |article: &ArticleId| snapshot.mentions(*article).iter().any(|m| m.entity == id);
        let articles = everything.articles.iter().filter(|article| naming(article)).count();
        assert_eq!(facet.articles as usize, articles, "the count is the rows: {}", entity.canonical);
        assert!(articles > 0, "{} is listed, and mentioned nowhere", entity.canonical);
        all.insert(format!(
            "{} {} {articles} {}",
            snapshot.entities.kind_name(entity.kind),
            entity.canonical,
            facet.mentions
        ));
    }
    for article in snapshot.articles() {
        for mention in snapshot.mentions(article.id) {
            let entity = snapshot.entities.get(mention.entity).expect("what is mentioned is listed");
            all.insert(format!(
                "{} {:?} {} {:?}",
                article.name, mention.range, entity.canonical, mention.provenance
            ));
        }
    }
    all
}

fn changes(repairs: &Repairs) -> Changes {
    Changes { repairs: repairs.clone(), ..Changes::default() }
}

#[test]
fn a_library_that_is_changed_is_as_one_that_is_read_anew() {
    let mut random = Random(5);
    // With annotations over what is found, of a kind of the reader's own, too.
    let sources = |repairs: &Repairs| {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/imports/seeds.jsonl");
        let own = OwnFiles { annotations: vec![file.into()], ..OwnFiles::default() };
        Sources { articles: Source::Embedded, own, changes: changes(repairs) }
    };
    let mut shelf = library::shelve(sources(&Repairs::begun()));
    let before = said(&shelf.snapshot());
    let entities = shelf.snapshot().entities;
    let names: Vec<Name> = entities
        .iter()
        .filter_map(|(_, entity)| Name::new(entities.kind_name(entity.kind), &entity.canonical))
        .chain(["المقاتلين", "واشنطن", "الرئيس"].iter().filter_map(|text| Name::new("PER", text)))
        .collect();
    let name = |random: &mut Random| names[random.below(names.len())].clone();
    let (mut repairs, mut made) = (Repairs::begun(), Vec::new());
    for step in 1..=40 {
        let edit = if random.below(3) == 0 && !made.is_empty() {
            Edit::TakeBack(made.swap_remove(random.below(made.len())))
        } else {
            let change = match random.below(6) {
                0 | 1 => Change::Merge { from: name(&mut random), into: name(&mut random) },
                2 => Change::Rename { name: name(&mut random), to: name(&mut random).text },
                3 => Change::Kind {
                    name: name(&mut random),
                    to: EntityKind::ALL[random.below(3)].code().into(),
                },
                4 => Change::Delete { name: name(&mut random), article: None },
                _ => {
                    let name = Name { kind: "PER".into(), ..name(&mut random) };
                    Change::Add(Added { name, english: None, spellings: Vec::new() })
                }
            };
            made.push(change.clone());
            Edit::Append(change)
        };
        repairs.edit(&edit);
        shelf.change(changes(&repairs));
        assert_eq!(shelf.snapshot().changes, step);
        if step % 4 == 0 {
            let anew = library::load(sources(&repairs));
            assert_eq!(said(&shelf.snapshot()), said(&anew));
        }
    }
    assert_ne!(said(&shelf.snapshot()), before);
    for change in made {
        repairs.edit(&Edit::TakeBack(change));
    }
    assert_eq!(repairs, Repairs::begun());
    shelf.change(changes(&repairs));
    assert_eq!(said(&shelf.snapshot()), before, "all is undone");
}

#[test]
fn a_worker_takes_changes_in_while_it_reads_and_later_and_ends_with_its_handle() {
    let (sender, snapshots) = std::sync::mpsc::channel();
    let publish = move |snapshot| sender.send(snapshot).is_ok();
    let worker = library::spawn(Source::Embedded.into(), publish).expect("a thread");
    let after = |changes: u64| {
        snapshots.iter().find(|snapshot| snapshot.complete && snapshot.changes >= changes).expect("it comes")
    };
    let find = |snapshot: &Snapshot| snapshot.entities.find(EntityKind::Place, "ليبيا").is_some();
    // Perhaps while it reads.
    worker.change(changes(&Repairs::parse("delete\tLOC\tليبيا\n".as_bytes())));
    assert!(!find(&after(1)));
    // Each counts, whether it comes alone or with others.
    worker.change(changes(&Repairs::parse("delete\tLOC\tسوريا\n".as_bytes())));
    worker.change(changes(&Repairs::begun()));
    let last = after(3);
    assert!(find(&last) && last.entities.find(EntityKind::Place, "سوريا").is_some());
    drop(worker);
    assert!(snapshots.iter().next().is_none(), "nobody publishes any more");
}
