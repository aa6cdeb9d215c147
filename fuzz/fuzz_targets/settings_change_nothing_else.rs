#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/properties/mod.rs"]
mod properties;

fuzz_target!(|bytes: &[u8]| {
    let (width, text) = properties::from_bytes(bytes);
    properties::settings_change_nothing_else(&text, width);
});
