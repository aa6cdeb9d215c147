//! What the mouse does: the wheel scrolls what it is over, a click chooses, and drawing over the text selects
//! as `v` does. Places are those of the panes, whichever way these are arranged.

use super::msg::{Effect, Message};
use super::panes::{Pane, content};
use super::select::Selection;
use super::{Model, NameRow, Overlay};
use crate::keys::{Key, KeyCode, Mouse, MouseDeed};
use ratatui::layout::Position;
use std::ops::Range;

/// Rows that a notch of the wheel scrolls.
const NOTCH: isize = 3;

impl Model {
    /// Whether the mouse reports.
    #[must_use]
    pub fn has_mouse(&self) -> bool {
        self.mouse
    }

    /// The mouse reports from the beginning, or does not.
    #[must_use]
    pub fn with_mouse(self, mouse: bool) -> Self {
        Model { mouse, ..self }
    }

    /// Lets the mouse report, or lets the terminal have it again.
    pub(super) fn toggle_mouse(&mut self) -> Effect {
        self.mouse = !self.mouse;
        self.pressed = None;
        self.message = Some(Message::Mouse(self.mouse));
        Effect::Mouse(self.mouse)
    }

    /// Does what the mouse means where it is.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Option<Effect> {
        let at = Position::new(mouse.column, mouse.row);
        if mouse.deed != MouseDeed::Release {
            self.message = None;
        }
        if self.overlay.is_some() {
            return self.mouse_over_panel(mouse.deed, at);
        }
        match mouse.deed {
            MouseDeed::WheelUp => self.turn_wheel(at, -1),
            MouseDeed::WheelDown => self.turn_wheel(at, 1),
            MouseDeed::Press => return self.click(at),
            MouseDeed::Drag => self.draw_selection(at),
            MouseDeed::Release => self.pressed = None,
        }
        None
    }

    /// Over a panel the wheel scrolls it, and a click in the menu of copying copies.
    fn mouse_over_panel(&mut self, deed: MouseDeed, at: Position) -> Option<Effect> {
        let key = match deed {
            MouseDeed::WheelUp => KeyCode::Up,
            MouseDeed::WheelDown => KeyCode::Down,
            MouseDeed::Press => {
                let Some(Overlay::Copy(menu)) = &self.overlay else { return None };
                let inner = self.copy_panel()?.inner;
                let row = menu.cursor.top + usize::from(at.y.checked_sub(inner.y)?);
                if !inner.contains(at) || row >= menu.rows.len() {
                    self.overlay = None;
                    return None;
                }
                return self.copy_row(row);
            }
            MouseDeed::Drag | MouseDeed::Release => return None,
        };
        if self.overlay == Some(Overlay::Readable) {
            return None;
        }
        let notch = if matches!(self.overlay, Some(Overlay::Copy(_))) { 1 } else { NOTCH };
        for _ in 0..notch {
            let _ = self.overlay_key(Key::plain(key));
        }
        None
    }

    fn turn_wheel(&mut self, at: Position, way: isize) {
        match self.pane_at(at) {
            Some(Pane::Text) => self.reader.scroll(way * NOTCH),
            Some(Pane::Names) => self.names.step(way * NOTCH),
            // An article takes about as many rows.
            Some(Pane::List) => self.list.step(way, self.results.articles.len()),
            None => {}
        }
    }

    fn click(&mut self, at: Position) -> Option<Effect> {
        self.selection = None;
        self.prompt = None;
        let pane = self.pane_at(at)?;
        let area = content(self.arrangement().pane(pane)?);
        let row = usize::from(at.y.saturating_sub(area.y));
        let was_there = self.focus == pane;
        match pane {
            Pane::List => {
                self.focus_on(pane);
                let place = self.list.top + row / usize::from(self.density().rows());
                if area.contains(at) && place < self.results.articles.len() {
                    let is_again = was_there && self.list.selected == place;
                    self.list.selected = place;
                    self.open_selected();
                    if is_again {
                        self.focus_on(Pane::Text);
                    }
                }
            }
            Pane::Names => {
                self.focus_on(pane);
                // The head that is kept in view covers the first row.
                if !area.contains(at) || row == 0 && self.names.head_above().is_some() {
                    return None;
                }
                let place = self.names.cursor().top + row;
                let clicked = *self.names.rows().get(place)?;
                if was_there && self.names.cursor().selected == place {
                    self.choose();
                    return None;
                }
                self.names.go_to(place);
                if let NameRow::Head(_) = clicked {
                    self.fold_names();
                }
            }
            Pane::Text => {
                self.open_selected();
                self.focus_on(pane);
                let cluster = self.cluster_at_cell(at)?;
                let article = self.reader.article()?;
                let mentions = self.snapshot.mentions(article);
                let mention = mentions.iter().find(|mention| mention.range.contains(&cluster.start));
                if let Some(mention) = mention.map(|mention| mention.range.clone()) {
                    self.reader.stand_on(Some(mention));
                }
                self.pressed = Some(cluster);
            }
        }
        None
    }

    /// Selects from where the button went down to where the mouse is now. Beyond the edges of the text it
    /// scrolls.
    fn draw_selection(&mut self, at: Position) {
        let Some(anchor) = self.pressed.clone() else { return };
        if self.arrangement().text.is_none() {
            return;
        }
        let area = self.text_column();
        if at.y < area.y {
            self.reader.scroll(-1);
        } else if at.y >= area.bottom() {
            self.reader.scroll(1);
        }
        let Some(head) = self.cluster_at_cell(at) else { return };
        match &mut self.selection {
            Some(selection) => selection.move_to(head),
            // A hand that trembles selects nothing.
            None if head == anchor => {}
            None => {
                self.selection = self.reader.article().map(|article| Selection::new(article, anchor, head));
            }
        }
    }

    /// The bytes under a cell of the screen, or the nearest in the text.
    fn cluster_at_cell(&self, at: Position) -> Option<Range<usize>> {
        self.arrangement().text?;
        let area = self.text_column();
        let (page, top) = (self.reader.page()?, self.reader.top());
        let y = at.y.clamp(area.y, area.bottom().saturating_sub(1).max(area.y)) - area.y;
        let row = (top + usize::from(y)).min(page.rows().len().saturating_sub(1));
        let column = usize::from(at.x.saturating_sub(area.x));
        // Air belongs to the line above it.
        page.cluster_near(row, column).or_else(|| page.cluster_near(page.row_above(row)?, column))
    }

    fn pane_at(&self, at: Position) -> Option<Pane> {
        let arrangement = self.arrangement();
        Pane::ALL.into_iter().find(|pane| arrangement.pane(*pane).is_some_and(|area| area.contains(at)))
    }
}
