"""The way through the records by links and search, to go back and forward on."""

Place = tuple[str, str]
"""Kind and uid of a record."""


class Trail:
    """What she left to follow a link, and what she went back from, as a browser keeps pages."""

    def __init__(self) -> None:
        self._past: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, here: Place) -> None:
        """She goes on from a record to another one."""
        self._past.append(here)
        self._ahead.clear()

    def back(self, here: Place) -> Place | None:
        """The record that she came from; None at the beginning."""
        return _step(self._past, self._ahead, here)

    def forward(self, here: Place) -> Place | None:
        """The record that she went back from; None at the end."""
        return _step(self._ahead, self._past, here)


def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
    if not source:
        return None
    target.append(here)
    return source.pop()
