//! JSON of annotation tools. They differ in what they call things and how deep they put them, and in
//! little else, so there is one reader for all: of doccano, Label Studio, Prodigy, spaCy, our own
//! `warraq entities --json`, and whatever looks like them.

use super::report::{Errors, Format, ImportFault};
use super::value::{self, Layout};
use super::{Annotation, Document, LONGEST_NAME, Parsed, add, file_name};
use serde_json::Value;
use std::collections::HashMap;

const START: &[&str] = &["start", "start_offset", "startOffset", "start_char", "begin", "offset"];
const END: &[&str] = &["end", "end_offset", "endOffset", "end_char", "stop"];
const LENGTH: &[&str] = &["length"];
const LABEL: &[&str] =
    &["label", "labels", "kind", "type", "entity_group", "entity_type", "entity", "tag", "category"];
const SURFACE: &[&str] = &["text", "surface", "word", "mention", "value", "name"];
const SPANS: &[&str] =
    &["label", "labels", "entities", "spans", "ents", "mentions", "annotations", "completions"];
const TEXT: &[&str] = &["text", "content", "body", "sentence"];
const NAMES: &[&str] = &[
    "article",
    "file",
    "file_name",
    "filename",
    "fileName",
    "file_upload",
    "document",
    "document_id",
    "doc_id",
    "doc",
    "name",
    "path",
    "id",
    "source",
];

/// Reads the whole file; annotations that name no article belong to the one that `stem` calls.
pub(super) fn parse(text: &str, stem: &str) -> Parsed {
    let mut reader = Reader { stem, documents: Vec::new(), errors: Errors::default(), rows: HashMap::new() };
    let (layout, errors) = value::values(text, |line, value| reader.take(line, &value));
    let Reader { documents, errors: mut all, .. } = reader;
    all.append(errors);
    let format = if layout == Layout::Lines { Format::JsonLines } else { Format::Json };
    Parsed { format: Some(format), documents, errors: all }
}

struct Reader<'a> {
    stem: &'a str,
    documents: Vec<Document>,
    errors: Errors,
    /// For the names of an article, its document, where each annotation is a value of its own.
    rows: HashMap<Vec<String>, usize>,
}

impl Reader<'_> {
    fn take(&mut self, line: usize, value: &Value) {
        // spaCy's pair: the text, and what is in it.
        if let Some([Value::String(text), about]) = value.as_array().map(Vec::as_slice) {
            self.document(line, about, Some(text));
        } else if position(value).is_some() && spans_of(value).iter().all(Value::is_string) {
            self.row(line, value);
        } else if let Some(text) = text_of(value) {
            self.document(line, value, Some(text));
        } else if let Some(documents) = members(value) {
            for value in documents.iter().filter(|value| members(value).is_none()) {
                self.take(line, value);
            }
        } else if !names_of(value).is_empty() && value::list(value, SPANS).is_some() {
            self.document(line, value, None);
        } else {
            self.errors.push(line, ImportFault::NoDocument);
        }
    }

    /// An annotation that says itself in which article it stands.
    fn row(&mut self, line: usize, value: &Value) {
        let Some(span) = span(value) else {
            self.errors.push(line, ImportFault::NoSpan);
            return;
        };
        let mut names: Vec<String> = text_name(value, &["article", "file", "document", "doc_id"]).collect();
        if names.is_empty() {
            names.push(self.stem.to_string());
        }
        let documents = &mut self.documents;
        let at = *self.rows.entry(names).or_insert_with_key(|names| {
            documents.push(Document { names: names.clone(), ..Document::default() });
            documents.len() - 1
        });
        if let Err(fault) = add(&mut self.documents[at].spans, span) {
            self.errors.push(line, fault);
        }
    }

    fn document(&mut self, line: usize, value: &Value, text: Option<&str>) {
        // Somebody has looked at it and said no.
        if matches!(value::text(value, &["answer"]), Some("reject" | "ignore")) {
            return;
        }
        let mut document =
            Document { names: names_of(value), text: text.map(str::to_string), spans: Vec::new() };
        for value in spans_of(value) {
            match span(value) {
                Some(span) => {
                    if let Err(fault) = add(&mut document.spans, span) {
                        self.errors.push(line, fault);
                    }
                }
                // Label Studio puts choices and relations beside the spans.
                None if value.get("type").is_some()
                    && value.get("value").is_none_or(|v| v.get("start").is_none()) => {}
                None => self.errors.push(line, ImportFault::NoSpan),
            }
        }
        self.documents.push(document);
    }
}

/// The members of a value that is only their list.
fn members(value: &Value) -> Option<&[Value]> {
    value::list(value, &["documents", "examples", "data", "articles", "paragraphs"])
}

/// The text that was annotated. An article that is called by its text is one too.
fn text_of(value: &Value) -> Option<&str> {
    let data = value.get("data").filter(|data| data.is_object());
    let text = |value| value::text(value, TEXT);
    let longest = || {
        let texts = data?.as_object()?.values().filter_map(Value::as_str);
        texts.max_by_key(|text| text.len()).filter(|text| text.len() > LONGEST_NAME)
    };
    let article = || value::text(value, &["article", "document"]).filter(|text| file_name(text).is_none());
    data.and_then(text).or_else(longest).or_else(|| text(value)).or_else(article)
}

/// Whatever may be the name of the article's file.
fn names_of(value: &Value) -> Vec<String> {
    let inside = ["data", "meta", "metadata"].iter().filter_map(|name| value.get(name));
    std::iter::once(value).chain(inside).flat_map(|value| text_name(value, NAMES)).collect()
}

fn text_name<'a>(value: &'a Value, names: &'a [&str]) -> impl Iterator<Item = String> + 'a {
    names.iter().filter_map(|name| file_name(value.get(name)?.as_str()?)).map(str::to_string)
}

