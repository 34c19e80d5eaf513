"""Files of a store that was closed, cut off or changed in some bits by something outside Dateline."""

import sqlite3
import traceback
from pathlib import Path
from random import Random

from db.doctor import examine
from db.errors import WorldError
from db.store import Store
from tests.torturing.filling import STORE
from tests.torturing.table import Loss
from tests.torturing.trials import Prepared
from tests.torturing.wholeness import difference, records

AT_OPEN = "noticed at the start"
BY_DOCTOR = "noticed by the doctor"
HARMLESS = "harmless"


def truncated(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Cut the file off. Raises Loss when something is gone and nobody says so."""
    made.copied(folder)
    size = (folder / STORE).stat().st_size
    kept = dice.choice((0, dice.randint(1, 4096), *[dice.randrange(size) for _ in range(8)]))
    with (folder / STORE).open("r+b") as file:
        file.truncate(kept)
    return noticed(folder, made, f"cut off after {kept} of {size} bytes")


def flipped(folder: Path, dice: Random, *, made: Prepared) -> str:
    """Turn one to three bits anywhere. Raises Loss when something is another and nobody says so."""
    made.copied(folder)
    content = bytearray((folder / STORE).read_bytes())
    places = sorted(dice.randrange(len(content)) for _ in range(dice.randint(1, 3)))
    for place in places:
        content[place] ^= 1 << dice.randrange(8)
    (folder / STORE).write_bytes(content)
    return noticed(folder, made, f"bits turned at {places}")


def noticed(folder: Path, made: Prepared, what: str) -> str:
    """Who notices first that a file is not as it was. Raises Loss when nobody does, or something fails."""
    try:
        try:
            store = Store.open(folder / STORE)
        except WorldError as error:
            _check_sentence(str(error))
            return AT_OPEN
        try:
            return _by_doctor_or_harmless(store, made, what)
        except WorldError as error:
            _check_sentence(str(error))
            return BY_DOCTOR
        finally:
            store.close()
    except Loss:
        raise
    except Exception as error:
        raise Loss(f"{what}: a fault instead of a sentence: {traceback.format_exc()}") from error


def _by_doctor_or_harmless(store: Store, made: Prepared, what: str) -> str:
    if examine(store, mend=False):
        return BY_DOCTOR
    with store.read() as session:
        found = records(session)
    if wrong := difference(found, made.before.records):
        raise Loss(f"{what}: nobody noticed that {wrong}")
    if wrong := _other_rows(store.path, made.folder / STORE):
        raise Loss(f"{what}: nobody noticed that {wrong}")
    return HARMLESS


def _other_rows(path: Path, before: Path) -> str:
    """Which rows of any table, the journal's among them, are not as they were; those of the search apart."""
    rows = []
    for file in (path, before):
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        rows.append(
            [
                (name, *row)
                for (name,) in tables
                if not name.startswith(("search", "sqlite"))
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')
            ]
        )
        connection.close()
    if len(rows[0]) != len(rows[1]):
        return f"{len(rows[1])} rows have become {len(rows[0])}"
    return next((f"{was} has become {now}" for now, was in zip(*rows, strict=True) if now != was), "")


def _check_sentence(sentence: str) -> None:
    if not sentence.endswith(".") or "\n" in sentence:
        raise Loss(f"this is no sentence for a person: {sentence!r}")
