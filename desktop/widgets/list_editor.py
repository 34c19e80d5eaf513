"""A field for several values of a type, one of them preferred: phones, e-mail addresses."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme import SIZE, SPACE
from desktop.widgets.editor import Editor
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.list_row import Item, ListRow


class ListEditor(Editor):
    """Rows of type, value, star and ×, and a link that adds one. Its value is a list of `Item`.

    Empty rows do not count and go when the field is left. The star and × take effect at once.
    """

    def __init__(
        self,
        types: Sequence[tuple[str, str]],
        add_text: str,
        placeholder: str = "",
        quiet: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(quiet, parent)
        self._types = list(types)
        self._placeholder = placeholder
        self._rows: list[ListRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE.tiny)
        self.add_link = LinkLabel(add_text)
        self.add_link.activated.connect(self.add_row)
        column = QVBoxLayout()
        column.setSpacing(SPACE.tiny)
        column.addLayout(self._list)
        inset = QVBoxLayout()
        inset.setContentsMargins(SIZE.field_inset - SIZE.link_inset, 0, 0, 0)
        inset.addWidget(self.add_link)
        column.addLayout(inset)
        self._body.addLayout(column)
        self._watch(self.add_link)
        self.set_value([])

    def items(self) -> list[Item]:
        """The rows that hold something, as (type, value, preferred)."""
        return [row.item() for row in self._rows if row.item()[1]]

    def set_items(self, items: Sequence[Item]) -> None:
        """Show rows as the ones that are saved."""
        self.set_value(items)

    def value(self) -> list[Item]:
        """The same as `items`."""
        return self.items()

    def rows(self) -> list[ListRow]:
        """The rows on the screen from the top, empty ones too."""
        return list(self._rows)

    def set_row_error(self, index: int, text: str) -> None:
        """Say under a row what is wrong with its value; `index` counts as in `items`. "" when nothing is."""
        filled = [row for row in self._rows if row.item()[1]]
        filled[index].set_error(text)

    def set_error(self, text: str) -> None:
        """Say under the whole list what is wrong with it; "" takes the errors of the rows away too."""
        super().set_error(text)
        if not text:
            for row in self._rows:
                row.set_error("")

    def set_name(self, label: str) -> None:
        """What a screen reader calls the list; its lines keep their own names."""
        self.setAccessibleName(label)

    @Slot()
    def add_row(self) -> None:
        """Open an empty row to type into; an empty one that is there already is taken."""
        empty = [row for row in self._rows if not row.item()[1]]
        row = empty[0] if empty else self._open_row()
        row.line.setFocus()

    def _show(self, value: Any) -> None:
        items = list(value or ())
        while len(self._rows) > len(items):
            self._close_row(self._rows[-1])
        while len(self._rows) < len(items):
            self._open_row()
        for row, item in zip(self._rows, items, strict=True):
            row.show_item(item)

    def _open_row(self) -> ListRow:
        row = ListRow(self._types, self._placeholder)
        row.edited.connect(self._row_edited)
        row.preferred.connect(self._row_preferred)
        row.removed.connect(self._row_removed)
        for part in (row.line, row.type):
            self._watch(part)
        for button in (row.star, row.remove):
            button.installEventFilter(self)
        self._rows.append(row)
        self._list.addWidget(row)
        # At once, and not when the layout gets to it: what is not shown takes no focus.
        row.show()
        self._reach_before(self.add_link, row.type, row.line, row.star, row.remove)
        self.setFocusProxy(self._rows[0].line)
        return row

    def _close_row(self, row: ListRow) -> None:
        for part in (row.line, row.type):
            self._forget(part)
        for button in (row.star, row.remove):
            button.removeEventFilter(self)
        self._rows.remove(row)
        self.setFocusProxy(self._rows[0].line if self._rows else self.add_link)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _row_edited(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            row.set_error("")
        self._notify_edited()

    @Slot()
    def _row_preferred(self) -> None:
        chosen = self.sender()
        for row in self._rows:
            if row is not chosen:
                row.star.setChecked(False)
        self._notify_edited()
        self.commit()

    @Slot()
    def _row_removed(self) -> None:
        row = self.sender()
        if not isinstance(row, ListRow):
            return
        place = self._rows.index(row)
        next_row = self._rows[place + 1] if place + 1 < len(self._rows) else None
        (next_row.line if next_row is not None else self.add_link).setFocus()
        self._close_row(row)
        self._notify_edited()
        self.commit()

    def _enter_commits(self, event: QKeyEvent) -> bool:
        # On the link Enter means the link.
        return not self.add_link.hasFocus()

    def _settle(self) -> bool:
        # The row that the focus is in stays, so that a commit by Enter or a star never shuts it.
        for row in [row for row in self._rows if not row.item()[1] and not _holds_focus(row)]:
            self._close_row(row)
        return True


def _holds_focus(row: ListRow) -> bool:
    return any(part.hasFocus() for part in (row.line, row.type, row.star, row.remove))
