"""What was typed and never saved, as it is offered: by record, in words, with what stands there now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db import rules
from db.fields import Field, Kind
from db.language import language
from db.queries import Ref, Row, one
from db.records import kind_fields, record_type
from db.understanding import Context, shown, understand
from db.unsaved import Typed, plain


@dataclass(frozen=True)
class OfferedText:
    """One text: `words` as she typed it, `present` as the field reads now."""

    typed: Typed
    label: str
    words: str
    present: str = ""
    is_overtaken: bool = False  # the field was changed since she began to type


@dataclass(frozen=True)
class Offer:
    """The texts of one record, in the order of its fields. One that is gone can only be copied from."""

    kind: str
    uid: str
    title: str
    texts: tuple[OfferedText, ...]
    is_new: bool = False
    is_gone: bool = False

    @property
    def is_overtaken(self) -> bool:
        """Whether she has to choose between what she typed and what stands there now."""
        return any(text.is_overtaken for text in self.texts)

    @property
    def typed(self) -> tuple[Typed, ...]:
        """What is to be put back, or to be discarded."""
        return tuple(text.typed for text in self.texts)

    @property
    def at(self) -> str:
        """When it was kept last (ISO 8601, UTC)."""
        return max(text.typed.at for text in self.texts)


def offers(session: Session, left: Iterable[Typed]) -> tuple[list[Offer], list[Typed]]:
    """What there is to offer, latest first and those that are gone last, and what was saved after all."""
    by_record: dict[tuple[str, str, str], list[Typed]] = {}
    for typed in left:
        by_record.setdefault((typed.kind, typed.uid, typed.run), []).append(typed)
    offered, done = [], []
    for (kind, uid, _), texts in by_record.items():
        row = one(session, kind, uid)
        written = [typed for typed in texts if row is not None and _is_written(typed, row)]
        done += written
        if rest := [typed for typed in texts if typed not in written]:
            offered.append(_offer(session, row, rest))
    latest_first = sorted(offered, key=lambda offer: offer.at, reverse=True)
    return sorted(latest_first, key=lambda offer: offer.is_gone), done


def _offer(session: Session, row: Row | None, texts: list[Typed]) -> Offer:
    first = texts[0]
    order = list(kind_fields(first.kind))
    told = tuple(_text(typed, row) for typed in sorted(texts, key=lambda typed: order.index(typed.field)))
    words = record_type(first.kind).about.words
    if row is not None:
        return Offer(first.kind, first.uid, row.title or words.singular, told)
    if first.is_new and _has_ground(session, first):
        return Offer(first.kind, first.uid, words.create, told, is_new=True)
    return Offer(first.kind, first.uid, words.singular, told, is_gone=True)


def _has_ground(session: Session, typed: Typed) -> bool:
    """Whether the records that a new one belongs to are there."""
    fields, given = kind_fields(typed.kind), typed.given or {}
    owners = [(fields[name].to, uid) for name, uid in given.items() if fields[name].kind is Kind.REFERENCE]
    return all(one(session, kind, uid) is not None for kind, uid in owners if uid)


def _text(typed: Typed, row: Row | None) -> OfferedText:
    field = kind_fields(typed.kind)[typed.field]
    words = words_of(field, typed.draft)
    if row is None:
        return OfferedText(typed, field.label, words)
    overtaken = plain(typed.kind, {name: row.values.get(name) for name in typed.base}) != dict(typed.base)
    return OfferedText(typed, field.label, words, _present(field, row.values), overtaken)


def words_of(field: Field, draft: Any) -> str:
    """What an editor held, as a person reads it."""
    form = _WORDS.get(field.kind)
    return form(field, draft) if form is not None else str(draft or "")


def _present(field: Field, values: Mapping[str, Any]) -> str:
    value = values.get(field.name)
    if isinstance(value, Ref):
        return value.title
    if field.kind is Kind.RULE:
        return rules.words(value) if value else ""
    text = shown(field, value, language())
    return f"{text} {values.get(field.currency) or ''}".strip() if field.currency and text else text


def _is_written(typed: Typed, row: Row) -> bool:
    """Whether the record holds what was typed: Dateline ended between saving it and forgetting it."""
    field = kind_fields(typed.kind)[typed.field]
    value, draft = row.values.get(field.name), typed.draft
    same = _SAME.get(field.kind)
    if same is not None:
        return same(draft, value)
    text, currency = draft if field.kind is Kind.MONEY else (draft, "")
    found = understand(field, text, Context(language=language(), day_first=True))
    return not found.problem and found.value == value and currency in ("", row.values.get(field.currency))


def _chosen(field: Field, draft: Any) -> str:
    code, text = draft
    return shown(field, code, language()) or str(text)


def _all_chosen(field: Field, draft: Any) -> str:
    codes, text = draft
    return ", ".join(filter(None, (shown(field, tuple(codes), language()), text)))


def _named(_field: Field, draft: Any) -> str:
    return str(draft[1])


def _listed(_field: Field, draft: Any) -> str:
    return ", ".join(value for _, value, _ in draft)


def _amount(_field: Field, draft: Any) -> str:
    return " ".join(filter(None, draft))


def _ruled(_field: Field, draft: Any) -> str:
    return rules.words(draft) if draft else ""


def _ticked(field: Field, draft: Any) -> str:
    return shown(field, draft, language())


def _same_reaches(draft: Any, value: Any) -> bool:
    kept = [(reach.type, reach.value, reach.preferred) for reach in value or ()]
    return [tuple(entry) for entry in draft] == kept


_CHOICES = (Kind.CHOICE, Kind.COUNTRY, Kind.LANGUAGE, Kind.CURRENCY)
_WORDS: dict[Kind, Callable[[Field, Any], str]] = {
    **dict.fromkeys(_CHOICES, _chosen),
    Kind.LANGUAGES: _all_chosen,
    Kind.REFERENCE: _named,
    **dict.fromkeys((Kind.PHONES, Kind.EMAILS, Kind.LINKS), _listed),
    Kind.MONEY: _amount,
    Kind.RULE: _ruled,
    Kind.YES_NO: _ticked,
}
_SAME: dict[Kind, Callable[[Any, Any], bool]] = {
    **dict.fromkeys(_CHOICES, lambda draft, value: list(draft) == [value, ""]),
    Kind.LANGUAGES: lambda draft, value: list(draft) == [list(value or ()), ""],
    Kind.REFERENCE: lambda draft, value: bool(draft[0]) and draft[0] == getattr(value, "uid", None),
    **dict.fromkeys((Kind.PHONES, Kind.EMAILS), _same_reaches),
    Kind.LINKS: lambda draft, value: [text for _, text, _ in draft] == list(value or ()),
    Kind.YES_NO: lambda draft, value: draft is value,
    Kind.RULE: lambda draft, value: (draft or None) == (value or None),
}
