//! Where the panes stand on the screen: a function of its size, the focus and the language.

use super::action::Language;
use super::reading::Measure;
use ratatui::layout::{Rect, Size};

/// A pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The articles.
    #[default]
    List,
    /// The text of one article.
    Text,
    /// The names.
    Names,
}

impl Pane {
    /// The panes in the order in which the interface reads.
    pub const ALL: [Pane; 3] = [Pane::List, Pane::Text, Pane::Names];

    fn place(self) -> usize {
        match self {
            Pane::List => 0,
            Pane::Text => 1,
            Pane::Names => 2,
        }
    }

    /// The pane `by` places further, round and round.
    #[must_use]
    pub fn cycled(self, by: isize) -> Pane {
        Pane::ALL[(self.place() as isize + by).rem_euclid(3) as usize]
    }

    /// The pane `by` places further, or the last one in that direction.
    #[must_use]
    pub fn stepped(self, by: isize) -> Pane {
        Pane::ALL[(self.place() as isize + by).clamp(0, 2) as usize]
    }
}

/// Columns from which all three panes stand side by side.
pub const THREE_PANES: u16 = 110;
/// Columns from which two do; below, one at a time.
pub const TWO_PANES: u16 = 60;

/// Where everything stands. What has no room is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The line at the top: what is open, and the filter.
    pub header: Option<Rect>,
    /// The articles.
    pub list: Option<Rect>,
    /// The text.
    pub text: Option<Rect>,
    /// The names.
    pub names: Option<Rect>,
    /// The line at the bottom: keys, messages, what is folded.
    pub status: Option<Rect>,
    /// Columns of the vertical rules between panes.
    pub rules: [Option<u16>; 2],
    /// Whether the text stands alone, without a head of its own.
    pub is_zen: bool,
}

/// A panel over the panes: the help, the notices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// All of it.
    pub outer: Rect,
    /// The line of its title.
    pub title: Rect,
    /// The rows of its content.
    pub inner: Rect,
}

/// Cells of a panel.
const PANEL: u16 = 76;

impl Panel {
    /// A panel on a screen of `size`. Where only slivers of the panes would be left beside it, it
    /// takes the whole width.
    #[must_use]
    pub fn new(size: Size) -> Self {
        let width = if size.width >= PANEL + 16 { PANEL } else { size.width };
        let height = if size.height > 16 { size.height - 2 } else { size.height };
        let outer = Rect::new((size.width - width) / 2, (size.height - height) / 2, width, height);
        let margin = if width > 20 { 2 } else { 0 };
        let head = if height > 8 { 2 } else { 1.min(height) };
        let column = Rect { x: outer.x + margin, width: width - 2 * margin, ..outer };
        let inner = Rect { y: column.y + head, height: height - head, ..column };
        Panel { outer, title: Rect { height: head.min(1), ..column }, inner }
    }

    /// A panel of `rows` rows at the foot of a screen of `size`, as wide as that; what stands above it stays
    /// in sight.
    #[must_use]
    pub fn low(size: Size, rows: usize) -> Self {
        let head = 1.min(size.height);
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(size.height - head);
        let outer = Rect::new(0, size.height - head - rows, size.width, head + rows);
        let margin = u16::from(size.width > 20);
        let column = Rect { x: margin, width: size.width - 2 * margin, ..outer };
        let inner = Rect { y: column.y + head, height: rows, ..column };
        Panel { outer, title: Rect { height: head, ..column }, inner }
    }

    /// A panel of `rows` rows at the foot of a screen of `size`, so that what stands above it stays in sight.
    #[must_use]
    pub fn at_foot(size: Size, rows: u16) -> Self {
        let width = if size.width >= PANEL + 16 { PANEL } else { size.width };
        let height = (rows + 1).min(size.height.div_ceil(2));
        let outer = Rect::new((size.width - width) / 2, size.height - height, width, height);
        let margin = if width > 20 { 2 } else { 0 };
        let column = Rect { x: outer.x + margin, width: width - 2 * margin, ..outer };
        let head = height.min(1);
        let inner = Rect { y: column.y + head, height: height - head, ..column };
        Panel { outer, title: Rect { height: head, ..column }, inner }
    }

    /// A panel that takes the whole of a screen of `size`.
    #[must_use]
    pub fn whole(size: Size) -> Self {
        let outer = Rect::new(0, 0, size.width, size.height);
        let margin = u16::from(size.width > 20);
        let head = if size.height > 8 { 2 } else { 1.min(size.height) };
        let column = Rect { x: margin, width: size.width - 2 * margin, ..outer };
        let inner = Rect { y: head, height: size.height - head, ..column };
        Panel { outer, title: Rect { height: head.min(1), ..column }, inner }
    }
}

