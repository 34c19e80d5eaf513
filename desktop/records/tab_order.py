"""The Tab key through widgets in the order in which they are laid out, whenever each of them was made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QSplitter, QWidget


def step(around: QWidget, forward: bool, *, wraps: bool = False) -> bool:
    """Put the keyboard on the next (or last) stop in `around`; False at its end, unless it `wraps` there."""
    stops = list(stops_in(around))
    focused = QApplication.focusWidget()
    if focused not in stops:
        return False
    place = stops.index(focused) + (1 if forward else -1)
    if not (wraps or 0 <= place < len(stops)):
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[place % len(stops)].setFocus(reason)
    return True


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """The widgets that the Tab key stops at, in the order of their layouts."""
    if takes_tab(widget) and widget.isVisible():
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _stops_of(layout)
    inside: list[QWidget | None] = []
    if isinstance(widget, QSplitter):
        inside = [widget.widget(place) for place in range(widget.count())]
    elif isinstance(widget, QScrollArea):
        inside = [widget.widget()]
    for part in inside:
        if part is not None:
            yield from stops_in(part)


def takes_tab(widget: QWidget) -> bool:
    """Whether the Tab key may stop at a widget, be it in sight or not."""
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isEnabled() and widget.focusProxy() is None


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if widget is not None:
            yield from stops_in(widget)
        elif inner is not None:
            yield from _stops_of(inner)
