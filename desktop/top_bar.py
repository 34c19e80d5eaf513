"""The row above the tabs, and the line below everything."""

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from db.language import tr
from db.records import STANDING, TABS, record_type
from desktop import icons
from desktop.actions import Actions, tip
from desktop.dialogs.search import SearchBox
from desktop.theme import SIZE, SPACE
from desktop.widgets.action_button import ActionButton
from desktop.widgets.menu import Menu
from desktop.workspace import Workspace

SEARCH_WIDTH = 20 * SPACE.large
"""How wide the search field is, in pixels: room for a name and an organisation."""


class TopBar(QWidget):
    """New, import, export, undo and redo at the left; the search and what is needed seldom at the right."""

    kind_requested = Signal(str)
    """A kind of record whose list she wants to see."""

    def __init__(self, actions: Actions, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.search = SearchBox(workspace, tr("Search everything"), actions["search"].shortcut(), self)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._new = ActionButton(actions["new"], primary=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tiny)
        row.addWidget(self._new)
        row.addSpacing(SPACE.small)
        for name in ("import", "export"):
            row.addWidget(self._button(name, with_text=True))
        row.addSpacing(SPACE.small)
        for name in ("undo", "redo"):
            row.addWidget(self._button(name))
        row.addStretch()
        row.addWidget(self.search)
        row.addSpacing(SPACE.small)
        row.addWidget(self._menu_button("view-grid-outline", tr("Other lists"), self._lists_menu()))
        row.addWidget(self._menu_button("cog-outline", tr("Settings and more"), self._more_menu()))

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Say on the filled button what it adds on this tab."""
        action = self._actions["new"]
        action.setText(record_type(kind).about.words.create)
        action.setToolTip(tip(action.text(), action.shortcut()))

    def offer_new(self, offered: bool) -> None:
        """Show the filled button, or leave it out where another one is."""
        self._new.setVisible(offered)

    @Slot(str, str)
    def show_history(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do; empty for nothing."""
        for name, text, label in (("undo", tr("Undo"), undo), ("redo", tr("Redo"), redo)):
            action = self._actions[name]
            action.setEnabled(bool(label))
            action.setToolTip(tip(f"{text}: {label}" if label else text, action.shortcut()))

    def _button(self, name: str, *, with_text: bool = False) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(self._actions[name])
        button.setIconSize(QSize(SIZE.icon, SIZE.icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if with_text:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _menu_button(self, icon: str, text: str, menu: Menu) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(SIZE.icon, SIZE.icon))
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lists_menu(self) -> Menu:
        menu = Menu(tr("Other lists"), self)
        for kind in STANDING:
            if kind not in TABS:
                about = record_type(kind).about
                entry = menu.addAction(icons.icon(about.icon), about.words.plural)
                entry.setData(kind)
        menu.triggered.connect(self._on_list)
        return menu

    def _more_menu(self) -> Menu:
        menu = Menu(tr("Settings and more"), self)
        for name in (
            "settings",
            "shortcuts",
            "",
            "find_duplicates",
            "store_history",
            "erased",
            "",
            "lock",
            "backups",
            "check",
            "protect",
            "change_passphrase",
            "unprotect",
            "",
            "example",
            "fault_reports",
            "",
            "quit",
        ):
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        return menu

    @Slot(object)
    def _on_list(self, entry: object) -> None:
        self.kind_requested.emit(entry.data())  # type: ignore[attr-defined]


class StatusRow(QWidget):
    """How many records are shown, and that all is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = QLabel()
        self._saved = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.tiny, 0, SPACE.tiny, 0)
        row.setSpacing(SPACE.huge)
        for label in (self._count, self._saved):
            label.setProperty("role", "small")
            row.addWidget(label)
        row.addStretch()

    def show_count(self, text: str) -> None:
        """Such as "1 204 contacts · 1 selected"."""
        self._count.setText(text)

    @Slot(object)
    def show_saved(self, moment: dt.datetime | None) -> None:
        """Say when all was saved, or that it is being saved."""
        self._saved.setText(
            tr("All changes saved {time}", time=f"{moment:%H:%M}") if moment else tr("Saving…")
        )
