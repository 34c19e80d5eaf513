"""Rules: conditions that records are to fit, kept with the names that they speak of.

A rule is a `View` without an order. It is kept as one JSON text: `kind`, `text`, `filters` as a view has
them, and `names`, what the records that it speaks of were called, by uid. A condition that can't be met any
more (its field is gone) is fitted by nobody rather than by everybody, and is said.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from db.encoding import rule_text
from db.fields import Kind
from db.filter_words import view_in_words
from db.language import tr
from db.records import RECORDS, fields_of
from db.views import View, column_fields


@dataclass(frozen=True)
class Rule:
    """What a rule asks for. `lost` are the fields that it asks for and that no longer exist.

    `names` has the titles of the records that it speaks of, by uid. `view` is None for a text that is no
    rule.
    """

    view: View | None
    names: Mapping[str, str] = field(default_factory=dict)
    lost: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether all that it asks for can be asked."""
        return self.view is not None and not self.lost


def read(text: str) -> Rule:
    """A rule as a RULE field keeps it."""
    try:
        parts = json.loads(text)
        fields = column_fields(parts["kind"])
        lost = [f["field"] for f in parts["filters"] if f["field"] not in fields]
        view = View.from_json({"text": "", **parts, "sorts": []})
    except (LookupError, TypeError, ValueError):
        # Written by hand or by another version: nothing to act upon, and `words` says so.
        return Rule(None)
    return Rule(view, dict(parts.get("names", {})), tuple(dict.fromkeys(lost)))


def write(view: View, names: Mapping[str, str]) -> str:
    """The text of a rule that asks for what a view asks for; `names` are titles by uid, more do no harm."""
    parts = replace(view, sorts=()).to_json()
    del parts["sorts"]
    return rule_text({**parts, "names": {uid: names[uid] for uid in _spoken_of(view) if uid in names}})


def written(session: Session, view: View) -> str:
    """The text of a rule, with what the records that it speaks of are called now."""
    return write(view, titles(session, view))


def words(text: str, names: Mapping[str, str] | None = None) -> str:
    """A rule as filter chips say it, in one line; `names` are the titles of today where they are known."""
    rule = read(text)
    if rule.view is None:
        return tr("a rule that can’t be read")
    said = view_in_words(rule.view, {**rule.names, **(names or {})})
    gone = "; ".join(tr("“{field}”, a field that is gone", field=name) for name in rule.lost)
    return "; ".join(filter(None, (said, gone)))


def titles(session: Session, view: View) -> dict[str, str]:
    """What the records that a view speaks of are called now, by uid; without those that are gone."""
    found: dict[str, str] = {}
    for kind, uids in _by_kind(view).items():
        record = RECORDS[kind]
        asked = sa.select(record.uid, record.title).where(record.uid.in_(uids))
        found |= {uid: title for uid, title in session.execute(asked)}
    return found


def renewed(session: Session, text: str) -> str:
    """The same rule with what the records that it speaks of are called now."""
    rule = read(text)
    if not rule.holds or rule.view is None or not _spoken_of(rule.view):
        return text
    return write(rule.view, {**rule.names, **titles(session, rule.view)})


def problems(session: Session, text: str) -> list[str]:
    """What a rule asks for and can't have any more, a sentence for each."""
    rule = read(text)
    if rule.view is None:
        return [tr("This rule can’t be read, so nobody fits it. Change it.")]
    said = [
        tr("There is no field “{field}” any more, so nobody fits this rule. Change it.", field=name)
        for name in rule.lost
    ]
    fields = column_fields(rule.view.kind)
    for asked in rule.view.filters:
        about = fields[asked.field]
        for code in asked.values if about.kind is Kind.CHOICE else ():
            if about.choice(code) is None:
                said.append(_no_choice(about.label, code))
    there = titles(session, rule.view)
    for uid in _spoken_of(rule.view):
        if uid not in there:
            name = rule.names.get(uid) or tr("A record")
            said.append(tr("“{name}” of this rule is no longer in the store.", name=name))
    return said


def _no_choice(label: str, code: str) -> str:
    return tr("{field} has no choice “{choice}” any more, so nobody has it.", field=label, choice=code)


def _spoken_of(view: View) -> list[str]:
    """The uids of the records that a view speaks of."""
    return [uid for uids in _by_kind(view).values() for uid in uids]


def _by_kind(view: View) -> dict[str, list[str]]:
    fields = column_fields(view.kind)
    found: dict[str, list[str]] = {}
    for asked in view.filters:
        about = fields.get(asked.field)
        if about is not None and about.kind in (Kind.REFERENCE, Kind.LINKED):
            found.setdefault(about.to, []).extend(str(uid) for uid in asked.values)
    return found


def rule_field(kind: str) -> str:
    """The name of the field of a kind that holds a rule for whom it is; empty for most kinds."""
    return next((f.name for f in fields_of(RECORDS[kind]).values() if f.kind is Kind.RULE), "")