impl Arrangement {
    /// Arranges a screen of `size`. `side` is the pane that stands beside the text where there is
    /// room for one only.
    #[must_use]
    pub fn new(size: Size, focus: Pane, side: Pane, language: Language) -> Self {
        let Size { width, height } = size;
        let mut arrangement = Arrangement::default();
        if width == 0 || height == 0 {
            return arrangement;
        }
        // A line of the text is worth more than the frame around it.
        let header = u16::from(height >= 5);
        let status = u16::from(height >= 3);
        arrangement.header = (header > 0).then(|| Rect::new(0, 0, width, 1));
        arrangement.status = (status > 0).then(|| Rect::new(0, height - 1, width, 1));
        let air = u16::from(height >= AIRY + 4);
        let body = Rect::new(0, header + air, width, height - header - air - status);
        if width < TWO_PANES {
            arrangement.set(focus, body);
            return arrangement;
        }
        let three = width >= THREE_PANES;
        // An Arabic headline of usual length takes two lines of a third of the screen.
        let side_width = |wide: u16| if three { wide.min(width / 4) } else { (width / 3).min(30) };
        let list = if three || side == Pane::List { Some(side_width(46)) } else { None };
        let names = if three || side == Pane::Names { Some(side_width(38)) } else { None };
        let mut from = 0;
        let mut slice = |width: u16| {
            let rect = Rect::new(from, body.y, width, body.height);
            from += width + 1;
            rect
        };
        let taken = list.map_or(0, |w| w + 1) + names.map_or(0, |w| w + 1);
        // Two panes: the names take the list's place, so that the text does not move.
        let first = list.or(names).unwrap_or(0);
        let first = slice(first);
        let text = slice(width.saturating_sub(taken));
        arrangement.set(if list.is_some() { Pane::List } else { Pane::Names }, first);
        arrangement.set(Pane::Text, text);
        arrangement.rules[0] = Some(first.right());
        if let Some(names) = names.filter(|_| list.is_some()) {
            arrangement.set(Pane::Names, slice(names));
            arrangement.rules[1] = Some(text.right());
        }
        if language == Language::Arabic {
            arrangement.mirror(width);
        }
        arrangement
    }

    /// The text alone on a screen of `size`, and a line under it.
    #[must_use]
    pub fn zen(size: Size) -> Self {
        let Size { width, height } = size;
        let status = u16::from(height >= 3);
        let air = u16::from(height >= AIRY);
        let text = Rect::new(0, air, width, height - air - status);
        let status = (status > 0).then(|| Rect::new(0, height - 1, width, 1));
        Arrangement { text: Some(text), status, is_zen: true, ..Arrangement::default() }
    }

    /// Where `pane` stands.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::List => self.list,
            Pane::Text => self.text,
            Pane::Names => self.names,
        }
    }

    /// Rows of every pane's content, also of one that is out of sight now: panes differ in width
    /// only.
    #[must_use]
    pub fn content_height(&self) -> u16 {
        self.list.or(self.text).or(self.names).map_or(0, |pane| content(pane).height)
    }

    fn set(&mut self, pane: Pane, rect: Rect) {
        *match pane {
            Pane::List => &mut self.list,
            Pane::Text => &mut self.text,
            Pane::Names => &mut self.names,
        } = Some(rect);
    }

    fn mirror(&mut self, width: u16) {
        for rect in [&mut self.list, &mut self.text, &mut self.names].into_iter().flatten() {
            rect.x = width - rect.right();
        }
        for rule in self.rules.iter_mut().flatten() {
            *rule = width - 1 - *rule;
        }
    }
}

/// Rows of a pane from which there is room for a blank line under its head.
const AIRY: u16 = 24;

/// A pane without the line of its head; where it has only one line, that is the content's.
#[must_use]
pub fn content(pane: Rect) -> Rect {
    let head = u16::from(pane.height > 1) + u16::from(pane.height >= AIRY);
    Rect { y: pane.y + head, height: pane.height - head, ..pane }
}

/// Where the text stands inside the `content` of its pane: in the middle, at most as wide as `measure` says.
#[must_use]
pub(super) fn text_column(content: Rect, measure: Measure) -> Rect {
    let margin = if content.width >= 30 { 2 } else { u16::from(content.width > 3) };
    let room = content.width - 2 * margin;
    let width = match measure {
        Measure::Cells(cells) => room.min(cells),
        Measure::Full => room,
    };
    Rect { x: content.x + (content.width - width) / 2, width, ..content }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrange(width: u16, height: u16, side: Pane, language: Language) -> Arrangement {
        Arrangement::new(Size::new(width, height), Pane::Text, side, language)
    }

    #[test]
    fn panes_and_rules_fill_the_screen_without_overlap() {
        for language in [Language::English, Language::Arabic] {
            for width in 0..=300 {
                for height in [0, 1, 2, 3, 4, 5, 10, 24, 60] {
                    for side in [Pane::List, Pane::Names] {
                        let at = arrange(width, height, side, language);
                        let mut columns = vec![0; usize::from(width)];
                        for pane in [at.list, at.text, at.names].into_iter().flatten() {
                            assert!(pane.right() <= width && pane.bottom() <= height, "{width}x{height}");
                            columns[usize::from(pane.x)..usize::from(pane.right())]
                                .iter_mut()
                                .for_each(|n| *n += 1);
                        }
                        for rule in at.rules.into_iter().flatten() {
                            columns[usize::from(rule)] += 1;
                        }
                        if height > 0 {
                            assert!(columns.iter().all(|n| *n == 1), "{width}x{height}: {columns:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_text_does_not_move_when_the_names_slide_over() {
        for width in TWO_PANES..THREE_PANES {
            let list = arrange(width, 24, Pane::List, Language::English);
            let names = arrange(width, 24, Pane::Names, Language::English);
            assert_eq!(list.text, names.text);
            assert_eq!(list.list, names.names);
        }
    }

    #[test]
    fn arabic_mirrors_the_panes() {
        let english = arrange(120, 40, Pane::List, Language::English);
        let arabic = arrange(120, 40, Pane::List, Language::Arabic);
        assert!(english.list.unwrap().x < english.names.unwrap().x);
        assert!(arabic.list.unwrap().x > arabic.names.unwrap().x);
    }

    #[test]
    fn the_measure_is_comfortable() {
        let pane = Rect::new(40, 1, 120, 40);
        let column = text_column(pane, Measure::default());
        assert_eq!((column.width, column.x), (66, 67));
        assert_eq!(text_column(pane, Measure::Full).width, 116);
        assert_eq!(text_column(pane, Measure::Cells(200)).width, 116);
        assert_eq!(text_column(Rect::new(0, 0, 1, 1), Measure::default()).width, 1);
    }
}
