"""From the cells of a row to a draft of a record: values by field, what was assumed, what can't be read."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import db.language
from db.exchange import long_texts
from db.exchange.column_contents import ENOUGH, share
from db.exchange.compound import Parts, Sum, read_capacity, read_name, read_place, read_sums
from db.exchange.header_words import CAPACITY, COMPOUNDS, NAME, NAME_ALT, PLACE, has_compound
from db.exchange.mapping import column_values
from db.exchange.money_headers import currency_of
from db.exchange.phone_headers import type_of_phones
from db.exchange.plan import NOTE, UID, ColumnPlan, Problem, SheetProposal
from db.exchange.several_fields import halves, read_both
from db.exchange.several_persons import Share, persons_in
from db.exchange.sheets import CellNote, NoteKind, Value
from db.exchange.telling import tell
from db.fields import Field, Kind
from db.language import mark, tr
from db.names import cased, fold
from db.records import kind_fields
from db.title_lists import listed, tidy
from db.understanding import Context, Understood, understand
from db.understanding.answers import is_placeholder, quoted, taken_as_nothing
from db.understanding.places import country_code, country_name

LongTexts = Mapping[tuple[str, str], Sequence[str]]
"""The further parts of texts too long for a cell, by the record's uid and the field's name."""

CountryOf = Callable[["Draft"], str | None]
"""The country of the partner that a row names, where that is known."""

_UNREADABLE = frozenset(
    {NoteKind.ERROR, NoteKind.NO_VALUE, NoteKind.NO_DATE, NoteKind.DAMAGED}
    | {NoteKind.CARD, NoteKind.NO_PERSON, NoteKind.NO_NAME}
)
_PARTS_OF_NAMES = COMPOUNDS[NAME][1][1:]
_DATE = re.compile(r"\d{1,4}\s?([./-])\s?\d{1,2}\s?\1\s?\d{2,4}")
_DAY = Field("", Kind.DATE)
_FROM_PARTNER = mark("Phones without a country code were read as those of {country}, where the partner is.")
_FROM_HEADING = mark("Phones without a country code were read as those of {country}, by the heading above.")
_FROM_SHEET = mark("Phones without a country code were read as those of {country}, by the sheet’s name.")


@dataclass(slots=True)
class Draft:
    """What one row says: only filled cells count.

    `texts` are names of records by the REFERENCE field that they stand in, `identities` the uids beside
    them; `linked` and `sums` are by LINKED field. `remarks` go into the note line by line. `headers` has the
    header that each field came from. `certain` is False where the order of the person's names was assumed.
    Where the row names several persons, `share` says which of them this is.
    """

    sheet: int
    row: int
    kind: str
    uid: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    identities: dict[str, str] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    sums: dict[str, list[Sum]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    name: str = ""
    certain: bool = True
    share: Share | None = None

    def fill(self, name: str, value: Any, column: ColumnPlan) -> None:
        """Take a value for a field; lists and texts come behind those that other columns gave."""
        before = self.values.get(name)
        if isinstance(value, tuple) and isinstance(before, tuple):
            value = (*before, *(each for each in value if each not in before))
        elif before is not None and before != value:
            between = _between(kind_fields(self.kind)[name])
            if between is None:
                self.contradict(name, tell(value), column.header)
                return
            value = f"{before}{between}{value}"
        self.values[name] = value
        self.headers[name] = column.header

    def says(self, name: str) -> bool:
        """Whether the row says something about a field."""
        return any(name in said for said in (self.values, self.texts, self.identities, self.linked))

    def contradict(self, name: str, value: str, header: str) -> None:
        """Hold the row back for a column that says another thing than an earlier one about a field."""
        why = tr("“{other}” says another thing about the same field. Keep one of them.",
                 other=self.headers.get(name, name))  # fmt: skip
        self.refuse(header, value, why)

    def refuse(self, header: str, value: str, why: str) -> None:
        """Say why the row can't be taken as it is."""
        self.problems.append(Problem(header, value, why))


Cell = Callable[["Draft", Value], None]

_FROM_PERSON = 1_000_000  # the places of constants, behind those of all columns

_WITH_A_BLANK = frozenset(
    {"street", "address", "honorific"}
    | {f"{name}{script}" for name in ("given_name", "patronymic", "family_name") for script in ("", "_alt")}
)
"""Text fields whose parts from several columns need no comma between them."""


def _between(about: Field) -> str | None:
    """What comes between the texts that two columns give for one field; None where only one can hold."""
    match about.kind:
        case Kind.LONG_TEXT:
            return "\n"
        case Kind.TEXT:
            return " " if about.name in _WITH_A_BLANK else ", "
        case _:
            return None


