"""The look: named colours, sizes and fonts, light and dark, and the one place that gives them to Qt.

No colour, size or font is written anywhere else; `style_sheet.py` only says which name goes where.
"""

import sys
from dataclasses import asdict, dataclass
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, QTemporaryDir, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from desktop import style_sheet
from desktop.plain_style import PlainStyle
from resources import path

Scheme = Literal["light", "dark", "system"]
TextKind = Literal["body", "strong", "figures", "title", "heading", "section", "small"]


@dataclass(frozen=True)
class Tokens:
    """The colours of one scheme, each as "#RRGGBB", named after what they are for."""

    name: str
    background: str  # the window
    panel: str  # what lies on it
    line: str  # edges of panels, lines between parts
    field: str  # inside of a field
    field_line: str  # its edge
    text: str
    muted: str  # text and icons that step back
    disabled: str
    accent: str  # links, the filled button, the current tab, the focus ring
    accent_hover: str
    accent_pressed: str
    on_accent: str
    hover: str
    pressed: str
    selection: str  # selected rows
    text_selection: str  # selected words in a field
    neutral_tint: str
    good: str
    good_tint: str
    warning: str
    warning_tint: str
    danger: str
    danger_tint: str
    info: str
    info_tint: str
    scroll: str
    scroll_hover: str
    tip: str
    on_tip: str


LIGHT = Tokens(
    name="light",
    background="#F6F7F9",
    panel="#FFFFFF",
    line="#E3E6EB",
    field="#FFFFFF",
    field_line="#CBD1DA",
    text="#1B2430",
    muted="#5D6878",
    disabled="#9BA4B1",
    accent="#1F4FA3",
    accent_hover="#1A4690",
    accent_pressed="#163B7A",
    on_accent="#FFFFFF",
    hover="#EDF0F4",
    pressed="#E2E6EC",
    selection="#E3ECFB",
    text_selection="#B9D0F8",
    neutral_tint="#EDF0F4",
    good="#1C6B3B",
    good_tint="#E1F4E7",
    warning="#8A4B00",
    warning_tint="#FFF0D9",
    danger="#B3261E",
    danger_tint="#FDEAE8",
    info="#1F4FA3",
    info_tint="#E3ECFB",
    scroll="#CBD1DA",
    scroll_hover="#9BA4B1",
    tip="#1B2430",
    on_tip="#FFFFFF",
)

DARK = Tokens(
    name="dark",
    background="#15181D",
    panel="#1C2027",
    line="#2D333C",
    field="#181C22",
    field_line="#3D4550",
    text="#E6EAF0",
    muted="#9AA5B4",
    disabled="#626C7A",
    accent="#8AB0FF",
    accent_hover="#9DBDFF",
    accent_pressed="#779FF2",
    on_accent="#10192B",
    hover="#282E37",
    pressed="#323944",
    selection="#26344F",
    text_selection="#3A5690",
    neutral_tint="#2A303A",
    good="#86DAA2",
    good_tint="#173626",
    warning="#F2B866",
    warning_tint="#3B2C12",
    danger="#FF9D94",
    danger_tint="#44211F",
    info="#A9C5FF",
    info_tint="#22304A",
    scroll="#3D4550",
    scroll_hover="#626C7A",
    tip="#343C47",
    on_tip="#F1F4F8",
)


@dataclass(frozen=True)
class Space:
    """Distances between things, in device-independent pixels."""

    tiny: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    huge: int = 24


@dataclass(frozen=True)
class Size:
    """Heights, widths and corners, in device-independent pixels."""

    control_corner: int = 6
    panel_corner: int = 10
    row: int = 34
    row_compact: int = 28
    control: int = 32
    chip: int = 24
    icon: int = 18
    icon_small: int = 14
    icon_large: int = 44
    ring: int = 2
    bar: int = 4
    scroll_bar: int = 10
    header: int = 36
    field_inset: int = 10  # from the edge of a field, quiet ones too, to its text
    link_inset: int = 4  # the same of a LinkLabel
    label_column: int = 132
    type_column: int = 104
    calendar_width: int = 308
    calendar_height: int = 264
    reading: int = 420  # the widest a paragraph gets before it is hard to read


@dataclass(frozen=True)
class TextSize:
    """Sizes of text; `body` is in points, as the platforms count it, the others in pixels."""

    body: int = 13 if sys.platform == "darwin" else 10  # a point is a pixel on a Mac
    title: int = 20
    heading: int = 16
    section: int = 11
    small: int = 12


SPACE = Space()
SIZE = Size()
TEXT = TextSize()
FAMILY = "Inter"


