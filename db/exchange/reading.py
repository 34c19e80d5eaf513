"""Reading any workbook safely: a look at the file, then a process of its own that reads it within limits."""

import io
import logging
import multiprocessing
import pickle
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from db import language
from db.errors import Cancelled
from db.exchange.inspection import FileKind, Inspection, inspect
from db.exchange.limits import USUAL, Limits
from db.exchange.reader_process import run
from db.exchange.refusals import Reason, Refused
from db.exchange.sheets import CellNote, NoteKind, Sheet, Workbook
from db.language import tr

Progress = Callable[[int, int | None], None]
Asked = Callable[[], bool]

LOOK_EVERY = 0.05  # seconds between two looks at whether to cancel

_log = logging.getLogger(__name__)


def read_workbook(
    path: Path,
    *,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
    limits: Limits = USUAL,
) -> Workbook:
    """Every sheet of an .xlsx, .xlsm, .xls, .xlsb, .ods or text table, with what needs a second look noted.

    What the file is decides, not its suffix. Macros are never run, links to other files never followed.
    `progress` is told of rows read and, where the workbook says it, of how many there are; `cancelled` is
    asked several times a second. Call it off the window's thread. Raises WorldError, with a sentence,
    when the file can't be read, and Cancelled.
    """
    try:
        inspection = inspect(path, limits)
        workbook = _read(path, inspection, progress or _untold, cancelled or _never, limits)
    except Refused as refused:
        raise refused.as_world_error(path.name) from refused
    if inspection.macros:
        workbook.remarks.append(tr("The workbook has macros. They were not run."))
    if inspection.kind is FileKind.TEXT and path.suffix.lower() not in {".csv", ".tsv", ".txt", ".tab"}:
        workbook.remarks.append(tr("The file is a table of text under the name of something else."))
    return workbook


def _untold(_rows: int, _total: int | None) -> None:
    """Nobody wants to know."""


def _never() -> bool:
    return False


def _read(
    path: Path, inspection: Inspection, progress: Progress, cancelled: Asked, limits: Limits
) -> Workbook:
    context = multiprocessing.get_context("spawn")
    listening, sending = context.Pipe(duplex=False)
    process = context.Process(
        target=run,
        args=(sending, str(path.absolute()), inspection.kind, limits, language.language()),
        daemon=True,
    )
    with listening:
        try:
            process.start()
        except OSError as error:
            raise Refused(Reason.STOPPED) from error
        finally:
            sending.close()
        try:
            deadline = time.monotonic() + limits.time(inspection.unpacked)
            return _Listener(path, listening, progress, limits).listen(cancelled, deadline)
        finally:
            process.kill()
            process.join()
            process.close()


class _PlainUnpickler(pickle.Unpickler):
    """Unpickles plain values and dates and nothing else, whatever the other process was made to send."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in {"date", "datetime", "time"}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Listener:
    """Puts the workbook together from what the reading process sends."""

    def __init__(self, path: Path, connection: Connection, progress: Progress, limits: Limits) -> None:
        self._workbook = Workbook(path)
        self._connection = connection
        self._progress = progress
        self._left = limits.sent
        self._done = False

    def listen(self, cancelled: Asked, deadline: float) -> Workbook:
        """The workbook, when all of it has come. Raises Refused and Cancelled."""
        while not self._done:
            if cancelled():
                raise Cancelled
            if time.monotonic() > deadline:
                raise Refused(Reason.TOO_SLOW)
            if self._connection.poll(LOOK_EVERY):
                self._take(self._next())
        if not self._workbook.sheets:
            raise Refused(Reason.NO_SHEETS)
        return self._workbook

    def _next(self) -> tuple[Any, ...]:
        try:
            content = self._connection.recv_bytes(self._left)
        except EOFError as error:
            raise Refused(Reason.STOPPED) from error
        except OSError as error:
            raise Refused(Reason.TOO_LARGE) from error
        self._left -= len(content)
        try:
            message: tuple[Any, ...] = _PlainUnpickler(io.BytesIO(content)).load()
        except pickle.UnpicklingError as error:
            raise Refused(Reason.STOPPED) from error
        return message

    def _take(self, message: tuple[Any, ...]) -> None:
        kind, *parts = message
        if kind == "progress":
            self._progress(*parts)
        elif kind == "sheet":
            self._workbook.sheets.append(Sheet(**parts[0]))
        elif kind == "rows":
            self._workbook.sheets[-1].rows.extend(parts[0])
        elif kind == "notes":
            notes = self._workbook.sheets[-1].notes
            notes.update(
                {(row, column): CellNote(NoteKind[name], text) for row, column, name, text in parts[0]}
            )
        elif kind == "done":
            self._workbook.properties, self._workbook.remarks = parts
            self._done = True
        elif kind == "refused":
            raise Refused(Reason[parts[0]])
        else:
            _log.warning("the reader failed: %s", parts[0])
            raise Refused(Reason.STOPPED)
