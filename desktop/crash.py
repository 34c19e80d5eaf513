"""What we did wrong: a report on this machine, and a sentence for the person. The window stays up."""

import datetime as dt
import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from platformdirs import user_log_path

from db.language import tr


def folder() -> Path:
    """Where crash reports are kept."""
    return user_log_path("Dateline", appauthor=False)


def report(error: BaseException) -> str:
    """Save a report of a fault of ours; answers the sentence to show.

    The report holds the places in the code and the kind of the error, not the values: what a message of
    an exception quotes may be somebody's name.
    """
    now = dt.datetime.now(dt.UTC)
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"Dateline, {now.isoformat(timespec='seconds')}, {platform.platform()}, Python {sys.version}",
        f"{type(error).__module__}.{type(error).__qualname__}",
        *(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames),
    ]
    path = folder() / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
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
