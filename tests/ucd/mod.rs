//! Reads the Unicode Character Database's files in `tests/data/ucd`.

use flate2::read::GzDecoder;
use std::fs::File;
use std::io::Read;

/// The whole text of one file, by its name there.
pub(crate) fn read(name: &str) -> String {
    let path = format!("{}/tests/data/ucd/{name}.gz", env!("CARGO_MANIFEST_DIR"));
    let file = File::open(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut text = String::new();
    GzDecoder::new(file).read_to_string(&mut text).unwrap_or_else(|error| panic!("{path}: {error}"));
    text
}

/// The lines of a file that hold data, without comments.
pub(crate) fn data(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

/// A character by its number in hexadecimal.
pub(crate) fn character(hex: &str) -> char {
    let number = u32::from_str_radix(hex, 16).unwrap_or_else(|_| panic!("{hex:?} is no number"));
    char::from_u32(number).unwrap_or_else(|| panic!("{hex:?} is no character"))
}