class RowReader:
    """Reads the rows of one table as its columns were mapped."""

    def __init__(
        self,
        place: int,
        sheet: SheetProposal,
        titles: Mapping[str, str],
        further: LongTexts,
        country_of: CountryOf,
    ) -> None:
        """`titles` are those of the records in the store, by uid; `further` the rest of long texts."""
        assert sheet.into is not None and sheet.table is not None
        self.sheet = sheet
        self._place = place
        self._kind = sheet.into
        self._fields = kind_fields(sheet.into)
        self._titles = titles
        self._further = further
        self._country_of = country_of
        # In an export of ours a filter hides rows, which says nothing about them.
        self._hidden = set() if sheet.ours else sheet.table.sheet.hidden_rows
        self._noted = {row for row, _ in sheet.table.sheet.notes}
        self._contexts: dict[tuple[str | None, bool | None], Context] = {}
        targeted = [column for column in sheet.columns if column.target]
        self._constants = {_FROM_PERSON + place: each for place, each in enumerate(sheet.constants)}
        for index, (name, _) in self._constants.items():
            targeted.append(ColumnPlan(index, self._fields[name].label, target=name, labelled=False))
        self._columns = [(column, self._reader(column)) for column in sorted(targeted, key=self._when)]

    def read_each(self, row: int, cells: Mapping[int, Value]) -> list[Draft]:
        """The drafts of a row: one, or one for each of the persons that a cell of names tells apart."""
        names = self._persons(row, cells)
        if not names:
            return [self.read(row, cells)]
        return [self.read(row, cells, Share(place, names)) for place in range(len(names))]

    def read(self, row: int, cells: Mapping[int, Value], share: Share | None = None) -> Draft:
        """The draft of a row, whose filled cells are given by column, or of one of the persons in it."""
        draft = Draft(self._place, row, self._kind, share=share)
        if share:
            draft.notes.append(share.told(row))
        noted = row in self._noted
        for column, reader in self._columns:
            value = cells.get(column.index)
            if column.index in self._constants:
                name, text = self._constants[column.index]
                value = None if draft.says(name) else text
            if noted:
                value = self._with_note(draft, column, value)
            if share:
                value = self._own(draft, share, column, value)
            if value is not None:
                reader(draft, value)
        self._take_heading(draft)
        if row in self._hidden:
            draft.notes.append(tr("The row is hidden in the file."))
        return draft

    def _persons(self, row: int, cells: Mapping[int, Value]) -> tuple[str, ...]:
        """The persons that the one cell of names tells apart; a row with a uid is one record."""
        assert self.sheet.table is not None
        targets = {column.index: column.target or "" for column, _ in self._columns}
        known = any(cells.get(index) for index, target in targets.items() if target == UID)
        named = [index for index, target in targets.items() if target == NAME]
        if known or len(named) != 1 or not has_compound(self._kind, NAME):
            return ()
        note, value = self.sheet.table.sheet.notes.get((row, named[0])), cells.get(named[0])
        readable = note is None or note.kind not in _UNREADABLE
        return persons_in(value) if readable and isinstance(value, str) else ()

    def _own(self, draft: Draft, share: Share, column: ColumnPlan, value: Value) -> Value:
        """What of a cell is that of one of the persons in the row."""
        about = self._fields.get(column.target or "")
        if about is None and column.target == NAME:
            return share.names[share.place]
        if about is None or about.kind not in (Kind.TEXT, Kind.LINKED):
            return value
        own, note = share.of_text(column.header, value)
        if note:
            draft.notes.append(note)
        return own

    def _when(self, column: ColumnPlan) -> tuple[int, int]:
        """When a column is read: what others depend on comes first."""
        target = column.target or ""
        if target == UID:
            return 0, column.index
        about = self._fields.get(target)
        if target == PLACE or (about and about.kind is Kind.COUNTRY):
            return 1, column.index
        return (3 if about and about.kind is Kind.PHONES else 2), column.index

    def _reader(self, column: ColumnPlan) -> Cell:
        target = column.target or ""
        if target == UID or target.startswith(f"{UID}:"):
            return partial(_identity, target.removeprefix(UID).removeprefix(":"))
        if has_compound(self._kind, target):
            if two := halves(target):
                return partial(
                    self._both, column, [self._reader(replace(column, target=each)) for each in two]
                )
            read = {
                NAME: self._name,
                NAME_ALT: self._name_alt,
                PLACE: self._place_cell,
                CAPACITY: self._capacity,
            }
            return partial(read[target], column)
        if target == NOTE:
            return partial(self._note, column, column.labelled and self._holds_dates(column))
        return self._field_reader(column, self._fields[target])

    def _field_reader(self, column: ColumnPlan, about: Field) -> Cell:
        match about.kind:
            case Kind.REFERENCE:
                return partial(_text_of, column)
            case Kind.LINKED:
                return partial(_sums if about.through == about.to else _linked, column)
            case Kind.PHONES:
                return partial(self._phones, column, about)
            case Kind.TEXT if about.name in _PARTS_OF_NAMES and not self.sheet.ours:
                return partial(self._part_of_name, column, about)
            case _:
                return partial(self._field, column, about)

    def _with_note(self, draft: Draft, column: ColumnPlan, value: Value) -> Value:
        """The value of a cell that needs a second look: held back, noted, or its text as it was shown."""
        assert self.sheet.table is not None
        note: CellNote | None = self.sheet.table.sheet.notes.get((draft.row, column.index))
        if note is None or note.kind is NoteKind.MERGED:
            return value
        if note.kind in _UNREADABLE:
            draft.refuse(column.header, note.text, note.sentence)
            return None
        draft.notes.append(f"{column.header}: {note.sentence}" if column.header else note.sentence)
        about = self._fields.get(column.target or "")
        as_shown = note.kind is NoteKind.PADDED and about and about.kind in (Kind.TEXT, Kind.PHONES)
        return note.text if as_shown and note.text else value

    def _context(self, country: str | None, day_first: bool | None) -> Context:
        key = (country, day_first)
        if key not in self._contexts:
            self._contexts[key] = Context(country, db.language.language(), day_first)
        return self._contexts[key]

    def _field(self, column: ColumnPlan, about: Field, draft: Draft, value: Value) -> None:
        if about.kind is Kind.LONG_TEXT and isinstance(value, str) and value.endswith("⟧"):
            value = long_texts.restored(value, self._further.get((draft.uid, about.name), ()))
        answer = understand(about, value, self._context(None, column.day_first))
        _take(column, about, draft, value, answer)

    def _phones(self, column: ColumnPlan, about: Field, draft: Draft, value: Value) -> None:
        """Phones, read with the row's country, else the partner's, the heading's, the sheet's."""
        country, why = self._phone_country(draft)
        answer = understand(about, value, self._context(country, None))
        said = type_of_phones(column.header)
        if said and isinstance(answer.value, tuple):
            always = said in ("fax", "home")
            typed = (replace(each, type=said) if always or not each.type else each for each in answer.value)
            answer = replace(answer, value=tuple(typed))
        _take(column, about, draft, value, answer)
        if why and answer.note and not answer.problem:
            draft.notes.append(tr(why, country=country_name(country or "", db.language.language())))

    def _phone_country(self, draft: Draft) -> tuple[str | None, str]:
        assert self.sheet.table is not None
        if own := draft.values.get("country"):
            return own, ""
        if beside := self._country_of(draft):
            return beside, _FROM_PARTNER
        heading = country_code(self.sheet.table.group(draft.row)) if self.sheet.table.groups else None
        if heading:
            return heading, _FROM_HEADING
        return self.sheet.country, _FROM_SHEET if self.sheet.country else ""

    def _part_of_name(self, column: ColumnPlan, about: Field, draft: Draft, value: Value) -> None:
        """A part of a name, without the capitals in which lists often write the family's."""
        text = tell(value)
        usual = text if is_placeholder(text) else cased(text)
        if usual != text:
            draft.notes.append(tr("“{text}” was read as {name}.", text=quoted(text), name=usual))
        self._field(column, about, draft, usual)

    def _name(self, column: ColumnPlan, draft: Draft, value: Value) -> None:
        draft.name = tell(value)
        if draft.uid and self._titles.get(draft.uid) == draft.name:
            return  # the title that Dateline composed, as it was
        parts = read_name(draft.name, column.family_first)
        draft.certain = parts.certain
        self._take_parts(column, draft, value, parts)
        if parts.rest:
            draft.remarks.append(tr("Beside the name: {text}", text=parts.rest))

    def _name_alt(self, column: ColumnPlan, draft: Draft, value: Value) -> None:
        parts = read_name(tell(value), column.family_first)
        if not draft.says("honorific") and "honorific" in parts.values:
            draft.fill("honorific", parts.values["honorific"], column)
        alike = {f"{name}_alt": part for name, part in parts.values.items() if name in _PARTS_OF_NAMES}
        self._take_parts(column, draft, value, replace(parts, values=alike))

    def _both(self, column: ColumnPlan, readers: Sequence[Cell], draft: Draft, value: Value) -> None:
        both = read_both(column.target or "", tell(value))
        draft.notes.extend(both.notes)
        if both.problem:
            draft.refuse(column.header, tell(value), both.problem)
        if both.rest:
            draft.remarks.append(f"{column.header}: {both.rest}")
        for reader, text in zip(readers, (both.first, both.second), strict=True):
            if text:
                reader(draft, text)

    def _place_cell(self, column: ColumnPlan, draft: Draft, value: Value) -> None:
        self._take_parts(column, draft, value, read_place(tell(value)))

    def _capacity(self, column: ColumnPlan, draft: Draft, value: Value) -> None:
        self._take_parts(column, draft, value, read_capacity(tell(value), column.header))

    def _take_parts(self, column: ColumnPlan, draft: Draft, value: Value, parts: Parts) -> None:
        draft.notes.extend(parts.notes)
        if parts.problem:
            draft.refuse(column.header, tell(value), parts.problem)
        for name, part in parts.values.items():
            draft.fill(name, part, column)

    def _holds_dates(self, column: ColumnPlan) -> bool:
        assert self.sheet.table is not None
        values = column_values(self.sheet.table)[column.index]
        return share(values, _looks_like_date) >= ENOUGH

    def _note(self, column: ColumnPlan, dates: bool, draft: Draft, value: Value) -> None:
        if not column.labelled:
            self._field(column, self._fields[NOTE], draft, value)
            return
        text = tell(value)
        if is_placeholder(text):
            return
        if dates and isinstance(value, str) and _DATE.fullmatch(text):
            day = understand(_DAY, text, self._context(None, column.day_first))
            text = tell(day.value) if isinstance(day.value, dt.date) else text
        draft.remarks.append(f"{column.header}: {text}")

    def _take_heading(self, draft: Draft) -> None:
        """The country that a heading above says, for rows that say none themselves."""
        assert self.sheet.table is not None
        if not self.sheet.table.groups or "country" not in self._fields or "country" in draft.values:
            return
        heading = self.sheet.table.group(draft.row)
        if code := country_code(heading):
            draft.values["country"] = code
            draft.notes.append(tr("The country comes from the heading “{heading}”.", heading=heading))


