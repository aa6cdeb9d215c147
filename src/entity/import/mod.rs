//! Annotations that other programs have made → documents with spans → places in articles. Every
//! format is read by a pure function that cannot panic; what it cannot read it reports with its line.
//! Offsets are claims and no more: `offsets` finds out how they were counted, and `align` carries them
//! from the text that was annotated to the article as stored.
//!
//! | format | file |
//! |---|---|
//! | doccano, Label Studio, Prodigy, spaCy, `warraq entities --json`, and their like | `json` |
//! | a word and its tag a line: CoNLL, IOB1, IOB2, BIOES, BILOU | `conll` |
//! | brat's `.ann`, beside its `.txt` | `brat` |

mod align;
mod annotations;
mod brat;
mod conll;
mod json;
mod labels;
mod names;
mod offsets;
mod report;
mod value;

pub use annotations::Annotations;
pub use labels::Labels;
pub use names::parse_gazetteer;
pub use report::{Errors, Format, ImportError, ImportFault, Reason, Report};

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What it is; none if it is nothing that is known.
    pub format: Option<Format>,
    /// In the order of the file.
    pub documents: Vec<Document>,
    /// What could not be read; the rest still counts.
    pub errors: Errors,
}

/// A text with its annotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it may be called: names of files, without folders.
    pub names: Vec<String>,
    /// The text that was annotated, if it came along.
    pub text: Option<String>,
    /// In the order of the file.
    pub spans: Vec<Annotation>,
}

/// One annotation, as it claims to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Where it begins, in units that nobody has told us.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The letters that it says are there.
    pub surface: Option<String>,
    /// What it says that they name.
    pub label: String,
    /// Under which name it is listed, where the file says so.
    pub canonical: Option<String>,
    /// In English, where the file says so.
    pub english: Option<String>,
}

/// The most annotations of one document. No article has a hundredth of them, and each takes memory.
const MOST_SPANS: usize = 100_000;
/// The longest name of a file that is taken for one, in bytes.
const LONGEST_NAME: usize = 255;

/// Reads a file of annotations, whatever its format: what it holds tells. `stem` is its own name without
/// extension; `beside` is the text that lies beside a brat file.
///
/// ```
/// use warraq::entity::import::parse;
/// let parsed = parse(r#"{"text": "في القاهرة", "label": [[3, 10, "LOC"]]}"#, "export", None);
/// assert_eq!((parsed.documents[0].spans[0].start, parsed.errors.count), (3, 0));
/// ```
#[must_use]
pub fn parse(text: &str, stem: &str, beside: Option<&str>) -> Parsed {
    let mut parsed = if text.trim_start().starts_with(['{', '[']) {
        json::parse(text, stem)
    } else if brat::is_brat(text) {
        brat::parse(text, beside)
    } else if conll::is_conll(text) {
        conll::parse(text)
    } else {
        let mut parsed = Parsed::default();
        parsed.errors.push(1, ImportFault::Format);
        parsed
    };
    // The one document of a file is perhaps called as the file is.
    if let [document] = parsed.documents.as_mut_slice() {
        document.names.push(stem.to_string());
    }
    parsed
}

/// Adds an annotation to those of a document.
fn add(spans: &mut Vec<Annotation>, span: Annotation) -> Result<(), ImportFault> {
    if spans.len() == MOST_SPANS {
        return Err(ImportFault::TooMany);
    }
    spans.push(span);
    Ok(())
}

/// A name of a file without its folders, if it can be one.
fn file_name(name: &str) -> Option<&str> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).trim();
    (!name.is_empty() && name.len() <= LONGEST_NAME && !name.contains('\n')).then_some(name)
}
