//! Justification: cells added inside a line, so that it fills its width. Arabic is stretched by
//! kashida (tatweel between joined letters), a cell of which fits a grid as it is; other text, and
//! what kashida leaves over, by wider blanks.

use super::cluster::Clusters;
use super::properties::Cells;
use super::scalar::{Scalars, joins};
use std::ops::Range;

/// What a line is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Justification {
    /// Blanks between words become wider.
    Spaces,
    /// Arabic words are stretched, each by one cell at most; then blanks become wider.
    Kashida,
}

/// How many cells are added after each of the `visible` clusters of a line, to fill `slack` cells.
/// `text` is the paragraph's.
pub(super) fn stretch(
    text: &str,
    clusters: &Clusters,
    visible: &Range<usize>,
    slack: usize,
    justification: Justification,
) -> Vec<u16> {
    let mut added = vec![0; visible.len()];
    let mut left = slack;
    if justification == Justification::Kashida {
        let mut places = kashidas(text, clusters, visible);
        // The best places first; of equals, those nearest to the line's end.
        places.sort_by_key(|&(rank, place)| (rank, std::cmp::Reverse(place)));
        for (_, place) in places.into_iter().take(left) {
            added[place] += 1;
            left -= 1;
        }
    }
    let blanks: Vec<usize> = (0..visible.len())
        .filter(|place| {
            let cluster = clusters.all[visible.start + place];
            cluster.cells == Cells::BLANK
        })
        .collect();
    if let (Some(each), Some(odd)) = (left.checked_div(blanks.len()), left.checked_rem(blanks.len())) {
        for (number, place) in blanks.into_iter().enumerate() {
            added[place] += u16::try_from(each + usize::from(number < odd)).unwrap_or(u16::MAX);
        }
    }
    added
}

/// How good a place for a kashida is; the first are the best. The order is that of the
/// calligraphers' rules that layout engines follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    AfterTatweel,
    AfterSeen,
    BeforeFinalTehMarbuta,
    BeforeFinalAlef,
    BeforeMedialBeh,
    BeforeFinalWaw,
    AnyJoin,
}

/// The best place in each word: after which of the `visible` clusters.
fn kashidas(text: &str, clusters: &Clusters, visible: &Range<usize>) -> Vec<(Rank, usize)> {
    let bytes = clusters.start(visible.start)..clusters.start(visible.end);
    let mut read = Scalars::default();
    read.read(&text[bytes.clone()]);
    let all = read.all();
    let is_letter = |at: usize| !all[at].properties.is_transparent();
    let mut best: Vec<(Rank, usize)> = Vec::new();
    let mut in_word = false;
    for place in 1..visible.len() {
        let (before, after) = (visible.start + place - 1, visible.start + place);
        if clusters.all[before].cells.hang() {
            in_word = false;
        }
        let scalars = |cluster: usize| {
            let range = clusters.start(cluster) - bytes.start..clusters.start(cluster + 1) - bytes.start;
            let from = all.partition_point(|scalar| (scalar.at as usize) < range.start);
            let to = all.partition_point(|scalar| (scalar.at as usize) < range.end);
            from..to
        };
        // Of a lam-alef the last letter counts, which is the alef: nothing is put inside.
        let (Some(first), Some(second)) =
            (scalars(before).rfind(|&at| is_letter(at)), scalars(after).find(|&at| is_letter(at)))
        else {
            continue;
        };
        let is_joined = joins(all, first).next();
        if !is_joined || !clusters.all[before].level.is_rtl() {
            continue;
        }
        let third = (scalars(after).end..all.len()).find(|&at| is_letter(at));
        let letter = |at: usize| all[at].c;
        let ends = |at: usize| !joins(all, at).next();
        let is_final = ends(second);
        // «الله» and its like are never stretched.
        let is_lam_lam_heh = match (letter(first), letter(second)) {
            ('ل', 'ه') if is_final => {
                (0..first).rfind(|&at| is_letter(at)).is_some_and(|at| letter(at) == 'ل')
            }
            ('ل', 'ل') => third.is_some_and(|at| letter(at) == 'ه' && ends(at)),
            _ => false,
        };
        if is_lam_lam_heh {
            continue;
        }
        let rank = rank(letter(first), letter(second), third.map(letter), is_final);
        match best.last_mut() {
            Some(word) if in_word => *word = (*word).min((rank, place - 1)),
            _ => best.push((rank, place - 1)),
        }
        in_word = true;
    }
    best
}

