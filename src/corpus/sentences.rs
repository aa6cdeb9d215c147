//! Text → sentences, by its punctuation alone. An Arabic letter has no capital that would tell where the next one
//! begins, so what stands before a full stop decides: numbers, initials and abbreviations end nothing.

use std::ops::Range;

/// The sentences of `text`, each without the blanks around it; a row of signs without a word is none. A
/// sentence ends at `.`, `…`, `؟`, `?`, `!` and their like, with the quotes and brackets that close after
/// it, and at the end of a line. Takes time linear in the text.
///
/// ```
/// use warraq::corpus::sentences;
/// let text = "قال د. محمد: «عدنا.» وبلغت النسبة 3.5 بالمئة";
/// let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
/// assert_eq!(found, ["قال د. محمد: «عدنا.»", "وبلغت النسبة 3.5 بالمئة"]);
/// ```
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut rest = 0;
    std::iter::from_fn(move || {
        while rest < text.len() {
            let start = rest;
            rest = end_of_sentence(text, start);
            let sentence = &text[start..rest];
            if sentence.contains(char::is_alphanumeric) {
                let from = start + sentence.len() - sentence.trim_start().len();
                return Some(from..from + sentence.trim().len());
            }
        }
        None
    })
}

/// The byte after the sentence that begins at `start`, and after its line end if it has one.
fn end_of_sentence(text: &str, start: usize) -> usize {
    let mut chars = text[start..].char_indices().map(|(at, c)| (start + at, c)).peekable();
    let (mut has_word, mut is_first) = (false, true);
    while let Some((at, c)) = chars.next() {
        if ends_line(c) {
            return at + c.len_utf8();
        }
        if is_first {
            has_word |= c.is_alphanumeric();
            is_first = !(has_word && c.is_whitespace());
        }
        if !ends_sentence(c) {
            continue;
        }
        let mut is_full_stop = c == '.';
        let mut end = at + c.len_utf8();
        while let Some((at, c)) = chars.next_if(|&(_, c)| ends_sentence(c) || closes(c)) {
            // «...» and «.!» are no abbreviations.
            is_full_stop &= !ends_sentence(c);
            end = at + c.len_utf8();
        }
        let next = chars.peek().map(|&(_, c)| c);
        let is_end = match next {
            None => true,
            Some(next) if is_full_stop => ends_at_full_stop(&text[start..at], is_first, next, &text[end..]),
            Some(next) => !next.is_ascii_alphanumeric() && !goes_on(next),
        };
        if is_end {
            return end;
        }
    }
    text.len()
}

/// Whether the full stop after `before` ends the sentence that begins there. `is_first` says whether its first
/// word stands before the stop; `next` is the first character of `after`, which follows the stop and the quotes
/// that close it.
fn ends_at_full_stop(before: &str, is_first: bool, next: char, after: &str) -> bool {
    if !next.is_whitespace() {
        // No blank after it: an end that was typed carelessly, but only after a whole word: «ج.م.ع».
        return is_arabic(next) && before.chars().rev().take_while(|c| is_arabic(*c)).take(3).count() == 3;
    }
    if after.chars().find(|c| !c.is_whitespace()).is_some_and(char::is_lowercase) {
        return false;
    }
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let earlier = before[..before.len() - word.len()].trim_end();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    // «1. قال»: an item's number.
    if is_first && !word.is_empty() && word.chars().all(char::is_numeric) {
        return false;
    }
    // «1435 هـ.» and «2014 م.» end; «د. محمد» does not.
    earlier.ends_with(char::is_numeric) || !is_abbreviation(word)
}

/// Whether the full stop after `word` belongs to it: initials, «أ.د», "U.S", titles.
fn is_abbreviation(word: &str) -> bool {
    const TITLES: &[&str] =
        &["Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Lt", "Col", "Sgt", "No", "vs", "cf"];
    let mut letters =
        word.split('.').map(|part| part.chars().filter(|c| *c != TATWEEL && c.is_alphabetic()).count());
    let is_numeric = word.contains(char::is_numeric);
    !is_numeric && letters.all(|count| count == 1) || TITLES.contains(&word)
}

const TATWEEL: char = '\u{640}';

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔' | '。' | '⸮' | '‼' | '⁇' | '⁈' | '⁉')
}

