//! Compiles the gazetteer and the words of the rules into the tables that `entity::Tagger` looks up
//! in place. What reads and compiles them is the library's own code, which a reader's own names go
//! through at run time: the build has nothing of its own.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "of the library's modules, the library uses the rest"
)]

#[cfg(feature = "reader")]
#[path = "src/fold/mod.rs"]
mod fold;

#[cfg(feature = "reader")]
#[path = "src/entity"]
mod entity {
    mod compile;
    mod gazetteer;
    mod image;
    mod kind;
    mod letters;
    mod lexicon;
    mod lists;
    mod rows;

    /// The strings, and the tables of numbers.
    pub(crate) fn names() -> (String, Vec<u8>) {
        let layer = compile::whole(&gazetteer::Gazetteer::built_in());
        let numbers = layer.write();
        (layer.pool.into_owned(), numbers)
    }
}

#[cfg(feature = "reader")]
fn main() -> std::io::Result<()> {
    let (pool, numbers) = entity::names();
    let folder = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    std::fs::write(folder.join("names.txt"), pool)?;
    std::fs::write(folder.join("names.bin"), numbers)?;
    // Whatever of it changes, cargo builds this anew, and then runs it.
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Layout alone has no names.
#[cfg(not(feature = "reader"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
