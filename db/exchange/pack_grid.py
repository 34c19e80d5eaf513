"""Where everything stands on a pack's summary: two blocks of columns side by side, charts above tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.exchange.pack_figures import Section

BLOCKS = (2, 9)
"""The first column of each block, counted from 1; a narrow column stands before each."""

BLOCK = 6  # columns of a block
LAST = BLOCKS[-1] + BLOCK - 1
COLUMN_WIDTH, EDGE_WIDTH = 13.0, 3.0  # characters
TILE = 3  # columns of a tile, so that a block has two
CHART_ROWS = 15


@dataclass(frozen=True)
class Placed:
    """A table in its place: `row` is that of its title; heads follow, then its rows, then the total."""

    section: Section
    row: int
    column: int

    @property
    def first(self) -> int:
        """The sheet's row with the first row of the table."""
        return self.row + 2

    @property
    def last(self) -> int:
        """The sheet's row with the last row of the table, the total aside."""
        return self.first + len(self.section.rows) - 1

    @property
    def own_last(self) -> int:
        """The sheet's row with the last row that counts something of its own."""
        return self.first + self.section.own_rows - 1

    @property
    def end(self) -> int:
        """The row below the table."""
        return self.last + 1 + self.section.has_total

    def figure_column(self, number: int) -> int:
        """The column of a figure: they stand at the right end of the block."""
        return self.column + BLOCK - len(self.section.heads) + number


def placed(sections: Sequence[Section], row: int) -> list[Placed]:
    """The tables from a row on, each in the block that has more room."""
    ends = [row] * len(BLOCKS)
    made = []
    for section in sections:
        block = ends.index(min(ends))
        table = Placed(section, ends[block], BLOCKS[block])
        ends[block] = table.end + 1
        made.append(table)
    return made


def chart_places(number: int, row: int) -> Iterator[tuple[int, int, int]]:
    """Where charts stand, as first row, first column and last column: in pairs, an odd first one wide."""
    if number % 2:
        yield row, BLOCKS[0], LAST
        row += CHART_ROWS + 1
        number -= 1
    for each in range(number):
        begin = BLOCKS[each % 2]
        yield row + each // 2 * (CHART_ROWS + 1), begin, begin + BLOCK - 1
