//! Rows as they are encoded.
