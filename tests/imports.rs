//! Annotations and names that the reader brings along: files of every format and every way of counting,
//! broken ones too, each with what must become of it. `tests/data/imports` holds them.

mod random;

use random::Random;
use std::fmt::Write;
use std::path::PathBuf;
use warraq::corpus::{self, Article, ArticleId, Origin, Source};
use warraq::entity::import::{Annotations, Labels, Report};
use warraq::entity::{EntityTable, Gazetteer, Mention, Provenance, Scratch, Tagger};
use warraq::library::{self, OwnFiles, Snapshot, Sources};

fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/imports").join(name)
}

fn load(own: OwnFiles) -> Snapshot {
    library::load(Sources { own, ..Source::Paths(vec![data("articles")]).into() })
}

/// Counts, as `taken repaired rejected unmatched unread`, and the reasons.
fn counts(report: &Report) -> String {
    let rejected: usize = report.rejected.values().sum();
    let Report { taken, repaired, unmatched, .. } = report;
    let unread = report.unread.count;
    let mut counts = format!("{taken} {repaired} {rejected} {unmatched} {unread}");
    for (reason, count) in &report.rejected {
        let _ = write!(counts, " {}:{count}", reason.code());
    }
    counts
}

/// The mentions of that provenance, as `article KIND letters`.
fn mentions(snapshot: &Snapshot, provenance: Provenance) -> Vec<String> {
    let mut found = Vec::new();
    for article in snapshot.articles() {
        let mentions = snapshot.mentions(article.id).iter();
        for mention in mentions.filter(|mention| mention.provenance == provenance) {
            let kind = snapshot.entities.kind_name(snapshot.entities[mention.entity].kind);
            let stem = corpus::stem(&article.name);
            found.push(format!("{stem} {kind} {}", &article.text[mention.range.clone()]));
        }
    }
    found
}

const FAIR: [&str; 8] = [
    "fair EVENT معرض القاهرة",
    "fair LOC القاهِرَةِ",
    "fair LOC تونس",
    "fair LOC الرباط",
    "fair LOC بيروت",
    "fair ORG دار المعارف",
    "fair ORG مكتبة الإسكندرية",
    "fair LOC كفر الشيخ",
];
const ROAD: [&str; 5] =
    ["road LOC الجزائر", "road LOC ليبيا", "road LOC الجزائر", "road LOC طرابلس", "road ORG البنك الدولي"];

#[track_caller]
fn check(file: &str, expected: &str, names: &[&[&str]]) -> Report {
    let snapshot = load(OwnFiles { annotations: vec![data(file)], ..OwnFiles::default() });
    assert!(snapshot.notices.is_empty(), "{file}: {:?}", snapshot.notices);
    let report = snapshot.imports[0].clone();
    assert_eq!(counts(&report), expected, "{file}: {report:?}");
    assert_eq!(mentions(&snapshot, Provenance::Imported), names.concat(), "{file}");
    report
}

#[test]
fn every_format_and_every_way_of_counting_is_read() {
    // One name lies inside another, and only the longer one is listed.
    let overlap = "8 0 1 0 0 overlap:1";
    check("doccano.jsonl", "13 0 1 0 0 overlap:1", &[&FAIR, &ROAD]);
    check("doccano-lf.jsonl", overlap, &[&FAIR]);
    check("label-studio.json", overlap, &[&FAIR]);
    check("prodigy.jsonl", overlap, &[&FAIR]);
    check("sentences-utf16.jsonl", overlap, &[&FAIR]);
    check("bytes.json", overlap, &[&FAIR]);
    check("bytes-lf.json", overlap, &[&FAIR]);
    check("utf16-lf.json", overlap, &[&FAIR]);
    check("scalar-lf.json", overlap, &[&FAIR]);
    check("brat/fair.ann", "8 0 1 0 1 overlap:1", &[&FAIR]);
    check("utf16-crlf.json", "5 0 0 0 0", &[&ROAD]);
    check("bytes-crlf.json", "5 0 0 0 0", &[&ROAD]);
    check("spacy.json", "5 0 0 0 0", &[&ROAD]);
    check("rows.jsonl", "5 0 0 0 0", &[&ROAD]);
}

