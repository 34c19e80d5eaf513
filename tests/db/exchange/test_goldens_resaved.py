"""Golden workbooks that LibreOffice saved again: every row is what it was, whoever wrote the file."""

import shutil
from pathlib import Path

import pytest

from db.store import Store
from tests.db.exchange import test_goldens_layout, test_goldens_structure, test_goldens_values
from tests.db.exchange.goldens_desk import GOLDENS, Line, bring_golden
from tests.goldens.libreoffice import convert

TABLES = {
    "structure.xlsx": test_goldens_structure.EXPECTED,
    **test_goldens_layout.FILES,
    **test_goldens_values.FILES,
}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("name", TABLES)
def test_what_libreoffice_saves_again_is_read_alike(
    name: str, suffix: str, store: Store, tmp_path: Path
) -> None:
    brought = bring_golden(store, convert(GOLDENS / name, suffix, tmp_path))
    expected: list[Line] = TABLES[name]
    for line in expected:
        brought.check(line)
