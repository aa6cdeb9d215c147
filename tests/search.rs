//! The search, held against a plain reading of what it means: random searches over random articles, and
//! tables of what readers expect.

mod random;

use random::Random;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use warraq::corpus::{self, Article, ArticleId, Origin};
use warraq::entity::{EntityId, EntityKind, EntityTable, Mention, Provenance};
use warraq::index::{Document, Index, Query, Search};

/// Pieces of which words are made; letters with their variants, marks and fillers, Latin, digits.
const LETTERS: &[&str] = &[
    "ا", "أ", "إ", "آ", "ٱ", "ب", "ت", "ة", "ه", "ہ", "ھ", "ل", "ل", "لل", "ال", "ال", "و", "و", "ف", "ك",
    "ک", "ى", "ي", "ی", "ؤ", "ئ", "ء", "\u{64E}", "\u{651}", "\u{64B}", "ـ", "\u{200C}", "\u{200F}",
    "\u{200B}",
];
const OTHERS: &[&str] = &["1", "٢", "۳", "15", "a", "B", "É", "e\u{301}", "is", "IS"];
const GAPS: &[&str] = &[" ", " ", " ", " ", "  ", "\n", "، ", "-", " «", "» ", ". ", "/", "(", ")", "\u{A0}"];
const NAMES: [&str; 4] = ["ليبيا", "الأمم المتحدة", "كيري", "داعش"];

struct Corpus {
    articles: Vec<Arc<Article>>,
    mentions: Vec<Vec<Mention>>,
    entities: Arc<EntityTable>,
    /// What `plain` makes of each: words of the text, the title and the name.
    words: Vec<[Vec<PlainWord>; 3]>,
}

impl Corpus {
    fn new(random: &mut Random) -> Corpus {
        let mut entities = EntityTable::new();
        let ids = NAMES.map(|name| entities.intern(EntityKind::Place, name, None));
        let (mut articles, mut mentions) = (Vec::new(), Vec::new());
        let stock: Vec<String> = (0..60).map(|_| word(random)).collect();
        while articles.len() < 30 {
            let mut text = String::new();
            for _ in 0..1 + random.below(40) {
                text += &stock[random.below(stock.len())];
                text += GAPS[random.below(GAPS.len())];
            }
            let (number, name) =
                (articles.len() as u32, format!("{}{number}.txt", word(random), number = articles.len()));
            let Ok(article) = corpus::from_bytes(text.into(), name, Origin::Embedded, ArticleId(number))
            else {
                continue;
            };
            let all = 0..article.text.chars().next().map_or(0, char::len_utf8);
            let mention = |entity: &EntityId| Mention {
                entity: *entity,
                range: all.clone(),
                provenance: Provenance::Gazetteer,
            };
            mentions.push(ids.iter().filter(|_| random.below(3) == 0).map(mention).collect());
            articles.push(Arc::new(article));
        }
        let words = articles.iter().map(|article| {
            [&article.text, article.title_text().unwrap_or_default(), &article.name].map(plain_words)
        });
        Corpus { words: words.collect(), articles, mentions, entities: Arc::new(entities) }
    }

    /// An index in which the first articles have postings, in one set or several, and the others have none.
    fn index(&self, random: &mut Random) -> Index {
        let mut index = Index::default();
        index.set_entities(Arc::clone(&self.entities));
        for (article, mentions) in self.articles.iter().zip(&self.mentions) {
            index.push(article, mentions);
            if random.below(8) == 0 {
                index.post(1);
            }
        }
        index
    }

    fn document(&self, at: usize) -> Document<'_> {
        Document { article: &self.articles[at], mentions: &self.mentions[at], entities: &self.entities }
    }
}

fn word(random: &mut Random) -> String {
    let pool = if random.below(5) == 0 { OTHERS } else { LETTERS };
    let mut word: String = (0..1 + random.below(5)).map(|_| pool[random.below(pool.len())]).collect();
    if random.below(10) == 0 {
        word += OTHERS[random.below(OTHERS.len())];
    }
    word
}