#[test]
fn words_with_tags_are_found_in_their_article() {
    // Tags are on whole words; clitics stay outside where the rest is a known name.
    check("iob2.conll", "8 0 0 0 0", &[&FAIR]);
    check("bioes.conll", "8 0 0 0 0", &[&FAIR]);
    check("iob1.conll", "13 0 0 0 0", &[&FAIR, &ROAD]);
}

#[test]
fn what_is_broken_is_counted_and_the_rest_is_taken() {
    let reasons = "3 2 6 1 6 nowhere:2 other-text:1 crosses-line:1 overlap:1 label:1";
    let report = check("broken.jsonl", reasons, &[&ROAD]);
    let lines: Vec<usize> = report.unread.first.iter().map(|error| error.line).collect();
    assert_eq!(lines, [1, 2, 2, 2, 4, 5]);
    check("broken.conll", "5 0 0 0 3", &[&ROAD]);
    check("nothing.jsonl", "0 0 0 0 1", &[]);
}

#[test]
fn of_a_text_that_was_edited_what_still_stands_there_is_taken() {
    let text = "عاد الوفد سريعا من تونس إلى القاهرة";
    let spans: Vec<String> = ["تونس", "القاهرة", "سريعا"]
        .map(|name| {
            let start = Unit::Scalar.length(&text[..text.find(name).expect("it is there")]);
            format!(r#"[{start}, {}, "LOC"]"#, start + Unit::Scalar.length(name))
        })
        .into();
    let document = format!(r#"{{"file": "a.txt", "text": "{text}", "label": [{}]}}"#, spans.join(","));
    let check = |edited: &str, expected: &str| {
        let mut annotations = Annotations::new(Labels::default(), &Gazetteer::default());
        annotations.add("x.json", &document, None);
        annotations.lay_over(&article(edited), Vec::new(), &mut EntityTable::new());
        assert_eq!(counts(&annotations.finish()[0]), expected, "{edited}");
    };
    check(text, "3 0 0 0 0");
    check("«عاد» الوفد «سريعا» من تونس، إلى القاهرة", "3 0 0 0 0");
    check("ثم عاد الوفد من تونس إلى القاهرة", "0 2 1 0 0 other-text:1");
    // Nothing of it stands there: it is another article that is called so.
    check("مقالة أخرى", "0 0 0 1 0");
}

#[test]
fn a_document_of_more_annotations_than_any_has_is_cut_off() {
    let words = "# newdoc id = a.txt\n".to_string() + &"مصر\tB-LOC\n".repeat(100_003);
    let mut annotations = Annotations::new(Labels::default(), &Gazetteer::default());
    annotations.add("x.conll", &words, None);
    let found = annotations.lay_over(&article("في مصر"), Vec::new(), &mut EntityTable::new());
    // Only one of them stands in the article of that name.
    let report = &annotations.finish()[0];
    assert_eq!((found.len(), report.unread.count), (1, 3));
    assert_eq!(report.unread.first[0].line, 100_002);
}

#[test]
fn a_folder_is_searched_for_annotations_and_nothing_else() {
    let snapshot = load(OwnFiles { annotations: vec![data("brat")], ..OwnFiles::default() });
    assert_eq!(snapshot.imports.len(), 1);
    assert_eq!(mentions(&snapshot, Provenance::Imported), FAIR);
    let snapshot =
        load(OwnFiles { annotations: vec![data("articles"), data("none")], ..OwnFiles::default() });
    let kinds: Vec<_> = snapshot.notices.iter().map(|notice| &notice.kind).collect();
    assert_eq!(kinds, [&corpus::NoticeKind::NoAnnotations, &corpus::NoticeKind::Missing]);
}

#[test]
fn the_readers_table_says_what_labels_mean() {
    let own = OwnFiles {
        kinds: vec![data("kinds.tsv")],
        annotations: vec![data("doccano-lf.jsonl")],
        ..OwnFiles::default()
    };
    let snapshot = load(own);
    assert_eq!(counts(&snapshot.imports[0]), "2 0 0 0 1");
    assert_eq!(mentions(&snapshot, Provenance::Imported)[0], "fair حدث معرض القاهرة");
}

#[test]
fn the_readers_gazetteer_goes_before_everything_else() {
    let check = |file: &str, expected: &str, names: &[&str]| {
        let own = OwnFiles {
            kinds: vec![data("kinds.tsv")],
            gazetteers: vec![data(file)],
            annotations: vec![data("doccano-lf.jsonl")],
        };
        let snapshot = load(own);
        assert_eq!(counts(&snapshot.imports[1]), expected, "{file}");
        assert_eq!(mentions(&snapshot, Provenance::ReaderGazetteer), names, "{file}");
        // Annotations of the same places give way.
        let imported = mentions(&snapshot, Provenance::Imported);
        assert!(imported.iter().all(|name| !names.contains(&name.as_str())), "{file}: {imported:?}");
        assert!(imported.contains(&"fair LOC تونس".to_string()), "{file}");
        let english: Vec<&str> =
            snapshot.entities.iter().filter_map(|(_, entity)| entity.english.as_deref()).collect();
        (english.contains(&"Kafr \"El\" Sheikh"), english.contains(&"General Book Authority"))
    };
    // «المعرض» is gated, and counts since the fair itself is named.
    let names = [
        "fair حدث معرض القاهرة",
        "fair حدث المعرضُ",
        "fair ORG الهيئة العامة للكتاب",
        "fair حدث المعرض",
        "fair LOC كفر الشيخ",
    ];
    assert_eq!(check("gazetteer.tsv", "3 0 0 0 1", &names), (false, false));
    assert_eq!(check("gazetteer.csv", "1 0 0 0 1", &names[4..]), (true, false));
    assert_eq!(check("gazetteer.json", "1 0 0 0 1", &names[2..3]), (false, true));
}

fn article(text: &str) -> Article {
    let bytes = text.as_bytes().to_vec();
    corpus::from_bytes(bytes, "a.txt".into(), Origin::Embedded, ArticleId(0)).expect("it is a text")
}

#[test]
fn the_longer_name_of_a_list_gives_way_to_a_shorter_one_of_a_better_list() {
    let check = |own: &str, imported: &str, expected: &[&str]| {
        let text = "أعلنت الأمم المتحدة ذلك.";
        let (article, mut table) = (article(text), EntityTable::new());
        let tagger = Tagger::with(&Gazetteer::parse(own).0);
        let mut annotations = Annotations::new(Labels::default(), &Gazetteer::default());
        if !imported.is_empty() {
            let at = text.find(imported).expect("it is there");
            let span = format!(
                r#"{{"article":"a","start":{at},"end":{},"text":"{imported}","kind":"ORG"}}"#,
                at + imported.len()
            );
            annotations.add("x.jsonl", &span, None);
        }
        let found = tagger.tag(&article, &mut table, &mut Scratch::default());
        let all = annotations.lay_over(&article, found, &mut table);
        let names: Vec<&str> = all.iter().map(|mention| &text[mention.range.clone()]).collect();
        assert_eq!(names, expected, "{own} {imported}");
    };
    check("", "", &["الأمم المتحدة"]);
    check("", "المتحدة", &["المتحدة"]);
    check("ORG\tالأمم", "", &["الأمم"]);
    check("ORG\tالأمم", "المتحدة", &["الأمم", "المتحدة"]);
    check("ORG\tالأمم", "الأمم المتحدة", &["الأمم"]);
}

#[test]
fn annotated_names_are_listed_under_the_name_that_is_known() {
    let tagger = Tagger::built_in();
    let check = |text: &str, letters: &str, label: &str, expected: &str| {
        let (article, mut table) = (article(text), EntityTable::new());
        let mut annotations = Annotations::new(Labels::default(), &Gazetteer::built_in());
        let at = text.find(letters).expect("it is there");
        let start = Unit::Scalar.length(&text[..at]);
        let end = start + Unit::Scalar.length(letters);
        let span = format!(r#"{{"file": "a.txt", "spans": [[{start}, {end}, "{label}"]]}}"#);
        annotations.add("x.json", &span, None);
        let found = tagger.tag(&article, &mut table, &mut Scratch::default());
        let all = annotations.lay_over(&article, found, &mut table);
        let imported = all.iter().find(|mention| mention.provenance == Provenance::Imported);
        let imported = imported.unwrap_or_else(|| panic!("{text}: {:?}", annotations.finish()));
        let entity = &table[imported.entity];
        let english = entity.english.as_deref().unwrap_or("-");
        let found = format!("{} {} {english}", &text[imported.range.clone()], entity.canonical);
        assert_eq!(found, expected, "{text}");
    };
    check("عاد إلى سورية أمس", "سورية", "LOC", "سورية سوريا Syria");
    check("عاد إلى القاهِرة", "القاهِرة", "GPE", "القاهِرة القاهرة Cairo");
    // Two cities are called so; the country beside it tells which.
    check("عاد إلى طرابلس عاصمة ليبيا", "طرابلس", "LOC", "طرابلس طرابلس Tripoli (Libya)");
    // Clitics stay outside of a known name, and nobody can tell of others.
    check("ثم تونس وَبالقاهرة", "وَبالقاهرة", "LOC", "القاهرة القاهرة Cairo");
    check("ثم وادِي الغابة", "وادِي الغابة", "LOC", "وادِي الغابة وادي الغابة -");
    // Of another kind, it is another.
    check("عاد إلى القاهرة", "القاهرة", "ORG", "القاهرة القاهرة -");
}

/// How programs count.
#[derive(Clone, Copy, Debug)]
enum Unit {
    Scalar,
    Utf16,
    Byte,
}

impl Unit {
    fn length(self, text: &str) -> usize {
        match self {
            Unit::Scalar => text.chars().count(),
            Unit::Utf16 => text.encode_utf16().count(),
            Unit::Byte => text.len(),
        }
    }
}

/// Words that occur once each, with what makes counting hard between them.
fn random_text(random: &mut Random) -> (String, Vec<std::ops::Range<usize>>) {
    let letters: Vec<char> = "ابتثجحخدذرزسشصضطظعغفقكلمنهي".chars().collect();
    let between = [" ", " ", " ", " 😀 ", "، ", "\n", "\r\n", "\r\n\r\n", " «é» ", " 👩\u{200D}🚀 "];
    let (mut text, mut words) = (String::new(), Vec::new());
    for number in 0..2 + random.below(40) {
        let start = text.len();
        for _ in 0..3 + random.below(4) {
            text.push(letters[random.below(letters.len())]);
            if random.below(4) == 0 {
                text.push(['\u{64E}', '\u{650}', '\u{651}'][random.below(3)]);
            }
        }
        let _ = write!(text, "{number}");
        words.push(start..text.len());
        text.push_str(between[random.below(between.len())]);
    }
    (text, words)
}

#[test]
fn random_annotations_come_back_from_every_way_of_counting() {
    let mut random = Random(20);
    for round in 0..600 {
        let (text, words) = random_text(&mut random);
        let spans: Vec<_> = words.iter().filter(|_| random.below(3) == 0).cloned().collect();
        // As counted by a program that has the text otherwise, and as it came along, if it did.
        let counted = match random.below(3) {
            0 => text.clone(),
            1 => text.replace("\r\n", "\n"),
            _ => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        };
        let unit = [Unit::Scalar, Unit::Utf16, Unit::Byte][random.below(3)];
        let (with_text, with_letters) = (random.below(2) == 0, random.below(4) > 0);
        let values: Vec<serde_json::Value> = spans
            .iter()
            .map(|span| {
                let letters = &text[span.clone()];
                let at = counted.find(letters).expect("words occur in both");
                let start = unit.length(&counted[..at]);
                let mut value =
                    serde_json::json!({"start": start, "end": start + unit.length(letters), "label": "LOC"});
                if with_letters {
                    value["text"] = letters.into();
                }
                value
            })
            .collect();
        let mut document = serde_json::json!({"file": "a.txt", "spans": values});
        if with_text {
            document["text"] = counted.as_str().into();
        }
        let (article, mut table) = (article(&text), EntityTable::new());
        let mut annotations = Annotations::new(Labels::default(), &Gazetteer::default());
        annotations.add("export.json", &document.to_string(), None);
        let found: Vec<_> = annotations
            .lay_over(&article, Vec::new(), &mut table)
            .into_iter()
            .map(|mention| mention.range)
            .collect();
        let report = &annotations.finish()[0];
        let what = format!("round {round}: {unit:?} {with_text} {with_letters} {text:?} {document}");
        // Without letters, a document of few words may fit more than one way of counting.
        if with_letters || spans.len() > 4 {
            assert_eq!(found, spans, "{what}");
            assert_eq!((report.taken, report.repaired), (spans.len(), 0), "{what}");
        }
    }
}

#[test]
fn no_file_breaks_the_program() {
    let files = [
        "doccano.jsonl",
        "label-studio.json",
        "rows.jsonl",
        "iob2.conll",
        "brat/fair.ann",
        "broken.jsonl",
        "gazetteer.csv",
        "gazetteer.json",
        "spacy.json",
    ];
    let mut random = Random(7);
    let article = article(&std::fs::read_to_string(data("articles/fair.txt")).expect("it is there"));
    for file in files {
        let bytes = std::fs::read(data(file)).expect("it is there");
        for _ in 0..150 {
            let mut bytes = bytes.clone();
            for _ in 0..1 + random.below(6) {
                let at = random.below(bytes.len().max(1));
                match random.below(4) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = b"[]{}\",:0-9\n\tT;O"[random.below(15)],
                    2 if bytes.len() > 1 => drop(bytes.remove(at)),
                    _ => {
                        let piece = bytes[at..(at + 40).min(bytes.len())].to_vec();
                        bytes.extend(piece);
                    }
                }
            }
            let text = String::from_utf8_lossy(&bytes);
            let mut annotations = Annotations::new(Labels::default(), &Gazetteer::default());
            annotations.add(file, &text, None);
            let mut table = EntityTable::new();
            let mentions: Vec<Mention> = annotations.lay_over(&article, Vec::new(), &mut table);
            assert!(mentions.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{text}");
            assert!(
                mentions.iter().all(|mention| article.text.get(mention.range.clone()).is_some()),
                "{text}"
            );
            let _ = warraq::entity::import::parse_gazetteer(file, &text, &Labels::default());
        }
    }
}

/// What `warraq entities --json` gives is what `--annotations` takes.
#[test]
fn our_own_export_comes_back_the_same() {
    let rows = |snapshot: &Snapshot| -> Vec<serde_json::Value> {
        let articles = snapshot.articles().iter();
        let rows = articles.flat_map(|article| {
            snapshot.mentions(article.id).iter().map(move |mention| {
                let entity = &snapshot.entities[mention.entity];
                let scalars = |byte: usize| article.text[..byte].chars().count();
                serde_json::json!({
                    "article": article.name, "start": scalars(mention.range.start), "end": scalars(mention.range.end),
                    "text": &article.text[mention.range.clone()], "kind": snapshot.entities.kind_name(entity.kind),
                    "canonical": entity.canonical, "en": entity.english,
                })
            })
        });
        rows.collect()
    };
    let before = library::load(Source::Embedded);
    let lines: Vec<String> = rows(&before).iter().map(ToString::to_string).collect();
    let mut annotations = Annotations::new(Labels::default(), &Gazetteer::built_in());
    annotations.add("rows.jsonl", &lines.join("\n"), None);
    let mut table = EntityTable::new();
    for article in before.articles() {
        let found = annotations.lay_over(article, Vec::new(), &mut table);
        let names = |mentions: &[Mention], table: &EntityTable| -> Vec<_> {
            mentions.iter().map(|m| (m.range.clone(), table[m.entity].clone())).collect()
        };
        assert_eq!(names(&found, &table), names(before.mentions(article.id), &before.entities));
    }
    assert_eq!(counts(&annotations.finish()[0]), format!("{} 0 0 0 0", lines.len()));
}
