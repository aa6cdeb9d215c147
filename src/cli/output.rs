//! Standard output and standard error, neither of which may panic on a closed pipe.

use crate::text;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

/// Writes `text` to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// Writes `bytes` to standard output as they are: nobody else's may be among them.
pub(super) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Says something on standard error, neutralised: what it quotes may be anybody's. If nobody can
/// hear it, there is nobody to tell.
pub(super) fn complain(said: &str) {
    let _ = writeln!(io::stderr().lock(), "warraq: {}", text::neutralised(said));
}

/// Writes `value` as one line of JSON, in which nothing acts on a terminal.
pub(super) fn json_line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Escaping))?;
    out.write_all(b"\n")
}

/// JSON as `serde_json` writes it, with the controls escaped that JSON itself allows: DEL, C1 and
/// those of the bidirectional algorithm. The value is the same.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if let Cow::Borrowed(plain) = text::neutralised(fragment) {
            return writer.write_all(plain.as_bytes());
        }
        for c in fragment.chars() {
            if matches!(text::neutralised(c.encode_utf8(&mut [0; 4])), Cow::Borrowed(_)) {
                write!(writer, "{c}")?;
            } else {
                // All of them are in the basic plane, so one unit of UTF-16 each.
                write!(writer, "\\u{:04x}", u32::from(c))?;
            }
        }
        Ok(())
    }
}

/// Writes fields with tabs between them. Controls inside a field, tabs with them, are shown as
/// placeholders: one line is one row, and none of it acts on a terminal.
pub(super) fn tabbed(out: &mut impl Write, fields: &[impl AsRef<str>]) -> io::Result<()> {
    for (place, field) in fields.iter().enumerate() {
        let separator = if place == 0 { "" } else { "\t" };
        write!(out, "{separator}{}", text::neutralised(field.as_ref()))?;
    }
    out.write_all(b"\n")
}

/// Writes a record of comma-separated values (RFC 4180). To a terminal controls are shown as
/// placeholders; elsewhere every field is what it is.
pub(super) fn csv(out: &mut impl Write, fields: &[impl AsRef<str>]) -> io::Result<()> {
    record(out, fields, io::stdout().is_terminal())
}

/// The same; `neutral` says whether a terminal is meant.
pub(super) fn record(out: &mut impl Write, fields: &[impl AsRef<str>], neutral: bool) -> io::Result<()> {
    for (place, field) in fields.iter().map(AsRef::as_ref).enumerate() {
        if place > 0 {
            out.write_all(b",")?;
        }
        let field = if neutral { text::neutralised(field) } else { Cow::Borrowed(field) };
        if field.contains([',', '"', '\r', '\n']) {
            write!(out, "\"{}\"", field.replace('"', "\"\""))?;
        } else {
            out.write_all(field.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_that_of_rfc_4180() {
        let check = |fields: &[&str], neutral, expected: &str| {
            let mut out = Vec::new();
            record(&mut out, fields, neutral).expect("memory takes all");
            assert_eq!(String::from_utf8_lossy(&out), expected);
        };
        check(&["a", "", "ب ت"], false, "a,,ب ت\r\n");
        check(&["a,b", "c\"d", "e\nf"], false, "\"a,b\",\"c\"\"d\",\"e\nf\"\r\n");
        check(&["a\u{1b}[2J"], false, "a\u{1b}[2J\r\n");
        check(&["a\u{1b}b"], true, "a\u{241b}b\r\n");
    }
}
