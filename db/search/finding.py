"""Finding records: from the best way in which words can match to the poorest, until there are enough.

A first letter may match half of a million records. To rank them all would take seconds; so the best are asked
for first, a limited number of each: a whole word of the title, its beginning, a whole word elsewhere, and so
on. What comes of it is then put in order.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.errors import Cancelled
from db.names import fold
from db.search.asking import Asked, Word, Words, readings, taken_apart
from db.search.contents import EVERY, PART, kind_facet
from db.search.keyboard import retyped
from db.search.matching import Depth, Match, Place, Sought
from db.search.schema import entries, texts
from db.search.showing import Hit, shown
from db.search.terms import Term, looked_up

FEW = 3
"""With fewer results than this, none of them by its title, other readings are tried as well."""

_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's machine: some milliseconds
_LEAST_RETYPED = 3  # letters of a text that may have been typed in the wrong layout


def search(
    session: Session,
    text: str,
    *,
    kinds: Sequence[str] = (),
    limit: int = 50,
    stopped: Callable[[], bool] | None = None,
) -> list[Hit]:
    """Records that have every word of `text`, best first, at most `limit`.

    A word is found as a whole, by its beginning, inside another, in the other script, by its sound, and where
    nothing else is found with a typing error, or as it was meant in another keyboard layout. Terms
    (kind:media, country:kg, "exact phrase", -without) narrow. A part, such as a quote, answers for the record
    that it belongs to. `stopped` is asked now and then; once it says so, Cancelled is raised.
    """
    asked = taken_apart(text)
    if asked.is_empty:
        return []
    with _interruptible(session, stopped):
        found = Finding(session, asked, kinds, limit)
        return shown(session, found.best(), found.sought, found.of_terms, asked.phrases)


def matching(text: str) -> "sa.Select[tuple[str]]":
    """A query for the uids of the records, parts as well, in which every word of `text` begins some word.

    The quick way for those who know how what they look for is spelled.
    """
    every = " AND ".join(f'"{word}"*' for word in fold(text).split())
    found = sa.literal_column("search_text").op("MATCH")(f"{{title body}} : ({every})" if every else '""')
    joined = texts.join(entries, entries.c.id == texts.c.rowid + 0)
    return sa.select(entries.c.uid).select_from(joined).where(found)


def listed(session: Session, text: str, kind: str) -> "sa.Select[tuple[str]] | None":
    """A query for the uids of all records of a kind that `search` finds; None where nothing is asked.

    What is asked for first is taken as it was typed, then in another layout, then with typing errors.
    """
    asked = taken_apart(text)
    if asked.is_empty:
        return sa.select(entries.c.owner).where(sa.false()) if asked.plain else None
    finding = Finding(session, asked, [kind], 1, words_at_most=1_000)
    tried = ((Depth.LOOSE, finding.typed), (Depth.LOOSE, finding.meant), (Depth.TYPO, finding.typed))
    for depth, ways in tried:
        for sought in ways():
            query = finding.query(Place.ANYWHERE, depth, sought, entries.c.owner)
            if session.execute(query.limit(1)).first() is not None:
                return query
    return sa.select(entries.c.owner).where(sa.false())


class Finding:
    """One search under way: what was found so far, and by which reading of the words."""

    def __init__(
        self, session: Session, asked: Asked, kinds: Sequence[str], limit: int, words_at_most: int = 200
    ) -> None:
        self._session = session
        self._asked = asked
        self._kinds = kinds
        self._limit = limit
        self._words_at_most = words_at_most
        self._found: dict[str, Match] = {}
        self._typed: list[Sought] | None = None
        self._meant: list[Sought] | None = None
        by_terms = [(Word.of(text),) for term in asked.terms for text in term.words]
        self.of_terms = self._sought_in(by_terms, 0)
        # Without words there is nothing to ask FTS5 for but everything: it is quicker to begin with the ties.
        begins_with_words = bool(asked.ways or asked.phrases or asked.without or self.of_terms)
        self._by_ties = not begins_with_words and any(term.is_tie for term in asked.terms)
        self._narrowing = [*_narrowing(session, asked.terms, self._by_ties)]

    @property
    def sought(self) -> list[Sought]:
        """All readings that were tried."""
        return [*(self._typed or ()), *(self._meant or ())]

    def typed(self) -> list[Sought]:
        """The readings of what was typed; one without words where only terms or phrases were."""
        if self._typed is None:
            self._typed = self._sought_in(self._asked.ways or ((),), 0)
        return self._typed

    def meant(self) -> list[Sought]:
        """The readings of what was typed if the keyboard was set to another layout."""
        if self._meant is None:
            plain = self._asked.plain
            others = retyped(plain) if len(plain) >= _LEAST_RETYPED else []
            self._meant = self._sought_in((way for other in others for way in readings(other)), 1)
        return self._meant

    def best(self) -> list[Match]:
        """What was found, best first."""
        if not self._look_for(self.typed()):
            if self._is_poor():
                self._look_for(self.meant())
            self._ask_all(Place.ANYWHERE, Depth.LOOSE, self.typed())
        if self._is_poor():
            self._ask_all(Place.ANYWHERE, Depth.TYPO, self.typed())
        if not self._found:
            self._ask_all(Place.ANYWHERE, Depth.LOOSE, self.meant())
        return sorted(self._found.values(), key=Match.order)[: self._limit]

    def query(
        self, place: Place, depth: Depth, sought: Sought, *columns: "sa.ColumnElement[Any]"
    ) -> "sa.Select[Any]":
        """The records that have the words at this place and depth, as SQL."""
        if self._by_ties:
            asked: list[sa.ColumnElement[bool]] = [entries.c.owner == entries.c.uid]
            asked += [entries.c.owner_kind.in_(self._kinds)] if self._kinds else []
            joined = entries.join(texts, entries.c.id == texts.c.rowid)
        else:
            asked = [sa.literal_column("search_text").op("MATCH")(self._expression(place, depth, sought))]
            # Adding nothing to the number keeps SQLite from asking the full text once for each entry.
            joined = texts.join(entries, entries.c.id == texts.c.rowid + 0)
        query = sa.select(*columns).select_from(joined)
        return query.where(*asked, entries.c.owner.is_not(None), *self._narrowing)

    def _expression(self, place: Place, depth: Depth, sought: Sought) -> str:
        """What FTS5 is asked."""
        asked = self._asked
        wanted = [sought.expression(place, depth)] if sought.words else []
        wanted += [f'{{title body}} : "{phrase}"' for phrase in asked.phrases]
        if not wanted:
            # Looking at the field of every record would take long: first those that have its words at all.
            wanted = [each.expression(Place.ANYWHERE, Depth.LOOSE) for each in self.of_terms]
        facets = [[kind_facet(kind) for kind in self._kinds]] if self._kinds else []
        for term in asked.terms:
            if term.facets and not term.fields and not term.minus:
                # A part has the facets of its own record only: its owner's are looked at in the query.
                facets.append([*term.facets, *([PART] if wanted else [])])
        wanted += [f"facets : ({' OR '.join(each)})" for each in facets]
        positive = " AND ".join(f"({each})" for each in wanted) or f"facets : {EVERY}"
        unwanted = [f'{{title body}} : "{text}"*' for text in asked.without]
        unwanted += [
            f"facets : ({' OR '.join(term.facets)})" for term in asked.terms if term.minus and term.facets
        ]
        return " NOT ".join([f"({positive})", *(f"({each})" for each in unwanted)])

    def _sought_in(self, ways: Iterable[Words], remoteness: int) -> list[Sought]:
        return [Sought(self._session, words, remoteness, self._words_at_most) for words in ways]

    def _look_for(self, ways: Sequence[Sought]) -> bool:
        """Look for whole words and beginnings, in titles first; answers whether there are enough."""
        for place in Place:
            for depth in (Depth.WHOLE, Depth.BEGINNING):
                if self._ask_all(place, depth, ways):
                    return True
        return False

    def _ask_all(self, place: Place, depth: Depth, ways: Sequence[Sought]) -> bool:
        columns = (*entries.c["owner_kind", "owner", "kind", "uid"], texts.c.title, texts.c.body)
        for sought in ways:
            if not sought.adds_at(depth) or not (sought.words or place is Place.ANYWHERE):
                continue
            query = self.query(place, depth, sought, *columns).limit(max(3 * self._limit, 60))
            for row in self._session.execute(query):
                match = Match.of(row, sought, depth)
                known = self._found.get(match.owner)
                if known is None or match.order() < known.order():
                    self._found[match.owner] = match
        return len(self._found) >= self._limit

    def _is_poor(self) -> bool:
        """Whether what was found is hardly what was meant."""
        by_title = any(match.is_by_title for match in self._found.values())
        return not by_title and len(self._found) < FEW


def _narrowing(session: Session, terms: Iterable[Term], by_ties: bool) -> Iterator["sa.ColumnElement[bool]"]:
    """What the terms ask of the record that is answered for, beyond what FTS5 is asked."""
    for term in terms:
        met = looked_up(session, term, entries.c.uid if by_ties else entries.c.owner)
        if term.facets:
            met = sa.or_(_has_facet(term.facets), met) if term.fields else _has_facet(term.facets)
        asked = sa.not_(met) if term.minus else met
        if term.fields or by_ties:
            yield asked
        else:
            # FTS5 was asked for the facets of what answers for itself.
            yield sa.or_(entries.c.owner == entries.c.uid, asked)


def _has_facet(facets: Sequence[str]) -> "sa.ColumnElement[bool]":
    owner, its = entries.alias(), texts.alias()
    kept = sa.literal(" ") + its.c.facets + sa.literal(" ")
    any_of = sa.or_(sa.false(), *(sa.func.instr(kept, f" {facet} ") > 0 for facet in facets))
    return (
        sa.select(owner.c.id)
        .join(its, its.c.rowid == owner.c.id)
        .where(owner.c.uid == entries.c.owner, any_of)
        .exists()
    )


@contextmanager
def _interruptible(session: Session, stopped: Callable[[], bool] | None) -> Iterator[None]:
    """Within it, SQLite stops what it does once `stopped` says so; raises Cancelled then."""
    if stopped is None:
        yield
        return
    connection = session.connection().connection.driver_connection
    assert connection is not None
    connection.set_progress_handler(stopped, _STEPS_BETWEEN_LOOKS)
    try:
        yield
        if stopped():  # a short search is done before it is looked
            raise Cancelled
    except sa.exc.OperationalError:
        if stopped():
            raise Cancelled from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
