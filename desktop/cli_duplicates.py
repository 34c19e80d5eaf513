"""`dateline duplicates`: the records that may be there twice, likeliest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.duplicates import KINDS, Twin, survey
from db.duplicates.finding import kind_of
from db.language import tr, trn
from db.queries import rows_by_uid
from db.records import RECORDS


@dataclass(frozen=True)
class Found:
    """The twins of one kind or of all, likeliest first, and how often a record had too many beside it."""

    twins: tuple[Twin, ...]
    crowded: int


def look(session: Session, kind: str | None) -> Found:
    """Look for twins among one kind of record, or among all that have some.

    Raises WorldError for a kind that has none.
    """
    surveys = [survey(session, each) for each in ([kind_of(kind)] if kind else KINDS)]
    twins = sorted((twin for made in surveys for twin in made.twins), key=lambda twin: -twin.score)
    return Found(tuple(twins), sum(made.crowded for made in surveys))


def told(session: Session, found: Found) -> Iterator[str]:
    """For a person: each pair with its uids, and in words what speaks for its being one and against."""
    titles: dict[str, str] = {}
    for kind in KINDS:
        uids = {uid for twin in found.twins if twin.kind == kind for uid in (twin.a, twin.b)}
        titles |= {row.uid: row.title for row in rows_by_uid(session, kind, sorted(uids))}
    for twin in found.twins:
        kind = RECORDS[twin.kind].about.words.singular
        yield f"{twin.score:4.0%}  {kind}: {titles[twin.a]} | {titles[twin.b]}"
        yield f"      {', '.join(twin.why)}"
        yield f"      {twin.a}  {twin.b}"
    if not found.twins:
        yield tr("Nothing is there twice.")
    else:
        yield trn("{n} pair may be one record.", "{n} pairs may be one record each.", len(found.twins))
    if found.crowded:
        yield tr("Where very many records are alike, each was compared with those most like it only.")
