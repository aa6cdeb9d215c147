//! The known word that was probably meant.

/// Letters of a word that is looked at.
const LONGEST: usize = 40;

/// The known word nearest to `word`, if one is so near that it may have been meant.
pub(super) fn nearest(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let typed: Vec<char> = word.chars().take(LONGEST).collect();
    let least = (typed.len() * 2 / 5).max(1);
    let near = known.map(|known| (distance(&typed, known), known)).filter(|(distance, _)| *distance <= least);
    near.min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// How many letters were left out, added, exchanged for others, or for their neighbour (optimal string alignment).
fn distance(typed: &[char], known: &str) -> usize {
    let known: Vec<char> = known.chars().collect();
    let mut rows = [vec![0; known.len() + 1], (0..=known.len()).collect(), vec![0; known.len() + 1]];
    for (i, a) in typed.iter().enumerate() {
        let [before, last, row] = &mut rows;
        row[0] = i + 1;
        for (j, b) in known.iter().enumerate() {
            let exchanged = last[j] + usize::from(a != b);
            row[j + 1] = exchanged.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == known[j - 1] && typed[i - 1] == *b {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        rows.rotate_left(1);
    }
    rows[1][known.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_seen() {
        let check = |word: &str, expected| {
            let known = ["language", "theme", "colours", "keys", "line-spacing"];
            assert_eq!(nearest(word, known.into_iter()), expected, "{word}");
        };
        check("langauge", Some("language"));
        check("theem", Some("theme"));
        check("colors", Some("colours"));
        check("color", Some("colours"));
        check("key", Some("keys"));
        check("line_spacing", Some("line-spacing"));
        check("", None);
        check("fonts", None);
        check("theta", Some("theme"));
        check("kess", Some("keys"));
        check("kiss", None);
        check("wallpaper", None);
        check(&"x".repeat(10_000), None);
    }

    #[test]
    fn distances_are_those_of_optimal_string_alignment() {
        let check = |a: &str, b: &str, expected| {
            assert_eq!(distance(&a.chars().collect::<Vec<_>>(), b), expected, "{a} {b}");
            assert_eq!(distance(&b.chars().collect::<Vec<_>>(), a), expected, "{b} {a}");
        };
        check("", "", 0);
        check("abc", "", 3);
        check("abc", "abc", 0);
        check("abc", "acb", 1);
        check("ca", "abc", 3);
        check("kitten", "sitting", 3);
    }
}
