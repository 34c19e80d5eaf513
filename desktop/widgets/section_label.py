"""The heading of a section of a form: small capitals, muted."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop import theme


class SectionLabel(QLabel):
    """Names the rows under it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "section")
        self.setFont(theme.font("section"))