def _take(column: ColumnPlan, about: Field, draft: Draft, value: Value, answer: Understood) -> None:
    """Put what was understood into a draft."""
    if answer.problem:
        draft.refuse(column.header, tell(value), answer.problem)
        return
    if answer.note:
        draft.notes.append(answer.note)
    if draft.share and answer.value and about.kind in (Kind.PHONES, Kind.EMAILS):
        answer = _own_reaches(column, draft, answer)
    if answer.value != about.empty:
        draft.fill(about.name, answer.value, column)
    if about.currency and (code := answer.currency or (answer.value and currency_of(column.header))):
        draft.values.setdefault(about.currency, code)


def _own_reaches(column: ColumnPlan, draft: Draft, answer: Understood) -> Understood:
    """Of the phones or addresses in a cell those of one of the persons in the row."""
    assert draft.share is not None and isinstance(answer.value, tuple)
    own, note, beside = draft.share.of_reaches(column.header, answer.value)
    draft.notes.append(note)
    if beside:
        draft.remarks.append(beside)
    return replace(answer, value=own)


def _identity(name: str, draft: Draft, value: Value) -> None:
    """Take a uid: the record's own where `name` is empty, else that of what a field refers to."""
    if name:
        draft.identities[name] = tell(value).casefold()
    else:
        draft.uid = tell(value).casefold()


