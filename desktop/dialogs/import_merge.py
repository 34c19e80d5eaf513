"""What a workbook that came back says about a table in figures, and what she can choose in it at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from db.exchange.merging import RECORD, CellMerge, Choices, Side, Verdict
from db.exchange.plan import Origin, RowPlan, SheetPlan, State
from db.language import language, tr, trn


@dataclass(frozen=True)
class Chosen:
    """Whose value is taken in cells (table, uid, field) and for rows without a record (table, row).

    None takes back what was chosen, so that a conflict is undecided again.
    """

    side: Side | None
    cells: tuple[tuple[int, str, str], ...] = ()
    new: tuple[tuple[int, int], ...] = ()

    def added_to(self, choices: Choices) -> Choices:
        """The choices with this one, which counts more than what was chosen before."""
        if self.side is None:
            again = set(self.cells)
            cells = {key: side for key, side in choices.cells.items() if key not in again}
            return replace(choices, cells=cells)
        cells = {**choices.cells, **dict.fromkeys(self.cells, self.side)}
        return replace(choices, cells=cells, new={**choices.new, **dict.fromkeys(self.new, self.side)})


@dataclass(frozen=True)
class MergeFigures:
    """How many cells of a table they changed, we changed, and are in conflict; `still_open` of those are
    undecided, `proposed` rows are gone from it. In `columns`, fields by name, something can be chosen; in
    `decided` is a conflict that was."""

    theirs: int = 0
    ours: int = 0
    conflicts: int = 0
    still_open: int = 0
    proposed: int = 0
    columns: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """The figures for a person; empty where nothing was changed."""
        told = (
            (self.theirs, trn("{n} changed by them", "{n} changed by them", self.theirs)),
            (self.ours, trn("{n} changed by us", "{n} changed by us", self.ours)),
            (self.conflicts, trn("{n} conflict", "{n} conflicts", self.conflicts)),
            (self.proposed, trn("{n} deleted by them", "{n} deleted by them", self.proposed)),
        )
        return " · ".join(words for n, words in told if n)


def figures(plan: SheetPlan) -> MergeFigures:
    """The figures of a table."""
    cells = [cell for row in plan.rows for cell in row.cells]
    verdicts = [cell.verdict for cell in cells]
    return MergeFigures(
        verdicts.count(Verdict.THEIRS),
        verdicts.count(Verdict.OURS),
        verdicts.count(Verdict.CONFLICT),
        sum(cell.is_open for cell in cells),
        len(plan.missing),
        frozenset(cell.field for cell in cells if cell.is_to_decide and cell.field != RECORD),
        frozenset(cell.field for cell in cells if _is_decided(cell)),
    )


def exported_on(origin: Origin | None) -> str:
    """When the workbook was exported, such as "exported 12 Mar"; empty where it is not told."""
    if origin is None or not origin.moment:
        return ""
    moment = datetime.fromisoformat(origin.moment).astimezone()
    this_year = moment.year == QDate.currentDate().year()
    day = QLocale(language()).toString(
        QDate(moment.year, moment.month, moment.day), "d MMM" if this_year else "d MMM yyyy"
    )
    return tr("exported {day}", day=day)


def is_proposed(row: RowPlan) -> bool:
    """Whether a row is a record whose row is gone from the workbook."""
    return row.row == 0


def can_choose(row: RowPlan, is_back: bool) -> bool:
    """Whether there are two sides to a row. `is_back` says that its table is merged three ways."""
    return any(cell.is_to_decide for cell in row.cells) or (is_back and is_addition(row))


def can_undecide(row: RowPlan) -> bool:
    """Whether a conflict in a row of the file was decided, so that it can be undecided again."""
    return not is_proposed(row) and any(_is_decided(cell) for cell in row.cells)


def chosen_cell(place: int, row: RowPlan, name: str, side: Side | None) -> Chosen:
    """One cell of a row."""
    return Chosen(side, ((place, row.uid, name),))


def chosen_row(place: int, row: RowPlan, side: Side | None) -> Chosen:
    """All of a row; one without a record is taken or left out. Only conflicts can be undecided."""
    cells = tuple((place, row.uid, cell.field) for cell in row.cells if _is_meant(cell, side))
    return Chosen(side, cells, () if cells else ((place, row.row),))


def chosen_column(place: int, plan: SheetPlan, name: str, side: Side | None) -> Chosen:
    """A field in all rows of a table. Only conflicts can be undecided."""
    cells = _cells(place, plan.rows)
    meant = (key for key, cell in cells if cell.field == name and _is_meant(cell, side))
    return Chosen(side, tuple(meant))


def chosen_conflicts(plans: Iterable[SheetPlan], side: Side | None) -> Chosen:
    """Every conflict of a workbook."""
    cells = (each for place, plan in enumerate(plans) for each in _cells(place, plan.rows))
    return Chosen(side, tuple(key for key, cell in cells if cell.verdict is Verdict.CONFLICT))


def chosen_everything(plans: Iterable[SheetPlan], side: Side) -> Chosen:
    """Everything that they changed or added in a workbook; what they deleted is decided for itself."""
    cells: list[tuple[int, str, str]] = []
    new: list[tuple[int, int]] = []
    for place, plan in enumerate(plans):
        cells += (key for key, _ in _cells(place, plan.rows))
        if plan.back:
            # A row that was left out is no longer NEW, but it has no record either.
            new += ((place, row.row) for row in plan.rows if is_addition(row))
    return Chosen(side, tuple(cells), tuple(new))


def chosen_deletions(place: int, plan: SheetPlan, side: Side) -> Chosen:
    """Every row that is gone from a table."""
    return Chosen(side, tuple((place, row.uid, RECORD) for row in plan.missing))


def is_addition(row: RowPlan) -> bool:
    """Whether a row is a new record, taken or left out."""
    return row.state is State.NEW or (row.state is State.SKIPPED and bool(row.values or row.kind))


def _is_decided(cell: CellMerge) -> bool:
    return cell.verdict is Verdict.CONFLICT and cell.side is not None


def _is_meant(cell: CellMerge, side: Side | None) -> bool:
    """Whether a choice is about a cell."""
    return cell.is_to_decide if side is not None else cell.verdict is Verdict.CONFLICT


def _cells(place: int, rows: Iterable[RowPlan]) -> Iterator[tuple[tuple[int, str, str], CellMerge]]:
    """The cells that can be decided, each behind its key."""
    for row in rows:
        for cell in row.cells:
            if cell.is_to_decide:
                yield (place, row.uid, cell.field), cell
