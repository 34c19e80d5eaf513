"""The Tab key through widgets in the order in which they are laid out, whenever each of them was made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget


def step(body: QWidget, forward: bool) -> bool:
    """Put the keyboard on the next stop in `body`, or on the one behind it; False where neither can be."""
    stops = list(stops_in(body))
    focused = QApplication.focusWidget()
    if focused not in stops:
        return False
    place = stops.index(focused) + (1 if forward else -1)
    target = stops[place] if 0 <= place < len(stops) else _outside(body, forward)
    if target is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    return True


def stops_in(widget: QWidget) -> Iterator[QWidget]:
    """The widgets that the Tab key stops at, in the order of their layouts."""
    if takes_tab(widget) and widget.isVisible():
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _stops_of(layout)


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


def _outside(body: QWidget, forward: bool) -> QWidget | None:
    """The first stop behind (or before) `body` in Qt's own chain."""
    widget: QWidget | None = body
    while widget is not None:
        widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
        if widget is body or widget is None:
            return None
        if takes_tab(widget) and widget.isVisible() and not body.isAncestorOf(widget):
            return widget
    return None
