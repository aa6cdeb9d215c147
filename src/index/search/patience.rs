//! How long a search may take that somebody waits for.

use std::time::{Duration, Instant};

/// A time in which expressions are held against texts. What it is not enough for is left, not waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    until: Instant,
}

impl Patience {
    /// How long a key may wait, of which the terminal takes its part too.
    pub const OF_A_KEY: Duration = Duration::from_millis(30);

    /// From now on, for so long.
    #[must_use]
    pub fn new(length: Duration) -> Patience {
        Patience { until: Instant::now() + length }
    }

    pub(super) fn has_ended(self) -> bool {
        Instant::now() >= self.until
    }
}
