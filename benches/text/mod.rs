//! The text that is measured: the same bytes on every machine. Arabic news most of all, but no
//! sentence often enough for caches to learn it: the seeds' sentences are mixed with words made up
//! from roots, vocalised text, Latin words, numbers and addresses, Persian, Urdu, Hebrew and
//! English, in long and short paragraphs.

#[path = "../../tests/random/mod.rs"]
pub(crate) mod random;

use random::Random;

/// The articles that are inside the program.
pub(crate) const SEEDS: [&str; 5] = [
    include_str!("../../seeds/000_0cb90742044c89c4.txt"),
    include_str!("../../seeds/001_ee393e29cf8c7ff1.txt"),
    include_str!("../../seeds/002_777ec913e064ed28.txt"),
    include_str!("../../seeds/003_c177ae81ab99510e.txt"),
    include_str!("../../seeds/004_f9bf44d078046818.txt"),
];

/// At least `bytes` of paragraphs, each with its line feed.
pub(crate) fn varied(bytes: usize) -> String {
    let mut writer = Writer::new();
    while writer.out.len() < bytes {
        writer.paragraph();
        writer.out.push('\n');
    }
    writer.out
}

/// One paragraph of Arabic news, of `bytes` or a sentence more.
#[allow(dead_code, reason = "not every bench measures one")]
pub(crate) fn one_paragraph(bytes: usize) -> String {
    let mut writer = Writer::new();
    while writer.out.len() < bytes {
        writer.sentence();
    }
    writer.out
}

struct Writer {
    out: String,
    random: Random,
    /// The words of each sentence of the seeds.
    sentences: Vec<Vec<&'static str>>,
}

impl Writer {
    fn new() -> Writer {
        let sentences = SEEDS.iter().flat_map(|seed| seed.split_inclusive(['.', '،', '\n']));
        let sentences = sentences.map(|sentence| sentence.split_whitespace().collect());
        Writer {
            out: String::new(),
            random: Random(1258),
            sentences: sentences.filter(|words: &Vec<_>| words.len() > 2).collect(),
        }
    }

    /// Of a hundred paragraphs some sixty are Arabic news.
    fn paragraph(&mut self) {
        // Headlines and captions, paragraphs of news, and now and then an essay without a break.
        let sentences = match self.random.below(20) {
            0..5 => 1,
            5..19 => 2 + self.random.below(8),
            _ => 40,
        };
        match self.random.below(100) {
            0..60 => (0..sentences).for_each(|_| self.sentence()),
            60..68 => self.words(sentences * 8, |writer| writer.root(true)),
            68..76 => self.words(sentences * 8, Self::mixed),
            76..83 => self.words(sentences * 9, |writer| writer.pick(&PERSIAN)),
            83..88 => self.words(sentences * 9, |writer| writer.pick(&URDU)),
            88..92 => self.words(sentences * 8, |writer| writer.pick(&HEBREW)),
            92..99 => self.words(sentences * 9, |writer| writer.pick(&ENGLISH)),
            _ => {}
        }
    }

    /// A sentence of the seeds, some of its words changed for others.
    fn sentence(&mut self) {
        let at = self.random.below(self.sentences.len());
        for place in 0..self.sentences[at].len() {
            match self.random.below(12) {
                0 => self.root(false),
                1 => {
                    let other = self.random.below(self.sentences.len());
                    let word = self.random.below(self.sentences[other].len());
                    self.out.push_str(self.sentences[other][word]);
                }
                _ => self.out.push_str(self.sentences[at][place]),
            }
            self.out.push(' ');
        }
    }

    fn words(&mut self, count: usize, word: impl Fn(&mut Self)) {
        for place in 1..=count {
            word(self);
            self.out.push_str(match self.random.below(14) {
                _ if place == count => ".",
                0 => "، ",
                1 => ". ",
                _ => " ",
            });
        }
    }

    fn pick(&mut self, words: &[&str]) {
        let at = self.random.below(words.len());
        self.out.push_str(words[at]);
    }

