"""How a cell of a list is drawn, told in full, and edited."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from db.fields import Field, Kind
from db.queries import Ref, Row
from db.records import record_type
from db.understanding import Context
from desktop import icons, theme
from desktop.records.cell_editor import CellEditor, Hint, field_for, shown_in
from desktop.records.cell_text import FIGURES, cell_text, edit_text, full_text
from desktop.records.row_marks import fading_of, mark_of
from desktop.records.table_model import RecordTableModel
from desktop.theme import SIZE, SPACE
from desktop.widgets import focus_ring

Index = QModelIndex | QPersistentModelIndex

# Put together once, as every cell is drawn with one of them.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_AT_LEFT = Qt.AlignmentFlag.AlignLeft.value | _ONE_LINE
_AT_RIGHT = Qt.AlignmentFlag.AlignRight.value | _ONE_LINE

_IN_FRONT = frozenset({Kind.REFERENCE, Kind.LINKED, Kind.PHONES, Kind.EMAILS, Kind.LINK})
"""Kinds that a person looks for; the others step back."""


def leading_column(kind: str) -> str:
    """The field that tells the rows of a kind apart: the title, or the first text among the columns."""
    about = record_type(kind).about
    if "title" in about.columns:
        return "title"
    fields = record_type(kind).__table__.columns
    texts = (
        name for name in about.columns if name in fields and fields[name].info["field"].kind is Kind.TEXT
    )
    return next(texts, about.columns[0])


class CellDelegate(QStyledItemDelegate):
    """Draws names in medium weight, what matters less muted, numbers and dates at the right."""

    def __init__(self, model: RecordTableModel, how: Context, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._how = how
        self._view = view
        self._leading = leading_column(model.kind)
        self.hovered = -1

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        name = self._model.columns()[index.column()]
        about = self._model.fields[name]
        row = self._model.look_at(index.row())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or index.row() == self.hovered:
            painter.fillRect(option.rect, theme.colour("selection" if selected else "hover"))
        if row is not None:
            in_front = selected or name == self._leading or about.kind in _IN_FRONT
            fading = fading_of(about, row)
            role = fading.role if fading else "muted"
            painter.setPen(theme.colour("text" if in_front and role == "muted" else role))
            self._paint_text(painter, _inset(option.rect, index), about, row)
        if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            focus_ring.draw(painter, option.rect, SPACE.tiny)

    def _paint_text(self, painter: QPainter, cell: QRect, about: Field, row: Row) -> None:
        room = self.text_rect(cell, about, row)
        font = self.font_of(about)
        painter.setFont(font)
        fading = fading_of(about, row)
        text = cell_text(about, row) or (fading.text if fading else "")
        metrics = painter.fontMetrics()
        fits = metrics.horizontalAdvance(text) <= room.width()
        shown = text if fits else metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _AT_RIGHT if about.kind in FIGURES else _AT_LEFT, shown)
        if fading is not None:
            wide, side = metrics.horizontalAdvance(shown), SIZE.icon_small
            left = max(cell.left(), room.right() - wide - SPACE.tiny - side)
            place = QRect(left, cell.center().y() - side // 2 + 1, side, side)
            icons.icon(fading.icon, fading.role).paint(painter, place)
        if about.name == self._leading and (mark := mark_of(row)):
            icons.icon(mark.icon, mark.role).paint(painter, self.mark_rect(cell, about, row))

    def font_of(self, about: Field) -> QFont:
        """The font of a column."""
        if about.name == self._leading:
            return _FONTS.strong
        return _FONTS.figures if about.kind in FIGURES or about.kind is Kind.PHONES else _FONTS.body

    def text_rect(self, cell: QRect, about: Field, row: Row) -> QRect:
        """Where the text of a cell may be."""
        taken = SIZE.icon + SPACE.tiny if about.name == self._leading and mark_of(row) else 0
        return cell.adjusted(SPACE.small, 0, -SPACE.small - taken, 0)

    def mark_rect(self, cell: QRect, about: Field, row: Row) -> QRect:
        """Where the mark of a row is: after its name."""
        room = self.text_rect(cell, about, row)
        wide = min(QFontMetrics(self.font_of(about)).horizontalAdvance(cell_text(about, row)), room.width())
        side = SIZE.icon - 2
        return QRect(room.left() + wide + SPACE.small, cell.center().y() - side // 2, side, side)

    def natural_width(self, about: Field, row: Row) -> int:
        """The width at which the text of a cell can be read in full."""
        wide = (
            QFontMetrics(self.font_of(about)).horizontalAdvance(cell_text(about, row)) + 2 * SPACE.small + 2
        )
        marked = about.name == self._leading and mark_of(row) is not None
        marked = marked or fading_of(about, row) is not None
        return wide + (SIZE.icon + SPACE.tiny if marked else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        about, row = self._model.field(index.column()), self._model.row_at(index.row())
        return QSize(self.natural_width(about, row) if row else 0, SIZE.row)

    # Telling

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() is not QEvent.Type.ToolTip:
            return False
        QToolTip.showText(event.globalPos(), self.tip(event, view, index), view.viewport(), option.rect)
        return True

    def tip(self, event: QHelpEvent, view: QAbstractItemView, index: Index) -> str:
        """What a cell does not show by itself: the reason of its mark, the rest of its text."""
        row = self._model.row_at(index.row()) if index.isValid() else None
        if row is None:
            return ""
        about = self._model.field(index.column())
        cell = _inset(view.visualRect(index), index)
        mark = mark_of(row) if about.name == self._leading else None
        if mark and self.mark_rect(cell, about, row).adjusted(-4, -8, 4, 8).contains(event.pos()):
            return mark.why
        fading = fading_of(about, row)
        if fading is not None:
            return fading.why
        whole = full_text(about, row)
        wide = QFontMetrics(self.font_of(about)).horizontalAdvance(cell_text(about, row))
        return whole if wide > self.text_rect(cell, about, row).width() or "\n" in whole else ""

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        about = self._model.field(index.column())
        field = field_for(about, self._how, self._model.workspace)
        editor = CellEditor(field, about.label, _Check(self._model, about), parent)
        editor.finished.connect(self._on_finished)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._model.row_at(index.row())
        if not isinstance(editor, CellEditor) or row is None:
            return
        about = self._model.field(index.column())
        text = edit_text(about, row, self._how)
        editor.fill(shown_in(about, row.values.get(about.name), text))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            model.setData(index, editor.given())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.put(QRect(option.rect))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        editor.hide()
        editor.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The editor itself decides about its keys and when it is left.
        return False

    @Slot(object)
    def _on_finished(self, hint: Hint) -> None:
        editor = self.sender()
        if isinstance(editor, CellEditor):
            if editor.property("keep"):
                self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)


def _inset(cell: QRect, index: Index) -> QRect:
    """A cell without the room that the first column leaves at its left."""
    return cell if index.column() else cell.adjusted(SPACE.tiny, 0, 0, 0)


class _Check:
    """Says what is wrong with a text for a field."""

    def __init__(self, model: RecordTableModel, about: Field) -> None:
        self._model = model
        self._about = about

    def __call__(self, given: str | Ref) -> str:
        return self._model.understand(self._about, given).problem


class _Fonts:
    """The fonts of cells, made once."""

    def __getattr__(self, name: str) -> QFont:
        made = theme.font(name)  # type: ignore[arg-type]
        setattr(self, name, made)
        return made


_FONTS = _Fonts()
