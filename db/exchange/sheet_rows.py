"""The cells of a sheet, read from the store a few hundred rows at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.errors import Cancelled
from db.exchange.cells import EMPTY, Cell, cell_maker
from db.exchange.discretion import Discretion
from db.exchange.labels import Labels
from db.exchange.sheet_plan import Column, SheetPlan
from db.queries import Ref, Row, rows

CHUNK = 500

Progress = Callable[[int, int], None]
Asked = Callable[[], bool]
Made = Callable[[Row], Cell]


@dataclass(frozen=True)
class Line:
    """One row of a sheet: which record it is, and its cells in the order of the columns."""

    uid: str
    title: str
    cells: list[Cell]


class Source:
    """Reads the rows of every sheet of one export, and says how far it has come."""

    def __init__(
        self,
        session: Session,
        labels: Labels,
        discretion: Discretion,
        progress: Progress | None,
        cancelled: Asked | None,
    ) -> None:
        self._session = session
        self._labels = labels
        self._discretion = discretion
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        self.total = 0

    def chunks(self, plan: SheetPlan) -> Iterator[list[Line]]:
        """The rows of a sheet. Raises Cancelled when the person no longer wants them."""
        makers = [self._maker(column) for column in plan.columns]
        names = [c.field.name for c in plan.columns if c.field.name != "uid" and not c.derived]
        for begin in range(0, len(plan.ids), CHUNK):
            self.look_up()
            ids = plan.ids[begin : begin + CHUNK]
            found = self._discretion.discreet(rows(self._session, plan.kind, ids, names))
            # What was read is not needed again; kept, 100,000 records would fill the memory.
            self._session.expunge_all()
            yield [Line(row.uid, row.title, [make(row) for make in makers]) for row in found]
            self._done += len(ids)
            if self._progress:
                self._progress(self._done, self.total)

    def look_up(self) -> None:
        """Stop when the person has asked to. Raises Cancelled."""
        if self._cancelled and self._cancelled():
            raise Cancelled

    def _maker(self, column: Column) -> Made:
        name = column.field.name
        if column.derived:
            return _nothing_yet
        if column.identity:
            return _own_uid if name == "uid" else lambda row: _uid_of(row[name])
        make = cell_maker(column.field, self._labels)
        return lambda row: make(row[name])


def _nothing_yet(_row: Row) -> Cell:
    return EMPTY


def _own_uid(row: Row) -> Cell:
    return Cell(row.uid)


def _uid_of(value: Ref | None) -> Cell:
    return EMPTY if value is None else Cell(value.uid)


def uids_of(session: Session, kind: str, ids: Sequence[int]) -> list[str]:
    """The uids of records, in the order of their ids."""
    found: list[str] = []
    for begin in range(0, len(ids), CHUNK):
        found.extend(row.uid for row in rows(session, kind, ids[begin : begin + CHUNK], ()))
        session.expunge_all()
    return found
