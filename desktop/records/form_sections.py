"""The fields of a form in their sections, the empty ones folded behind one line of links."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from db.fields import Field
from db.language import tr, trn
from db.records import kind_fields, record_type
from desktop.records import tab_order
from desktop.records.field_editors import EDITORS, Surroundings
from desktop.records.field_row import FieldRow
from desktop.theme import SIZE, SPACE
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.link_label import LinkLabel
from desktop.widgets.section_label import SectionLabel

FIRST_SHOWN = 9
"""How many empty fields the line names before it says "12 more"."""


class AddLine(QWidget):
    """ "Add phone, birthday, …": a link for each thing that is not there yet."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[tuple[str, str]] = []
        self._all = False
        lead = QLabel(tr("Add"))
        lead.setProperty("role", "muted")
        lead.setContentsMargins(0, SIZE.ring, 0, SIZE.ring)  # as a link has it, to stand on one line with it
        self._flow = FlowLayout(across=SPACE.tiny, down=0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.tiny)
        row.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._flow, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, words), the likeliest first."""
        if list(entries) != self._entries:
            self._entries = list(entries)
            self._fill()

    def fold(self) -> None:
        """Name only the first of them again."""
        self._all = False
        self._fill()

    def links(self) -> list[LinkLabel]:
        """The links from the left."""
        items = [self._flow.itemAt(place) for place in range(self._flow.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, LinkLabel)]

    def _fill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.setVisible(bool(self._entries))
        few = self._all or len(self._entries) <= FIRST_SHOWN + 2
        for key, words in self._entries if few else self._entries[:FIRST_SHOWN]:
            self._add(key, words)
        if not few:
            left = len(self._entries) - FIRST_SHOWN
            self._add("", trn("{n} more…", "{n} more…", left))
        self.updateGeometry()

    def _add(self, key: str, words: str) -> None:
        link = LinkLabel(words)
        link.setProperty("key", key)
        link.activated.connect(self._on_link)
        self._flow.addWidget(link)
        link.show()

    @Slot()
    def _on_link(self) -> None:
        link = self.sender()
        key = link.property("key") if link is not None else ""
        if key:
            self.chosen.emit(key)
            return
        self._all = True
        self._fill()
        self.links()[FIRST_SHOWN].setFocus()


class Section(QWidget):
    """A heading and the rows under it; gone while it has none."""

    def __init__(self, title: str, fields: Sequence[Field]) -> None:
        super().__init__()
        self.title = title
        self.fields = {field.name: field for field in fields}
        self.rows: dict[str, FieldRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, SPACE.small)
        self._column.setSpacing(0)
        if title:
            self._column.addWidget(SectionLabel(tr(title)))
        self._headings = self._column.count()
        self._last: QWidget | None = None

    def close_with(self, widget: QWidget) -> None:
        """Put a widget under all rows; the section is shown while either has something to say."""
        self._last = widget
        self._column.addWidget(widget)

    def add(self, row: FieldRow) -> None:
        """Put a row where its field belongs."""
        order = list(self.fields)
        before = [name for name in self.rows if order.index(name) < order.index(row.field.name)]
        self.rows[row.field.name] = row
        self._column.insertWidget(self._headings + len(before), row)

    def refresh(self, *, apart: bool) -> None:
        """Show the section if there is anything in it; `apart` with air between its fields."""
        self._column.setSpacing(SPACE.tiny if apart else 0)
        parts = [*self.rows.values(), *([self._last] if self._last is not None else [])]
        self.setVisible(any(not part.isHidden() for part in parts))


class FormBody(QWidget):
    """All that scrolls in a form. `related` is the place for the lists under the fields."""

    committed = Signal(str, object)
    stirred = Signal()
    opened = Signal(object)
    add_requested = Signal(str)
    """The key of something that the line offers and that is no field."""

    def __init__(
        self,
        around: Surroundings,
        *,
        hidden: Iterable[str] = (),
        folds: bool = True,
        lists_after: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._folds = folds
        self._values: Mapping[str, Any] = {}
        self._new = False
        self._opened: set[str] = set()
        self._extra: Sequence[tuple[str, str]] = ()
        self.related = QVBoxLayout()
        self.related.setSpacing(0)
        self.add_line = AddLine()
        self.add_line.chosen.connect(self._on_chosen)
        self._sections = self._make_sections(frozenset(hidden))
        self._home = {name: section for section in self._sections for name in section.fields}
        self._lay_out(lists_after)

    def _make_sections(self, hidden: frozenset[str]) -> list[Section]:
        fields = kind_fields(self._around.kind)
        beside = {field.currency for field in fields.values() if field.currency}
        grouped: dict[str, list[Field]] = {}
        for name, field in fields.items():
            if field.kind in EDITORS and field.shown and name not in hidden and name not in beside:
                grouped.setdefault(field.section, []).append(field)
        # In a dialog a heading over a single field says nothing that the field doesn't.
        return [
            Section(title if self._folds or len(group) > 1 else "", group) for title, group in grouped.items()
        ]

    def _lay_out(self, lists_after: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.small, SPACE.small, SPACE.small)
        column.setSpacing(0)
        for section in self._sections:
            column.addWidget(section)
        titles = [section.title for section in self._sections]
        # Where nothing else is said, the note stays the last of all, under the lists.
        place = titles.index(lists_after) + 1 if lists_after in titles else len(titles) - 1
        column.insertLayout(max(0, place), self.related)
        column.addWidget(self.add_line)
        column.addStretch(1)

    def put_last(self, part: QWidget) -> None:
        """Let something stand under all fields, before what can be added."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.add_line), part)

    def show_values(self, values: Mapping[str, Any], waiting: Iterable[str] = ()) -> None:
        """Show the record as it is stored now; fields `waiting` to be written or being typed stay."""
        self._values = values
        skipped = set(waiting)
        for row in self.rows():
            if row.field.name not in skipped:
                row.show_values(values)
        self._show_rows()

    def reset(self, values: Mapping[str, Any], *, new: bool) -> None:
        """Show another record, with nothing unfolded; for a new one, the fields to begin with."""
        self._values = values
        self._new = new
        self._opened.clear()
        self.add_line.fold()
        for row in self.rows():
            row.reset(values)
        self._show_rows()

    def close_section(self, title: str, widget: QWidget) -> None:
        """Put a widget under the rows of a section, named by its title in English."""
        next(section for section in self._sections if section.title == title).close_with(widget)

    def refresh(self) -> None:
        """Show and hide rows and sections as what is in them asks for."""
        self._show_rows()

    def offer(self, extra: Sequence[tuple[str, str]]) -> None:
        """What the line offers besides fields, as (key, words)."""
        self._extra = extra
        self._show_add_line()

    def rows(self) -> list[FieldRow]:
        """The rows that were made so far, in the order of the fields."""
        return [
            section.rows[name]
            for section in self._sections
            for name in section.fields
            if name in section.rows
        ]

    def shown_rows(self) -> list[FieldRow]:
        """The rows on the form."""
        return [row for row in self.rows() if not row.isHidden()]

    def row(self, name: str) -> FieldRow:
        """The row of a field; made when it is first wanted. KeyError for one that is not on the form."""
        section = self._home[name]
        if name not in section.rows:
            field = section.fields[name]
            made = FieldRow(field, self._around, _caption(field, section))
            made.committed.connect(self.committed)
            made.opened.connect(self.opened)
            made.stirred.connect(self.stirred)
            made.reset(self._values)
            section.add(made)
        return section.rows[name]

    def unfold(self, name: str) -> None:
        """Show a field and put the keyboard into it."""
        self.show_field(name)
        self.row(name).edit()

    def show_field(self, name: str) -> None:
        """Show a field, whatever is in it."""
        self._opened.add(name)
        self.row(name)
        self._show_rows()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        for row in self.shown_rows()[:1]:
            row.edit()

    def _show_rows(self) -> None:
        for section in self._sections:
            for name in section.fields:
                if self._is_wanted(name):
                    row = self.row(name)
                    row.outline(self._new and row.is_empty())
                    row.show()
                elif name in section.rows:
                    section.rows[name].hide()
            section.refresh(apart=self._new)
        self._show_add_line()

    def _is_wanted(self, name: str) -> bool:
        section = self._home[name]
        field = section.fields[name]
        made = section.rows.get(name)
        if not self._folds or name in self._opened or field.required:
            return True
        if self._values.get(name) not in (None, (), "") or (
            made is not None and (made.is_touched() or made.is_editing())
        ):
            return True
        return self._new and (section is self._sections[0] or name in self._columns())

    def _columns(self) -> tuple[str, ...]:
        return record_type(self._around.kind).about.columns

    def _show_add_line(self) -> None:
        if self._around.workspace.read_only:
            self.add_line.hide()
            return
        folded = [name for name in self._home if not self._is_wanted(name)]
        # Those that lists show by default are those that are asked for most.
        folded.sort(key=self._rank)
        fields = [(name, self._home[name].fields[name].label.lower()) for name in folded]
        self.add_line.show_entries([*fields[:5], *self._extra, *fields[5:]])

    def _rank(self, name: str) -> int:
        return 0 if name in self._columns() else 1

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        if key in self._home:
            self.unfold(key)
        else:
            self.add_requested.emit(key)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Go through the form as it is seen: rows are made when they are wanted, not in their order."""
        if not tab_order.step(self, next):
            return super().focusNextPrevChild(next)
        self.keep_in_sight(QApplication.focusWidget())
        return True

    def keep_in_sight(self, widget: QWidget | None) -> None:
        """Scroll so that a widget of the form is to be seen."""
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        if widget is not None and isinstance(area, QScrollArea) and self.isAncestorOf(widget):
            inside = widget.cursorRect() if isinstance(widget, QPlainTextEdit) else widget.rect()
            place = QRect(widget.mapTo(self, inside.topLeft()), inside.size())
            centre, around = place.center(), place.height() // 2 + SPACE.huge
            area.ensureVisible(centre.x(), centre.y(), SPACE.huge, around)


def _caption(field: Field, section: Section) -> str:
    """What stands beside a field; nothing, and no bracket, that the heading over it says already."""
    if section.title == field.english and len(section.fields) == 1:
        return ""
    return field.label.partition(" (")[0] if section.title else field.label
