"""What the doctor finds, and in which words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # records may be lost or wrong
    WARNING = "warning"  # records are right, but are shown or found wrong
    NOTE = "note"  # something to know of, which is not wrong


@dataclass(frozen=True)
class Finding:
    """One thing that was not as it should be, in a sentence, and whether it has been put right."""

    rule: str
    severity: Severity
    message: str
    mended: bool = False

    def to_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "mended": self.mended,
        }
