"""When Python looks for cycles of forgotten objects: in the window's thread, and never among many rows.

Left alone, Python looks whenever some thread has made enough objects, in that thread. A widget that is
part of a cycle would then be destroyed away from the window, which Qt does not survive.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000
"""How often is looked, in milliseconds."""

FEW = 700
"""From how many new objects on it is worth while; Python's own threshold."""

MANY = 100_000
"""From how many new objects on a look would be noticed. They are the rows of a workbook or a list, which
make no cycles, so they are set aside unseen and go when nobody refers to them any more."""

FULL_LOOK = 60
"""Every how many looks all objects are looked at, not the new ones alone."""


class Garbage(QObject):
    """Looks for cycles in place of Python, for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    @Slot()
    def look(self) -> None:
        """Look now, if there is anything to look at."""
        new = gc.get_count()[0]
        if new > MANY:
            gc.freeze()
        elif new > FEW:
            self._looks += 1
            gc.collect(2 if self._looks % FULL_LOOK == 0 else 1)
