//! What is typed → terms, or what is wrong with it, and where.

use super::exact::Exact;
use super::pattern::Pattern;
use super::phrase::Phrase;
use super::{Needle, Term, Wanted};
use crate::entity::NameNeedle;
use std::ops::Range;

/// Why a search cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchError {
    /// Bytes of what was typed.
    pub at: Range<usize>,
    /// What is wrong there.
    pub kind: SearchErrorKind,
}

/// What is wrong in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchErrorKind {
    /// A quote without a second one.
    Unclosed,
    /// Nothing follows `-`, or a field, or stands between quotes.
    Nothing,
    /// There is no such field.
    UnknownField,
    /// No letter and no digit: only quotes and expressions find signs.
    NoLetter,
    /// A regular expression that means nothing; what is wrong, in English.
    Pattern(String),
    /// A regular expression that would take too long.
    PatternTooLarge,
}

/// What a word may be looked for in, by its name before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title, or the file's name.
    Title,
    /// The names that are mentioned.
    Entity,
    /// The text, by a regular expression.
    Pattern,
}

impl Field {
    /// All, with their names in English and in Arabic.
    pub const ALL: [(Field, &'static str, &'static str); 3] =
        [(Field::Title, "title", "عنوان"), (Field::Entity, "entity", "اسم"), (Field::Pattern, "re", "نمط")];
}

/// The terms of `typed`.
pub(super) fn terms(typed: &str) -> Result<Vec<Term>, SearchError> {
    let mut parser = Parser { typed, at: 0 };
    let mut terms = Vec::new();
    while let Some(term) = parser.term()? {
        terms.push(term);
    }
    Ok(terms)
}

struct Parser<'a> {
    typed: &'a str,
    at: usize,
}

/// What stands behind a field: its bytes, and whether they stand in quotes, which are not among them.
struct Value {
    range: Range<usize>,
    is_quoted: bool,
}

impl<'a> Parser<'a> {
    fn term(&mut self) -> Result<Option<Term>, SearchError> {
        self.at = self.typed.len() - self.rest().trim_start().len();
        if self.rest().is_empty() {
            return Ok(None);
        }
        let start = self.at;
        let is_excluded = self.rest().starts_with('-');
        if is_excluded {
            self.at += 1;
        }
        let field = self.field()?;
        let value = self.value(field)?;
        let text = &self.typed[value.range.clone()];
        if text.trim().is_empty() {
            let end = if value.is_quoted { self.at } else { value.range.start };
            return Err(SearchError { at: start..end, kind: SearchErrorKind::Nothing });
        }
        let wanted = match field {
            None => Wanted::Text(self.needle(&value)?),
            Some(Field::Title) => Wanted::Title(self.needle(&value)?),
            Some(Field::Entity) => Wanted::Entity(NameNeedle::new(text)),
            Some(Field::Pattern) => Wanted::Pattern(Pattern::new(text, value.range.start)?),
        };
        Ok(Some(Term { is_excluded, wanted }))
    }

