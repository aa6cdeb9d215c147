//! warraq, a terminal reader for Arabic articles: the map of the house.
//!
//! Each module is a room; `tests/layers.rs` keeps the table of which room may look into which,
//! and `ARCHITECTURE.md` says why. From the ground up:
//!
//! [`text`], [`fold`] and [`widget`] are meant for others too; the rest is the reader's own, and may
//! change with any release.
//!
//! | room | what it does |
//! |---|---|
//! | [`text`] | lays out right-to-left text in a cell grid; knows no article, no terminal, no I/O |
//! | [`fold`] | folds Arabic spelling for search and tagging, with a map back to the stored text |
//! | [`widget`] | that layout in ratatui's buffers: the one road for all text, and two widgets |
//! | [`keys`] | keys, their written notation, and keymaps |
//! | [`corpus`] | bytes of files → articles, with titles, parts and notices |
//! | [`entity`] | articles → mentions of people, organisations and places |
//! | [`index`] | which articles mention what; queries and their counts |
//! | [`library`] | what all readers share: a snapshot, built in the background |
//! | [`app`] | the reader's state: `update(Model, Msg)`; no terminal, clock, files or threads |
//! | [`ui`] | `&Model` → cells; changes nothing |
//! | [`session`] | one reader at one terminal: bytes in, bytes out, everything restored |
//! | [`config`] | a reader's settings, from a text |
//! | [`cli`] | the command line: arguments, `list`, `print`, `entities`, `tag`, `inspect`, `doctor`; what is kept of choices |

// Without the reader its rooms are named above, but not there to be linked to.
#![cfg_attr(not(feature = "reader"), allow(rustdoc::broken_intra_doc_links))]

#[cfg(feature = "reader")]
pub mod app;
#[cfg(feature = "reader")]
pub mod cli;
#[cfg(feature = "reader")]
pub mod config;
#[cfg(feature = "reader")]
pub mod corpus;
#[cfg(feature = "reader")]
pub mod entity;
pub mod fold;
#[cfg(feature = "reader")]
pub mod index;
#[cfg(feature = "reader")]
pub mod keys;
#[cfg(feature = "reader")]
pub mod library;
#[cfg(feature = "reader")]
pub mod session;
pub mod text;
#[cfg(feature = "reader")]
pub mod ui;
#[cfg(feature = "widget")]
pub mod widget;

/// What README shows as Rust is compiled and run.
#[cfg(all(doctest, feature = "widget"))]
#[doc = include_str!("../README.md")]
struct Readme;
