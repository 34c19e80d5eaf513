"""The one way from what stood in a cell to the value of a field."""

from collections.abc import Callable

from db.fields import Field, Kind
from db.understanding.amounts import amount
from db.understanding.answers import (
    NONE_OF_THEM,
    NOTHING,
    NOWHERE,
    Context,
    Understood,
    as_text,
    is_placeholder,
    taken_as_nothing,
)
from db.understanding.choices import choice, yes_no
from db.understanding.coordinates import coordinates
from db.understanding.currencies import currency
from db.understanding.dates import date
from db.understanding.emails import emails
from db.understanding.languages import language, languages
from db.understanding.links import link, links
from db.understanding.numbers import number, whole
from db.understanding.periods import moment, period
from db.understanding.phones import phones
from db.understanding.places import country
from db.understanding.references import linked, reference
from db.understanding.rules import rule
from db.understanding.texts import long_text, text

_READERS: dict[Kind, Callable[[Field, object, Context], Understood]] = {
    Kind.TEXT: text,
    Kind.LONG_TEXT: long_text,
    Kind.CHOICE: choice,
    Kind.COUNTRY: country,
    Kind.LANGUAGE: language,
    Kind.LANGUAGES: languages,
    Kind.CURRENCY: currency,
    Kind.DATE: date,
    Kind.PERIOD: period,
    Kind.MOMENT: moment,
    Kind.WHOLE: whole,
    Kind.NUMBER: number,
    Kind.MONEY: amount,
    Kind.YES_NO: yes_no,
    Kind.PHONES: phones,
    Kind.EMAILS: emails,
    Kind.LINK: link,
    Kind.LINKS: links,
    Kind.COORDINATES: coordinates,
    Kind.RULE: rule,
    Kind.REFERENCE: reference,
    Kind.LINKED: linked,
}


def understand(field: Field, raw: object, context: Context = NOWHERE) -> Understood:
    """What stood in a cell, as the value of `field`: str, int, float, bool, date, datetime, time or None.

    Nothing at all gives the field's empty value. What can't be understood gives a `problem`; for phones and
    e-mails the value then still holds all that stood there.
    """
    if raw is None or (isinstance(raw, str) and not as_text(raw)):
        return NONE_OF_THEM if field.is_list else NOTHING
    answer = _READERS[field.kind](field, raw, context)
    if answer.problem and isinstance(raw, str) and is_placeholder(raw):
        return Understood(field.empty, note=taken_as_nothing(raw))
    return answer