/// A word as a person would fold it: its letters, its sort, and where it stands.
#[derive(Clone, Debug)]
struct PlainWord {
    letters: String,
    /// The word, and what it is without clitics.
    readings: BTreeSet<String>,
    /// The same where «ال» is put back; its alef is not written, so it alone is not found.
    definite: BTreeSet<String>,
}

/// Folds a letter of the pieces above, and says of which sort it is.
fn plain(c: char) -> Option<(String, char)> {
    let (folded, sort) = match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | 'ا' => ("ا".to_string(), 'ع'),
        'ة' | 'ہ' | 'ھ' | 'ه' => ("ه".to_string(), 'ع'),
        'ک' | 'ك' => ("ك".to_string(), 'ع'),
        'ى' | 'ی' | 'ي' => ("ي".to_string(), 'ع'),
        '٢' => ("2".to_string(), '1'),
        '۳' => ("3".to_string(), '1'),
        '0'..='9' => (c.to_string(), '1'),
        'É' | 'é' => ("e".to_string(), 'a'),
        'a'..='z' | 'A'..='Z' => (c.to_ascii_lowercase().to_string(), 'a'),
        'ء'..='ي' => (c.to_string(), 'ع'),
        _ => return None,
    };
    Some((folded, sort))
}

fn is_dropped(c: char) -> bool {
    "\u{64E}\u{651}\u{64B}ـ\u{200C}\u{200F}\u{200B}\u{301}".contains(c)
}

fn plain_words(text: &str) -> Vec<PlainWord> {
    let mut words: Vec<(String, char)> = Vec::new();
    let mut is_open = false;
    for c in text.chars().filter(|c| !is_dropped(*c)) {
        let Some((folded, sort)) = plain(c) else {
            is_open = false;
            continue;
        };
        match words.last_mut().filter(|(_, last)| is_open && *last == sort) {
            Some((word, _)) => word.push_str(&folded),
            None => words.push((folded, sort)),
        }
        is_open = true;
    }
    words.into_iter().map(|(letters, sort)| PlainWord::new(letters, sort)).collect()
}

impl PlainWord {
    fn new(letters: String, sort: char) -> PlainWord {
        let (mut readings, mut definite) = (BTreeSet::from([letters.clone()]), BTreeSet::new());
        let conjunctions: &[&str] = if sort == 'ع' { &["", "و", "ف"] } else { &[] };
        for conjunction in conjunctions {
            let Some(rest) = letters.strip_prefix(conjunction) else { continue };
            for preposition in ["", "ب", "ك", "ل", "ال", "بال", "كال", "لل"] {
                let Some(stem) = rest.strip_prefix(preposition) else { continue };
                if stem.chars().count() >= 2 {
                    readings.insert(stem.to_string());
                }
            }
            // ل + ال + … is written لل…, and ل + ال + ل… is too.
            if let Some(stem) = rest.strip_prefix("ل").filter(|stem| stem.chars().count() >= 2)
                && let Some(after) = stem.strip_prefix("ل")
            {
                definite.insert(format!("ال{after}"));
                definite.insert(format!("ال{stem}"));
            }
        }
        PlainWord { letters, readings, definite }
    }

    fn begins(&self, typed: &str) -> bool {
        self.readings.iter().any(|reading| reading.starts_with(typed))
            || (typed.chars().count() > 2 && self.definite.iter().any(|reading| reading.starts_with(typed)))
    }

    /// As the word before others that follow: all of it is typed.
    fn is(&self, typed: &str) -> bool {
        self.readings.contains(typed) || (typed.chars().count() > 2 && self.definite.contains(typed))
    }
}

/// How many places of `words` the typed words begin at.
fn count_plainly(typed: &[PlainWord], words: &[PlainWord]) -> usize {
    let fits = |place: &[PlainWord]| {
        let last = typed.len() - 1;
        (0..=last).all(|at| match (at == 0, at == last) {
            (true, true) => place[at].begins(&typed[at].letters),
            (true, false) => place[at].is(&typed[at].letters),
            (false, true) => place[at].letters.starts_with(&typed[at].letters),
            (false, false) => place[at].letters == typed[at].letters,
        })
    };
    words.windows(typed.len()).filter(|place| fits(place)).count()
}

