"""The fields of a dialog under each other, each with its label at the left, on one line with its text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QWidget

from desktop.theme import SIZE, SPACE


class FormLayout(QFormLayout):
    """Labels at the right of their column; a click on one puts the keyboard into its field."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(SPACE.large)
        self.setVerticalSpacing(SPACE.medium)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignRight)

    def add(self, text: str, field: QWidget | QLayout) -> None:
        """Add a field, or several under each other whose first is as high as a field."""
        label = QLabel(text)
        # Qt puts a label to the top of its field, a little lower: on no line with the text in it.
        label.setFixedHeight(SIZE.control)
        if isinstance(field, QWidget):
            label.setBuddy(field)
            self.addRow(label, field)
        else:
            self.addRow(label, field)
