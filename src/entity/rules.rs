//! Organisations and places that no list holds, where their surroundings make it sure: an
//! institution and its nationality, a name in quotes behind «تنظيم», a town behind «مدينة» and
//! before its nationality. Bare «حزب»/«حركة» + noun was tried and finds more wrong than right.

use super::kind::EntityKind;
use super::letters::{closes_quote, opens_quote};
use super::lexicon::{Class, Completion};
use super::lists::{Institution, Lists};
use super::names::Match;
use super::span::Span;
use super::tokens::Words;

/// What a rule found: words `start..end`, without `skip` bytes of clitics.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) skip: u8,
    pub(super) kind: EntityKind,
    /// What it is called, where that is not simply the text.
    pub(super) name: Option<(String, String)>,
}

/// What the rules look at.
pub(super) struct Rules<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) lists: &'a Lists,
    pub(super) kinds: &'a [Option<EntityKind>],
}

impl Rules<'_> {
    /// «الجيش البوركيني», «للشرطة الصومالية». `phrase` is the institution.
    pub(super) fn nationality(&self, phrase: &Match<'_>, institution: &Institution<'_>) -> Option<Found> {
        let words = self.words;
        let adjective = &words.tokens[phrase.end];
        let (nation, feminine) = self.lists.adjective(words.whole(phrase.end)?)?;
        let wanted = match institution.completed_by {
            Completion::Masculine => false,
            Completion::Feminine => true,
            Completion::Place => return None,
        };
        if !adjective.gap.blank() || feminine != wanted {
            return None;
        }
        if let Some(before) = phrase.start.checked_sub(1).filter(|_| phrase.skip == 0) {
            let (before, blank) = (&words.tokens[before], words.tokens[phrase.start].gap.blank());
            let verb = Class::SAYING | Class::ACTING | Class::STOP | Class::PREPOSITION;
            let bound = institution.stands_alone && !before.classes.any(verb);
            // «وزيرة الداخلية الألمانية» is a title.
            if blank && (bound || before.classes.any(Class::MINISTER)) {
                return None;
            }
        }
        let adjective = if feminine { nation.feminine } else { nation.masculine };
        let name = format!("{} {adjective}", institution.phrase);
        let english = institution.english.replace("{}", nation.english);
        Some(Found {
            start: phrase.start,
            end: phrase.end + 1,
            skip: phrase.skip,
            kind: EntityKind::Organisation,
            name: Some((name, english)),
        })
    }

    /// «غرفة عمليات تحرير سرت», «جامعة دمشق». `place` is the mention behind the phrase.
    pub(super) fn of_place(
        &self,
        phrase: &Match<'_>,
        institution: &Institution<'_>,
        place: &Span,
        (canonical, english): (&str, &str),
    ) -> Option<Found> {
        let joined = self.words.tokens[place.start].gap.blank() && place.skip == 0;
        (institution.completed_by == Completion::Place && joined).then(|| Found {
            start: phrase.start,
            end: place.end,
            skip: phrase.skip,
            kind: EntityKind::Organisation,
            name: Some((
                format!("{} {canonical}", institution.phrase),
                institution.english.replace("{}", english),
            )),
        })
    }

    /// «تنظيم «حراس الدين»», «صحيفة "لا ستامبا"»: what the quotes behind word `head` hold.
    pub(super) fn quoted(&self, head: usize) -> Option<Found> {
        let words = self.words;
        let start = head + 1;
        if !words.tokens[head].classes.any(Class::QUOTED_ORG) || start >= words.len() {
            return None;
        }
        let opens = words.tokens[start].gap;
        if !opens.carries() || !opens.last.is_some_and(opens_quote) {
            return None;
        }
        let last = words.len().min(start + 4);
        let end = (start + 1..=last).find(|&at| !words.tokens[at].gap.joins())?;
        let inside = &words.tokens[start..end];
        let plain = inside.iter().all(|token| {
            !token.tanwin && !token.whole_class.any(Class::STOP | Class::SAYING | Class::PREPOSITION)
        });
        // One indefinite word may be in quotes for its sense: «حركة «تصحيحية»».
        let named = end - start > 1 || words.definite(start) || !words.text(start).ends_with(['ة', 'ي']);
        let closed = words.tokens[end].gap.first.is_some_and(closes_quote);
        let kind = EntityKind::Organisation;
        (plain && named && closed).then_some(Found { start, end, skip: 0, kind, name: None })
    }

    /// «مدينة خوست الأفغانية», «بلدة بيت جن السورية»: the town behind word `head`.
    pub(super) fn town(&self, head: usize) -> Option<Found> {
        let words = self.words;
        let start = head + 1;
        if !words.tokens[head].classes.any(Class::PLACE_HEAD) || start >= words.len() {
            return None;
        }
        let two = words.tokens[start].whole_class.any(Class::PLACE_PREFIX);
        let end = start + 1 + usize::from(two);
        if end >= words.len() || (start..=end).any(|at| !words.tokens[at].gap.blank()) {
            return None;
        }
        if !words.tokens[end].whole_class.any(Class::NATION) {
            return None;
        }
        let last = end - 1;
        let text = words.text(last);
        let settled = ["مدينة", "بلدة", "قرية", "مخيم"].iter().any(|noun| words.text(head).ends_with(noun));
        let named = if words.definite(last) {
            settled && text.starts_with("ال") && !text.ends_with("ية")
        } else {
            !text.ends_with(['ة', 'ي']) && text.chars().count() >= 3
        };
        let free = (start..end).all(|at| {
            let token = &words.tokens[at];
            self.kinds[at].is_none()
                && !token.tanwin
                && !token.whole_class.any(Class::NOT_PLACE | Class::NATION)
                && (at < last || !token.whole_class.any(Class::NO_SURNAME))
        });
        (named && free).then_some(Found { start, end, skip: 0, kind: EntityKind::Place, name: None })
    }
}
