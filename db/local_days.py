"""Days as a person means them, where she is, and the moments at which they begin and end in UTC."""

import datetime as dt


def begin_of(day: str | None) -> dt.datetime | None:
    """The moment at which a day (ISO 8601) begins, in UTC without a zone, as it is stored; None for None."""
    return _moment(day, dt.time.min)


def end_of(day: str | None) -> dt.datetime | None:
    """The last moment of a day (ISO 8601), in UTC without a zone, as it is stored; None for None."""
    return _moment(day, dt.time.max)


def _moment(day: str | None, time: dt.time) -> dt.datetime | None:
    if day is None:
        return None
    local = dt.datetime.combine(dt.date.fromisoformat(day), time)
    return local.astimezone(dt.UTC).replace(tzinfo=None)
