"""What the tests of importing share: bringing in a workbook that stands in the test itself."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from db.exchange.importing import carry_out
from db.exchange.plan import Decisions, ImportPlan, Proposal
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.exchange.sheets import Sheet, Value, Workbook
from db.store import Store

Bring = Callable[..., ImportPlan]


def workbook(*sheets: Sheet, name: str = "list.xlsx") -> Workbook:
    """A workbook as the reader would have read it."""
    return Workbook(Path(name), list(sheets))


def sheet(*rows: Sequence[Value], name: str = "Sheet1", hidden: bool = False) -> Sheet:
    """A sheet with these rows."""
    return Sheet(name, hidden, [list(row) for row in rows])


@pytest.fixture
def bring(store: Store) -> Bring:
    """Propose, plan and carry out a workbook; `change` may change the proposal as a person would."""

    def brought(
        book: Workbook,
        *,
        into: str | None = None,
        change: Callable[[Proposal], Proposal] | None = None,
        decisions: Decisions | None = None,
    ) -> ImportPlan:
        with store.read() as session:
            proposal = propose(session, book, into=into)
            made = plan(session, change(proposal) if change else proposal, decisions=decisions)
        with store.write(made.label) as writer:
            carry_out(writer, made)
        return made

    return brought
