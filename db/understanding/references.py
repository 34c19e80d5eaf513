"""Reading what leads to other records: their uid, or a text that `Context.reference` finds them by."""

from uuid import UUID

from db.fields import Field
from db.language import mark
from db.title_lists import listed
from db.understanding.answers import Context, Understood, as_text, not_understood
from db.understanding.reaches import sentences


def reference(field: Field, raw: object, context: Context) -> Understood:
    """The uid of the record that stands there."""
    text = as_text(raw)
    if _is_uid(text):
        return Understood(text)
    uid = context.reference(field, text) if context.reference else None
    if uid is not None:
        return Understood(uid)
    return not_understood(mark("Nothing is called “{text}”. Add it first, or choose one that is there."), raw)


def linked(field: Field, raw: object, context: Context) -> Understood:
    """The uids of the records whose names stand there, as `db.title_lists` writes them."""
    answers = [reference(field, title, context) for title in listed(as_text(raw))]
    values = tuple(answer.value for answer in answers if not answer.problem)
    return Understood(values or None, problem=sentences([answer.problem for answer in answers]))


def _is_uid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
