//! A terminal of the strict kind: what frames send and no more, with left and right margins, kitty's
//! text of a given width, and cells that keep all that was written into them. It stops a test where
//! real terminals differ: at an unknown sequence, a relative move from a place that is not sure, an
//! erasure in a colour, a wide symbol that a margin cuts.

use ratatui::style::Modifier;
use unicode_width::UnicodeWidthChar;

/// What a cell holds. Two of them are equal if nobody can see a difference.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    /// The letter; none in the right half of a wide one.
    pub(crate) base: Option<char>,
    /// What has been written over it: marks, and U+202D.
    pub(crate) marks: String,
    pub(crate) pen: Pen,
    /// Whether it came in kitty's sequence.
    pub(crate) sized: bool,
}

impl PartialEq for Held {
    fn eq(&self, other: &Held) -> bool {
        let seen = |held: &Held| {
            let mut pen = held.pen;
            let lines = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
            if held.base == Some(' ') && !pen.attributes.intersects(lines) {
                pen = Pen { bg: pen.bg, ..Pen::default() };
            }
            pen
        };
        (self.base, &self.marks, self.sized) == (other.base, &other.marks, other.sized)
            && seen(self) == seen(other)
    }
}

/// Parameters of SGR that are in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen {
    pub(crate) fg: [u16; 5],
    pub(crate) bg: [u16; 5],
    pub(crate) attributes: Modifier,
}

pub(crate) struct Emulator {
    columns: usize,
    rows: usize,
    cells: Vec<Held>,
    pen: Pen,
    cursor: (usize, usize),
    /// Whether all terminals agree where the cursor is.
    is_sure: bool,
    region: std::ops::Range<usize>,
    has_margins: bool,
    margins: std::ops::Range<usize>,
}

impl Emulator {
    pub(crate) fn new(columns: u16, rows: u16) -> Emulator {
        let (columns, rows) = (usize::from(columns), usize::from(rows));
        Emulator {
            columns,
            rows,
            cells: vec![blank(); columns * rows],
            pen: Pen::default(),
            cursor: (0, 0),
            is_sure: false,
            region: 0..rows,
            has_margins: false,
            margins: 0..columns,
        }
    }

    /// Another size; what is shown then, nobody knows.
    #[allow(dead_code, reason = "not every test has terminals of several sizes")]
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let pen = self.pen;
        *self = Emulator::new(columns, rows);
        self.pen = pen;
        for cell in &mut self.cells {
            cell.base = Some('#');
        }
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[Held]> {
        self.cells.chunks(self.columns)
    }

    pub(crate) fn play(&mut self, bytes: &[u8]) {
        let mut text = std::str::from_utf8(bytes).expect("frames are UTF-8");
        while let Some(c) = text.chars().next() {
            if let Some(sequence) = text.strip_prefix("\x1b[") {
                let end = sequence.find(|c: char| ('@'..='~').contains(&c)).expect("a sequence ends");
                self.csi(&sequence[..end], &sequence[end..=end]);
                text = &sequence[end + 1..];
            } else if let Some(sequence) = text.strip_prefix("\x1b]66;w=1:h=1;") {
                let (symbol, rest) = sequence.split_once('\x07').expect("a sequence ends");
                let mut scalars = symbol.chars();
                self.put(scalars.next().expect("a letter"), scalars.as_str(), 1, true);
                text = rest;
            } else {
                self.character(c);
                text = &text[c.len_utf8()..];
            }
        }
    }

    fn character(&mut self, c: char) {
        match c {
            '\r' | '\n' => {
                assert!(self.is_sure, "a relative move from a place that is not sure");
                if c == '\r' {
                    self.cursor.0 = 0;
                } else {
                    assert!(self.cursor.1 + 1 < self.rows, "a line feed scrolls");
                    self.cursor.1 += 1;
                }
            }
            c if c.is_control() => panic!("the control {c:?} is sent"),
            c => match c.width() {
                None | Some(0) => {
                    let at = self.cursor.1 * self.columns + self.cursor.0 - 1;
                    let at = if self.cells[at].base.is_none() { at - 1 } else { at };
                    self.cells[at].marks.push(c);
                    // Who is sent left-to-right marks gives them no cell.
                    self.is_sure &= c == '\u{200e}';
                }
                Some(width) => self.put(c, "", width, false),
            },
        }
    }

    fn put(&mut self, base: char, marks: &str, width: usize, sized: bool) {
        let (x, y) = self.cursor;
        assert!(self.is_sure && x + width <= self.columns, "written at a place that is not sure");
        for x in x..x + width {
            self.part(x, y);
        }
        let at = y * self.columns + x;
        self.cells[at] = Held { base: Some(base), marks: marks.to_owned(), pen: self.pen, sized };
        if width == 2 {
            self.cells[at + 1] = Held { base: None, pen: self.pen, ..blank() };
        }
        self.cursor.0 = x + width;
        self.is_sure = width == 1 && self.cursor.0 < self.columns;
    }

