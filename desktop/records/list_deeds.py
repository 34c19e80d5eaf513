"""What can be done with the rows of a list, as work for another thread: each answers what it did."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from db.language import tr, trn
from db.queries import column_fields, rows, uids_of
from db.records import record_type
from db.records.base import Words
from db.understanding import Context
from db.writer import Writer, stored_fields
from desktop.records.clipboard import Cells, Clip, clip
from desktop.records.form_writes import implied
from desktop.records.list_difference import Ids
from desktop.records.paste_plan import PastePlan, Target, plan, write
from desktop.records.record_picker import stored
from desktop.records.row_marks import columns_beside


def words(kind: str) -> Words:
    """What records of a kind are called."""
    return record_type(kind).about.words


def copying(kind: str, ids: Ids, columns: tuple[str, ...], how: Context) -> Callable[[Session], Clip]:
    """Read rows and make a clip of them."""
    fields = [column_fields(kind)[name] for name in columns]

    def work(session: Session) -> Clip:
        names = (*columns, *columns_beside(kind, columns))
        return clip(fields, rows(session, kind, ids, names, as_of_today=True), how)

    return work


def planning(target: Target, cells: Cells, how: Context) -> Callable[[Session], PastePlan]:
    """Find out what pasting would do."""

    def work(session: Session) -> PastePlan:
        return plan(session, target, cells, how)

    return work


def pasting(made: PastePlan) -> tuple[str, Callable[[Writer], list[str]]]:
    """The label of a paste, and the change."""

    def change(writer: Writer) -> list[str]:
        return write(writer, made)

    return trn("Paste {n} row", "Paste {n} rows", len(made.rows)), change


def deleting(kind: str, ids: Ids) -> tuple[str, Callable[[Writer], None]]:
    """The label of a deletion, and the change."""

    def change(writer: Writer) -> None:
        writer.delete(kind, uids_of(writer.session, kind, ids))

    return tr("Delete {records}", records=words(kind).counted(len(ids))), change


def duplicating(kind: str, uid: str) -> tuple[str, Callable[[Writer], str]]:
    """The label of a duplication, and the change, which answers the uid of the copy."""

    def change(writer: Writer) -> str:
        record = writer.record(kind, uid)
        return writer.create(kind, {name: getattr(record, name) for name in stored_fields(type(record))})

    return tr("Duplicate {record}", record=words(kind).counted(1)), change


def changing(kind: str, ids: Ids, values: Mapping[str, Any]) -> tuple[str, Callable[[Writer], None]]:
    """The label of a change of many records, and the change."""

    def change(writer: Writer) -> None:
        uids = uids_of(writer.session, kind, ids)
        new = stored(writer, dict(values))
        writer.load(kind, uids)
        for uid in uids:
            writer.update(kind, uid, implied(writer, kind, uid, new))

    field = column_fields(kind)[next(iter(values))].label
    what = tr("Change {field} of {records}", field=field, records=words(kind).counted(len(ids)))
    return what, change
