"""What a workbook that Dateline wrote knows of its own export, for the day on which it comes back.

Its properties say which store it comes from, at which batch of the journal, for whom and in which language.
Which columns and rows each sheet had stands on the hidden sheet of lists, below these: a row that is gone,
or a column that others added, can only be told by what was there. A cell holds a thousand uids.
"""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from db.exchange.sheets import Sheet, Workbook
from db.fields import Audience

LISTS = "lists"
"""What the property of the hidden sheet says that it holds."""

_MARK, _COLUMNS, _ROWS = "Dateline export", "columns", "rows"
_AT_ONCE = 1000  # uids of 32 characters in a cell, which takes 32,767


@dataclass(frozen=True)
class ExportedSheet:
    """A sheet as it went out: its kind of record, header and field of each column, the uids of its rows."""

    name: str
    kind: str
    columns: tuple[tuple[str, str], ...]
    uids: frozenset[str]


@dataclass(frozen=True)
class Exported:
    """An export as its workbook knows it; `sheets` is empty where the hidden sheet is gone."""

    store: str
    batch: int
    moment: str
    language: str
    audience: Audience
    sheets: tuple[ExportedSheet, ...] = field(default=())

    def sheet(self, name: str, kind: str) -> ExportedSheet | None:
        """The sheet of that name, or, where that was changed, the only one of its kind."""
        of_kind = [sheet for sheet in self.sheets if sheet.kind == kind]
        named = [sheet for sheet in of_kind if sheet.name == name]
        return named[0] if named else of_kind[0] if len(of_kind) == 1 else None

    @property
    def at(self) -> dt.datetime | None:
        """The moment in UTC, without a zone, as the journal has it; None where it can't be read."""
        with suppress(ValueError):
            return dt.datetime.fromisoformat(self.moment).astimezone(dt.UTC).replace(tzinfo=None)
        return None


def lines(
    name: str, kind: str, columns: Sequence[tuple[str, str]], uids: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet that say what a sheet had: `columns` as header and field."""
    said = json.dumps([kind, *columns], ensure_ascii=False)
    yield _MARK, name, _COLUMNS, said
    for begin in range(0, len(uids), _AT_ONCE):
        chunk = uids[begin : begin + _AT_ONCE]
        yield _MARK, name, _ROWS, "".join(uid.replace("-", "") for uid in chunk)


def exported(workbook: Workbook) -> Exported | None:
    """What a workbook knows of its export; None for one that does not say at which batch it was."""
    said = workbook.properties
    batch = said.get("Dateline batch", "")
    if not batch.isascii() or not batch.isdecimal():
        return None
    audience = said.get("Dateline audience", "")
    return Exported(
        said.get("Dateline store", ""),
        int(batch),
        said.get("Dateline exported", ""),
        said.get("Dateline language", "en"),
        Audience(audience) if audience in list(Audience) else Audience.INTERNAL,
        tuple(_sheets(workbook)),
    )


def _sheets(workbook: Workbook) -> Iterator[ExportedSheet]:
    for sheet in workbook.sheets:
        if workbook.properties.get(f"Dateline sheet {sheet.name}") == LISTS:
            heads, uids = _said(sheet)
            for name, (kind, columns) in heads.items():
                yield ExportedSheet(name, kind, columns, frozenset(uids.get(name, ())))


_Head = tuple[str, tuple[tuple[str, str], ...]]


def _said(sheet: Sheet) -> tuple[dict[str, _Head], dict[str, list[str]]]:
    """What the hidden sheet says of the columns and of the rows of each sheet, by its name."""
    heads: dict[str, _Head] = {}
    uids: dict[str, list[str]] = {}
    for row in sheet.rows:
        if len(row) < 4 or row[0] != _MARK:
            continue
        _, name, what, text = (str(cell) for cell in row[:4])
        # Somebody may have typed into the hidden sheet: what can't be read counts as gone.
        with suppress(ValueError, TypeError):
            if what == _COLUMNS:
                kind, *columns = json.loads(text)
                heads[name] = str(kind), tuple((str(header), str(about)) for header, about in columns)
            elif what == _ROWS:
                found = [str(UUID(text[begin : begin + 32])) for begin in range(0, len(text), 32)]
                uids.setdefault(name, []).extend(found)
    return heads, uids
