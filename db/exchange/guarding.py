"""Rows about people who want to be left alone: what takes back an objection, or brings back who was erased.

Neither is done unless a person chooses so for the very row.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.exchange.plan import Candidate
from db.exchange.row_reader import Draft
from db.language import tr
from db.personal.objections import DATED, KIND, MARK, lifts, opted_out
from db.personal.suppression import Erased
from db.records import kind_fields
from db.records.contact import Contact
from db.understanding import shown
from db.understanding.dates import in_words


class Guard:
    """Knows who opted out and who was erased at their own wish, and holds back rows about them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _opted_out(self) -> dict[str, tuple[str, dict[str, Any]]]:
        columns = (Contact.uid, Contact.title, Contact.opt_out, Contact.objected)
        found = self._session.execute(sa.select(*columns).where(opted_out()))
        return {uid: (title, {MARK: marked, DATED: since}) for uid, title, marked, since in found}

    @cached_property
    def _erased(self) -> Erased:
        return Erased(self._session)

    def keep_objection(self, draft: Draft, uid: str) -> tuple[Candidate, ...]:
        """Hold back a row that would take back the objection of the contact `uid`; answers whom to choose."""
        if draft.kind != KIND or not (MARK in draft.values or DATED in draft.values):
            return ()
        title, known = self._opted_out.get(uid, ("", {}))
        lifted = lifts(known, draft.values)
        for name in lifted:
            about = kind_fields(KIND)[name]
            said = shown(about, draft.values[name])
            draft.refuse(draft.headers.get(name, about.label), said, self._why(title, known[DATED]))
        return (Candidate(uid, title),) if lifted else ()

    def keep_erased(self, draft: Draft) -> tuple[Candidate, ...]:
        """Hold back a row that would add somebody who was erased at their wish; answers what to choose."""
        if draft.kind != KIND or not self._erased:
            return ()
        gone = self._erased.who(draft.uid, _reaches(draft))
        if gone is None:
            return ()
        day = in_words(dt.date.fromisoformat(gone.day))
        why = tr(
            "This person was erased on {day} at their request. Choose whether to take them in again.", day=day
        )
        draft.refuse("", "", why)
        return (Candidate("", tr("Take them in again")),)

    def is_erased(self, uid: str) -> bool:
        """Whether a uid is that of somebody who was erased at their wish: nobody gets it again."""
        return bool(self._erased) and self._erased.who(uid, ()) is not None

    @staticmethod
    def _why(title: str, since: dt.date | None) -> str:
        if since is None:
            return tr("“{name}” opted out, which the row would take back. Choose them to do so.", name=title)
        return tr(
            "“{name}” opted out on {day}, which the row would take back. Choose them to do so.",
            name=title,
            day=in_words(since),
        )


def _reaches(draft: Draft) -> Iterator[str]:
    for name in ("emails", "phones"):
        yield from (reach.normal for reach in draft.values.get(name) or ())
