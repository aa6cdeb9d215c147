//! The bidirectional algorithm, held against the standard's own files and, on random strings, against
//! an implementation of its own (`uba`).
//!
//! What is compared, for every case and every base direction that it names:
//! * `uba`: the levels after L1, and the order by L2, of each character.
//! * `levels`: the levels before L1 are the engine's; L1 is then applied by `uba`, since the files
//!   give levels after it.
//! * the pipeline, from paragraph to cells on one line: the base level; the level of each cell; the
//!   order of the cells. A cell is a cluster: its level is that of its first character that X9 does
//!   not remove, and it stands where the files put its characters, which must be side by side (a mark
//!   after its base, by L3, and lam-alef are one cell each).
//! * the blanks that hang over the line's end are not among the cells: the files must have them at
//!   the base level and outermost at the side where lines end.
//!
//! What is not compared:
//! * characters that X9 removes have no level and no place in the files; nor have cells of nothing else.
//! * what draws nothing hangs at the end of a line with the blanks around it, even if L1 does not move
//!   it: LRM, RLM, ALM, combining grapheme joiner, no-break space. The standard would leave it, and
//!   blanks before it, at their level. Of such a line the cells before that tail are compared.
//! * P1: each case is one paragraph.

mod random;
mod uba;
mod ucd;

use random::Random;
use std::fmt::Debug;
use uba::Resolved;
use unicode_bidi::{BidiClass, bidi_class};
use warraq::text::{BaseDirection, Paragraph, Profile, levels};

/// What has been seen, to be held against the known numbers.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    /// Cases, one for each base direction.
    cases: usize,
    /// Of these, with blanks that hang over the end.
    hanging: usize,
    /// Of these, with something among them that L1 does not move.
    hanging_marks: usize,
    faults: usize,
    /// The shortest of them.
    examples: Vec<String>,
}

impl Tally {
    fn note(&mut self, result: Result<(), String>) {
        if let Err(fault) = result {
            self.faults += 1;
            self.examples.push(fault);
            self.keep_shortest();
        }
    }

    fn add(mut self, other: Tally) -> Tally {
        self.cases += other.cases;
        self.hanging += other.hanging;
        self.hanging_marks += other.hanging_marks;
        self.faults += other.faults;
        self.examples.extend(other.examples);
        self.keep_shortest();
        self
    }

    fn keep_shortest(&mut self) {
        self.examples.sort_by_key(String::len);
        self.examples.truncate(8);
    }

    #[track_caller]
    fn check(self, cases: usize) {
        let Tally { hanging, hanging_marks, faults, .. } = self;
        println!("{} cases, {faults} faults, {hanging} hanging, {hanging_marks} in part", self.cases);
        assert!(self.faults == 0, "{} faults in {}:\n{}", self.faults, self.cases, self.examples.join("\n"));
        assert_eq!(self.cases, cases, "cases have been skipped");
    }
}

/// A text, and what is to come of it as one line.
struct Case<'c> {
    text: &'c str,
    direction: BaseDirection,
    base: u8,
    /// After L1; `None` for what X9 removes.
    levels: &'c [Option<u8>],
    /// By L2, from left to right.
    order: &'c [usize],
}

