"""What is special about events, visits, programmes and wording, which are reached from where they matter."""

from db.queries import Row
from desktop.records.spec import ChipSpec, TabSpec
from desktop.records.wording import joined, span, words_of


def _event(row: Row) -> str:
    days = span(words_of(row, "start"), words_of(row, "end")) if row["end"] else words_of(row, "start")
    return joined((days, joined((row["place"], words_of(row, "country")), ", ")))


def _visit(row: Row) -> str:
    return joined((words_of(row, "date"), words_of(row, "facility")))


def _programme(row: Row) -> str:
    name = row["name"] if row["name"] != row.title else ""
    return joined((name or "", span(words_of(row, "start"), words_of(row, "end"))))


def _wording(row: Row) -> str:
    return span(words_of(row, "valid_from"), words_of(row, "valid_to"))


def _kind(row: Row) -> tuple[ChipSpec, ...]:
    return (ChipSpec(words_of(row, "kind")),) if row["kind"] else ()


def _kind_and_language(row: Row) -> tuple[ChipSpec, ...]:
    return (*_kind(row), *((ChipSpec(words_of(row, "language")),) if row["language"] else ()))


SPECS = (
    TabSpec(kind="event", subtitle=_event, chips=_kind),
    TabSpec(kind="visit", subtitle=_visit),
    TabSpec(kind="programme", subtitle=_programme),
    TabSpec(kind="wording", subtitle=_wording, chips=_kind_and_language),
)
