//! Standard output and standard error, neither of which may panic on a closed pipe.

use std::io::{self, Write};

/// Writes `text` to standard output.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Says something on standard error. If nobody can hear it, there is nobody to tell.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "warraq: {text}");
}

/// Writes `value` as one line of JSON.
pub(super) fn json_line(out: &mut impl Write, value: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes fields with tabs between them. Controls inside a field, tabs with them, are shown as
/// placeholders: one line is one row, and none of it acts on a terminal.
pub(super) fn tabbed(out: &mut impl Write, fields: &[&str]) -> io::Result<()> {
    for (place, field) in fields.iter().enumerate() {
        let separator = if place == 0 { "" } else { "\t" };
        write!(out, "{separator}{}", crate::text::neutralised(field))?;
    }
    out.write_all(b"\n")
}
