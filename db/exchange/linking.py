"""The records that go with a row's own: posts, partners of a release, costs; what is tied already stays."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from db.exchange.compound import Sum
from db.exchange.finding import Entry
from db.exchange.plan import FieldChange, LinkPlan
from db.exchange.store_records import StoreRecords, Tie, compose_title
from db.fields import Field, Kind
from db.queries import link_ends
from db.records import kind_fields

Pair = frozenset[Any]
"""What a link ties together, from whichever side it is said."""


class Linker:
    """Plans the links of rows, each once, whether a cell or a sheet of its own says it."""

    def __init__(self, records: StoreRecords, entries: Iterable[Entry]) -> None:
        self._records = records
        self._coming: dict[str, set[Pair]] = {}
        for entry in entries:
            if not entry.held:
                self._expect(entry)

    def _expect(self, entry: Entry) -> None:
        """Remember a link that has a row of its own, so that no cell makes it again."""
        values = entry.draft.values
        ends = tuple(
            values.get(f.name) for f in kind_fields(entry.draft.kind).values() if f.kind is Kind.REFERENCE
        )
        if about := money_field(entry.draft.kind):
            ends = (*ends[:1], values.get(about.name))
        self._coming.setdefault(entry.draft.kind, set()).add(frozenset(ends[:2]))

    def link(self, entry: Entry, row_links: list[LinkPlan], changes: list[FieldChange]) -> list[FieldChange]:
        """Plan what a row ties its record to; answers the LINKED fields that change, as titles."""
        made = []
        kind, fields = entry.draft.kind, kind_fields(entry.draft.kind)
        for name, uids in entry.linked.items():
            ties = self._records.ties(kind, name, entry.uid)
            new = [link for uid in uids if (link := self._tie(entry, fields[name], uid, ties, changes))]
            made += _shown(name, ties, new)
            row_links.extend(new)
        for name, sums in entry.draft.sums.items():
            ties = self._records.ties(kind, name, entry.uid)
            new = [link for each in sums if (link := self._part(entry, fields[name], each, ties))]
            made += _shown(name, ties, new)
            row_links.extend(new)
        if kind == "contact":
            row_links.extend(self._renamed_posts(entry, changes))
        return made

    def retie(
        self, entry: Entry, about: Field, added: Sequence[str | Sum], gone: Sequence[Tie]
    ) -> list[LinkPlan]:
        """The links to make and to undo for a cell that came back changed."""
        known = [
            tie for tie in self._records.ties(entry.draft.kind, about.name, entry.uid) if tie not in gone
        ]
        made = [
            self._tie(entry, about, each, known, []) if isinstance(each, str)
            else self._part(entry, about, each, known)
            for each in added
        ]  # fmt: skip
        undone = [LinkPlan(about.through, tie.uid, {}, tie.title, tie.values, deleted=True) for tie in gone]
        return [*undone, *(link for link in made if link)]

    def _tie(
        self, entry: Entry, about: Field, uid: str, ties: list[Tie], changes: list[FieldChange]
    ) -> LinkPlan | None:
        near, far = link_ends(entry.draft.kind, about)
        assert far is not None
        pair = frozenset((entry.uid, uid))
        if any(tie.far == uid for tie in ties) or not self._is_new(about.through, pair):
            return None
        values = {near: entry.uid, far: uid}
        base = entry.returned.base if entry.returned else {}
        job = entry.draft.values.get("job_title") or base.get("job_title")
        title = job if about.through == "post" else None
        if title:
            values["job_title"] = title
        return LinkPlan(about.through, str(uuid4()), values, self._records.titles(about.to)[uid])

    def _part(self, entry: Entry, about: Field, said: Sum, ties: list[Tie]) -> LinkPlan | None:
        if any(is_sum(about, tie, said) for tie in ties):
            return None
        if not self._is_new(about.through, frozenset((entry.uid, said.amount))):
            return None
        near, _ = link_ends(entry.draft.kind, about)
        values = {near: entry.uid, **part_values(about, said)}
        return LinkPlan(about.through, str(uuid4()), values, compose_title(about.through, values))

    def _is_new(self, kind: str, pair: Pair) -> bool:
        """Whether no row and no earlier cell makes this link; it counts as made from now on."""
        coming = self._coming.setdefault(kind, set())
        if pair in coming:
            return False
        coming.add(pair)
        return True

    def _renamed_posts(self, entry: Entry, changes: list[FieldChange]) -> list[LinkPlan]:
        """The posts at the partner of a row whose job title changes with the contact's."""
        change = next((each for each in changes if each.field == "job_title"), None)
        uids = entry.linked.get("partner", ())
        if change is None or change.old is None:
            return []
        return [
            LinkPlan("post", tie.uid, {"job_title": change.new}, tie.title, {"job_title": change.old})
            for tie in self._records.ties("contact", "partner", entry.uid)
            if tie.far in uids and tie.values.get("job_title") == change.old
        ]


def money_field(kind: str) -> Field | None:
    """The amount of a kind of part such as a cost; None for kinds without one."""
    return next((about for about in kind_fields(kind).values() if about.kind is Kind.MONEY), None)


def is_sum(about: Field, tie: Tie, said: Sum) -> bool:
    """Whether a part that is tied already is an amount that a cell says."""
    money = money_field(about.through)
    assert money is not None
    known = tie.values.get(money.currency)
    return tie.values.get(money.name) == said.amount and said.currency in ("", known or "")


def part_values(about: Field, said: Sum) -> dict[str, Any]:
    """The values of a part such as a cost that a cell says, but for what it is a part of."""
    money = money_field(about.through)
    assert money is not None
    values = {money.name: said.amount}
    if said.currency:
        values[money.currency] = said.currency
    if said.approximate and "approximate" in kind_fields(about.through):
        values["approximate"] = True
    return values


def _shown(name: str, ties: list[Tie], new: list[LinkPlan]) -> list[FieldChange]:
    """What a LINKED field showed, and what it will show."""
    if not new:
        return []
    old = tuple(tie.title for tie in ties)
    return [FieldChange(name, old, (*old, *(link.title for link in new)))]
