//! Styles by what they mean. Colours are the session's to reduce to what the terminal has.

mod look;
mod schemes;

pub use look::{Look, LookError};
pub use schemes::Scheme;

use crate::entity::EntityKind;
use ratatui::style::{Color, Modifier, Style};

/// How everything looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Running text.
    pub text: Style,
    /// The headline in the text, and headings.
    pub heading: Style,
    /// Captions, kickers, datelines, residue, numbers, hints.
    pub dim: Style,
    /// The program's name, the head of the pane that has the focus.
    pub accent: Style,
    /// Rules between panes, empty parts of bars.
    pub rule: Style,
    /// The row under the cursor in the pane that has the focus; laid over other styles.
    pub selected: Style,
    /// The row under the cursor in the others.
    pub selected_dim: Style,
    /// A mention of a chosen name; laid over its kind.
    pub chosen: Style,
    /// What a search has found; laid over its kind.
    pub hit: Style,
    /// The mention or hit that the walk stands on.
    pub current: Style,
    /// Warnings.
    pub warning: Style,
    /// Panels over the panes.
    pub panel: Style,
    place: Style,
    organisation: Style,
    person: Style,
    other: Style,
}

/// What a style is for: a field of [`Theme`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the fields of Theme describe each")]
pub enum Role {
    Text,
    Heading,
    Dim,
    Accent,
    Rule,
    Selected,
    SelectedDim,
    Chosen,
    Hit,
    Current,
    Warning,
    Panel,
    Place,
    Organisation,
    Person,
    Other,
}

impl Role {
    /// Every one.
    pub const ALL: [Role; 16] = [
        Role::Text,
        Role::Heading,
        Role::Dim,
        Role::Accent,
        Role::Rule,
        Role::Selected,
        Role::SelectedDim,
        Role::Chosen,
        Role::Hit,
        Role::Current,
        Role::Warning,
        Role::Panel,
        Role::Place,
        Role::Organisation,
        Role::Person,
        Role::Other,
    ];

    /// Its name, as settings write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Text => "text",
            Role::Heading => "heading",
            Role::Dim => "dim",
            Role::Accent => "accent",
            Role::Rule => "rule",
            Role::Selected => "selected",
            Role::SelectedDim => "selected-dim",
            Role::Chosen => "chosen",
            Role::Hit => "hit",
            Role::Current => "current",
            Role::Warning => "warning",
            Role::Panel => "panel",
            Role::Place => "place",
            Role::Organisation => "organisation",
            Role::Person => "person",
            Role::Other => "other",
        }
    }
}

impl Theme {
    /// The theme for a dark background.
    #[must_use]
    pub fn dark() -> Theme {
        Scheme::Dark.into()
    }

    /// The style for `role`.
    #[must_use]
    pub const fn of(&self, role: Role) -> Style {
        match role {
            Role::Text => self.text,
            Role::Heading => self.heading,
            Role::Dim => self.dim,
            Role::Accent => self.accent,
            Role::Rule => self.rule,
            Role::Selected => self.selected,
            Role::SelectedDim => self.selected_dim,
            Role::Chosen => self.chosen,
            Role::Hit => self.hit,
            Role::Current => self.current,
            Role::Warning => self.warning,
            Role::Panel => self.panel,
            Role::Place => self.place,
            Role::Organisation => self.organisation,
            Role::Person => self.person,
            Role::Other => self.other,
        }
    }

    /// Lays `look` over the style for `role`.
    pub fn lay(&mut self, role: Role, look: Look) {
        let style = match role {
            Role::Text => &mut self.text,
            Role::Heading => &mut self.heading,
            Role::Dim => &mut self.dim,
            Role::Accent => &mut self.accent,
            Role::Rule => &mut self.rule,
            Role::Selected => &mut self.selected,
            Role::SelectedDim => &mut self.selected_dim,
            Role::Chosen => &mut self.chosen,
            Role::Hit => &mut self.hit,
            Role::Current => &mut self.current,
            Role::Warning => &mut self.warning,
            Role::Panel => &mut self.panel,
            Role::Place => &mut self.place,
            Role::Organisation => &mut self.organisation,
            Role::Person => &mut self.person,
            Role::Other => &mut self.other,
        };
        *style = look.over(*style);
    }

    /// A mention in the text. Each kind has a colour, or, where there are none, another cue.
    #[must_use]
    pub const fn kind(&self, kind: EntityKind) -> Style {
        match kind {
            EntityKind::Place => self.place,
            EntityKind::Organisation => self.organisation,
            EntityKind::Person => self.person,
            EntityKind::Other(_) => self.other,
        }
    }

    /// The sign and the bar of a kind: its colour alone.
    #[must_use]
    pub const fn sign(&self, kind: EntityKind) -> Style {
        let style = self.kind(kind);
        Style { add_modifier: Modifier::empty(), ..style }
    }

    /// A style for what a rule found: half-way to what is dim, and not bold. Where colours are the
    /// terminal's, or there are none, letters lean instead: that hides no dot.
    #[must_use]
    pub fn lighter(&self, style: Style) -> Style {
        let (Some(Color::Rgb(r, g, b)), Some(Color::Rgb(dim_r, dim_g, dim_b))) = (style.fg, self.dim.fg)
        else {
            return style.add_modifier(Modifier::ITALIC);
        };
        let mixed = Color::Rgb(r.midpoint(dim_r), g.midpoint(dim_g), b.midpoint(dim_b));
        Style { add_modifier: style.add_modifier.difference(Modifier::BOLD), ..style.fg(mixed) }
    }
}

/// The sign of an article that the reader has given a star.
pub(super) const STAR: &str = "★";

/// The sign that stands before a name of this kind; hollow, if nothing but rules found it.
#[must_use]
pub(super) const fn sign(kind: EntityKind, is_by_rule: bool) -> &'static str {
    match (kind, is_by_rule) {
        (EntityKind::Place, false) => "●",
        (EntityKind::Place, true) => "○",
        (EntityKind::Organisation, false) => "■",
        (EntityKind::Organisation, true) => "□",
        (EntityKind::Person, false) => "▲",
        (EntityKind::Person, true) => "△",
        (EntityKind::Other(_), false) => "◆",
        (EntityKind::Other(_), true) => "◇",
    }
}
