//! The annotations of all files, by the articles to which they belong. An article takes its documents as
//! it is read; what nobody has taken in the end belonged to none.

use super::super::gazetteer::{Gate, Gazetteer};
use super::super::kind::{EntityKind, Mention, Provenance};
use super::super::table::EntityTable;
use super::align::{self, Whole};
use super::labels::Labels;
use super::offsets::{self, Place};
use super::report::{Reason, Report};
use super::{Annotation, Document, parse};
use crate::corpus::{Article, stem};
use crate::fold::{Folding, is_filler, is_mark};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Annotations that wait for their articles.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    reports: Vec<Report>,
    /// With the number of its report; none once an article has taken it.
    documents: Vec<Option<(usize, Document)>>,
    by_name: HashMap<String, Vec<usize>>,
    by_text: HashMap<u64, Vec<usize>>,
    labels: Labels,
    spellings: Spellings,
}

/// An annotation where it stands in its article.
#[derive(Clone, Debug)]
struct Placed {
    report: usize,
    place: Place,
    kind: EntityKind,
    canonical: Option<String>,
    english: Option<String>,
}

impl Annotations {
    /// None yet; labels mean what `labels` say, and names that `known` holds are listed as it says.
    #[must_use]
    pub fn new(labels: Labels, known: &Gazetteer) -> Annotations {
        Annotations { labels, spellings: Spellings::new(known), ..Annotations::default() }
    }

