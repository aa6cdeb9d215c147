//! The question for a terminal that nobody knows: which line can the reader read? It takes the whole
//! screen, and nothing stands beside a line, because some terminals reorder whole rows.

use super::Screen;
use super::cells::Canvas;
use super::words::{SAMPLE, Words};
use crate::app::Language;
use crate::text::{BaseDirection, Order, Paragraph, Profile};
use ratatui::layout::Rect;

/// The number of each line, and whether its text is in logical order. The second number carries a
/// left-to-right override (LRO): where it acts, it acts on the whole row.
const LINES: [(&str, Order); 3] = [("1", Order::Visual), ("2\u{202D}", Order::Visual), ("3", Order::Logical)];

/// Where the text of a line begins.
const INDENT: u16 = 5;

pub(super) fn draw(screen: Screen<'_>, canvas: &mut Canvas<'_>) {
    let Screen { model, theme, words } = screen;
    let size = model.size();
    let all = Rect::new(0, 0, size.width, size.height);
    canvas.clear(all, theme.panel);
    // The question may be what cannot be read: it stands there in English too.
    let english = Words(Language::English);
    let languages = if words == english { vec![english] } else { vec![words, english] };
    let mut rows = (1..size.height).map(|y| Rect { y, height: 1, ..all });
    let mut paragraph = |canvas: &mut Canvas<'_>, text: fn(Words) -> &'static str, style| {
        for (words, area) in languages.iter().zip(&mut rows) {
            let inside = Rect { x: 2.min(area.width), width: area.width.saturating_sub(4), ..area };
            canvas.text(inside, text(*words), style);
        }
    };
    paragraph(canvas, Words::which_is_readable, theme.accent);
    paragraph(canvas, Words::readable_looks, theme.dim);
    let mut y = 2 + 2 * u16::try_from(languages.len()).unwrap_or(0);
    for (number, order) in LINES {
        if y >= size.height || size.width <= INDENT {
            return;
        }
        let area = Rect { y, height: 1, ..all };
        let text = Paragraph::new(SAMPLE, BaseDirection::Rtl, Profile { order, ..Profile::default() });
        let room = usize::from(size.width - INDENT);
        canvas.sign(2, y, number, theme.accent);
        canvas.line(area, INDENT, &text.elided(room), |_| theme.text);
        y += 2;
    }
    for words in languages {
        if y < size.height {
            let area = Rect { x: 2, y, width: size.width.saturating_sub(4), height: 1 };
            canvas.text(area, words.readable_hint(), theme.dim);
            y += 1;
        }
    }
}
