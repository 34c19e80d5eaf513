"""What came of the torture: each fault, how often it was tried, survived and lost."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

HEADER = ("fault", "tried", "survived", "lost")


class Loss(Exception):
    """Something that was acknowledged is gone, or something is there by half: in words."""


class Untried(Exception):
    """A fault that could not be brought about here, and why."""


@dataclass(frozen=True)
class Outcome:
    """What came of one trial. `note` is counted beside the row; `loss` is what was lost, "" when nothing."""

    fault: str
    seed: int
    note: str = ""
    loss: str = ""
    untried: str = ""


@dataclass
class Row:
    """All trials of one fault."""

    tried: int = 0
    lost: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    untried: str = ""

    def add(self, outcome: Outcome) -> None:
        """Count one trial."""
        if outcome.untried:
            self.untried = outcome.untried
            return
        self.tried += 1
        self.lost += bool(outcome.loss)
        if outcome.note:
            self.notes[outcome.note] += 1

    @property
    def remark(self) -> str:
        """What is to be said beside the numbers."""
        counted = [f"{count} {note}" for note, count in sorted(self.notes.items())]
        return ", ".join([*counted, *([self.untried] if self.untried and not self.tried else [])])


def rows(outcomes: Iterable[Outcome]) -> dict[str, Row]:
    """The outcomes by fault, in the order in which the faults first came."""
    found: dict[str, Row] = {}
    for outcome in outcomes:
        found.setdefault(outcome.fault, Row()).add(outcome)
    return found


def printed(outcomes: list[Outcome]) -> str:
    """The table, with a last line that sums it up, and below it every loss with the seed that repeats it."""
    found = rows(outcomes)
    width = max(len(fault) for fault in (*found, HEADER[0]))
    lines = ["  ".join((HEADER[0].ljust(width), *(name.rjust(8) for name in HEADER[1:])))]
    total = Row()
    for fault, row in found.items():
        total.tried, total.lost = total.tried + row.tried, total.lost + row.lost
        lines.append(_line(fault.ljust(width), row))
    lines.append(_line("all".ljust(width), total))
    lines += [f"lost: {each.fault}, seed {each.seed}: {_short(each.loss)}" for each in outcomes if each.loss]
    return "\n".join(lines)


def _line(fault: str, row: Row) -> str:
    numbers = (row.tried, row.tried - row.lost, row.lost)
    shown = ["not tried" if row.untried and not row.tried else str(numbers[0]), *map(str, numbers[1:])]
    return "  ".join((fault, *(each.rjust(8) for each in shown), row.remark)).rstrip()


def _short(loss: str) -> str:
    """A loss; of a traceback in it only the frames of our own code and the last words."""
    first, *traceback = loss.splitlines()
    foreign = ("/.venv/", '"lib/')
    frames = [line.strip() for line in traceback if line.startswith('  File "')]
    ours = [frame for frame in frames if not any(part in frame for part in foreign)]
    words = [line for line in traceback if line[:1].strip()]
    return "\n    ".join([first, *ours[-5:], *words[-2:]])
