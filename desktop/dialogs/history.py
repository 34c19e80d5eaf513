"""What was changed on a record: batches newest first, each field with its old and its new value, in words."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from db import journal
from db.encoding import from_json
from db.fields import Kind
from db.journal import Entry, RecordChange
from db.language import language, tr
from db.records import RECORDS, kind_fields
from db.understanding import shown
from desktop import theme
from desktop.records.wording import joined, when
from desktop.theme import SIZE, SPACE
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.titled_dialog import TitledDialog
from desktop.workspace import Workspace

PAGE = 50
"""How many batches are shown at once."""

LONGEST = 280
"""How many characters of a long text are quoted."""

Change = tuple[str, str, str]
"""A field's label, its old and its new value in words; empty for none."""


class HistoryDialog(TitledDialog):
    """The history of one record."""

    def __init__(
        self, workspace: Workspace, kind: str, uid: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("History of {title}", title=title), parent=parent)
        self._workspace = workspace
        self._kind = kind
        self._uid = uid
        self._before = 0
        self.blocks: list[HistoryBlock] = []
        self.older = LinkLabel(tr("Show older changes"))
        self.older.activated.connect(self._read)
        self.older.hide()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, SPACE.small, 0)
        self._column.setSpacing(SPACE.large)
        self._column.addWidget(self.older)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.add(area, 1)
        self.resize(SIZE.label_column + SIZE.reading + SIZE.type_column, SIZE.reading + SIZE.label_column)
        self._read()

    @Slot()
    def _read(self) -> None:
        look = partial(read_history, kind=self._kind, uid=self._uid, before=self._before)
        self._workspace.read(look, self._on_read, failed=self.show_problem)

    def _on_read(self, found: tuple[list[Entry], dict[str, str]]) -> None:
        entries, titles = found
        for entry in entries:
            block = HistoryBlock(entry, self._uid, titles)
            self._column.insertWidget(len(self.blocks), block)
            self.blocks.append(block)
            self._before = entry.batch
        self.older.setVisible(len(entries) == PAGE)


class HistoryBlock(QWidget):
    """One batch: when and by whom, what the person did, and what that changed."""

    def __init__(self, entry: Entry, uid: str, titles: Mapping[str, str]) -> None:
        super().__init__()
        self.changes = [
            line for change in entry.changes if change.uid == uid for line in field_lines(change, titles)
        ]
        self.merged = [
            line for change in entry.changes if change.uid != uid for line in merged_lines(change, titles)
        ]
        moment = _label(when(local_time(entry.at), dt.datetime.now().astimezone()), "muted")
        moment.setFixedWidth(SIZE.label_column)
        moment.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE.tiny)
        what = _label(entry.label, "")
        what.setFont(theme.font("strong"))
        lines.addWidget(what)
        undone = tr("taken back later") if entry.undone else ""
        said = joined((entry.who, undone))
        if said:
            lines.addWidget(_label(said, "small"))
        for label, old, new in self.changes:
            lines.addWidget(_label(in_words(label, old, new), ""))
        for text in self.merged:
            lines.addWidget(_label(text, "muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.medium)
        row.addWidget(moment, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)


def read_history(session: Session, kind: str, uid: str, before: int) -> tuple[list[Entry], dict[str, str]]:
    """A page of a record's history, and the titles of the records that it speaks of, by uid."""
    entries = journal.history(session, uid, limit=PAGE, before=before)
    titles = titles_in(session, [change for entry in entries for change in entry.changes])
    return entries, titles | merged_titles(session, kind, uid)


def merged_titles(session: Session, kind: str, uid: str) -> dict[str, str]:
    """What the records that were merged into one were called when they went, by uid."""
    change, found = journal.Change, {}
    for gone in journal.merged_into(session, uid):
        went = sa.select(sa.func.max(change.batch)).where(change.uid == gone, change.operation == "delete")
        values = journal.as_of(session, kind, gone, (session.scalar(went) or 0) - 1)
        found[gone] = RECORDS[kind](**values or {}).compose_title() or tr("(no name)")
    return found


def merged_lines(change: RecordChange, titles: Mapping[str, str]) -> list[str]:
    """What happened to a record that was merged into the one whose history this is."""
    title = titles.get(change.uid) or tr("a record that is gone")
    if change.operation == "delete":
        return [tr("Merged in: {title}", title=title)]
    if change.operation == "create":
        return [tr("{title}, merged in later, was added", title=title)]
    lines = [in_words(*line) for line in field_lines(change, titles)]
    return [tr("{title}, merged in later: {change}", title=title, change=line) for line in lines]


def titles_in(session: Session, changes: list[RecordChange]) -> dict[str, str]:
    """The titles of the records that changes of reference fields speak of, by uid; not those gone."""
    wanted: dict[str, set[str]] = {}
    for change in changes:
        fields = kind_fields(change.kind)
        for name, pair in change.fields.items():
            if name in fields and fields[name].kind is Kind.REFERENCE:
                wanted.setdefault(fields[name].to, set()).update(uid for uid in pair if uid)
    titles: dict[str, str] = {}
    for kind, uids in wanted.items():
        record = RECORDS[kind]
        found = session.execute(sa.select(record.uid, record.title).where(record.uid.in_(sorted(uids)[:500])))
        titles |= {uid: title for uid, title in found}
    return titles


def field_lines(change: RecordChange, titles: Mapping[str, str]) -> list[Change]:
    """What a change did, field by field, in words; fields that no longer exist are left out."""
    fields = kind_fields(change.kind)
    lines = []
    for name, (old, new) in change.fields.items():
        if name in fields:
            about = fields[name]
            lines.append((about.label, _said(about, old, titles), _said(about, new, titles)))
    return lines


def in_words(label: str, old: str, new: str) -> str:
    """One field's change as a line: "Phone: +996 … → +996 …"."""
    if not old:
        return tr("{field}: {new}", field=label, new=new)
    if not new:
        return tr("{field}: {old} → nothing", field=label, old=old)
    return tr("{field}: {old} → {new}", field=label, old=old, new=new)


def local_time(at: dt.datetime) -> dt.datetime:
    """A moment of the journal, which is in UTC without saying so, in the time of this computer."""
    return at.replace(tzinfo=dt.UTC).astimezone()


def _said(about: Any, value: Any, titles: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if about.kind is Kind.REFERENCE:
        return titles.get(value) or tr("a record that is gone")
    text = shown(about, from_json(about, value), language())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setProperty("role", role)
    return label
