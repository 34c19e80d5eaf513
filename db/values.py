"""Values of a field that are more than one plain text or number."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reach:
    """One phone number or e-mail address of a person or an organisation.

    `value` is as it was typed. `normal` is what it comes to: E.164 for a phone, with an extension as
    RFC 3966 writes it ("+996312901234;ext=15"), the address in its normal form for an e-mail; empty when
    it can't be understood. `type` is "work", "mobile", "home", "fax" or empty.
    """

    value: str
    type: str = ""
    preferred: bool = False
    normal: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it is stored and journaled: only what is set."""
        parts = {"value": self.value, "type": self.type, "preferred": self.preferred, "normal": self.normal}
        return {name: part for name, part in parts.items() if part}

    @classmethod
    def from_json(cls, parts: dict[str, Any]) -> "Reach":
        """The inverse of `to_json`."""
        return cls(
            parts["value"], parts.get("type", ""), parts.get("preferred", False), parts.get("normal", "")
        )
