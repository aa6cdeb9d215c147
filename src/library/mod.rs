//! What all readers share: a snapshot, built in the background.
