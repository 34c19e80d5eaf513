"""Which named colour and size goes where: the one style sheet, and the small marks it needs as files.

Only names stand here (`$accent`, `$small`); their values are in `theme.py`.
"""

from collections.abc import Mapping
from pathlib import Path
from string import Template

_MARKS = {
    "tick": ("on_accent", "M3.5 8.5l3 3 6-7"),
    "dash": ("on_accent", "M4 8h8"),
    "down": ("muted", "M4 6l4 4 4-4"),
    "up": ("muted", "M4 10l4-4 4 4"),
    "left": ("muted", "M10 4L6 8l4 4"),
    "right": ("muted", "M6 4l4 4-4 4"),
    "close": ("muted", "M4.5 4.5l7 7M11.5 4.5l-7 7"),
}
"""Each mark: the name of its colour and its line on a field of 16 by 16."""

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
    '<path d="{line}" fill="none" stroke="{colour}" stroke-width="1.7" '
    'stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


def write_marks(folder: str, scheme: str, colours: Mapping[str, str]) -> None:
    """Write the marks of a scheme into `folder` as "<mark>-<scheme>.svg"; OSError where that can't be."""
    for mark, (colour, line) in _MARKS.items():
        file = Path(folder, f"{mark}-{scheme}.svg")
        file.write_text(_SVG.format(line=line, colour=colours[colour]), encoding="ascii")


def build(names: Mapping[str, str], with_marks: bool = True) -> str:
    """The style sheet with every name replaced by its value; KeyError for a name that is not there."""
    sheet = _PLAIN + _BUTTONS + _FIELDS + _VIEWS + _SMALL + (_WITH_MARKS if with_marks else "")
    return Template(sheet).substitute(names)


_PLAIN = """
QMainWindow, QDialog, QMessageBox { background: $background; }
QFrame[panel="true"] { background: $panel; border: 1px solid $line; border-radius: ${panel_corner}px; }
QLabel[role="title"] { font-size: ${text_title}px; font-weight: 600; }
QLabel[role="heading"] { font-size: ${text_heading}px; font-weight: 600; }
QLabel[role="section"] { color: $muted; font-size: ${text_section}px; font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${text_small}px; }
QLabel[role="error"] { color: $danger; font-size: ${text_small}px; }
QLabel[role="warning"] { color: $warning; font-size: ${text_small}px; }
QLabel[role="link"] { color: $accent; }
QLabel[role="key"] { color: $muted; background: $hover; border-radius: ${tiny}px; padding: 1px 5px;
    font-size: ${text_section}px; }
QFrame[banner] { border: none; border-radius: ${control_corner}px; }
QFrame[banner="info"] { background: $info_tint; }
QFrame[banner="good"] { background: $good_tint; }
QFrame[banner="warning"] { background: $warning_tint; }
QFrame[banner="danger"] { background: $danger_tint; }
QFrame[toast="true"] { background: $tip; border: none; border-radius: ${panel_corner}px; }
QFrame[toast="true"] QLabel { color: $on_tip; }
"""

_BUTTONS = """
QPushButton { background: $panel; color: $text; border: 1px solid $field_line;
    border-radius: ${control_corner}px; padding: 5px 13px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: ${ring}px solid $accent; padding: 4px 12px; }
QPushButton:disabled { color: $disabled; background: $background; border-color: $line; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border: 1px solid $accent;
    font-weight: 600; }
QPushButton[primary="true"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[primary="true"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[primary="true"][danger="true"] { background: $danger; border-color: $danger; }
QPushButton[primary="true"]:focus { border: ${ring}px solid $text; }
QPushButton[primary="true"]:disabled { background: $pressed; color: $disabled; border-color: $pressed; }
QPushButton[quiet="true"] { background: transparent; border: 1px solid transparent; }
QPushButton[quiet="true"]:hover { background: $hover; }
QPushButton[quiet="true"]:focus { border: ${ring}px solid $accent; }
QFrame[toast="true"] QPushButton, QFrame[toast="true"] QToolButton { background: transparent;
    color: $on_tip; border: 1px solid transparent; font-weight: 600; }
QFrame[toast="true"] QPushButton { text-decoration: underline; }
QFrame[toast="true"] QPushButton:hover, QFrame[toast="true"] QToolButton:hover { border-color: $on_tip; }
QFrame[toast="true"] QPushButton:focus, QFrame[toast="true"] QToolButton:focus {
    border: ${ring}px solid $on_tip; }
QToolButton { background: transparent; color: $text; border: ${ring}px solid transparent;
    border-radius: ${control_corner}px; padding: ${tiny}px; min-height: 17px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $disabled; }
QToolButton[popupMode="1"] { padding-right: ${large}px; }
QToolButton::menu-button { border: none; width: ${large}px; }
QToolButton::menu-indicator { image: none; }
QToolButton[plain="true"]:checked { background: transparent; }
QToolBar { background: transparent; border: none; spacing: ${tiny}px; padding: 0; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $muted; border: ${ring}px solid transparent;
    border-bottom: ${ring}px solid transparent; padding: ${small}px ${medium}px; margin-right: ${tiny}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { border-color: $accent; border-radius: ${control_corner}px; }
QTabBar::tab:disabled { color: $disabled; }
QTabWidget::pane { border: none; }
QTabWidget::tab-bar { left: 0; }
"""

