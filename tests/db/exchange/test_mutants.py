"""Changed bytes in every golden file end in a workbook or a sentence, never in a crash or half an import."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db.errors import WorldError
from db.exchange.building import Budget
from db.exchange.importing import carry_out
from db.exchange.inspection import FileKind, inspect
from db.exchange.limits import MB, Limits
from db.exchange.ods_reader import read_ods
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.reading import read_workbook
from db.exchange.refusals import Refused
from db.exchange.sheets import Workbook
from db.exchange.text_reader import read_text
from db.exchange.vcard_in import read_cards
from db.exchange.xlsx_reader import read_xlsx
from db.journal import latest
from db.queries import View, count
from db.records import RECORDS
from db.store import Store
from tests.db.exchange.mutants import Mutant, mutants, sources

ORDINARY_SEED, ORDINARY = 3, 84
ALL = 2000
LIMITS = Limits(unpacked=64 * MB, cells=200_000, places=1_500_000, seconds=15)
AFTER_READING = 15
"""Seconds that planning and writing what was read may take."""

Read = Callable[[Path], Workbook]

HERE = {
    FileKind.XLSX: read_xlsx,
    FileKind.ODS: read_ods,
    FileKind.TEXT: read_text,
    FileKind.CARDS: read_cards,
}
"""What is read without a process of its own: Python alone, which no file can bring down."""


def read_here(path: Path) -> Workbook:
    """Read as the reading process does, so that whatever is raised there comes to light."""
    try:
        kind = inspect(path, LIMITS).kind
        if kind not in HERE:
            return read_workbook(path, limits=LIMITS)
        book = Workbook(path)
        book.sheets.extend(HERE[kind](path, Budget(LIMITS, lambda _rows, _total: None), book))
    except Refused as refused:
        raise refused.as_world_error(path.name) from refused
    return book


def read_apart(path: Path) -> Workbook:
    """Read in a process of its own, as the window does."""
    return read_workbook(path, limits=LIMITS)


def state(store: Store) -> dict[str, int]:
    with store.read() as session:
        return {kind: count(session, View(kind)) for kind in RECORDS} | {"journal": latest(session)}


def bring(store: Store, path: Path, read: Read) -> None:
    workbook = read(path)
    with store.read() as session:
        proposal = propose(session, workbook)
    with store.write("Import") as writer:
        carry_out(writer, plan(writer.session, proposal))


def check(store: Store, mutant: Mutant, folder: Path, read: Read) -> bool:
    """Bring a mutant in and take it back; answers whether it was taken."""
    path = folder / mutant.name
    path.write_bytes(mutant.content())
    before, begun = state(store), time.monotonic()
    try:
        bring(store, path, read)
    except WorldError as error:
        assert mutant.name in str(error)
        assert state(store) == before
        return False
    finally:
        path.unlink()
        assert time.monotonic() - begun < LIMITS.time(LIMITS.unpacked) + AFTER_READING
    after = state(store)
    assert after["journal"] - before["journal"] in (0, 1)
    if after["journal"] > before["journal"]:
        store.undo()
        taken_back = state(store)
        assert {**taken_back, "journal": before["journal"]} == before
    return True


def test_a_few_mutants_of_every_file(store: Store, tmp_path: Path) -> None:
    files = sources()
    taken = 0
    print(f"seed {ORDINARY_SEED}")
    for number in range(ORDINARY):
        mutant = Mutant(files[number % len(files)], ORDINARY_SEED, number)
        taken += check(store, mutant, tmp_path, read_here)
    assert 0 < taken < ORDINARY
    assert store.integrity() == []


@pytest.mark.slow
@pytest.mark.parametrize("source", sources(), ids=lambda path: path.name)
def test_two_thousand_mutants_of_all_files(
    source: Path, store: Store, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seed = int(request.config.getoption("hypothesis_seed"))
    print(f"seed {seed}")
    for mutant in mutants(source, seed, -(-ALL // len(sources()))):
        check(store, mutant, tmp_path, read_apart)
    assert store.integrity() == []
