"""What the command line prints for a person: aligned, readable, in the language in use."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from db.encoding import from_json
from db.exchange.plan import Decided, SheetPlan, SheetProposal, State
from db.exchange.table import column_letter
from db.fields import Field, Kind
from db.journal import Entry, RecordChange
from db.language import language, tr, trn
from db.queries import Ref, Related, Row, column_fields
from db.records import RECORDS
from db.search import Hit
from db.understanding import shown

_MOST_WIDTH = 40
_GAP = "  "


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of aligned columns under their heads; a column that is too wide is cut, the last one never."""
    every = [list(map(_on_one_line, line)) for line in (heads, *lines)]
    widths = [min(_MOST_WIDTH, max(map(len, column))) for column in zip_longest(*every, fillvalue="")]
    for line in every:
        cells = [_cut(cell, width).ljust(width) for cell, width in zip(line[:-1], widths, strict=False)]
        yield _GAP.join([*cells, line[-1]]).rstrip()


def listed(kind: str, rows: Sequence[Row]) -> Iterator[str]:
    """A list of records in the columns that its tab starts with, each with its uid."""
    record = RECORDS[kind]
    fields = column_fields(kind)
    columns = [name for name in record.about.columns if name in fields]
    lines = [[*(_shown(fields[name], _cell(row, name)) for name in columns), row.uid] for row in rows]
    if lines:
        yield from table([*(fields[name].label for name in columns), "uid"], lines)
    yield record.about.words.counted(len(rows))


def record(row: Row, lists: Sequence[Related]) -> Iterator[str]:
    """One record with all its fields that are not empty, and with what refers to it."""
    yield f"{RECORDS[row.kind].about.words.singular}: {row.title}"
    fields = column_fields(row.kind)
    filled = {
        name: value for name, value in row.values.items() if value not in (None, ()) and name != "title"
    }
    width = max((len(fields[name].label) for name in filled), default=0)
    for name, value in filled.items():
        first, *others = _shown(fields[name], value).splitlines() or [""]
        yield f"{fields[name].label.rjust(width)}{_GAP}{first}"
        yield from (f"{'':{width}}{_GAP}{other}".rstrip() for other in others)
    for related in lists:
        if related.count:
            yield ""
            yield f"{tr(related.field.back)} ({related.count})"
            yield from (f"{_GAP}{_summary(each)}" for each in related.rows)


def hits(found: Sequence[Hit]) -> Iterator[str]:
    """What a search found, best first."""
    lines = [[RECORDS[hit.kind].about.words.singular, hit.title, hit.snippet, hit.uid] for hit in found]
    yield from (
        table([tr("Kind"), tr("Name"), tr("Found in"), "uid"], lines) if lines else [tr("Nothing found.")]
    )


def history(entries: Sequence[Entry], *, with_changes: bool, cut: bool = False) -> Iterator[str]:
    """Batches, newest first, each with its changes where they are asked for."""
    for entry in entries:
        at = entry.at.replace(tzinfo=dt.UTC).astimezone()
        undone = f" ({tr('undone')})" if entry.undone else ""
        yield f"{at:%Y-%m-%d %H:%M}{_GAP}{entry.label}{undone}"
        for change in entry.changes if with_changes else ():
            yield from (f"{_GAP}{line}" for line in _change(change))
    if cut:
        yield tr("What is older is left out; --json has all of it.")
    if not entries:
        yield tr("Nothing was changed so far.")


def imported(report: Mapping[str, Any], plans: Iterable[SheetPlan], *, dry_run: bool) -> Iterator[str]:
    """What an import did with each sheet, and each row that it held back; `plans` are those of the sheets."""
    for sheet, plan in zip(report["sheets"], plans, strict=True):
        skipped = sum(row.state is State.SKIPPED and bool(row.kind) for row in plan.rows)
        yield f"{sheet['sheet']} → {sheet['into'] or '–'}: " + ", ".join(
            [
                trn("{n} row", "{n} rows", sheet["rows"]),
                tr("{n} added", n=sheet["added"]),
                tr("{n} updated", n=sheet["updated"]),
                trn("{n} unchanged", "{n} unchanged", sheet["unchanged"]),
                *([trn("{n} skipped", "{n} skipped", skipped)] if skipped else []),
                trn("{n} held back", "{n} held back", len({held["row"] for held in sheet["held_back"]})),
            ]
        )
        yield from (f"{_GAP}{line}" for line in _columns(plan.proposal))
        yield from (f"{_GAP}{line}" for line in _beside(plan))
        for held in sheet["held_back"]:
            place = tr("row {row}, {column}", row=held["row"], column=held["column"] or "–")
            yield f"{_GAP}{place}: {held['why']}"
        yield from (f"{_GAP}{line}" for line in _returned(sheet))
    if dry_run:
        yield tr("This was a rehearsal: nothing was written.")


