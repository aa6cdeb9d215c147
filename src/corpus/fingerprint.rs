//! By which a text is known again, wherever its file has gone and whatever it is called now.

use siphasher::sip128::{Hasher128, SipHasher24};
use std::fmt;
use std::hash::Hasher;

/// A number that two texts share only if they are the same, byte for byte: SipHash-2-4 in its form of 128
/// bits, with a key of zeros. It stands in files that outlive the program, so it is of a published function
/// (the standard library's may become another with any release). It keeps no secret: whoever tries hard may
/// find two texts that share a number, and then those share their marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// That of a text as stored.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Fingerprint {
        let mut hasher = SipHasher24::new();
        hasher.write(bytes);
        Fingerprint(hasher.finish128().as_u128())
    }

    /// Reads what [`Display`](fmt::Display) writes.
    #[must_use]
    pub fn parse(digits: &[u8]) -> Option<Fingerprint> {
        if digits.len() != 32 {
            return None;
        }
        digits.iter().try_fold(Fingerprint(0), |Fingerprint(number), digit| {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            Some(Fingerprint(number << 4 | u128::from(value)))
        })
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_stand_in_files() {
        // What differs here, differs from every file that a reader has: they would all be forgotten.
        let check = |text: &str, expected: &str| {
            let found = Fingerprint::of(text.as_bytes());
            assert_eq!(found.to_string(), expected);
            assert_eq!(Fingerprint::parse(expected.as_bytes()), Some(found));
        };
        check("", "f4f2ced447ab02427de0a38047d74950");
        check("ورّاق", "a023b2087058ef0565243b452f027944");
        check(&"ل".repeat(1000), "0d179cb0924abb3b525d7774129ba197");
    }

    #[test]
    fn nothing_else_is_a_number() {
        for digits in ["", "0", "0123456789abcdef0123456789abcdeF", &"0".repeat(31), &"0".repeat(33)] {
            assert_eq!(Fingerprint::parse(digits.as_bytes()), None, "{digits}");
        }
    }
}
