"""What she has chosen of records that are to become one, field by field, and what that comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from db.fields import Field, Kind
from db.queries import Ref, Row
from db.records import RECORDS, kind_fields
from db.values import Reach
from desktop.dialogs.duplicates_work import Comparison
from desktop.records.reading_lines import lines_of
from desktop.records.wording import in_use, joined

_NOTE = "note"
_OTHER_SCRIPT = {
    "given_name": "given_name_alt",
    "patronymic": "patronymic_alt",
    "family_name": "family_name_alt",
    "name": "name_ru",
}
"""Where a name goes that one record has in another script than the one that is taken."""

_IN_TITLE = ("family_name", "given_name", "patronymic", "name")
"""The order in which a title has them."""


class How(Enum):
    """How the values of a field become one."""

    SAME = auto()  # all say the same
    EITHER = auto()  # one of them is taken
    BOTH = auto()  # they are put together, unless she leaves one out


@dataclass(frozen=True)
class Line:
    """One field of the records beside each other: what each says, in words, empty for nothing."""

    field: Field
    how: How
    texts: tuple[str, ...]


class Choice:
    """Which record stays, and of which records each field is taken."""

    def __init__(self, read: Comparison) -> None:
        self.read = read
        self.keep = read.keep
        self._taken: dict[str, tuple[str, ...]] = {}
        fields = kind_fields(read.kind)
        own = read.merged[(read.uids[0],)]
        self.lines = [line for name in own if fields[name].shown and (line := self._line(fields[name]))]

    @property
    def gone(self) -> list[str]:
        """The records that become part of the one that stays."""
        return [uid for uid in self.read.uids if uid != self.keep]

    def title(self, uid: str) -> str:
        """What a record is called now."""
        return next(row.title for row in self.read.rows if row.uid == uid)

    def taken(self, line: Line) -> tuple[str, ...]:
        """The records whose value of a field is taken."""
        name = line.field.name
        if name in self._taken:
            return self._taken[name]
        saying = tuple(uid for uid in self._order() if self._own(uid, name) not in (None, ()))
        if line.how is How.BOTH:
            return saying
        whole = self.read.merged[self._order()][name]
        return tuple(uid for uid in self._order() if self._own(uid, name) == whole)[:1]

    def take(self, line: Line, uid: str) -> None:
        """Take the value of one record; where they are put together, take it in or leave it out."""
        if line.how is How.EITHER:
            self._taken[line.field.name] = (uid,)
        elif line.how is How.BOTH:
            taken = self.taken(line)
            left = tuple(each for each in taken if each != uid) if uid in taken else (*taken, uid)
            if left:
                self._taken[line.field.name] = left

    def values(self) -> dict[str, Any]:
        """What the merged record will say in the fields in which the records differ, as it is stored."""
        chosen = {}
        for line in self.lines:
            name = line.field.name
            taken = tuple(uid for uid in self._order() if uid in self.taken(line))
            if line.how is not How.SAME and taken:
                chosen[name] = self.read.merged[taken][name]
        return {**chosen, **self._in_other_script({**self.read.merged[self._order()], **chosen})}

    def whole(self) -> dict[str, Any]:
        """The stored values of the merged record."""
        return {**self.read.merged[self._order()], **self.values()}

    def _in_other_script(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Names that are not taken but stand in the other script: they are kept beside those that are."""
        found = {}
        for name, other in _OTHER_SCRIPT.items():
            if not values.get(name) or other not in values or values[other]:
                continue
            said = [own for uid in self._order() if (own := self._own(uid, name))]
            unlike = [own for own in said if _is_cyrillic(own) != _is_cyrillic(values[name])]
            if unlike and (other != "name_ru" or _is_cyrillic(unlike[0])):
                found[other] = unlike[0]
        return found

    def new_title(self) -> str:
        """What the merged record will be called."""
        record = RECORDS[self.read.kind]
        said: str = record(**self.whole()).compose_title()
        return said

    def preview(self) -> str:
        """What a list will say of the merged record."""
        fields, values = kind_fields(self.read.kind), self.whole()
        columns = RECORDS[self.read.kind].about.columns
        said = [self._said(fields[name], values) for name in columns if name in fields]
        other = joined((values.get(_OTHER_SCRIPT[name]) or "" for name in _IN_TITLE), " ")
        return joined(dict.fromkeys((self.new_title(), other, *said)))

    def _said(self, field: Field, values: Mapping[str, Any]) -> str:
        if field.kind is Kind.LINKED:
            refs = [ref for row in self.read.rows for ref in row.values.get(field.name) or ()]
            return ", ".join(dict.fromkeys(ref.title for ref in refs))
        if field.kind is Kind.REFERENCE:
            refs = [row.values.get(field.name) for row in self.read.rows]
            return next((ref.title for ref in refs if ref and ref.uid == values[field.name]), "")
        return ", ".join(line.text for line in lines_of(field, values))

    def _order(self) -> tuple[str, ...]:
        return (self.keep, *self.gone)

    def _own(self, uid: str, name: str) -> Any:
        """What a record says itself; nothing where that is one of those that it becomes one with."""
        value = self.read.merged[(uid,)][name]
        return None if value in self.read.uids else value

    def _line(self, field: Field) -> Line | None:
        """A field in which something stands; None where nobody says anything."""
        values = [self._own(uid, field.name) for uid in self.read.uids]
        said = [value for value in values if value not in (None, ())]
        whole = [values[field.name] for order, values in self.read.merged.items() if len(order) > 1]
        if not said or all(value in (None, ()) for value in whole):
            # Nothing is also what becomes of a body that would be below itself.
            return None
        texts = tuple(
            _text(field, row) if value not in (None, ()) else ""
            for row, value in zip(self.read.rows, values, strict=True)
        )
        if all(_key(value) == _key(values[0]) for value in values):
            return Line(field, How.SAME, texts)
        puts_together = (field.is_list or field.name == _NOTE) and len(said) > 1
        return Line(field, How.BOTH if puts_together else How.EITHER, texts)


def _is_cyrillic(text: str) -> bool:
    return any("\u0400" <= letter <= "\u052f" for letter in text)


def _key(value: Any) -> Any:
    """What makes two values the same: a phone is, however it is typed."""
    if isinstance(value, tuple):
        return frozenset(
            (each.normal or each.value.casefold()) if isinstance(each, Reach) else each for each in value
        )
    return value


def _text(field: Field, row: Row) -> str:
    """What a record says in a field, in words, a line for each of several."""
    value = row.values.get(field.name)
    if value is None or value == ():
        return ""
    if isinstance(value, Ref):
        return value.title
    if field.kind in (Kind.PHONES, Kind.EMAILS):
        return "\n".join(joined((line.text, line.aside), "  ") for line in lines_of(field, row.values))
    return in_use(field, value)
