//! The processor's time: what else the machine does counts less in it than in the clock's.

use std::time::{Duration, Instant};

pub(crate) const ROUNDS: usize = 7;
/// Bytes in one measurement of a shorter text, read again and again: the processor's time is told in
/// steps of milliseconds.
#[allow(dead_code, reason = "not every bench has a shorter text")]
pub(crate) const ENOUGH: usize = 10_000_000;

/// What `work` takes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let (start, cpu) = (Instant::now(), cpu_time());
    work();
    match (cpu, cpu_time()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed(),
    }
}

/// The time that this thread has had on a processor, where the system tells: what else the machine
/// does then counts less.
fn cpu_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// The time that ended processes which this one started have had, where the system tells; in steps of
/// its clock, which is a hundredth of a second on every Linux.
#[allow(dead_code, reason = "not every bench starts processes")]
pub(crate) fn children() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name, which may hold anything, is in brackets; after it the 16th and 17th field of all.
    let (_, fields) = told.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Duration::from_millis((user + system) * 10))
}

pub(crate) fn median(mut round: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(|_| round()).collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

#[allow(dead_code, reason = "not every bench counts bytes")]
pub(crate) fn megabytes_a_second(bytes: usize, time: Duration) -> f64 {
    bytes as f64 / 1e6 / time.as_secs_f64()
}
