"""Icons: the outline family of Material Design Icons, through qtawesome, in the colours of the theme.

An icon asks for its colour when it is drawn, so that a change of scheme reaches every icon on the screen.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap

from desktop import theme

if TYPE_CHECKING:
    from qtawesome.iconic_font import IconicFont  # type: ignore[import-untyped]

_GRID = 24.0  # the icons are drawn on a field of 24 by 24
_DESCENT = 3.0  # what of that lies under the baseline
_PREFIX = "mdi6"

_WHEN_ON = {"tab": "accent", "star": "warning"}
"""Roles that take another colour while their button or tab is on."""

_WHEN_OFF = {"tab": "muted", "star": "muted"}


def icon(name: str, role: str = "text") -> QIcon:
    """The icon of a name in Material Design Icons 6, such as "email-outline", in a colour of the theme.

    `role` is a name in `theme.Tokens`, or "tab" (muted, accent while current) or "star" (muted, warning
    while on). KeyError, when the icon is drawn, for a name that the family does not have.
    """
    return QIcon(_Glyph(name, role))


def recoloured(original: QIcon, role: str) -> QIcon:
    """The same icon in another role, such as "on_accent"; an icon that is not ours comes back as it is."""
    return icon(original.name(), role) if original.name() in _charmap() else original


def pixmap(name: str, role: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `side` device-independent pixels in the colour in use."""
    return _drawn(name, theme.colour(role).name(), round(side * ratio), ratio)


class _Glyph(QIconEngine):
    """Draws one icon in the colour that its role has at that moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        side = min(rect.width(), rect.height())
        picture = _drawn(self._name, self._colour(mode, state), round(side * ratio), ratio)
        place = QPoint(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2)
        painter.drawPixmap(place, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._name, self._colour(mode, state), min(size.width(), size.height()), 1.0)

    def iconName(self) -> str:
        return self._name

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._role)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode is QIcon.Mode.Disabled:
            return theme.current().disabled
        roles = _WHEN_ON if state is QIcon.State.On else _WHEN_OFF
        return theme.colour(roles.get(self._role, self._role)).name()


@cache
def _font() -> "IconicFont":
    """The icon font; the import of qtawesome costs a tenth of a second, so it waits for the first icon."""
    import qtawesome  # type: ignore[import-untyped]
    from qtawesome.iconic_font import IconicFont

    folder = Path(qtawesome.__file__).parent / "fonts"
    ttf = next(folder.glob("materialdesignicons6-webfont-[0-9]*.ttf"))
    charmap = next(folder.glob("materialdesignicons6-webfont-charmap-*.json"))
    # Only this family of the twelve: qtawesome.icon() would load them all.
    return IconicFont((_PREFIX, ttf.name, charmap.name))


def _charmap() -> dict[str, str]:
    charmap: dict[str, str] = _font().charmap[_PREFIX]
    return charmap


@cache
def _outline(name: str) -> QPainterPath:
    """The shape of an icon on a field of 24 by 24, its corner at 0, 0."""
    raw = _font().rawfont(_PREFIX, int(_GRID))
    glyph = raw.glyphIndexesForString(_charmap()[name])[0]
    path: QPainterPath = raw.pathForGlyph(glyph)
    path.translate(0, _GRID - _DESCENT)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@cache
def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """A square picture of `side` physical pixels."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _GRID, side / _GRID)
    painter.fillPath(_outline(name), QColor(colour))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
