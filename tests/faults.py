"""Tells where a test process was when it died: without this, xdist says that it died and no more."""

import faulthandler
import sys
import tempfile
from pathlib import Path
from typing import Any, TextIO

import pytest

HANDED_OVER = "folder_of_faults"


class Faults:
    """A pytest plugin: each process writes its last words to a file, the first one shows them at the end."""

    def __init__(self, config: pytest.Config) -> None:
        self._worker: dict[str, Any] | None = getattr(config, "workerinput", None)
        given = self._worker[HANDED_OVER] if self._worker else tempfile.mkdtemp(prefix="dateline-faults-")
        self._folder = Path(given)
        self._file: TextIO | None = None
        if self._worker:
            self._file = (self._folder / self._worker["workerid"]).open("w", encoding="utf-8")
        faulthandler.enable(self._file or sys.stderr)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a process of xdist where to write."""
        node.workerinput[HANDED_OVER] = str(self._folder)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show what the processes that died have written."""
        for path in sorted(self._folder.iterdir()):
            if words := path.read_text(encoding="utf-8").strip():
                terminalreporter.section(f"{path.name} died")
                terminalreporter.write_line(words)

    def pytest_unconfigure(self) -> None:
        """Leave nothing behind."""
        faulthandler.disable()
        if self._file is not None:
            self._file.close()
            return
        for path in self._folder.iterdir():
            path.unlink()
        self._folder.rmdir()
