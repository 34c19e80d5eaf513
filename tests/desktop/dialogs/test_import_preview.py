"""The rows of an import as they are shown: with their values whatever becomes of them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.exchange.mapping import targets
from db.exchange.merging import NO_CHOICES
from db.exchange.plan import RowPlan, State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.reading import read_workbook
from db.exchange.sheet_choices import with_constant
from db.store import Store
from db.values import Reach
from desktop.dialogs.import_preview import Preview, build
from desktop.dialogs.import_preview_model import TITLE, PreviewModel
from desktop.dialogs.import_preview_table import PreviewTable

HEAD = ("Surname", "First name", "Birthday", "Phone", "Organisation", "City")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with Anna, who is tied to a radio."""
    made = Store.open(tmp_path / "example.db")
    with made.write("Add") as writer:
        radio = writer.create("partner", {"name": "Radio Sample"})
        phones = (Reach("+996 555 000 102", normal="+996555000102"),)
        anna = {"family_name": "Beispiel", "given_name": "Anna", "phones": phones, "city": "Osh"}
        uid = writer.create("contact", anna | {"birthday": dt.date(1980, 5, 4)})
        writer.create("post", {"contact": uid, "partner": radio})
    return made


Made = Callable[..., Preview]


@pytest.fixture
def made(store: Store, tmp_path: Path) -> Made:
    """The preview of a list of people, with constants by field."""

    def make(*lines: tuple[Any, ...], **constants: str) -> Preview:
        book = Workbook()
        for line in (HEAD, *lines):
            book.worksheets[0].append(line)
        book.save(tmp_path / "people.xlsx")
        with store.read() as session:
            proposal = propose(session, read_workbook(tmp_path / "people.xlsx"), into="contact")
            for name, text in constants.items():
                proposal = with_constant(proposal, 0, name, text)
            sheet = plan(session, proposal, choices=NO_CHOICES).sheets[0]
        return build(sheet, 0, targets("contact"), {})

    return make


def cells(preview: Preview, state: State) -> dict[str, str]:
    """What the first row of a state says, by the labels of the fields in sight; what changes is left out."""
    row = next(row for row in preview.plan.rows if row.state is state)
    texts = {about.label: preview.cell(row, about) for about in preview.fields}
    return {label: text.new for label, text in texts.items() if not (text.is_changed or text.problem)}


ANNA = ("Beispiel", "Anna", "4 May 1980", "00996 555 000 102", "Radio Sample", "Osh")


def test_a_row_that_changes_nothing_shows_what_the_record_holds(made: Made) -> None:
    assert cells(made(ANNA), State.UNCHANGED) == {
        "Birthday": "4 May 1980",
        "Phone": "+996 555 000 102",
        "Partner": "Radio Sample",
        "City": "Osh",
    }


def test_a_row_that_changes_one_thing_shows_the_others_too(made: Made) -> None:
    said = cells(made((*ANNA[:2], "04.05.1980", *ANNA[3:5], "Talas"), country="KG"), State.CHANGED)
    assert said == {"Birthday": "4 May 1980", "Phone": "+996 555 000 102", "Partner": "Radio Sample"}


def test_a_row_that_is_held_back_shows_what_was_understood(made: Made) -> None:
    newcomer = ("Neuling", "Nora", "31.02.1980", "00996 555 000 103", "Radio Sample", "Osh")
    said = cells(made(newcomer, kind="media"), State.HELD_BACK)
    assert said == {
        "Phone": "+996 555 000 103",
        "Partner": "Radio Sample",
        "City": "Osh",
        "Kind": "Media",
    }


def test_two_people_of_one_row_are_kept_apart(qtbot: QtBot, made: Made) -> None:
    first = made(ANNA, ("Neuling", "Nora", "", "", "", "Osh"))
    both = [row for row in first.plan.rows if row.row == 3]
    other = replace(both[0], title="Neuling Nils", uid="another")
    rows = [*first.plan.rows, other, RowPlan(4, State.SKIPPED, why="A total.")]
    preview = build(replace(first.plan, rows=rows), 0, targets("contact"), {})
    table = PreviewTable()
    qtbot.addWidget(table)
    table.show_preview(preview, "all")
    model: PreviewModel = table.rows
    place = [model.text(each, TITLE) for each in range(model.rowCount())].index("Neuling Nils")
    table.selectRow(place)
    table.show_preview(build(replace(preview.plan), 0, targets("contact"), {}), "all")
    chosen = table.chosen()
    assert chosen is not None and chosen.title == "Neuling Nils"
    assert model.headerData(TITLE, Qt.Orientation.Horizontal) == "Contact"
