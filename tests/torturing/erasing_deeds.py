"""Erasing people for good: no file of the store's folder has a byte of them any more, backups apart."""

from pathlib import Path
from random import Random

from db.names import fold
from db.personal.erasing import erase
from db.queries import one
from db.search import search
from db.store import Store
from db.values import Reach
from tests.torturing.children import Line, Say
from tests.torturing.filling import PASSPHRASE, STORE, fill
from tests.torturing.table import Loss

PEOPLE = 6
SYLLABLES = (
    ("zhar", "жар"),
    ("kyl", "кыл"),
    ("shaiyr", "шайыр"),
    ("myrz", "мырз"),
    ("tolg", "толг"),
    ("bübü", "бүбү"),
)
"""Parts of names that nobody else in the store has, in both scripts."""
_LEAST = 5


def somebody(number: int) -> dict[str, str]:
    """What is said of a person who will be erased: no other record has these words and digits."""
    (a, a_alt), (b, b_alt) = SYLLABLES[number], SYLLABLES[(number + 1) % PEOPLE]
    return {
        "given_name": f"{a}{b}aigul".capitalize(),
        "family_name": f"{b}{a}beqova".capitalize(),
        "given_name_alt": f"{a_alt}{b_alt}айгүл".capitalize(),
        "family_name_alt": f"{b_alt}{a_alt}бекова".capitalize(),
        "phone": f"+99655577{number:02}{number:02}",
        "email": f"{fold(a)}{fold(b)}.{number}@example.com",
        "note": f"Prefers the entrance in Süyümbaev street {700 + number}.",
    }


def prepare(folder: Path, dice: Random) -> None:
    """A filled store in which some people have a history of their own, by their number and uid in a file."""
    fill(folder / STORE, dice, contacts=80, edits=5)
    store = Store.open(folder / STORE)
    uids = [_add(store, dice, number) for number in range(PEOPLE)]
    store.close()
    (folder / "uids").write_text("\n".join(uids), encoding="ascii")


def erase_all(folder: Path, say: Say) -> None:
    """Erase them one after the other."""
    store = Store.open(folder / STORE)
    say(began=True)
    for number, uid in enumerate(_uids(folder)):
        if _is_there(store, uid):
            erase(store, uid, "request")
        say(erased=number)
    store.close()


def check(folder: Path, before: Path, store: Store, told: list[Line]) -> None:
    """Whoever was erased left no byte; whoever was not is wholly there. Raises Loss."""
    erased = {line["erased"] for line in told if "erased" in line}
    for number, uid in enumerate(_uids(folder)):
        if not _is_there(store, uid):
            check_gone(folder, number)
        elif number in erased:
            raise Loss(f"{number} was erased and is there")
        else:
            _check_found(store, number, uid)


def erased_at_once(folder: Path, dice: Random) -> str:
    """Erase some of the people of a store of their own. Raises Loss when a byte of them is left."""
    folder.mkdir()
    prepare(folder, dice)
    chosen = dice.sample(range(PEOPLE), 3)
    passphrase = dice.choice((None, PASSPHRASE))
    store = Store.open(folder / STORE)
    if not traces(folder, somebody(chosen[0])):
        raise Loss("the bytes that are looked for can't be found where they are")
    if passphrase:
        store.protect(passphrase)
    for number in chosen:
        erase(store, _uids(folder)[number], "request")
    if passphrase:
        store.protect(None)
    for number in chosen:
        check_gone(folder, number)
    for number in set(range(PEOPLE)) - set(chosen):
        _check_found(store, number, _uids(folder)[number])
    store.close()
    for number in chosen:
        check_gone(folder, number)
    return ""


def check_gone(folder: Path, number: int) -> None:
    """Look into every file for what was said of somebody. Raises Loss."""
    if left := traces(folder, somebody(number)):
        raise Loss(f"of {number}, who was erased, there is left: {left[:4]}")


def traces(folder: Path, values: dict[str, str]) -> list[str]:
    """Which values stand in which file: in UTF-8 and UTF-16, in any case, and as the search has them."""
    needles = {
        form for value in values.values() for form in (value.casefold(), fold(value)) if len(form) >= _LEAST
    }
    needles |= {values["phone"].removeprefix("+"), values["phone"][4:]}
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or "backups" in path.parts:
            continue
        held = path.read_bytes()
        texts = [held.decode("utf-8", "ignore").casefold()]
        texts += [
            held[odd:].decode(coding, "ignore").casefold()
            for coding in ("utf-16-le", "utf-16-be")
            for odd in (0, 1)
        ]
        found += [
            f"{path.name}: {needle}" for needle in sorted(needles) if any(needle in text for text in texts)
        ]
    return found


def _add(store: Store, dice: Random, number: int) -> str:
    said = somebody(number)
    names = {name: said[name] for name in ("given_name", "family_name", "given_name_alt", "family_name_alt")}
    reaches = {
        "phones": (Reach(said["phone"], "mobile", normal=said["phone"]),),
        "emails": (Reach(said["email"], normal=said["email"]),),
    }
    with store.write(f"New contact {said['family_name']} {said['given_name']}") as writer:
        uid = writer.create("contact", {**names, **reaches})
    for edit in range(dice.randint(1, 4)):
        with store.write(f"Edit {said['family_name']} {said['given_name']}") as writer:
            writer.update("contact", uid, {"note": f"{said['note']} {edit}"})
    if dice.random() < 0.5:
        store.undo()
    return uid


def _uids(folder: Path) -> list[str]:
    return (folder / "uids").read_text(encoding="ascii").split()


def _is_there(store: Store, uid: str) -> bool:
    with store.read() as session:
        return one(session, "contact", uid) is not None


def _check_found(store: Store, number: int, uid: str) -> None:
    with store.read() as session:
        hits = search(session, somebody(number)["family_name"])
    if uid not in [hit.uid for hit in hits]:
        raise Loss(f"{number}, who was not erased, is not found")
