"""What the tests of contact cards share: cards read in this process, and what comes of them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db.exchange.building import Budget
from db.exchange.limits import USUAL, Limits
from db.exchange.plan import ImportPlan, RowPlan, State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.sheets import Workbook
from db.exchange.vcard_in import read_cards
from db.records.partner import Partner
from db.store import Store

CARDS = Path(__file__).parents[2] / "vcards"


def workbook(path: Path, limits: Limits = USUAL) -> Workbook:
    """A file of cards as the reading process sends it."""
    made = Workbook(path)
    made.sheets.extend(read_cards(path, Budget(limits, _untold), made))
    return made


def _untold(_rows: int, _total: int | None) -> None:
    """Nobody waits for it."""


def planned(store: Store, path: Path) -> ImportPlan:
    """What an import of a file of cards would do."""
    with store.read() as session:
        return plan(session, propose(session, workbook(path)))


@dataclass
class Person:
    """What an import would make of one card."""

    row: RowPlan
    posts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the contact."""
        return self.row.values


def people(store: Store, path: Path) -> list[Person]:
    """What an import of cards into a store would make of each: contacts, posts with the partners' names."""
    made = planned(store, path)
    rows = [row for row in made.rows() if row.state is not State.SKIPPED]
    partners = {row.uid: row.title for row in rows if row.kind == "partner"}
    with store.read() as session:
        known = session.execute(sa.select(Partner.uid, Partner.title)).all()
    named = {uid: title for uid, title in known} | partners
    found = [Person(row) for row in rows if row.kind == "contact"]
    for person in found:
        mine = [values for values in _posts(rows) if values.get("contact") == person.row.uid]
        person.posts = [
            {"partner": named.get(each["partner"])}
            | {k: v for k, v in each.items() if k not in ("partner", "contact")}
            for each in mine
        ]
    return found


def _posts(rows: list[RowPlan]) -> list[dict[str, Any]]:
    links = [link.values for row in rows for link in row.links if link.kind == "post"]
    return [*links, *(row.values for row in rows if row.kind == "post" and row.state is State.NEW)]
