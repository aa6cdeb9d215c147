//! What is said of the model: an article, a name, the filter, a panel, each in lines that say what they are;
//! and what has changed between two moments.

use crate::app::{Head, Model, NameRow, NoticeRow, Overlay, Page, Pane, TrailStep, notice_rows};
use crate::corpus::{Article, ArticleId, sentences, stem};
use crate::entity::EntityId;
use crate::index::{Filter, Link, Term};
use crate::ui::Words;
use std::ops::Range;

/// What a reader without a screen has to be told of when it changes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    listed: Vec<ArticleId>,
    filter: Filter,
    search: String,
    focus: Pane,
    article: Option<ArticleId>,
    is_read: bool,
    is_starred: bool,
    is_unread_only: bool,
    shows_residue: bool,
    name: Option<EntityId>,
    names: Vec<NameRow>,
    mention: Option<Range<usize>>,
}

impl Moment {
    pub(super) fn of(model: &Model) -> Moment {
        let article = model.reader().article();
        Moment {
            listed: model.listed().to_vec(),
            filter: model.filter().clone(),
            search: model.narrowed().to_string(),
            focus: model.focus(),
            article,
            is_read: article.is_some_and(|article| model.is_read(article)),
            is_starred: article.is_some_and(|article| model.is_starred(article)),
            is_unread_only: model.is_unread_only(),
            shows_residue: model.reader().page().is_some_and(Page::shows_residue),
            name: model.names().selected(),
            names: model.names().rows().to_vec(),
            mention: model.reader().mention().cloned(),
        }
    }

    /// The pane that had the focus.
    pub(super) fn focus(&self) -> Pane {
        self.focus
    }

    /// Whether the same text is read, in the same way.
    pub(super) fn is_same_text(&self, other: &Moment) -> bool {
        (self.article, self.shows_residue) == (other.article, other.shows_residue)
    }

    /// The mention that the walk has gone to since `before`.
    pub(super) fn new_mention(&self, before: &Moment) -> Option<Range<usize>> {
        self.mention.clone().filter(|_| self.mention != before.mention || self.article != before.article)
    }

    /// What is to be said of what has changed since `before`; the model is as it is now.
    pub(super) fn since(&self, before: &Moment, model: &Model, words: Words) -> Vec<String> {
        let mut lines = Vec::new();
        let is_asked_otherwise = (&self.filter, &self.search) != (&before.filter, &before.search);
        if is_asked_otherwise || self.is_unread_only != before.is_unread_only || self.listed != before.listed
        {
            lines.push(filter(model, words));
        }
        let is_other = self.article != before.article;
        if is_other && let Some(article) = self.article {
            lines.push(article_in_hand(model, words, article));
        }
        if !is_other
            && self.is_read != before.is_read
            && (self.focus, before.focus) != (Pane::Text, Pane::List)
        {
            lines.push(words.marked_read(self.is_read).to_string());
        }
        if !is_other && self.is_starred != before.is_starred {
            lines.push(words.marked_with_star(self.is_starred).to_string());
        }
        if !is_other
            && self.shows_residue != before.shows_residue
            && let Some(page) = model.reader().page()
        {
            let said =
                if self.shows_residue { words.unfolded("x") } else { words.folded(page.folded(), "x") };
            lines.push(said);
        }
        if self.focus == Pane::Names
            && (self.focus, self.name, &self.names) != (before.focus, before.name, &before.names)
        {
            lines.push(name_in_hand(model, words));
        } else if self.focus != before.focus && !is_other {
            let article = self.article.map(|article| article_in_hand(model, words, article));
            lines.push(article.unwrap_or_else(|| words.pane(self.focus).to_string()));
        } else if self.focus != Pane::Names && self.names != before.names && lines.is_empty() {
            lines.push(names_head(model, words));
        }
        lines
    }
}

/// An article as it stands in a list: its number, its title, and what is known of it.
pub(super) fn article(model: &Model, words: Words, id: ArticleId) -> String {
    let Some(article) = model.snapshot().article(id) else { return String::new() };
    let facts = facts(model, words, article);
    format!("{}: {} {}", id.0 + 1, title(article), facts.join(words.comma()))
}

/// The article in hand: where it stands in the list, and what is known of it.
pub(super) fn article_in_hand(model: &Model, words: Words, id: ArticleId) -> String {
    let Some(article) = model.snapshot().article(id) else { return String::new() };
    let listed = model.listed();
    let place = listed.iter().position(|listed| *listed == id);
    let head =
        place.map_or_else(|| words.open_article().to_string(), |at| words.article_at(at + 1, listed.len()));
    format!("{head}: {} {}", title(article), facts(model, words, article).join(words.comma()))
}

