//! The reader's state.
