//! What web pages leave between the lines of an article: their controls, blocks of links, and
//! the credits of their pictures. This file says what a line looks like by itself; whether it is
//! residue depends on where it stands, and is decided in `clean`.
//!
//! The tables hold words of page furniture only, never words of any news, and are written as
//! [`folded`] gives them.

use std::ops::Range;

use super::lines::{self, End, Line, Mark};

/// What a line could be by its words alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Nothing of the page.
    None,
    /// A control or a marker of the page's software.
    Control,
    /// The head of a block of links: «مقالات ذات صلة».
    Marker,
    /// Such a head and its one link in the same line: «اقرأ أيضاً: …».
    Link,
    /// A picture's text, known by its credit: «… (رويترز)».
    Credit,
}

/// Buttons and labels that stand alone in a line. «Print», «share» and «photo» are not here: in
/// English they are everyday words, and end a list as often as a page.
const CONTROLS: &[&str] = &[
    // What is left of a picture or a film that the text cannot hold.
    "صوره",
    "فيديو",
    // The newspaper الشرق الأوسط's button for the size of letters.
    "tt",
    // Where to share it …
    "تويتر",
    "فيسبوك",
    "فيس بوك",
    "واتساب",
    "واتس اب",
    "تلغرام",
    "تيليغرام",
    "لينكد ان",
    "twitter",
    "facebook",
    "whatsapp",
    "telegram",
    "linkedin",
    // … and what else to do with it.
    "شارك",
    "شارك المقال",
    "شارك الخبر",
    "مشاركه",
    "تابعونا",
    "تابعونا علي",
    "طباعه",
    "ارسال",
    "نسخ الرابط",
];

/// The controls that may end with a colon: «شارك:». After «تويتر:» the article itself goes on.
const CONTROLS_WITH_COLON: &[&str] =
    &["شارك", "شارك المقال", "شارك الخبر", "مشاركه", "تابعونا", "تابعونا علي"];

/// Heads of blocks of links.
const MARKERS: &[&str] = &[
    "مقالات ذات صله",
    "مواضيع ذات صله",
    "موضوعات ذات صله",
    "اخبار ذات صله",
    "مواضيع متعلقه",
    "موضوعات متعلقه",
    "اخبار متعلقه",
    "مقالات متعلقه",
    "اقرا ايضا",
    "اقرا المزيد",
    "قد يهمك",
    "قد يهمك ايضا",
    "قد يعجبك ايضا",
    "related articles",
    "related stories",
    "read also",
    "read more",
];

/// Whom pictures are credited to. Only these make a bracket at a line's end a credit: a list or a
/// poem has brackets at its lines' ends too.
const CREDITS: &[&str] = &[
    "رويترز",
    "ا.ف.ب",
    "ا ف ب",
    "اف ب",
    "ا.ب",
    "ا ب",
    "اب",
    "ا.ب.ا",
    "د.ب.ا",
    "د ب ا",
    "الفرنسيه",
    "فرانس برس",
    "اسوشيتد برس",
    "الاناضول",
    "غيتي",
    "جيتي",
    "متداوله",
    "ارشيفيه",
    "ارشيف",
    "وكالات",
    "سبوتنيك",
    "reuters",
    "afp",
    "ap",
    "epa",
    "dpa",
    "getty",
    "getty images",
];

/// Words before a person's name. A line that is one of them and a name says who is pictured; a
/// headline says what happened.
const HONORIFICS: &[&str] = &[
    "السيد",
    "السيده",
    "الدكتور",
    "الدكتوره",
    "الاستاذ",
    "المهندس",
    "الشيخ",
    "الامام",
    "البابا",
    "الملك",
    "الملكه",
    "الامير",
    "الاميره",
    "الرئيس",
    "الوزير",
    "الوزيره",
    "السفير",
    "النائب",
    "القاضي",
    "الجنرال",
    "المشير",
    "الفريق",
    "اللواء",
    "العميد",
    "العقيد",
    "المقدم",
    "الرائد",
    "النقيب",
    "general",
    "president",
    "minister",
    "king",
    "queen",
    "prince",
    "dr",
    "mr",
    "mrs",
    "ms",
];

/// What closes a text, in brackets and alone in its line, and names no source.
const CLOSINGS: &[&str] = &["يتبع", "انتهي", "انتهت", "تمت", "النهايه", "تم", "the end", "end"];

/// Words that say that a byline follows, and no headline.
const BYLINES: &[&str] = &["كتب", "كتبت", "بقلم", "اعداد", "تحرير"];

/// No control and no head of a block is longer, in scalars with all their marks.
const LONGEST: usize = 60;
/// No picture's text is longer, in words.
const CAPTION_WORDS: usize = 40;

