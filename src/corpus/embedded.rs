//! The articles inside the binary: what there is to read when nothing else is named.

/// One file of `seeds/`, byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// The file's name, with its extension.
    pub name: &'static str,
    /// What it holds.
    pub bytes: &'static [u8],
}

/// The embedded articles, in the order of their names.
pub const EMBEDDED: [Embedded; 5] = [
    Embedded {
        name: "000_0cb90742044c89c4.txt",
        bytes: include_bytes!("../../seeds/000_0cb90742044c89c4.txt"),
    },
    Embedded {
        name: "001_ee393e29cf8c7ff1.txt",
        bytes: include_bytes!("../../seeds/001_ee393e29cf8c7ff1.txt"),
    },
    Embedded {
        name: "002_777ec913e064ed28.txt",
        bytes: include_bytes!("../../seeds/002_777ec913e064ed28.txt"),
    },
    Embedded {
        name: "003_c177ae81ab99510e.txt",
        bytes: include_bytes!("../../seeds/003_c177ae81ab99510e.txt"),
    },
    Embedded {
        name: "004_f9bf44d078046818.txt",
        bytes: include_bytes!("../../seeds/004_f9bf44d078046818.txt"),
    },
];
