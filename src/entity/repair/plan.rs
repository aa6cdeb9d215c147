//! What the changes make of what the tagger found. They are done in their order, and know entities by
//! kind and folded name, as the sidebar showed them when each change was made; whatever has that name when
//! the texts are tagged anew is meant.
//!
//! Every name that the tagger found, or a change calls, has a number in one table, which only grows. A
//! merged name is led to another number, and from there perhaps further; a deletion holds for what has come
//! to its number before it. So a name that is deleted and added again counts.

use super::super::kind::{Entity, EntityId, EntityKind, Mention, Provenance};
use super::super::table::EntityTable;
use super::Repairs;
use super::added::Hit;
use super::change::{Added, Change, Name, is_field_of, kind_of};
use crate::fold::Folding;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What the changes do: worked out once, then applied to each article.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// By entity; `None` for those that stay as they are.
    fates: Vec<Option<Fate>>,
    /// By [`Hit::name`]; `None` for a name that no change adds any more.
    added: Vec<Option<Coming>>,
    /// Entities that are shown otherwise, or stand for others.
    labels: BTreeMap<EntityId, Label>,
    /// Which changes concern which names, in their order.
    said: Arc<[Said]>,
}

/// What was found in an article, before any change.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Mentions that were found and annotated, in order and apart from each other.
    pub mentions: Arc<[Mention]>,
    /// Mentions that annotations cover, in order and apart from each other: where what covers one is no name
    /// any more, it comes up.
    pub beneath: Vec<Mention>,
    /// Where added names stand.
    pub hits: Vec<Hit>,
}

/// A change, and a name that it has to do with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What is shown of the name that it calls.
    pub entity: EntityId,
    /// The line of the change, from 1.
    pub line: usize,
    /// The change.
    pub change: Change,
}

/// What becomes of the mentions of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fate {
    /// What they name now; nothing, if it is no name.
    entity: Option<EntityId>,
    /// Articles in which they are none, by [`field`](super::field).
    except: Vec<String>,
}

impl Fate {
    fn entity_in(&self, article: &str) -> Option<EntityId> {
        let is_excepted = self.except.iter().any(|field| is_field_of(field, article));
        self.entity.filter(|_| !is_excepted)
    }
}

/// How an added name comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Coming {
    /// By which change: of two names in one place, the later counts.
    order: usize,
    fate: Fate,
}

/// How an entity is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Label {
    kind: EntityKind,
    text: String,
    /// As the reader gave it.
    english: Option<String>,
    /// Those that were merged into it.
    merged: Vec<EntityId>,
}

impl Plan {
    /// Works out what `repairs` do. The names that they call are entered into `table`, where the tagger
    /// enters what it finds; those that they add, into `added`, unless they stand there. A change that calls
    /// a kind of which the table knows nothing does nothing.
    #[must_use]
    pub fn new(repairs: &Repairs, table: &mut EntityTable, added: &mut Vec<Added>) -> Plan {
        let mut state = State { table, bound: HashMap::new(), nodes: BTreeMap::new() };
        // The numbers of the names that are added, and where and when each came in.
        let mut came: Vec<(usize, EntityId, usize)> = Vec::new();
        let mut called: Vec<(EntityId, usize, &Change)> = Vec::new();
        for (order, change) in repairs.numbered() {
            if change.kinds().any(|kind| kind_of(kind, state.table.kinds()).is_none()) {
                continue;
            }
            match change {
                Change::Merge { from, into } => {
                    let (from, into) = (state.resolve(from), state.resolve(into));
                    state.lead(from, into, order);
                    called.push((into, order, change));
                }
                Change::Rename { name, to } => {
                    let from = state.resolve(name);
                    let kind = state.kind(&name.kind);
                    state.relabel(from, kind, to, order);
                    called.push((from, order, change));
                }
                Change::Kind { name, to } => {
                    let from = state.resolve(name);
                    let (kind, text) = (state.kind(to), state.node(from).label.text.clone());
                    state.relabel(from, kind, &text, order);
                    called.push((from, order, change));
                }
                Change::Delete { name, article } => {
                    let entity = state.resolve(name);
                    state.node(entity).deleted.push((order, article.clone()));
                    called.push((entity, order, change));
                }
                Change::Add(name) => {
                    let entity = state.resolve(&name.name);
                    let node = state.node(entity);
                    node.label.english = node.label.english.take().or_else(|| name.english.clone());
                    let at = added.iter().position(|known| known == name).unwrap_or_else(|| {
                        added.push(name.clone());
                        added.len() - 1
                    });
                    came.push((at, entity, order));
                    called.push((entity, order, change));
                }
            }
        }
        let mut plan = Plan { added: vec![None; added.len()], ..Plan::default() };
        for (at, entity, order) in came {
            // Added twice, it is what the last line says.
            plan.added[at] = Some(Coming { order, fate: state.fate(entity, order) });
        }
        let said = called.into_iter().map(|(entity, line, change)| {
            let (entity, change) = (state.shown(entity), change.clone());
            Said { entity, line, change }
        });
        plan.said = said.collect();
        let known: Vec<EntityId> = state.nodes.keys().copied().collect();
        for entity in known {
            let fate = state.fate(entity, 0);
            if fate != (Fate { entity: Some(entity), except: Vec::new() }) {
                let at = entity.0 as usize;
                plan.fates.resize(plan.fates.len().max(at + 1), None);
                plan.fates[at] = Some(fate);
            }
        }
        let roots = state.nodes.into_iter().filter(|(_, node)| node.led.is_none());
        plan.labels = roots.map(|(entity, node)| (entity, node.label)).collect();
        plan
    }