    /// Blanks the other half of a wide symbol of which this cell is one.
    fn part(&mut self, x: usize, y: usize) {
        let at = y * self.columns + x;
        if self.cells[at].base.is_none() {
            self.cells[at - 1] = blank();
        } else if x + 1 < self.columns && self.cells[at + 1].base.is_none() {
            self.cells[at + 1] = blank();
        }
    }

    fn csi(&mut self, body: &str, last: &str) {
        let numbers: Vec<usize> = body.split(';').map(|number| number.parse().unwrap_or(0)).collect();
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0).max(1);
        match (body, last) {
            ("?2026", "h" | "l") => {}
            ("?69", "h") => self.has_margins = true,
            ("?69", "l") => (self.has_margins, self.margins) = (false, 0..self.columns),
            (_, "m") => self.sgr(&numbers),
            (_, "H") => {
                assert!(number(0) <= self.rows && number(1) <= self.columns, "outside the screen");
                (self.cursor, self.is_sure) = ((number(1) - 1, number(0) - 1), true);
            }
            (_, "C") => {
                assert!(self.is_sure, "a relative move from a place that is not sure");
                self.cursor.0 += number(0);
                assert!(self.cursor.0 < self.columns, "outside the screen");
            }
            ("2", "J") => {
                self.is_plain();
                self.cells.fill(blank());
            }
            ("", "K") => self.erase(self.columns - self.cursor.0),
            (_, "X") => self.erase(number(0)),
            ("", "r") => (self.region, self.is_sure) = (0..self.rows, false),
            (_, "r") => {
                assert!(number(0) < number(1) && number(1) <= self.rows);
                (self.region, self.is_sure) = (number(0) - 1..number(1), false);
            }
            (_, "s") => {
                assert!(self.has_margins && number(0) < number(1) && number(1) <= self.columns);
                (self.margins, self.is_sure) = (number(0) - 1..number(1), false);
            }
            (_, "M" | "L") => {
                assert_eq!(self.cursor, (self.margins.start, self.region.start), "at the region's corner");
                self.scroll(number(0), last == "M");
            }
            (_, "S" | "T") => self.scroll(number(0), last == "S"),
            _ => panic!("the sequence CSI {body} {last} is sent"),
        }
    }

    fn is_plain(&self) {
        let erased = Held { pen: self.pen, ..blank() };
        assert_eq!(erased, blank(), "erased with a pen that leaves something");
    }

    fn erase(&mut self, length: usize) {
        self.is_plain();
        assert!(self.is_sure);
        let (x, y) = self.cursor;
        for x in x..(x + length).min(self.columns) {
            self.part(x, y);
            self.cells[y * self.columns + x] = blank();
        }
    }

    fn scroll(&mut self, distance: usize, up: bool) {
        self.is_plain();
        let old = self.cells.clone();
        for y in self.region.clone() {
            let from = if up { y.checked_add(distance) } else { y.checked_sub(distance) };
            let from = from.filter(|from| self.region.contains(from));
            for x in self.margins.clone() {
                self.cells[y * self.columns + x] =
                    from.map_or_else(blank, |from| old[from * self.columns + x].clone());
            }
            let row = &old[y * self.columns..(y + 1) * self.columns];
            for edge in [self.margins.start, self.margins.end] {
                assert!(edge == self.columns || row[edge].base.is_some(), "a margin cuts a symbol");
            }
        }
        self.is_sure = false;
    }

    fn sgr(&mut self, numbers: &[usize]) {
        const ATTRIBUTES: [(usize, usize, Modifier); 6] = [
            (1, 22, Modifier::BOLD),
            (2, 22, Modifier::DIM),
            (3, 23, Modifier::ITALIC),
            (4, 24, Modifier::UNDERLINED),
            (7, 27, Modifier::REVERSED),
            (9, 29, Modifier::CROSSED_OUT),
        ];
        let numbers: Vec<u16> = numbers.iter().map(|number| *number as u16).collect();
        let mut at = 0;
        while at < numbers.len() {
            let number = numbers[at];
            let length = match (number, numbers.get(at + 1)) {
                (38 | 48, Some(5)) => 3,
                (38 | 48, Some(2)) => 5,
                _ => 1,
            };
            let mut colour = [0; 5];
            colour[..length].copy_from_slice(&numbers[at..at + length]);
            match number {
                0 => self.pen = Pen::default(),
                39 => self.pen.fg = Pen::default().fg,
                49 => self.pen.bg = Pen::default().bg,
                30..=38 | 90..=97 => self.pen.fg = colour,
                40..=48 | 100..=107 => self.pen.bg = colour,
                _ => {
                    let number = usize::from(number);
                    for (on, off, attribute) in ATTRIBUTES {
                        if number == on {
                            self.pen.attributes.insert(attribute);
                        } else if number == off {
                            self.pen.attributes.remove(attribute);
                        }
                    }
                }
            }
            at += length;
        }
    }
}

fn blank() -> Held {
    Held { base: Some(' '), ..Held::default() }
}
