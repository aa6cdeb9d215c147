//! Text layout: right-to-left text in a cell grid.
