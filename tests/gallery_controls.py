"""The second half of the gallery: the controls of Qt as the style sheet shows them."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import SPACE
from desktop.widgets.elided_label import ElidedLabel

COUNTRIES = [
    ("KZ", "Kazakhstan"),
    ("KG", "Kyrgyzstan"),
    ("TJ", "Tajikistan"),
    ("TM", "Turkmenistan"),
    ("UZ", "Uzbekistan"),
    ("NL", "Netherlands"),
]


def panel() -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("panel", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(SPACE.large, SPACE.large, SPACE.large, SPACE.large)
    column.setSpacing(SPACE.small)
    return frame, column


def label(text: str, role: str) -> QLabel:
    made = QLabel(text)
    made.setProperty("role", role)
    return made


def controls_page() -> QWidget:
    frame, column = panel()
    column.addLayout(button_row())
    boxes = QHBoxLayout()
    boxes.setSpacing(SPACE.large)
    boxes.addWidget(check_group())
    boxes.addLayout(plain_fields(), 1)
    boxes.addWidget(tree(), 1)
    column.addLayout(boxes)
    for role in ("title", "heading", "section", "muted", "small", "error", "link"):
        column.addWidget(label(f"A label with the role {role}", role))
    column.addWidget(
        ElidedLabel("A line that is longer than the room it has, and says so with three dots " * 4)
    )
    column.addStretch()
    return frame


def button_row() -> QHBoxLayout:
    buttons = QHBoxLayout()
    for text, name, enabled in (
        ("Import 214 rows", "primary", True),
        ("Look at them", "", True),
        ("Not now", "quiet", True),
        ("Import", "primary", False),
        ("Export", "", False),
    ):
        button = QPushButton(text)
        button.setEnabled(enabled)
        if name:
            button.setProperty(name, True)
        buttons.addWidget(button)
    buttons.addStretch()
    return buttons


def check_group() -> QGroupBox:
    group = QGroupBox("What goes into the workbook")
    inside = QVBoxLayout(group)
    checks = [
        QCheckBox("Only what is shown"),
        QCheckBox("With links"),
        QCheckBox("Some of them"),
        QCheckBox("Off"),
    ]
    checks[0].setChecked(True)
    checks[2].setTristate(True)
    checks[2].setCheckState(Qt.CheckState.PartiallyChecked)
    checks[3].setEnabled(False)
    radios = [QRadioButton("For the Delegation"), QRadioButton("For everybody")]
    radios[0].setChecked(True)
    for widget in (*checks, *radios):
        inside.addWidget(widget)
    return group


def plain_fields() -> QFormLayout:
    plain = QFormLayout()
    spin = QSpinBox()
    spin.setValue(26)
    choice = QComboBox()
    choice.addItems([name for _code, name in COUNTRIES])
    off = QComboBox()
    off.addItem("Turned off")
    off.setEnabled(False)
    text = QTextEdit("A text of several lines.")
    text.setMaximumHeight(64)
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(40)
    day = QDateEdit(QDate(2019, 4, 25))
    for box in (spin, day):
        # The style sheet cannot move the text in a spin box.
        box.lineEdit().setTextMargins(SPACE.small, 0, 0, 0)
    plain.addRow("Participants", spin)
    plain.addRow("Day", day)
    plain.addRow("Country", choice)
    plain.addRow("Off", off)
    plain.addRow("Text", text)
    plain.addRow("Progress", bar)
    return plain


def tree() -> QTreeWidget:
    made = QTreeWidget()
    made.setHeaderLabels(["Batch", "When"])
    top = QTreeWidgetItem(["Import of media-list.xlsx", "today 09:14"])
    top.addChild(QTreeWidgetItem(["Асанова Гүлнара", "city"]))
    made.addTopLevelItem(top)
    made.addTopLevelItem(QTreeWidgetItem(["Edit of a contact", "yesterday"]))
    made.ensurePolished()
    made.expandAll()
    made.setColumnWidth(0, 260)
    return made
