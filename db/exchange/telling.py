"""What stands in a cell, as a person would write it down: for samples, notes and reasons."""

import datetime as dt

from db.exchange.sheets import Value
from db.understanding.answers import as_text


def tell(value: Value) -> str:
    """The text of a cell: dates as 23.04.2019, with the time where there is one, other values as they are."""
    if isinstance(value, dt.datetime):
        return value.strftime("%d.%m.%Y" if value.time() == dt.time() else "%d.%m.%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    return as_text(value)
