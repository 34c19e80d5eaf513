"""Which record of a list is the current one: it is told once its row has come, and found by its uid."""

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from db.queries import id_of
from desktop.records.list_memory import ListMemory
from desktop.records.table_view import RecordTableView
from desktop.workspace import Workspace


class CurrentRecord(QObject):
    """Follows the current row of a table, and brings a record that is asked for into sight."""

    changed = Signal(str)
    """The uid of the current row; "" where there is none."""
    hidden = Signal()
    """The record that is asked for is not in the list as it is filtered now."""

    def __init__(
        self, workspace: Workspace, table: RecordTableView, memory: ListMemory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.uid = ""
        self._workspace = workspace
        self._table = table
        self._records = table.records
        self._memory = memory
        self._looked_for = ""
        table.current_row_changed.connect(self._tell)
        self._records.loaded.connect(self._tell)
        self._records.listed.connect(self._on_listed)

    @Slot(str)
    def select(self, uid: str) -> None:
        """Make a record the current one, as soon as the list has it."""
        if not uid or uid == self.uid:
            return
        self._looked_for = uid
        kind = self._records.kind

        def work(session: Session) -> tuple[str, int | None]:
            return uid, id_of(session, kind, uid)

        self._workspace.read(work, self._on_found)

    def _on_found(self, found: tuple[str, int | None]) -> None:
        uid, number = found
        if uid != self._looked_for or number is None or self._records.is_listing:
            # The list that has it may be on its way; `_on_listed` looks again.
            return
        place = self._records.place_of(number)
        if place >= 0:
            self._looked_for = ""
            self._table.choose(place)
        elif self._records.view().text.strip() or self._records.view().filters:
            self.hidden.emit()

    @Slot()
    def _on_listed(self) -> None:
        if self._looked_for:
            self.select(self._looked_for)
        elif self._records.rowCount() and not self._table.selected_count():
            # Qt makes the first row the current one as the list gets the keyboard, but does not select it.
            current = self._table.currentIndex().row() if self.uid else -1
            known = self._records.place_of(self._memory.current())
            self._table.choose(max(0, known if current < 0 else current))
        self._tell()

    @Slot()
    def _tell(self) -> None:
        place = self._table.currentIndex().row()
        row = self._records.row_at(place)
        if row is None and 0 <= place < self._records.rowCount():
            # It is told when it has come.
            self._records.look_at(place)
            return
        uid = row.uid if row else ""
        if uid != self.uid:
            self.uid = uid
            self._memory.keep_current(row.id if row else 0)
            self.changed.emit(uid)
