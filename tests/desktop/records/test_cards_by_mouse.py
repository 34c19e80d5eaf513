"""Contacts dragged out as cards, cards dropped in: as the mouse and the other program see it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QTemporaryDir, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from db.exchange.importing import run_import
from db.exchange.plan import State
from db.queries import rows_by_uid, uids_of
from db.store import Store
from desktop.records.cards import PLAIN, URLS, VCARD, CardDrag, CardDrop, Cards, CardsMime, has_cards
from desktop.records.record_list import RecordList
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def contacts(qtbot: QtBot, people: Workspace, settings: Settings, until_idle: UntilIdle) -> RecordList:
    """A list of contacts with its first three rows selected."""
    made = RecordList(people, settings, "contact")
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    until_idle()
    opt_out(made, people, range(3), until_idle, None)
    flags = QItemSelectionModel.SelectionFlag
    for row in range(3):
        index = made.table.records.index(row, 0)
        made.table.selectionModel().select(index, flags.Select | flags.Rows)
    return made


def place(contacts: RecordList, row: int) -> QPoint:
    """The middle of a row's first cell."""
    return contacts.table.visualRect(contacts.table.records.index(row, 0)).center()


def test_dragging_a_selected_row_carries_all_that_are_selected(
    contacts: RecordList, qtbot: QtBot, tmp_path: Path
) -> None:
    """What arrives elsewhere is a file with three cards, which reads as the three people."""
    drag = contacts.findChild(CardDrag)
    assert drag is not None
    viewport, start = contacts.table.viewport(), place(contacts, 1)
    with qtbot.waitSignal(drag.begun) as begun:
        QTest.mousePress(viewport, LEFT, pos=start)
        QTest.mouseMove(viewport, start + QPoint(0, 40))
        QTest.mouseRelease(viewport, LEFT, pos=start + QPoint(0, 40))
    (mime,) = begun.args
    assert mime.data(VCARD).data().count(b"BEGIN:VCARD") == 3
    assert len(mime.text().splitlines()) == 3
    (url,) = mime.urls()
    path = Path(url.toLocalFile())
    assert path.name == "3 contacts.vcf"
    other = Store.open(tmp_path / "other.db")
    (report,) = run_import(other, path)
    other.close()
    assert report.plan.sheets[0].count(State.NEW) == 3
    assert contacts.table.selected_count() == 3


def test_a_click_still_selects_one_row(contacts: RecordList) -> None:
    """A press that does not become a drag does what it always did, once the button is up."""
    viewport = contacts.table.viewport()
    QTest.mouseClick(viewport, LEFT, pos=place(contacts, 1))
    assert contacts.table.selected_places() == [(1, 1)]
    assert contacts.table.currentIndex().row() == 1
    QTest.mouseClick(viewport, LEFT, pos=place(contacts, 4))
    assert contacts.table.selected_places() == [(4, 4)]


def test_the_file_is_written_when_it_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    """A drag that ends in a text field leaves no file behind."""
    folder = QTemporaryDir(str(tmp_path / "drag-XXXXXX"))
    mime = CardsMime(Cards(b"BEGIN:VCARD", "Asel", "Asel.vcf"), folder)
    assert mime.formats() == [VCARD, URLS, PLAIN]
    assert mime.text() == "Asel"
    assert not list(Path(folder.path()).iterdir())
    assert Path(mime.urls()[0].toLocalFile()).read_bytes() == b"BEGIN:VCARD"


def test_files_and_bare_cards_can_be_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    """A file is taken where it lies; cards without a file, as Thunderbird drags them, get one."""
    drop = CardDrop()
    file = QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.VCF")), QUrl.fromLocalFile(str(tmp_path / "b.docx"))])
    assert has_cards(file)
    assert drop.paths(file) == [tmp_path / "a.VCF"]
    bare = QMimeData()
    bare.setData("text/x-vcard", b"BEGIN:VCARD\r\nEND:VCARD\r\n")
    assert has_cards(bare)
    (path,) = drop.paths(bare)
    assert path.suffix == ".vcf"
    assert path.read_bytes() == b"BEGIN:VCARD\r\nEND:VCARD\r\n"
    text = QMimeData()
    text.setText("Asel")
    assert not has_cards(text)
    assert drop.paths(text) == []


def drag_selected(contacts: RecordList, row: int) -> None:
    """Press on a selected row and move, as far as it takes."""
    viewport, start = contacts.table.viewport(), place(contacts, row)
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(0, 40))
    QTest.mouseRelease(viewport, LEFT, pos=start + QPoint(0, 40))


def opt_out(
    contacts: RecordList, people: Workspace, rows: range, until_idle: UntilIdle, said: bool | None = True
) -> list[str]:
    """Have the people in these rows opt out, or not; answers their titles."""
    with people.store.read() as session:
        ids = [contacts.ids()[row] for row in rows]
        uids = uids_of(session, "contact", ids)
        titles = [row.title for row in rows_by_uid(session, "contact", uids)]
    with people.store.write("Opt out") as writer:
        for uid in uids:
            writer.update("contact", uid, {"opt_out": said})
    until_idle()
    return titles


def test_people_who_opted_out_are_not_dragged_along_and_that_is_said(
    contacts: RecordList, people: Workspace, qtbot: QtBot, until_idle: UntilIdle
) -> None:
    drag = contacts.findChild(CardDrag)
    assert drag is not None
    (title,) = opt_out(contacts, people, range(1, 2), until_idle)
    with qtbot.waitSignal(drag.begun) as begun, qtbot.waitSignal(contacts.told) as told:
        drag_selected(contacts, 0)
    assert told.args == ["1 contact who opted out was left out."]
    (mime,) = begun.args
    assert mime.data(VCARD).data().count(b"BEGIN:VCARD") == 2
    assert len(mime.text().splitlines()) == 2 and title not in mime.text()
    assert Path(mime.urls()[0].toLocalFile()).name == "2 contacts.vcf"


def test_where_all_opted_out_nothing_is_dragged(
    contacts: RecordList, people: Workspace, qtbot: QtBot, until_idle: UntilIdle
) -> None:
    drag = contacts.findChild(CardDrag)
    assert drag is not None
    opt_out(contacts, people, range(3), until_idle)
    with qtbot.assertNotEmitted(drag.begun), qtbot.waitSignal(contacts.told) as told:
        drag_selected(contacts, 1)
    assert told.args == ["3 contacts who opted out were left out."]
