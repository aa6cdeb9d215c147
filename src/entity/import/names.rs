//! A gazetteer of the reader's own: lines as ours (`gazetteer`), comma-separated values with the same
//! columns, or a JSON list. What cannot be read is reported with its line, and the rest works.

use super::super::gazetteer::{Entry, Fault, Gazetteer, entry};
use super::labels::Labels;
use super::report::{Errors, Format, ImportFault, Report};
use super::value;
use serde_json::Value;

/// The columns, as a first line may name them in another order.
const COLUMNS: [&[&str]; 5] = [
    &["kind", "type", "label"],
    &["canonical", "name", "arabic"],
    &["en", "english"],
    &["spellings", "aliases", "other"],
    &["flags"],
];

/// Reads a gazetteer. Its kinds are the codes, and whatever `labels` know.
#[must_use]
pub fn parse_gazetteer(place: &str, text: &str, labels: &Labels) -> (Gazetteer, Report) {
    let mut reader = Reader { labels, gazetteer: Gazetteer::default(), errors: Errors::default() };
    if text.trim_start().starts_with(['[', '{']) {
        let (_, errors) = value::values(text, |line, value| reader.value(line, &value));
        reader.errors.append(errors);
    } else if text.contains('\t') || !text.contains(',') {
        for (line, text) in (1..).zip(text.lines()) {
            if !text.trim().is_empty() && !text.starts_with('#') {
                let fields: Vec<&str> = text.split('\t').map(str::trim).collect();
                reader.fields(line, &fields);
            }
        }
    } else {
        reader.csv(text);
    }
    let Reader { gazetteer, errors, .. } = reader;
    let taken = gazetteer.entries.len();
    (gazetteer, Report { taken, ..Report::new(place, Some(Format::Gazetteer), errors) })
}

struct Reader<'a> {
    labels: &'a Labels,
    gazetteer: Gazetteer,
    errors: Errors,
}

impl Reader<'_> {
    fn fields(&mut self, line: usize, fields: &[&str]) {
        let read = entry(fields, |code| self.labels.known(code));
        self.keep(line, read);
    }

    fn keep(&mut self, line: usize, read: Result<Entry, Fault>) {
        match read {
            Ok(entry) => self.gazetteer.entries.push(entry),
            Err(fault) => self.errors.push(line, ImportFault::Name(fault)),
        }
    }

    fn value(&mut self, line: usize, value: &Value) {
        let field = |names: &[&str]| match names.iter().find_map(|name| value.get(name)) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("|"),
            _ => String::new(),
        };
        let fields = COLUMNS.map(field);
        // The canonical name is often listed among the spellings once more.
        let others: Vec<&str> =
            fields[3].split('|').filter(|name| *name != fields[1] && !name.is_empty()).collect();
        let others = others.join("|");
        let flags = fields[4].replace('|', " ");
        self.fields(line, &[&fields[0], &fields[1], &fields[2], &others, &flags].map(|field| field.trim()));
    }

    fn csv(&mut self, text: &str) {
        let mut order = [0, 1, 2, 3, 4].map(Some);
        let mut is_first = true;
        for (line, record) in Records::new(text) {
            if record.iter().all(|field| field.trim().is_empty()) || record[0].starts_with('#') {
                continue;
            }
            let lower: Vec<String> = record.iter().map(|field| field.trim().to_lowercase()).collect();
            let place = |names: &[&str]| lower.iter().position(|field| names.contains(&field.as_str()));
            let is_head =
                std::mem::take(&mut is_first) && place(COLUMNS[0]).is_some() && place(COLUMNS[1]).is_some();
            if is_head {
                order = COLUMNS.map(place);
                continue;
            }
            if record.len() > COLUMNS.len() && order == [0, 1, 2, 3, 4].map(Some) {
                self.keep(line, Err(Fault::Fields(record.len())));
                continue;
            }
            let field = |at: Option<usize>| at.and_then(|at| record.get(at)).map_or("", |field| field.trim());
            let fields = order.map(field);
            // A line of one field lacks its name.
            let wanted = if record.len() < 2 { &fields[..1] } else { &fields[..] };
            self.fields(line, wanted);
        }
    }
}

/// The records of comma-separated values (RFC 4180), each with the line where it begins.
struct Records<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str) -> Records<'a> {
        Records { rest: text, line: 1 }
    }
}

impl Iterator for Records<'_> {
    type Item = (usize, Vec<String>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let mut record = vec![String::new()];
        let mut is_quoted = false;
        let mut chars = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, c)) = chars.next() {
            self.line += usize::from(c == '\n');
            let field = record.last_mut().expect("a record has a field");
            match c {
                '"' if is_quoted && chars.next_if(|(_, c)| *c == '"').is_some() => field.push('"'),
                '"' if is_quoted || field.is_empty() => is_quoted = !is_quoted,
                ',' if !is_quoted => record.push(String::new()),
                '\n' if !is_quoted => {
                    end = at + 1;
                    break;
                }
                '\r' if !is_quoted => {}
                c => field.push(c),
            }
        }
        self.rest = &self.rest[end..];
        Some((line, record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str], wrong: &[usize]) {
        let (gazetteer, report) = parse_gazetteer("mine", text, &Labels::default());
        let found: Vec<String> = gazetteer
            .iter()
            .map(|(entity, names)| {
                let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
                let english = entity.english.as_deref().unwrap_or("-");
                format!("{} {} {english}", entity.kind.code(), names.join("|"))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(report.taken, expected.len());
        assert_eq!(
            report.unread.first.iter().map(|error| error.line).collect::<Vec<_>>(),
            wrong,
            "{text}: {report:?}"
        );
    }

    #[test]
    fn lines_values_and_lists_are_read() {
        check("LOC\tكفر عميرة\tKafr Amira\tعميرة?\n", &["LOC كفر عميرة|عميرة Kafr Amira"], &[]);
        check("PERSON,س ص,\"S, \"\"P\"\"\",\"س|ص\"\r\nLOC,ع", &["PER س ص|س|ص S, \"P\"", "LOC ع -"], &[]);
        check("name,kind,en\nكفر عميرة,LOC,\n", &["LOC كفر عميرة -"], &[]);
        check(
            r#"[{"canonical": "ك", "type": "LOC", "en": "K", "aliases": ["ك", "ل"], "total": 3}]"#,
            &["LOC ك|ل K"],
            &[],
        );
    }

    #[test]
    fn what_cannot_be_read_has_its_line() {
        check("LOC\tا\nLOK\tب\n\nORG\nORG\tج\t\t\tx\n", &["LOC ا -"], &[2, 4, 5]);
        check(
            "LOC,ا\nLOC,\"ب\nج\",\nLOK,د\nLOC\nLOC,,\nLOC,ه,,,,,\nLOC,و",
            &["LOC ا -", "LOC ب\nج -", "LOC و -"],
            &[4, 5, 6, 7],
        );
        check("[{\"name\": \"ا\", \"kind\": \"LOC\"},\n{\"name\": \"ب\"}, 7,\n{]", &["LOC ا -"], &[2, 2, 3]);
    }
}
