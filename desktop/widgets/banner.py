"""Messages in the window: a banner that stays until it is closed, a toast that goes by itself."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from db.language import tr
from desktop import icons
from desktop.theme import SIZE, SPACE
from desktop.widgets.action_button import ActionButton
from desktop.widgets.icon_label import IconLabel

Kind = Literal["info", "good", "warning", "danger"]

_ICONS: dict[Kind, str] = {
    "info": "information-outline",
    "good": "check-circle-outline",
    "warning": "alert-outline",
    "danger": "alert-circle-outline",
}

TOAST_MS = 8000
"""How long a toast stays, in milliseconds: time to read two lines and reach for Undo."""


class Banner(QFrame):
    """An icon, a sentence, buttons and ×; `closed` says that she put it away.

    Where it is `narrow` its buttons stand under the sentence.
    """

    closed = Signal()

    def __init__(
        self,
        kind: Kind,
        text: str,
        actions: Sequence[QAction] = (),
        closable: bool = True,
        parent: QWidget | None = None,
        *,
        narrow: bool = False,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(_ICONS[kind], kind)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.medium, SPACE.small, SPACE.small, SPACE.small)
        row.setSpacing(SPACE.small)
        top = Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag(0)
        row.addWidget(self._icon, 0, top)
        row.addLayout(self._said(actions, narrow), 1)
        if closable:
            row.addWidget(_close_button(self, "text"), 0, top)
        self.show_message(kind, text)

    def _said(self, actions: Sequence[QAction], narrow: bool) -> QBoxLayout:
        """The sentence, and the buttons beside or under it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        said, buttons = QBoxLayout(down if narrow else across), QHBoxLayout()
        for layout in (said, buttons):
            layout.setSpacing(SPACE.small)
        said.addWidget(self._label, 0 if narrow else 1)
        for action in actions:
            buttons.addWidget(ActionButton(action))
        if narrow:
            buttons.addStretch(1)
        said.addLayout(buttons)
        return said

    def show_message(self, kind: Kind, text: str) -> None:
        """Say something else."""
        self.setProperty("banner", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._icon.set_icon(_ICONS[kind], kind)
        self._label.setText(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    @Slot()
    def dismiss(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()


class Toast(QFrame):
    """A short message at the bottom of its parent, with at most one button, such as Undo.

    Never takes the focus. Goes after `TOAST_MS`, but not while the mouse is over it or a key could reach
    its button; `gone` says that it went, however it did. `margin` is its distance from the lower edge.
    """

    gone = Signal()

    def __init__(self, parent: QWidget, margin: int = SPACE.huge) -> None:
        super().__init__(parent)
        self._margin = margin
        self.setProperty("toast", True)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._button: ActionButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SPACE.large, SPACE.tiny, SPACE.tiny, SPACE.tiny)
        self._row.setSpacing(SPACE.small)
        self._row.addWidget(self._label)
        self._row.addWidget(_close_button(self, "on_tip"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, text: str, action: QAction | None = None, ms: int = TOAST_MS) -> None:
        """Say that something was done; `action` can take it back. Replaces what it said before."""
        self._label.setText(text)
        self.setAccessibleName(text)
        if self._button is not None:
            self._button.hide()
            self._button.deleteLater()
        self._button = None
        if action is not None:
            self._button = ActionButton(action)
            self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._button.clicked.connect(self.dismiss)
            self._row.insertWidget(1, self._button)
        self.show()
        # What is new in it has its size only now.
        self._row.activate()
        self._place()
        self.raise_()
        self._timer.start(ms)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def button(self) -> ActionButton | None:
        """The button, where there is one."""
        return self._button

    @Slot()
    def dismiss(self) -> None:
        """Put it away."""
        self._timer.stop()
        self.hide()
        self.gone.emit()

    @Slot()
    def _time_is_up(self) -> None:
        focused = self.focusWidget()
        under_mouse = self.rect().contains(self.mapFromGlobal(QCursor.pos()))
        if under_mouse or (focused is not None and focused.hasFocus()):
            self._timer.start(TOAST_MS)
        else:
            self.dismiss()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        self.setMaximumWidth(room.width() - 2 * SPACE.huge)
        self.adjustSize()
        self.move((room.width() - self.width()) // 2, room.height() - self.height() - self._margin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)


def _close_button(owner: Banner | Toast, role: str) -> QToolButton:
    button = QToolButton(owner)
    button.setIcon(icons.icon("close", role))
    button.setIconSize(QSize(SIZE.icon, SIZE.icon))
    button.setToolTip(tr("Close"))
    button.setAccessibleName(tr("Close"))
    button.clicked.connect(owner.dismiss)
    return button
