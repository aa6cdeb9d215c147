//! The list as it stands, as a file: its filter, its articles, its names.

use super::{output, own_file};
use crate::app::{Model, Written};
use crate::corpus::{Article, Day, Origin};
use crate::entity::{Entity, EntityId};
use crate::index::Facet;
use crate::ui::Words;
use serde::Serialize;
use std::cmp::Reverse;
use std::env;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How the names of files end, and so in what form they are.
const FORMS: &[&str] = &[".csv", ".tsv", ".txt", ".json"];

/// The fields of a table.
const FIELDS: [&str; 11] =
    ["row", "number", "file", "title", "date", "words", "kind", "canonical", "en", "articles", "mentions"];

/// What is written.
#[derive(Serialize)]
struct List<'a> {
    /// What the articles mention, in words; null if there is no filter.
    filter: Option<String>,
    /// What they are searched for, as typed; null if they are not.
    search: Option<&'a str>,
    /// Whether what rules found is left out.
    listed_names_only: bool,
    articles: Vec<ArticleRow<'a>>,
    /// Places, organisations, people, and then by how many articles mention them.
    names: Vec<NameRow<'a>>,
}

#[derive(Serialize)]
struct ArticleRow<'a> {
    /// From 1, in the library.
    number: u64,
    /// Its path, or its name if it is inside the program.
    file: String,
    title: Option<&'a str>,
    /// `YYYY-MM-DD`, or null.
    date: Option<String>,
    words: usize,
}

#[derive(Serialize)]
struct NameRow<'a> {
    kind: &'a str,
    canonical: &'a str,
    en: Option<&'a str>,
    /// That mention it, of those in the list.
    articles: u32,
    mentions: u32,
}

/// A name for a file in the working folder that is free.
pub(super) fn proposal() -> String {
    let name = |number: u32| {
        if number == 1 { "warraq-list.csv".into() } else { format!("warraq-list-{number}.csv") }
    };
    let is_free = |name: &String| Path::new(name).symlink_metadata().is_err();
    (1..1000).map(name).find(is_free).unwrap_or_else(|| name(1000))
}

/// Writes the list that `model` shows to `file`.
pub(super) fn write(model: &Model, file: &str, words: Words) -> Written {
    let form =
        FORMS.iter().find(|form| file.len() > form.len() && file.to_ascii_lowercase().ends_with(**form));
    let Some(form) = form else { return Written::NoForm(FORMS) };
    let list = List::of(model, words);
    let (articles, names) = (list.articles.len(), list.names.len());
    let path = expanded(file);
    let written = list.to_bytes(form).and_then(|bytes| own_file::create(&path, &bytes));
    match written {
        Ok(()) => Written::Done { path: file.to_string(), articles, names },
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Written::Exists(file.to_string()),
        Err(error) => Written::Failed(error.to_string()),
    }
}

/// As a shell would read it: `~/` is the home folder.
fn expanded(file: &str) -> PathBuf {
    let home = file.strip_prefix("~/").and_then(|rest| Some(PathBuf::from(env::var_os("HOME")?).join(rest)));
    home.unwrap_or_else(|| PathBuf::from(file))
}

impl<'a> List<'a> {
    fn of(model: &'a Model, words: Words) -> List<'a> {
        let snapshot = model.snapshot();
        let filter = words.filter(model.filter(), &snapshot.entities);
        let articles = model.listed().iter().filter_map(|id| snapshot.article(*id));
        let mut names: Vec<(EntityId, &Entity, Facet)> = snapshot
            .entities
            .iter()
            .map(|(id, entity)| (id, entity, model.results().facet(id)))
            .filter(|(.., facet)| facet.articles > 0)
            .collect();
        names
            .sort_by_key(|(id, entity, facet)| (entity.kind, Reverse((facet.articles, facet.mentions)), *id));
        let name = |(_, entity, facet): (EntityId, &'a Entity, Facet)| NameRow {
            kind: snapshot.entities.kind_name(entity.kind),
            canonical: &entity.canonical,
            en: entity.english.as_deref(),
            articles: facet.articles,
            mentions: facet.mentions,
        };
        List {
            filter: Some(filter).filter(|filter| !filter.is_empty()),
            search: Some(model.narrowed()).filter(|search| !search.is_empty()),
            listed_names_only: model.hides_rules(),
            articles: articles.map(|article| ArticleRow::of(article)).collect(),
            names: names.into_iter().map(name).collect(),
        }
    }

    fn to_bytes(&self, form: &str) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        match form {
            ".json" => output::json_line(&mut out, self)?,
            ".csv" => self.rows().iter().try_for_each(|row| output::record(&mut out, row, false))?,
            _ => self.rows().iter().try_for_each(|row| output::tabbed(&mut out, row))?,
        }
        Ok(out)
    }

