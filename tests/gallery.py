"""All widgets in one window, to look at them: `python tests/gallery.py [light|dark] [page] [picture.png]`.

Without a picture's name the window stays open; with one it is drawn into that file and closed.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop import icons, theme
from desktop.theme import SIZE, SPACE, Scheme
from desktop.widgets.action_button import ActionButton
from desktop.widgets.banner import Banner, Toast
from desktop.widgets.busy import BusyPanel
from desktop.widgets.chip import Chip, Tint
from desktop.widgets.choice_field import ChoiceField, MultiChoiceField
from desktop.widgets.date_field import DateField
from desktop.widgets.editor import Editor
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.list_editor import ListEditor
from desktop.widgets.long_text_field import LongTextField
from desktop.widgets.menu import Menu
from desktop.widgets.search_field import SearchField
from desktop.widgets.section_label import SectionLabel
from desktop.widgets.text_field import TextField
from tests.gallery_controls import COUNTRIES, controls_page, label, panel

LANGUAGES = [("en", "English"), ("ru", "Russian"), ("ky", "Kyrgyz"), ("tg", "Tajik"), ("uz", "Uzbek")]
TYPES = [("work", "Work"), ("mobile", "Mobile"), ("home", "Home"), ("fax", "Fax"), ("", "Other")]
PEOPLE = [
    ("Асанова Гүлнара", "корреспондент", "Газета «Мисал»", "Kyrgyzstan", "+996 555 000 101"),
    (
        "Beispiel Anna",
        "Programme Manager",
        "Delegation of the European Union",
        "Kazakhstan",
        "+7 700 000 0102",
    ),
    ("Намунаева Ситора", "муҳаррир", "ТВ «Намуна»", "Tajikistan", "+992 90 000 0103"),
    ("Exampleov Bakyt", "Head of Department", "State Service of Examples", "Kyrgyzstan", "+996 555 000 104"),
    ("van Voorbeeld Jan", "Drug policy expert", "Example Institute", "Netherlands", "+31 20 000 0105"),
    ("Образцова Ирина", "редактор новостей", "Радио «Образец»", "Uzbekistan", "+998 90 000 0106"),
]


def action(owner: QWidget, text: str, icon_name: str = "", shortcut: str = "") -> QAction:
    made = QAction(text, owner)
    if icon_name:
        made.setIcon(icons.icon(icon_name))
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    return made


def top_row(window: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE.tiny)
    row.addWidget(ActionButton(action(window, "New contact", "plus", "Ctrl+N"), primary=True))
    row.addSpacing(SPACE.small)
    for text, name in (("Import", "file-import-outline"), ("Export", "file-export-outline")):
        button = QToolButton()
        button.setText(text)
        button.setIcon(icons.icon(name))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(SIZE.icon, SIZE.icon))
        row.addWidget(button)
    for name in ("undo", "redo"):
        button = QToolButton()
        button.setIcon(icons.icon(name))
        button.setIconSize(QSize(SIZE.icon, SIZE.icon))
        button.setEnabled(name == "undo")
        row.addWidget(button)
    row.addStretch()
    search = SearchField("Search everything", QKeySequence("Ctrl+K"))
    search.setFixedWidth(320)
    row.addWidget(search)
    more = QToolButton()
    more.setIcon(icons.icon("cog-outline"))
    more.setIconSize(QSize(SIZE.icon, SIZE.icon))
    menu = Menu("Menu", more)
    menu.addAction(action(window, "Duplicate", "content-duplicate", "Ctrl+D"))
    menu.addAction(action(window, "Copy to Excel", "content-copy", "Ctrl+C"))
    menu.addSeparator()
    shown = action(window, "Compact rows")
    shown.setCheckable(True)
    shown.setChecked(True)
    menu.addAction(shown)
    gone = action(window, "Delete", "trash-can-outline", "Del")
    gone.setEnabled(False)
    menu.addAction(gone)
    menu.addMenu("Columns").addAction("Name")
    more.setMenu(menu)
    more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    row.addWidget(more)
    return row


def tabs() -> QTabBar:
    bar = QTabBar()
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setIconSize(QSize(SIZE.icon, SIZE.icon))
    for text, name in (
        ("Fields", "form-textbox"),
        ("Messages", "message-outline"),
        ("Controls", "tune-variant"),
    ):
        bar.addTab(icons.icon(name, "tab"), text)
    return bar


def table() -> QTableView:
    view = QTableView()
    model = QStandardItemModel(0, 5, view)
    model.setHorizontalHeaderLabels(["Name", "Job title", "Partner", "Country", "Phone"])
    for number in range(24):
        row = [QStandardItem(text) for text in PEOPLE[number % len(PEOPLE)]]
        row[0].setFont(theme.font("strong"))
        row[4].setFont(theme.font("figures"))
        model.appendRow(row)
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(SIZE.row)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    view.horizontalHeader().setStretchLastSection(True)
    view.setSortingEnabled(True)
    for column, width in enumerate((160, 150, 180, 110)):
        view.setColumnWidth(column, width)
    view.selectRow(3)
    return view


def left_side() -> QWidget:
    frame, column = panel()
    column.setContentsMargins(1, SPACE.medium, 1, 1)
    row = QHBoxLayout()
    row.setContentsMargins(SPACE.medium, 0, SPACE.medium, 0)
    row.setSpacing(SPACE.small)
    views = QComboBox()
    views.addItems(["All contacts", "Media", "Not verified this year"])
    row.addWidget(views)
    filters = SearchField("Filter", icon_name="filter-variant")
    filters.setMaximumWidth(180)
    row.addWidget(filters)
    row.addWidget(Chip("Country: Kyrgyzstan, Tajikistan", removable=True, clickable=True), 1)
    row.addStretch()
    column.addLayout(row)
    column.addWidget(table())
    return frame


def parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def form_fields() -> list[tuple[str, Editor]]:
    city = TextField("add a city")
    city.set_value("Bishkek")
    country = ChoiceField(COUNTRIES, "add a country")
    country.set_value("KG")
    verified = DateField(parse_day, placeholder="add a date")
    verified.set_value("2019-03-12")
    languages = MultiChoiceField(LANGUAGES, "add a language")
    languages.set_value(("ky", "ru"))
    phones = ListEditor(TYPES, "Add a phone", "Number")
    phones.set_items([("mobile", "+996 555 000 101", True), ("work", "+996 312 00", False)])
    phones.set_row_error(1, "This number is too short for Kyrgyzstan.")
    note = LongTextField("add a note")
    note.set_value("не звонить в выходные; лучше после обеда, когда номер уже сдан в печать")
    birthday = DateField(parse_day, placeholder="add a birthday")
    birthday.set_value("31 February")
    birthday.set_error("“31 February” is not a day. Write it as 2019-04-25 or 25 April 2019.")
    return [
        ("Phones", phones),
        ("City", city),
        ("Country", country),
        ("Languages", languages),
        ("Last verified", verified),
        ("Birthday", birthday),
        ("Note", note),
    ]


def right_side() -> QWidget:
    frame, column = panel()
    head = QHBoxLayout()
    head.addWidget(label("Асанова Гүлнара", "title"), 1)
    for name in ("email-outline", "phone-outline", "dots-horizontal"):
        button = QToolButton()
        button.setIcon(icons.icon(name))
        button.setIconSize(QSize(SIZE.icon, SIZE.icon))
        head.addWidget(button)
    column.addLayout(head)
    column.addWidget(label("Asanova Gulnara · корреспондент, Газета «Мисал»", "muted"))
    chips = FlowLayout()
    tints: list[tuple[str, Tint]] = [
        ("media", "neutral"),
        ("verified 12 March 2019", "good"),
        ("two records alike", "warning"),
        ("asked not to be written to", "danger"),
        ("from Excel", "info"),
    ]
    for text, tint in tints:
        chips.addWidget(Chip(text, tint))
    column.addLayout(chips)
    column.addSpacing(SPACE.small)
    column.addWidget(SectionLabel("Reach"))
    column.addLayout(form(form_fields()))
    column.addWidget(SectionLabel("In releases"))
    links = QGridLayout()
    links.setColumnMinimumWidth(0, 92)
    links.setColumnStretch(1, 1)
    links.setHorizontalSpacing(SPACE.tiny + SIZE.field_inset - SIZE.link_inset)
    when = label("25 Apr 2019", "muted")
    when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    links.addWidget(when, 0, 0)
    links.addWidget(
        LinkLabel("Neighbours learned how the rehabilitation centres of the example region work"), 0, 1
    )
    column.addLayout(links)
    column.addStretch()
    return frame


def form(rows: list[tuple[str, Editor]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE.tiny)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, 92)
    grid.setColumnStretch(1, 1)
    for place, (name, editor) in enumerate(rows):
        caption = label(name, "muted")
        caption.setFixedHeight(SIZE.control)
        caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.set_name(name)
        grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(editor, place, 1)
    return grid


def fields_page() -> QWidget:
    split = QSplitter()
    split.setHandleWidth(SPACE.medium)
    split.addWidget(left_side())
    split.addWidget(right_side())
    split.setSizes([720, 500])
    return split


def messages_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.small)
    again = action(page, "Try again", "refresh")
    column.addWidget(
        Banner("info", "Two colleagues have returned their workbooks.", [action(page, "Look at them")])
    )
    column.addWidget(Banner("good", "214 contacts were imported from media-list.xlsx."))
    column.addWidget(
        Banner("warning", "Three rows were held back; each says why.", [action(page, "Show them")])
    )
    text = (
        "The file contacts.xlsx could not be written because another program has it open. Close it there and "
        "try again; nothing of your work is lost."
    )
    column.addWidget(Banner("danger", text, [again]))
    row = QHBoxLayout()
    row.setSpacing(SPACE.medium)
    actions = [
        action(page, "Import a workbook", "file-import-outline"),
        action(page, "New contact", "plus"),
        action(page, "Open the example", "school-outline"),
    ]
    empty = EmptyState(
        "account-multiple-outline",
        "There are no contacts yet",
        "Bring in the people you know from a workbook, or write down the first one yourself.",
        actions,
    )
    busy = BusyPanel("Reading media-list.xlsx")
    busy.set_progress(412, 50_000)
    for widget in (empty, busy):
        frame, inside = panel()
        inside.addWidget(widget)
        row.addWidget(frame, 1)
    column.addLayout(row, 1)
    return page


class Gallery(QMainWindow):
    """The window: something like the real one on the first page, all the rest on the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Gallery of widgets")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(SPACE.large, SPACE.small, SPACE.large, SPACE.small)
        column.setSpacing(SPACE.small)
        column.addLayout(top_row(self))
        self.tabs = tabs()
        column.addWidget(self.tabs)
        pages = QStackedWidget()
        makers: tuple[Callable[[], QWidget], ...] = (fields_page, messages_page, controls_page)
        for make in makers:
            pages.addWidget(make())
        self.tabs.currentChanged.connect(pages.setCurrentIndex)
        column.addWidget(pages, 1)
        self.setCentralWidget(body)
        self.statusBar().addWidget(QLabel("1,204 contacts · 1 selected"))
        self.statusBar().setContentsMargins(SPACE.medium, 0, SPACE.medium, 0)
        self.statusBar().setSizeGripEnabled(False)
        self.toast = Toast(body)
        self.resize(1280, 800)

    def show_page(self, page: int) -> None:
        self.tabs.setCurrentIndex(page)
        if page == 1:
            self.toast.show_message("3 contacts were deleted.", action(self, "Undo"))


def main() -> int:
    scheme = cast(Scheme, sys.argv[1] if len(sys.argv) > 1 else "system")
    app = QApplication(sys.argv[:1])
    theme.apply(app, scheme)
    window = Gallery()
    window.show()
    window.show_page(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    if len(sys.argv) > 3:
        for _round in range(3):
            app.processEvents()
        return 0 if window.grab().save(sys.argv[3]) else 1
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
