"""What `dateline export` writes: the store, some kinds of it, the pack of a period, or contact cards."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import WorldError
from db.language import tr, trn

if TYPE_CHECKING:
    from db.exchange.exporting import ExportReport
    from db.fields import Audience
    from db.store import Store

CARDS = ".vcf"


@dataclass(frozen=True)
class Wish:
    """What was asked for: where to, which kinds (all if none), for whom, in which language, which period."""

    out: Path
    only: str
    audience: str
    language: str
    pack: bool
    first: str
    last: str
    with_opted_out: bool
    without_opted_out: bool
    all_releases: bool
    group: str

    def refuse_what_does_not_fit(self) -> None:
        """Raises WorldError where two options make no sense together."""
        if self.pack and self.only:
            raise WorldError(tr("A pack has kinds of its own. Leave out --only, or --pack."))
        if self.group and (self.pack or self.only):
            raise WorldError(tr("A group is contacts alone. Leave out --only and --pack, or --group."))
        if self.with_opted_out and self.without_opted_out:
            raise WorldError(tr("Either with those who opted out or without. Leave out one of the two."))
        if self.with_opted_out and self.group:
            raise WorldError(tr("A group goes out without those who opted out. Leave out --with-opted-out."))
        if (self.first or self.last) and not self.pack:
            raise WorldError(tr("Only a pack has a period. Add --pack, or leave out --from and --to."))
        if self.all_releases and not self.pack:
            raise WorldError(tr("Only a pack leaves releases out. Add --pack, or leave out --all-releases."))

    @property
    def kinds(self) -> list[str]:
        """The kinds of record asked for, each by its name. Raises WorldError for one that there is not."""
        from db.records import record_type

        return [record_type(name.strip()).about.name for name in self.only.split(",") if name.strip()]


def export(store: "Store", wish: Wish) -> "ExportReport":
    """Write it. Raises WorldError where it can't be written."""
    from db.exchange import cards_out, delegation_pack, exporting
    from db.fields import Audience

    wish.refuse_what_does_not_fit()
    usual = Audience.DELEGATION if wish.pack else Audience.INTERNAL
    audience = Audience(wish.audience) if wish.audience else usual
    with_all = wish.with_opted_out
    if wish.pack:
        return delegation_pack.export_pack(
            store, wish.out, start=_day(wish.first), end=_day(wish.last), audience=audience,
            language=wish.language, with_opted_out=with_all,
            all_releases=wish.all_releases,
        )  # fmt: skip
    if wish.group:
        return _group(store, wish, audience)
    if wish.out.suffix.lower() == CARDS:
        if wish.kinds not in ([], ["contact"]):
            raise WorldError(tr("Only contacts have cards. Leave out the other kinds, or save as .xlsx."))
        return cards_out.export_cards(store, wish.out, audience=audience, with_opted_out=with_all)
    return exporting.export_store(
        store, wish.out, wish.kinds or None, audience=audience, language=wish.language,
        with_opted_out=with_all,
    )  # fmt: skip


def _group(store: "Store", wish: Wish, audience: "Audience") -> "ExportReport":
    """Write the people of a group, without those who opted out: a group is whom something is sent to."""
    from db.exchange import cards_out, exporting
    from db.groups import called, view_of
    from db.queries import list_ids
    from db.records import kind_fields

    with store.read() as session:
        view = view_of(called(session, wish.group))
        ids = list_ids(session, view)
    if wish.out.suffix.lower() == CARDS:
        return cards_out.export_cards(store, wish.out, ids=ids, audience=audience)
    return exporting.export_view(
        store, view, list(kind_fields("contact")), wish.out, audience=audience, language=wish.language,
        described=tr("Group: {group}", group=wish.group),
    )  # fmt: skip


def told(report: "ExportReport") -> Iterator[str]:
    """What was written, for a person."""
    if report.path.suffix.lower() == CARDS:
        yield trn("{n} card", "{n} cards", report.rows)
    else:
        for name, _kind, count in report.sheets:
            yield f"{name}: {trn('{n} row', '{n} rows', count)}"
    if report.opted_out:
        from db.personal.objections import left_out

        yield left_out(report.opted_out)
    if report.unreleased:
        yield trn(
            "{n} release that is not released, or under embargo, was left out.",
            "{n} releases that are not released, or under embargo, were left out.",
            report.unreleased,
        )
    yield tr("Written to {path}.", path=report.path)


def _day(text: str) -> dt.date | None:
    """A day as ISO 8601 writes it; None for no text. Raises WorldError for any other."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WorldError(tr("“{text}” is not a day. Write it like 2019-04-25.", text=text)) from None
