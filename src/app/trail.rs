//! The trail of a name: every mention of it in the listed articles, a line of context each; and its
//! company: the names that stand in the same articles most often.

use super::list::Cursor;
use super::panes::Panel;
use super::{Model, Overlay};
use crate::corpus::{Article, ArticleId, Day};
use crate::entity::{EntityId, Mention};
use crate::index::{Filter, Link, Patience, Query};
use crate::keys::{Key, KeyCode};
use crate::library::Snapshot;
use std::cmp::Reverse;
use std::ops::Range;

/// The trail of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// The name.
    pub entity: EntityId,
    /// Newest first, as far as dates are known; then in the order of the list.
    pub steps: Vec<TrailStep>,
    /// Over the steps.
    pub cursor: Cursor,
}

/// One mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailStep {
    /// Where it stands.
    pub article: ArticleId,
    /// Bytes of the article.
    pub mention: Range<usize>,
    /// Bytes of the article: what is to be read around it, never beyond its own line of the text.
    pub context: Range<usize>,
    /// The article's date.
    pub day: Option<Day>,
}

/// The names that stand with another one in the listed articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// The name.
    pub entity: EntityId,
    /// In how many of the listed articles it stands.
    pub articles: u32,
    /// Each other name, with how many of those articles mention it too; most first.
    pub others: Vec<(EntityId, u32)>,
    /// Over the others.
    pub cursor: Cursor,
}

/// Bytes of context on each side of a mention: more than a wide screen shows.
const CONTEXT: usize = 600;

impl Trail {
    fn new(snapshot: &Snapshot, listed: &[ArticleId], entity: EntityId) -> Trail {
        let mut steps = Vec::new();
        for id in listed {
            let Some(article) = snapshot.article(*id) else { continue };
            let mine = snapshot.mentions(*id).iter().filter(|mention| mention.entity == entity);
            steps.extend(mine.map(|mention| TrailStep::new(article, mention)));
        }
        steps.sort_by_key(|step| Reverse(step.day));
        Trail { entity, steps, cursor: Cursor::default() }
    }

    /// How many mentions there are in each month that has any, oldest first: year, month, count. Those
    /// without a date are left out.
    #[must_use]
    pub fn months(&self) -> Vec<(u16, u8, usize)> {
        let mut months: Vec<(u16, u8, usize)> = Vec::new();
        for day in self.steps.iter().rev().filter_map(|step| step.day) {
            match months.last_mut() {
                Some((year, month, count)) if (*year, *month) == (day.year, day.month) => *count += 1,
                _ => months.push((day.year, day.month, 1)),
            }
        }
        months
    }
}

impl TrailStep {
    fn new(article: &Article, mention: &Mention) -> TrailStep {
        let text = &article.text;
        let range = mention.range.clone();
        let line = article.part_from(range.start).map_or(range.clone(), |part| part.range.clone());
        let boundary = |from: usize, step: isize| {
            let mut at = from;
            while !text.is_char_boundary(at) {
                at = at.saturating_add_signed(step);
            }
            at
        };
        let start = boundary(range.start.saturating_sub(CONTEXT).max(line.start), -1);
        let end = boundary((range.end + CONTEXT).min(line.end), 1);
        let day = article.date.as_ref().map(|date| date.day);
        TrailStep { article: article.id, mention: range, context: start..end, day }
    }
}

impl Company {
    fn new(snapshot: &Snapshot, query: &Query, entity: EntityId) -> Company {
        let mut filter = query.filter.clone();
        if filter.term(entity).is_none_or(|term| term.is_suspended || term.link != Link::And) {
            filter.toggle(entity, Link::And);
        }
        let found = snapshot.index.run_within(&Query { filter, ..query.clone() }, Patience::OF_A_KEY);
        let mut others: Vec<(EntityId, u32)> = snapshot
            .entities
            .iter()
            .map(|(id, _)| (id, found.facet(id).articles))
            .filter(|(id, articles)| *id != entity && *articles > 0)
            .collect();
        others.sort_by_key(|(id, articles)| (Reverse((*articles, found.facet(*id).mentions)), *id));
        let articles = found.facet(entity).articles;
        Company { entity, articles, others, cursor: Cursor::default() }
    }
}

impl Model {
    /// Opens the trail of the name in hand.
    pub(super) fn open_trail(&mut self) {
        if let Some(entity) = self.name_in_hand_or_say() {
            let trail = Trail::new(&self.snapshot, &self.results.articles, entity);
            self.overlay = Some(Overlay::Trail(trail));
        }
    }

    /// Opens the company of the name in hand.
    pub(super) fn open_company(&mut self) {
        if let Some(entity) = self.name_in_hand_or_say() {
            self.overlay = Some(Overlay::Company(Company::new(&self.snapshot, &self.query, entity)));
        }
    }

    /// A key while the trail or the company is open.
    pub(super) fn trail_key(&mut self, key: Key) {
        let (cursor, count) = match &mut self.overlay {
            Some(Overlay::Trail(trail)) => (&mut trail.cursor, trail.steps.len()),
            Some(Overlay::Company(company)) => (&mut company.cursor, company.others.len()),
            _ => return,
        };
        let height = usize::from(Panel::whole(self.size).inner.height);
        let page = height.max(1).cast_signed();
        match key.code {
            KeyCode::Down | KeyCode::Char('j') => cursor.step(1, count),
            KeyCode::Up | KeyCode::Char('k') => cursor.step(-1, count),
            KeyCode::PageDown | KeyCode::Char(' ') => cursor.step(page, count),
            KeyCode::PageUp | KeyCode::Char('b') => cursor.step(-page, count),
            KeyCode::Home | KeyCode::Char('g') => cursor.step(isize::MIN / 2, count),
            KeyCode::End | KeyCode::Char('G') => cursor.step(isize::MAX / 2, count),
            KeyCode::Enter => return self.follow(),
            _ => {
                self.overlay = None;
                return;
            }
        }
        cursor.keep_in_sight(count, height);
    }

    /// Opens what the cursor of the trail or the company is on.
    fn follow(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Trail(trail)) => {
                let Some(step) = trail.steps.get(trail.cursor.selected) else { return };
                if let Some(at) = self.results.place(step.article) {
                    self.list.selected = at;
                }
                self.focus_on_text(step.article);
                self.reader.show(step.mention.clone());
            }
            Some(Overlay::Company(company)) => {
                let mut filter: Filter = self.query.filter.clone();
                let chosen = company.others.get(company.cursor.selected).map(|(other, _)| *other);
                for entity in [Some(company.entity), chosen].into_iter().flatten() {
                    if filter.term(entity).is_none() {
                        filter.toggle(entity, Link::And);
                    }
                }
                self.filter_by(filter);
            }
            other => self.overlay = other,
        }
    }
}
