//! Explicit levels and directions (UAX #9, X1 to X8), and the pairs of isolates that they need (BD9).

use super::{NONE, Resolver};
use crate::text::bidi::Level;
use crate::text::properties::Class;

/// The deepest explicit level (BD2).
const MAX_DEPTH: u8 = 125;

impl Resolver {
    /// BD9: which isolate initiator matches which PDI. None does across a paragraph separator.
    pub(super) fn find_partners(&mut self) {
        self.partners.clear();
        self.partners.resize(self.classes.len(), NONE);
        let mut open = Vec::new();
        for (at, class) in (0_u32..).zip(&self.classes) {
            match class {
                Class::Lri | Class::Rli | Class::Fsi => open.push(at),
                Class::Pdi => {
                    if let Some(initiator) = open.pop() {
                        self.partners[initiator as usize] = at;
                        self.partners[at as usize] = initiator;
                    }
                }
                Class::B => open.clear(),
                _ => {}
            }
        }
    }

    /// P2 and P3 on the content of the FSI at `at`: whether it is to be read as RLI (X5c).
    fn is_rtl_isolate(&self, at: usize) -> bool {
        let end = match self.partners[at] {
            NONE => self.classes.len(),
            end => end as usize,
        };
        let mut place = at + 1;
        while place < end {
            match self.classes[place] {
                Class::L => return false,
                Class::R | Class::Al => return true,
                Class::Lri | Class::Rli | Class::Fsi => match self.partners[place] {
                    NONE => return false,
                    partner => place = partner as usize,
                },
                _ => {}
            }
            place += 1;
        }
        false
    }

    /// X1 to X8: explicit levels and overrides. Sets `levels`, and `classes` where an override
    /// holds; X9's characters become BN.
    pub(super) fn explicit(&mut self, base: Level) {
        #[derive(Clone, Copy)]
        struct Entry {
            level: u8,
            overriding: Option<Class>,
            is_isolate: bool,
        }
        let bottom = Entry { level: base.number(), overriding: None, is_isolate: false };
        let mut stack = vec![bottom];
        let (mut overflowing_isolates, mut overflowing_embeddings, mut valid_isolates) =
            (0_usize, 0_usize, 0_usize);
        for at in 0..self.classes.len() {
            let top = stack[stack.len() - 1];
            let class = self.classes[at];
            let next_level = |is_rtl: bool| {
                let level = if is_rtl { (top.level + 1) | 1 } else { (top.level + 2) & !1 };
                (level <= MAX_DEPTH).then_some(level)
            };
            match class {
                // X2 to X5: embeddings and overrides.
                Class::Rle | Class::Lre | Class::Rlo | Class::Lro => {
                    self.classes[at] = Class::Bn;
                    let overriding = match class {
                        Class::Rlo => Some(Class::R),
                        Class::Lro => Some(Class::L),
                        _ => None,
                    };
                    match next_level(matches!(class, Class::Rle | Class::Rlo)) {
                        Some(level) if overflowing_isolates == 0 && overflowing_embeddings == 0 => {
                            stack.push(Entry { level, overriding, is_isolate: false });
                        }
                        _ if overflowing_isolates == 0 => overflowing_embeddings += 1,
                        _ => {}
                    }
                }
                // X5a to X5c: isolates.
                Class::Rli | Class::Lri | Class::Fsi => {
                    let is_rtl = class == Class::Rli || (class == Class::Fsi && self.is_rtl_isolate(at));
                    self.levels[at] = Level::new(top.level);
                    if let Some(overriding) = top.overriding {
                        self.classes[at] = overriding;
                    }
                    match next_level(is_rtl) {
                        Some(level) if overflowing_isolates == 0 && overflowing_embeddings == 0 => {
                            valid_isolates += 1;
                            stack.push(Entry { level, overriding: None, is_isolate: true });
                        }
                        _ => overflowing_isolates += 1,
                    }
                }
                // X6a: the end of an isolate, and of all that was opened inside it.
                Class::Pdi => {
                    if overflowing_isolates > 0 {
                        overflowing_isolates -= 1;
                    } else if valid_isolates > 0 {
                        overflowing_embeddings = 0;
                        while stack.pop_if(|entry| !entry.is_isolate).is_some() {}
                        stack.pop();
                        valid_isolates -= 1;
                    }
                    let top = stack[stack.len() - 1];
                    self.levels[at] = Level::new(top.level);
                    if let Some(overriding) = top.overriding {
                        self.classes[at] = overriding;
                    }
                }
                // X7: the end of an embedding.
                Class::Pdf => {
                    self.classes[at] = Class::Bn;
                    if overflowing_isolates == 0 {
                        if overflowing_embeddings > 0 {
                            overflowing_embeddings -= 1;
                        } else if !top.is_isolate && stack.len() > 1 {
                            stack.pop();
                        }
                    }
                }
                // X8: all ends with the paragraph.
                Class::B => self.levels[at] = base,
                Class::Bn => {}
                // X6.
                _ => {
                    self.levels[at] = Level::new(top.level);
                    if let Some(overriding) = top.overriding {
                        self.classes[at] = overriding;
                    }
                }
            }
        }
    }
}
