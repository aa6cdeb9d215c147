//! What the layout has to know of a scalar, looked up once: a table over the crates that hold the
//! Unicode data, whose own tables are searched anew for each question.

use super::linebreak::Wordly;
use super::mirroring::mirrored;
use super::{joining, sanitize};
use std::sync::OnceLock;
use unicode_bidi::{BidiClass, BidiDataSource, HardcodedBidiData};
use unicode_joining_type::{JoiningType, get_joining_type};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Bidirectional classes (UAX #9, table 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    L,
    R,
    Al,
    En,
    Es,
    Et,
    An,
    Cs,
    Nsm,
    Bn,
    B,
    S,
    Ws,
    On,
    Lre,
    Lro,
    Rle,
    Rlo,
    Pdf,
    Lri,
    Rli,
    Fsi,
    Pdi,
}

impl Class {
    pub(super) const COUNT: usize = Class::Pdi as usize + 1;
}

/// Which classes stand in a run of text, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ClassSet(u32);

impl ClassSet {
    pub(super) const fn of(classes: &[Class]) -> ClassSet {
        let mut set = 0;
        let mut at = 0;
        while at < classes.len() {
            set |= 1 << classes[at] as u32;
            at += 1;
        }
        ClassSet(set)
    }

    pub(super) fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }

    pub(super) fn contains(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    pub(super) fn any(self, of: ClassSet) -> bool {
        self.0 & of.0 != 0
    }
}

/// What is drawn for a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawing {
    /// The scalar, or its joined form.
    Letter,
    /// The scalar, or its mirror image in right-to-left text (Bidi_Mirrored, as far as
    /// BidiMirroring.txt has an image).
    Mirrored,
    /// U+0020.
    Space,
    /// The scalar, over the letter before it.
    Mark,
    /// Nothing.
    Nothing,
    /// Something else: `sanitize` says what.
    Special,
}

/// What rule L1 has to know of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    /// Neither of the two.
    No,
    /// White space or an isolate formatting character: falls back at the end of a line and
    /// before a separator. So do the characters that rule X9 removes (section 5.2).
    Space,
    /// A segment or paragraph separator: always falls back.
    Separator,
}

impl Blank {
    /// Rule L1's view of a character of this class.
    pub(super) fn of(class: Class) -> Blank {
        use Class::{B, Bn, Fsi, Lre, Lri, Lro, Pdf, Pdi, Rle, Rli, Rlo, S, Ws};
        match class {
            S | B => Blank::Separator,
            Ws | Fsi | Lri | Rli | Pdi | Lre | Rle | Lro | Rlo | Pdf | Bn => Blank::Space,
            _ => Blank::No,
        }
    }
}

/// How many cells a cluster takes, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cells(u8);

impl Cells {
    const HANGS: u8 = 0x80;
    /// What draws nothing.
    pub(super) const NONE: Cells = Cells(Self::HANGS);
    pub(super) const BLANK: Cells = Cells(1 | Self::HANGS);

    /// Those of something that is drawn, 1 or 2.
    pub(super) fn drawn(width: u8) -> Cells {
        Cells(width)
    }

    /// 0, 1 or 2.
    pub(super) fn width(self) -> u8 {
        self.0 & !Self::HANGS
    }

    /// Whether they may hang over the end of a line: they are blank, or there are none.
    pub(super) fn hang(self) -> bool {
        self.0 & Self::HANGS != 0
    }
}

/// The properties of one scalar, in eight bytes that are copied at once: a text has as many of them as
/// scalars.
#[derive(Clone, Copy, Debug)]
#[repr(align(8))]
pub(super) struct Properties {
    pub(super) class: Class,
    pub(super) blank: Blank,
    pub(super) drawing: Drawing,
    pub(super) wordly: Wordly,
    /// Those that it takes by itself.
    pub(super) cells: Cells,
    flags: u8,
}

impl Properties {
    const JOINS_NEXT: u8 = 1;
    const JOINS_PREVIOUS: u8 = 1 << 1;
    const TRANSPARENT: u8 = 1 << 2;
    const SIMPLE: u8 = 1 << 3;
    const EXTENDS: u8 = 1 << 4;
    const BRACKET: u8 = 1 << 5;
    const PLAIN: u8 = 1 << 6;

    /// Whether it can join the letter after it, in logical order.
    pub(super) fn joins_next(self) -> bool {
        self.flags & Self::JOINS_NEXT != 0
    }

    /// Whether it can join the letter before it.
    pub(super) fn joins_previous(self) -> bool {
        self.flags & Self::JOINS_PREVIOUS != 0
    }

    /// Whether it is looked through in joining: a mark, most format characters.
    pub(super) fn is_transparent(self) -> bool {
        self.flags & Self::TRANSPARENT != 0
    }

    /// Whether UAX #29 does no more than put it after a letter (`extends`) or begin a cluster with
    /// it: what the general rules are asked for is rare.
    pub(super) fn is_simple(self) -> bool {
        self.flags & Self::SIMPLE != 0
    }

    /// Whether it belongs to the cluster before it (Grapheme_Cluster_Break = Extend); asked where all
    /// scalars are simple.
    pub(super) fn extends(self) -> bool {
        self.flags & Self::EXTENDS != 0
    }

    /// Whether it opens or closes a pair (Bidi_Paired_Bracket_Type).
    pub(super) fn is_bracket(self) -> bool {
        self.flags & Self::BRACKET != 0
    }

    /// Whether it is drawn as itself or its joined form, and joining does not look through it: most of
    /// all scalars, U+0020 among them.
    pub(super) fn is_plain(self) -> bool {
        self.flags & Self::PLAIN != 0
    }
}

