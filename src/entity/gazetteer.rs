//! The gazetteer: names with their spellings, and which of them are also common words. Parsing
//! cannot fail; a line that cannot be read is left out and reported.
//!
//! One name a line, five fields with a tab between them:
//!
//! ```text
//! # kind  canonical  English  other spellings, with | between them  flags, with blanks between them
//! LOC     مالي       Mali     جمهورية مالي                          amb with:باماكو
//! ```
//!
//! A *gated* name counts only where something in the article opens it (see `gates`).
//!
//! | flag | what it says about the canonical name | on another spelling |
//! |---|---|---|
//! | `amb` | also a common word: opened by «في», a title, quotes, a coordinated name … | `name?` |
//! | `strict` | nearly always the common word: only «مدينة …», «تنظيم …», quotes, coordination | `name??` |
//! | `paper` | a paper that is called by a common word: «صحيفة …», «قال لـ«…»», «(…)» | `name!` |
//! | | also the feminine of an adjective: «في سورية», but «قوات سورية» | `name~` |
//! | `adj` | also an adjective: no name after a definite noun («الحكومة السعودية») | |
//! | `label` | is only shown, never looked for | |
//! | `with:A,B` | opens the gated names of the line where A or B stands in the same article | |

use super::kind::{Entity, EntityKind};

/// Names, in the order in which they were read. Where two lines share a spelling, the one whose
/// gate is opened by its company wins, then the one without a gate.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) entries: Vec<Entry>,
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) entity: Entity,
    /// The canonical name first.
    pub(super) names: Vec<(String, Gate)>,
    /// Canonical names of entities in whose company the gated names count.
    pub(super) company: Vec<String>,
}

/// What a name needs before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing.
    Open,
    /// «سورية»: a preposition or coordination, since behind a noun it is an adjective.
    Feminine,
    /// Nothing, unless it follows a definite noun as its adjective.
    Adjective,
    /// A trigger, a preposition of place, quotes, coordination, or company.
    Homograph,
    /// As a homograph, but prepositions are no sign.
    Strict,
    /// What stands around the name of a paper, or company.
    Paper,
    /// Is shown, and never looked for.
    Label,
}

impl Gate {
    /// Every gate, in the order of their numbers.
    pub(super) const ALL: [Gate; 7] = [
        Gate::Open,
        Gate::Feminine,
        Gate::Adjective,
        Gate::Homograph,
        Gate::Strict,
        Gate::Paper,
        Gate::Label,
    ];
}

/// A line of a gazetteer that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GazetteerError {
    /// Which line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a line of a gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Fewer than two fields or more than five.
    Fields(usize),
    /// Neither LOC nor ORG nor PER.
    Kind(String),
    /// A name, or one of its spellings, is empty.
    NoName,
    /// There is no such flag.
    Flag(String),
}

impl std::fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.fault {
            Fault::Fields(count) => write!(f, "{count} fields; 2 to 5 are wanted, with tabs between them"),
            Fault::Kind(kind) => write!(f, "`{kind}` is no kind; LOC, ORG and PER are"),
            Fault::NoName => write!(f, "a name is empty"),
            Fault::Flag(flag) => write!(f, "there is no flag `{flag}`"),
        }
    }
}

impl std::error::Error for GazetteerError {}

impl Gazetteer {
    /// The gazetteer inside the program: `assets/gazetteer/*.tsv`, read as any other. Who only wants
    /// to tag has it ready in [`Tagger::built_in`](super::Tagger::built_in).
    #[must_use]
    pub fn built_in() -> Gazetteer {
        let mut all = Gazetteer::default();
        for text in [
            include_str!("../../assets/gazetteer/places.tsv"),
            include_str!("../../assets/gazetteer/organisations.tsv"),
            include_str!("../../assets/gazetteer/people.tsv"),
        ] {
            // A test holds the three files free of errors.
            all.append(Gazetteer::parse(text).0);
        }
        all
    }

    /// Reads a gazetteer; what cannot be read is left out and reported.
    ///
    /// ```
    /// use warraq::entity::Gazetteer;
    /// let (gazetteer, errors) = Gazetteer::parse("LOC\tقطر\tQatar\nLOK\tمصر");
    /// assert_eq!(gazetteer.iter().count(), 1);
    /// assert_eq!(errors[0].to_string(), "line 2: `LOK` is no kind; LOC, ORG and PER are");
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> (Gazetteer, Vec<GazetteerError>) {
        let (mut gazetteer, mut errors) = (Gazetteer::default(), Vec::new());
        for (at, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            match parse_line(line) {
                Ok(entry) => gazetteer.entries.push(entry),
                Err(fault) => errors.push(GazetteerError { line: at + 1, fault }),
            }
        }
        (gazetteer, errors)
    }