_FIELDS = """
QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox { background: $field; color: $text;
    border: 1px solid $field_line; border-radius: ${control_corner}px; padding: 5px 7px;
    selection-background-color: $text_selection; selection-color: $text;
    placeholder-text-color: $muted; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: 20px; }
QComboBox { combobox-popup: 0; }
QComboBox:!editable { padding: 5px 9px; }
QTextEdit, QPlainTextEdit { padding: 3px 6px; }
QLineEdit[quiet="true"], QPlainTextEdit[quiet="true"], QComboBox[quiet="true"] { background: transparent;
    border-color: transparent; }
QLineEdit:hover, QTextEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {
    border-color: $scroll_hover; }
QLineEdit[quiet="true"]:hover, QPlainTextEdit[quiet="true"]:hover, QComboBox[quiet="true"]:hover {
    background: $field; border-color: $field_line; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QAbstractSpinBox[invalid="true"],
QComboBox[invalid="true"] { background: $field; border-color: $danger; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { background: $field;
    border: ${ring}px solid $accent; padding: 4px 6px; }
QComboBox:!editable:focus { padding: 4px 8px; }
QTextEdit:focus, QPlainTextEdit:focus { background: $field; border: ${ring}px solid $accent;
    padding: 2px 5px; }
QLineEdit[invalid="true"]:focus, QPlainTextEdit[invalid="true"]:focus,
QAbstractSpinBox[invalid="true"]:focus, QComboBox[invalid="true"]:focus { border-color: $danger; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled,
QComboBox:disabled { color: $disabled; background: $background; border-color: $line; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:hover, QAbstractSpinBox QLineEdit,
QAbstractSpinBox QLineEdit:focus, QAbstractSpinBox QLineEdit:hover { background: transparent;
    border: none; padding: 0; min-height: 0; }
QAbstractSpinBox { padding: 4px 0 3px; }
QAbstractSpinBox:focus { padding: 3px 0 2px; }
QLineEdit QToolButton { border: none; padding: 0; min-height: 0; background: transparent; }
QComboBox::drop-down { border: none; width: ${large}px; subcontrol-position: right center;
    padding-right: ${tiny}px; }
QComboBox QAbstractItemView, QListView[popup="true"] { background: $panel; color: $text;
    border: 1px solid $field_line; padding: ${tiny}px; outline: 0; border-radius: 0;
    selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView::item, QListView[popup="true"]::item { min-height: ${row_compact}px;
    padding: 0 ${small}px; border-radius: ${tiny}px; }
QComboBox QAbstractItemView::item:hover, QListView[popup="true"]::item:hover { background: $hover; }
QComboBox QAbstractItemView::item:selected, QListView[popup="true"]::item:selected {
    background: $selection; color: $text; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox { border-radius: 0; padding: 0 6px; min-height: 0; }
"""

