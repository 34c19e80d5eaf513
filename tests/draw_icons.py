"""Draws the app's icon in every size from its two SVGs: `python tests/draw_icons.py`.

The small drawing has fewer lines, on whole pixels, so that it is still a sheet of paper at 16 pixels.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from resources import path

SIZES = (16, 32, 48, 128, 256)
LARGEST_SMALL = 32


def png(size: int) -> bytes:
    """The icon at `size` × `size` pixels, as a PNG file."""
    drawing = path("icons", "dateline-small.svg" if size <= LARGEST_SMALL else "dateline.svg")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub knows only bytes for the format
    return bytes(content.data())


def ico(images: dict[int, bytes]) -> bytes:
    """A Windows icon file of PNG images by their size in pixels: ICONDIR, its ICONDIRENTRYs, the images."""
    header = struct.pack("<HHH", 0, 1, len(images))
    entries, offset = b"", len(header) + 16 * len(images)
    for size, image in images.items():
        side = size % 256  # a byte; 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return header + entries + b"".join(images.values())


def draw(folder: Path) -> None:
    """Write the PNGs and the .ico into `folder`."""
    images = {size: png(size) for size in SIZES}
    for size, image in images.items():
        (folder / f"dateline-{size}.png").write_bytes(image)
    (folder / "dateline.ico").write_bytes(ico(images))


if __name__ == "__main__":
    draw(path("icons"))
