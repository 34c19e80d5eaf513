"""Contact cards into a file: the people of a list, or of it the selected ones, with progress and cancel."""

from collections.abc import Sequence
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from db.errors import Cancelled, WorldError
from db.exchange.exporting import ExportReport
from db.exchange.opted_out import KIND, without_them
from db.exchange.saving import replacing
from db.exchange.sheet_rows import CHUNK, Asked, Progress
from db.exchange.vcard_out import Version, cards_of
from db.fields import Audience
from db.journal import latest
from db.language import tr
from db.personal import departures
from db.queries import View, list_ids, uids_of
from db.records import kind_fields, record_type
from db.store import Store

ENDING = ".vcf"


def export_cards(
    store: Store,
    path: Path,
    *,
    ids: Sequence[int] | None = None,
    audience: Audience = Audience.INTERNAL,
    version: Version = "3.0",
    with_opted_out: bool = False,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> ExportReport:
    """Write the cards of the contacts with these `ids`, of all unless given, to a .vcf, in their order.

    Version 3.0 is what every address book reads, 4.0 the newest; both carry all our fields. The other
    arguments and what is raised are as in `export_view`; WorldError, too, when nobody is left to write of.
    """
    if path.suffix.lower() != ENDING:
        raise WorldError(tr("“{name}” must end in .vcf. Choose such a name.", name=path.name))
    with replacing(path) as unfinished:
        with store.read() as session:
            without = without_them(session, audience, with_opted_out)
            chosen = list_ids(session, View(KIND)) if ids is None else ids
            people = uids_of(session, KIND, without.ids(KIND, chosen) if without else chosen)
            with unfinished.open("xb") as file:
                _write(session, file, people, (version, audience), (progress, cancelled))
            report = ExportReport(
                path,
                ((record_type(KIND).about.words.plural, KIND, len(people)),),
                left_out(audience),
                latest(session),
                without.count if without else 0,
            )
        # The file counts once it is known who is in it.
        departures.note(store, departures.CARDS, audience, path.name, people)
        return report


def _write(
    session: Session,
    file: IO[bytes],
    people: Sequence[str],
    how: tuple[Version, Audience],
    told: tuple[Progress | None, Asked | None],
) -> None:
    """Write the cards of people (uids), some hundreds at a time. Raises WorldError without any, Cancelled."""
    progress, cancelled = told
    if not people:
        raise WorldError(tr("There is nobody to write a card of. Choose other contacts."))
    for begin in range(0, len(people), CHUNK):
        if cancelled and cancelled():
            raise Cancelled
        chunk = people[begin : begin + CHUNK]
        file.write(cards_of(session, chunk, *how))
        session.expunge_all()
        if progress:
            progress(begin + len(chunk), len(people))


def left_out(audience: Audience) -> tuple[str, ...]:
    """The labels of the fields that the cards for an audience do not have."""
    fields = kind_fields(KIND).values()
    return tuple(about.label for about in fields if not audience.includes(about.audience))
