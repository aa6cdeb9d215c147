//! Which articles mention what.
