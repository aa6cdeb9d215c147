//! What a session does with other programs: those that take what is copied, and those that are run for the
//! reader.

use std::io;

use signal_hook::consts::{SIGINT, SIGQUIT};

use super::Loop;
use crate::session::clipboard::Between;
use crate::session::{End, Errand, Input, Reader};

impl Loop {
    /// Copies `text`, and tells the reader what has become of it if that is known.
    pub(super) fn copy(&mut self, text: String, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let between = self.between();
        match self.clipboard.copy(text, between, &self.waker, &mut self.unsent) {
            Some(copied) => {
                self.owes_copy = true;
                self.give(Input::Copied(copied), reader)
            }
            None => Ok(None),
        }
    }

    /// Tells the reader what has become of the programs that were set to work, if anything has.
    pub(super) fn hear_of_others(&mut self, reader: &mut impl Reader) -> io::Result<Option<End>> {
        let between = self.between();
        if let Some(copied) = self.clipboard.hear(between, &mut self.unsent) {
            self.owes_copy = true;
            if let Some(end) = self.give(Input::Copied(copied), reader)? {
                return Ok(Some(end));
            }
        }
        match self.launched.as_ref().and_then(|launched| launched.try_recv().ok()) {
            Some(ran) => self.give(Input::Ran(ran), reader),
            None => Ok(None),
        }
    }

    /// What stands between here and the terminal, as far as copying goes.
    fn between(&self) -> Between {
        Between { through: self.probe.through(), is_multiplexed: self.probe.multiplexer().is_some() }
    }

    /// What was copied last reaches the clipboard though the session ends. Frames that the terminal has not
    /// taken by then are not worth waiting for.
    pub(super) fn send_copied(&mut self) {
        let between = self.between();
        let before = self.unsent.len();
        self.clipboard.finish(between, &mut self.unsent);
        self.owes_copy |= self.unsent.len() > before;
        if std::mem::take(&mut self.owes_copy) && self.terminal.is_shown() {
            // A terminal that is gone has no clipboard.
            let _ = self.terminal.write(&std::mem::take(&mut self.unsent));
        }
    }

    /// Runs another program; one that wants the terminal has it until it ends.
    pub(super) fn run_errand(
        &mut self,
        errand: &Errand,
        reader: &mut impl Reader,
    ) -> io::Result<Option<End>> {
        if !errand.wants_terminal {
            self.launched = Some(errand.launch(self.waker.clone()));
            return Ok(None);
        }
        self.drain();
        self.send_copied();
        self.terminal.leave();
        let ran = errand.run();
        self.signals.drain();
        // Typed for the other program, and heard by this one too.
        self.signals.take(SIGINT);
        self.signals.take(SIGQUIT);
        self.resume()?;
        let end = self.take_size(reader)?;
        if end.is_some() { Ok(end) } else { self.give(Input::Ran(ran), reader) }
    }
}
