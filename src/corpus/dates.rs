//! A line that is a date: «الجمعة 18 أكتوبر (تشرين الأول) 2024», `2024-10-18`. Only a date that
//! can be read in one way counts, and only a line that says nothing else: the day on which
//! something happened is no date of an article.

use std::ops::Range;

use super::furniture::{folded, within};
use super::lines::words;

/// A date that a text gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// Bytes of the text, from the first to the last figure.
    pub range: Range<usize>,
    /// Which day it is.
    pub day: Day,
}

/// A day of the Gregorian calendar; days are in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// 1800 to 2199.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// No line that is a date is longer, in bytes.
const LONGEST: usize = 200;

/// Month names as [`folded`] gives them: of Egypt and the Gulf, of the Levant, of the Maghreb,
/// and English.
const MONTHS: [&[&str]; 12] = [
    &["يناير", "كانون الثاني", "جانفي", "january", "jan"],
    &["فبراير", "شباط", "فيفري", "february", "feb"],
    &["مارس", "اذار", "march", "mar"],
    &["ابريل", "نيسان", "افريل", "april", "apr"],
    &["مايو", "ايار", "ماي", "may"],
    &["يونيو", "حزيران", "جوان", "june", "jun"],
    &["يوليو", "تموز", "جويليه", "july", "jul"],
    &["اغسطس", "اب", "اوت", "august", "aug"],
    &["سبتمبر", "ايلول", "september", "sep"],
    &["اكتوبر", "تشرين الاول", "october", "oct"],
    &["نوفمبر", "تشرين الثاني", "november", "nov"],
    &["ديسمبر", "كانون الاول", "december", "dec"],
];

/// What may stand around a date in its line, as [`folded`] gives it.
const AROUND: &[&str] = &[
    "السبت",
    "الاحد",
    "الاثنين",
    "الثلاثاء",
    "الاربعاء",
    "الخميس",
    "الجمعه",
    "saturday",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "يوم",
    "تاريخ",
    "التاريخ",
    "بتاريخ",
    "النشر",
    "نشر",
    "نشرت",
    "في",
    "م",
    "date",
    "published",
    "on",
    "الساعه",
    "صباحا",
    "مساء",
    "ص",
    "بتوقيت",
    "غرينتش",
    "غرينيتش",
    "gmt",
    "utc",
    "am",
    "pm",
];

/// The date that the line `range` of `text` is. `None`: no date, more than one, or one among
/// other words. Parts between bars are lines of their own: «القاهرة | 18 أكتوبر 2024».
pub(super) fn date(text: &str, range: Range<usize>) -> Option<Date> {
    let line = text.get(range.clone()).filter(|line| line.len() <= LONGEST)?;
    let mut found = None;
    for part in line.split(['|', '•']) {
        match whole(part) {
            Some((figures, day)) if found.is_none() => {
                found = Some(Date { range: within(range.start, line, figures), day });
            }
            // Beside a date stands a place or a name; anything longer is a headline.
            None if words(part) <= 3 => {}
            _ => return None,
        }
    }
    found
}

/// The figures and the value of a date that fills `part` but for what may stand around it.
fn whole(part: &str) -> Option<(&str, Day)> {
    let split = |c: char| c.is_whitespace() || matches!(c, '،' | ',' | '(' | ')' | '[' | ']');
    let words: Vec<&str> = part.split(split).filter(|word| !word.is_empty()).collect();
    let folds: Vec<String> =
        words.iter().map(|word| folded(word.trim_matches([':', '.', '-', '–']))).collect();
    let mut date = None;
    let mut at = 0;
    while at < words.len() {
        if let Some((used, value)) =
            written(&folds[at..]).or_else(|| figures(&folds[at]).map(|value| (1, value)))
        {
            if date.is_some() {
                return None;
            }
            let first = within(0, part, words[at]);
            let last = within(0, part, words[at + used - 1]);
            date = Some((part[first.start..last.end].trim_matches([':', '.', '-', '–']), value));
            at += used;
        } else if folds[at].is_empty() || AROUND.contains(&folds[at].as_str()) || is_time(&folds[at]) {
            at += 1;
        } else {
            return None;
        }
    }
    date
}

