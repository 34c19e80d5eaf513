"""What is kept of damaged files beside a store. It can't be rewritten, as nobody can read it whole."""

from pathlib import Path


def aside_of(path: Path, day: str) -> Path:
    """Where a damaged store of a day, or of a day and a number, is kept."""
    return path.with_stem(f"{path.stem}-damaged-{day}")


def kept(path: Path) -> list[Path]:
    """All that is kept of damaged files of the store at `path`: stores, their logs, reports, small files.

    Raises OSError where the folder can't be read.
    """
    beginning, ending = aside_of(path, "").stem, "-damaged"
    return sorted(
        file
        for file in path.parent.iterdir()
        if file.name.startswith(beginning)
        or (file.name.startswith(f"{path.name}.") and file.name.endswith(ending))
    )