/// Whether the quoted words stand in `text`, each between what is no part of a word.
fn has_exactly(quoted: &str, text: &str) -> bool {
    let pieces: Vec<&str> = quoted.split_whitespace().collect();
    let starts = text.char_indices().map(|(at, _)| at);
    starts.filter(|at| text[*at..].starts_with(pieces[0])).any(|start| {
        let mut end = start;
        for (number, piece) in pieces.iter().enumerate() {
            let blanks = text[end..].len() - text[end..].trim_start().len();
            if number > 0 && blanks == 0 {
                return false;
            }
            end += if number > 0 { blanks } else { 0 };
            if !text[end..].starts_with(piece) {
                return false;
            }
            end += piece.len();
        }
        let (before, after) = (&text[..start], &text[end..]);
        let first = quoted.chars().find(|c| !is_dropped(*c)).and_then(plain).map(|(_, sort)| sort);
        let last = quoted.chars().rev().find(|c| !is_dropped(*c)).and_then(plain).map(|(_, sort)| sort);
        let next_before =
            before.chars().rev().find(|c| !is_dropped(*c)).and_then(plain).map(|(_, sort)| sort);
        let next_after = after.chars().find(|c| !is_dropped(*c)).and_then(plain).map(|(_, sort)| sort);
        let touches = |c: Option<char>| c.is_some_and(|c| "\u{64E}\u{651}\u{64B}ـ\u{301}".contains(c));
        let is_open_before = first.is_some() && (first == next_before || touches(before.chars().next_back()));
        let is_open_after = last.is_some() && (last == next_after || touches(after.chars().next()));
        !is_open_before && !is_open_after
    })
}

/// Whether the article of a number holds a term.
type Holds<'a> = Box<dyn Fn(usize) -> bool + 'a>;

/// A term as it is typed, and the articles that hold it.
fn term<'a>(random: &mut Random, corpus: &'a Corpus) -> (String, Holds<'a>) {
    let source = &corpus.articles[random.below(corpus.articles.len())].text;
    let some_words = |random: &mut Random, count: usize| {
        let words: Vec<&str> = source.split_whitespace().collect();
        let from = random.below(words.len());
        words[from..(from + count).min(words.len())].join(" ")
    };
    match random.below(8) {
        0..=2 => {
            let typed = word(random);
            phrase(corpus, &typed, random.below(4) == 0)
        }
        3 => {
            // A beginning of a word that is there, in its own spelling.
            let whole = some_words(random, 1);
            let count = 1 + random.below(whole.chars().count());
            let beginning: String = whole.chars().take(count).collect();
            phrase(corpus, &beginning, random.below(4) == 0)
        }
        4 => phrase(corpus, &some_words(random, 2).replace(char::is_whitespace, "-"), random.below(3) == 0),
        5 => {
            let count = 1 + random.below(3);
            let mut quoted = some_words(random, count);
            if random.below(4) == 0 {
                quoted = word(random);
            }
            let is_title = random.below(4) == 0;
            let typed = format!("{}\"{quoted}\"", if is_title { "title:" } else { "" });
            let holds = move |at: usize| {
                let article = &corpus.articles[at];
                let text = if is_title { article.title_text().unwrap_or_default() } else { &article.text };
                has_exactly(&quoted, text) || has_exactly(&quoted, &article.name)
            };
            (typed, Box::new(holds))
        }
        6 => {
            let name = random.below(NAMES.len());
            let holds =
                move |at: usize| corpus.mentions[at].iter().any(|mention| mention.entity.0 as usize == name);
            (format!("entity:\"{}\"", NAMES[name]), Box::new(holds))
        }
        _ => {
            let (one, other) = (some_words(random, 1), word(random));
            // An expression that may be empty finds nothing.
            let either: Vec<String> = [one.chars().filter(|c| c.is_alphanumeric()).collect(), other].into();
            let either: Vec<String> = either.into_iter().filter(|text| !text.is_empty()).collect();
            let typed = format!("re:\"{}\"", either.join("|"));
            let holds = move |at: usize| either.iter().any(|text| corpus.articles[at].text.contains(text));
            (typed, Box::new(holds))
        }
    }
}

