//! What the card says to which a terminal is held.

use super::Words;

impl Words {
    /// What a line of the card looks like where it is right.
    #[must_use]
    pub fn card_of_ways(self) -> &'static str {
        self.pick(
            "Where a line is right, its first word (as-salam) stands at its right end and Daesh at its left, all \
             letters are joined, and ( ) and « » open away from what they hold. Here it is the marked line that \
             must be so; of the others some may look right too.",
            "حيث يصح السطر تقف كلمته الأولى «السلام» في طرفه الأيمن و«داعش» في طرفه الأيسر، وتتصل الحروف كلها، \
             وتحيط الأقواس ( ) و« » بما فيها. والسطر الذي يجب أن يكون كذلك هنا هو الموسوم، وقد يبدو غيره صحيحا أيضا.",
        )
    }

    /// What to do where another one is.
    #[must_use]
    pub fn another_way(self) -> &'static str {
        self.pick(
            "If another line is the right one: warraq --terminal NAME, or B in the reader until it looks right.",
            "إن كان الصحيح سطرا آخر فاكتب warraq --terminal NAME، أو اضغط B في القارئ إلى أن يصح.",
        )
    }

    /// How the card is put away, where that draws it anew.
    #[must_use]
    pub fn enter_ends_the_card(self) -> &'static str {
        self.pick(
            "Enter ends this, and gives the terminal its own order back.",
            "اضغط Enter للإنهاء ولتعود الطرفية إلى ترتيبها.",
        )
    }
}
