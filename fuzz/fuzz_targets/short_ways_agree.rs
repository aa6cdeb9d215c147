#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/properties/mod.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| {
    let (_, text) = properties::from_bytes(bytes);
    properties::short_ways_agree(&text);
});