_VIEWS = """
QTableView, QTreeView, QListView { background: $panel; alternate-background-color: $background;
    color: $text; border: none; outline: 0; gridline-color: transparent;
    selection-background-color: $selection; selection-color: $text; }
QTableView::item { padding: 0 5px; border: none; }
QListView::item, QTreeView::item { padding: 6px ${tiny}px; border: none; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected { background: $selection; }
QTableView::item:focus { border: ${ring}px solid $accent; padding: 0 3px; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 0 ${small}px; min-height: ${header}px; font-weight: 600; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${scroll_bar}px; }
QScrollBar:horizontal { height: ${scroll_bar}px; }
QScrollBar::handle { background: $scroll; border: none; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${row}px; }
QScrollBar::handle:horizontal { min-width: ${row}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
"""

_SMALL = """
QMenuBar { background: $background; }
QMenuBar::item { padding: ${tiny}px ${small}px; border-radius: ${tiny}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; color: $text; border: 1px solid $field_line; padding: 5px; }
QMenu[rounded="true"] { border-radius: ${panel_corner}px; }
QMenu::item { padding: 6px ${huge}px 6px ${small}px; border-radius: ${tiny}px; background: transparent; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: ${small}px; }
QMenu::separator { height: 1px; background: $line; margin: 5px ${small}px; }
QToolTip { background: $tip; color: $on_tip; border: 1px solid $tip; padding: ${tiny}px 6px; }
QGroupBox { border: 1px solid $line; border-radius: ${panel_corner}px; margin-top: 10px;
    padding: ${large}px ${medium}px ${medium}px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: ${medium}px; padding: 0 ${tiny}px; color: $muted; }
QCheckBox, QRadioButton { spacing: ${small}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QProgressBar { background: $pressed; border: none; border-radius: 2px; min-height: ${bar}px;
    max-height: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QStatusBar { background: transparent; color: $muted; border: none; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; }
QCalendarWidget { background: $panel; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $panel; }
QCalendarWidget QToolButton { font-weight: 600; padding: ${tiny}px ${small}px; }
QCalendarWidget QAbstractItemView { background: $panel; border: none;
    selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QCalendarWidget QAbstractItemView::item { padding: 0; border: none; border-radius: ${control_corner}px; }
QCalendarWidget QAbstractItemView::item:hover { background: $hover; }
QCalendarWidget QAbstractItemView::item:selected { background: $accent; color: $on_accent; }
QFrame[popup="true"] { background: $panel; border: 1px solid $field_line; }
"""

_WITH_MARKS = """
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
    width: 16px; height: 16px; border: 1px solid $muted; background: $field; border-radius: ${tiny}px; }
QRadioButton::indicator { border-radius: 9px; }
QMenu::indicator { margin-left: ${tiny}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
    background: $accent; border-color: $accent; image: url(marks:tick-$name.svg); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate { background: $accent;
    border-color: $accent; image: url(marks:dash-$name.svg); }
QRadioButton::indicator:checked { background: $on_accent; border: 5px solid $accent; width: 8px;
    height: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: ${ring}px solid $accent;
    width: 14px; height: 14px; }
QRadioButton::indicator:checked:focus { border: 5px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:checked:focus { border-color: $text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $disabled; }
QComboBox::down-arrow { image: url(marks:down-$name.svg); width: 14px; height: 14px; }
QComboBox[quiet="true"]::down-arrow { image: none; }
QComboBox[quiet="true"]::down-arrow:hover, QComboBox[quiet="true"]::down-arrow:focus {
    image: url(marks:down-$name.svg); }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button, QDateEdit::drop-down { border: none;
    background: transparent; width: ${large}px; }
QAbstractSpinBox::up-arrow { image: url(marks:up-$name.svg); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url(marks:down-$name.svg); width: 12px; height: 12px; }
QHeaderView::up-arrow { image: url(marks:up-$name.svg); width: 12px; height: 12px; right: 2px; }
QHeaderView::down-arrow { image: url(marks:down-$name.svg); width: 12px; height: 12px; right: 2px; }
QTabBar::close-button { image: url(marks:close-$name.svg); width: 16px; height: 16px;
    border-radius: ${tiny}px; subcontrol-position: right; }
QTabBar::close-button:hover { background: $pressed; }
QMenu::right-arrow { image: url(marks:right-$name.svg); width: 14px; height: 14px; }
QTreeView::branch { background: transparent; }
QTreeView::branch:has-children:closed { image: url(marks:right-$name.svg); }
QTreeView::branch:has-children:open { image: url(marks:down-$name.svg); }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(marks:left-$name.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(marks:right-$name.svg); }
"""
