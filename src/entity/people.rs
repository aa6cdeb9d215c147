//! Names of people that no list holds: where a name must stand (behind a title, behind a verb of
//! saying, set off by commas before a title, as a byline), and how far it reaches. A given name
//! alone is no evidence; given names only say, in such a place, that what stands there is a name.

use super::kind::EntityKind;
use super::lexicon::Class;
use super::lists::Lists;
use super::tokens::Words;

/// Words of a title's complement are bounded, so that the scan stays linear.
const LONGEST_TITLE: usize = 9;
/// Words of a name.
const LONGEST_NAME: usize = 6;

/// At which words a name may begin since a title ends before them.
pub(super) struct Titles {
    after: Vec<bool>,
}

impl Titles {
    /// Reads titles: a head («وزير»), then whatever may complete it («الخارجية الإيطالي»), up to a
    /// word that does not.
    pub(super) fn of(words: &Words<'_>, kinds: &[Option<EntityKind>]) -> Titles {
        let mut after = vec![false; words.tokens.len()];
        for head in 0..words.len() {
            if !words.tokens[head].classes.any(Class::TITLE) {
                continue;
            }
            for at in head + 1..words.len().min(head + 1 + LONGEST_TITLE) {
                let token = &words.tokens[at];
                let comma = token.gap.comma();
                if !comma && !token.gap.carries() {
                    break;
                }
                after[at] = true;
                let inside = token.classes.any(Class::TITLE | Class::TITLE_WORD | Class::NATION);
                if comma
                    || !(inside
                        || words.definite(at)
                        || matches!(kinds[at], Some(k) if k != EntityKind::Person))
                {
                    break;
                }
            }
        }
        Titles { after }
    }

    pub(super) fn after(&self, word: usize) -> bool {
        self.after[word]
    }
}

/// Reads names of people.
pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) lists: &'a Lists,
    pub(super) titles: &'a Titles,
    pub(super) kinds: &'a [Option<EntityKind>],
}

