"""How much of a machine the reading of one workbook may take."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds on one reading; what lies beyond is refused with a sentence.

    Bytes, but for `parts` (files inside the zip), `cells` (cells with a value), `places` (cells and the
    gaps before them in their rows), and `seconds`, to which `seconds_per_mb` is added for each
    megabyte that the workbook unpacks to.
    """

    file: int = 300 * MB
    unpacked: int = 1024 * MB
    parts: int = 20_000
    cells: int = 5_000_000
    places: int = 20_000_000
    sent: int = 256 * MB
    memory: int = 3072 * MB
    seconds: float = 60.0
    seconds_per_mb: float = 0.25

    def time(self, unpacked: int) -> float:
        """Seconds allowed for a workbook that unpacks to so many bytes."""
        return self.seconds + self.seconds_per_mb * unpacked / MB


USUAL = Limits()
