"""An import from the command line where no backup can be made before: it is said once, and stops nothing."""

from pathlib import Path

import openpyxl
import pytest

from db.store import Store
from desktop import cli


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with something in it, and a file where the folder of its backups would be."""
    store = Store.open(tmp_path / "store" / "dateline.db")
    with store.write("New contact") as writer:
        writer.create("contact", {"family_name": "Sekimova"})
    store.close()
    (tmp_path / "store" / "backups").write_text("in the way", encoding="utf-8")
    return tmp_path / "store" / "dateline.db"


def test_the_import_is_done_and_one_line_says_what_is_missing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Family name", "Given name", "E-mail"])
    book.worksheets[0].append(["Tokoev", "Bakyt", "tokoev@example.kg"])
    book.save(tmp_path / "list.xlsx")
    status = cli.main(["--store", str(path), "import", str(tmp_path / "list.xlsx")])
    out, error = capsys.readouterr()
    assert status == cli.LOOK
    assert "1 added" in out
    assert error.startswith("dateline: No backup could be made.") and len(error.splitlines()) == 1


def test_an_import_that_fails_says_only_why_it_failed(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\3\4 and nothing more")
    status = cli.main(["--store", str(path), "import", str(tmp_path / "broken.xlsx")])
    out, error = capsys.readouterr()
    assert (status, out) == (cli.NOT_DONE, "")
    assert error.startswith("dateline: ") and len(error.splitlines()) == 1
    assert "backup" not in error
