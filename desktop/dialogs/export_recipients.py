"""For whom an export is: recipients by name, each with what was chosen last for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget
from shiboken6 import isValid

from db.fields import Audience
from db.language import language, mark, tr
from desktop import icons
from desktop.settings import Settings
from desktop.theme import SIZE, SPACE
from desktop.widgets.choice_box import ChoiceBox

ALWAYS = {
    Audience.INTERNAL: mark("Ourselves"),
    Audience.DELEGATION: mark("The Delegation"),
    Audience.PUBLIC: mark("The public"),
}
"""Recipients that are always offered, each its own audience."""

AUDIENCES = (
    (Audience.INTERNAL, mark("Everything we know")),
    (Audience.DELEGATION, mark("What the Delegation may see")),
    (Audience.PUBLIC, mark("Only what is public")),
)

MOST = 40
"""How many recipients of her own are remembered."""


@dataclass(frozen=True)
class Recipient:
    """Somebody to whom files go, and what was chosen last for them; nothing about them but the name.

    `name` is empty for those who are always offered: they are called after their audience.
    """

    name: str
    audience: Audience
    language: str
    all_columns: bool = False
    with_opted_out: bool = False
    all_releases: bool = False

    @property
    def key(self) -> str:
        """What tells recipients apart."""
        return f"={self.audience}" if not self.name else self.name.casefold()

    @property
    def label(self) -> str:
        """As it is read."""
        return self.name or tr(ALWAYS[self.audience])


class Recipients:
    """Those whom the settings know: first who is always offered, then her own, the latest first."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        kept = [_from_json(parts) for parts in _dicts(settings.get("export/recipients"))]
        self._kept = {each.key: each for each in kept if each is not None}

    def all(self) -> list[Recipient]:
        """All of them, in the order in which they are offered."""
        usual = [Recipient("", audience, language()) for audience in ALWAYS]
        own = [each for each in self._kept.values() if each.name]
        return [*(self._kept.get(each.key, each) for each in usual), *own]

    def latest(self) -> Recipient:
        """Whom the latest export was for; the Delegation before the first one."""
        key = self._settings.get("export/recipient")
        known = {each.key: each for each in self.all()}
        return known.get(key, known[f"={Audience.DELEGATION}"])

    def keep(self, recipient: Recipient) -> None:
        """Remember what was chosen for somebody, as the latest."""
        self._kept.pop(recipient.key, None)
        self._kept = {recipient.key: recipient, **self._kept}
        self._put()
        self._settings.put("export/recipient", recipient.key)

    def forget(self, recipient: Recipient) -> None:
        """Offer somebody no longer."""
        self._kept.pop(recipient.key, None)
        self._put()

    def _put(self) -> None:
        own = [each for each in self._kept.values() if each.name][:MOST]
        usual = [each for each in self._kept.values() if not each.name]
        self._settings.put("export/recipients", [_to_json(each) for each in (*own, *usual)])


def _to_json(recipient: Recipient) -> dict[str, Any]:
    return {
        "name": recipient.name,
        "audience": recipient.audience.value,
        "language": recipient.language,
        "all_columns": recipient.all_columns,
        "with_opted_out": recipient.with_opted_out,
        "all_releases": recipient.all_releases,
    }


def _from_json(parts: dict[str, Any]) -> Recipient | None:
    """A recipient as it was kept; None where that makes none."""
    try:
        audience = Audience(parts["audience"])
        # Settings of earlier versions have only the first of these.
        choices = [bool(parts.get(name)) for name in ("all_columns", "with_opted_out", "all_releases")]
        return Recipient(str(parts["name"]), audience, str(parts["language"]), *choices)
    except (KeyError, ValueError):
        return None


def _dicts(kept: Any) -> list[dict[str, Any]]:
    return [parts for parts in kept if isinstance(parts, dict)] if isinstance(kept, list) else []