/// What `line` could be by its words alone.
pub(super) fn furniture(text: &str, line: &Line) -> Furniture {
    // An item of a list is the article's own, whatever it names.
    if line.mark != Mark::None || line.end == End::Stop || line.words > CAPTION_WORDS {
        return Furniture::None;
    }
    let words = &text[line.range.clone()];
    if line.chars <= LONGEST {
        let colon = line.end == End::Pause;
        let label = folded(words.trim_end_matches(':').trim_end());
        if MARKERS.contains(&label.as_str()) {
            return Furniture::Marker;
        }
        let controls = if colon { CONTROLS_WITH_COLON } else { CONTROLS };
        if is_row_of(&label, controls) {
            return Furniture::Control;
        }
    }
    if line.end != End::Open {
        return Furniture::None;
    }
    if let Some((head, link)) = words.split_once(':')
        && head.chars().count() <= LONGEST
        && lines::words(link) >= 3
        && MARKERS.contains(&folded(head).as_str())
    {
        return Furniture::Link;
    }
    if is_caption(words) { Furniture::Credit } else { Furniture::None }
}

/// Whether `label` is one control, or a row of them: «فيسبوك تويتر واتساب», «تويتر | طباعة».
fn is_row_of(label: &str, controls: &[&str]) -> bool {
    let parts: Vec<&str> = label.split(['|', '،', ',', '/']).map(str::trim).collect();
    parts.iter().all(|part| controls.contains(part))
        || parts.iter().all(|part| part.split(' ').all(|word| controls.contains(&word)))
}

/// Whether the line ends with a credit in brackets, and no sentence ends right before it: after a
/// sentence the bracket is the agency of a paragraph.
fn is_caption(line: &str) -> bool {
    let Some((before, credit)) = closing_bracket(line) else { return false };
    let ends = |c: char| matches!(c, '.' | '؟' | '?' | '!' | '…' | ':' | '،' | ',');
    lines::words(before) >= 2
        && !before.trim_end_matches(['»', '"', '”']).ends_with(ends)
        && is_credit(credit)
}

fn is_credit(credit: &str) -> bool {
    let credit = folded(credit);
    credit.chars().count() <= LONGEST
        && credit
            .split(['-', '–', '—', '/', '،', ',', ':'])
            .any(|name| CREDITS.contains(&name.trim()) || name.trim() == "تصوير")
}

/// Whether the line closes a card of a block of links: «الاسم» (المدينة). A picture's credit does
/// not: the card of an article that begins here may look the same otherwise.
pub(super) fn closes_card(text: &str, line: &Line) -> bool {
    let words = &text[line.range.clone()];
    line.words <= 6
        && closing_bracket(words).is_some_and(|(name, city)| {
            (1..=5).contains(&lines::words(name)) && (1..=3).contains(&lines::words(city)) && !is_credit(city)
        })
}

/// The line before its last bracket, and what stands in that bracket, if the line ends with one.
fn closing_bracket(line: &str) -> Option<(&str, &str)> {
    let (before, inside) = line.strip_suffix(')')?.rsplit_once('(')?;
    Some((before.trim_end(), inside.trim()))
}

/// The name in a line that is nothing but a name in brackets, as sources sign: «(الأخبار)».
pub(super) fn signature(text: &str, line: &Line) -> Option<Range<usize>> {
    let words = &text[line.range.clone()];
    let (before, name) = closing_bracket(words)?;
    let label = folded(name);
    let sound = before.is_empty()
        && (1..=5).contains(&lines::words(name))
        && !name.contains(|c: char| c.is_numeric() || matches!(c, '.' | '؟' | '?' | '!' | ':' | ')'))
        && !CLOSINGS.contains(&label.as_str());
    sound.then(|| within(line.range.start, words, name))
}

/// A line of the form «NAME | city» or «NAME | city - country (note)»: the name's bytes.
pub(super) fn dateline(text: &str, line: &Line) -> Option<Range<usize>> {
    let words = &text[line.range.clone()];
    let (name, place) = words.split_once('|')?;
    let name = name.trim();
    let place = place.trim();
    let place = closing_bracket(place).map_or(place, |(before, _)| before);
    // A place is one or two words; «NAME | what happened to whom» is a headline.
    let is_place = |part: &str| (1..=2).contains(&lines::words(part)) && !part.contains(char::is_numeric);
    let sound = (1..=3).contains(&lines::words(name))
        && !name.contains(char::is_numeric)
        && !place.contains('|')
        && place.split(['-', '–', '—', '،', ',', '/']).all(is_place);
    sound.then(|| within(line.range.start, words, name))
}

