//! The rows of the panel of notices: what could not be read, and what became of the files that the reader
//! brought along.

use crate::corpus::Notice;
use crate::entity::import::{ImportError, Report};
use crate::library::Snapshot;

/// A row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeRow<'a> {
    /// The file or folder that the next rows are about.
    Place(&'a str),
    /// Why it could not be read.
    Reason(&'a Notice),
    /// What became of it.
    Report(&'a Report),
    /// A line of it that could not be read.
    Line(&'a ImportError),
}

/// All rows, in order: those of the reader's `own` settings first.
pub fn notice_rows<'a>(own: &'a [Notice], snapshot: &'a Snapshot) -> impl Iterator<Item = NoticeRow<'a>> {
    let notices = own.iter().chain(&snapshot.notices);
    let notices = notices.flat_map(|notice| [NoticeRow::Place(&notice.place), NoticeRow::Reason(notice)]);
    let reports = snapshot.imports.iter().flat_map(|report| {
        let lines = report.unread.first.iter().map(NoticeRow::Line);
        [NoticeRow::Place(&report.place), NoticeRow::Report(report)].into_iter().chain(lines)
    });
    notices.chain(reports)
}
