//! One reader at one terminal: bytes in, bytes out, everything restored.

mod escape;
pub mod input;
