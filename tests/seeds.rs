//! What the reader makes of each line of the embedded articles.

use std::ops::Range;

use warraq::corpus::{Article, ArticleId, EMBEDDED, Residue, Role, Source, Title, read};

/// The embedded article at `place`, in the order in which they are found.
fn seed(place: usize) -> Article {
    let item = Source::Embedded.items().nth(place).expect("there are five").expect("it can be found");
    read(&item, ArticleId(place as u32)).expect("it can be read")
}

/// The roles of a seed's parts, one letter each: H headline, K kicker, D dateline, C caption,
/// h heading, B body; r repeated, c control, l links.
fn letters(article: &Article) -> String {
    let letter = |role: Role| match role {
        Role::Headline => 'H',
        Role::Kicker => 'K',
        Role::Dateline => 'D',
        Role::Caption => 'C',
        Role::Heading => 'h',
        Role::Body => 'B',
        Role::Residue(Residue::Repeated) => 'r',
        Role::Residue(Residue::Control) => 'c',
        Role::Residue(Residue::Related) => 'l',
    };
    article.parts.iter().map(|part| letter(part.role)).collect()
}

/// The seed's title, source and roles; and what holds for every article.
#[track_caller]
fn check(place: usize, title: &str, source: Option<&str>, roles: &str) {
    let article = seed(place);
    let slice = |range: &Range<usize>| &article.text[range.clone()];
    let found = match &article.title {
        Title::Headline(range) => format!("headline: {}", slice(range)),
        Title::Lead(range) => format!("lead: {}", slice(range)),
        Title::None => "none".to_string(),
    };
    assert_eq!(found, title);
    assert_eq!(article.source.as_ref().map(slice), source);
    assert_eq!(article.date, None, "no seed gives a date of its own");
    assert_eq!(letters(&article), roles.replace(' ', ""));
}

#[test]
fn seed_0_has_no_headline_and_is_signed() {
    check(
        0,
        "lead: أفادت صحيفة «نيويورك تايمز» الأميركية، أمس، بأن جهود «داعش» الرامية إلى التمدد إلى خارج العراق \
         وسوريا، أشعلت نقاشاً داخل «التحالف الدولي» الذي تقوده واشنطن، في ما إذا كان يجب توسيع الحملة ضد التنظيم.",
        Some("الأخبار"),
        "BBBBBBBB D",
    );
}

#[test]
fn seed_1_has_a_line_above_its_headline_and_two_controls() {
    check(
        1,
        "headline: التحالف يحذّر من توسع نفوذ «داعش» في ليبيا ومهاجمة الغرب",
        None,
        "KHc BBBBBBBBBBBBBBBBBBBBBBBBBB c",
    );
}

#[test]
fn seed_2_opens_with_the_name_of_who_is_pictured() {
    check(
        2,
        "lead: دعا رئيس هيئة الأركان الأميركية المشتركة، جوزيف دانفورد، إلى تحرَك عسكري حاسم لوقف انتشار تنظيم \
         \"داعش\" في ليبيا، موضحَا أن التنظيم يستغلها لتكون منصة لتنسيق أنشطته عبر إفريقيا.",
        None,
        "C BBBBBB",
    );
}

#[test]
fn seed_3_holds_a_second_article_after_the_links() {
    check(
        3,
        "headline: الولايات المتحدة وحلفاؤها يدرسون مستقبل محاربة تنظيم «داعش»",
        None,
        "HKCrcrrr BCBB hBBBB hCBBCBBBCBBBBBBB lllllllllllllllll HCrcrrr BBBBBB",
    );
}

#[test]
fn seed_4_has_headings_between_its_paragraphs() {
    check(
        4,
        "lead: حذر وزير الدفاع الفرنسي جان إيف لو دريان الاثنين من خطر انتقال أفراد من تنظيم داعش إلى تونس أو مصر، \
         عندما يتم طردهم من المناطق التي يحتلونها في ليبيا.",
        Some("أخبار الآن"),
        "D BBB h BB h B h B",
    );
}

#[test]
fn every_byte_that_shows_belongs_to_exactly_one_part() {
    for place in 0..EMBEDDED.len() {
        let article = seed(place);
        let mut at = 0;
        for part in &article.parts {
            assert!(at <= part.range.start, "the parts of seed {place} are in order");
            assert_eq!(article.text[at..part.range.start].trim(), "");
            assert_eq!(article.text[part.range.clone()].trim(), &article.text[part.range.clone()]);
            assert!(!part.range.is_empty());
            at = part.range.end;
        }
        assert_eq!(article.text[at..].trim(), "");
    }
}

#[test]
fn seeds_are_stored_byte_for_byte() {
    for (place, file) in EMBEDDED.iter().enumerate() {
        let article = seed(place);
        assert_eq!(article.text.as_bytes(), file.bytes);
        assert_eq!(article.name, file.name);
    }
}

#[test]
fn words_are_those_that_are_shown() {
    let words: Vec<usize> = (0..EMBEDDED.len()).map(|place| seed(place).words).collect();
    let residue =
        |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    for (place, words) in words.iter().enumerate() {
        let article = seed(place);
        let folded: usize = article
            .parts
            .iter()
            .filter(|part| matches!(part.role, Role::Residue(_)))
            .map(|part| residue(&article.text[part.range.clone()]))
            .sum();
        assert_eq!(words + folded, residue(&article.text));
    }
}
