//! Text of both directions for programs that draw with ratatui, which has no bidirectional layout: it
//! writes Arabic from left to right and unjoined, and where it aligns to the right it loses letters.
//!
//! [`BidiParagraph`] and [`BidiLine`] stand where `Paragraph` and `Line` would. They lay text out by
//! [`crate::text`]: words in their right order, letters joined, each paragraph flush with the side where
//! it begins. All places in a text are **bytes** of the string that was handed in, in logical order;
//! all places on the screen are **cells**.
//!
//! ```
//! use ratatui::{buffer::Buffer, layout::Rect, style::{Modifier, Style}, widgets::Widget};
//! use warraq::widget::BidiParagraph;
//!
//! let text = "قال كيري (2014) ذلك\nplain English";
//! let name = text.find("كيري").unwrap();
//! let styles = [(name..name + "كيري".len(), Style::new().add_modifier(Modifier::BOLD))];
//!
//! let mut buffer = Buffer::empty(Rect::new(0, 0, 15, 3));
//! BidiParagraph::new(text).styles(&styles).wrap(true).render(buffer.area, &mut buffer);
//!
//! let row = |y| (0..15).map(|x| buffer[(x, y)].symbol()).collect::<String>();
//! assert_eq!(row(0), "(2014) ﻱﺮﻴﻛ ﻝﺎﻗ");
//! assert_eq!(row(1), "            ﻚﻟﺫ");
//! assert_eq!(row(2), "plain English  ");
//! assert_eq!(buffer[(10, 0)].modifier, Modifier::BOLD);
//! ```
//!
//! What reaches the buffer is safe to send, whatever the text holds: controls are shown, not passed
//! (see [`crate::text`]). A program that lays out lines itself, to keep them from frame to frame, draws
//! them with [`draw_line`]; the reader in this package does.
//!
//! Where a wide symbol stands, the cell after it holds a blank, as ratatui's widgets leave it
//! ([`RightHalf`]). Should ratatui measure a symbol otherwise than the layout does, the layout holds: the
//! cell says so by `CellDiffOption::ForcedWidth`.
//!
//! Terminals that reorder text by themselves (GNOME Terminal, Konsole) must be told not to, since what
//! stands in the cells is in visual order already; that is the program's affair. `CSI 8 l` tells those of
//! the VTE family.

mod align;
mod cells;
mod line;
mod look;
mod paragraph;

pub use align::Align;
pub use cells::{RightHalf, draw_line};
#[cfg(feature = "reader")]
pub(crate) use cells::{drop_parted, put};
pub use line::BidiLine;
pub use paragraph::BidiParagraph;
