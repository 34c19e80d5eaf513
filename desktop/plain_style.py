"""Words are shown as the letters that they are made of, wherever they come from.

Qt takes a text in a label, a message box or a tooltip for HTML when it looks like it. A contact who is called
"<img src=…>" in a workbook from somewhere would then be a picture that is fetched, or a heading, or nothing.
Nothing in this program is written in HTML, so no label is ever let take its text for that.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProxyStyle


class PlainStyle(QProxyStyle):
    """Qt's Fusion, which every widget passes through before it is measured or shown; labels leave it plain.

    Tooltips and the texts of message boxes are labels, too.
    """

    def __init__(self) -> None:
        super().__init__("Fusion")

    def polish(self, what: Any) -> Any:
        """Prepare a widget, the application or a palette."""
        if isinstance(what, QLabel):
            what.setTextFormat(Qt.TextFormat.PlainText)
        return super().polish(what)


def literal(words: str) -> str:
    """`words` for a menu, a button or a box to tick, where "&" would be taken for the sign of a key."""
    return words.replace("&", "&&")