/// What may be annotations: the first list of them, or the first that an annotator has not taken back.
fn spans_of(value: &Value) -> &[Value] {
    let mut lists = SPANS.iter().filter_map(|name| value.get(name)?.as_array());
    let Some(list) = lists.find(|list| !list.is_empty()) else { return &[] };
    if list.iter().all(|value| value.get("result").is_none()) {
        return list;
    }
    let is_kept = |value: &&Value| value.get("was_cancelled").and_then(Value::as_bool) != Some(true);
    list.iter().filter(is_kept).find_map(|value| value::list(value, &["result"])).unwrap_or_default()
}

/// Where an annotation begins and ends.
fn position(value: &Value) -> Option<(usize, usize)> {
    let start = value::number(value, START)?;
    let end = value::number(value, END);
    Some((start, end.or_else(|| start.checked_add(value::number(value, LENGTH)?))?))
}

fn span(value: &Value) -> Option<Annotation> {
    if let Some(fields) = value.as_array() {
        let [start, end, label, ..] = fields.as_slice() else { return None };
        let label = label.as_str()?.to_string();
        let (start, end) = (value::whole(start)?, value::whole(end)?);
        return Some(Annotation { start, end, label, ..Annotation::default() });
    }
    let value = value.get("value").filter(|value| value.is_object()).unwrap_or(value);
    let (start, end) = position(value)?;
    let label = LABEL.iter().find_map(|name| match value.get(name)? {
        Value::Array(labels) => labels.first()?.as_str(),
        label => label.as_str(),
    })?;
    let own = |names| value::text(value, names).filter(|text| !text.trim().is_empty()).map(str::to_string);
    Some(Annotation {
        start,
        end,
        surface: own(SURFACE),
        label: label.to_string(),
        canonical: own(&["canonical"]),
        english: own(&["en", "english"]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each document as its names, its text, and its spans.
    fn check(text: &str, expected: &[&str], wrong: usize) {
        let parsed = parse(text, "stem");
        let found: Vec<String> = parsed
            .documents
            .iter()
            .map(|document| {
                let spans = document.spans.iter().map(|span| {
                    let surface = span.surface.as_deref().unwrap_or("-");
                    format!(" {} {}..{} {surface}", span.label, span.start, span.end)
                });
                let text = document.text.as_deref().unwrap_or("-");
                format!("{} {text}{}", document.names.join(","), spans.collect::<String>())
            })
            .collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(parsed.errors.count, wrong, "{text}: {:?}", parsed.errors);
    }

    #[test]
    fn every_tool_is_understood() {
        check(
            r#"{"id": 3, "text": "abc", "label": [[0, 1, "PER"], [1, 3, "LOC"]]}"#,
            &[" abc PER 0..1 - LOC 1..3 -"],
            0,
        );
        check(
            r#"{"text": "abc", "entities": [{"id": 1, "label": "ORG", "start_offset": 0, "end_offset": 2}], "relations": []}"#,
            &[" abc ORG 0..2 -"],
            0,
        );
        check(
            r#"[{"data": {"text": "abc", "file": "d/a.txt"}, "annotations": [{"was_cancelled": true, "result": []},
               {"result": [{"type": "labels", "value": {"start": 1, "end": 2, "text": "b", "labels": ["PER"]}},
               {"type": "choices", "value": {"choices": ["x"]}}]}]}]"#,
            &["a.txt abc PER 1..2 b"],
            0,
        );
        check(
            r#"{"text": "abc", "meta": {"source": "a.txt"}, "tokens": [{"start": 0, "end": 3}],
               "spans": [{"start": 0, "end": 2, "token_start": 0, "label": "GPE"}], "answer": "accept"}"#,
            &["a.txt abc GPE 0..2 -"],
            0,
        );
        check(r#"{"text": "abc", "spans": [], "answer": "reject"}"#, &[], 0);
        check(r#"[["abc", {"entities": [[0, 3, "PER"]]}]]"#, &[" abc PER 0..3 -"], 0);
        check(
            r#"{"file": "a.txt", "entities": [{"offset": 2, "length": 3, "type": "LOC"}]}"#,
            &["a.txt - LOC 2..5 -"],
            0,
        );
        check(r#"{"documents": [{"text": "ab", "ents": []}, {"text": "c", "ents": []}]}"#, &[" ab", " c"], 0);
    }

    #[test]
    fn rows_are_put_together_by_their_article() {
        let row = |article: &str, start: usize| {
            format!(
                r#"{{"article": "{article}", "start": {start}, "end": 9, "text": "x", "kind": "PER", "canonical": "y", "en": null, "provenance": "rule"}}"#
            )
        };
        let text = [row("a.txt", 1), row("b.txt", 2), row("a.txt", 3)].join("\n");
        check(&text, &["a.txt - PER 1..9 x PER 3..9 x", "b.txt - PER 2..9 x"], 0);
        check(r#"[{"start": 1, "end": 2, "text": "x", "type": "LOC"}]"#, &["stem - LOC 1..2 x"], 0);
    }

    #[test]
    fn what_is_no_annotation_is_reported() {
        check("{\"a\": 1}\n{\"text\": \"abc\"}\n{", &[" abc"], 2);
        check(
            r#"{"text": "abc", "label": [[0, "1", "PER"], [0], 7, [-1, 2, "x"], [0, 1, "PER"]]}"#,
            &[" abc PER 0..1 -"],
            4,
        );
        check(r#"{"text": "abc", "spans": [{"start": 0, "end": 1}]}"#, &[" abc"], 1);
        check("[1, null, \"x\", [], {}]", &[], 5);
    }
}
