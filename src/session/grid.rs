//! The cells that a terminal holds, row by row.

use super::encode::Cell;

/// The cells of a terminal, row by row.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    columns: usize,
    pub(super) cells: Vec<Cell>,
}

impl Grid {
    pub(super) fn blank(columns: u16, rows: u16) -> Grid {
        let columns = usize::from(columns);
        Grid { columns, cells: vec![Cell::BLANK; columns * usize::from(rows)] }
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    pub(super) fn height(&self) -> usize {
        self.cells.len() / self.columns.max(1)
    }

    pub(super) fn row(&self, y: usize) -> &[Cell] {
        &self.cells[y * self.columns..(y + 1) * self.columns]
    }

    pub(super) fn row_mut(&mut self, y: usize) -> &mut [Cell] {
        &mut self.cells[y * self.columns..(y + 1) * self.columns]
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(self.columns.max(1))
    }

    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = &mut [Cell]> {
        self.cells.chunks_mut(self.columns.max(1))
    }
}
