"""The import window on tables beside each other, and on cells for which others above them speak."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from db.exchange.plan import State
from db.queries import View, count
from desktop.dialogs.importing import ImportDialog
from desktop.settings import Settings
from desktop.workspace import Workspace

Open = Callable[[Sequence[Sequence[object]]], ImportDialog]

BESIDE: list[list[object]] = [
    ["Full name", "Phone", None, "Facility", "City"],
    ["Beispiel Anna", "+996 555 000 102", None, "Osh Laboratory", "Osh"],
    ["Probov Serik", "+7 701 000 0678", None, "Naryn Laboratory", "Naryn"],
    ["Muster Nora", "+996 555 000 103"],
]
BLOCKS: list[list[object]] = [
    ["Country", "Full name", "Phone"],
    ["Kyrgyzstan", "Beispiel Anna", "0555 000 102"],
    [None, "Muster Nora", "0555 000 103"],
    ["Kazakhstan", "Probov Serik", "8 701 000 06 78"],
    [None, "Probova Dana", None],
]


@pytest.fixture
def opened(
    qtbot: QtBot, workspace: Workspace, settings: Settings, tmp_path: Path, until_idle: Callable[[], None]
) -> Open:
    """Opens the window on a workbook with one sheet and waits until it was read."""
    window = QWidget()
    qtbot.addWidget(window)

    def open_it(lines: Sequence[Sequence[object]]) -> ImportDialog:
        book = Workbook()
        book.worksheets[0].title = "List"
        for line in lines:
            book.worksheets[0].append(list(line))
        book.save(tmp_path / "list.xlsx")
        dialog = ImportDialog(workspace, settings, tmp_path / "list.xlsx", "contact", window)
        with qtbot.waitExposed(dialog):
            dialog.open()
        until_idle()
        return dialog

    return open_it


def previewed(dialog: ImportDialog) -> list[str]:
    """The records in the preview of the table in sight."""
    preview = dialog.parts.preview.table.rows.preview
    assert preview is not None
    return [preview.title(row) for row in preview.entries if row.state is not State.SKIPPED]


def test_each_table_has_a_card_with_its_place_and_a_preview(
    qtbot: QtBot, opened: Open, workspace: Workspace
) -> None:
    dialog = opened(BESIDE)
    cards = dialog.parts.sheets.cards
    assert [card.into.currentText() for card in cards] == ["Contacts", "Facilities"]
    assert [card.tick.accessibleName() for card in cards] == [
        "Import List, columns A to B",
        "Import List, columns D to E",
    ]
    assert previewed(dialog) == ["Beispiel Anna", "Probov Serik", "Muster Nora"]
    dialog.parts.sheets.choose(1)
    assert previewed(dialog) == ["Osh Laboratory", "Naryn Laboratory"]
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.carry_out()
    with workspace.store.read() as session:
        assert (count(session, View("contact")), count(session, View("facility"))) == (3, 2)


def test_what_was_taken_from_a_row_above_is_shown_as_such(opened: Open) -> None:
    preview = opened(BLOCKS).parts.preview.table.rows.preview
    assert preview is not None
    nora = next(row for row in preview.entries if row.row == 3)
    told = next(each for each in preview.understood(nora) if each.header == "Country")
    assert (told.raw, told.text.new) == ("Kyrgyzstan", "Kyrgyzstan")
    assert told.remark == "Nothing stands here, so what stands in row 2 above was taken."


def test_tables_beside_and_below_each_other_have_names_of_their_own(opened: Open) -> None:
    below: list[list[object]] = [
        [],
        ["Event", "Start", "Country", "City"],
        ["Seminar", "2019-05-06", "KG", "Osh"],
    ]
    worked = opened([*BESIDE, *below])
    names = [card.tick.accessibleName() for card in worked.parts.sheets.cards]
    assert len(names) == len(set(names)) == 3
