"""Deeds that are batches: edits, merges, undo and redo."""

from pathlib import Path
from random import Random

import sqlalchemy as sa

from db.backup import backup
from db.duplicates import merge
from db.journal import Batch, latest
from db.records.contact import Contact
from db.records.twins import Merged
from db.store import Store
from tests.torturing.children import Line, Say
from tests.torturing.filling import PASSPHRASE, STORE, fill, person
from tests.torturing.table import Loss

EDITS = 40
TURNS = 12
PAIRS = 24
TWIN = "twin "
"""How the note of each contact begins that is there twice; the number of its pair follows."""


def prepare(folder: Path, dice: Random) -> None:
    """A filled store, and a backup of it."""
    fill(folder / STORE, dice)
    store = Store.open(folder / STORE)
    backup(store)
    store.close()


def edit(folder: Path, say: Say) -> None:
    """Batches of some changes each: a new contact, others changed, now and then one deleted."""
    store = Store.open(folder / STORE, passphrase=PASSPHRASE)
    with store.read() as session:
        uids = list(session.scalars(sa.select(Contact.uid).order_by(Contact.id)))
    say(began=True)
    for number in range(EDITS):
        holds: list[tuple[str, str, str, str | None]] = []
        with store.write(f"Edit {number}") as writer:
            note = f"Kept {number}, again {latest(writer.session)}. " + "Написано сегодня. " * (number % 40)
            holds.append(("contact", writer.create("contact", {"note": note}), "note", note))
            for uid in uids[number * 3 : number * 3 + 2]:
                writer.update("contact", uid, {"note": note})
                holds.append(("contact", uid, "note", note))
            if number % 4 == 0 and writer.session.scalar(
                sa.select(Contact.id).where(Contact.uid == uids[number * 3 + 2])
            ):
                writer.delete("contact", [uids[number * 3 + 2]])
                holds.append(("contact", uids[number * 3 + 2], "given_name", None))
        say(batch=writer.batch, holds=holds)
    store.close()


def turn(folder: Path, say: Say) -> None:
    """Take back what was done last, batch by batch, then do it again; twice."""
    store = Store.open(folder / STORE)
    say(began=True)
    for way in (store.undo, store.redo) * 2:
        for _ in range(TURNS):
            if way() is None:
                break
            with store.read() as session:
                say(batch=session.scalar(sa.select(sa.func.max(Batch.id))))
    store.close()


def prepare_pairs(folder: Path, dice: Random) -> None:
    """A filled store in which some contacts are there twice, each with a post."""
    fill(folder / STORE, dice, contacts=120)
    store = Store.open(folder / STORE)
    with store.write("Twins") as writer:
        partner = writer.create("partner", {"name": "Partner of twins"})
        for pair in range(PAIRS):
            for number in (2 * pair, 2 * pair + 1):
                values = {**person(dice, 5000 + number), "note": f"{TWIN}{pair}"}
                uid = writer.create("contact", values)
                writer.create("post", {"contact": uid, "partner": partner, "job_title": f"Editor {number}"})
    store.close()


def merge_pairs(folder: Path, say: Say) -> None:
    """Merge each pair that is still there twice, in a batch of its own."""
    store = Store.open(folder / STORE)
    pairs = _pairs(store)
    say(began=True)
    for keep, *others in pairs.values():
        if others:
            with store.write("Merge") as writer:
                merge(writer, "contact", keep, others)
            say(batch=writer.batch, holds=[("contact", uid, "note", None) for uid in others])
    store.close()


def check_pairs(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """Of each pair both are there, or one that has what both had. Raises Loss."""
    with store.read() as session:
        remembered = set(session.scalars(sa.select(Merged.now)))
    pairs = _pairs(store)
    for pair, uids in pairs.items():
        with store.read() as session:
            phones = [len(p) for p in session.scalars(sa.select(Contact.phones).where(Contact.uid.in_(uids)))]
        if phones not in ([1, 1], [2]) or (phones == [2]) != (uids[0] in remembered):
            raise Loss(f"half: {pair} has records with {phones} phones")
    if len(pairs) != PAIRS:
        raise Loss(f"{PAIRS - len(pairs)} pairs are gone")


def _pairs(store: Store) -> dict[str, list[str]]:
    with store.read() as session:
        twins = session.execute(
            sa.select(Contact.note, Contact.uid).where(Contact.note.startswith(TWIN)).order_by(Contact.id)
        ).all()
    pairs: dict[str, list[str]] = {}
    for note, uid in twins:
        pairs.setdefault(str(note), []).append(uid)
    return pairs