    /// What the article of this name mentions after the changes, by what was `found` in it. `None` if that is
    /// just what was found and annotated.
    #[must_use]
    pub fn apply(&self, article: &str, found: &Found) -> Option<Vec<Mention>> {
        let Found { mentions: found, beneath, hits } = found;
        let is_untouched = found.iter().all(|mention| self.fate(mention.entity).is_none());
        if is_untouched && hits.iter().all(|hit| self.coming(hit.name).is_none()) {
            return None;
        }
        let coming = hits.iter().filter_map(|hit| {
            let Coming { order, fate } = self.coming(hit.name)?;
            let (entity, range) = (fate.entity_in(article)?, hit.range.clone());
            Some((*order, Mention { entity, range, provenance: Provenance::Reader }))
        });
        let mut coming: Vec<(usize, Mention)> = coming.collect();
        // The longest of what overlaps, then the first, and in one place what was said last.
        coming.sort_by_key(|(order, Mention { range, .. })| {
            (Reverse(range.len()), range.start, Reverse(*order))
        });
        let mut added: Vec<Mention> = Vec::new();
        for (_, mention) in coming {
            if is_free(&added, &mention) {
                let at = added.partition_point(|other| other.range.start < mention.range.start);
                added.insert(at, mention);
            }
        }
        let now = |mention: &Mention| {
            let entity = self.entity_in(article, mention)?;
            Some(Mention { entity, ..mention.clone() })
        };
        // The reader's own goes before all others.
        let kept = found.iter().filter(|mention| is_free(&added, mention)).filter_map(now);
        let mut mentions: Vec<Mention> = kept.collect();
        let is_bare = |mention: &&Mention| is_free(&mentions, mention) && is_free(&added, mention);
        let uncovered: Vec<Mention> = beneath.iter().filter(is_bare).filter_map(now).collect();
        mentions.extend(uncovered);
        mentions.extend(added);
        mentions.sort_by_key(|mention| mention.range.start);
        Some(mentions)
    }

    /// Whether this plan may make something else than `before` of the article of this name.
    #[must_use]
    pub fn differs(&self, before: &Plan, article: &str, found: &Found) -> bool {
        let Found { mentions: found, beneath, hits } = found;
        let mut found = found.iter().chain(beneath);
        let coming = |plan: &Plan, hit: &Hit| {
            plan.coming(hit.name).map(|Coming { order, fate }| (*order, fate.entity_in(article)))
        };
        found.any(|mention| self.entity_in(article, mention) != before.entity_in(article, mention))
            || hits.iter().any(|hit| coming(self, hit) != coming(before, hit))
    }

    /// Which changes concern which names, in their order.
    #[must_use]
    pub fn said(&self) -> &Arc<[Said]> {
        &self.said
    }

    /// `table` as it is shown, where `is_mentioned` says what is named anywhere after the changes. What is
    /// not is gone from it, and leads to what stands in its place.
    #[must_use]
    pub fn table(&self, table: &EntityTable, is_mentioned: impl Fn(EntityId) -> bool) -> EntityTable {
        let mut shown = table.clone();
        for (id, label) in &self.labels {
            let of = std::iter::once(id).chain(&label.merged);
            let english = of.filter_map(|id| table[*id].english.clone()).next();
            let Label { kind, text, english: own, .. } = label.clone();
            shown.replace(*id, Entity { kind, canonical: text, english: own.or(english) });
        }
        for at in 0..table.len() {
            let id = EntityId(at as u32);
            if !is_mentioned(id) {
                shown.remove(id, self.fate(id).and_then(|fate| fate.entity));
            }
        }
        shown
    }