impl Reader<'_> {
    /// The end of the name that stands at `start`, if a name must stand there and does.
    pub(super) fn name_at(&self, start: usize) -> Option<usize> {
        let (words, token) = (self.words, &self.words.tokens[start]);
        let titled = self.titles.after(start);
        let said = start > 0
            && token.gap.blank()
            && words.tokens[start - 1].classes.any(Class::SAYING | Class::ACTING);
        if titled || said {
            return self.read(start).or_else(|| self.foreign_pair(start).filter(|_| titled));
        }
        // «تحذير البنيني، مارسيل آلان دو سوزا، رئيس …».
        if token.gap.comma() {
            let end = self.read(start)?;
            let next = &words.tokens[end];
            return (next.gap.comma() && next.classes.any(Class::TITLE)).then_some(end);
        }
        // A byline: a line that is a name, or a name and a place in brackets.
        if token.gap.starts_line() {
            let end = self.read(start)?;
            let gap = words.tokens[end].gap;
            if gap.ends_line() && gap.first.is_none() && end - start <= 4 {
                return Some(end);
            }
            let place =
                end < words.len() && self.kinds[end] == Some(EntityKind::Place) && gap.first == Some('(');
            let closed =
                (end + 1..words.tokens.len().min(end + 4)).find(|&at| words.tokens[at].gap.ends_line());
            return closed.filter(|_| place).map(|_| end);
        }
        None
    }

    /// Reads a name from its given name on: «سعيد عبد الرازق», «مارسيل آلان دو سوزا».
    pub(super) fn read(&self, start: usize) -> Option<usize> {
        let words = self.words;
        let (mut at, mut given, mut surnames) = (start, 0, 0);
        let mut connected = false;
        while at < words.len() && at - start < LONGEST_NAME {
            let token = &words.tokens[at];
            if (at > start && !token.gap.joins()) || token.tanwin {
                break;
            }
            let next = &words.tokens[at + 1];
            let next_joins = at + 1 < words.len() && next.gap.joins();
            let class = self.class(at);
            if class.any(Class::COMPOUND) && next_joins && !self.class(at + 1).any(Class::STOP) {
                // «أبو» and «ابن» begin a name only where the next word may end one.
                given += 1;
                at += 2;
            } else if at > start && class.any(Class::CONNECTOR) && next_joins {
                connected = true;
                at += 1;
                continue;
            } else if class.any(Class::GIVEN) || self.text(at).starts_with("عبدال") {
                given += 1;
                at += 1;
                if at < words.len() && words.tokens[at].gap.joins() && self.class(at).any(Class::COMPOUND_END)
                {
                    at += 1;
                }
            } else if next_joins
                && self.class(at + 1).any(Class::COMPOUND_END)
                && self.is_letters(at)
                && given > 0
            {
                given += 1;
                at += 2;
            } else if given > 0
                && (surnames == 0 || connected)
                && self.is_surname(at, start, given, connected)
            {
                surnames += 1;
                at += 1;
            } else {
                break;
            }
            connected = false;
        }
        // A connector without a word after it is no part of the name.
        if connected {
            at -= 1;
        }
        (given > 0 && given + surnames >= 2).then_some(at)
    }

    /// Two words behind a title of which one ends as only names from elsewhere do.
    fn foreign_pair(&self, start: usize) -> Option<usize> {
        let end = start + 2;
        let (first, last) = (start, start + 1);
        let plain = |at: usize| {
            at < self.words.len()
                && self.is_letters(at)
                && !self.words.definite(at)
                && !self.words.tokens[at].tanwin
                && !self.class(at).any(Class::NO_SURNAME | Class::NATION)
                && self.kinds[at].is_none()
                && !self.text(at).ends_with(['ة', 'ا', 'ه'])
                && !self.text(at).starts_with(['ي', 'ت', 'و', 'ب', 'ل'])
        };
        let joined = last < self.words.len() && self.words.tokens[last].gap.blank();
        (joined && plain(first) && plain(last) && self.is_foreign(last) && self.is_bounded(end))
            .then_some(end)
    }

    fn is_surname(&self, at: usize, start: usize, given: usize, connected: bool) -> bool {
        let (text, class) = (self.text(at), self.class(at));
        if !self.is_letters(at) || class.any(Class::NO_SURNAME) {
            return false;
        }
        if connected || self.is_foreign(at) && !self.words.definite(at) {
            return true;
        }
        let bounded = self.is_bounded(at + 1);
        let foreign_given = self.class(start).any(Class::GIVEN_FOREIGN);
        if self.words.definite(at) {
            let clitic = !text.starts_with("ال");
            let nation = class.any(Class::NATION) && given > 1;
            let plain = bounded || !text.ends_with("ية") && !text.ends_with("ات");
            return !clitic && !nation && !foreign_given && plain;
        }
        // «ضيوفه» is theirs; «بويه» is a name.
        if text.ends_with('ه') && !text.ends_with("يه") {
            return false;
        }
        // A place that no list gates, a verb, a clitic or a pronoun: only where the phrase ends.
        let place = self.kinds[at].is_some_and(|kind| kind != EntityKind::Person);
        if place
            || text.starts_with('و')
            || ["ها", "هم", "هما", "ته", "ا"].iter().any(|end| text.ends_with(end))
        {
            return bounded && foreign_given && !place && !text.starts_with('و');
        }
        let doubtful = text.starts_with(['ي', 'ت', 'ن', 'ب', 'ل', 'ف', 'س'])
            || ["ة", "ات", "ون", "ين"].iter().any(|end| text.ends_with(end));
        if doubtful || given > 1 { bounded } else { true }
    }

    /// Whether a phrase ends before word `at`: a mark, or a word that no name goes on with.
    fn is_bounded(&self, at: usize) -> bool {
        at >= self.words.len()
            || self.words.tokens[at].gap.ends_phrase()
            || self.words.tokens[at].classes.any(Class::STOP | Class::SAYING)
    }

    /// Whether a word ends as only names from elsewhere do.
    pub(super) fn is_foreign(&self, at: usize) -> bool {
        let text = self.text(at);
        self.lists.surname_ends().any(|end| text.len() >= end.len() + 4 && text.ends_with(end))
    }

    fn is_letters(&self, at: usize) -> bool {
        let text = self.text(at);
        text.len() >= 6 && text.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii())
    }

    /// What the whole word can do; its readings without clitics do not count inside a name.
    pub(super) fn class(&self, at: usize) -> Class {
        self.words.tokens[at].whole_class
    }

    fn text(&self, at: usize) -> &str {
        self.words.text(at)
    }
}
