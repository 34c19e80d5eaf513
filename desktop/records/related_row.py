"""One tied record in a list: dates or role muted at the left, the link, what follows, edit and remove."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from db.language import tr
from desktop import icons, theme
from desktop.records.field_row import ROW_WIDEST
from desktop.records.record_reading import TiedRow
from desktop.records.related_words import TiedWords
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.link_label import LinkLabel

_REMOVE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RelatedRow(QWidget):
    """Enter or a click opens, F2 edits, Delete removes; the buttons for it come with mouse or keyboard."""

    opened = Signal(object)
    edit_requested = Signal(object)
    remove_requested = Signal(object)
    """Each with the row itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tied: TiedRow | None = None
        self.words: TiedWords | None = None
        self._can_edit = self._can_remove = False
        self.caption = QLabel()
        self.caption.setProperty("role", "small")
        self.caption.hide()
        self.lead = ElidedLabel()
        self.lead.setProperty("role", "muted")
        self.lead.setFixedWidth(SIZE.label_column)
        self.lead.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.link = LinkLabel()
        self.link.installEventFilter(self)
        self.aside = ElidedLabel()
        self.aside.setProperty("role", "muted")
        self.edit = _button("pencil-outline", tr("Edit (F2)"))
        self.remove = _button("close", tr("Remove (Delete)"))
        self.setMaximumWidth(ROW_WIDEST)
        self._lay_out()
        self.link.activated.connect(self._on_link)
        self.edit.clicked.connect(self._on_edit)
        self.remove.clicked.connect(self._on_remove)
        self._show_buttons(False)

    def _lay_out(self) -> None:
        self.aside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.caption.setContentsMargins(SIZE.label_column + SPACE.small + SIZE.field_inset, SPACE.tiny, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.caption)
        row = QHBoxLayout()
        row.addStrut(SIZE.row_compact)
        column.addLayout(row)
        row.setSpacing(SPACE.tiny)
        row.addWidget(self.lead)
        row.addSpacing(SPACE.tiny + SIZE.field_inset - SIZE.link_inset)
        row.addWidget(self.link)
        row.addWidget(self.aside, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)

    def show_tied(self, tied: TiedRow, words: TiedWords, *, can_edit: bool, caption: str = "") -> None:
        """Show a tied record, under a `caption` where others than those above it begin.

        What is tied by a rule can't be untied here; what is no longer tied steps back.
        """
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))
        theme.set_state(self.link, "role", "muted" if tied.is_over else "link")
        self.tied, self.words = tied, words
        self._can_edit = can_edit and not tied.by_rule
        self._can_remove = not tied.by_rule
        self.lead.setText(words.lead)
        self.link.setText(words.link)
        self.aside.setText(words.aside)
        self.setAccessibleName(f"{words.lead} {words.link} {words.aside}".strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _REMOVE_KEYS and self._can_remove:
            self.remove_requested.emit(self)
        elif event.key() == Qt.Key.Key_F2 and self._can_edit:
            self.edit_requested.emit(self)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._show_buttons(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_buttons(self.link.hasFocus())
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The buttons come and go with the keyboard."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_buttons(event.type() == QEvent.Type.FocusIn or self.underMouse())
        return super().eventFilter(watched, event)

    def _show_buttons(self, on: bool) -> None:
        self.edit.setVisible(on and self._can_edit)
        self.remove.setVisible(on and self._can_remove)

    def _on_link(self) -> None:
        self.opened.emit(self)

    def _on_edit(self) -> None:
        self.edit_requested.emit(self)

    def _on_remove(self) -> None:
        self.remove_requested.emit(self)


def _button(icon_name: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon_name, "muted"))
    button.setIconSize(QSize(SIZE.icon_small, SIZE.icon_small))
    button.setFixedSize(QSize(SIZE.chip, SIZE.chip))
    button.setToolTip(name)
    button.setAccessibleName(name)
    # The keyboard does the same from the link, with F2 and Delete.
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
