//! One reader at one terminal.
