"""Reports about faults: places in the code and nothing else, on this machine, and her words if she likes."""

import datetime as dt
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop import crash
from desktop.dialogs.fault_reports import FaultReportsDialog

ROOT = Path(__file__).parents[2]
PERSON = "Aigul Example aigul@example.kg"


def fail(values: dict[str, int]) -> int:
    try:
        return values[PERSON]
    except KeyError as error:
        raise ValueError(f"no such contact: {PERSON}") from error


def fault() -> Exception:
    try:
        fail({})
    except ValueError as error:
        return error
    raise AssertionError


def texts() -> list[str]:
    return [report.text for report in crash.reports()]


def test_a_report_holds_places_and_kinds_and_nobodys_name() -> None:
    sentence = crash.report(fault())
    (text,) = texts()
    assert str(crash.reports()[0].path) in sentence
    assert "builtins.ValueError" in text
    assert "After: builtins.KeyError" in text
    assert "tests/desktop/test_crash_reports.py:" in text
    for private in (PERSON, "Aigul", str(Path.home()), str(ROOT)):
        assert private not in text.partition("\n")[2]


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        (str(ROOT / "desktop" / "app.py"), "desktop/app.py"),
        ("/home/aigul/.venv/lib/python3.11/site-packages/sqlalchemy/orm/session.py",
         "site-packages/sqlalchemy/orm/session.py"),
        (r"C:\Users\Aigul\Dateline\_internal\site-packages\click\core.py", "site-packages/click/core.py"),
        (r"C:\Users\Aigul\notes.py", "notes.py"),
        ("/home/aigul/plans.py", "plans.py"),
        ("<string>", "<string>"),
    ],
)  # fmt: skip
def test_no_folder_that_names_somebody_stands_in_a_report(file: str, shown: str) -> None:
    assert crash.place(file) == shown


def test_the_newest_twenty_are_kept() -> None:
    crash.folder().mkdir(parents=True)
    for day in range(1, 29):
        (crash.folder() / f"crash-201904{day:02}-101500-000000.txt").write_text("old\n", encoding="utf-8")
    crash.report(fault())
    kept = [report.path.stem for report in crash.reports()]
    assert len(kept) == crash.KEPT
    assert kept[1] == "crash-20190428-101500-000000"


def test_her_words_are_added_changed_and_taken_out() -> None:
    crash.report(fault())
    before = crash.reports()[0]
    added = crash.add_words(before, "I pasted rows.\n\n=== twice ===\nThen it came.")
    assert crash.words_in(crash.reports()[0]) == "I pasted rows.\n\n=== twice ===\nThen it came."
    changed = crash.add_words(added, "I pasted rows.")
    assert changed.text.startswith(before.text.rstrip())
    assert changed.text.count("I pasted rows.") == 1
    assert crash.add_words(changed, "  ").text == before.text


def test_a_fault_in_a_thread_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", crash.in_thread)
    thread = threading.Thread(target=fail, args=({},))
    thread.start()
    thread.join()
    (text,) = texts()
    assert "ValueError" in text
    assert PERSON not in text


STOPS = """
import os, signal, sys
sys.path.insert(0, {root!r})
from desktop import crash
print(crash.Watch().begin(), flush=True)
secret = "Aigul Example"
if sys.argv[1] == "stop":
    os.kill(os.getpid(), signal.SIGSEGV)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="stops itself by a signal")
def test_a_stop_in_native_code_is_told_at_the_next_start(tmp_path: Path) -> None:
    script = tmp_path / "stops.py"
    script.write_text(STOPS.format(root=str(ROOT)), encoding="utf-8")

    def start(how: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, str(script), how]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    first = start("stop")
    assert (first.returncode, first.stdout) == (-signal.SIGSEGV, "0\n")
    assert start("end").stdout == "1\n"
    assert start("end").stdout == "0\n"
    (text,) = texts()
    assert "Segmentation fault" in text
    assert 'File "stops.py"' in text
    assert str(tmp_path) not in text
    assert "Aigul" not in text
    assert [path.name for path in crash.folder().glob("stop-*")] == []


@pytest.fixture
def dialog(qtbot: QtBot) -> Callable[[], FaultReportsDialog]:
    def opened() -> FaultReportsDialog:
        made = FaultReportsDialog()
        qtbot.addWidget(made)
        made.show()
        return made

    return opened


def test_the_window_shows_each_report_as_it_is(dialog: Callable[[], FaultReportsDialog]) -> None:
    crash.report(fault())
    crash.report(RuntimeError(PERSON))
    made = dialog()
    assert "sends them to nobody" in made.explanation.text()
    newest, oldest = crash.reports()
    assert newest.at.date() == dt.date.today()
    assert made.list.item(0).text().startswith("today ")
    assert made.text.toPlainText() == newest.text
    made.list.setCurrentRow(1)
    assert made.text.toPlainText() == oldest.text
    made.copy()
    assert QGuiApplication.clipboard().text() == oldest.text


def test_what_she_writes_is_saved_in_the_report_that_is_shown(
    dialog: Callable[[], FaultReportsDialog],
) -> None:
    crash.report(fault())
    made = dialog()
    made.words.text.setPlainText("I pasted rows.")
    made.reject()
    assert crash.words_in(crash.reports()[0]) == "I pasted rows."
    again = dialog()
    assert again.words.value() == "I pasted rows."
    again.delete()
    assert crash.reports() == []
    assert not again.delete_button.isVisible()
