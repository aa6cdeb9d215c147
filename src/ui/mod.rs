//! The view: `&Model` → cells.
