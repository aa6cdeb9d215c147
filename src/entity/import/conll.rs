//! A word and its tag a line, sentences apart by blank lines: CoNLL's columns, with tags of IOB1, IOB2,
//! BIOES or BILOU. There are no offsets: the words are put together again to a text, and `align` finds
//! that in the article.

use super::report::{Errors, Format, ImportFault};
use super::{Annotation, Document, Parsed, add, file_name};

/// How many lines are looked at to tell what a file is.
const SAMPLE: usize = 50;

/// Whether most lines have a word and a tag.
pub(super) fn is_conll(text: &str) -> bool {
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).take(SAMPLE).collect();
    !lines.is_empty()
        && tagged(&lines, Column::Last).max(tagged(&lines, Column::Second)) * 5 >= lines.len() * 4
}

/// Where in a line its tag stands.
#[derive(Clone, Copy)]
enum Column {
    Last,
    Second,
}

fn tagged(lines: &[&str], column: Column) -> usize {
    let is_tag = |line: &&&str| word(line, column).is_some_and(|(_, tag)| tag == "O" || is_prefixed(tag));
    lines.iter().filter(is_tag).count()
}

fn is_prefixed(tag: &str) -> bool {
    tag.len() > 2 && matches!(Tag::read(tag), Ok(Tag::In { .. })) && tag.as_bytes()[1] == b'-'
}

/// A word and its tag.
fn word(line: &str, column: Column) -> Option<(&str, &str)> {
    let mut fields: Box<dyn DoubleEndedIterator<Item = &str>> = if line.contains('\t') {
        Box::new(line.split('\t').map(str::trim))
    } else {
        Box::new(line.split_whitespace())
    };
    let word = fields.next().filter(|word| !word.is_empty())?;
    let tag = match column {
        Column::Last => fields.next_back(),
        Column::Second => fields.next(),
    };
    Some((word, tag?))
}

/// What a tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag<'a> {
    Out,
    In {
        label: &'a str,
        /// It begins a name, whatever stands before.
        begins: bool,
        /// No name goes on behind it.
        ends: bool,
    },
}

impl Tag<'_> {
    /// A label without a prefix is one that goes on, as in the plainest of these formats.
    fn read(tag: &str) -> Result<Tag<'_>, ImportFault> {
        if matches!(tag, "O" | "o" | "0" | "_") {
            return Ok(Tag::Out);
        }
        let (prefix, label) = match tag.split_once(['-', '_']) {
            Some((prefix, label)) if prefix.len() == 1 => (prefix, label),
            _ => ("I", tag),
        };
        let (begins, ends) = match prefix.to_ascii_uppercase().as_str() {
            "B" => (true, false),
            "I" | "M" => (false, false),
            "E" | "L" => (false, true),
            "S" | "U" | "W" => (true, true),
            _ => return Err(ImportFault::Tag(tag.to_string())),
        };
        // `B-`, or a bare `B`, names nothing.
        if label.is_empty() || label.len() == 1 {
            return Err(ImportFault::Tag(tag.to_string()));
        }
        Ok(Tag::In { label, begins, ends })
    }
}

/// Reads the whole file.
pub(super) fn parse(text: &str) -> Parsed {
    let sample: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let is_second = tagged(&sample, Column::Second) > tagged(&sample, Column::Last);
    let column = if is_second { Column::Second } else { Column::Last };
    let (mut documents, mut errors) = (Vec::new(), Errors::default());
    let mut reader = Reader::default();
    for (line, content) in (1..).zip(text.lines()) {
        if content.trim().is_empty() {
            reader.end_sentence();
        } else if let Some(name) = beginning(content) {
            documents.extend(reader.finish());
            reader.names.extend(name.and_then(file_name).map(str::to_string));
        } else {
            let read = word(content, column).map(|(word, tag)| (word, Tag::read(tag)));
            match read {
                Some((word, Ok(tag))) => {
                    if let Err(fault) = reader.push(word, tag) {
                        errors.push(line, fault);
                    }
                }
                // A comment, and no word that is a number sign.
                _ if content.starts_with("# ") => {}
                Some((word, Err(fault))) => {
                    errors.push(line, fault);
                    reader.word(word);
                }
                None => errors.push(line, ImportFault::NoTag),
            }
        }
    }
    documents.extend(reader.finish());
    Parsed { format: Some(Format::Conll), documents, errors }
}

/// Whether a line begins a document, and what that is called.
fn beginning(line: &str) -> Option<Option<&str>> {
    if line.starts_with("-DOCSTART-") {
        let name = line.trim_start_matches("-DOCSTART-").split_whitespace();
        return Some(name.map(|word| word.trim_matches(['(', ')'])).find(|word| word.len() > 2));
    }
    let rest = line.strip_prefix('#')?.trim_start();
    let marks = ["newdoc id", "newdoc", "doc_id", "document_id", "begin document", "id"];
    let rest = marks.iter().find_map(|mark| rest.strip_prefix(mark))?.trim();
    let name = rest.strip_prefix(['=', ':', '(']).map(|name| name.trim().trim_end_matches([')', ';']));
    (rest.is_empty() || name.is_some()).then_some(name)
}