def _text_of(column: ColumnPlan, draft: Draft, value: Value) -> None:
    if is_placeholder(text := tidy(tell(value))):
        draft.notes.append(taken_as_nothing(text))
    elif text:
        name = column.target or ""
        if fold(draft.texts.get(name, text)) != fold(text):
            draft.contradict(name, text, column.header)
            return
        draft.texts[name] = text
        draft.headers[name] = column.header


def _linked(column: ColumnPlan, draft: Draft, value: Value) -> None:
    draft.cells[column.target or ""] = tell(value)
    for text in listed(tell(value)):
        if is_placeholder(text):
            draft.notes.append(taken_as_nothing(text))
        else:
            named = draft.linked.setdefault(column.target or "", [])
            named.extend([text] if text not in named else [])
            draft.headers[column.target or ""] = column.header


def _sums(column: ColumnPlan, draft: Draft, value: Value) -> None:
    draft.cells[column.target or ""] = tell(value)
    sums, notes, problem = read_sums(tell(value), column.header)
    draft.notes.extend(notes)
    if problem:
        draft.refuse(column.header, tell(value), problem)
    elif sums:
        draft.sums.setdefault(column.target or "", []).extend(sums)
        draft.headers[column.target or ""] = column.header


def _looks_like_date(value: Value) -> bool:
    return isinstance(value, dt.date) or (isinstance(value, str) and bool(_DATE.match(value.strip())))
