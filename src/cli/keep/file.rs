//! A file of what is kept between sittings: its first line says what it is and in which version; lines that begin
//! with `#` say something to people. A file that cannot be read whole is set aside before it is written anew, and
//! one of a later version is left alone.

use super::super::own_file;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The version of all files.
const VERSION: &str = " 1";

/// What stands in a file of one sort.
pub(super) trait Format: Default {
    /// How its first line begins; the version follows.
    const HEAD: &'static str;

    /// Reads the lines after the first.
    fn parse(lines: &[u8]) -> Parsed<Self>;

    /// Writes them.
    fn write(&self, text: &mut String);
}

/// What was made of a file's lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed<T> {
    pub(super) value: T,
    /// The numbers of the lines that say nothing, the first line of the file being 1.
    pub(super) broken: Vec<usize>,
}

/// The lines after the first that are no comments, with their numbers in the file.
pub(super) fn lines(lines: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    (2..).zip(lines.split(|byte| *byte == b'\n')).filter(|(_, line)| !line.is_empty() && line[0] != b'#')
}

/// Reads the file; and what is to be said of it, if it is broken: it has been set aside then, if that could be
/// done.
pub(super) fn read<T: Format>(path: &Path) -> io::Result<(T, Option<String>)> {
    let Parsed { value, broken } = parse(own_file::read(path)?.as_deref())?;
    let Some(first) = broken.first() else { return Ok((value, None)) };
    let said = match update(path, |_: &mut T| {}) {
        Ok(aside) => {
            let aside = aside.unwrap_or_else(|| path.to_path_buf());
            format!("line {first} says nothing; as it was, the file is kept as {}", aside.display())
        }
        Err(error) => format!("line {first} says nothing; setting the file aside: {error}"),
    };
    Ok((value, Some(said)))
}

/// Changes what stands in the file by now. Where that could not be read whole, gives where it was set aside.
pub(super) fn update<T: Format>(path: &Path, change: impl FnOnce(&mut T)) -> io::Result<Option<PathBuf>> {
    let mut aside = None;
    own_file::try_update(path, |bytes| {
        let Parsed { mut value, broken } = parse::<T>(bytes.as_deref())?;
        if let Some(bytes) = bytes.filter(|_| !broken.is_empty()) {
            aside = Some(own_file::set_aside(path, &bytes)?);
        }
        change(&mut value);
        let mut text = format!("{}{VERSION}\n", T::HEAD);
        value.write(&mut text);
        Ok(text.into_bytes())
    })?;
    Ok(aside)
}

fn parse<T: Format>(bytes: Option<&[u8]>) -> io::Result<Parsed<T>> {
    let bytes = bytes.unwrap_or_default();
    if bytes.is_empty() {
        return Ok(Parsed { value: T::default(), broken: Vec::new() });
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (head, rest) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
    match head.strip_prefix(T::HEAD.as_bytes()) {
        Some(version) if version == VERSION.as_bytes() => Ok(T::parse(rest)),
        Some([b' ', b'1'..=b'9', ..]) => {
            Err(io::Error::new(ErrorKind::InvalidData, "written by a later version of warraq: left alone"))
        }
        _ => Ok(Parsed { value: T::default(), broken: vec![1] }),
    }
}
