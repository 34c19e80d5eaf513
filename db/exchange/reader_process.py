"""What runs in the process that reads one workbook: it limits itself, reads, and sends what it read.

It is kept apart because workbooks come from anywhere: whatever one of them does to its reader, the window
stays up. It imports no Qt and no store, so that it starts quickly.
"""

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from db import language
from db.exchange.building import Budget
from db.exchange.inspection import FileKind, unreadable
from db.exchange.limits import Limits
from db.exchange.ods_reader import read_ods
from db.exchange.refusals import Reason, Refused
from db.exchange.sheets import Sheet, Workbook
from db.exchange.text_reader import read_text
from db.exchange.xlsx_reader import read_xlsx

ROWS_AT_ONCE = 2000
NOTES_AT_ONCE = 10_000

Reader = Callable[[Path, Budget, Workbook], Iterator[Sheet]]


def run(connection: Connection, path: str, kind: FileKind, limits: Limits, spoken: str) -> None:
    """Read the file and send messages: ("progress", rows, total or None), for each sheet ("sheet", facts),
    ("rows", rows)…, ("notes", notes)…, then ("done", properties, remarks) or ("refused", reason) or
    ("fault", places)."""
    _limit(limits)
    language.use(spoken)

    def send(*message: Any) -> None:
        connection.send_bytes(pickle.dumps(message, protocol=5))

    try:
        _read(Path(path), kind, limits, send)
    except Refused as refused:
        send("refused", refused.reason.name)
    except (MemoryError, RecursionError):
        send("refused", Reason.TOO_LARGE.name)
    except BrokenPipeError:
        os._exit(1)  # nobody listens any more: the reading was cancelled
    except OSError as error:
        send("refused", unreadable(error).name)
    except Exception as error:
        send("fault", _places(error))


def _places(error: Exception) -> str:
    """The kind of a fault of ours and where it was; not its message, which may quote what is in the file."""
    frames = traceback.extract_tb(error.__traceback__)
    places = (f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return " ".join((type(error).__qualname__, *places))


def _limit(limits: Limits) -> None:
    """Bound memory where the system can, leave no core dump, keep dying words off the screen."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _reader(kind: FileKind) -> Reader:
    if kind is FileKind.XLSX:
        return read_xlsx
    if kind is FileKind.ODS:
        return read_ods
    if kind is FileKind.TEXT:
        return read_text
    if kind is FileKind.CARDS:
        from db.exchange.vcard_in import read_cards

        return read_cards
    from db.exchange.calamine_reader import read_with_calamine

    return read_with_calamine


def _read(path: Path, kind: FileKind, limits: Limits, send: Callable[..., None]) -> None:
    budget = Budget(limits, lambda rows, total: send("progress", rows, total))
    workbook = Workbook(path)
    for sheet in _reader(kind)(path, budget, workbook):
        _send_sheet(sheet, send)
    send("done", workbook.properties, workbook.remarks)


def _send_sheet(sheet: Sheet, send: Callable[..., None]) -> None:
    send(
        "sheet",
        {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "hidden_rows": sheet.hidden_rows,
            "hidden_columns": sheet.hidden_columns,
            "merged": sheet.merged,
            "remarks": sheet.remarks,
        },
    )
    for start in range(0, len(sheet.rows), ROWS_AT_ONCE):
        send("rows", sheet.rows[start : start + ROWS_AT_ONCE])
    notes = ((row, column, note.kind.name, note.text) for (row, column), note in sheet.notes.items())
    while some := list(islice(notes, NOTES_AT_ONCE)):
        send("notes", some)