class RecipientBox(QWidget):
    """A recipient chosen from the list or typed anew; × forgets one of her own.

    `chosen` gives one that was chosen or begun. What is chosen for it stands elsewhere: `change` tells of it.
    `typed` comes with every letter.
    """

    chosen = Signal(object)
    typed = Signal()

    def __init__(self, recipients: Recipients) -> None:
        super().__init__()
        self._recipients = recipients
        self._current = recipients.latest()
        self.box = ChoiceBox(tr("Name of the recipient"))
        self.box.setAccessibleName(tr("For whom"))
        self.box.line.setAccessibleName(tr("For whom"))
        self.forget_button = QToolButton()
        self.forget_button.setIcon(icons.icon("close", "muted"))
        self.forget_button.setIconSize(QSize(SIZE.icon, SIZE.icon))
        self.forget_button.setToolTip(tr("Forget this recipient"))
        self.forget_button.setAccessibleName(tr("Forget this recipient"))
        self.forget_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tiny)
        row.addWidget(self.box, 1)
        row.addWidget(self.forget_button)
        self.setFocusProxy(self.box)
        self._offer()
        self.box.picked.connect(self.take)
        self.box.line.editingFinished.connect(self.take)
        self.box.line.textEdited.connect(self.typed)
        self.box.installEventFilter(self)
        self.forget_button.clicked.connect(self.forget)

    def current(self) -> Recipient:
        """Who is chosen, with what is chosen for them now."""
        return self._current

    def is_own(self) -> bool:
        """Whether the name in the field, which may still be typed, is one of her own."""
        code = self.box.code()
        return bool(self.box.line.text().strip()) and (code is None or not code.startswith("="))

    def change(self, **choices: Any) -> None:
        """Say that something else is chosen for the recipient from now on."""
        self._current = replace(self._current, **choices)

    @Slot()
    def take(self) -> None:
        """Choose whom the typed name means: somebody known, or somebody new."""
        if not isValid(self.box.line):
            # A field that is destroyed while it has the focus still says that it was left.
            return
        typed = " ".join(self.box.line.text().split()).lstrip("=")
        if not typed or typed.casefold() == self._current.label.casefold():
            self._show()
            return
        known = next((each for each in self._recipients.all() if each.key == self.box.code()), None)
        self._choose(known or self._new(typed))

    def _new(self, name: str) -> Recipient:
        """Somebody new gets what is chosen now, but nothing internal before that is said of them."""
        internal = self._current.audience is Audience.INTERNAL
        audience = Audience.DELEGATION if internal else self._current.audience
        return replace(self._current, name=name, audience=audience, all_releases=False)

    @Slot()
    def forget(self) -> None:
        """Offer the recipient no longer, and choose who is always offered and sees the same."""
        self._recipients.forget(self._current)
        usual = f"={self._current.audience}"
        self._choose(next(each for each in self._recipients.all() if each.key == usual))
        self._offer()
        self.box.setFocus()

    def _choose(self, recipient: Recipient) -> None:
        self._current = recipient
        self._show()
        self.chosen.emit(recipient)

    def _offer(self) -> None:
        self.box.set_choices([(each.key, each.label) for each in self._recipients.all()])
        self._show()

    def _show(self) -> None:
        known = {each.key: each for each in self._recipients.all()}
        self.box.show_code(self._current.key if self._current.key in known else None)
        self.box.line.setText(self._current.label)
        self.box.line.setCursorPosition(0)
        self.forget_button.setVisible(bool(self._current.name) and self._current.key in known)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the name that was typed, Esc takes it back; without one they go on to the dialog."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_typed = self.box.line.text() != self._current.label
            if is_typed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
            if is_typed and event.key() == Qt.Key.Key_Escape:
                self._show()
                return True
        return super().eventFilter(watched, event)


class CodeBox(QComboBox):
    """A choice of few, known by its code."""

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for code, text in choices:
            self.addItem(tr(text), str(code))

    def choose(self, code: str) -> None:
        """Show the choice with a code; the first one for a code that none has."""
        self.setCurrentIndex(max(0, self.findData(str(code))))

    def code(self) -> str:
        """The code of what is chosen."""
        return str(self.currentData())
