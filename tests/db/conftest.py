"""What the tests of the core share: an empty store of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store, closed after the test."""
    opened = Store.open(tmp_path / "dateline.db")
    yield opened
    opened.close()