    /// What a mention of `article` names now.
    fn entity_in(&self, article: &str, mention: &Mention) -> Option<EntityId> {
        self.fate(mention.entity).map_or(Some(mention.entity), |fate| fate.entity_in(article))
    }

    fn fate(&self, entity: EntityId) -> Option<&Fate> {
        self.fates.get(entity.0 as usize)?.as_ref()
    }

    fn coming(&self, name: u32) -> Option<&Coming> {
        self.added.get(name as usize)?.as_ref()
    }
}

/// The changes up to one of them.
struct State<'t> {
    table: &'t mut EntityTable,
    /// Names that call something else than the entity that was found under them.
    bound: HashMap<(EntityKind, String), EntityId>,
    /// Every entity that a change calls.
    nodes: BTreeMap<EntityId, Node>,
}

struct Node {
    label: Label,
    /// To what it is led, and since when.
    led: Option<(EntityId, usize)>,
    /// Since when it is no name, and in which article if not in all.
    deleted: Vec<(usize, Option<String>)>,
}

impl State<'_> {
    /// The kind in this field, of which the table knows.
    fn kind(&self, field: &str) -> EntityKind {
        kind_of(field, self.table.kinds()).expect("changes of unknown kinds were passed over")
    }

    /// What is called `name` by now.
    fn resolve(&mut self, name: &Name) -> EntityId {
        self.called(self.kind(&name.kind), &name.text)
    }

    fn called(&mut self, kind: EntityKind, text: &str) -> EntityId {
        let found = self.table.intern(kind, text, None);
        if !self.nodes.contains_key(&found) {
            let text = self.table[found].canonical.clone();
            let label = Label { kind, text, english: None, merged: Vec::new() };
            self.nodes.insert(found, Node { label, led: None, deleted: Vec::new() });
        }
        self.shown(self.bound.get(&key(kind, text)).copied().unwrap_or(found))
    }

    /// Under what an entity is shown by now.
    fn shown(&self, mut entity: EntityId) -> EntityId {
        while let Some((further, _)) = self.nodes[&entity].led {
            entity = further;
        }
        entity
    }

    fn node(&mut self, entity: EntityId) -> &mut Node {
        self.nodes.get_mut(&entity).expect("it was resolved, and so has a node")
    }

    /// Leads all that has come to `from` on to `into`. Both are where a way ends, so there is no circle.
    fn lead(&mut self, from: EntityId, into: EntityId, order: usize) {
        if from == into {
            return;
        }
        let node = self.node(from);
        node.led = Some((into, order));
        let Label { merged, english, .. } = node.label.clone();
        let label = &mut self.node(into).label;
        label.english = label.english.take().or(english);
        label.merged.push(from);
        label.merged.extend(merged);
    }

    /// Shows `from` as `text`, of this kind, together with what is shown so already.
    fn relabel(&mut self, from: EntityId, kind: EntityKind, text: &str, order: usize) {
        let into = self.called(kind, text);
        let label = &self.node(into).label;
        let is_shown_so = key(label.kind, &label.text) == key(kind, text);
        let entity = if from == into || is_shown_so {
            self.lead(from, into, order);
            into
        } else {
            // What was called so is shown otherwise by now: the name is free.
            self.bound.insert(key(kind, text), from);
            from
        };
        let label = &mut self.node(entity).label;
        (label.kind, label.text) = (kind, text.to_string());
    }

    /// What becomes of what came to `entity` at `since`.
    fn fate(&self, entity: EntityId, since: usize) -> Fate {
        let (mut at, mut since, mut except) = (entity, since, Vec::new());
        loop {
            let node = &self.nodes[&at];
            for (order, article) in &node.deleted {
                match article {
                    _ if *order < since => {}
                    None => return Fate { entity: None, except: Vec::new() },
                    Some(article) => except.push(article.clone()),
                }
            }
            match node.led {
                Some((further, order)) => (at, since) = (further, order),
                None => return Fate { entity: Some(at), except },
            }
        }
    }
}

/// Whether no mention of `taken`, which are in order, overlaps this one.
fn is_free(taken: &[Mention], mention: &Mention) -> bool {
    let at = taken.partition_point(|other| other.range.end <= mention.range.start);
    taken.get(at).is_none_or(|next| next.range.start >= mention.range.end)
}

/// Names that fold alike are one.
fn key(kind: EntityKind, text: &str) -> (EntityKind, String) {
    (kind, Folding::TAGGING.fold(text))
}
