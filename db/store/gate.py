"""Many who use the store at once, or one who has it alone: for the moments when its file is replaced."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Gate:
    """Lets in any number at once, or one alone; whoever wants to be alone waits until all are out.

    Scopes may be nested in one thread as long as none of them is `alone`.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside = 0
        self._closed = False

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Be inside, beside others."""
        with self._changed:
            self._changed.wait_for(self._is_open)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be inside while nobody else is."""
        with self._changed:
            self._changed.wait_for(self._is_empty)
            self._closed = True
        try:
            yield
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()

    def _is_open(self) -> bool:
        return not self._closed

    def _is_empty(self) -> bool:
        return not self._closed and not self._inside
