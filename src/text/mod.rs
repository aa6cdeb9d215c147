//! Text layout: right-to-left text in a cell grid. Knows no article, no terminal, no I/O, and
//! cannot fail: every `&str` has a layout.
//!
//! A [`Paragraph`] is all that does not depend on the width: embedding levels (UAX #9), joined
//! forms, clusters with their widths, break opportunities (UAX #14). [`Paragraph::break_lines`]
//! breaks it into [`LineSpan`]s; [`Paragraph::line`] puts one of them into visual order, from left
//! to right, as a terminal's cells want it. Every [`Cell`] knows the bytes that it stands for.
//!
//! ```
//! use warraq::text::{BaseDirection, Paragraph, Profile, paragraphs};
//!
//! let text = "قال «كيري» (2014)";
//! for range in paragraphs(text) {
//!     let paragraph = Paragraph::new(&text[range], BaseDirection::Auto, Profile::default());
//!     for span in paragraph.break_lines(40) {
//!         let line = paragraph.line(&span);
//!         let indent = if line.base().is_rtl() { 40 - line.advance() } else { 0 };
//!         println!("{:indent$}{}", "", line.visual());
//! #       assert_eq!(line.visual(), "(2014) «ﻱﺮﻴﻛ» ﻝﺎﻗ");
//!     }
//! }
//! ```
//!
//! What is drawn never holds a control character, and never a character whose width terminals
//! disagree about: see [`Cell::symbol`](Cell).

mod bidi;
mod cluster;
mod hit;
mod joining;
mod joining_forms;
mod justify;
mod levels;
mod line;
mod linebreak;
mod mirroring;
mod paragraph;
mod profile;
mod properties;
mod sanitize;
mod scalar;

pub use bidi::{BaseDirection, Level, direction_of, first_strong};
pub use cluster::MAX_MARKS;
pub use hit::{Affinity, Position, Way, line_of};
pub use justify::Justification;
pub use levels::levels;
pub use line::{BreakReason, Cell, Line, LineSpan};
pub use paragraph::{Paragraph, paragraphs};
pub use profile::{Guillemets, Order, Profile, Shaping};
pub use sanitize::neutralised;
