//! Laid-out lines in ratatui's buffers: the one road for all text, whoever draws.

mod align;
mod cells;

pub use align::Align;
pub use cells::{RightHalf, draw_line};
#[cfg(feature = "reader")]
pub(crate) use cells::{drop_parted, put};
