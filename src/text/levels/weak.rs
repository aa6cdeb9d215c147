//! Weak types (UAX #9, W1 to W7).

use crate::text::properties::{Class, ClassSet};

/// W1 to W7.
pub(super) fn weak(types: &mut [Class], sos: Class, is_isolate: impl Fn(usize) -> bool) {
    const NUMERIC: ClassSet = ClassSet::of(&[Class::En, Class::An]);
    const SEPARATORS: ClassSet = ClassSet::of(&[Class::Es, Class::Et, Class::Cs]);
    // W1 to W3 in one pass: each looks backwards only, W2 at strong types before W3 changes them.
    let mut before = sos;
    let mut strong = sos;
    let mut present = ClassSet::default();
    for (at, slot) in types.iter_mut().enumerate() {
        let mut class = *slot;
        present.insert(class);
        if class == Class::Nsm {
            // W1.
            class = if at > 0 && is_isolate(at - 1) { Class::On } else { before };
        }
        before = class;
        match class {
            Class::L | Class::R | Class::Al => strong = class,
            // W2.
            Class::En if strong == Class::Al => class = Class::An,
            _ => {}
        }
        // W3.
        *slot = if class == Class::Al { Class::R } else { class };
    }
    if !present.any(NUMERIC) {
        // What is left are separators, and those are neutral in all that follows.
        return;
    }
    if present.any(SEPARATORS) {
        // W4.
        for at in 1..types.len().saturating_sub(1) {
            if !SEPARATORS.contains(types[at]) {
                continue;
            }
            let (left, right) = (types[at - 1], types[at + 1]);
            types[at] = match types[at] {
                Class::Es if left == Class::En && right == Class::En => Class::En,
                Class::Cs if left == right && matches!(left, Class::En | Class::An) => left,
                class => class,
            };
        }
    }
    // W5 to W7.
    let mut strong = sos;
    let mut after_number = false;
    let mut at = 0;
    while at < types.len() {
        match types[at] {
            Class::Et => {
                let end =
                    types[at..].iter().position(|&class| class != Class::Et).map_or(types.len(), |n| at + n);
                let is_number = after_number || types.get(end) == Some(&Class::En);
                let class = match (is_number, strong) {
                    (false, _) => Class::On,
                    (true, Class::L) => Class::L,
                    (true, _) => Class::En,
                };
                types[at..end].fill(class);
                after_number = is_number;
                at = end;
                continue;
            }
            Class::Es | Class::Cs => {
                types[at] = Class::On;
                after_number = false;
            }
            Class::En => {
                after_number = true;
                if strong == Class::L {
                    types[at] = Class::L;
                }
            }
            class => {
                after_number = false;
                if matches!(class, Class::L | Class::R) {
                    strong = class;
                }
            }
        }
        at += 1;
    }
}
