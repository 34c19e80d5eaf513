"""Somebody moves: where to, as what, since when, and which post ends with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from db.fields import Field, Kind
from db.language import tr
from db.queries import Ref, Row
from db.understanding import Context, typed, understand
from desktop.plain_style import literal
from desktop.records.record_picker import RecordPicker, placeholder
from desktop.records.wording import joined
from desktop.theme import SIZE, SPACE
from desktop.widgets.date_field import DateField
from desktop.widgets.form_layout import FormLayout
from desktop.widgets.text_field import TextField
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

_DAY = Field("", Kind.DATE)


@dataclass(frozen=True)
class Moved:
    """What was answered: the partner (without a uid, one to be created), the day, and the posts that end."""

    partner: Ref
    day: dt.date
    job_title: str
    leaves: tuple[str, ...]


class MoveDialog(TitledDialog):
    """Asks for a new post of a contact; `confirmed` gives a `Moved`."""

    confirmed = Signal(object)

    def __init__(
        self, workspace: Workspace, name: str, posts: Sequence[Row], how: Context, parent: QWidget
    ) -> None:
        hint = tr("The old post ends and the new one begins on the same day. Undo takes both back.")
        super().__init__(tr("{name} has moved", name=name), hint, tr("Move"), parent)
        self._how = how
        self.partner = RecordPicker(workspace, "partner", placeholder=placeholder("partner"))
        self.partner.set_name(tr("Moved to"))
        self.job_title = TextField(tr("Job title"), quiet=False)
        self.job_title.set_name(tr("Job title"))
        self.day = DateField(self._read, self._write, quiet=False)
        self.day.set_name(tr("Since"))
        self.day.set_value(self._write(dt.date.today()))
        self.ends = [(_ending(post), post.uid) for post in posts]
        self._arrange()
        if self.ends:
            # The main post comes first; the others she may well keep.
            self.ends[0][0].setChecked(True)
        self.partner.picked.connect(self._on_picked)
        self.partner.edited.connect(self._check)
        self.day.edited.connect(self._check)
        self.on_confirm(self._on_confirm)
        self._check()
        self.partner.line.setFocus()

    def _arrange(self) -> None:
        form = FormLayout()
        form.setVerticalSpacing(SPACE.small)
        form.add(tr("Moved to"), self.partner)
        form.add(tr("Job title"), self.job_title)
        form.add(tr("Since"), self.day)
        if self.ends:
            ends, column = QWidget(), QVBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for box, _ in self.ends:
                box.setMinimumHeight(SIZE.control)
                column.addWidget(box)
            ends.setLayout(column)
            form.add(tr("Ends"), ends)
        self.partner.setMinimumWidth(SIZE.reading - SIZE.label_column // 2)
        self.add(form)

    def _read(self, text: str) -> dt.date | None:
        value = understand(_DAY, text, self._how).value
        return value if isinstance(value, dt.date) else None

    def _write(self, day: dt.date) -> str:
        return typed(_DAY, day, self._how)

    @Slot()
    def _on_picked(self) -> None:
        self.partner.commit()
        self._check()
        self.job_title.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _check(self) -> None:
        self.day.set_error(understand(_DAY, self.day.value(), self._how).problem)
        self.confirm.setEnabled(self.partner.value() is not None and self._read(self.day.value()) is not None)

    @Slot()
    def _on_confirm(self) -> None:
        partner, day = self.partner.value(), self._read(self.day.value())
        if partner is None or day is None:
            return
        leaves = tuple(uid for box, uid in self.ends if box.isChecked())
        self.confirmed.emit(Moved(partner, day, self.job_title.value() or "", leaves))
        self.accept()


def _ending(post: Row) -> QCheckBox:
    partner = post["partner"]
    title = partner.title if isinstance(partner, Ref) else ""
    return QCheckBox(literal(joined((post["job_title"] or "", title), ", ")) or tr("(no name)"))