    /// A table of all: the first field says what a row is.
    fn rows(&self) -> Vec<[String; FIELDS.len()]> {
        let mut rows = vec![FIELDS.map(str::to_string)];
        let mut add = |row: &str, fields: &[(&str, &str)]| {
            let of =
                |name: &str| fields.iter().find(|(field, _)| *field == name).map_or("", |(_, text)| text);
            rows.push(FIELDS.map(|field| if field == "row" { row.to_string() } else { inert(of(field)) }));
        };
        self.filter.iter().for_each(|filter| add("filter", &[("title", filter)]));
        self.search.iter().for_each(|search| add("search", &[("title", search)]));
        for ArticleRow { number, file, title, date, words } in &self.articles {
            let (number, words) = (number.to_string(), words.to_string());
            let (title, date) = (title.unwrap_or_default(), date.as_deref().unwrap_or_default());
            let fields = [("number", number.as_str()), ("file", file), ("title", title), ("date", date)];
            add("article", &[fields.as_slice(), &[("words", &words)]].concat());
        }
        for NameRow { kind, canonical, en, articles, mentions } in &self.names {
            let (articles, mentions) = (articles.to_string(), mentions.to_string());
            let fields = [("kind", *kind), ("canonical", canonical), ("en", en.unwrap_or_default())];
            let counts = [("articles", articles.as_str()), ("mentions", &mentions)];
            add("name", &[fields.as_slice(), &counts].concat());
        }
        rows
    }
}

/// A field that a spreadsheet takes for no formula: titles are anybody's.
fn inert(field: &str) -> String {
    let acts = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if acts { format!("'{field}") } else { field.to_string() }
}

impl<'a> ArticleRow<'a> {
    fn of(article: &'a Article) -> ArticleRow<'a> {
        let file = match &article.origin {
            Origin::File(path) => path.display().to_string(),
            Origin::Embedded => article.name.clone(),
        };
        let date = article.date.as_ref().map(|date| {
            let Day { year, month, day } = date.day;
            format!("{year}-{month:02}-{day:02}")
        });
        let number = super::number(article.id);
        ArticleRow { number, file, title: article.title_text(), date, words: article.words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Language, Msg};
    use crate::corpus::Source;
    use crate::keys::KeySequence;
    use crate::library;
    use ratatui::layout::Size;
    use std::sync::Arc;

    /// A reader in front of the five articles who has pressed `keys`.
    fn model(keys: &str) -> Model {
        let mut model = Model::new(Size::new(120, 40), Language::English);
        model.update(Msg::Library(Arc::new(library::load(Source::Embedded))));
        let keys: KeySequence = keys.parse().expect("written keys");
        for key in keys.keys() {
            model.update(Msg::Key(*key));
        }
        model
    }

    fn text(model: &Model, form: &str) -> String {
        let bytes = List::of(model, Words(Language::English)).to_bytes(form).expect("memory takes all");
        String::from_utf8(bytes).expect("UTF-8")
    }

    #[test]
    fn what_is_written_is_what_is_listed() {
        let model = model("3 / l i b y a <Enter> <Esc> <Enter>");
        let listed = model.listed().len();
        assert!((1..5).contains(&listed));
        let rows = |form: &str, separator: char| {
            let text = text(&model, form);
            let rows: Vec<Vec<String>> =
                text.lines().map(|line| line.split(separator).map(str::to_string).collect()).collect();
            rows
        };
        let tsv = rows(".tsv", '\t');
        assert_eq!(tsv[0], FIELDS);
        assert_eq!((tsv[1][0].as_str(), tsv[1][3].as_str()), ("filter", "ليبيا"));
        let count = |row: &str| tsv.iter().filter(|fields| fields[0] == row).count();
        assert_eq!((count("article"), count("search")), (listed, 0));
        let libya = tsv.iter().find(|fields| fields[7] == "ليبيا").expect("it is listed");
        assert_eq!(libya[9], listed.to_string(), "the count beside a name is the articles");
        let json: serde_json::Value = serde_json::from_str(&text(&model, ".json")).expect("JSON");
        assert_eq!(json["articles"].as_array().expect("a list").len(), listed);
        assert_eq!(json["names"].as_array().expect("a list").len(), count("name"));
        assert_eq!((&json["filter"], &json["listed_names_only"]), (&"ليبيا".into(), &false.into()));
        assert!(text(&model, ".csv").starts_with("row,number,file,title,date,words,kind,"));
    }

    #[test]
    fn what_is_hidden_or_narrowed_away_is_not_written() {
        let (all, sure) = (text(&model("j"), ".tsv"), text(&model("H"), ".tsv"));
        assert!(sure.lines().count() < all.lines().count());
        let none = text(&model("/ z z z <Enter>"), ".tsv");
        assert_eq!(none.lines().skip(1).collect::<Vec<_>>(), ["search\t\t\tzzz\t\t\t\t\t\t\t"]);
    }

    #[test]
    fn no_title_is_a_formula() {
        let title = "=HYPERLINK(\"http://example.org\")";
        let article =
            ArticleRow { number: 1, file: "-a.txt".into(), title: Some(title), date: None, words: 2 };
        let list = List {
            filter: None,
            search: Some("@a"),
            listed_names_only: false,
            articles: vec![article],
            names: Vec::new(),
        };
        let fields: Vec<String> = list.rows().concat();
        assert!(fields.iter().all(|field| !field.starts_with(['=', '-', '@'])), "{fields:?}");
        assert!(fields.contains(&format!("'{title}")));
        let json = list.to_bytes(".json").expect("memory takes all");
        assert!(String::from_utf8(json).expect("UTF-8").contains("\"title\":\"=HYPERLINK"));
    }

    #[test]
    fn the_name_of_a_file_says_its_form() {
        let model = model("j");
        for file in ["list", "list.doc", ".csv", "", "a.csv/"] {
            assert_eq!(write(&model, file, Words(Language::English)), Written::NoForm(FORMS), "{file}");
        }
        let nowhere = write(&model, "/nonexistent/a.JSON", Words(Language::English));
        assert!(matches!(nowhere, Written::Failed(_)), "{nowhere:?}");
    }
}
