"""The tables of a pack's summary: what is counted, by what, with a formula for every figure."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.exchange.labels import Labels
from db.exchange.pack_period import Period
from db.exchange.pack_tally import ABOVE, LABEL, Figure, Measure, Tally, quoted
from db.language import mark
from db.records import kind_fields

USED = {
    "release": ("date", "status", "language", "place"),
    "contact": ("kind", "country"),
    "partner": ("kind", "country"),
    "facility": ("kind", "status", "country"),
    "cost": ("country", "amount", "currency", "funder"),
    "visit": ("country",),
    "event": ("country", "kind"),
    "participation": ("country", "institution_kind", "women", "men", "undisclosed"),
}
"""The kinds that a pack has sheets of, in their order, and by which columns they are counted."""

MOST_ROWS = 15
MOST_MONTHS = 36
MOST_CURRENCIES = 3
_LONGEST = 200  # characters; Excel compares with 255 at most

NOT_GIVEN, OTHERS, NO_DATE = mark("Not given"), mark("All others"), mark("No date")
PEOPLE = ("women", "men", "undisclosed")
_PEOPLE_HEADS = (mark("Women"), mark("Men"), mark("Undisclosed"))
_ALL, _COSTS = mark("All"), mark("Costs")
MONTHS, PARTICIPANTS, COST_COUNTRIES = (
    mark("Releases by month"),
    mark("Participants by country"),
    mark("Costs by country"),
)
YEARS = mark("Releases by year")


@dataclass(frozen=True)
class Row:
    """One row of a table: what it counts, the figures, whether it gathers what no other row counts."""

    label: str | dt.date
    figures: tuple[Figure, ...]
    is_rest: bool = False


@dataclass(frozen=True)
class Section:
    """One table: its English title, the sheet that it counts, its columns' heads, its rows."""

    title: str
    sheet: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    has_total: bool = True
    by_year: bool = False

    @property
    def own_rows(self) -> int:
        """How many rows count something of their own; the rest stand below them."""
        return sum(not row.is_rest for row in self.rows)


class Sections:
    """Makes the tables of one pack."""

    def __init__(self, labels: Labels, tallies: Mapping[str, Tally], period: Period) -> None:
        self._labels = labels
        self._tallies = tallies
        self._period = period

    def all(self) -> list[Section]:
        """Every table that has something to count, in the order in which they are read."""
        made = [*self._releases(), *self._events(), *self._facilities(), *self._people()]
        return [section for section in made if section.rows]

    def _releases(self) -> Iterator[Section]:
        if "release" not in self._tallies:
            return
        yield self._months(self._tallies["release"])
        count = Measure(self._labels.tr(mark("Releases")))
        # With nothing in it but what was released there is nothing to tell apart.
        if self._tallies["release"].has("status") and len(set(self._tallies["release"].values("status"))) > 1:
            yield from self._by(mark("Releases by status"), "release", "status", count)
        yield from self._by(mark("Releases by language"), "release", "language", count)
        yield from self._by(mark("Releases by place"), "release", "place", count)

    def _events(self) -> Iterator[Section]:
        tr = self._labels.tr
        people = [Measure(tr(_ALL), PEOPLE)]
        people += [Measure(tr(head), (name,)) for head, name in zip(_PEOPLE_HEADS, PEOPLE, strict=True)]
        yield from self._by(PARTICIPANTS, "participation", "country", *people)
        yield from self._by(
            mark("Participants by kind of institution"), "participation", "institution_kind", *people
        )
        count = Measure(tr(mark("Events")))
        yield from self._by(mark("Events by kind"), "event", "kind", count)
        yield from self._by(mark("Events by country"), "event", "country", count)

    def _facilities(self) -> Iterator[Section]:
        count = Measure(self._labels.tr(mark("Facilities")))
        yield from self._by(mark("Facilities by country"), "facility", "country", count)
        yield from self._by(mark("Facilities by kind"), "facility", "kind", count)
        yield from self._by(mark("Facilities by status"), "facility", "status", count)
        yield from self._costs()
        visits = Measure(self._labels.tr(mark("Visits")))
        yield from self._by(mark("Visits by country"), "visit", "country", visits)

    def _costs(self) -> Iterator[Section]:
        tally = self._tallies.get("cost")
        if tally is None or not tally.has("amount", "currency"):
            return
        counted = Counter(value for value in tally.values("currency") if value)
        if not counted:
            return
        named = sorted(counted, key=lambda code: (-counted[code], code))[:MOST_CURRENCIES]
        sums = [Measure(code, ("amount",), (("currency", code),)) for code in named]
        yield from self._by(COST_COUNTRIES, "cost", "country", *sums)
        yield from self._by(mark("Costs by funder"), "cost", "funder", *sums)
        total = Measure(self._labels.tr(mark("Sum")), ("amount",))
        yield from self._by(mark("Costs by currency"), "cost", "currency", total, has_total=False)

    def _people(self) -> Iterator[Section]:
        tally = self._tallies.get("contact")
        if tally is not None and tally.has("kind"):
            media = self._labels.choices(kind_fields("contact")["kind"])["media"]
            count = Measure(self._labels.tr(mark("Contacts")), where=(("kind", media),))
            yield from self._by(mark("Media contacts by country"), "contact", "country", count)
        count = Measure(self._labels.tr(mark("Partners")))
        yield from self._by(mark("Partners by kind"), "partner", "kind", count)
        yield from self._by(mark("Partners by country"), "partner", "country", count)

    def _by(
        self,
        title: str,
        kind: str,
        column: str,
        *measures: Measure,
        has_total: bool = True,
    ) -> Iterator[Section]:
        """A table with a row for each value of a column; none where the sheet or its column is not there."""
        tally = self._tallies.get(kind)
        if tally is not None and tally.has(column):
            rows = tuple(_grouped(self._labels, tally, column, measures))
            heads = tuple(measure.head for measure in measures)
            yield Section(title, tally.plan.name, heads, rows, has_total)

    def _months(self, tally: Tally) -> Section:
        """Releases by month; by year where the months would be too many."""
        days = [day for day in tally.values("date") if isinstance(day, dt.date)]
        ends = (self._period.start or min(days), self._period.end or max(days)) if days else None
        months = _months_between(*ends) if ends else []
        by_year = len(months) > MOST_MONTHS
        begins = [dt.date(year, 1, 1) for year in sorted({day.year for day in days})] if by_year else months
        step = 12 if by_year else 1
        counted = Counter(day.replace(month=1 if by_year else day.month, day=1) for day in days)
        column = tally.column("date")
        formula = f'COUNTIFS({column},">="&{LABEL},{column},"<"&EDATE({LABEL},{step}))'
        rows = [Row(begin, (Figure(formula, counted[begin]),)) for begin in begins]
        if len(days) < tally.rows:
            every = Measure("").formula(tally)
            rest = Figure(f"{every}-SUM({ABOVE})", tally.rows - len(days))
            rows.append(Row(self._labels.tr(NO_DATE), (rest,), is_rest=True))
        title = YEARS if by_year else MONTHS
        heads = (self._labels.tr(mark("Releases")),)
        return Section(title, tally.plan.name, heads, tuple(rows), by_year=by_year)