fn phrase<'a>(corpus: &'a Corpus, typed: &str, is_title: bool) -> (String, Holds<'a>) {
    let words = plain_words(typed);
    let holds = move |at: usize| {
        let [text, title, name] = &corpus.words[at];
        count_plainly(&words, if is_title { title } else { text }) + count_plainly(&words, name) > 0
    };
    (format!("{}{typed}", if is_title { "title:" } else { "" }), Box::new(holds))
}

#[test]
fn random_searches_find_what_a_plain_reading_finds() {
    let mut random = Random(15);
    let (mut searches, mut found_some, mut found_all) = (0, 0, 0);
    while searches < 10_000 {
        let corpus = Corpus::new(&mut random);
        let index = corpus.index(&mut random);
        for _ in 0..250 {
            let (mut typed, mut terms) = (String::new(), Vec::new());
            for _ in 0..1 + random.below(3) {
                let (text, holds) = term(&mut random, &corpus);
                let is_excluded = random.below(4) == 0;
                typed += &format!("{}{text} ", if is_excluded { "-" } else { "" });
                terms.push((is_excluded, holds));
            }
            // What is made up at random may be none: an empty word, a dash, quotes in quotes.
            let Ok(search) = Search::parse(&typed) else { continue };
            searches += 1;
            let wanted: Vec<usize> = (0..corpus.articles.len())
                .filter(|at| terms.iter().all(|(is_excluded, holds)| holds(*at) != *is_excluded))
                .collect();
            let query = Query { search: search.clone(), ..Query::default() };
            let found: Vec<usize> = index.run(&query).articles.iter().map(|id| id.0 as usize).collect();
            assert_eq!(found, wanted, "{typed:?}");
            for at in 0..corpus.articles.len() {
                let is_found = search.matches(corpus.document(at));
                assert_eq!(is_found, wanted.contains(&at), "{typed:?}");
            }
            found_some += usize::from(!wanted.is_empty());
            found_all += usize::from(wanted.len() == corpus.articles.len());
        }
    }
    // Most find something, and few find all: otherwise little would have been tried.
    assert!(found_some > searches / 3 && found_all < searches / 4, "{found_some}, {found_all} of {searches}");
}

#[test]
fn hits_are_whole_letters_of_the_words_that_are_meant() {
    let mut random = Random(16);
    let mut hits = 0;
    for _ in 0..40 {
        let corpus = Corpus::new(&mut random);
        for _ in 0..50 {
            let typed = word(&mut random);
            let Ok(search) = Search::parse(&typed) else { continue };
            let words = plain_words(&typed);
            for at in 0..corpus.articles.len() {
                let text = &corpus.articles[at].text;
                let found = search.hits(corpus.document(at));
                if words.len() == 1 {
                    assert_eq!(
                        found.len(),
                        count_plainly(&words, &corpus.words[at][0]),
                        "{typed:?} in {text:?}"
                    );
                }
                assert!(found.windows(2).all(|two| two[0].end <= two[1].start), "{typed:?} in {text:?}");
                for hit in &found {
                    check_hit(text, &text[hit.clone()], &words);
                    let after = text[hit.end..].chars().next();
                    assert!(
                        after.is_none_or(|c| !"\u{64E}\u{651}\u{64B}\u{301}".contains(c)),
                        "{typed:?} in {text:?}"
                    );
                }
                hits += found.len();
                check_snippet(&search, corpus.document(at), &found, random.below(30));
            }
        }
    }
    assert!(hits > 10_000, "{hits}");
}

