"""Converting by LibreOffice, in a profile of its own so that one that is open is left alone."""

import subprocess
import tempfile
from pathlib import Path


def convert(source: Path, suffix: str, folder: Path) -> Path:
    """Convert a workbook to the format of `suffix` in `folder`. Raises CalledProcessError, TimeoutExpired."""
    with tempfile.TemporaryDirectory() as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
                   "--convert-to", suffix, "--outdir", str(folder), str(source)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{suffix}"
