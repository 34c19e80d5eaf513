"""Two records that may be one, and from which score on a person is told of them."""

from dataclasses import dataclass
from typing import Any

KINDS = ("contact", "partner", "facility")
"""The kinds of record among which twins are looked for."""

LIKELY = 0.5
"""The score from which two records are listed: more likely one than two."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Two records of a kind that may be one: their uids, and how likely that is, from 0 to 1.

    `why` says in words what speaks for it and, behind that, what speaks against it; `against` is the latter
    alone. In an answer of `like`, `a` is the record that was asked about, empty for a new one.
    """

    kind: str
    a: str
    b: str
    score: float
    why: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {"kind": self.kind, "a": self.a, "b": self.b, "score": self.score, "why": list(self.why)}