fn facts(model: &Model, words: Words, article: &Article) -> Vec<String> {
    let names = model.snapshot().index.entities_of(article.id).count();
    let mut facts = vec![stem(&article.name).to_string()];
    facts.extend(article.source_text().map(str::to_string));
    facts.extend(article.date_text().map(str::to_string));
    facts.extend([words.reading_time(article.words), words.names(names)]);
    facts.push(words.is_read(model.is_read(article.id)).to_string());
    facts.extend(model.is_starred(article.id).then(|| words.starred().to_string()));
    facts
}

/// The title, or the first sentence of what stands in for it; ended as a sentence is.
fn title(article: &Article) -> String {
    let title = article.title_text().unwrap_or(&article.name);
    let first = sentences(title).next().map_or(title, |first| &title[first]);
    let is_ended = first.ends_with(['.', '؟', '?', '!', '…']);
    format!("{first}{}", if is_ended { "" } else { "." })
}

/// How many articles there are, and what filters them: `Filter: ليبيا and (داعش or حماس), without سوريا. 2 of 5`.
pub(super) fn filter(model: &Model, words: Words) -> String {
    let (listed, all) = (model.listed().len(), model.snapshot().articles().len());
    let count = if listed == all { words.articles(all) } else { words.articles_of(listed, all) };
    let mut asked = Vec::new();
    let terms = model.filter().terms();
    let wanted: Vec<&Term> = terms.iter().filter(|term| term.link != Link::Not).collect();
    let is_joined = |at: usize| wanted.get(at).is_some_and(|term| term.link == Link::Or);
    let mut row = String::new();
    for (at, term) in wanted.iter().enumerate() {
        let begins = at == 0 || !is_joined(at);
        if at > 0 {
            let link = if begins { words.and() } else { words.or() };
            row.push_str(&format!(" {link} "));
        }
        if begins && is_joined(at + 1) {
            row.push('(');
        }
        row.push_str(&called(model, words, term));
        if !begins && !is_joined(at + 1) {
            row.push(')');
        }
    }
    asked.extend((!row.is_empty()).then_some(row));
    for term in terms.iter().filter(|term| term.link == Link::Not) {
        asked.push(format!("{} {}", words.without(), called(model, words, term)));
    }
    if !model.narrowed().is_empty() {
        asked.push(format!("{} {}", words.found_by(), model.narrowed()));
    }
    asked.extend(model.is_unread_only().then(|| words.unread_only().to_string()));
    match asked.as_slice() {
        [] => format!("{}. {count}.", words.no_filter()),
        _ => format!("{}: {}. {count}.", words.filter_head(), asked.join(words.comma())),
    }
}

fn called(model: &Model, words: Words, term: &Term) -> String {
    let name = model.snapshot().entities.get(term.entity).map_or("", |entity| entity.canonical.as_str());
    if term.is_suspended { format!("{name} ({})", words.paused()) } else { name.to_string() }
}

/// A name: what it names, and how often.
pub(super) fn name(model: &Model, words: Words, id: EntityId) -> String {
    let entities = &model.snapshot().entities;
    let Some(entity) = entities.get(id) else { return String::new() };
    let mut facts = vec![entity.canonical.clone()];
    facts.extend(entity.english.clone());
    facts.push(words.kind(entity.kind).unwrap_or(entities.kind_name(entity.kind)).to_string());
    facts.join(words.comma())
}

/// The names that are listed, under the heads of their kinds; and those that were given a number.
pub(super) fn names(model: &Model, words: Words) -> (Vec<String>, Vec<EntityId>) {
    let mut lines = vec![names_head(model, words)];
    let mut numbered = Vec::new();
    for row in model.names().rows() {
        match row {
            NameRow::Head(head) => lines.push(name_head(model, words, head)),
            NameRow::Name(id, facet) => {
                numbered.push(*id);
                let (articles, mentions) = (facet.articles as usize, facet.mentions as usize);
                let counts = words.mentions_in(mentions, articles);
                let entity = model.snapshot().entities.get(*id);
                let english = entity.and_then(|entity| entity.english.as_deref());
                let english =
                    english.map(|english| format!("{}{english}", words.comma())).unwrap_or_default();
                let name = entity.map_or("", |entity| entity.canonical.as_str());
                lines.push(format!("{}: {name}{english}{}{counts}", numbered.len(), words.comma()));
            }
        }
    }
    (lines, numbered)
}

fn name_head(model: &Model, words: Words, head: &Head) -> String {
    let group = words.names_in(head.group, &model.snapshot().entities);
    let folded =
        if head.is_folded { format!("{}{}", words.comma(), words.folded_group()) } else { String::new() };
    format!("{group}: {}{folded}", words.names(head.count))
}

fn names_head(model: &Model, words: Words) -> String {
    let names = model.names();
    let scope = if names.is_of_article() { format!(" {}", words.of_article()) } else { String::new() };
    let narrow = if names.narrow().is_empty() {
        String::new()
    } else {
        format!("{}{} {}", words.comma(), words.found_by(), names.narrow())
    };
    format!("{}{scope}{narrow}.", words.names(names.len()))
}