    /// A word made of three letters and a pattern; vocalised if `marks`.
    fn root(&mut self, marks: bool) {
        const LETTERS: [char; 24] = [
            'ب', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', 'ط', 'ع', 'غ', 'ف', 'ق', 'ك',
            'ل', 'م', 'ن', 'ه', 'و',
        ];
        // The digits are the places of the root's letters.
        const PATTERNS: [&str; 12] = [
            "الْمَ1ْ2َ3َةُ",
            "1َا2ِ3ٌ",
            "يَ1ْ2ُ3ُونَ",
            "اِسْتِ1ْ2َا3ٌ",
            "تَ1َ2َّ3َتْ",
            "مُ1َا2َ3َةٍ",
            "وَالْ1َ2ِي3ِ",
            "1َ2َ3َهُمْ",
            "أَ1ْ2َا3ُ",
            "لِلْ1ِ2َا3َةِ",
            "سَيَ1ْ2ِ3ُهَا",
            "1ُ2ُو3ًا",
        ];
        let root: [char; 3] = std::array::from_fn(|_| LETTERS[self.random.below(LETTERS.len())]);
        for c in PATTERNS[self.random.below(PATTERNS.len())].chars() {
            match c {
                '1'..='3' => self.out.push(root[c as usize - '1' as usize]),
                '\u{64B}'..='\u{652}' if !marks => {}
                c => self.out.push(c),
            }
        }
    }

    /// Arabic with a good deal of what runs the other way.
    fn mixed(&mut self) {
        match self.random.below(8) {
            0 => self.pick(&ENGLISH),
            1 => {
                let number = self.random.below(100_000);
                self.out.push_str(&number.to_string());
            }
            2 => {
                let number = self.random.below(100);
                self.out.push_str(&format!("({}.{}%)", number, number % 10));
            }
            3 => {
                let page = self.random.below(1_000_000);
                self.out.push_str(&format!("https://example.org/ar/news?id={page}"));
            }
            4 => {
                let number = self.random.below(10_000).to_string();
                let digit = |c: char| char::from_u32(u32::from(c) - u32::from('0') + 0x660);
                self.out.extend(number.chars().filter_map(digit));
            }
            _ => self.root(false),
        }
    }
}

const PERSIAN: [&str; 24] = [
    "می\u{200C}خواهم",
    "کتاب\u{200C}ها",
    "پژوهشگران",
    "گفت‌وگو",
    "چنین",
    "ژرف",
    "را",
    "که",
    "از",
    "به",
    "در",
    "این",
    "خانه\u{200C}های",
    "دانشگاه",
    "تهران",
    "«روزنامه»",
    "۱۴۰۲",
    "نوشته",
    "است",
    "شده\u{200C}اند",
    "گزارش",
    "کشور",
    "پیش",
    "(بخش)",
];
const URDU: [&str; 20] = [
    "ہے",
    "میں",
    "کے",
    "کی",
    "نے",
    "اور",
    "ٹیلی",
    "ڈاکٹر",
    "لڑکیاں",
    "پاکستان",
    "حکومت",
    "بڑھتے",
    "ہوئے",
    "کراچی۔",
    "وزیرِ",
    "اعظم",
    "۲۰۲۳ء",
    "ﷺ",
    "جنہوں",
    "گئے",
];
const HEBREW: [&str; 16] = [
    "של",
    "את",
    "הממשלה",
    "בירושלים",
    "אמר",
    "כי",
    "שָׁלוֹם",
    "צה״ל",
    "ב־2014",
    "העיתון",
    "(לשעבר)",
    "לא",
    "הוא",
    "עם",
    "יום",
    "מדינת",
];
const ENGLISH: [&str; 24] = [
    "the",
    "government",
    "of",
    "said",
    "on",
    "Tuesday,",
    "that",
    "its",
    "ministers",
    "would",
    "\"not",
    "agree\"",
    "to",
    "a",
    "well-known",
    "plan",
    "(2014)",
    "for",
    "U.S.",
    "forces",
    "in",
    "Iraq’s",
    "north",
    "naïve",
];
