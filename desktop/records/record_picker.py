"""A field that names another record: type to search, pick it, or create it right there."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit
from sqlalchemy.orm import Session

from db.language import mark, tr
from db.names import fold, parse_person
from db.queries import Ref, titles
from db.records import record_type
from db.writer import Writer
from desktop import icons
from desktop.records.wording import joined
from desktop.widgets.editor import Editor
from desktop.workspace import Workspace

_SHOWN = 12
_REF = Qt.ItemDataRole.UserRole
_NOT_CHOSEN = mark("Nothing is chosen for “{typed}” yet. Pick one from the list, or clear the field.")


class RecordPicker(Editor):
    """A reference. Its value is a `Ref` or None; a `Ref` without a uid is a record yet to be created."""

    picked = Signal()
    """One was chosen from the list."""

    def __init__(
        self,
        workspace: Workspace,
        kind: str,
        *,
        placeholder: str = "",
        quiet: bool = False,
        without: Sequence[str] = (),
    ) -> None:
        """`without` are uids that are never offered, such as that of the record itself."""
        super().__init__(quiet)
        self._workspace = workspace
        self._kind = kind
        self._without = frozenset(without)
        self._ref: Ref | None = None
        self._found: list[Ref] = []
        self._asked = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._on_typed)
        self._watch(self.line)
        self._body.addWidget(self.line)
        self._model = QStandardItemModel(self)
        self._completer = self._make_completer(self._model)
        self.set_value(None)

    def _make_completer(self, model: QAbstractItemModel) -> QCompleter:
        made = QCompleter(model, self)
        made.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        made.setMaxVisibleItems(_SHOWN)
        made.setWidget(self.line)
        # By index: two records may have the same title.
        made.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        return made

    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None  # made when first asked for
        popup.setProperty("popup", True)
        return popup

    def value(self) -> Ref | None:
        """The record that is chosen; while something else is typed, None."""
        named = self._ref is not None and self.line.text().strip() == self._ref.title
        return self._ref if named else None

    def is_changed(self) -> bool:
        """Whether another record, or a text that names none, stands there than what is saved."""
        return super().is_changed() or (self.value() is None and bool(self.line.text().strip()))

    def text(self) -> str:
        """What is typed."""
        return self.line.text().strip()

    def draft(self) -> Any:
        """The uid of the record that is chosen, None for none, and what is typed."""
        ref = self.value()
        return [ref.uid if ref is not None else None, self.text()]

    def _show_draft(self, draft: Any) -> None:
        uid, text = draft
        self._show(Ref(self._kind, uid, text) if uid is not None else None)
        self.line.setText(text)

    def found(self) -> list[Ref]:
        """What the list offers now, "Create …" not counted."""
        return list(self._found)

    def leave_out(self, uids: Sequence[str]) -> None:
        """Offer these no more."""
        self._without = frozenset(uids)

    @Slot()
    def open_list(self) -> None:
        """Show what there is to choose from."""
        self._search(self.text() if self.value() is None else "")

    def _show(self, value: Any) -> None:
        self._ref = value
        self.line.setText(value.title if value is not None else "")
        self.line.setCursorPosition(0)

    def _settle(self) -> bool:
        typed = self.text()
        if not typed:
            self._ref = None
        elif self.value() is None:
            same = [ref for ref in self._found if fold(ref.title) == fold(typed)]
            if len(same) != 1:
                self.set_error(self._unknown(typed))
                return False
            self._show(same[0])
        return True

    def _unknown(self, typed: str) -> str:
        return tr(
            "Nothing is chosen for “{typed}” yet. Pick one from the list, or clear the field.", typed=typed
        )

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.set_error("")
        self._notify_edited()
        self._search(text)

    def _search(self, text: str) -> None:
        self._asked += 1
        look = partial(_look_up, kind=self._kind, text=text)
        self._workspace.read(look, partial(self._on_found, self._asked, text))

    def _on_found(self, asked: int, text: str, found: list[Ref]) -> None:
        if asked != self._asked or not self.line.hasFocus():
            return
        self._found = [ref for ref in found if ref.uid not in self._without]
        self._fill(text.strip())
        if self._model.rowCount():
            self._completer.complete()
            self._popup().setCurrentIndex(self._model.index(0, 0))
        else:
            self._popup().hide()

    def _fill(self, typed: str) -> None:
        self._model.clear()
        for ref in self._found:
            item = QStandardItem(ref.title or tr("(no name)"))
            item.setData(ref, _REF)
            self._model.appendRow(item)
        if typed and may_create(self._kind) and fold(typed) not in {fold(ref.title) for ref in self._found}:
            item = QStandardItem(icons.icon("plus", "accent"), tr("Create “{name}”", name=typed))
            item.setData(Ref(self._kind, "", typed), _REF)
            self._model.appendRow(item)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        ref = index.data(_REF)
        self._asked += 1
        self._show(ref)
        self.set_error("")
        self.edited.emit()
        self.picked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down opens the list; a click into the empty field does, too."""
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Down and not self._popup().isVisible():
                    self.open_list()
                    return True
            elif event.type() == QEvent.Type.MouseButtonRelease and not self.line.text():
                self.open_list()
        return super().eventFilter(watched, event)


def _look_up(session: Session, kind: str, text: str) -> list[Ref]:
    return titles(session, kind, text, limit=_SHOWN)


def may_create(kind: str) -> bool:
    """Whether a record of a kind can be created from nothing but its name."""
    return kind in _NAMED_BY or kind == "contact"


_NAMED_BY = {
    "release": "headline", "partner": "name", "facility": "name", "event": "name", "programme": "name",
    "group": "name",
}  # fmt: skip
"""The field that a name goes into, for the kinds that one field names."""


def named(kind: str, name: str) -> dict[str, Any]:
    """The values of a new record called `name`; a person's name is taken apart.

    KeyError for a kind that no name stands for.
    """
    if kind != "contact":
        return {_NAMED_BY[kind]: name}
    person = parse_person(name)
    parts = {
        "honorific": person.honorific,
        "given_name": joined((person.given, person.suffix), " "),
        "patronymic": person.patronymic,
        "family_name": person.family,
    }
    kept = {part: value for part, value in parts.items() if value}
    return kept or {"family_name": name}


def uid_of(writer: Writer, ref: Ref) -> str:
    """The uid of a record that was picked; one that is yet to be created is created, in the same batch."""
    return ref.uid or writer.create(ref.kind, named(ref.kind, ref.title))


def stored(writer: Writer, values: dict[str, Any]) -> dict[str, Any]:
    """Values as they are written: references by uid."""
    return {
        name: uid_of(writer, value) if isinstance(value, Ref) else value for name, value in values.items()
    }


def placeholder(kind: str) -> str:
    """What an empty picker says, such as "Type a name to search partners"."""
    return tr("Search {records}", records=record_type(kind).about.words.plural.lower())
