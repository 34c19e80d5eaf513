"""What the export dialog offers, what it says is left out, what it writes, and what it remembers."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QRadioButton, QWidget

from db import language
from db.exchange.reading import read_workbook
from db.exchange.sheets import Sheet
from desktop.dialogs.export import ExportDialog
from desktop.dialogs.export_period import period_of
from desktop.dialogs.export_work import Period
from desktop.theme import SPACE
from desktop.widgets.banner import Toast
from tests.desktop.window_desk import CONTROL, SHIFT, Answer, WindowDesk, name_file

OPTED_OUT = "Bekturova Aigerim"
"""The one in the example who asked not to be written to."""

PACK = "The Delegation pack: a period in figures and charts, with the rows behind them"


class ExportDesk:
    """The dialog, used as a person does."""

    def __init__(self, desk: WindowDesk) -> None:
        self.desk = desk
        desk.press(Qt.Key.Key_E, CONTROL)
        self.dialog = desk.part(ExportDialog)
        desk.settle()

    def radios(self) -> list[QRadioButton]:
        return [button for button in self.dialog.findChildren(QRadioButton) if button.isVisible()]

    def pick(self, text: str) -> None:
        """Click a choice by the beginning of its text."""
        button = next(each for each in self.radios() if each.text().startswith(text))
        self.desk.click(button)
        self.desk.settle()
        assert button.isChecked()

    def put_keyboard_on(self, widget: QWidget) -> None:
        # Without a window manager nobody brings the dialog back to the front after a list that was open.
        self.dialog.activateWindow()
        widget.setFocus()
        self.desk.bot.waitUntil(widget.hasFocus)

    def tick(self, box: QCheckBox) -> None:
        self.desk.click(box, QPoint(SPACE.small, box.height() // 2))

    def for_whom(self, name: str) -> None:
        """Type a recipient and go on to the next field."""
        self.put_keyboard_on(self.dialog.recipient.box)
        self.desk.over(name)
        self.desk.press(Qt.Key.Key_Tab)
        self.desk.settle()

    def choose(self, box: QComboBox, text: str) -> None:
        """Go through a list by the keyboard."""
        self.put_keyboard_on(box)
        self.desk.press(Qt.Key.Key_Home)
        for _ in range(box.findText(text)):
            self.desk.press(Qt.Key.Key_Down)
        assert box.currentText() == text

    def save_as(self, path: Path) -> None:
        """Press the filled button and name the file."""
        answer = Answer(name_file(path))
        self.desk.click(self.dialog.confirm)
        assert answer.saw is not None
        self.desk.settle()

    def write(self, path: Path) -> Path:
        self.save_as(path)
        assert path.exists() and not self.is_open()
        return path

    def is_open(self) -> bool:
        dialogs = self.desk.window.findChildren(ExportDialog)
        return any(dialog.isVisible() for dialog in dialogs)

    @property
    def left_out(self) -> str:
        return self.dialog.left_out.text()

    @property
    def button(self) -> str:
        return self.dialog.confirm.text()


def sheet(path: Path, name: str) -> Sheet:
    return next(each for each in read_workbook(path).sheets if each.name == name)


def texts(path: Path) -> str:
    sheets = read_workbook(path).sheets
    return "\n".join(str(cell) for each in sheets for row in each.rows for cell in row if cell is not None)


# What, and as what


def test_it_counts_what_each_choice_writes(window: WindowDesk) -> None:
    window.choose(window.listed()[0])
    window.press(Qt.Key.Key_Down, SHIFT)
    export = ExportDesk(window)
    assert [choice.text() for choice in export.radios()] == [
        "What the list shows: 32 contacts",
        "The selected rows: 2 contacts",
        "The people of a group",
        "The whole store, a sheet for each kind of record",
        PACK,
        "Workbook (.xlsx)",
        "Table (.csv)",
        "Contact cards (.vcf)",
    ]
    assert export.radios()[1].isChecked() and export.button == "Export 2 contacts"


def test_the_button_says_what_it_does(window: WindowDesk) -> None:
    export = ExportDesk(window)
    for choice, button in (
        ("What the list", "Export 31 contacts"),
        ("Contact cards", "Export 31 cards"),
        ("The whole store", "Export the whole store"),
        ("The Delegation", "Export the pack"),
    ):
        export.pick(choice)
        assert export.button == button


def test_the_people_of_a_group_go_out_without_those_who_opted_out(window: WindowDesk, tmp_path: Path) -> None:
    with window.store.write("Opts out") as writer:
        writer.update("contact", window.named("contact", "Кадыров Мирлан"), {"opt_out": True})
    window.settle()
    export = ExportDesk(window)
    export.pick("The people of a group")
    assert export.button == "Export 2 contacts"
    assert export.left_out == "No field is left out. 1 who opted out is left out."
    path = export.write(tmp_path / "group.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        names = [line[0].split()[0] for line in csv.reader(file)]
    assert names[1:] == ["Садыкова", "Toktosunov"]


def test_one_selected_row_is_no_reason_to_write_only_that(window: WindowDesk) -> None:
    window.choose(window.listed()[0])
    assert ExportDesk(window).radios()[0].isChecked()


def test_only_contacts_have_cards_and_only_lists_are_tables(window: WindowDesk) -> None:
    export = ExportDesk(window)
    export.pick("Contact cards")
    export.pick("The whole store")
    enabled = {choice.text(): choice.isEnabled() for choice in export.radios()[-3:]}
    assert list(enabled.values()) == [True, False, False] and export.radios()[-3].isChecked()
    window.bot.keyClick(export.dialog, Qt.Key.Key_Escape)
    window.go(1)
    assert [choice.text() for choice in ExportDesk(window).radios()[-2:]] == [
        "Workbook (.xlsx)",
        "Table (.csv)",
    ]


def test_all_columns_go_out_when_she_ticks_so(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    export.for_whom("Ourselves")
    export.tick(export.dialog.all_columns)
    written = export.write(tmp_path / "all.xlsx")
    assert {"City", "Birthday", "Job title"} <= set(map(str, sheet(written, "Contacts").row(1)))


def test_a_table_is_written_by_keys_alone(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    while not isinstance(QApplication.focusWidget(), QRadioButton) or "Workbook" not in focus_text():
        window.press(Qt.Key.Key_Tab)
    window.press(Qt.Key.Key_Right)
    assert focus_text() == "Table (.csv)"
    answer = Answer(name_file(tmp_path / "list"))
    window.press(Qt.Key.Key_Return)
    assert answer.saw is not None
    window.settle()
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    assert header[0] == "Full name" and len(lines) == 31
    assert "Ким Виктор" in [line[0] for line in lines] and not export.is_open()


def focus_text() -> str:
    focused = QApplication.focusWidget()
    return focused.text() if isinstance(focused, QRadioButton) else ""


def test_cards_of_the_selected_contacts_go_out(window: WindowDesk, tmp_path: Path) -> None:
    chosen = [window.listed()[0], window.listed()[1]]
    window.choose(chosen[0])
    window.press(Qt.Key.Key_Down, SHIFT)
    export = ExportDesk(window)
    export.pick("Contact cards")
    assert not export.dialog.headers.isVisible() and not export.dialog.all_columns.isVisible()
    export.choose(export.dialog.cards, "vCard 4.0, the newest")
    assert "Note" in export.left_out
    cards = export.write(tmp_path / "people.vcf").read_text(encoding="utf-8")
    assert cards.count("BEGIN:VCARD") == cards.count("VERSION:4.0") == 2 and "NOTE" not in cards
    families = [line.split(":")[1].split(";")[0] for line in cards.splitlines() if line.startswith("N;")]
    assert {name.split()[0] for name in chosen} <= set(families)
    assert window.toast() == f"2 cards were written to {tmp_path / 'people.vcf'}."


@pytest.mark.parametrize("kind", ["release", "facility", "programme"])
def test_every_tab_can_be_written(window: WindowDesk, tmp_path: Path, kind: str) -> None:
    window.window.open_record(kind, window.all(kind)[0].uid)
    window.settle()
    ExportDesk(window).write(tmp_path / "list.xlsx")


# The pack


def test_the_pack_of_two_days_goes_out(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    export.pick("The Delegation pack")
    period = export.dialog.period
    boxes = period.findChildren(QComboBox)
    export.choose(boxes[0], "Other dates")
    for field, typed in zip(period.ends(), ("1 April 2019", "30.06.2019"), strict=True):
        export.put_keyboard_on(field.line)
        window.over(typed)
        window.press(Qt.Key.Key_Tab)
    window.settle()
    assert period.found() == (
        "1 Apr 2019 to 30 Jun 2019: 2 releases, 4 visits, 2 events. "
        "1 release stays out, as it is not released or under embargo."
    )
    written = export.write(tmp_path / "pack.xlsx")
    assert "1 April 2019 to 30 June 2019" in texts(written)
    assert read_workbook(written).sheets[0].name == "Summary"
    assert len(sheet(written, "Releases").rows) == 3
    again = ExportDesk(window)
    again.pick("The Delegation pack")
    assert again.dialog.period.period() == Period(dt.date(2019, 4, 1), dt.date(2019, 6, 30))


def pack_of_drafts(window: WindowDesk) -> ExportDesk:
    """The dialog at a pack of all dates, with one release more that is a draft and one that was withdrawn."""
    with window.store.write("Drafts") as writer:
        for status in ("draft", "withdrawn"):
            values = {"headline": f"A {status} release", "date": dt.date(2019, 5, 2), "status": status}
            writer.create("release", values)
    export = ExportDesk(window)
    export.pick("The Delegation pack")
    export.choose(export.dialog.period.findChildren(QComboBox)[0], "All dates")
    window.settle()
    return export


def test_what_is_not_released_stays_out_of_the_pack_and_it_says_so(
    window: WindowDesk, tmp_path: Path
) -> None:
    export = pack_of_drafts(window)
    assert not export.dialog.all_releases.isVisible()
    assert export.dialog.period.found() == (
        "5 releases, 7 visits, 6 events. 5 releases stay out, as they are not released or under embargo."
    )
    written = export.write(tmp_path / "pack.xlsx")
    assert "A draft release" not in texts(written)
    said = f"written to {written}. 5 releases that are not released, or under embargo, were left out."
    assert said in window.toast()


def test_we_ourselves_can_have_all_releases_in_the_pack(window: WindowDesk, tmp_path: Path) -> None:
    export = pack_of_drafts(window)
    export.for_whom("Ourselves")
    box = export.dialog.all_releases
    assert box.isVisible() and not box.isChecked()
    export.put_keyboard_on(box)
    window.press(Qt.Key.Key_Space)
    window.settle()
    assert box.isChecked() and export.dialog.period.found() == "10 releases, 7 visits, 6 events"
    written = export.write(tmp_path / "pack.xlsx")
    assert {"A draft release", "A withdrawn release"} <= set(texts(written).split("\n"))
    assert f"written to {written}." in window.toast() and "not released" not in window.toast()
    # It is remembered for ourselves, and means nothing for anybody else.
    again = ExportDesk(window)
    again.pick("The Delegation pack")
    assert again.dialog.all_releases.isVisible() and again.dialog.all_releases.isChecked()
    again.pick("What the list")
    assert not again.dialog.all_releases.isVisible()
    again.pick("The Delegation pack")
    again.for_whom("Example Weekly")
    again.choose(again.dialog.audience, "Everything we know")
    assert not again.dialog.all_releases.isChecked()
    again.for_whom("The Delegation")
    assert not again.dialog.all_releases.isVisible()
    assert "A draft release" not in texts(again.write(tmp_path / "theirs.xlsx"))


def test_a_day_that_is_none_is_said_and_nothing_can_be_written(window: WindowDesk) -> None:
    export = ExportDesk(window)
    export.pick("The Delegation pack")
    export.choose(export.dialog.period.findChildren(QComboBox)[0], "Other dates")
    first, last = export.dialog.period.ends()
    export.put_keyboard_on(last.line)
    window.over("31.02.2019")
    assert "31.02.2019" in last.error() and not export.dialog.confirm.isEnabled()
    window.over("01.01.2001")
    assert last.error() == "This lies before the beginning." and not export.dialog.confirm.isEnabled()
    export.put_keyboard_on(first.line)
    window.over("")
    assert not last.error() and export.dialog.confirm.isEnabled()


@pytest.mark.parametrize(
    ("preset", "day", "first", "last"),
    [
        ("this_quarter", "2026-11-24", "2026-10-01", "2026-12-31"),
        ("last_quarter", "2026-11-24", "2026-07-01", "2026-09-30"),
        ("last_quarter", "2024-02-29", "2023-10-01", "2023-12-31"),
        ("half_year", "2024-06-30", "2024-01-01", "2024-06-30"),
        ("half_year", "2024-07-01", "2024-07-01", "2024-12-31"),
        ("year", "2024-12-31", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_period_is_that_of_the_calendar(preset: str, day: str, first: str, last: str) -> None:
    days = [dt.date.fromisoformat(each) for each in (first, last)]
    assert period_of(preset, dt.date.fromisoformat(day)) == Period(*days)


# For whom


def test_it_says_what_is_left_out_for_whom(window: WindowDesk, tmp_path: Path) -> None:
    window.page.list.set_columns(["title", "phones", "note"])
    export = ExportDesk(window)
    assert export.left_out == "Left out for them: Note. 1 who opted out is left out."
    export.for_whom("Ourselves")
    assert export.left_out == "No field is left out. 1 who opted out is left out."
    export.for_whom("The public")
    assert export.left_out == "Left out for them: Phone, Note. 1 who opted out is left out."
    written = texts(export.write(tmp_path / "public.xlsx"))
    assert "+996 700 000 016" not in written and "Ким Виктор" in written


def test_those_who_opted_out_stay_out_of_what_others_get(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    assert not export.dialog.with_opted_out.isVisible() and export.button == "Export 31 contacts"
    written = texts(export.write(tmp_path / "without.xlsx"))
    assert OPTED_OUT not in written and "Contacts who opted out, so not in here: 1." in written
    assert window.toast().startswith("31 rows were written")


def test_we_ourselves_get_them_only_by_choosing_so(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    export.for_whom("Ourselves")
    box = export.dialog.with_opted_out
    assert box.text() == "Also 1 contact who opted out" and not box.isChecked()
    assert OPTED_OUT not in texts(export.write(tmp_path / "without.xlsx"))
    again = ExportDesk(window)
    again.tick(again.dialog.with_opted_out)
    assert again.button == "Export 32 contacts" and again.left_out == "No field is left out."
    assert OPTED_OUT in texts(again.write(tmp_path / "all.xlsx"))
    assert ExportDesk(window).dialog.with_opted_out.isChecked()


def test_a_recipient_is_remembered_with_what_was_chosen(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    assert not export.dialog.audience.isEnabled()
    export.for_whom("Example Weekly")
    export.choose(export.dialog.audience, "Only what is public")
    export.choose(export.dialog.headers, "Russian")
    export.tick(export.dialog.all_columns)
    written = export.write(tmp_path / "list.xlsx")
    assert "Должность" in map(str, read_workbook(written).sheets[1].row(1))
    assert "example.kg" not in texts(written)
    window.reopen()
    window.go(2)
    again = ExportDesk(window).dialog
    assert again.recipient.box.line.text() == "Example Weekly"
    chosen = (again.audience.currentText(), again.headers.currentText(), again.all_columns.isChecked())
    assert chosen == ("Only what is public", "Russian", True)
    window.bot.keyClick(again, Qt.Key.Key_Escape)
    # Only the name and what was chosen are kept.
    kept = (tmp_path / "dateline.ini").read_text(encoding="utf-8")
    assert "Example Weekly" in kept


def test_choosing_somebody_brings_back_what_was_theirs(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    export.for_whom("Example Weekly")
    export.choose(export.dialog.headers, "Russian")
    export.write(tmp_path / "list.xlsx")
    again = ExportDesk(window)
    again.for_whom("The Delegation")
    assert again.dialog.headers.currentText() == "English"
    box = again.dialog.recipient.box
    offered = [box.itemText(place) for place in range(box.count())]
    assert offered == ["Ourselves", "The Delegation", "The public", "Example Weekly"]
    again.put_keyboard_on(box)
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    assert box.line.text() == "Example Weekly" and again.dialog.headers.currentText() == "Russian"
    assert again.is_open() and again.dialog.audience.isEnabled()


def test_somebody_new_does_not_see_what_is_internal(window: WindowDesk) -> None:
    export = ExportDesk(window)
    export.for_whom("Ourselves")
    export.for_whom("Example Weekly")
    assert export.dialog.audience.currentText() == "What the Delegation may see"


def test_what_somebody_new_may_see_is_the_next_question(window: WindowDesk) -> None:
    export = ExportDesk(window)
    export.for_whom("Example Weekly")
    assert QApplication.focusWidget() is export.dialog.audience
    export.for_whom("Ourselves")
    assert QApplication.focusWidget() is export.dialog.headers


def test_enter_takes_the_name_and_writes_nothing_yet(window: WindowDesk) -> None:
    export = ExportDesk(window)
    export.put_keyboard_on(export.dialog.recipient.box)
    window.over("Example Weekly")
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert export.is_open() and export.dialog.audience.isEnabled()


def test_esc_takes_back_the_name_before_it_leaves(window: WindowDesk) -> None:
    export = ExportDesk(window)
    box = export.dialog.recipient.box
    export.put_keyboard_on(box)
    window.over("Xyz")
    window.bot.keyClick(box, Qt.Key.Key_Escape)
    assert export.is_open() and box.line.text() == "The Delegation"
    window.bot.keyClick(box, Qt.Key.Key_Escape)
    assert not export.is_open()


def test_a_recipient_can_be_forgotten(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    export.for_whom("Example Weekly")
    assert not export.dialog.recipient.forget_button.isVisible()
    export.write(tmp_path / "list.xlsx")
    again = ExportDesk(window)
    window.click(again.dialog.recipient.forget_button)
    box = again.dialog.recipient.box
    assert box.line.text() == "The Delegation" and box.findText("Example Weekly") < 0
    window.bot.keyClick(again.dialog, Qt.Key.Key_Escape)
    assert ExportDesk(window).dialog.recipient.box.line.text() == "The Delegation"


# Writing


def test_where_it_can_not_be_written_it_says_so_and_stays(window: WindowDesk, tmp_path: Path) -> None:
    dialog = ExportDesk(window).dialog
    dialog.write(tmp_path / "nowhere" / "list.xlsx")
    window.settle()
    assert dialog.isVisible()
    assert dialog.problem.text() == "The folder for “list.xlsx” is not there. Choose another folder."
    assert dialog.confirm.isEnabled() and dialog.confirm.isVisible()
    assert not list(tmp_path.glob("**/*.xlsx"))


def test_cancel_leaves_nothing_behind_and_the_choices_as_they_were(
    window: WindowDesk, tmp_path: Path
) -> None:
    export = ExportDesk(window)
    export.pick("The whole store")
    folder = tmp_path / "out"
    folder.mkdir()
    export.dialog.write(folder / "all.xlsx")
    window.click(export.dialog.busy.findChildren(QPushButton)[0])
    window.settle()
    assert export.is_open() and export.dialog.problem.text() == "Stopped. Nothing was written."
    assert not list(folder.iterdir())
    export.write(folder / "all.xlsx")


def test_esc_while_it_writes_stops_and_leaves(window: WindowDesk, tmp_path: Path) -> None:
    export = ExportDesk(window)
    export.pick("The Delegation pack")
    folder = tmp_path / "out"
    folder.mkdir()
    export.dialog.write(folder / "pack.xlsx")
    window.bot.keyClick(export.dialog, Qt.Key.Key_Escape)
    window.settle()
    assert not export.is_open() and not list(folder.iterdir())
    assert window.toast() == ""


def test_esc_leaves_and_nothing_is_kept(window: WindowDesk) -> None:
    export = ExportDesk(window)
    export.put_keyboard_on(export.dialog.recipient.box)
    window.press(Qt.Key.Key_Down)
    assert "Phone" in export.left_out
    window.bot.keyClick(export.dialog, Qt.Key.Key_Escape)
    assert not export.is_open()
    assert ExportDesk(window).dialog.recipient.box.line.text() == "The Delegation"


class Folders(QObject):
    """Stands where the system's program for folders would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_folder_is_shown_when_she_asks_for_it(window: WindowDesk, tmp_path: Path) -> None:
    folders = Folders()
    QDesktopServices.setUrlHandler("file", folders, "open")  # type: ignore[arg-type]  # its types ask for bytes, it for str
    try:
        ExportDesk(window).write(tmp_path / "list.xlsx")
        assert window.toast() == (
            f"31 rows were written to {tmp_path / 'list.xlsx'}. 1 contact who opted out was left out."
        )
        assert not folders.opened
        button = window.part(Toast).button()
        assert button is not None and button.text() == "Show in folder"
        window.click(button)
        assert folders.opened == [str(tmp_path)]
    finally:
        QDesktopServices.unsetUrlHandler("file")


# The window itself


@pytest.mark.parametrize("spoken", ["en", "ru"])
def test_it_fits_the_smallest_screen_whatever_is_chosen(window: WindowDesk, spoken: str) -> None:
    language.use(spoken)
    try:
        export = ExportDesk(window)
        for place in range(4):
            if export.radios()[place].isEnabled():
                window.click(export.radios()[place])
                window.settle()
                assert export.dialog.width() <= 1000 and export.dialog.height() <= 720
    finally:
        language.use("en")


def test_everything_has_a_name_for_a_screen_reader(window: WindowDesk) -> None:
    export = ExportDesk(window)
    for choice in ("The Delegation pack", "What the list"):
        export.pick(choice)
        reached: list[QWidget] = []
        while (focused := QApplication.focusWidget()) is not None and focused not in reached:
            reached.append(focused)
            window.press(Qt.Key.Key_Tab)
        named = [QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in reached]
        assert len(reached) >= 7 and all(named), named