class Theme(QObject):
    """The scheme in use; `changed` says that colours are others from now on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scheme: Scheme = "system"
        self._marks: QTemporaryDir | None = None
        self._style: PlainStyle | None = None

    def start(self, app: QApplication) -> None:
        """Give Qt its style and font; once for an application."""
        if app.property("dateline_theme"):
            return
        app.setProperty("dateline_theme", True)
        _load_fonts()
        self._style = PlainStyle()
        app.setStyle(self._style)
        app.setFont(font())
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def use(self, app: QApplication, scheme: Scheme) -> None:
        """Show `scheme` and, for "system", follow what the desktop says."""
        self.scheme = scheme
        hints = app.styleHints()
        if scheme == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
        dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
        self._show(app, DARK if dark else LIGHT)

    @Slot(Qt.ColorScheme)
    def _system_changed(self, said: Qt.ColorScheme) -> None:
        app = QApplication.instance()
        if self.scheme == "system" and isinstance(app, QApplication):
            self._show(app, DARK if said is Qt.ColorScheme.Dark else LIGHT)

    def _show(self, app: QApplication, tokens: Tokens) -> None:
        if tokens is self.tokens and app.styleSheet():
            return
        self.tokens = tokens
        app.setPalette(palette(tokens))
        app.setStyleSheet(style_sheet.build(names(tokens), with_marks=self._draw_marks()))
        self.changed.emit()

    def _draw_marks(self) -> bool:
        """Write the ticks and arrows that a style sheet can only take from files; False where it can't be."""
        if self._marks is None:
            self._marks = QTemporaryDir(QDir.tempPath() + "/dateline-XXXXXX")
            QDir.addSearchPath("marks", self._marks.path())
        try:
            for tokens in (LIGHT, DARK):
                style_sheet.write_marks(self._marks.path(), tokens.name, asdict(tokens))
        except OSError:
            # A full disk must not keep the window from opening: Fusion draws its own marks then.
            return False
        return True


theme = Theme()


def apply(app: QApplication, scheme: Scheme = "system") -> None:
    """Give the application its look; may be called again with another scheme at any time."""
    theme.start(app)
    theme.use(app, scheme)


def current() -> Tokens:
    """The colours in use."""
    return theme.tokens


def colour(name: str) -> QColor:
    """A colour in use by its name in `Tokens`; AttributeError for a name that is none."""
    return QColor(getattr(theme.tokens, name))


def font(kind: TextKind = "body") -> QFont:
    """The font for a kind of text; "figures" has all digits equally wide, for numbers under each other."""
    made = QFont(FAMILY)
    made.setPointSize(TEXT.body)
    if kind in ("title", "heading", "section", "small"):
        made.setPixelSize(getattr(TEXT, kind))
    if kind == "strong":
        made.setWeight(QFont.Weight.Medium)
    elif kind in ("title", "heading", "section"):
        made.setWeight(QFont.Weight.DemiBold)
    if kind == "section":
        made.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
    if kind == "figures":
        made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at (such as "invalid") and show it at once."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def names(tokens: Tokens) -> dict[str, str]:
    """Every name that the style sheet may use, with its value: colours, and sizes in pixels."""
    sizes = {**asdict(SPACE), **asdict(SIZE), **{f"text_{key}": value for key, value in asdict(TEXT).items()}}
    return {**{key: str(value) for key, value in sizes.items()}, **asdict(tokens)}


def palette(tokens: Tokens) -> QPalette:
    """The palette of Qt for a scheme, for all that is drawn without the style sheet."""
    role = QPalette.ColorRole
    made = QPalette()
    for part, value in {
        role.Window: tokens.background,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.background,
        role.Text: tokens.text,
        role.Button: tokens.panel,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.muted,
        role.ToolTipBase: tokens.tip,
        role.ToolTipText: tokens.on_tip,
        role.Light: tokens.panel,
        role.Midlight: tokens.hover,
        role.Mid: tokens.field_line,
        role.Dark: tokens.muted,
        role.Shadow: tokens.line,
    }.items():
        made.setColor(part, QColor(value))
    for part in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.disabled))
    return made


def contrast(foreground: str, background: str) -> float:
    """How well two "#RRGGBB" colours stand apart, 1 to 21, as WCAG 2.2 defines the contrast ratio."""
    lighter, darker = sorted((_luminance(foreground), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    """Relative luminance of "#RRGGBB", WCAG 2.2."""
    parts = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _load_fonts() -> None:
    """Make the fonts in resources/fonts known to Qt; where there are none, the platform's stands in."""
    folder = path("fonts")
    for file in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
        QFontDatabase.addApplicationFont(str(file))