/// How good the place between two joined letters is; `is_final` says whether the second ends its word.
fn rank(first: char, second: char, third: Option<char>, is_final: bool) -> Rank {
    match (first, second) {
        ('\u{640}', _) | (_, '\u{640}') => Rank::AfterTatweel,
        ('س' | 'ش' | 'ص' | 'ض', _) => Rank::AfterSeen,
        (_, 'ة' | 'ه' | 'د' | 'ذ') if is_final => Rank::BeforeFinalTehMarbuta,
        (_, 'ا' | 'أ' | 'إ' | 'آ' | 'ط' | 'ظ' | 'ل' | 'ك' | 'ک' | 'گ') if is_final => {
            Rank::BeforeFinalAlef
        }
        (_, 'ب' | 'ت' | 'ث' | 'ن' | 'ي' | 'ی' | 'پ')
            if matches!(third, Some('ر' | 'ز' | 'ي' | 'ى' | 'ی')) =>
        {
            Rank::BeforeMedialBeh
        }
        (_, 'و' | 'ع' | 'غ' | 'ق' | 'ف') if is_final => Rank::BeforeFinalWaw,
        _ => Rank::AnyJoin,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BaseDirection, Paragraph, Profile};
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    /// The first line at `width`, justified, in logical order with forms undone.
    #[track_caller]
    fn check(text: &str, width: usize, justification: Justification, expected: &str) {
        let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
        let spans = paragraph.break_lines(width);
        let line = paragraph.justified(text, &spans[0], width, justification);
        let visual: String =
            if line.base().is_rtl() { line.visual().chars().rev().collect() } else { line.visual() };
        assert_eq!(visual.nfkc().collect::<String>(), expected, "{text}");
        assert!(line.advance() <= width);
    }

    #[test]
    fn words_are_stretched_where_calligraphers_would() {
        use Justification::Kashida;
        check("مدرسة بعيدة جدا", 13, Kashida, "مدرسـة بعيـدة");
        check("مدرسة بعيدة جدا", 12, Kashida, "مدرسـة بعيدة");
        check("كتاب قديم جدا", 11, Kashida, "كتـاب قـديم");
        check("محـمد بعيد عنا", 11, Kashida, "محــمد بعيد");
        check("رحمه الله دائما أبدا", 17, Kashida, "رحمـه الله دائمـا");
        check("وبالله نستعين جميعا", 15, Kashida, "وبـالله نسـتعين");
        // Nothing joins here: the blanks are widened.
        check("دار ورد زاد", 9, Kashida, "دار   ورد");
        // The last line stays as it is.
        check("كتاب", 9, Kashida, "كتاب");
    }

    #[test]
    fn a_lam_alef_is_never_parted() {
        check("سلام كلام لاحق جدا", 13, Justification::Kashida, "سـلام كلام لاحـق");
        check("سلام كلام لاحق جدا", 14, Justification::Kashida, "سـلام كـلام لاحـق");
        check("لا لا لا لا", 6, Justification::Kashida, "لا  لا لا");
    }

    #[test]
    fn blanks_are_widened_evenly_from_the_beginning() {
        check("ab cd ef gh", 10, Justification::Spaces, "ab  cd  ef");
        check("ab cd ef gh", 9, Justification::Spaces, "ab  cd ef");
        check("abcdef gh", 7, Justification::Spaces, "abcdef");
    }

    #[test]
    fn what_is_added_stands_for_no_byte() {
        let text = "كتاب قديم جدا";
        let paragraph = Paragraph::new(text, BaseDirection::Auto, Profile::default());
        let spans = paragraph.break_lines(11);
        let line = paragraph.justified(text, &spans[0], 11, Justification::Kashida);
        let stored = |cell: &super::super::Cell<'_>| text[cell.range.clone()].to_string();
        let texts: Vec<String> = line.cells().map(|cell| stored(&cell)).collect();
        let together: String = texts.iter().rev().map(String::as_str).collect();
        assert_eq!(together, "كتاب قديم");
        assert_eq!(texts.iter().filter(|text| text.is_empty()).count(), 2);
        // A highlighted word has no hole in it.
        assert_eq!(line.columns_of(&(0.."كتاب".len())).len(), 1);
    }
}