/// «18 أكتوبر (تشرين الأول) 2024», `18 October 2024`, `October 18 2024`: how many words it takes.
fn written(words: &[String]) -> Option<(usize, Day)> {
    if let Some(day) = number(&words[0]) {
        let (mut used, month) = month(&words[1..])?;
        used += 1;
        // A second name of the month must name the same one.
        if let Some((more, again)) = self::month(&words[used..]) {
            if again != month {
                return None;
            }
            used += more;
        } else if words.get(used).is_some_and(|word| word == "/") {
            let (more, _) = self::month(&words[used + 1..]).filter(|(_, again)| *again == month)?;
            used += more + 1;
        }
        let year = number(words.get(used)?)?;
        return valid(year, month, day).map(|value| (used + 1, value));
    }
    let (used, month) = month(words)?;
    let value = valid(number(words.get(used + 1)?)?, month, number(&words[used])?)?;
    Some((used + 2, value))
}

/// The month whose name `words` begin with, 1 to 12, and how many words the name takes.
fn month(words: &[String]) -> Option<(usize, u32)> {
    let first = words.first()?;
    for (names, month) in MONTHS.iter().zip(1..) {
        for name in *names {
            let matches = match name.split_once(' ') {
                Some((one, two)) => first == one && words.get(1).is_some_and(|word| word == two),
                None => first == name,
            };
            if matches {
                return Some((1 + usize::from(name.contains(' ')), month));
            }
        }
    }
    None
}

/// `2024-10-18`, `18/10/2024`. Where day and month could change places, it is no date.
fn figures(word: &str) -> Option<Day> {
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    let (one, two, three) = (number(first)?, number(second)?, number(third)?);
    if first.chars().count() == 4 {
        return valid(one, two, three);
    }
    if third.chars().count() != 4 {
        return None;
    }
    match (valid(three, two, one), valid(three, one, two)) {
        (Some(value), None) | (None, Some(value)) => Some(value),
        (Some(value), Some(other)) if value == other => Some(value),
        _ => None,
    }
}

/// At most four figures, of Europe, of the Arab east or of Persia.
fn number(word: &str) -> Option<u32> {
    if word.is_empty() || word.chars().count() > 4 {
        return None;
    }
    word.chars().try_fold(0, |number, c| {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '٠'..='٩' => c as u32 - '٠' as u32,
            '۰'..='۹' => c as u32 - '۰' as u32,
            _ => return None,
        };
        Some(number * 10 + digit)
    })
}

/// The day, if the calendar has it. Years before 1800 are those of another calendar.
fn valid(year: u32, month: u32, day: u32) -> Option<Day> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let sound = (1800..2200).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
    sound.then_some(Day { year: year as u16, month: month as u8, day: day as u8 })
}

fn is_time(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| number(part).is_some_and(|number| number < 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, (u16, u8, u8))>) {
        let found = date(line, 0..line.len());
        let value = |day: Day| (day.year, day.month, day.day);
        let found = found.as_ref().map(|date| (&line[date.range.clone()], value(date.day)));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn tables_are_written_folded() {
        for entry in AROUND.iter().chain(MONTHS.iter().copied().flatten()) {
            assert_eq!(folded(entry), *entry);
        }
    }

    #[test]
    fn dates_that_fill_their_line() {
        check("18 أكتوبر 2024", Some(("18 أكتوبر 2024", (2024, 10, 18))));
        check("الجمعة ١٨ أكتوبر ٢٠٢٤", Some(("١٨ أكتوبر ٢٠٢٤", (2024, 10, 18))));
        check("17 أكتوبر (تشرين الأول) 2024", Some(("17 أكتوبر (تشرين الأول) 2024", (2024, 10, 17))));
        check("تاريخ النشر: 18 آب / أغسطس 2024", Some(("18 آب / أغسطس 2024", (2024, 8, 18))));
        check("نُشر في: 2024-10-18 14:30", Some(("2024-10-18", (2024, 10, 18))));
        check("Friday, October 18, 2024", Some(("October 18, 2024", (2024, 10, 18))));
        check("القاهرة | 18/10/2024", Some(("18/10/2024", (2024, 10, 18))));
        check("03/03/2024", Some(("03/03/2024", (2024, 3, 3))));
    }

    #[test]
    fn what_is_no_date_or_two() {
        check("03/04/2024", None);
        check("31 أبريل 2024", None);
        check("29 فبراير 2023", None);
        check("1446/04/15", None);
        check("ثورة 25 يناير 2011", None);
        check("آخر تحديث: 18 أكتوبر 2024", None);
        check("18 أكتوبر 2024 - 19 أكتوبر 2024", None);
        check("17 أكتوبر (آب) 2024", None);
        check("أكتوبر 2024", None);
        check("ما جرى في المدينة كلها | 18 أكتوبر 2024", None);
        check("يوم", None);
        check("", None);
    }
}