def _months_between(first: dt.date, last: dt.date) -> list[dt.date]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


def _grouped(labels: Labels, tally: Tally, column: str, measures: Sequence[Measure]) -> Iterator[Row]:
    """A row for each value of a column that a formula can compare with, then what is left."""
    groups: dict[str, list[int]] = {}
    for place, value in enumerate(tally.values(column)):
        groups.setdefault(_key(value), []).append(place)
    blank = groups.pop("", [])
    given = {key: places for key, places in groups.items() if _any(tally, measures, places)}
    values = tally.values(column)

    def order(key: str) -> tuple[float, str]:
        return -float(measures[0].value(tally, given[key])), key

    shown = [key for key in sorted(given, key=order) if _comparable(key)][:MOST_ROWS]
    for key in shown:
        spelled = Counter(values[place] for place in given[key]).most_common(1)[0][0]
        yield Row(spelled, _figures(measures, tally, given[key], lambda m: m.formula(tally, (column, LABEL))))
    if _any(tally, measures, blank):
        formula = quoted("")
        figures = _figures(measures, tally, blank, lambda m: m.formula(tally, (column, formula)))
        yield Row(labels.tr(NOT_GIVEN), figures, is_rest=True)
    others = [place for key in given if key not in shown for place in given[key]]
    if others:
        figures = _figures(measures, tally, others, lambda m: f"{m.formula(tally)}-SUM({ABOVE})")
        yield Row(labels.tr(OTHERS), figures, is_rest=True)


def _figures(
    measures: Sequence[Measure], tally: Tally, places: Sequence[int], formula: Callable[[Measure], str]
) -> tuple[Figure, ...]:
    return tuple(Figure(formula(measure), measure.value(tally, places)) for measure in measures)


def _any(tally: Tally, measures: Sequence[Measure], places: Sequence[int]) -> bool:
    return any(measure.value(tally, places) for measure in measures)


def _key(value: object) -> str:
    """What a formula takes for the same text: it does not look at capitals."""
    return str(value).lower() if value else ""


def _comparable(key: str) -> bool:
    """Whether a formula can compare with a text: no signs that mean something else there, no number."""
    return (
        len(key) <= _LONGEST
        and key[0] not in "=<>"
        and not any(sign in key for sign in "*?~\n")
        and any(sign.isalpha() for sign in key)
    )