/// The letters of `hit` are those that were typed; of «ال» the alef may not be written.
fn check_hit(text: &str, hit: &str, typed: &[PlainWord]) {
    let letters =
        |words: &[PlainWord]| words.iter().map(|word| word.letters.clone()).collect::<Vec<_>>().concat();
    let (found, typed) = (letters(&plain_words(hit)), letters(typed));
    let without = |article: &str| typed.strip_prefix(article).is_some_and(|rest| found == rest);
    assert!(found == typed || without("ا") || without("ال"), "{hit:?} for {typed:?} in {text:?}");
    let (first, last) = (hit.chars().next(), hit.chars().next_back());
    assert!(first.is_some_and(|c| !is_dropped(c)), "{hit:?} in {text:?}");
    assert!(last.is_some_and(|c| !"ـ\u{200C}\u{200F}\u{200B}".contains(c)), "{hit:?} in {text:?}");
}

/// A snippet is a part of a line, no longer than was asked for, and holds the hits that are in it.
fn check_snippet(search: &Search, document: Document<'_>, hits: &[Range<usize>], budget: usize) {
    let text = &document.article.text;
    let Some(snippet) = search.snippet(document, budget) else {
        assert!(hits.is_empty(), "no snippet in {text:?}");
        return;
    };
    let shown = &text[snippet.range.clone()];
    assert!(shown.chars().filter(|c| !is_dropped(*c)).count() <= budget, "{budget}: {shown:?} of {text:?}");
    assert!(!shown.contains('\n') && shown.trim() == shown, "{shown:?} of {text:?}");
    let inside = |hit: &Range<usize>| hit.start.max(snippet.range.start)..hit.end.min(snippet.range.end);
    let inside: Vec<Range<usize>> = hits.iter().map(inside).filter(|hit| hit.start < hit.end).collect();
    assert_eq!(snippet.hits, inside, "{shown:?} of {text:?}");
    assert!(budget == 0 || !inside.is_empty(), "{shown:?} of {text:?}");
    let is_blank = |c: char| c != '\n' && (c.is_whitespace() || "ـ\u{200C}\u{200F}\u{200B}".contains(c));
    let before = text[..snippet.range.start].chars().rev().find(|c| !is_blank(*c));
    assert_eq!(snippet.is_cut_before, before.is_some_and(|c| c != '\n'), "{shown:?} of {text:?}");
}

/// What of a text is found, as it is stored.
#[track_caller]
fn check(typed: &str, stored: &str, expected: &[&str]) {
    let article = corpus::from_bytes(stored.into(), "a.txt".into(), Origin::Embedded, ArticleId(0));
    let article = article.expect("it is a text");
    let document = Document { article: &article, mentions: &[], entities: &EntityTable::new() };
    let search = Search::parse(typed).expect("it can be understood");
    let found: Vec<&str> = search.hits(document).into_iter().map(|hit| &article.text[hit]).collect();
    assert_eq!(found, expected, "{typed:?} in {stored:?}");
    let is_positive = !typed.starts_with('-');
    assert_eq!(search.matches(document), !expected.is_empty() || !is_positive, "{typed:?} in {stored:?}");
}

#[test]
fn letters_that_keyboards_and_habits_confuse_are_found() {
    let stored = "أحمد الدوري قرأ كتابا، كِتابا أو كتـابا";
    check("احمد", stored, &["أحمد"]);
    check("الدورى", stored, &["الدوري"]);
    check("کتاب", stored, &["كتاب", "كِتاب", "كتـاب"]);
    check("\"احمد\"", stored, &[]);
    check("\"الدورى\"", stored, &[]);
    check("\"كتابا\"", stored, &["كتابا"]);
    check("\"كِتابا\"", stored, &["كِتابا"]);
    check("مدرسه", "المدرسةُ ومدرسة", &["مدرسةُ", "مدرسة"]);
    check("2015", "٢٠١٥ ۲۰۱۵ 2015", &["٢٠١٥", "۲۰۱۵", "2015"]);
    check("٢٠", "2015", &["20"]);
    check("sao", "São Paulo", &["São"]);
    check("São", "SAO sao", &["SAO", "sao"]);
}

