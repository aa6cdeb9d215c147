//! Names that are also common words: what in an article opens them. Each function looks at the
//! words around one place; what the whole article says is the tagger's business.

use super::gazetteer::Gate;
use super::kind::EntityKind;
use super::lexicon::Class;
use super::names::Match;
use super::people::Titles;
use super::tokens::Words;

/// How sure the words around a name make it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Opening {
    /// The common word, whatever else the article says.
    Blocked,
    /// Nothing speaks for it here.
    No,
    /// Not enough here, but with what the rest of the article says.
    Leaning,
    /// Open here.
    Weak,
    /// Open here, and a sign for the rest of the article.
    Strong,
}

/// What the gates look at.
pub(super) struct Around<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) titles: &'a Titles,
    /// For each word, the kind of the mention that it is in, as far as is known.
    pub(super) kinds: &'a [Option<EntityKind>],
}

impl Around<'_> {
    /// Whether a gated name counts where it stands.
    pub(super) fn opening(&self, name: &Match<'_>, kind: EntityKind, gate: Gate) -> Opening {
        if gate == Gate::Paper {
            return if self.paper(name) { Opening::Strong } else { Opening::No };
        }
        match kind {
            EntityKind::Place => self.place(name, gate),
            EntityKind::Organisation | EntityKind::Other(_) => self.organisation(name, gate),
            EntityKind::Person => self.person(name),
        }
    }

    fn place(&self, name: &Match<'_>, gate: Gate) -> Opening {
        let (words, token) = (self.words, &self.words.tokens[name.start]);
        let before = words.trigger(name.start);
        let noun = before.is_some_and(|before| before.classes.any(Class::PLACE_NOUN)) && name.skip == 0;
        let head = before.is_some_and(|before| before.classes.any(Class::PLACE_HEAD)) && name.skip == 0;
        // «قطر الدائرة», «بقطر 5 أمتار», «نصف قطر».
        let measured = (name.end..(name.end + 3).min(words.len())).any(|at| {
            words.tokens[at].classes.any(Class::MEASURE) || words.text(at).starts_with(char::is_numeric)
        }) || before.is_some_and(|before| before.classes.any(Class::MEASURE));
        if !head && (measured || self.has_adjective(name)) {
            return Opening::Blocked;
        }
        let noun = noun && gate != Gate::Feminine;
        if noun || self.coordinated(name, EntityKind::Place, gate) {
            return Opening::Strong;
        }
        let prepared = name.preposition.is_some_and(|c| c != 'ك')
            || (name.skip == 0
                && before.is_some_and(|before| before.classes.any(Class::PREPOSITION | Class::ACTING)));
        let dateline =
            token.gap.starts_line() && matches!(words.tokens[name.end].gap.first, Some('-' | ':' | '–'));
        // «بصور جوية», «لقطر الدائرة»: behind «ب» and «ل» any noun stands, but few with the article.
        let bare = matches!(name.preposition, Some('ب' | 'ل')) && !words.definite(name.start);
        match gate {
            Gate::Strict if prepared && !bare || token.gap.starts_line() => Opening::Leaning,
            Gate::Homograph if prepared && bare => Opening::No,
            Gate::Homograph | Gate::Feminine if prepared || dateline => Opening::Weak,
            _ => Opening::No,
        }
    }

    fn organisation(&self, name: &Match<'_>, gate: Gate) -> Opening {
        let words = self.words;
        let before = words.trigger(name.start);
        // Months stand in brackets too: «أبريل (نيسان)».
        let bracketed = gate != Gate::Strict && words.bracketed(name.start, name.end);
        let alone = words.quoted(name.start, name.end) || bracketed;
        let noun = name.skip == 0
            && before.is_some_and(|before| before.classes.any(Class::ORG_NOUN | Class::MEDIA_NOUN));
        if noun || alone || self.is_led(name) {
            return Opening::Strong;
        }
        // «بحماس» is with enthusiasm; «القاعدة الجوية» is a base.
        if name.preposition == Some('ب') || self.has_adjective(name) {
            return Opening::Blocked;
        }
        if gate == Gate::Strict && self.lies_in(name) {
            return Opening::Blocked;
        }
        if self.coordinated(name, EntityKind::Organisation, Gate::Strict) {
            return Opening::Strong;
        }
        let acts = name.skip == 0 && before.is_some_and(|before| before.classes.any(Class::ACTING));
        if acts { Opening::Weak } else { Opening::No }
    }

    fn person(&self, name: &Match<'_>) -> Opening {
        let words = self.words;
        // «محمد فوزي الجندي» is another than «محمد فوزي».
        if name.end > name.start + 1 && self.goes_on(name.end) {
            return Opening::Blocked;
        }
        if name.end == name.start + 1 {
            // «صلاح الدين», «عباس كامل», «محمد الأسد»: part of a longer name.
            let after = &words.tokens[name.end];
            let longer = after.gap.blank()
                && (after.classes.any(Class::COMPOUND_END | Class::COMPOUND)
                    || words.whole(name.end).is_some() && after.classes.any(Class::GIVEN));
            let before = words.trigger(name.start);
            let given = name.skip == 0
                && before.is_some_and(|before| before.classes.any(Class::GIVEN | Class::COMPOUND));
            // «الأسد الأفريقي», but «غادر الأسد القاعة».
            let adjective =
                self.has_adjective(name) && ["ي", "ية"].iter().any(|end| words.text(name.end).ends_with(end));
            if longer || given || adjective {
                return Opening::Blocked;
            }
        }
        let titled = name.skip == 0 && self.titles.after(name.start);
        let said = name.skip == 0
            && name.start > 0
            && words.tokens[name.start].gap.blank()
            && words.tokens[name.start - 1].classes.any(Class::SAYING);
        if titled || said {
            Opening::Strong
        } else if self.coordinated(name, EntityKind::Person, Gate::Strict) {
            Opening::Weak
        } else {
            Opening::No
        }
    }

    /// «قيادي في القاعدة»: of nothing else is one.
    fn is_led(&self, name: &Match<'_>) -> bool {
        let words = self.words;
        let Some(head) = name.start.checked_sub(2).filter(|_| name.skip == 0) else { return false };
        let joined = (head + 1..=name.start).all(|at| words.tokens[at].gap.blank());
        joined && words.text(head + 1) == "في" && matches!(words.text(head), "قيادي" | "القيادي" | "قياديا")
    }

    /// «نجح في الاتفاق مع ناديه»: behind «في» the common word, but for members: «لاعب في الاتفاق».
    fn lies_in(&self, name: &Match<'_>) -> bool {
        let words = self.words;
        let is_in = |at: usize| words.tokens[at + 1].gap.blank() && matches!(words.text(at), "في" | "فى");
        let Some(at) = name.start.checked_sub(1).filter(|at| name.skip == 0 && is_in(*at)) else {
            return false;
        };
        let is_member = |before: usize| words.tokens[before].classes.any(Class::MEMBER);
        !(1..=2).filter_map(|more| at.checked_sub(more)).any(is_member)
    }

    /// «صحيفة الحياة», «قال لـ«الحياة»», ««الشرق الأوسط» (برلين)», a line «(الأخبار)», «الجزيرة | …».
    fn paper(&self, name: &Match<'_>) -> bool {
        let (words, start, end) = (self.words, name.start, name.end);
        let (before, after) = (&words.tokens[start].gap, &words.tokens[end].gap);
        if name.skip == 0 && words.trigger(start).is_some_and(|before| before.classes.any(Class::MEDIA_NOUN))
        {
            return true;
        }
        if words.quoted(start, end) {
            let clitic = start > 0 && before.carries() && matches!(words.text(start - 1), "ل" | "ول");
            let place = after.last == Some('(') && self.kinds.get(end) == Some(&Some(EntityKind::Place));
            return clitic || place;
        }
        let line_ends = end == words.len() || words.tokens[end].gap.ends_line();
        // «(الرياض)» and «الرياض | …» are the city.
        let other = self.kinds[start] == Some(EntityKind::Place);
        let credit = words.bracketed(start, end) && line_ends && !before.quotes();
        !other && (credit || before.starts_line() && after.first == Some('|'))
    }

    /// Whether the word that follows a full name belongs to a longer one.
    fn goes_on(&self, end: usize) -> bool {
        let (words, after) = (self.words, &self.words.tokens[end]);
        let text = words.text(end);
        let is_surname = text.starts_with("ال")
            && !["ة", "ات", "ون", "ين"].iter().any(|ending| text.ends_with(ending))
            && text.chars().count() >= 6
            && !after.whole_class.any(Class::NO_SURNAME | Class::NATION);
        let is_name = after.whole_class.any(Class::GIVEN | Class::COMPOUND | Class::CONNECTOR);
        after.gap.blank() && (is_name || is_surname)
    }

    /// A definite name before a definite adjective: «القاعدة الجوية», «الساحل السوري».
    fn has_adjective(&self, name: &Match<'_>) -> bool {
        let after = &self.words.tokens[name.end];
        let next = self.words.text(name.end);
        after.gap.blank()
            && next.starts_with("ال")
            && !matches!(next, "التي" | "الذي")
            && self.words.definite(name.end - 1)
            && (next.ends_with('ي') || next.ends_with('ة'))
    }

    /// In a list with a mention of the same kind: «بوركينا فاسو ومالي», ««القاعدة» و«داعش»».
    fn coordinated(&self, name: &Match<'_>, kind: EntityKind, gate: Gate) -> bool {
        let words = self.words;
        let is = |at: usize| self.kinds.get(at).copied().flatten() == Some(kind);
        let linked = |at: usize| matches!(words.text(at), "و" | "أو" | "او");
        let (gap_before, gap_after) = (words.tokens[name.start].gap, words.tokens[name.end].gap);
        let mut list = false;
        if name.start > 0 && gap_before.lists() {
            let before = name.start - 1;
            list |= is(before) && (name.conjunction || gate != Gate::Strict && gap_before.comma());
            list |= linked(before) && before > 0 && words.tokens[before].gap.lists() && is(before - 1);
        }
        if name.end < words.len() && gap_after.lists() {
            let conjunction = words.readings(name.end).iter().any(|reading| reading.conjunction);
            list |= is(name.end) && (conjunction || gate != Gate::Strict && gap_after.comma());
            list |= linked(name.end) && words.tokens[name.end + 1].gap.lists() && is(name.end + 1);
        }
        list
    }
}