impl Case<'_> {
    fn fault(&self, what: &str, found: &impl Debug) -> Result<(), String> {
        let hex: Vec<String> = self.text.chars().map(|c| format!("{:04X}", u32::from(c))).collect();
        let (direction, levels, order) = (self.direction, self.levels, self.order);
        let hex = hex.join(" ");
        Err(format!("{what}: {hex} {direction:?}: {found:?}, expected {levels:?} {order:?}"))
    }

    /// What the standard's words, taken by the letter, make of it.
    fn by_the_letter(&self) -> Result<(), String> {
        let text: Vec<char> = self.text.chars().collect();
        let base = match self.direction {
            BaseDirection::Auto => None,
            BaseDirection::Ltr => Some(0),
            BaseDirection::Rtl => Some(1),
        };
        let resolved = uba::resolve(&text, base);
        let levels = uba::l1(&resolved);
        if resolved.base != self.base || levels != self.levels {
            return self.fault("uba, levels", &levels);
        }
        let order = uba::l2(&levels);
        if order == self.order { Ok(()) } else { self.fault("uba, order", &order) }
    }

    /// The engine's levels.
    fn by_levels(&self) -> Result<(), String> {
        let numbers = levels(self.text, self.direction);
        let removed = self.levels.iter();
        let levels: Vec<_> = numbers.iter().zip(removed).map(|(l, x)| x.map(|_| l.number())).collect();
        let original = self.text.chars().map(bidi_class).collect();
        let levels = uba::l1(&Resolved { base: self.base, levels, original });
        if numbers.len() == self.levels.len() && levels == self.levels {
            Ok(())
        } else {
            self.fault("levels", &levels)
        }
    }

    /// The line that the pipeline makes.
    fn by_pipeline(&self, tally: &mut Tally) -> Result<(), String> {
        let paragraph = Paragraph::new(self.text, self.direction, Profile::default());
        if paragraph.base().number() != self.base {
            return self.fault("base", &paragraph.base());
        }
        let spans = paragraph.break_lines(usize::MAX / 2);
        if spans.len() != 1 {
            return self.fault("lines", &spans);
        }
        let line = paragraph.line(&spans[0]);
        // The cell of each character, by its place from left to right; none if it hangs.
        let mut cell_of = vec![None; self.levels.len()];
        let mut place_of_byte = vec![None; self.text.len()];
        for (place, (at, _)) in self.text.char_indices().enumerate() {
            place_of_byte[at] = Some(place);
        }
        // The cells that the file has a place for.
        let mut cells = Vec::new();
        for (index, cell) in line.cells().enumerate() {
            let places: Vec<usize> = place_of_byte[cell.range.clone()].iter().copied().flatten().collect();
            for place in &places {
                cell_of[*place] = Some(index);
            }
            if let Some(level) = places.iter().find_map(|place| self.levels[*place]) {
                cells.push(index);
                if level != cell.level.number() {
                    return self.fault("level of a cell", &cell);
                }
            }
        }
        let mut order: Vec<usize> = self.order.iter().filter_map(|place| cell_of[*place]).collect();
        order.dedup();
        if order != cells {
            return self.fault("order", &order);
        }
        self.hanging(&cell_of, tally)
    }

    /// What hangs must be what the line ends with, on the screen as in the text.
    fn hanging(&self, cell_of: &[Option<usize>], tally: &mut Tally) -> Result<(), String> {
        let is_hanging = |place: &usize| cell_of[*place].is_none();
        let hanging = (0..cell_of.len()).filter(|place| is_hanging(place) && self.levels[*place].is_some());
        let hanging: Vec<usize> = hanging.collect();
        if hanging.is_empty() {
            return Ok(());
        }
        tally.hanging += 1;
        let is_moved = |c| {
            use BidiClass::{B, FSI, LRI, PDI, RLI, S, WS};
            matches!(bidi_class(c), B | FSI | LRI | PDI | RLI | S | WS)
        };
        if !hanging.iter().all(|place| self.text.chars().nth(*place).is_some_and(is_moved)) {
            tally.hanging_marks += 1;
            return Ok(());
        }
        let (left, right) = match self.base % 2 {
            1 => self.order.split_at(hanging.len()),
            _ => self.order.split_at(self.order.len() - hanging.len()),
        };
        let end = if self.base % 2 == 1 { left } else { right };
        let at_base = hanging.iter().all(|place| self.levels[*place] == Some(self.base));
        if at_base && end.iter().all(is_hanging) { Ok(()) } else { self.fault("hanging", &hanging) }
    }

    fn check(&self, tally: &mut Tally) {
        tally.cases += 1;
        tally.note(self.by_the_letter());
        tally.note(self.by_levels());
        let result = self.by_pipeline(tally);
        tally.note(result);
    }
}

/// Runs `check` on every case, on as many threads as there are processors.
fn check_all<T: Sync>(cases: &[T], check: impl Fn(&T, &mut Tally) + Sync) -> Tally {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let check = &check;
    std::thread::scope(|scope| {
        let parts = cases.chunks(cases.len().div_ceil(threads).max(1));
        let parts: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || {
                    let mut tally = Tally::default();
                    for case in part {
                        check(case, &mut tally);
                    }
                    tally
                })
            })
            .collect();
        parts.into_iter().map(|part| part.join().expect("no case panics")).fold(Tally::default(), Tally::add)
    })
}

fn read_levels(field: &str) -> Vec<Option<u8>> {
    let read = |level: &str| (level != "x").then(|| level.parse().expect("a level or x"));
    field.split_whitespace().map(read).collect()
}

fn read_order(field: &str) -> Vec<usize> {
    field.split_whitespace().map(|place| place.parse().expect("a place")).collect()
}

