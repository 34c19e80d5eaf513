"""What a person chooses for a whole sheet: a value for every row, and what rows may do to the store."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import db.language
from db.errors import WorldError
from db.exchange.plan import FieldChange, Mode, Proposal, SheetProposal
from db.fields import Field, Kind
from db.language import mark, tr
from db.records import kind_fields
from db.understanding import Context, understand

_LINES = (Kind.LONG_TEXT, Kind.PHONES, Kind.EMAILS, Kind.LINKS)

_KNOWN = mark("It is in the store already, and only new ones are added. {how}")
_NEW = mark("It is not in the store, and new ones are not added.")
_STAYS = mark("Only blanks are filled in; filled already: {fields}.")


def constant_fields(kind: str) -> tuple[Field, ...]:
    """The fields of a kind that may have one value for all rows of a sheet."""
    return tuple(field for field in kind_fields(kind).values() if _may_be_constant(field))


def _may_be_constant(field: Field) -> bool:
    is_part = field.kind is Kind.LINKED and field.through == field.to
    return field.shown and not is_part


def with_constant(proposal: Proposal, sheet: int, field: str, value: str) -> Proposal:
    """The same with a value, as a person types it, for a field of every row that says nothing else itself.

    Where a field has several lines they stay apart. An empty value takes it away. Raises WorldError for a
    field without one, and a value that it can't have.
    """
    entry = proposal.sheets[sheet]
    if entry.into is None:
        return proposal
    about = next((each for each in constant_fields(entry.into) if each.name == field), None)
    if about is None:
        raise WorldError(tr("“{field}” can't have one value for all rows.", field=field))
    lines = value.splitlines() if about.kind in _LINES else (value,)
    text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    if text and about.kind not in (Kind.REFERENCE, Kind.LINKED):
        answer = understand(about, text, Context(entry.country, db.language.language(), None))
        if answer.problem:
            raise WorldError(answer.problem)
    others = tuple(each for each in entry.constants if each[0] != field)
    constants = (*others, (field, text)) if text else others
    return proposal.replaced(sheet, replace(entry, constants=constants))


def with_mode(proposal: Proposal, sheet: int, mode: Mode) -> Proposal:
    """The same with what the rows of a sheet may do to the store."""
    return proposal.replaced(sheet, replace(proposal.sheets[sheet], mode=mode))


def passed_over(sheet: SheetProposal, is_known: bool, how: str) -> str:
    """Why a row is skipped by the mode of its sheet, in a sentence; empty for one that is taken.

    `is_known` says whether the store has its record, `how` by what it was found.
    """
    if sheet.mode is Mode.ADD and is_known:
        return tr(_KNOWN, how=how).strip()
    return tr(_NEW) if sheet.mode is Mode.UPDATE and not is_known else ""


def only_blanks(
    fields: Mapping[str, Field], known: Mapping[str, Any], changes: Sequence[FieldChange]
) -> tuple[list[FieldChange], str]:
    """The changes that fill in what the store does not know, and a sentence about those that are dropped.

    The currency of an amount that stays is no blank: it would change what the amount says.
    """
    filled = [name for name, about in fields.items() if known.get(name, about.empty) not in (None, (), "")]
    kept_amounts = {fields[name].currency for name in filled} - {""}
    dropped = [each for each in changes if each.field in filled or each.field in kept_amounts]
    kept = [each for each in changes if each not in dropped]
    labels = ", ".join(fields[each.field].label for each in dropped)
    return kept, tr(_STAYS, fields=labels) if dropped else ""
