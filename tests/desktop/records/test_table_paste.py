"""Pasting rows from Excel: over what is there, by header, new ones, and what can't be understood."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.journal import to_undo
from db.queries import one, rows
from desktop.dialogs.paste import PasteDialog
from desktop.records.paste_plan import header_of
from desktop.records.record_list import RecordList
from desktop.settings import Settings
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle


@pytest.fixture
def listed(
    people: Workspace, settings: Settings, qtbot: QtBot, until_idle: UntilIdle
) -> Iterator[RecordList]:
    made = RecordList(people, settings, "contact")
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.focus_table()
    until_idle()
    yield made


def paste(listed: RecordList, text: str, until_idle: UntilIdle) -> PasteDialog | None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(listed.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    until_idle()
    open_ones = (w for w in QApplication.topLevelWidgets() if isinstance(w, PasteDialog) and w.isVisible())
    return next(open_ones, None)


def column(listed: RecordList, name: str) -> list[str]:
    number = listed.columns().index(name)
    return [str(listed.model.index(place, number).data()) for place in range(len(listed.ids()))]


def last_label(workspace: Workspace) -> str:
    with workspace.store.read() as session:
        batch = to_undo(session)
        return batch.label if batch else ""


def test_forty_rows_are_one_batch_and_go_with_one_undo(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    before = column(listed, "job_title")
    listed.table.setCurrentIndex(listed.model.index(0, listed.columns().index("job_title")))
    assert paste(listed, "\r\n".join(f"Job {n}" for n in range(40)), until_idle) is None
    assert column(listed, "job_title") == [f"Job {n}" for n in range(40)]
    assert last_label(people) == "Paste 40 rows"
    people.undo()
    until_idle()
    assert column(listed, "job_title") == before


def test_rows_below_the_last_one_are_new(listed: RecordList, until_idle: UntilIdle) -> None:
    listed.set_columns(["family_name", "country"])
    until_idle()
    listed.table.choose(39)
    listed.table.setCurrentIndex(listed.model.index(39, 0))
    assert paste(listed, "Примеров\tКыргызстан\nProbe\tTajikistan", until_idle) is None
    assert len(listed.ids()) == 41
    assert "Probe" in column(listed, "family_name")


def test_columns_are_matched_by_their_header(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    uid = listed.current_uid()
    text = f"uid\tДолжность\tE-mail\tName\n{uid}\tPress officer\tnew@example.kg\t"
    text += "\n\tРепортёр\t\tПробный Ахмат Ильясович"
    assert paste(listed, text, until_idle) is None
    with people.store.read() as session:
        row = one(session, "contact", uid)
        assert row is not None
        assert row["job_title"] == "Press officer"
        assert row["emails"][0].normal == "new@example.kg"
    assert len(listed.ids()) == 41
    assert "Пробный Ахмат Ильясович" in column(listed, "title")
    assert last_label(people) == "Paste 2 rows"


def test_what_is_not_understood_is_shown_before_anything_is_written(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    before = last_label(people)
    text = "Family name\tCountry\tLast verified\tShoe size\nOk\tKG\t25.04.2019\t38"
    text += "\nBad\tAtlantis\t32.13.2019\t39"
    dialog = paste(listed, text, until_idle)
    assert dialog is not None
    assert last_label(people) == before
    cells = [dialog.table.item(place, 2) for place in range(dialog.table.rowCount())]
    assert [cell.text() for cell in cells if cell][:2] == ["Atlantis", "32.13.2019"]
    heads = [dialog.table.item(place, 1) for place in range(dialog.table.rowCount())]
    assert "Shoe size" in [cell.text() for cell in heads if cell]
    assert dialog.confirm.text() == "Paste 1 row, leave out 1"
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    until_idle()
    assert len(listed.ids()) == 41
    assert last_label(people) == "Paste 1 row"


def test_cancel_writes_nothing(listed: RecordList, people: Workspace, until_idle: UntilIdle) -> None:
    before = last_label(people)
    dialog = paste(listed, "Family name\tCountry\nBad\tAtlantis\nGood\tKG", until_idle)
    assert dialog is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    until_idle()
    assert last_label(people) == before


def test_partners_are_tied_by_their_names(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    text = "Family name\tPartner\nНовая\tГазета «Мисал»\nLost\tNobody Ltd"
    dialog = paste(listed, text, until_idle)
    assert dialog is not None and dialog.confirm.text() == "Paste 1 row, leave out 1"
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    until_idle()
    with people.store.read() as session:
        row = one(session, "contact", listed.current_uid())
        assert row is not None and row.title == "Новая"
        assert [ref.title for ref in row["partner"]] == ["Газета «Мисал»"]


def test_copied_rows_are_pasted_unchanged(
    listed: RecordList, people: Workspace, until_idle: UntilIdle
) -> None:
    before = last_label(people)
    listed.set_columns(
        ["job_title", "kind", "country", "languages", "phones", "emails", "last_verified", "opt_out", "note"]
    )
    until_idle()
    QTest.keyClick(listed.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(listed.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    until_idle()
    body = QGuiApplication.clipboard().text().split("\r\n", 1)[1]
    listed.table.setCurrentIndex(listed.model.index(0, 0))
    assert paste(listed, body, until_idle) is None
    assert last_label(people) == before


def test_an_empty_clipboard_says_so(listed: RecordList, until_idle: UntilIdle, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.problem) as told:
        paste(listed, "", until_idle)
    assert told.args == ["There is nothing to paste. Copy rows in Excel first."]


@pytest.mark.parametrize(
    ("first", "names"),
    [
        (["Family name", "Country"], ["family_name", "country"]),
        (["Фамилия", "Страна", "?"], ["family_name", "country", None]),
        (["UID", "Surname"], ["uid", "family_name"]),
        (["Образцова", "Кыргызстан"], None),
        (["Media", "Name of the outlet", "Somebody"], None),
    ],
)
def test_a_header_is_told_from_a_row(first: list[str], names: list[str | None] | None) -> None:
    assert header_of("contact", first) == names


@pytest.mark.parametrize("names", [("Health; Education",), ("Health; Education", 'Fund "Light"', '"A"; "B"')])
def test_copied_rows_come_back_with_partners_that_have_semicolons_in_their_names(
    listed: RecordList, people: Workspace, until_idle: UntilIdle, names: tuple[str, ...]
) -> None:
    with people.store.write("Posts") as writer:
        uid = writer.create("contact", {"family_name": "Copied"})
        for name in names:
            partner = writer.create("partner", {"name": name})
            writer.create("post", {"contact": uid, "partner": partner})
    until_idle()
    listed.set_columns(["family_name", "partner"])
    until_idle()
    place = column(listed, "family_name").index("Copied")
    shown = column(listed, "partner")[place]
    listed.table.choose(place)
    QTest.keyClick(listed.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    until_idle()
    assert paste(listed, QGuiApplication.clipboard().text(), until_idle) is None
    both = [n for n, family in enumerate(column(listed, "family_name")) if family == "Copied"]
    assert len(both) == 2 and [column(listed, "partner")[n] for n in both] == [shown, shown]
    with people.store.read() as session:
        found = rows(session, "contact", [listed.ids()[n] for n in both], ("partner",))
        assert [{ref.title for ref in row["partner"]} for row in found] == [set(names)] * 2