fn name_in_hand(model: &Model, words: Words) -> String {
    let names = model.names();
    let row = names.rows().get(names.cursor().selected);
    let said = match row {
        Some(NameRow::Name(id, facet)) => {
            let counts = words.mentions_in(facet.mentions as usize, facet.articles as usize);
            format!("{}: {}{}{counts}", words.in_hand(), name(model, words, *id), words.comma())
        }
        Some(NameRow::Head(head)) => format!("{}: {}", words.in_hand(), name_head(model, words, head)),
        None => return names_head(model, words),
    };
    format!("{} {said}", names_head(model, words))
}

/// The mention that the walk stands on: which of how many, and what it names.
pub(super) fn mention(model: &Model, words: Words, range: &Range<usize>) -> String {
    let walk = model.reader().walk(model.snapshot(), &model.wanted());
    // What a search has found, if one is on.
    if model.reader().hits().is_some() {
        let text = model.reader().page().and_then(|page| page.article().text.get(range.clone()));
        return format!("{}: {}", words.hit_at(walk.at.unwrap_or(0), walk.of), text.unwrap_or_default());
    }
    let here = model.reader().article().map_or(&[][..], |article| model.snapshot().mentions(article));
    let entity = here.iter().find(|mention| mention.range == *range).map(|mention| mention.entity);
    let head = words.mention_at(walk.at.unwrap_or(0), walk.of);
    format!("{head}: {}", entity.map(|id| name(model, words, id)).unwrap_or_default())
}

/// What lies over the panes, in lines, and how many of its rows, from the second line on, can be chosen by
/// their numbers. `None` of what only a screen can show.
pub(super) fn overlay(model: &Model, words: Words, overlay: &Overlay) -> Option<(Vec<String>, usize)> {
    let snapshot = model.snapshot();
    match overlay {
        Overlay::Trail(trail) => {
            let articles = trail.steps.chunk_by(|a, b| a.article == b.article).count();
            let about = words.mentions_in(trail.steps.len(), articles);
            let head = format!("{}{}{about}", name(model, words, trail.entity), words.comma());
            let steps = (1..).zip(&trail.steps).map(|(at, step)| self::step(model, words, at, step));
            Some((std::iter::once(head).chain(steps).collect(), trail.steps.len()))
        }
        Overlay::Company(company) => {
            let about = words.together_in(company.articles as usize);
            let head = format!("{}{}{about}", name(model, words, company.entity), words.comma());
            let others = (1..).zip(&company.others).map(|(at, (other, articles))| {
                let articles = words.articles(*articles as usize);
                format!("{at}: {}{}{articles}", name(model, words, *other), words.comma())
            });
            Some((std::iter::once(head).chain(others).collect(), company.others.len()))
        }
        Overlay::Name { card, .. } => {
            let mentions = card.spellings.iter().map(|spelling| spelling.mentions).sum();
            let about = words.mentions_in(mentions, card.articles);
            let mut lines = vec![format!("{}{}{about}", name(model, words, card.id), words.comma())];
            lines.extend(card.spellings.iter().map(|spelling| {
                let why: Vec<&str> = spelling.provenance.iter().map(|why| words.provenance(*why)).collect();
                let counts = words.mentions_in(spelling.mentions, spelling.articles);
                format!("{}: {counts}{}{}", spelling.text, words.comma(), why.join(words.comma()))
            }));
            Some((lines, 0))
        }
        Overlay::Copy(menu) => {
            let rows = menu.rows.iter();
            let said =
                rows.map(|(kind, clipping)| format!("{}: {}", words.copied_kind(*kind), clipping.text));
            Some((said.collect(), 0))
        }
        Overlay::Line { report, .. } => {
            Some((report.text().lines().map(|line| line.replace('\t', words.comma())).collect(), 0))
        }
        Overlay::Notices { .. } => {
            let mut place = "";
            let mut lines = Vec::new();
            for row in notice_rows(model.notices(), snapshot) {
                let said = match row {
                    NoticeRow::Place(named) => {
                        place = named;
                        continue;
                    }
                    NoticeRow::Reason(notice) => words.notice(notice),
                    NoticeRow::Report(report) => words.report(report),
                    NoticeRow::Line(error) => words.import_error(error),
                };
                lines.push(format!("{place}: {said}"));
            }
            Some((lines, 0))
        }
        _ => None,
    }
}

/// A mention of a trail: in which article, and the sentence.
fn step(model: &Model, words: Words, at: usize, step: &TrailStep) -> String {
    let Some(article) = model.snapshot().article(step.article) else { return String::new() };
    let context = &article.text[step.context.clone()];
    let start = step.mention.start - step.context.start;
    let sentence = sentences(context).find(|range| start < range.end).unwrap_or(0..context.len());
    format!("{at}: {}: {}", words.article_number(step.article.0 + 1), &context[sentence])
}
