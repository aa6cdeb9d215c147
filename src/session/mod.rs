//! One reader at one terminal: bytes in, bytes out, everything restored.

mod colours;
mod escape;
pub mod frame;
pub mod input;
mod pen;

pub use colours::Colours;
