//! Text for the clipboard of the terminal at the reader's end (OSC 52): it works over ssh, where no
//! other clipboard is in reach. Whether the terminal takes it, it does not say.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes of text that are sent at most: terminals cut off what is longer, some at 74 KB of base64.
const LIMIT: usize = 54_000;

/// Appends what puts `text` into the clipboard to `out`; of a long text the beginning.
pub(super) fn copy(text: &str, out: &mut Vec<u8>) {
    let mut end = text.len().min(LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    out.extend_from_slice(b"\x1b]52;c;");
    out.extend_from_slice(STANDARD.encode(&text[..end]).as_bytes());
    // ST rather than BEL: a terminal that knows no OSC 52 would ring.
    out.extend_from_slice(b"\x1b\\");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_sent_as_base64_and_its_length_is_bounded() {
        let mut out = Vec::new();
        copy("سلام", &mut out);
        assert_eq!(out, b"\x1b]52;c;2LPZhNin2YU=\x1b\\");
        out.clear();
        copy(&"س".repeat(100_000), &mut out);
        assert!(out.len() < 74_000);
    }
}