def _columns(proposal: SheetProposal) -> Iterator[str]:
    """What was assumed about columns, and which of them are left out; a sheet of ours tells nothing new."""
    if proposal.into is None or proposal.ours:
        return
    names = {each.index: _on_one_line(each.header) or column_letter(each.index) for each in proposal.columns}
    for column in proposal.columns:
        if column.note:
            yield f"{tr('column {name}', name=names[column.index])}: {column.note}"
    left_out = [names[each.index] for each in proposal.columns if each.target is None and not each.note]
    if left_out:
        yield tr("columns left out: {columns}", columns=", ".join(left_out))


def _beside(plan: SheetPlan) -> Iterator[str]:
    """What came with the rows of a sheet: further records, what was assumed, rows that are there twice."""
    added = Counter(row.kind for row in plan.beside)
    if added:
        records = ", ".join(RECORDS[kind].about.words.counted(n) for kind, n in added.items())
        yield tr("also added: {records}", records=records)
    if plan.proposal.into and plan.proposal.table and not plan.proposal.table.has_header:
        yield plan.proposal.why
    if earlier := _as_before(plan.proposal):
        yield earlier
    assumed = sum(bool(row.notes) for row in plan.rows)
    if assumed:
        yield trn("something was assumed in {n} row", "something was assumed in {n} rows", assumed)
    for row in plan.rows:
        if row.again:
            yield f"{tr('row {row}', row=row.row)}: {row.why}"


def _as_before(proposal: SheetProposal) -> str:
    """That a sheet went in as was chosen in an earlier import; empty where nothing was."""
    headers = [column.header for column in proposal.columns if column.decided is Decided.EARLIER]
    if headers:
        return tr(
            "as you chose before for these headers: {columns} (--no-memory leaves that aside)",
            columns=", ".join(headers),
        )
    if proposal.why == Decided.EARLIER.phrase or proposal.constants:
        return tr("as you chose before for these headers (--no-memory leaves that aside)")
    return ""


def _returned(sheet: Mapping[str, Any]) -> Iterator[str]:
    """What is left to decide about a sheet that came back, and what can't be told about it."""
    for conflict in sheet["conflicts"]:
        place = tr("row {row}, {column}", row=conflict["row"], column=conflict["field"] or "–")
        yield f"{place}: {tr('changed here and there')}"
    for missing in sheet.get("missing", ()):
        yield tr("{title}: its row is gone; nothing was deleted.", title=missing["title"] or missing["uid"])
    yield from sheet.get("remarks", ())


def _change(change: RecordChange) -> Iterator[str]:
    fields = column_fields(change.kind)
    yield {"create": tr("added"), "update": tr("changed"), "delete": tr("deleted")}[change.operation]
    for name, (old, new) in change.fields.items():
        about = fields.get(name, Field(name, name=name))
        before, after = (_cut(_on_one_line(_shown(about, from_json(about, v))), 60) for v in (old, new))
        yield f"{_GAP}{about.label}: {before or '–'} → {after or '–'}"


def _cell(row: Row, name: str) -> Any:
    return row.title if name == "title" else row[name]


def _summary(row: Row) -> str:
    fields = column_fields(row.kind)
    cells = (_on_one_line(_shown(fields[name], _cell(row, name))) for name in row.values)
    return " · ".join(_cut(cell, _MOST_WIDTH) for cell in cells if cell) or row.title or row.uid


def _shown(about: Field, value: Any) -> str:
    if isinstance(value, Ref):
        return value.title
    if about.kind is Kind.LINKED:
        return ", ".join(ref.title for ref in value)
    return shown(about, value, language())


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
