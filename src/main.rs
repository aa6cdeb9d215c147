//! The `warraq` command. Everything it can do lives in the library; this is the one place that
//! ends the program.

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    warraq::cli::run(env::args_os().skip(1)).unwrap_or_else(|error| warraq::cli::fail(&error))
}