/// A character of each class. No bracket, since the file has none in mind, and B is the last of a
/// text only.
type Alphabet = fn(&str) -> char;

/// Characters that are each a cluster, save for the mark.
fn plain(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => 'א',
        "AL" => 'ب',
        "EN" => '1',
        "ES" => '+',
        "ET" => '%',
        "AN" => '\u{661}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{AD}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        class => explicit(class),
    }
}

/// Less usual ones: a joiner that goes with the cluster before it and takes marks after it, a
/// separator that is drawn, wide blanks, letters that join.
fn unusual(class: &str) -> char {
    match class {
        "L" => '中',
        "R" => '\u{7CA}',
        "AL" => 'ل',
        "EN" => '\u{6F4}',
        "ES" => '-',
        "ET" => '$',
        "AN" => '\u{66B}',
        "CS" => '،',
        "NSM" => '\u{64E}',
        "BN" => '\u{200D}',
        "B" => '\n',
        "S" => '\u{1F}',
        "WS" => '\u{3000}',
        "ON" => '…',
        class => explicit(class),
    }
}

fn explicit(class: &str) -> char {
    match class {
        "LRE" => '\u{202A}',
        "RLE" => '\u{202B}',
        "PDF" => '\u{202C}',
        "LRO" => '\u{202D}',
        "RLO" => '\u{202E}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        class => panic!("no class is named {class:?}"),
    }
}

#[test]
fn alphabets_are_of_their_classes() {
    for alphabet in [plain, unusual] {
        for class in
            ["L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S", "WS", "ON", "FSI", "PDI"]
        {
            assert_eq!(format!("{:?}", bidi_class(alphabet(class))), class);
        }
    }
}

/// All of BidiTest.txt.
fn check_bidi_test(alphabet: Alphabet) {
    let file = ucd::read("BidiTest.txt");
    let (mut levels, mut order) = ("", "");
    let mut cases = Vec::new();
    for line in ucd::data(&file) {
        if let Some(field) = line.strip_prefix("@Levels:") {
            levels = field;
        } else if let Some(field) = line.strip_prefix("@Reorder:") {
            order = field;
        } else {
            cases.push((levels, order, line));
        }
    }
    assert_eq!(cases.len(), 490_846);
    let tally = check_all(&cases, |(levels, order, line), tally| {
        let (levels, order) = (read_levels(levels), read_order(order));
        let (classes, directions) = line.split_once(';').expect("classes; directions");
        let text: String = classes.split_whitespace().map(alphabet).collect();
        let directions: u8 = directions.trim().parse().expect("a set of bits");
        for (bit, direction) in [(1, BaseDirection::Auto), (2, BaseDirection::Ltr), (4, BaseDirection::Rtl)] {
            if directions & bit != 0 {
                // The file does not name the base level; a wrong one gives wrong levels.
                let base = direction.level(&text).number();
                Case { text: &text, direction, base, levels: &levels, order: &order }.check(tally);
            }
        }
    });
    tally.check(770_241);
}

#[test]
fn bidi_test_holds() {
    check_bidi_test(plain);
}

#[test]
fn bidi_test_holds_of_other_characters() {
    check_bidi_test(unusual);
}

#[test]
fn bidi_character_test_holds() {
    let file = ucd::read("BidiCharacterTest.txt");
    let cases: Vec<&str> = ucd::data(&file).collect();
    let tally = check_all(&cases, |line, tally| {
        let fields: Vec<&str> = line.split(';').collect();
        let [text, direction, base, levels, order] = fields[..] else { panic!("five fields in {line:?}") };
        let text: String = text.split_whitespace().map(ucd::character).collect();
        let direction = match direction {
            "0" => BaseDirection::Ltr,
            "1" => BaseDirection::Rtl,
            _ => BaseDirection::Auto,
        };
        let base = base.parse().expect("a level");
        let (levels, order) = (read_levels(levels), read_order(order));
        Case { text: &text, direction, base, levels: &levels, order: &order }.check(tally);
    });
    tally.check(91_707);
}

impl Random {
    fn of(&mut self, choice: &str) -> char {
        choice.chars().nth(self.below(choice.chars().count())).expect("below its length")
    }

