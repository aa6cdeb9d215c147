//! What the tagger finds: against the hand-made annotation of the five articles, and in sentences
//! written for this test, one for each trap and some on every other topic of the news.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use warraq::corpus::{self, Article, ArticleId, Origin};
use warraq::entity::{EntityTable, Gazetteer, Scratch, Tagger};

/// `text` as the reader reads it.
fn article(name: &str, text: &str) -> Article {
    let bytes = text.as_bytes().to_vec();
    corpus::from_bytes(bytes, name.to_string(), Origin::Embedded, ArticleId(0)).expect("it is a text")
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(root(path)).expect("the annotation can be read");
    serde_json::from_str(&text).expect("the annotation is JSON")
}

/// (start, end, kind, canonical, English), in scalars for the annotation's sake.
type Row = (usize, usize, String, String, String);

fn tagged(tagger: &Tagger, name: &str, text: &str) -> Vec<Row> {
    let (article, mut table) = (article(name, text), EntityTable::new());
    let mentions = tagger.tag(&article, &mut table, &mut Scratch::default());
    assert!(mentions.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{name}: overlap");
    let scalars = |bytes: usize| text[..bytes].chars().count();
    mentions
        .iter()
        .map(|mention| {
            let entity = &table[mention.entity];
            let (start, end) = (scalars(mention.range.start), scalars(mention.range.end));
            let english = entity.english.clone().unwrap_or_default();
            (start, end, entity.kind.code().to_string(), entity.canonical.clone(), english)
        })
        .collect()
}

const SEEDS: [&str; 5] = [
    "000_0cb90742044c89c4.txt",
    "001_ee393e29cf8c7ff1.txt",
    "002_777ec913e064ed28.txt",
    "003_c177ae81ab99510e.txt",
    "004_f9bf44d078046818.txt",
];

#[test]
fn the_five_articles_agree_with_the_annotation() {
    let tagger = Tagger::built_in();
    let (mut right, mut found, mut wanted, mut named) = (0, 0, 0, 0);
    let mut report = String::new();
    // (kind, canonical) → how often each file names it.
    let mut counts: BTreeMap<(String, String), BTreeMap<String, i64>> = BTreeMap::new();
    for seed in SEEDS {
        let text = fs::read_to_string(root("seeds").join(seed)).expect("the article can be read");
        let gold: Vec<Row> = json(&format!("tests/gold/{seed}.json"))
            .as_array()
            .expect("a list")
            .iter()
            .map(|m| {
                let number = |key: &str| m[key].as_u64().expect("a number") as usize;
                let string = |key: &str| m[key].as_str().unwrap_or_default().to_string();
                (number("start"), number("end"), string("type"), string("canonical"), string("en"))
            })
            .collect();
        let ours = tagged(&tagger, seed, &text);
        let words = |row: &Row| text.chars().skip(row.0).take(row.1 - row.0).collect::<String>();
        let same = |a: &Row, b: &Row| (a.0, a.1, &a.2) == (b.0, b.1, &b.2);
        for row in &ours {
            *counts
                .entry((row.2.clone(), row.3.clone()))
                .or_default()
                .entry(seed.to_string())
                .or_default() += 1;
            match gold.iter().find(|gold| same(row, gold)) {
                Some(gold) => {
                    right += 1;
                    named += usize::from(
                        (&gold.3, &gold.4) == (&row.3, &row.4) || gold.3 == row.3 && row.4.is_empty(),
                    );
                    if gold.3 != row.3 {
                        let _ = writeln!(report, "{seed} {} is `{}`, not `{}`", row.0, gold.3, row.3);
                    }
                }
                None => {
                    let _ = writeln!(report, "{seed} {} wrong: {} `{}`", row.0, row.2, words(row));
                }
            }
        }
        for row in gold.iter().filter(|gold| !ours.iter().any(|row| same(row, gold))) {
            let _ = writeln!(report, "{seed} {} missing: {} `{}`", row.0, row.2, words(row));
        }
        found += ours.len();
        wanted += gold.len();
    }
    let (precision, recall) = (right as f64 / found as f64, right as f64 / wanted as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    let _ = writeln!(
        report,
        "precision {precision:.4} recall {recall:.4} F1 {f1:.4}, {named} of {right} named alike"
    );
    let entities = json("tests/gold/entities.json");
    let mut off = 0;
    for entity in entities.as_array().expect("a list") {
        let string = |key: &str| entity[key].as_str().unwrap_or_default().to_string();
        let ours = counts.remove(&(string("type"), string("canonical"))).unwrap_or_default();
        for seed in SEEDS {
            let wanted = entity["mentions"][seed].as_i64().unwrap_or(0);
            let got = ours.get(seed).copied().unwrap_or(0);
            if wanted != got {
                off += (wanted - got).abs();
                let _ = writeln!(report, "{seed}: `{}` {got} times, not {wanted}", string("canonical"));
            }
        }
    }
    off += counts.values().flat_map(BTreeMap::values).sum::<i64>();
    println!("{report}");
    assert!(f1 >= 0.98 && precision >= 0.98 && recall >= 0.98, "{report}");
    assert!(named * 100 >= right * 98, "{report}");
    assert!(off as usize * 100 <= wanted * 2, "{off} counts are off\n{report}");
}

/// Reads «[P=canonical:text]» marks: the text without them, and it again with what was found.
fn check(tagger: &Tagger, case: &str, marked: &str) -> Result<(), String> {
    let marked = marked.replace("\\n", "\n").replace("\\u200F", "\u{200F}").replace("\\u200C", "\u{200C}");
    let (mut text, mut wanted, mut canonicals) = (String::new(), String::new(), BTreeMap::new());
    let mut rest = marked.as_str();
    while let Some((before, mark)) = rest.split_once('[') {
        let (mark, after) = mark.split_once(']').expect("every mark is closed");
        let (kind, name) = mark.split_once(':').expect("a mark has a kind");
        text.push_str(before);
        if let Some((_, canonical)) = kind.split_once('=') {
            canonicals.insert(text.chars().count(), canonical.to_string());
        }
        wanted.push_str(&format!("{before}[{}:{name}]", &kind[..1]));
        text.push_str(name);
        rest = after;
    }
    text.push_str(rest);
    wanted.push_str(rest);
    let chars: Vec<char> = text.chars().collect();
    let (mut got, mut at) = (String::new(), 0);
    for (start, end, kind, canonical, _) in tagged(tagger, case, &text) {
        got.extend(&chars[at..start]);
        let name: String = chars[start..end].iter().collect();
        got.push_str(&format!("[{}:{name}]", &kind[..1]));
        at = end;
        if let Some(wanted) = canonicals.get(&start).filter(|wanted| **wanted != canonical) {
            return Err(format!("{case}: `{name}` is `{canonical}`, not `{wanted}`"));
        }
    }
    got.extend(&chars[at..]);
    if got == wanted { Ok(()) } else { Err(format!("{case}\n  wanted {wanted}\n  got    {got}")) }
}

fn check_file(cases: &str) {
    let tagger = Tagger::built_in();
    let cases = cases.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let faults: Vec<String> = cases.filter_map(|(case, marked)| check(&tagger, case, marked).err()).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_trap_catches_the_tagger() {
    check_file(include_str!("traps.tsv"));
}

#[test]
fn news_on_every_other_topic() {
    check_file(include_str!("news.tsv"));
}

/// A reader's own names lie over the built-in ones; what is found is what one list of all would find.
#[test]
fn a_readers_own_names_are_found_with_the_others() {
    let own = "LOC\tكفر عميرة\tKafr Amira\nORG\tتجمع بغداد الحر\nPER\tمهيوب الدغشي\t\tالدغشي?\tadj\n\
               LOC\tجبل ناعم\t\tناعم??\twith:باماكو\n";
    let own = Gazetteer::parse(own).0;
    let layered = Tagger::with(&own);
    let mut all = Gazetteer::built_in();
    all.append(own);
    let flat = Tagger::new(&all);
    let cases = [
        "زار [P:مهيوب الدغشي] [L:كفر عميرة] ثم [L:بغداد].",
        "أعلن [O:تجمع بغداد الحر] أن وفده وصل إلى [L:القاهرة].",
        "وصلوا إلى [L:باماكو] ثم إلى مدينة [L:ناعم] صباحا.",
        "الملمس ناعم جدا.",
    ];
    for case in cases {
        assert_eq!(check(&layered, "own", case), Ok(()));
        assert_eq!(check(&flat, "own", case), Ok(()));
    }
    for text in SEEDS.map(|seed| fs::read_to_string(root("seeds").join(seed)).expect("an article")) {
        assert_eq!(tagged(&layered, "seed", &text), tagged(&flat, "seed", &text));
    }
}

/// Whatever stands in a text: mentions are in order, lie on letters, and stay inside a line.
#[test]
fn mentions_are_sound_in_any_text() {
    let pieces = [
        "الرئيس ",
        "محمد ",
        "بن ",
        "عبد ",
        "الله ",
        "قال ",
        "لل",
        "و",
        "«",
        "»",
        "\"",
        "\n",
        "،",
        ". ",
        "(",
        ")",
        "مالي ",
        "القاعدة ",
        "تنظيم ",
        "في ",
        "كيرشوف ",
        "جون ",
        "دو ",
        "أم ",
        "درمان ",
        "لـ",
        "\u{200F}",
        "\u{64B}",
        "الجيش ",
        "الأميركي ",
        "غرفة ",
        "عمليات ",
        "سرت ",
        "130",
        "٤٥",
        "Reuters ",
        "😀",
        "\u{FEFF}",
        "الدين ",
        "صلاح ",
        "-",
        "مدينة ",
        "\u{2028}",
        "الأسد ",
        "ل",
        "ى",
        "ه",
        "الشرق الأوسط ",
        "|",
        "سوريه ",
    ];
    let tagger = Tagger::built_in();
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..2000 {
        // A text of nothing but blanks is no article.
        let pieces = (0..next(60)).map(|_| pieces[next(pieces.len())]);
        let text: String = std::iter::once("نص ").chain(pieces).collect();
        let (article, mut table) = (article("any", &text), EntityTable::new());
        let mut end = 0;
        for mention in tagger.tag(&article, &mut table, &mut Scratch::default()) {
            let name = text.get(mention.range.clone()).expect("on boundaries");
            assert!(mention.range.start >= end && !name.is_empty(), "{text:?}");
            assert!(!name.contains(['\n', '\u{2028}', '«', '»', '،', '.']), "{name:?} in {text:?}");
            assert!(name.starts_with(char::is_alphanumeric), "{name:?} in {text:?}");
            end = mention.range.end;
        }
    }
}
