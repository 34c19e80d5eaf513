"""The doctor: whether the store is whole, and what can be made anew from the records is made anew."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db import search
from db.language import tr, trn
from db.names import fold
from db.records import RECORDS, Record
from db.store import Store


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # records may be lost or wrong
    WARNING = "warning"  # records are right, but are shown or found wrong


@dataclass(frozen=True)
class Finding:
    """One thing that was not as it should be, in a sentence, and whether it has been put right."""

    rule: str
    severity: Severity
    message: str
    mended: bool = False

    def to_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "mended": self.mended,
        }


def examine(store: Store, mend: bool = True) -> list[Finding]:
    """Look at the file, its links, the titles and the search index; mend the last two unless told not to.

    Nothing that a person wrote is changed. Raises WorldError when the store can't be read at all.
    """
    findings = [
        Finding("file", Severity.ERROR, tr("The file is damaged ({what}). Restore a backup.", what=line))
        for line in store.integrity()
    ]
    if findings:
        return findings
    with store.read() as session:
        titles = sum(len(_wrongly_titled(session, record)) for record in RECORDS.values())
        unfound = search.faults(session)
    if mend and (titles or unfound):
        with store.write(tr("Mend titles and search index")) as writer:
            for record in RECORDS.values() if titles else ():
                _derive_titles(writer.session, record)
            search.rebuild(writer.session)
    if titles:
        message = trn("{n} record had a wrong title.", "{n} records had wrong titles.", titles)
        findings.append(Finding("titles", Severity.WARNING, message, mend))
    if unfound:
        message = trn(
            "The search was wrong about {n} record.", "The search was wrong about {n} records.", unfound
        )
        findings.append(Finding("search", Severity.WARNING, message, mend))
    return findings


def _wrongly_titled(session: Session, record: type[Record]) -> list[str]:
    return [
        item.uid
        for part in session.scalars(sa.select(record).execution_options(yield_per=1000)).partitions()
        for item in part
        if (item.title, item.title_key) != _title(item)
    ]


def _derive_titles(session: Session, record: type[Record]) -> None:
    for uid in _wrongly_titled(session, record):
        item = session.scalars(sa.select(record).where(record.uid == uid)).one()
        item.title, item.title_key = _title(item)
    session.flush()


def _title(item: Record) -> tuple[str, str]:
    title = item.compose_title()
    return title, fold(title)