    /// A character of any class: what makes the rules meet is more frequent than in any text.
    fn character(&mut self) -> char {
        match self.below(40) {
            0..=3 => self.of("abé中"),
            4..=6 => self.of("אבγ"),
            7..=9 => self.of("بلاآدﻻ"),
            10..=12 => self.of("19²۴"),
            13..=14 => self.of("٠٩٫"),
            15 => self.of("+-−"),
            16 => self.of("%$°٪"),
            17 => self.of(",.:/\u{A0}،"),
            18..=20 => self.of("\u{300}\u{64E}\u{5B0}\u{651}\u{34F}"),
            21..=22 => self.of("\u{200D}\u{200C}\u{AD}\u{200B}\u{1}\u{FEFF}"),
            23 => self.of("\t\u{1F}"),
            24..=25 => self.of("  \u{3000}\u{2003}"),
            26 => self.of("!«»…؛*"),
            27..=28 => self.of("([{⟨\u{2329}\u{3008}"),
            29..=30 => self.of(")]}⟩\u{232A}\u{3009}"),
            31..=32 => self.of("\u{202A}\u{202B}\u{202D}\u{202E}"),
            33 => '\u{202C}',
            34..=36 => self.of("\u{2066}\u{2067}\u{2068}"),
            37..=38 => '\u{2069}',
            _ => self.of("\u{200E}\u{200F}\u{61C}"),
        }
    }

    /// A few characters, at times with a separator after them.
    fn short(&mut self) -> String {
        let length = 1 + self.below(16);
        // Two texts in three are of few characters: rules on brackets, and on numbers, need several
        // of theirs in a row.
        let theme = match self.below(3) {
            0 => "(()))[]aאאب1\u{300}\u{300}\u{200D}\u{2067}\u{2069}!",
            1 => "1122٠۴+-%$,.:ببאa\u{300}\u{AD} ",
            _ => "",
        };
        let mut text = String::new();
        for _ in 0..length {
            text.push(if theme.is_empty() { self.character() } else { self.of(theme) });
        }
        if self.below(40) == 0 {
            text.push('\u{2029}');
        }
        text
    }

    /// Hundreds of characters, with more open brackets, embeddings and isolates at a time than the
    /// rules have room for.
    fn long(&mut self) -> String {
        let length = 200 + self.below(1800);
        let mut text = String::new();
        while text.chars().count() < length {
            let count = 58 + self.below(12);
            match self.below(8) {
                0 => text.extend((0..count).map(|_| self.of("([{"))),
                1 => text.extend((0..count).map(|_| self.of(")]}"))),
                2 => text.extend((0..2 * count).map(|_| self.of("\u{2067}\u{2066}\u{2068}\u{202B}\u{202A}"))),
                3 => text.extend((0..2 * count).map(|_| self.of("\u{2069}\u{2069}\u{202C}"))),
                // Brackets around words, and no more: stacks fill up to their edge.
                4 | 5 => text.extend((0..count).map(|_| self.of("(((([[a)אב1\u{2067}\u{2069}!"))),
                _ => text.extend((0..count).map(|_| self.character())),
            }
        }
        text
    }

    fn direction(&mut self) -> BaseDirection {
        [BaseDirection::Auto, BaseDirection::Ltr, BaseDirection::Rtl][self.below(3)]
    }
}

/// Holds the engine against `uba` on `count` strings.
fn check_random(count: usize, text: impl Fn(&mut Random) -> String + Sync) {
    let seeds: Vec<u64> = (0..count as u64).collect();
    let tally = check_all(&seeds, |seed, tally| {
        let mut random = Random(*seed << 20);
        let (text, direction) = (text(&mut random), random.direction());
        let base = match direction {
            BaseDirection::Auto => None,
            BaseDirection::Ltr => Some(0),
            BaseDirection::Rtl => Some(1),
        };
        let resolved = uba::resolve(&text.chars().collect::<Vec<_>>(), base);
        let levels = uba::l1(&resolved);
        let order = uba::l2(&levels);
        let case = Case { text: &text, direction, base: resolved.base, levels: &levels, order: &order };
        tally.cases += 1;
        tally.note(case.by_levels());
        let result = case.by_pipeline(tally);
        tally.note(result);
    });
    tally.check(count);
}

/// How many short strings; one long one goes with fifty of them. `WARRAQ_BIDI_RANDOM=1000000 cargo
/// test --release --test bidi` takes more than the 200,000 that every run does.
fn random_count() -> usize {
    std::env::var("WARRAQ_BIDI_RANDOM").map_or(200_000, |count| count.parse().expect("a number of strings"))
}

#[test]
fn short_random_strings_agree() {
    check_random(random_count(), Random::short);
}

#[test]
fn long_random_strings_agree() {
    check_random(random_count() / 50, Random::long);
}