/// Whether the line names a writer: «كتب: فلان», «بقلم فلان».
pub(super) fn is_byline(text: &str, line: &Line) -> bool {
    let words = &text[line.range.clone()];
    let head = words.split([' ', ':']).next().unwrap_or_default();
    line.words <= 6
        && head.len() < words.len()
        && BYLINES.contains(&folded(head).as_str())
        && (words[head.len()..].trim_start().starts_with(':') || folded(head) == "بقلم")
}

/// Whether the line is an honorific and a name, and the name stands in the paragraph below: the
/// text of a picture of the person whom the paragraph then introduces.
pub(super) fn names_person(text: &str, line: &Line, below: &Line) -> bool {
    let label = folded(&text[line.range.clone()]);
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '-');
    let mut names = label.split(' ');
    let honorific = names.next().unwrap_or_default().trim_end_matches('.');
    let Some(last) = names.next_back() else { return false };
    // The first words of the paragraph are enough: a person is introduced at once.
    let lead = text[below.range.clone()].split_whitespace().take(60);
    line.words <= 5
        && label.chars().all(plain)
        && HONORIFICS.contains(&honorific)
        && lead.map(folded).any(|word| word.trim_matches(|c: char| !c.is_alphanumeric()) == last)
}

/// A line as the tables write it: without marks and tatweel, each blank one space, in lower case,
/// the forms of alef as one, ى as ي and ة as ه. Pages spell their own furniture both ways.
pub(super) fn folded(line: &str) -> String {
    let mut fold = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        if !fold.is_empty() {
            fold.push(' ');
        }
        for c in word.chars().filter(|c| !lines::is_unspoken(*c)) {
            match c {
                'أ' | 'إ' | 'آ' | 'ٱ' => fold.push('ا'),
                'ى' => fold.push('ي'),
                'ة' => fold.push('ه'),
                c => fold.extend(c.to_lowercase()),
            }
        }
    }
    fold
}

/// Where `part`, a piece of `whole`, stands in the text in which `whole` starts at `start`.
pub(super) fn within(start: usize, whole: &str, part: &str) -> Range<usize> {
    let offset = part.as_ptr() as usize - whole.as_ptr() as usize;
    start + offset..start + offset + part.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_written_folded() {
        for table in [CONTROLS, CONTROLS_WITH_COLON, MARKERS, CREDITS, HONORIFICS, CLOSINGS, BYLINES] {
            for entry in table {
                assert_eq!(folded(entry), *entry);
            }
        }
    }

    #[track_caller]
    fn check(line: &str, expected: Furniture) {
        let lines = lines::lines(line);
        assert_eq!(furniture(line, &lines[0]), expected, "{line}");
    }

    #[test]
    fn furniture_by_words_alone() {
        check("صورة", Furniture::Control);
        check("TT", Furniture::Control);
        check("فيسبوك تويتر واتساب", Furniture::Control);
        check("تويتر | طباعة", Furniture::Control);
        check("شارك:", Furniture::Control);
        check("تويتر:", Furniture::None);
        check("- تويتر", Furniture::None);
        check("«تويتر»", Furniture::None);
        check("تويتر.", Furniture::None);
        check("صورة الملك", Furniture::None);
        check("إقرأ أيضًا:", Furniture::Marker);
        check("مقالات ذات صلة", Furniture::Marker);
        check("اقرأ أيضاً: ارتفاع أسعار الخبز في المدينة", Furniture::Link);
        check("اقرأ أيضاً كتاب الأغاني", Furniture::None);
        check("جنود في الصحراء (رويترز)", Furniture::Credit);
        check("جنود في الصحراء (أ.ف.ب)", Furniture::Credit);
        check("جنود في الصحراء (أرشيفية - رويترز)", Furniture::Credit);
        check("تفاح أحمر (كيلو واحد)", Furniture::None);
        check("انتهى الاجتماع. (رويترز)", Furniture::None);
        check("(رويترز)", Furniture::None);
    }

    #[track_caller]
    fn named(line: &str, found: fn(&str, &Line) -> Option<Range<usize>>, expected: Option<&str>) {
        let lines = lines::lines(line);
        assert_eq!(found(line, &lines[0]).map(|range| &line[range]), expected, "{line}");
    }

    #[test]
    fn sources_where_sources_stand() {
        named("أخبار الآن | باريس- فرنسا (متابعات)", dateline, Some("أخبار الآن"));
        named("رويترز | القاهرة", dateline, Some("رويترز"));
        named("رياضة | الأهلي يفوز على الزمالك", dateline, None);
        named("الرئيسية | أخبار | رياضة", dateline, None);
        named("القاهرة | 18 أكتوبر 2024", dateline, None);
        named("(الأخبار)", signature, Some("الأخبار"));
        named("(رويترز، أ ف ب)", signature, Some("رويترز، أ ف ب"));
        named("(يتبع)", signature, None);
        named("(بيروت 1982)", signature, None);
        named("نص (الأخبار)", signature, None);
    }
}
