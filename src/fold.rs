//! Arabic folding for search and tagging, with a map back to the stored text.
