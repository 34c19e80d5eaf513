"""A contact's name in the other script, proposed under its heading until it is filled in or typed."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.language import language, mark, tr
from db.names import Proposal, other_script
from db.queries import Row
from db.records.contact import NAME_ALT
from db.understanding.languages import language_name
from db.writer import Writer
from desktop.records.field_row import ROW_WIDEST
from desktop.records.form_sections import FormBody
from desktop.theme import SIZE, SPACE
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.link_label import LinkLabel
from desktop.workspace import Workspace

_PARTS = ("family_name", "given_name", "patronymic")
_LABEL = mark("Fill in the name of {title} in the other script")


def proposal_of(row: Row) -> tuple[dict[str, str], Proposal] | None:
    """What may be filled in, by field name, and how it was come to; None where nothing is missing."""
    for filled, empty in (("", "_alt"), ("_alt", "")):
        missing = {
            part + empty: row[part + filled]
            for part in _PARTS
            if row[part + filled] and not row[part + empty]
        }
        if missing:
            proposal = other_script(missing, row["languages"], row["country"])
            return (proposal.parts, proposal) if proposal is not None else None
    return None


class ProposalLine(QWidget):
    """A line like that of a field: the name proposed, muted, a link that takes it, and how it was come to."""

    def __init__(self) -> None:
        super().__init__()
        caption = QLabel(tr("Proposed"))
        caption.setProperty("role", "muted")
        caption.setFixedWidth(SIZE.label_column)
        caption.setMinimumHeight(SIZE.control)
        caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.name = ElidedLabel()
        self.name.setProperty("role", "muted")
        self.name.setContentsMargins(SIZE.field_inset, 0, 0, 0)
        self.name.setMinimumHeight(SIZE.control)
        self.link = LinkLabel(tr("Fill in"))
        self.reason = QLabel()
        self.reason.setProperty("role", "small")
        self.reason.setWordWrap(True)
        self.reason.setTextFormat(Qt.TextFormat.PlainText)
        self.reason.setContentsMargins(SIZE.field_inset, 0, 0, SPACE.tiny)
        self._lay_out(caption)
        self.hide()

    def _lay_out(self, caption: QLabel) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE.small)
        line.addWidget(self.name)
        line.addWidget(self.link)
        line.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.small)
        row.addWidget(caption, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setMaximumWidth(ROW_WIDEST)

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a name, by which system for which language, and the likeliest other spelling."""
        self.name.setText(" ".join(proposal.parts.values()))
        words = {
            "system": proposal.system,
            "language": language_name(proposal.language, language()),
            "other": next(iter(proposal.others), ""),
        }
        if proposal.others and not proposal.certain:
            self.reason.setText(tr("By {system} for {language}. Perhaps {other}.", **words))
        else:
            self.reason.setText(tr("By {system} for {language}.", **words))
        self.show()


class NameProposal(QObject):
    """Proposes the other script in the form of a contact, and fills it in when asked: one batch, undoable."""

    problem = Signal(str)

    def __init__(self, workspace: Workspace, body: FormBody) -> None:
        super().__init__(body)
        self._workspace = workspace
        self._body = body
        self._row: Row | None = None
        self._values: dict[str, str] = {}
        self.line = ProposalLine()
        self.line.link.activated.connect(self.fill_in)
        body.close_section(NAME_ALT, self.line)

    def show_for(self, row: Row | None) -> None:
        """Propose for a record as it was read; nothing for none, and for a new one."""
        found = proposal_of(row) if row is not None else None
        self._row = row
        self._values = found[0] if found is not None else {}
        if found is not None:
            self.line.show_proposal(found[1])
        else:
            self.line.hide()
        self._body.refresh()

    @Slot()
    def fill_in(self) -> None:
        """Take the proposal; fields that were filled meanwhile stay."""
        if self._row is not None:
            label = tr(_LABEL, title=self._row.title)
            change = partial(_fill, kind=self._row.kind, uid=self._row.uid, values=self._values)
            self._body.focus_first()
            self._workspace.write(label, change, failed=self.problem.emit)


def _fill(writer: Writer, kind: str, uid: str, values: dict[str, Any]) -> None:
    record = writer.record(kind, uid)
    writer.update(kind, uid, {name: value for name, value in values.items() if not getattr(record, name)})