    fn rest(&self) -> &'a str {
        &self.typed[self.at..]
    }

    /// The field that is named next, if one is: letters, and a colon.
    fn field(&mut self) -> Result<Option<Field>, SearchError> {
        let rest = self.rest();
        let Some(colon) = rest.find(|c: char| !c.is_alphabetic()).filter(|at| rest[*at..].starts_with(':'))
        else {
            return Ok(None);
        };
        let name = &rest[..colon];
        if name.is_empty() {
            return Ok(None);
        }
        let known = Field::ALL
            .iter()
            .find(|(_, english, arabic)| name.eq_ignore_ascii_case(english) || name == *arabic);
        match known {
            Some((field, ..)) => {
                self.at += colon + 1;
                Ok(Some(*field))
            }
            // A colon after a word is only a colon.
            None if rest[colon + 1..].chars().next().is_none_or(char::is_whitespace) => Ok(None),
            None => {
                let at = self.at..self.at + colon + 1;
                Err(SearchError { at, kind: SearchErrorKind::UnknownField })
            }
        }
    }

    /// What stands next: in quotes, or up to a blank or a quote; an expression without quotes takes all.
    fn value(&mut self, field: Option<Field>) -> Result<Value, SearchError> {
        let (rest, start) = (self.rest(), self.at);
        let Some(quoted) = rest.strip_prefix('"') else {
            let end = match field {
                Some(Field::Pattern) => rest.trim_end().len(),
                _ => rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len()),
            };
            self.at += end;
            return Ok(Value { range: start..start + end, is_quoted: false });
        };
        let is_pattern = field == Some(Field::Pattern);
        let mut is_escaped = false;
        let closing = quoted.find(|c: char| {
            let closes = c == '"' && !is_escaped;
            is_escaped = is_pattern && c == '\\' && !is_escaped;
            closes
        });
        let Some(end) = closing else {
            return Err(SearchError { at: start..self.typed.len(), kind: SearchErrorKind::Unclosed });
        };
        self.at += end + 2;
        Ok(Value { range: start + 1..start + 1 + end, is_quoted: true })
    }

    fn needle(&self, value: &Value) -> Result<Needle, SearchError> {
        let text = &self.typed[value.range.clone()];
        let needle = if value.is_quoted {
            Exact::new(text).map(Needle::Exact)
        } else {
            Phrase::new(text).map(Needle::Phrase)
        };
        needle.ok_or_else(|| SearchError { at: value.range.clone(), kind: SearchErrorKind::NoLetter })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Search;
    use super::*;

    /// The terms: `-` before what is excluded, then what kind of thing is looked for.
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let search = Search::parse(typed).unwrap_or_else(|error| panic!("{typed:?}: {error:?}"));
        let shown = |term: &Term| {
            let wanted = match &term.wanted {
                Wanted::Text(Needle::Phrase(_)) => "word",
                Wanted::Text(Needle::Exact(_)) => "exact",
                Wanted::Title(Needle::Phrase(_)) => "title",
                Wanted::Title(Needle::Exact(_)) => "exact-title",
                Wanted::Pattern(_) => "re",
                Wanted::Entity(_) => "entity",
            };
            format!("{}{wanted}", if term.is_excluded { "-" } else { "" })
        };
        assert_eq!(search.terms.iter().map(shown).collect::<Vec<_>>().join(" "), expected, "{typed:?}");
        assert_eq!(search.typed(), typed);
    }

    #[test]
    fn terms_are_read_one_after_the_other() {
        check("", "");
        check("  ", "");
        check("ليبيا", "word");
        check("ليبيا داعش", "word word");
        check("\"قال نعم\" -ليبيا", "exact -word");
        check("-\"قال\"", "-exact");
        check("ليبيا\"قال\"نعم", "word exact word");
        check("title:ليبيا -title:\"قال نعم\"", "title -exact-title");
        check("عنوان:ليبيا اسم:داعش", "title entity");
        check("entity:\"جون كيري\" -entity:daesh", "entity -entity");
        check("re:a b \"c", "re");
        check("re:\"a \\\" b\" c", "re word");
        check("-re:\"\\\\\"", "-re");
        check("TITLE:a", "title");
        check("12:30", "word");
        check("قال: نعم", "word word");
        check("نيويورك-تايمز", "word");
    }

    #[track_caller]
    fn check_error(typed: &str, at: &str, kind: &SearchErrorKind) {
        let error = Search::parse(typed).expect_err(typed);
        assert_eq!((&typed[error.at.clone()], &error.kind), (at, kind), "{typed:?}");
    }

    #[test]
    fn what_cannot_be_understood_has_its_place() {
        use SearchErrorKind::{NoLetter, Nothing, Pattern, PatternTooLarge, Unclosed, UnknownField};
        check_error("ليبيا \"قال", "\"قال", &Unclosed);
        check_error("a \"", "\"", &Unclosed);
        check_error("re:\"a\\\"", "\"a\\\"", &Unclosed);
        check_error("a -", "-", &Nothing);
        check_error("a - b", "-", &Nothing);
        check_error("-title:", "-title:", &Nothing);
        check_error("entity: a", "entity:", &Nothing);
        check_error("a \"\" b", "\"\"", &Nothing);
        check_error("re:", "re:", &Nothing);
        check_error("a titel:b", "titel:", &UnknownField);
        check_error("https://example.org", "https:", &UnknownField);
        check_error("a ؟", "؟", &NoLetter);
        check_error("ليبيا re:(a", "(", &Pattern("unclosed group".into()));
        check_error("re:\"أ[\"", "[", &Pattern("unclosed character class".into()));
        check_error(
            "re:a{2,1}",
            "{2,1}",
            &Pattern("invalid repetition count range, the start must be <= the end".into()),
        );
        check_error("re:\\w{1000}{1000}", "\\w{1000}{1000}", &PatternTooLarge);
    }
}