/// What may stand between a sentence's stop and the blank after it: quotes, brackets, direction marks.
fn closes(c: char) -> bool {
    matches!(c, '»' | '"' | '”' | '’' | '\'' | '›' | ')' | ']' | '}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// What the sentence goes on with, whatever stood before it: «هل عاد؟»، قال.
fn goes_on(c: char) -> bool {
    matches!(c, '،' | ',' | '؛' | ';' | ':')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{66E}'..='\u{66F}' | '\u{671}'..='\u{6D3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = sentences(text).map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("", &[]);
        check("* * *\n...\n", &[]);
        check("قال ذلك. ثم عاد.", &["قال ذلك.", "ثم عاد."]);
        check("هل عاد؟ نعم! ثم ذهب… وعاد", &["هل عاد؟", "نعم!", "ثم ذهب…", "وعاد"]);
        check("أحقا؟! لا أدري...  ربما", &["أحقا؟!", "لا أدري...", "ربما"]);
        check("سطر أول\nسطر ثان\r\n\r\nثالث", &["سطر أول", "سطر ثان", "ثالث"]);
        // Numbers, dates, items.
        check("بلغت 3.5 بالمئة في 23.6.2014 وزادت", &["بلغت 3.5 بالمئة في 23.6.2014 وزادت"]);
        check("حدث ذلك عام 2014. وقال", &["حدث ذلك عام 2014.", "وقال"]);
        check("1. قال كلمة. 2. عاد", &["1. قال كلمة.", "2. عاد"]);
        check("سنة 1435 هـ. وكان عام 2014 م. ثم", &["سنة 1435 هـ.", "وكان عام 2014 م.", "ثم"]);
        // Initials and abbreviations.
        check("قال د. محمد و أ.د. علي في ص. 15 كلمة", &["قال د. محمد و أ.د. علي في ص. 15 كلمة"]);
        check("في ج.م.ع. وغيرها", &["في ج.م.ع. وغيرها"]);
        check("U.S. forces. Mr. Smith left. e.g. this", &["U.S. forces.", "Mr. Smith left. e.g. this"]);
        check("J. R. Smith came. He left.", &["J. R. Smith came.", "He left."]);
        check("see example.com/a.html now. Yes", &["see example.com/a.html now.", "Yes"]);
        check("is it vitamin (d.)? Yes", &["is it vitamin (d.)?", "Yes"]);
        // Quotes and brackets that close belong to what they close.
        check("قال: «عدنا.» وأضاف (نعم!) كلمة", &["قال: «عدنا.»", "وأضاف (نعم!)", "كلمة"]);
        check("«هل عاد؟»، قال «نعم»، وذهب", &["«هل عاد؟»، قال «نعم»، وذهب"]);
        check("\"Go.\" \"Stay!\"", &["\"Go.\"", "\"Stay!\""]);
        check("قال.\u{200F} ثم", &["قال.\u{200F}", "ثم"]);
        // No blank after the stop.
        check("انتهى الأمر.وبدأ غيره؟نعم", &["انتهى الأمر.", "وبدأ غيره؟", "نعم"]);
        check("كلمة.com", &["كلمة.com"]);
    }

    #[test]
    fn long_texts_take_their_time_once() {
        // A quadratic step would take minutes here.
        let opened = "(".repeat(300_000);
        for part in ["د. ", "ا.", "a. b ", ". ", "..", "كلمة "] {
            let text = format!("{opened}{}", part.repeat(100_000));
            let words = sentences(&text).map(|range| range.len()).sum::<usize>();
            assert!(words <= text.len(), "{part}");
        }
    }

    #[test]
    fn whatever_the_text_every_word_is_in_one_sentence() {
        const PARTS: &[&str] =
            &["د", "كلمة", "3", "Mr", ".", "…", "؟", "»", "(", " ", "\n", "\u{200F}", "a", "م"];
        let mut number = 5_u64;
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..20 {
                // A linear congruence is random enough to choose parts.
                number =
                    number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(PARTS[(number >> 33) as usize % PARTS.len()]);
            }
            let found: Vec<Range<usize>> = sentences(&text).collect();
            assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
            let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            assert_eq!(
                found.into_iter().map(|range| words(&text[range])).sum::<usize>(),
                words(&text),
                "{text:?}"
            );
        }
    }
}
