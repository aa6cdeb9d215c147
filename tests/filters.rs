//! The filter and its counts, held against a plain reading of what they mean, on random articles and
//! random rows of keys.

mod random;

use random::Random;
use std::collections::BTreeSet;
use std::sync::Arc;
use warraq::corpus::{self, ArticleId, Origin, Source};
use warraq::entity::{EntityId, Mention, Provenance};
use warraq::index::{Filter, Index, Link, Query, Term};
use warraq::library;

const ENTITIES: usize = 8;

/// What each of some articles mentions, and an index of them.
fn library(random: &mut Random) -> (Vec<BTreeSet<usize>>, Index) {
    let mut index = Index::default();
    let articles: Vec<BTreeSet<usize>> = (0..random.below(30))
        .map(|_| (0..random.below(6)).map(|_| random.below(ENTITIES)).collect())
        .collect();
    for (number, mentioned) in (0..).zip(&articles) {
        let text = b"a text".to_vec();
        let article = corpus::from_bytes(text, "a.txt".into(), Origin::Embedded, ArticleId(number));
        let mention = |entity: &usize| Mention {
            entity: EntityId(u32::try_from(*entity).expect("a small number")),
            range: 0..1,
            provenance: Provenance::Gazetteer,
        };
        let mentions: Vec<Mention> = mentioned.iter().map(mention).collect();
        index.push(&Arc::new(article.expect("it is a text")), &mentions);
    }
    (articles, index)
}

/// The articles that the terms ask for, as a person would read them.
fn read_plainly(terms: &[Term], articles: &[BTreeSet<usize>]) -> Vec<ArticleId> {
    let number = |term: &Term| term.entity.0 as usize;
    let excluded: Vec<usize> =
        terms.iter().filter(|t| t.link == Link::Not && !t.is_suspended).map(number).collect();
    let mut groups: Vec<Vec<&Term>> = Vec::new();
    for term in terms.iter().filter(|term| term.link != Link::Not) {
        match groups.last_mut() {
            Some(group) if term.link == Link::Or => group.push(term),
            _ => groups.push(vec![term]),
        }
    }
    for group in &mut groups {
        group.retain(|term| !term.is_suspended);
    }
    groups.retain(|group| !group.is_empty());
    let passes = |article: &BTreeSet<usize>| {
        groups.iter().all(|group| group.iter().any(|term| article.contains(&number(term))))
            && !excluded.iter().any(|entity| article.contains(entity))
    };
    (0..).zip(articles).filter(|(_, article)| passes(article)).map(|(n, _)| ArticleId(n)).collect()
}

#[test]
fn counts_are_the_rows_that_a_choice_gives() {
    let mut random = Random(23);
    for _ in 0..2_000 {
        let (articles, index) = library(&mut random);
        check_counts(&articles, &index, ENTITIES, &mut random);
    }
}

/// The same of the five articles without what rules found.
#[test]
fn counts_are_the_rows_where_rules_are_hidden() {
    let whole = library::load(Source::Embedded);
    let is_sure = |mention: &&Mention| mention.provenance != Provenance::Rule;
    let sure = |id| whole.mentions(id).iter().filter(is_sure).map(|mention| mention.entity.0 as usize);
    let articles: Vec<BTreeSet<usize>> =
        whole.articles().iter().map(|article| sure(article.id).collect()).collect();
    let shown = whole.without_rules();
    let named: BTreeSet<usize> = articles.iter().flatten().copied().collect();
    let listed: BTreeSet<usize> = shown.entities.iter().map(|(id, _)| id.0 as usize).collect();
    assert_eq!(listed, named);
    assert!(listed.len() < whole.entities.len(), "rules have found names");
    let mut random = Random(29);
    for _ in 0..200 {
        check_counts(&articles, &shown.index, whole.entities.len(), &mut random);
    }
}

/// Holds the counts beside entities, under a random filter, against the rows that choosing each gives.
fn check_counts(articles: &[BTreeSet<usize>], index: &Index, entities: usize, random: &mut Random) {
    let mut filter = Filter::default();
    for _ in 0..random.below(8) {
        let entity = EntityId(u32::try_from(random.below(entities)).expect("a small number"));
        match random.below(6) {
            0 | 1 => filter.toggle(entity, Link::And),
            2 => filter.toggle(entity, Link::Or),
            3 => filter.toggle(entity, Link::Not),
            4 => {
                filter.suspend(entity);
            }
            _ => {
                filter.pop();
            }
        }
        let run = |filter: &Filter| index.run(&Query { filter: filter.clone(), ..Query::default() });
        let found = run(&filter);
        assert_eq!(found.articles, read_plainly(filter.terms(), articles), "{filter:?}");
        for number in 0..entities {
            let entity = EntityId(u32::try_from(number).expect("a small number"));
            let mentioning = found.articles.iter().filter(|id| articles[id.0 as usize].contains(&number));
            let count = found.facet(entity).articles as usize;
            assert_eq!(count, mentioning.count(), "{entity:?} in {filter:?}");
            if filter.term(entity).is_some() {
                continue;
            }
            let (mut with, mut without) = (filter.clone(), filter.clone());
            with.toggle(entity, Link::And);
            without.toggle(entity, Link::Not);
            let (with, without) = (run(&with).articles.len(), run(&without).articles.len());
            assert_eq!(without, found.articles.len() - count, "without {entity:?} in {filter:?}");
            assert_eq!(with, count, "{entity:?} added to {filter:?}");
        }
    }
}
