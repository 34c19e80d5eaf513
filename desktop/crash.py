"""What we did wrong: a report on this machine, and a sentence for the person. The window stays up.

Reports hold places in the code and kinds of errors, no values: what the message of an exception quotes may be
somebody's name, and a path names whoever uses the machine. Nothing is ever sent.
"""

import atexit
import datetime as dt
import faulthandler
import os
import platform
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TextIO

from platformdirs import user_log_path

from db.language import mark, tr

KEPT = 20
"""How many reports are kept, the newest; older ones go when another is written."""

HER_WORDS = mark("What I did, in my own words")

_ROOT = Path(__file__).parent.parent
_LIBRARIES = ("site-packages", "dist-packages")
_PLACE = re.compile(r'File "(?P<file>[^"]*)"')
_STALE = dt.timedelta(days=1)
_WORDS_LINE = re.compile(r"\n\n=== [^\n]*\n")
_STOPPED = "The program stopped at once"
"""What heads the report of a stop that Python had no part in; English, as all of a report is."""


def folder() -> Path:
    """Where crash reports are kept."""
    return user_log_path("Dateline", appauthor=False)


@dataclass(frozen=True)
class Report:
    """One report that is kept: its file, the moment of the fault in local time, and its whole text."""

    path: Path
    at: dt.datetime
    text: str


def reports() -> list[Report]:
    """The reports that are kept, newest first; one that can't be read is left out."""
    found = []
    for path in sorted(folder().glob("crash-*.txt"), reverse=True):
        with suppress(OSError, ValueError):
            at = dt.datetime.strptime(path.stem[6:21], "%Y%m%d-%H%M%S").replace(tzinfo=dt.UTC)
            found.append(Report(path, at.astimezone(), path.read_text(encoding="utf-8")))
    return found


def add_words(report: Report, words: str) -> Report:
    """Save in a report what she says she did, in place of what she said before. Raises OSError."""
    said = tr(HER_WORDS)
    facts = _WORDS_LINE.split(report.text, maxsplit=1)[0].rstrip("\n")
    text = f"{facts}\n\n=== {said}\n{words.strip()}\n" if words.strip() else f"{facts}\n"
    report.path.write_text(text, encoding="utf-8")
    return Report(report.path, report.at, text)


def words_in(report: Report) -> str:
    """What she said in a report; "" where that is nothing."""
    parts = _WORDS_LINE.split(report.text, maxsplit=1)
    return parts[1].strip() if len(parts) == 2 else ""


def report(error: BaseException) -> str:
    """Save a report of a fault of ours; answers the sentence to show."""
    path = _save([_head(dt.datetime.now(dt.UTC)), *_told(error)], dt.datetime.now(dt.UTC))
    if path is None:
        return tr(
            "Something went wrong in Dateline, and the report of it could not be saved. Please try again."
        )
    return tr("Something went wrong in Dateline. A report is in {path}. Please try again.", path=path)


def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """For `sys.excepthook`: report a fault in a slot, in words on the standard error too.

    Answers the sentence to show; "" where the program was stopped from its terminal.
    """
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return ""
    sentence = report(error.with_traceback(trace))
    print(f"dateline: {sentence}", file=sys.stderr)
    return sentence


def in_thread(fault: threading.ExceptHookArgs) -> None:
    """For `threading.excepthook`: report what ended a thread; no window is touched from there."""
    if fault.exc_value is not None and not issubclass(fault.exc_type, SystemExit):
        hook(fault.exc_type, fault.exc_value, fault.exc_traceback)


class Watch:
    """While it is on, a stop that Python had no part in (in Qt, in a library) leaves the places it was at.

    They are written by the dying process into a file, of which the next start makes a report.
    """

    def __init__(self) -> None:
        self._file: TextIO | None = None

    def begin(self) -> int:
        """Watch from now on; answers how many such stops there were since the last start."""
        threading.excepthook = in_thread
        found = sum(map(_take, sorted(folder().glob("stop-*.txt"))))
        with suppress(OSError):
            folder().mkdir(parents=True, exist_ok=True)
            self._file = (folder() / f"stop-{os.getpid()}.txt").open("w", encoding="utf-8")
            faulthandler.enable(self._file)
            atexit.register(self.end)
        return found

    def end(self) -> None:
        """Watch no longer: the program ends as it should."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        with suppress(OSError):
            Path(self._file.name).unlink()
        self._file = None


def _take(path: Path) -> bool:
    """Make a report of what a process wrote when it stopped; an old file of one that was killed only goes."""
    # Another window that is open has such a file, too, which is empty; on Windows it can't be removed.
    with suppress(OSError, ValueError):
        written = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        text = path.read_text(encoding="utf-8", errors="replace").strip()
        if text:
            lines = [_head(written), _STOPPED, _PLACE.sub(_shortened, text)]
            path.unlink()
            return _save(lines, written) is not None
        if dt.datetime.now(dt.UTC) - written > _STALE:
            path.unlink()
    return False


def _save(lines: list[str], at: dt.datetime) -> Path | None:
    """Write a report and let the oldest go; None where it can't be written."""
    path = folder() / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    for old in sorted(path.parent.glob("crash-*.txt"), reverse=True)[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return path


def _head(at: dt.datetime) -> str:
    return f"Dateline, {at.isoformat(timespec='seconds')}, {platform.platform()}, Python {sys.version}"


def _told(error: BaseException) -> Iterator[str]:
    """The kind of an error and the places it went through, then the same of what led to it."""
    seen: set[int] = set()
    told: BaseException | None = error
    while told is not None and id(told) not in seen:
        yield f"{'After: ' if seen else ''}{type(told).__module__}.{type(told).__qualname__}"
        for frame in traceback.extract_tb(told.__traceback__):
            yield f"{place(frame.filename)}:{frame.lineno} {frame.name}"
        seen.add(id(told))
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)


def place(file: str) -> str:
    """A file of code without the folders that lead to it, which name whoever uses the machine.

    "desktop/app.py", "site-packages/sqlalchemy/orm/session.py"; a name alone for what is neither.
    """
    path = PurePosixPath(file.replace("\\", "/"))
    root = PurePosixPath(_ROOT.as_posix())
    for name in _LIBRARIES:
        if name in path.parts:
            return "/".join(path.parts[path.parts.index(name) :])
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.name or file


def _shortened(found: re.Match[str]) -> str:
    return f'File "{place(found["file"])}"'
