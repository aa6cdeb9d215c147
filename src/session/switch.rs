//! The sequences by which some terminals are told, for the length of a session, to leave the order of
//! text alone; and how they travel through a multiplexer.

/// Written around a session; empty for most terminals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switch {
    /// Written before the alternate screen is entered, or in it, before all is drawn anew.
    pub enter: Vec<u8>,
    /// Makes the terminal as it was: written after the alternate screen is left, so that it acts on
    /// the shell's row.
    pub leave: Vec<u8>,
    /// Whether `leave` goes out before the alternate screen is left: tmux drops what is to be passed
    /// on while it has that screen to draw anew.
    pub leaves_first: bool,
}

/// What stands between the program and the terminal that draws, and answers in its stead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Multiplexer {
    /// tmux: passes on what is wrapped for it, if it is allowed to (`allow-passthrough`).
    Tmux,
    /// GNU screen: passes on what is wrapped for it.
    Screen,
}

impl Switch {
    /// Tells a terminal that reorders text by itself (BDSM, mode 8 of ECMA-48) that ours stands in
    /// visual order already. VTE wants it before the alternate screen or before that is erased: rows
    /// keep the mode in which they were made. `was_implicit` says whether it is to reorder afterwards;
    /// terminals that know no such mode ignore all of it.
    #[must_use]
    pub fn explicit_order(was_implicit: bool) -> Switch {
        Switch::of(b"\x1b[8l", if was_implicit { b"\x1b[8h" } else { b"" })
    }

    /// Konsole's profile, for this tab and as long as it lives. Elsewhere OSC 50 sets the font.
    #[must_use]
    pub fn konsole() -> Switch {
        Switch::of(b"\x1b]50;BidiRenderingEnabled=false\x07", b"\x1b]50;BidiRenderingEnabled=true\x07")
    }

    /// mlterm's own setting.
    #[must_use]
    pub fn mlterm() -> Switch {
        Switch::of(b"\x1b]5379;use_ctl=false\x07", b"\x1b]5379;use_ctl=true\x07")
    }

    fn of(enter: &[u8], leave: &[u8]) -> Switch {
        Switch { enter: enter.to_vec(), leave: leave.to_vec(), leaves_first: false }
    }

    /// The same for the terminal behind a multiplexer.
    #[must_use]
    pub fn through(&self, multiplexer: Multiplexer) -> Switch {
        let wrapped = |bytes: &[u8]| {
            if bytes.is_empty() { Vec::new() } else { multiplexer.wrap(bytes) }
        };
        Switch { enter: wrapped(&self.enter), leave: wrapped(&self.leave), leaves_first: true }
    }
}

impl Multiplexer {
    /// `bytes` as the multiplexer passes them on.
    pub(super) fn wrap(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = b"\x1bP".to_vec();
        match self {
            Multiplexer::Screen => out.extend_from_slice(bytes),
            Multiplexer::Tmux => {
                out.extend_from_slice(b"tmux;");
                for byte in bytes {
                    // An ESC by itself would end the string.
                    out.extend(std::iter::repeat_n(*byte, if *byte == 0x1b { 2 } else { 1 }));
                }
            }
        }
        out.extend_from_slice(b"\x1b\\");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_wrapped_for_their_multiplexer() {
        let check = |multiplexer, switch: Switch, enter: &[u8], leave: &[u8]| {
            let through = switch.through(multiplexer);
            assert_eq!((through.enter.as_slice(), through.leave.as_slice()), (enter, leave));
        };
        let vte = || Switch::explicit_order(true);
        check(Multiplexer::Tmux, vte(), b"\x1bPtmux;\x1b\x1b[8l\x1b\\", b"\x1bPtmux;\x1b\x1b[8h\x1b\\");
        check(Multiplexer::Screen, vte(), b"\x1bP\x1b[8l\x1b\\", b"\x1bP\x1b[8h\x1b\\");
        check(Multiplexer::Screen, Switch::explicit_order(false), b"\x1bP\x1b[8l\x1b\\", b"");
        check(Multiplexer::Tmux, Switch::default(), b"", b"");
    }
}