    /// Adds the file at `place`, which holds `text`; beside a brat file lies the text that it is about.
    pub fn add(&mut self, place: &str, text: &str, beside: Option<&str>) {
        let name = super::file_name(place).unwrap_or_default();
        let parsed = parse(text, stem(name), beside);
        let at = self.reports.len();
        let report = Report::new(place, parsed.format, parsed.errors);
        self.reports.push(Report { documents: parsed.documents.len(), ..report });
        for document in parsed.documents {
            let number = self.documents.len();
            for span in &document.spans {
                // All kinds are known before the first article is read.
                let _ = self.labels.kind(&span.label);
            }
            for name in &document.names {
                let numbers = self.by_name.entry(name.clone()).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
            if let Some(key) = document.text.as_deref().and_then(align::key) {
                self.by_text.entry(key).or_default().push(number);
            }
            self.documents.push(Some((at, document)));
        }
    }

    /// What labels mean, and which kinds there are.
    #[must_use]
    pub fn labels(&self) -> &Labels {
        &self.labels
    }

    /// Lays what is annotated in `article` over the mentions that have been `found` in it: what overlaps an
    /// annotation gives way, but for the names of the reader's own gazetteer. New entities are entered into
    /// `table`. The article takes its documents: those that are called as it is, and those with its text.
    pub fn lay_over(
        &mut self,
        article: &Article,
        found: Vec<Mention>,
        table: &mut EntityTable,
    ) -> Vec<Mention> {
        if self.documents.is_empty() {
            return found;
        }
        let named =
            [article.name.as_str(), stem(&article.name)].into_iter().filter_map(|n| self.by_name.get(n));
        let same = if self.by_text.is_empty() { None } else { align::key(&article.text) };
        let same = same.and_then(|key| self.by_text.get(&key));
        let mut numbers: Vec<usize> = named.chain(same).flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        let (whole, mut placed) = (Whole::new(&article.text), Vec::new());
        for number in numbers {
            let Some((report, document)) = self.documents[number].take() else { continue };
            let Some(places) = place(&document, article, &whole) else {
                // It is only called so: another article of that name may be meant.
                self.documents[number] = Some((report, document));
                continue;
            };
            for (span, place) in document.spans.into_iter().zip(places) {
                match place.and_then(|place| Ok((place, self.labels.kind(&span.label).ok_or(Reason::Label)?)))
                {
                    Ok((place, kind)) => {
                        let Annotation { canonical, english, .. } = span;
                        placed.push(Placed { report, place, kind, canonical, english });
                    }
                    Err(reason) => self.reject(report, reason),
                }
            }
        }
        let placed = self.flat(placed);
        let imported = placed.iter().map(|placed| self.mention(article, placed, &found, table)).collect();
        lay_over(found, imported)
    }

    /// What became of each file, once all articles have taken theirs.
    #[must_use]
    pub fn finish(mut self) -> Vec<Report> {
        for (report, _) in self.documents.into_iter().flatten() {
            self.reports[report].unmatched += 1;
        }
        self.reports
    }

    /// The longest of what overlaps, counted, in order.
    fn flat(&mut self, mut placed: Vec<Placed>) -> Vec<Placed> {
        placed.sort_by_key(|placed| std::cmp::Reverse(placed.place.range.len()));
        let mut taken = BTreeMap::new();
        placed.retain(|Placed { report, place: Place { range, is_repaired }, .. }| {
            if is_taken(&taken, range) {
                self.reject(*report, Reason::Overlap);
                return false;
            }
            taken.insert(range.start, range.end);
            let report = &mut self.reports[*report];
            *(if *is_repaired { &mut report.repaired } else { &mut report.taken }) += 1;
            true
        });
        placed.sort_by_key(|placed| placed.place.range.start);
        placed
    }

    fn reject(&mut self, report: usize, reason: Reason) {
        *self.reports[report].rejected.entry(reason).or_default() += 1;
    }

    fn mention(
        &self,
        article: &Article,
        placed: &Placed,
        found: &[Mention],
        table: &mut EntityTable,
    ) -> Mention {
        let Placed { place, kind, canonical, english, .. } = placed;
        let (mut range, provenance) = (place.range.clone(), Provenance::Imported);
        if let Some(canonical) = canonical {
            let entity = table.intern(*kind, canonical, english.as_deref());
            return Mention { entity, range, provenance };
        }
        // Of several that are spelled alike, what stands around it has told which it is.
        let same = found.binary_search_by_key(&range.start, |mention| mention.range.start).ok();
        let same = same.map(|at| &found[at]).filter(|mention| mention.range == range);
        if let Some(Mention { entity, .. }) = same.filter(|mention| table[mention.entity].kind == *kind) {
            return Mention { entity: *entity, range, provenance };
        }
        // Words are annotated with their clitics; those stay outside, where the rest is a known name.
        let stored = &article.text[range.clone()];
        let known = |stem| Some((stem, self.spellings.get(*kind, stem)?));
        let entity = if let Some((stem, (canonical, known))) = without_clitics(stored).find_map(known) {
            range.start += stored.len() - stem.len();
            table.intern(*kind, canonical, english.as_deref().or(known.as_deref()))
        } else {
            let plain: String = stored.chars().filter(|&c| !is_mark(c) && !is_filler(c)).collect();
            table.intern(*kind, if plain.is_empty() { stored } else { &plain }, english.as_deref())
        };
        Mention { entity, range, provenance }
    }
}

/// A name as it is, and without the clitics that Arabic writes together with it: «و», «ب», «وب».
fn without_clitics(name: &str) -> impl Iterator<Item = &str> {
    let strip = |name: &str, clitics: &[char]| -> usize {
        let rest = name.strip_prefix(clitics).map(|rest| rest.trim_start_matches(is_mark));
        rest.map_or(0, |rest| name.len() - rest.len())
    };
    let conjunction = strip(name, &['و', 'ف']);
    let preposition = strip(name, &['ب', 'ل', 'ك']);
    let both = conjunction + strip(&name[conjunction..], &['ب', 'ل', 'ك']);
    [0, conjunction, preposition, both].into_iter().map(|cut| &name[cut..])
}

/// Where the annotations of `document` stand in `article`; `None` if it is of another text, and nothing
/// in it stands here.
fn place(document: &Document, article: &Article, whole: &Whole<'_>) -> Option<Vec<Result<Place, Reason>>> {
    let Some(text) = document.text.as_deref() else {
        return Some(offsets::resolve(&article.text, &document.spans));
    };
    let places = offsets::resolve(text, &document.spans);
    if let Some(way) = whole.way_from(text) {
        let carry = |place: Place| {
            let range = way.carry(place.range).ok_or(Reason::Nowhere)?;
            offsets::finished(&article.text, range, place.is_repaired)
        };
        return Some(places.into_iter().map(|place| place.and_then(carry)).collect());
    }
    // The texts differ: what the annotations hold in theirs is looked for in this one. Their places are
    // counted in one walk.
    let mut starts: Vec<usize> = places.iter().flatten().map(|place| place.range.start).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut scalars = Vec::with_capacity(starts.len());
    let (mut byte, mut count) = (0, 0);
    for start in &starts {
        count += text[byte..*start].chars().count();
        byte = *start;
        scalars.push(count);
    }
    let elsewhere = |place: &Result<Place, Reason>| match place {
        Ok(Place { range, .. }) => {
            let (surface, at) = (&text[range.clone()], starts.partition_point(|start| *start < range.start));
            let (start, end) = (scalars[at], scalars[at] + surface.chars().count());
            Annotation { start, end, surface: Some(surface.to_string()), ..Annotation::default() }
        }
        Err(_) => Annotation { start: usize::MAX, ..Annotation::default() },
    };
    let spans: Vec<Annotation> = places.iter().map(elsewhere).collect();
    let found = offsets::resolve(&article.text, &spans);
    let found: Vec<_> = places.into_iter().zip(found).map(|(place, found)| place.and(found)).collect();
    (found.is_empty() || found.iter().any(Result::is_ok)).then_some(found)
}

/// The mentions of two layers: what overlaps an imported one gives way, but for the names of the reader's own
/// gazetteer. Both in order; so is the result.
fn lay_over(found: Vec<Mention>, imported: Vec<Mention>) -> Vec<Mention> {
    let is_own = |mention: &Mention| mention.provenance == Provenance::ReaderGazetteer;
    let ranges = |mentions: &mut dyn Iterator<Item = &Mention>| -> BTreeMap<usize, usize> {
        mentions.map(|mention| (mention.range.start, mention.range.end)).collect()
    };
    let own = ranges(&mut found.iter().filter(|mention| is_own(mention)));
    let mut all: Vec<Mention> =
        imported.into_iter().filter(|mention| !is_taken(&own, &mention.range)).collect();
    let taken = ranges(&mut all.iter());
    all.extend(found.into_iter().filter(|mention| is_own(mention) || !is_taken(&taken, &mention.range)));
    all.sort_by_key(|mention| mention.range.start);
    all
}

/// Whether any of the ranges, which lie apart, overlaps `range`.
fn is_taken(taken: &BTreeMap<usize, usize>, range: &Range<usize>) -> bool {
    taken.range(..range.end).next_back().is_some_and(|(_, end)| *end > range.start)
}

/// Under which names the spellings of a gazetteer are listed, where only one entity is spelled so.
#[derive(Clone, Debug, Default)]
struct Spellings {
    by_name: HashMap<(EntityKind, String), Option<usize>>,
    entities: Vec<(String, Option<String>)>,
}

impl Spellings {
    fn new(gazetteer: &Gazetteer) -> Spellings {
        let mut spellings = Spellings::default();
        for (entity, names) in gazetteer.iter() {
            let at = spellings.entities.len();
            spellings.entities.push((entity.canonical.clone(), entity.english.clone()));
            for (name, _) in names.iter().filter(|(_, gate)| *gate != Gate::Label) {
                let key = (entity.kind, Folding::TAGGING.fold(name));
                spellings.by_name.entry(key).and_modify(|one| *one = None).or_insert(Some(at));
            }
        }
        spellings
    }

    fn get(&self, kind: EntityKind, name: &str) -> Option<(&str, &Option<String>)> {
        let at = (*self.by_name.get(&(kind, Folding::TAGGING.fold(name)))?)?;
        let (canonical, english) = self.entities.get(at)?;
        Some((canonical, english))
    }
}
