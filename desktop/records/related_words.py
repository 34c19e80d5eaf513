"""How a tied record reads in its list: what stands muted at the left, the link, what follows it."""

from collections.abc import Callable
from dataclasses import dataclass

from db.fields import Field, Kind
from db.language import tr, trn
from db.personal.objections import has_opted_out
from db.queries import Ref, Row
from db.records import kind_fields, record_type
from db.records.base import Role
from desktop.records.record_picker import may_create
from desktop.records.record_reading import Tie, TiedRow
from desktop.records.wording import joined, money_words, span, words_of


@dataclass(frozen=True)
class TiedWords:
    """One row of a list of tied records in words, and the record that its link opens."""

    lead: str
    link: str
    aside: str
    opens: Ref


def words_for(tie: Tie, tied: TiedRow) -> TiedWords:
    """What a row says."""
    if tie.far is not None:
        return _link_words(tie, tied)
    if tie.role is Role.PART:
        return _part_words(tie, tied.row)
    row = tied.row
    used = {tie.near.name, "title", *_leads(row.kind)}
    return TiedWords(
        _lead(row), row.title or tr("(no name)"), _rest(row, used), Ref(row.kind, row.uid, row.title)
    )


def offer_of(tie: Tie) -> str:
    """What the line under a form calls a tie that is not there yet, such as "partner" or "quote"."""
    if tie.far is not None:
        return tie.far.label.lower()
    if tie.role is Role.PART:
        return record_type(tie.kind).about.words.singular.lower()
    return tr(tie.near.back).lower()


def add_words(tie: Tie) -> str:
    """What the link under a list says, such as "Add partner", "Add a quote" or "New visit"."""
    if tie.far is not None:
        return tr("Add {what}", what=tie.far.label.lower())
    if tie.role is Role.PART or not may_create(tie.kind):
        return record_type(tie.kind).about.words.create
    return tr("Add")


def _link_words(tie: Tie, tied: TiedRow) -> TiedWords:
    row, other = tied.row, tied.other
    assert tie.far is not None
    ref = row[tie.far.name]
    opens = ref if isinstance(ref, Ref) else Ref(tie.far.to, "", "")
    meaning = tie.qualifier
    role = words_of(row, meaning.name) if meaning else ""
    held = span(words_of(row, "started"), words_of(row, "ended")) if "started" in row.values else ""
    dated = held or (_lead(other) if other is not None else "")
    known = _known_for(other) if other is not None else ""
    if tie.kind == "membership":
        out = tr("opted out") if other is not None and has_opted_out(other.values) else ""
        lead, aside = tr("by rule") if tied.by_rule else tr("by hand"), joined((known, out))
    elif meaning is not None and meaning.kind is Kind.CHOICE:
        lead, aside = (dated, role) if dated else (role, known)
    else:
        lead, aside = dated, joined((role, row.values.get("unit") or "")) or known
    return TiedWords(lead, opens.title or tr("(no name)"), aside, opens)


def _part_words(tie: Tie, row: Row) -> TiedWords:
    say = _PARTS.get(row.kind)
    link, aside = say(row) if say else (row.title, _rest(row, {tie.near.name, "title"}))
    own = Ref(row.kind, row.uid, row.title)
    owner = _owner(tie, row)
    if owner is not None:
        # Seen from elsewhere, the record that the part belongs to is what there is to open.
        return TiedWords("", owner.title, joined((link, aside)), owner)
    return TiedWords("", link or tr("(empty)"), aside, own)


def _owner(tie: Tie, row: Row) -> Ref | None:
    """The record that a part belongs to, where that is not the one in the form."""
    if tie.near.owner:
        return None
    owners = [about for about in kind_fields(row.kind).values() if about.owner]
    found = row.values.get(owners[0].name) if owners else None
    return found if isinstance(found, Ref) else None


def _quote(row: Row) -> tuple[str, str]:
    speaker = row.values.get("speaker")
    who = joined((speaker.title if isinstance(speaker, Ref) else "", row["role"]), ", ")
    said = f"{row.title}…" if len(row.title) >= 80 else row.title
    return tr("“{text}”", text=said), who


def _amount(row: Row) -> tuple[str, str]:
    fields = kind_fields("amount")
    return money_words(fields["value"], row.values), joined(
        (row["purpose"], money_words(fields["local_value"], row.values))
    )


def _cost(row: Row) -> tuple[str, str]:
    about = tr("about") if row["approximate"] else ""
    amount = joined((about, money_words(kind_fields("cost")["amount"], row.values)), " ")
    return amount, joined((words_of(row, "kind"), words_of(row, "funder")))


def _participation(row: Row) -> tuple[str, str]:
    where = joined((words_of(row, "country"), words_of(row, "institution")), ", ")
    counts = (
        trn("{n} woman", "{n} women", row["women"]) if row["women"] else "",
        trn("{n} man", "{n} men", row["men"]) if row["men"] else "",
        trn("{n} undisclosed", "{n} undisclosed", row["undisclosed"]) if row["undisclosed"] else "",
    )
    return where or tr("Anywhere"), joined(counts, ", ")


def _approval(row: Row) -> tuple[str, str]:
    return row.title, words_of(row, "approved_at")


_PARTS: dict[str, Callable[[Row], tuple[str, str]]] = {
    "quote": _quote,
    "amount": _amount,
    "cost": _cost,
    "participation": _participation,
    "approval": _approval,
}
"""The link and what follows it, for each kind that is a part of another."""

_KNOWN_FOR = {"contact": "job_title", "facility": "city", "partner": "acronym"}


def _known_for(row: Row) -> str:
    name = _KNOWN_FOR.get(row.kind)
    return words_of(row, name) if name else ""


def _leads(kind: str) -> list[str]:
    """The fields of a kind that date it: the first of those that its lists show."""
    fields = kind_fields(kind)
    dated = [name for name in record_type(kind).about.columns if name in fields and _is_day(fields[name])]
    return dated[:1]


def _is_day(about: Field) -> bool:
    return about.kind in (Kind.DATE, Kind.PERIOD)


def _lead(row: Row) -> str:
    return joined(words_of(row, name) for name in _leads(row.kind))


def _rest(row: Row, used: set[str]) -> str:
    """The first two of the columns that a list of this kind shows and that are not said yet."""
    names = [name for name in record_type(row.kind).about.columns if name not in used]
    said = [words for name in names if (words := words_of(row, name)) and words != row.title]
    return joined(said[:2])
