"""Reading contact cards: a .vcf becomes a workbook with a row for each card, and is imported like one.

The rows stand under the labels of our own fields. The posts of people who have a unit, dates or several
posts are a sheet of their own. Nothing that a card refers to is fetched.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from db.exchange.building import Budget, SheetBuilder
from db.exchange.plan import CARDS, UID
from db.exchange.proposing import PROPERTY
from db.exchange.refusals import Reason, Refused
from db.exchange.sheets import NoteKind, Sheet, Value, Workbook
from db.exchange.vcard_lines import cards
from db.exchange.vcard_person import Said, said
from db.records import RECORDS, kind_fields

REMARKED = "note"
"""The field whose cell bears what is to be said of a whole card."""


def read_cards(path: Path, budget: Budget, into: Workbook) -> Iterator[Sheet]:
    """The sheet of people, and that of their posts where cards say more of them than an organisation.

    A damaged card keeps its row back. Raises Refused when there is no card in the file, or too much of them.
    """
    content = path.read_bytes()
    budget.take_bytes(len(content))
    people = [said(card) for card in cards(content)]
    if not people:
        raise Refused(Reason.NO_CARDS)
    into.properties[CARDS] = "1"
    yield _sheet("contact", [person.cells | {UID: person.uid} for person in people], budget, people)
    posts = [post | {f"{UID}:contact": person.uid} for person in people for post in person.posts]
    if posts:
        sheet = _sheet("post", posts, budget)
        into.properties[f"{PROPERTY}{sheet.name}"] = "post"
        yield sheet


def _sheet(kind: str, rows: Sequence[dict[str, Value]], budget: Budget, people: Sequence[Said] = ()) -> Sheet:
    """The rows of a kind, with a column for each field that any of them fills."""
    labels = {UID: UID, f"{UID}:contact": f"{UID}:contact", f"{UID}:partner": f"{UID}:partner"}
    labels |= {name: about.label for name, about in kind_fields(kind).items()}
    used = {name for row in rows for name in row} | (
        {REMARKED} if any(each.notes for each in people) else set()
    )
    names = [name for name in labels if name in used]
    builder = SheetBuilder(RECORDS[kind].about.words.plural, False, budget)
    builder.put_row(1, [labels[name] for name in names])
    for number, row in enumerate(rows, start=2):
        builder.put_row(number, [row.get(name) for name in names])
    for number, person in enumerate(people, start=2):
        for remark in sorted(person.notes, key=_WEIGHT.index, reverse=True):
            place = "family_name" if remark is NoteKind.NAME_SPLIT and "family_name" in names else REMARKED
            builder.note(number, names.index(place) + 1, remark, person.notes[remark])
    return builder.finish()


_WEIGHT = (NoteKind.CARD, NoteKind.NO_PERSON, NoteKind.NO_NAME, NoteKind.NAME_SPLIT, NoteKind.LEFT_OUT)
"""Remarks in the order in which they weigh; a cell bears one, and one that keeps the row back weighs most."""
