"""What the tests of importing share: bringing in a workbook that stands in the test itself."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from db.exchange.importing import carry_out
from db.exchange.plan import Decisions, ImportPlan, Proposal
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.sheets import Sheet, Value, Workbook
from db.store import Store
from tests.db.exchange.returning_desk import Desk

Bring = Callable[..., ImportPlan]


def workbook(*sheets: Sheet, name: str = "list.xlsx") -> Workbook:
    """A workbook as the reader would have read it."""
    return Workbook(Path(name), list(sheets))


def sheet(*rows: Sequence[Value], name: str = "Sheet1", hidden: bool = False) -> Sheet:
    """A sheet with these rows."""
    return Sheet(name, hidden, [list(row) for row in rows])


def brought_in(
    store: Store,
    book: Workbook,
    *,
    into: str | None = None,
    change: Callable[[Proposal], Proposal] | None = None,
    decisions: Decisions | None = None,
) -> ImportPlan:
    """Propose, plan and carry out a workbook; `change` may change the proposal as a person would."""
    with store.read() as session:
        proposal = propose(session, book, into=into)
        made = plan(session, change(proposal) if change else proposal, decisions=decisions)
    with store.write(made.label) as writer:
        carry_out(writer, made)
    return made


@pytest.fixture
def bring(store: Store) -> Bring:
    """Bring a workbook into the store of the test, as `brought_in` does."""
    return partial(brought_in, store)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    """Four contacts and three partners, whose workbooks go out and come back."""
    return Desk(store, tmp_path)
