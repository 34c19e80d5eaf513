"""The table model: rows that come as they are looked at, and changes that leave the rest in place."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from db.queries import Filter, Op, Sort, View
from db.records import STANDING, record_type
from db.understanding import Context
from desktop.records.table_model import RecordTableModel
from desktop.workspace import Workspace
from tests.desktop.conftest import UntilIdle

HOW = Context(day_first=True)


@pytest.fixture
def model(people: Workspace, until_idle: UntilIdle) -> RecordTableModel:
    made = RecordTableModel(people, "contact", HOW)
    made.set_columns(("title", "job_title", "country", "partner"))
    made.show_view(View("contact"))
    until_idle()
    return made


def column(model: RecordTableModel, number: int, until_idle: UntilIdle) -> list[str]:
    """A column as it reads once all its rows have come."""
    texts = [model.index(place, number).data() for place in range(model.rowCount())]
    until_idle()
    texts = [model.index(place, number).data() for place in range(model.rowCount())]
    return texts


@pytest.mark.parametrize("kind", STANDING)
def test_every_kind_keeps_to_the_rules_of_qt(people: Workspace, kind: str, until_idle: UntilIdle) -> None:
    made = RecordTableModel(people, kind, HOW)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_columns(record_type(kind).about.columns)
    made.show_view(View(kind))
    until_idle()
    made.set_columns(("title", *record_type(kind).about.columns))
    made.show_view(View(kind, sorts=(Sort("modified", True), Sort("title"))))
    until_idle()
    people.write("Add one", lambda writer: writer.create(kind, {}) and None)
    until_idle()
    people.undo()
    until_idle()
    made.show_view(View(kind, "нет такого"))
    until_idle()
    made.set_columns(("title",))
    assert made.rowCount() == 0
    assert tester.model() is made


def test_a_row_is_blank_until_it_comes(model: RecordTableModel, until_idle: UntilIdle) -> None:
    assert model.rowCount() == 40
    assert model.index(0, 0).data() == ""
    until_idle()
    assert model.index(0, 0).data() == "Beispiel-2 Anna"


def test_links_and_codes_are_shown_in_words(model: RecordTableModel, until_idle: UntilIdle) -> None:
    assert "Kyrgyzstan" in column(model, 2, until_idle)
    assert "Газета «Мисал»" in column(model, 3, until_idle)


def test_sorting_by_several_keys(model: RecordTableModel, until_idle: UntilIdle) -> None:
    model.show_view(View("contact", sorts=(Sort("country", True), Sort("job_title"))))
    until_idle()
    countries, jobs = column(model, 2, until_idle), column(model, 1, until_idle)
    assert countries[0] == "Uzbekistan" and countries[-1] == "Kazakhstan"
    first = [job for job, country in zip(jobs, countries, strict=True) if country == "Uzbekistan"]
    assert len(set(first)) > 1


def test_counting_what_is_shown_and_what_there_is(
    model: RecordTableModel, until_idle: UntilIdle, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(model.counted) as counted:
        model.show_view(View("contact", filters=(Filter("country", Op.IS, ("KG",)),)))
    assert counted.args == [7, 40]


def test_a_new_order_keeps_the_selection(model: RecordTableModel, until_idle: UntilIdle) -> None:
    view = QTableView()
    view.setModel(model)
    chosen = model.ids()[5]
    rows = QItemSelectionModel.SelectionFlag.Rows | QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(model.index(5, 1), rows)
    model.show_view(View("contact", sorts=(Sort("title", True),)))
    until_idle()
    assert model.ids()[view.currentIndex().row()] == chosen
    assert model.ids()[view.selectionModel().selectedRows()[0].row()] == chosen
    assert view.currentIndex().row() == 34


def test_what_another_view_changes_shows(model: RecordTableModel, until_idle: UntilIdle) -> None:
    column(model, 3, until_idle)

    def rename(writer):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        from db.queries import list_ids, uids_of

        uid = uids_of(writer.session, "partner", list_ids(writer.session, View("partner"))[:1])[0]
        writer.update("partner", uid, {"name": "Renamed Office"})

    model.workspace.write("Rename", rename)
    until_idle()
    assert "Renamed Office" in column(model, 3, until_idle)


def test_a_cell_is_written_and_taken_back(model: RecordTableModel, until_idle: UntilIdle) -> None:
    column(model, 2, until_idle)
    cell = model.index(0, 2)
    assert model.setData(cell, "Таджикистан")
    assert cell.data() == "Tajikistan"
    until_idle()
    assert model.index(0, 2).data() == "Tajikistan"
    model.workspace.undo()
    until_idle()
    assert column(model, 2, until_idle)[0] == "Netherlands"


def test_what_can_not_be_understood_is_refused_in_words(
    model: RecordTableModel, until_idle: UntilIdle, qtbot: QtBot
) -> None:
    column(model, 2, until_idle)
    with qtbot.waitSignal(model.refused) as refused:
        assert not model.setData(model.index(0, 2), "Atlantis")
    assert "Atlantis" in refused.args[0]
    assert model.index(0, 2).data() == "Netherlands"


def test_names_and_links_are_not_edited_in_place(model: RecordTableModel, until_idle: UntilIdle) -> None:
    column(model, 0, until_idle)
    editable = [bool(model.index(0, c).flags() & Qt.ItemFlag.ItemIsEditable) for c in range(4)]
    assert editable == [False, True, True, False]
    assert not model.flags(QModelIndex()) & Qt.ItemFlag.ItemIsEditable