    /// Adds the names of `other` after these.
    pub fn append(&mut self, mut other: Gazetteer) {
        self.entries.append(&mut other.entries);
    }

    /// Every entity with its spellings (the canonical one first) and what each of them needs.
    pub fn iter(&self) -> impl Iterator<Item = (&Entity, &[(String, Gate)])> {
        self.entries.iter().map(|entry| (&entry.entity, entry.names.as_slice()))
    }

    /// The canonical names in whose company gated names count, once for each place where they stand.
    pub fn company(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| entry.company.iter().map(String::as_str))
    }
}

fn parse_line(line: &str) -> Result<Entry, Fault> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    entry(&fields, EntityKind::of_code)
}

/// The entry of a line's fields, of a kind that `kind_of` knows.
pub(super) fn entry(
    fields: &[&str],
    mut kind_of: impl FnMut(&str) -> Option<EntityKind>,
) -> Result<Entry, Fault> {
    let (&[kind, canonical], rest) = fields.split_first_chunk::<2>().ok_or(Fault::Fields(fields.len()))?;
    if rest.len() > 3 {
        return Err(Fault::Fields(fields.len()));
    }
    let kind = kind_of(kind).ok_or_else(|| Fault::Kind(kind.to_string()))?;
    let field = |at: usize| rest.get(at).copied().unwrap_or_default();
    let (mut gate, mut company) = (Gate::Open, Vec::new());
    for flag in field(2).split(' ').filter(|flag| !flag.is_empty()) {
        match flag {
            "amb" => gate = Gate::Homograph,
            "strict" => gate = Gate::Strict,
            "paper" => gate = Gate::Paper,
            "adj" => gate = Gate::Adjective,
            "label" => gate = Gate::Label,
            // A name of several words is written with underscores.
            _ => match flag.strip_prefix("with:") {
                Some(names) => company.extend(names.split(',').map(|name| name.replace('_', " "))),
                None => return Err(Fault::Flag(flag.to_string())),
            },
        }
    }
    let mut names = vec![(canonical.to_string(), gate)];
    if !field(1).is_empty() {
        names.extend(field(1).split('|').map(|name| parse_spelling(name.trim())));
    }
    if names.iter().any(|(name, _)| name.is_empty()) || company.iter().any(String::is_empty) {
        return Err(Fault::NoName);
    }
    let english = Some(field(0)).filter(|english| !english.is_empty()).map(str::to_string);
    Ok(Entry { entity: Entity { kind, canonical: canonical.to_string(), english }, names, company })
}

fn parse_spelling(name: &str) -> (String, Gate) {
    let marks = [("??", Gate::Strict), ("?", Gate::Homograph), ("!", Gate::Paper), ("~", Gate::Feminine)];
    let marked = marks.iter().find_map(|&(mark, gate)| Some((name.strip_suffix(mark)?, gate)));
    let (name, gate) = marked.unwrap_or((name, Gate::Open));
    (name.to_string(), gate)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let (gazetteer, errors) = Gazetteer::parse(line);
        let read = gazetteer.entries.iter().map(|entry| format!("{:?} {:?}", entry.names, entry.company));
        let got: Vec<String> = read.chain(errors.iter().map(ToString::to_string)).collect();
        assert_eq!(got.join("\n"), expected);
    }

    #[test]
    fn a_line_is_a_name() {
        check("# a comment\n\nLOC\tقطر", r#"[("قطر", Open)] []"#);
        check("LOC\tقطر\tQatar\tدولة قطر\tamb", r#"[("قطر", Homograph), ("دولة قطر", Open)] []"#);
        check(
            "ORG\tا\t\tب?|ج??|د!\twith:كوريا_الجنوبية,ه",
            r#"[("ا", Open), ("ب", Homograph), ("ج", Strict), ("د", Paper)] ["كوريا الجنوبية", "ه"]"#,
        );
    }

    #[test]
    fn what_cannot_be_read_is_reported_with_its_line() {
        check("\nLOC", "line 2: 1 fields; 2 to 5 are wanted, with tabs between them");
        check("X\tقطر", "line 1: `X` is no kind; LOC, ORG and PER are");
        check("LOC\t \tQatar", "line 1: a name is empty");
        check("LOC\tقطر\t\tا||ب", "line 1: a name is empty");
        check("LOC\tقطر\t\t\tambiguous", "line 1: there is no flag `ambiguous`");
    }
}