/// Scalars of a block, which is filled when one of them is first asked for: a text uses few.
const BLOCK: usize = 128;
const BLOCKS: usize = (char::MAX as usize + 1) / BLOCK;

/// A cache of what the crates say, which never changes; filling it whole would cost more time than
/// a short text takes.
static TABLE: [OnceLock<Box<[Properties; BLOCK]>>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];

/// The properties of `c`.
#[inline]
pub(super) fn properties(c: char) -> Properties {
    let code = c as usize;
    let block = TABLE[code / BLOCK].get_or_init(|| fill(code / BLOCK));
    block[code % BLOCK]
}

/// The scalars of `text`, each with its properties.
pub(super) fn with_properties(text: &str) -> impl Iterator<Item = (char, Properties)> + '_ {
    text.chars().map(|c| (c, properties(c)))
}

fn fill(block: usize) -> Box<[Properties; BLOCK]> {
    let scalar = |at: usize| {
        let code = u32::try_from(block * BLOCK + at).unwrap_or(0);
        // Surrogates share a block with no scalar; what stands in their place is never asked for.
        char::from_u32(code).map_or(look_up('\0'), look_up)
    };
    Box::new(std::array::from_fn(scalar))
}

fn look_up(c: char) -> Properties {
    let width = scalar_width(c);
    let drawing = match c {
        ' ' => Drawing::Space,
        c if sanitize::is_special(c) => Drawing::Special,
        c if sanitize::is_ignorable(c) => Drawing::Nothing,
        _ if width == 0 => Drawing::Mark,
        c if mirrored(c).is_some() => Drawing::Mirrored,
        _ => Drawing::Letter,
    };
    let is_simple = in_simple_script(c);
    let extends =
        is_simple && !c.is_control() && ['a', c].iter().collect::<String>().graphemes(true).count() == 1;
    let joining = get_joining_type(c);
    let is_transparent = joining == JoiningType::Transparent;
    let is_plain = matches!(drawing, Drawing::Letter | Drawing::Space) && !extends && !is_transparent;
    let flags = [
        (Properties::JOINS_NEXT, joining::joins_next(joining)),
        (Properties::JOINS_PREVIOUS, joining::joins_previous(joining)),
        (Properties::TRANSPARENT, is_transparent),
        (Properties::SIMPLE, is_simple),
        (Properties::EXTENDS, extends),
        (Properties::BRACKET, bracket(c).is_some()),
        (Properties::PLAIN, is_plain),
    ];
    let flags = flags.iter().filter(|(_, holds)| *holds).fold(0, |flags, (flag, _)| flags | flag);
    let class = class(c);
    let cells = match drawing {
        Drawing::Space => Cells::BLANK,
        _ => Cells::drawn(width),
    };
    Properties { class, blank: Blank::of(class), drawing, wordly: Wordly::of(c), cells, flags }
}

/// Cells that one scalar takes by itself.
fn scalar_width(c: char) -> u8 {
    // No scalar is wider than two cells; those of the long ligatures are drawn as rows.
    UnicodeWidthChar::width(c).unwrap_or(0).min(2) as u8
}

/// Ranges in which UAX #29 knows letters, marks and nothing else: no controls, no Hangul, no
/// emoji, no Indic conjuncts, no prepended signs; joiners are marks among those. `cluster`'s tests hold the short way that they
/// allow against the general rules.
fn in_simple_script(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{A0}'..='\u{A8}' | '\u{AA}'..='\u{AC}' | '\u{AF}'..='\u{52F}'
        | '\u{591}'..='\u{5FF}' | '\u{606}'..='\u{61B}' | '\u{61D}'..='\u{6DC}' | '\u{6DE}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}'
        | '\u{200C}'..='\u{200D}' | '\u{2010}'..='\u{2027}' | '\u{202F}'..='\u{203B}' | '\u{203D}'..='\u{2048}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// A bracket, by the opening character of its pair; canonically equivalent ones are one (BD14, BD15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bracket {
    pub(super) opening: char,
    pub(super) is_open: bool,
}

/// The paired bracket that `c` is.
pub(super) fn bracket(c: char) -> Option<Bracket> {
    // The table is searched from end to end, and few scalars are brackets.
    match c {
        '(' | ')' | '[' | ']' | '{' | '}' | '\u{0F3A}'..='\u{FF63}' => {}
        _ => return None,
    }
    let found = HardcodedBidiData.bidi_matched_opening_bracket(c)?;
    Some(Bracket { opening: found.opening, is_open: found.is_open })
}

fn class(c: char) -> Class {
    match unicode_bidi::bidi_class(c) {
        BidiClass::L => Class::L,
        BidiClass::R => Class::R,
        BidiClass::AL => Class::Al,
        BidiClass::EN => Class::En,
        BidiClass::ES => Class::Es,
        BidiClass::ET => Class::Et,
        BidiClass::AN => Class::An,
        BidiClass::CS => Class::Cs,
        BidiClass::NSM => Class::Nsm,
        BidiClass::BN => Class::Bn,
        BidiClass::B => Class::B,
        BidiClass::S => Class::S,
        BidiClass::WS => Class::Ws,
        BidiClass::ON => Class::On,
        BidiClass::LRE => Class::Lre,
        BidiClass::LRO => Class::Lro,
        BidiClass::RLE => Class::Rle,
        BidiClass::RLO => Class::Rlo,
        BidiClass::PDF => Class::Pdf,
        BidiClass::LRI => Class::Lri,
        BidiClass::RLI => Class::Rli,
        BidiClass::FSI => Class::Fsi,
        BidiClass::PDI => Class::Pdi,
    }
}
