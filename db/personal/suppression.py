"""By which digests somebody who was erased is known when she comes again, and nothing of her is kept.

A digest is the SHA-256 of the salt and of an e-mail address or number in its normal form. All erasures of a
store share one salt as far as they can, so that each address of a workbook is digested once.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.personal.ledger import Erasure, Suppressed

AT_THEIR_WISH = ("objection", "request")
"""The reasons of an erasure for which the person is not to be taken in again unasked."""

_SALT_BYTES = 16


def digest(salt: str, reach: str) -> str:
    """The digest of an e-mail address or phone number in its normal form."""
    return hashlib.sha256(f"{salt}:{reach.casefold()}".encode()).hexdigest()


def salt(session: Session) -> str:
    """The salt of the newest erasure; a new one before the first."""
    newest = sa.select(Erasure.salt).where(Erasure.salt != "").order_by(Erasure.id.desc()).limit(1)
    return session.scalar(newest) or secrets.token_hex(_SALT_BYTES)


def suppress(session: Session, erasure: Erasure, reaches: Iterable[str]) -> None:
    """Keep the digests of what the person was reached by."""
    session.add_all(
        Suppressed(erasure=erasure.id, digest=digest(erasure.salt, reach)) for reach in sorted(reaches)
    )


@dataclass(frozen=True)
class Gone:
    """Who was erased at her own wish: when, and whether she objected or asked."""

    day: str  # as ISO 8601
    reason: str


class Erased:
    """Tells whether a uid, an address or a number is that of somebody who was erased at her own wish."""

    def __init__(self, session: Session) -> None:
        wished = Erasure.reason.in_(AT_THEIR_WISH)
        self._uids: dict[str, Gone] = {}
        self._digests: dict[str, dict[str, Gone]] = {}
        for erasure in session.scalars(sa.select(Erasure).where(wished)):
            self._uids[erasure.uid] = Gone(erasure.at.date().isoformat(), erasure.reason)
        known = sa.select(Suppressed.digest, Erasure).join(Erasure, Erasure.id == Suppressed.erasure)
        for kept, erasure in session.execute(known.where(wished)):
            gone = self._uids[erasure.uid]
            self._digests.setdefault(erasure.salt, {})[kept] = gone

    def __bool__(self) -> bool:
        return bool(self._uids)

    def who(self, uid: str, reaches: Iterable[str]) -> Gone | None:
        """Who that was; None for anybody else. `reaches` are addresses and numbers in their normal forms."""
        if uid in self._uids:
            return self._uids[uid]
        for reach in reaches:
            if reach and (gone := self._known(self._digests, reach)) is not None:
                return gone
        return None

    @staticmethod
    def _known(digests: Mapping[str, Mapping[str, Gone]], reach: str) -> Gone | None:
        found = (kept.get(digest(salted, reach)) for salted, kept in digests.items())
        return next(filter(None, found), None)
