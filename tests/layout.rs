//! The properties of layout that hold for every text (`properties/`), checked on the seeds, on hostile
//! texts and on random ones.

mod letters;
mod properties;
mod random;

use letters::letters;
use random::Random;
use warraq::text::{BaseDirection, Paragraph, Profile, paragraphs};

const SEEDS: [&str; 5] = [
    include_str!("../seeds/000_0cb90742044c89c4.txt"),
    include_str!("../seeds/001_ee393e29cf8c7ff1.txt"),
    include_str!("../seeds/002_777ec913e064ed28.txt"),
    include_str!("../seeds/003_c177ae81ab99510e.txt"),
    include_str!("../seeds/004_f9bf44d078046818.txt"),
];

#[test]
fn every_letter_of_the_seeds_is_shown_once_at_every_width() {
    for text in SEEDS {
        for width in [1, 2, 3, 7, 20, 40, 66, 80, 120, 1000] {
            let mut shown = String::new();
            for range in paragraphs(text) {
                properties::all(&text[range.clone()], width);
                let paragraph = Paragraph::new(&text[range], BaseDirection::Auto, Profile::default());
                for span in paragraph.break_lines(width) {
                    assert!(span.advance <= width);
                    shown.push_str(&paragraph.line(&span).visual());
                }
            }
            assert_eq!(letters(&shown), letters(text), "at {width}");
        }
    }
}

#[test]
fn hostile_texts_have_a_layout() {
    let mut texts: Vec<String> = vec![
        "\u{2066}".repeat(140) + "1",
        "\u{202B}".repeat(140) + "ab\u{5D0}1",
        "\u{202E}".repeat(1000),
        "\u{200D}لا".into(),
        "ل\u{200D}\u{200D}ا".into(),
        "(".repeat(64) + "א" + &")".repeat(64),
        "[".repeat(10_000),
        format!("ب{}", "\u{064E}".repeat(1_000_000)),
        "\u{064E}".repeat(50),
        "\u{FDFD}\u{FDFA}\u{FDF2}".into(),
        "\x1b]0;title".into(),
        "\x1b[2J\x1bP\u{90}\u{98}\u{9b}\u{9d}\u{9e}\u{9f}\0".into(),
        "a\rb\r\nc\u{2028}d\u{2029}e\u{85}f\u{b}g\u{c}h\u{1c}i".into(),
        "\u{E0041}\u{E0042}\u{E007F}".into(),
        "سلام\u{200C}ها\u{200D}".into(),
        "👨\u{200D}👩\u{200D}👧\u{200D}👦🇸🇦🇪🇬❤\u{FE0F}1\u{FE0F}\u{20E3}".into(),
        "中文字符混合عربي".into(),
        "क्षि각가\u{1100}\u{1161}".into(),
        "क\u{94d}".repeat(300) + "क",
        "\u{1100}".repeat(200),
        "\u{FDFD}".repeat(40),
        "ا\u{A0}\u{64B}ب \u{64B}\u{FDFA}\u{64B}\t\u{64B}".into(),
        "\t\tب\t".into(),
        "\u{2066}a\n\u{2069}b".into(),
        "ا".repeat(100_000),
        " ".repeat(1000),
        "\u{06DD}123\u{0600}456".into(),
    ];
    let controls =
        (0..=0x9f).chain(0x2028..=0x202e).chain(0x2060..=0x206f).chain([0x61c, 0x200e, 0x200f, 0xfeff]);
    for control in controls.filter_map(char::from_u32) {
        texts.push(format!("ب{control}ب"));
        texts.push(format!("{control}"));
        texts.push(format!("a{control}ب{control}1"));
    }
    for text in &texts {
        for width in [1, 2, 5, 80] {
            properties::all(text, width);
        }
    }
}

#[test]
fn random_texts_have_a_layout() {
    let alphabet = properties::alphabet();
    let mut random = Random(2026);
    for _ in 0..3_000 {
        let length = random.below(60);
        let text: String = (0..length).map(|_| alphabet[random.below(alphabet.len())]).collect();
        properties::all(&text, 1 + random.below(30));
    }
}

#[test]
fn long_paragraphs_are_laid_out() {
    // A quadratic step would take hours here.
    for text in ["كلمة ".repeat(200_000), "ب".repeat(1_000_000), "\u{2067}a\u{2069}ب".repeat(60_000)] {
        let paragraph = Paragraph::new(&text, BaseDirection::Auto, Profile::default());
        let lines = paragraph.break_lines(80);
        assert!(lines.len() > 100);
        assert_eq!(paragraph.line(&lines[50]).base().is_rtl(), paragraph.base().is_rtl());
    }
}
