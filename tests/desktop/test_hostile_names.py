"""Names that look like HTML, or hold signs that Qt gives a meaning, are shown as letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMessageBox,
    QTextBrowser,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from db.fields import Audience, Kind
from db.records import TABS, kind_fields
from db.store import Store
from desktop import theme
from desktop.dialogs.store_history import StoreHistoryDialog
from desktop.plain_style import literal
from desktop.widgets.chip import Chip
from desktop.widgets.long_text_field import LongTextField
from tests.desktop.window_desk import WindowDesk

NAME = 'R & D <img src="file:///etc/hostname"><h1>big</h1><a href="https://example.com">here</a>'
WORDS = (Kind.TEXT, Kind.LONG_TEXT)


def fill(store: Store) -> None:
    """One record on each tab, each of whose texts is hostile."""
    with store.write(f"Import {NAME}") as writer:
        for kind in TABS:
            fields = [field for field in kind_fields(kind).values() if field.kind in WORDS]
            values = {field.name: NAME for field in fields if field.audience is not Audience.INTERNAL}
            writer.create(kind, values)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[WindowDesk]:
    theme.apply(qapp, "light")
    store = Store.open(tmp_path / "dateline.db")
    fill(store)
    store.close()
    made = WindowDesk(qtbot, tmp_path).open()
    yield made
    made.close(anyway=True)


def parts() -> list[QWidget]:
    """Every widget that there is, in all windows."""
    return [part for part in QApplication.allWidgets() if part.isVisible()]


def misread(part: QWidget) -> bool:
    """Whether a widget takes what it says for something else than letters."""
    if isinstance(part, QLabel):
        return part.textFormat() is not Qt.TextFormat.PlainText
    if isinstance(part, QTextEdit | QTextBrowser):
        return True
    if isinstance(part, Chip):  # which draws its words itself
        return not part.shortcut().isEmpty()
    return isinstance(part, QAbstractButton) and eats_a_sign(part.text())


def eats_a_sign(text: str) -> bool:
    """Whether Qt would take the "&" of a text of ours for the sign of a key."""
    return "<img" in text and "&" in text.replace("&&", "")


def test_on_every_tab_words_stay_words(desk: WindowDesk) -> None:
    for number, kind in enumerate(TABS, start=1):
        desk.go(number)
        assert desk.page.kind == kind
        assert desk.page.list.model.rowCount() == 1
        desk.table.selectRow(0)
        desk.settle()
        assert [part for part in parts() if misread(part)] == []
        said = [part.text() for part in parts() if isinstance(part, QLabel)]
        assert any(NAME in text for text in said), f"the form of {kind} does not show the name"


def test_what_can_be_undone_is_said_in_a_tooltip_of_letters(desk: WindowDesk) -> None:
    undo = next(act for act in desk.window.findChildren(QAction) if NAME in act.toolTip())
    QToolTip.showText(QPoint(5, 5), undo.toolTip(), desk.window)
    tip = next(part for part in parts() if part.inherits("QTipLabel"))
    assert isinstance(tip, QLabel)
    assert (NAME in tip.text(), misread(tip)) == (True, False)
    QToolTip.hideText()


def test_banners_messages_and_the_list_of_changes_say_letters(desk: WindowDesk, qtbot: QtBot) -> None:
    desk.window.show_problem(NAME)
    box = QMessageBox(QMessageBox.Icon.Warning, "Dateline", NAME, parent=desk.window)
    box.setInformativeText(NAME)
    qtbot.addWidget(box)
    box.open()
    StoreHistoryDialog(desk.workspace, desk.window).open()
    desk.settle()
    assert [part for part in parts() if misread(part)] == []
    desk.part(StoreHistoryDialog).reject()
    box.reject()


def test_names_of_views_keep_every_sign_in_the_menu(desk: WindowDesk) -> None:
    desk.go(1)
    desk.page.list.save_view(NAME)
    box = desk.page.list.bar.views
    menu = box.menu()
    texts = [act.text() for act in menu.actions()]
    assert literal(NAME) in texts
    assert not any(eats_a_sign(text) for text in texts)
    menu.close()


def page_of_a_stranger() -> QMimeData:
    """What a browser puts on the clipboard, meant badly."""
    mime = QMimeData()
    mime.setHtml('<img src="https://example.com/seen.png"><script>alert(1)</script><b>Bold</b> words')
    mime.setText("Bold words")
    return mime


def test_what_is_pasted_or_dropped_from_a_page_arrives_as_its_words(qtbot: QtBot) -> None:
    field = LongTextField()
    qtbot.addWidget(field)
    field.text.insertFromMimeData(page_of_a_stranger())
    assert field.value() == "Bold words"
    assert field.text.document().isUndoAvailable()
    assert "example.com" not in field.text.document().toHtml()


def test_a_page_without_words_pastes_nothing(qtbot: QtBot) -> None:
    field = LongTextField()
    qtbot.addWidget(field)
    mime = QMimeData()
    mime.setHtml('<img src="https://example.com/seen.png">')
    field.text.insertFromMimeData(mime)
    assert field.value() == ""
