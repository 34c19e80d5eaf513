"""What a form does to the store, and what it says of a record outside of the window."""

import datetime as dt
from typing import Any

from db.language import tr
from db.personal import objections
from db.queries import Row
from db.records import kind_fields
from db.writer import Writer
from desktop.records.reading_lines import lines_of
from desktop.records.record_picker import stored


def put(writer: Writer, kind: str, uid: str, values: dict[str, Any], whole: dict[str, Any]) -> str:
    """Change a record, or create it with its `whole` values where it is not there yet; answers its uid.

    LookupError where it is not there and there are no `whole` values.
    """
    try:
        writer.record(kind, uid)
    except LookupError:
        if not whole:
            raise
        return writer.create(kind, stored(writer, whole), uid=uid)
    writer.update(kind, uid, implied(writer, kind, uid, stored(writer, values)))
    return uid


def implied(writer: Writer, kind: str, uid: str, values: dict[str, Any]) -> dict[str, Any]:
    """What a person sets on a record, with what follows: an objection has a day, a day is an objection."""
    said = (objections.MARK, objections.DATED)
    if kind != objections.KIND or not values.keys() & set(said):
        return values
    known = writer.record(kind, uid)
    return objections.completed(values, {name: getattr(known, name) for name in said}, dt.date.today())


def remove(writer: Writer, kind: str, uid: str) -> None:
    """Delete a record, with what belongs to it."""
    writer.delete(kind, [uid])


def as_text(row: Row) -> str:
    """A record for the clipboard: its title, then a line for each field that says something."""
    said = [row.title]
    for about in kind_fields(row.kind).values():
        text = ", ".join(line.text for line in lines_of(about, row.values))
        if text and about.shown:
            said.append(tr("{field}: {value}", field=about.label, value=text))
    return "\n".join(said)
