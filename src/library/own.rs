//! What the reader brings along: gazetteers, annotations, and a table of what their labels mean.

use crate::corpus::{self, Notice};
use crate::entity::import::{Annotations, Labels, Report, parse_gazetteer};
use crate::entity::{Gazetteer, Tagger};
use std::path::{Path, PathBuf};

/// Files of the reader's own, as they were named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnFiles {
    /// Tables of labels and their kinds.
    pub kinds: Vec<PathBuf>,
    /// Names that go before those of the program.
    pub gazetteers: Vec<PathBuf>,
    /// Annotations, and folders of them.
    pub annotations: Vec<PathBuf>,
}

/// What they hold.
#[derive(Debug)]
pub(super) struct Own {
    pub(super) tagger: Tagger,
    pub(super) annotations: Annotations,
    /// What became of the files; those of annotations have reports of their own.
    pub(super) reports: Vec<Report>,
}

impl Own {
    /// Reads them all. What cannot be read has a notice, and the rest still counts.
    pub(super) fn read(files: &OwnFiles, notices: &mut Vec<Notice>) -> Own {
        let (mut labels, mut gazetteer, mut reports) = (Labels::default(), Gazetteer::default(), Vec::new());
        let mut read = |path: &Path| corpus::read_text(path).map_err(|notice| notices.push(notice)).ok();
        for path in &files.kinds {
            reports.extend(read(path).map(|text| labels.add(&path.to_string_lossy(), &text)));
        }
        for path in &files.gazetteers {
            let Some(text) = read(path) else { continue };
            let (names, report) = parse_gazetteer(&path.to_string_lossy(), &text, &labels);
            gazetteer.append(names);
            reports.push(report);
        }
        if files.annotations.is_empty() {
            let annotations = Annotations::new(labels, &Gazetteer::default());
            return Own { tagger: tagger(&gazetteer), annotations, reports };
        }
        let mut known = gazetteer.clone();
        known.append(Gazetteer::built_in());
        let mut annotations = Annotations::new(labels, &known);
        for item in corpus::annotation_files(files.annotations.clone()) {
            let path = match item.map(|item| item.origin()) {
                Ok(corpus::Origin::File(path)) => path,
                Ok(corpus::Origin::Embedded) => continue,
                Err(notice) => {
                    notices.push(notice);
                    continue;
                }
            };
            match corpus::read_text(&path) {
                Ok(text) => annotations.add(&path.to_string_lossy(), &text, beside(&path).as_deref()),
                Err(notice) => notices.push(notice),
            }
        }
        Own { tagger: tagger(&gazetteer), annotations, reports }
    }
}

/// A tagger that knows the reader's names; without any, there is nothing to compile.
fn tagger(own: &Gazetteer) -> Tagger {
    if own.iter().next().is_none() { Tagger::built_in() } else { Tagger::with(own) }
}

/// The text that lies beside a brat file.
fn beside(path: &Path) -> Option<String> {
    let is_brat = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ann"));
    is_brat.then(|| corpus::read_text(&path.with_extension("txt")).ok()).flatten()
}
