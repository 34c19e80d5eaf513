"""A desk for tests of workbooks that come back: a small store, an export, a colleague's edits, the import."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from db.exchange.building import Budget
from db.exchange.exporting import export_store, export_view
from db.exchange.importing import carry_out
from db.exchange.limits import USUAL
from db.exchange.merging import NO_CHOICES, CellMerge, Choices
from db.exchange.plan import Decisions, ImportPlan, RowPlan, State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.sheets import Workbook
from db.exchange.xlsx_reader import read_xlsx
from db.fields import Audience
from db.queries import View
from db.records import RECORDS
from db.store import Store
from db.understanding import understand
from db.values import Reach
from db.writer import stored_fields


def phones(*texts: str) -> tuple[Reach, ...]:
    """Phones as they are understood."""
    said = stored_fields(RECORDS["contact"])["phones"]
    found: list[Reach] = []
    for text in texts:
        found.extend(cast(tuple[Reach, ...], understand(said, text).value))
    return tuple(found)


def read(path: Path) -> Workbook:
    """A workbook, read in this process."""
    workbook = Workbook(path)
    workbook.sheets.extend(read_xlsx(path, Budget(USUAL, _untold), workbook))
    return workbook


def _untold(_rows: int, _total: int | None) -> None:
    """Nobody wants to know."""


class Grid:
    """A sheet as a colleague sees it: cells by the row's number and the column's header."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet

    @property
    def headers(self) -> dict[str, int]:
        """The columns by header."""
        return {cell.value: cell.column for cell in self.sheet[1]}

    def row_of(self, header: str, value: object) -> int:
        """The row in which a value stands."""
        column = self.headers[header]
        return next(
            row for row in range(2, self.sheet.max_row + 1) if self.sheet.cell(row, column).value == value
        )

    def put(self, row: int, header: str, value: object) -> None:
        """Type into a cell; None clears it."""
        self.sheet.cell(row, self.headers[header]).value = value

    def add_column(self, header: str) -> None:
        """Add a column at the end."""
        self.sheet.cell(1, self.sheet.max_column + 1).value = header

    def add_row(self, **cells: object) -> int:
        """Add a row at the end; headers with blanks are written with "_"."""
        row = int(self.sheet.max_row) + 1
        for header, value in cells.items():
            self.put(row, header.replace("_", " "), value)
        return row


class Desk:
    """The store, a folder for workbooks, and who is in the store."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.path = folder / "out.xlsx"
        self.partners: dict[str, str] = {}
        self.people: dict[str, str] = {}
        with store.write("Set up") as writer:
            for name in ("Stepnoe Health Centre", "Lakeside Laboratory", "Northern Clinic"):
                self.partners[name] = writer.create("partner", {"name": name, "country": "KG"})
            for number, family in enumerate(("Asanova", "Bekov", "Chynarov", "Djumaeva")):
                values = {
                    "family_name": family,
                    "given_name": f"Given{number}",
                    "job_title": f"Officer {number}",
                    "city": "Bishkek",
                    "phones": phones(f"+996 312 90100{number}"),
                    "note": f"Note {number}",
                }
                self.people[family] = writer.create("contact", values)

    def tie(self, family: str, partner: str) -> str:
        """Tie a contact to a partner; answers the post."""
        values = {"contact": self.people[family], "partner": self.partners[partner]}
        with self.store.write("Tie") as writer:
            return writer.create("post", values)

    def change(self, family: str, **values: Any) -> None:
        """Change a contact on our side."""
        with self.store.write("Change") as writer:
            writer.update("contact", self.people[family], values)

    def delete(self, family: str) -> None:
        """Delete a contact on our side."""
        with self.store.write("Delete") as writer:
            writer.delete("contact", [self.people[family]])

    def export(self, *columns: str, audience: Audience = Audience.INTERNAL, language: str = "en") -> None:
        """Send the contacts out with these columns."""
        chosen = columns or ("family_name", "given_name", "job_title", "city", "phones", "partner", "note")
        export_view(self.store, View("contact"), chosen, self.path, audience=audience, language=language)

    def export_all(self) -> None:
        """Send all of the store out."""
        export_store(self.store, self.path)

    @contextmanager
    def colleague(self, title: str = "Contacts") -> Iterator[Grid]:
        """The sheet, open at a colleague's; saved at the end."""
        book = openpyxl.load_workbook(self.path)
        yield Grid(book[title])
        book.save(self.path)

    def planned(
        self, choices: Choices = NO_CHOICES, decisions: Decisions | None = None, path: Path | None = None
    ) -> ImportPlan:
        """What bringing the workbook in would do."""
        with self.store.read() as session:
            proposal = propose(session, read(path or self.path))
            return plan(session, proposal, decisions=decisions, choices=choices)

    def bring(
        self, choices: Choices = NO_CHOICES, decisions: Decisions | None = None, path: Path | None = None
    ) -> ImportPlan:
        """Bring the workbook in."""
        made = self.planned(choices, decisions, path)
        with self.store.write(made.label) as writer:
            carry_out(writer, made)
        return made

    def values(self, family: str) -> dict[str, Any]:
        """The stored values of a contact."""
        with self.store.read() as session:
            record = session.query(RECORDS["contact"]).filter_by(uid=self.people[family]).one()
            return {name: getattr(record, name) for name in stored_fields(RECORDS["contact"])}

    def tied(self, family: str) -> set[str]:
        """The names of the partners that a contact is tied to."""
        names = {uid: name for name, uid in self.partners.items()}
        with self.store.read() as session:
            posts = session.query(RECORDS["post"]).filter_by(contact=self.people[family])
            return {names.get(post.partner, "?") for post in posts}  # type: ignore[attr-defined]

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        with self.store.read() as session:
            return session.query(RECORDS[kind]).count()

    def batches(self) -> int:
        """A number that changes with every batch."""
        return self.store.version()

    def sheet_of(self, made: ImportPlan, kind: str = "contact") -> int:
        """The place of the sheet of a kind."""
        return next(n for n, sheet in enumerate(made.sheets) if sheet.proposal.into == kind)

    def row(self, made: ImportPlan, family: str) -> RowPlan:
        """What happens with the row of a contact."""
        return next(
            row
            for row in made.rows()
            if (row.uid == self.people[family] and row.cells) or row.uid == self.people[family]
        )

    def cell(self, made: ImportPlan, family: str, field: str) -> CellMerge:
        """The verdict on a cell of a contact."""
        return next(cell for cell in self.row(made, family).cells if cell.field == field)


def states(made: ImportPlan) -> dict[State, int]:
    """How many rows have each state, but for those that are no records."""
    return {state: n for state, n in made.counts().items() if state is not State.SKIPPED}