#[test]
fn all_terms_give_hits_but_those_that_are_excluded() {
    check("قال -ليبيا", "قال نعم", &["قال"]);
    check("-ليبيا", "قال نعم", &[]);
    check("قال قا نعم", "قال نعم", &["قال", "نعم"]);
    check("re:[0-9]{4}", "عام 2015 و٢٠١٦", &["2015"]);
    check("re:\\d{4}", "عام 2015 و٢٠١٦", &["2015", "٢٠١٦"]);
    check("re:^ق\\w+", "قال نعم\nقالت لا", &["قال", "قالت"]);
    check("re:\\p{Arabic}+ي\\b", "في دمشق", &["في"]);
    check("re:x*", "no such letter", &[]);
    check(
        "title:قال",
        "قال الوزير\n\nقال الوزير إن الأمر انتهى، وقال غيره إنه لم ينته بعد على الإطلاق.",
        &["قال"],
    );
}

#[test]
fn the_name_of_a_file_is_searched_and_gives_no_hits() {
    let article = corpus::from_bytes("نص".into(), "news-2015.txt".into(), Origin::Embedded, ArticleId(0));
    let article = article.expect("it is a text");
    let document = Document { article: &article, mentions: &[], entities: &EntityTable::new() };
    for typed in ["news", "title:2015", "news-2015", "\"news-2015.txt\""] {
        let search = Search::parse(typed).expect("it can be understood");
        assert!(search.matches(document), "{typed}");
        assert!(search.hits(document).is_empty(), "{typed}");
        assert_eq!(search.snippet(document, 40), None, "{typed}");
    }
    assert!(!Search::parse("re:news").expect("an expression").matches(document));
}

#[test]
fn an_expression_goes_on_where_its_time_ran_out() {
    let mut index = Index::default();
    for (number, text) in (0..).zip(["عام 2014", "عام 2015", "عام 2014 و2015"]) {
        let article = corpus::from_bytes(text.into(), "a.txt".into(), Origin::Embedded, ArticleId(number));
        index.push(&Arc::new(article.expect("it is a text")), &[]);
    }
    let check = |typed: &str, expected: &[u32]| {
        let search = Search::parse(typed).expect("it can be understood");
        let query = Query { search, ..Query::default() };
        let found = |patience| {
            let found = index.run_within(&query, patience);
            (found.articles.iter().map(|id| id.0).collect::<Vec<_>>(), found.is_cut_short)
        };
        assert_eq!(found(Duration::ZERO), (vec![], true), "{typed}: without time nothing is read");
        assert_eq!(found(Duration::from_secs(3600)), (expected.to_vec(), false), "{typed}");
        assert_eq!(found(Duration::ZERO), (expected.to_vec(), false), "{typed}: what was read is known");
        assert_eq!(index.run(&query).articles.len(), expected.len(), "{typed}");
    };
    check("re:201[4]", &[0, 2]);
    check("-re:201[4]", &[1]);
    check("عام -re:\"20.5\" re:4", &[0]);
}

#[test]
fn postings_are_made_of_enough_text() {
    let (mut index, text) = (Index::default(), "نص قصير");
    for number in 0..3 {
        let article = corpus::from_bytes(text.into(), "a.txt".into(), Origin::Embedded, ArticleId(number));
        index.push(&Arc::new(article.expect("it is a text")), &[]);
    }
    assert!(!index.post(3 * text.len() + 1));
    assert!(index.post(3 * text.len()));
    assert!(!index.post(0), "all have them");
    let found = |typed: &str| {
        let search = Search::parse(typed).expect("it can be understood");
        index.run(&Query { search, ..Query::default() }).articles.len()
    };
    assert_eq!((found("قصي"), found("طويل"), found("-طويل"), found("")), (3, 0, 3, 3));
}