/// A document while it is put together.
#[derive(Default)]
struct Reader<'a> {
    names: Vec<String>,
    text: String,
    /// Scalars in it.
    length: usize,
    spans: Vec<Annotation>,
    /// The label of the name that may go on.
    open: Option<&'a str>,
}

impl<'a> Reader<'a> {
    /// Adds a word, and what its tag says of it.
    fn push(&mut self, word: &str, tag: Tag<'a>) -> Result<(), ImportFault> {
        let open = self.open;
        let start = self.word(word);
        let Tag::In { label, begins, ends } = tag else { return Ok(()) };
        match self.spans.last_mut().filter(|_| !begins && open == Some(label)) {
            Some(span) => span.end = self.length,
            None => {
                let (end, label) = (self.length, label.to_string());
                add(&mut self.spans, Annotation { start, end, label, ..Annotation::default() })?;
            }
        }
        self.open = (!ends).then_some(label);
        Ok(())
    }

    /// Adds a word that is in no name; returns where it begins.
    fn word(&mut self, word: &str) -> usize {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.write(" ");
        }
        let start = self.length;
        self.write(bracket(word));
        self.open = None;
        start
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn end_sentence(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.write("\n");
        }
        self.open = None;
    }

    /// The document so far, if there is one, with the letters of its names; another begins.
    fn finish(&mut self) -> Option<Document> {
        let Reader { names, text, mut spans, .. } = std::mem::take(self);
        if text.is_empty() {
            self.names = names;
            return None;
        }
        let mut at = (0, 0);
        for span in &mut spans {
            // Spans come in order, so the text is walked once.
            let skipped =
                text[at.1..].char_indices().nth(span.start - at.0).map_or(text.len(), |(i, _)| at.1 + i);
            let rest = &text[skipped..];
            let end = rest.char_indices().nth(span.end - span.start).map_or(rest.len(), |(i, _)| i);
            span.surface = Some(rest[..end].to_string());
            at = (span.start, skipped);
        }
        Some(Document { names, text: Some(text), spans })
    }
}

/// Brackets as they stand in texts.
fn bracket(word: &str) -> &str {
    match word {
        "-LRB-" => "(",
        "-RRB-" => ")",
        "-LSB-" => "[",
        "-RSB-" => "]",
        "-LCB-" => "{",
        "-RCB-" => "}",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with their tags → the names, and how many lines say nothing.
    fn check(lines: &str, expected: &[&str], errors: usize) {
        let text = lines.replace(' ', "\n").replace('/', "\t").replace('|', "\n\n");
        let parsed = parse(&text);
        let found: Vec<String> = parsed
            .documents
            .iter()
            .flat_map(|document| &document.spans)
            .map(|span| format!("{} {}", span.label, span.surface.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(found, expected, "{lines}");
        assert_eq!(parsed.errors.count, errors, "{lines}: {:?}", parsed.errors);
    }

    #[test]
    fn every_scheme_of_tags_is_read() {
        // IOB2.
        check("في/O شرم/B-LOC الشيخ/I-LOC ومصر/B-LOC", &["LOC شرم الشيخ", "LOC ومصر"], 0);
        // IOB1: B only between two of a kind.
        check(
            "شرم/I-LOC الشيخ/I-LOC مصر/B-LOC ثم/O ليبيا/I-LOC",
            &["LOC شرم الشيخ", "LOC مصر", "LOC ليبيا"],
            0,
        );
        check("شرم/B-LOC الشيخ/E-LOC مصر/S-LOC", &["LOC شرم الشيخ", "LOC مصر"], 0);
        check("شرم/B_LOC الشيخ/L_LOC مصر/U_LOC", &["LOC شرم الشيخ", "LOC مصر"], 0);
        check("شرم/LOC الشيخ/LOC هنا/O", &["LOC شرم الشيخ"], 0);
    }

    #[test]
    fn broken_tags_are_reported_and_the_rest_is_read() {
        check("شرم/I-LOC الشيخ/I-ORG", &["LOC شرم", "ORG الشيخ"], 0);
        check("شرم/E-LOC الشيخ/I-LOC", &["LOC شرم", "LOC الشيخ"], 0);
        check("شرم/B- الشيخ/X-LOC في/B مصر/B-LOC", &["LOC مصر"], 3);
        check("شرم مصر/B-LOC", &["LOC مصر"], 1);
        // A name ends with its sentence.
        check("شرم/B-LOC|الشيخ/I-LOC", &["LOC شرم", "LOC الشيخ"], 0);
    }

    #[test]
    fn documents_begin_where_they_say() {
        let text =
            "# newdoc id = a.txt\nمصر NN B-NP B-LOC\n\n-DOCSTART- -X- O O\nليبيا NN B-NP I-LOC\n# \tO\n";
        assert!(is_conll(text));
        let documents = parse(text).documents;
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].names, ["a.txt"]);
        assert_eq!(documents[1].text.as_deref(), Some("ليبيا #"));
        assert!(!is_conll("هذا نص من كلمات لا غير\nوهذا سطر آخر منه"));
    }
}
