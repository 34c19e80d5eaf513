"""A person's data as files: a page to read and a document for machines, or both in one archive.

The keys of the document: "produced" (ISO 8601), "uid", "name"; "fields" and, below "related", "records" list
{"field", "label", "value", "text"}; "related" lists {"kind", "heading", "records": [{"uid", "fields"}]};
"history" lists {"at", "kind", "uid", "field", "label", "old", "new"}, the latest first; "left" lists {"at",
"how", "audience", "name"}, what left the house with the person in it. Values are as the command line prints
them: dates and moments as ISO 8601, phones in E.164 beside how they were typed.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import WorldError
from db.exchange.saving import replacing
from db.fields import Audience
from db.language import language, mark, tr
from db.personal import departures
from db.personal.persons_data import PersonsData, Said, gather, heading_of
from db.understanding.dates import in_words

if TYPE_CHECKING:
    from db.store import Store

ENDINGS = (".zip", ".html", ".json")

AUDIENCES = {
    Audience.INTERNAL: mark("The programme itself"),
    Audience.DELEGATION: mark("The EU Delegation"),
    Audience.PUBLIC: mark("The public"),
}

# No script, no picture, nothing from outside: the page shows what is in it.
_HEAD = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }}
body {{ max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.5rem; margin-bottom: 0; }} h2 {{ font-size: 1.1rem; margin: 2rem 0 .5rem; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; white-space: pre-line; }}
th {{ font-weight: 500; opacity: .7; width: 13rem; }}
thead th {{ width: auto; }} tbody + tbody tr:first-child > * {{ border-top: 1px solid; }}
p {{ opacity: .7; margin: .2rem 0; }}
</style></head><body>
"""


def give(store: "Store", uid: str, path: Path) -> None:
    """Write all that the store has about a contact to a .zip with both forms, an .html or a .json.

    That they were given is noted. Raises WorldError where there is no such contact, for another ending, and
    where the file can't be written.
    """
    if path.suffix.lower() not in ENDINGS:
        raise WorldError(tr("“{name}” must end in .zip, .html or .json. Choose such a name.", name=path.name))
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with store.read() as session:
        data = gather(session, uid)
    with replacing(path) as unfinished:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(unfinished, "x", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("data.html", page(data, now))
                archive.writestr("data.json", document(data, now))
        else:
            make = page if path.suffix.lower() == ".html" else document
            unfinished.write_text(make(data, now), encoding="utf-8")
        departures.note(store, departures.DATA, "", path.name, [uid])


def document(data: PersonsData, now: dt.datetime) -> str:
    """The data as JSON; see above for the keys."""
    made = {
        "produced": now.isoformat(),
        "uid": data.uid,
        "name": data.name,
        "fields": [vars_of(said) for said in data.fields],
        "related": [
            {
                "kind": each.kind,
                "heading": each.heading,
                "records": [
                    {"uid": uid, "fields": [vars_of(said) for said in fields]} for uid, fields in each.records
                ],
            }
            for each in data.related
        ],
        "history": [
            {
                "at": _utc(past.at), "kind": past.kind, "uid": past.uid, "field": past.field,
                "label": past.label, "old": past.old[0], "new": past.new[0],
            }
            for past in data.history
        ],
        "left": [
            {"at": _utc(each.at), "how": each.how, "audience": each.audience, "name": each.name}
            for each in data.left
        ],
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def vars_of(said: Said) -> dict[str, Any]:
    """A field as the document has it."""
    return {"field": said.name, "label": said.label, "value": said.value, "text": said.text}


def page(data: PersonsData, now: dt.datetime) -> str:
    """The data as a page that needs nothing else."""
    title = tr("Data about {name}", name=data.name)
    parts = [
        _HEAD.format(language=language(), title=escape(title)),
        f"<h1>{escape(title)}</h1>",
        f"<p>{escape(tr('Everything that is kept, as of {day}.', day=in_words(now.date())))}</p>",
        *_section(tr("What is kept"), [_lines(data.fields)]),
    ]
    for each in data.related:
        parts += _section(each.heading, [_lines(fields) for _, fields in each.records])
    left = [
        (in_words(each.at.date()), each.way, tr(AUDIENCES[Audience(each.audience)]) if each.audience else "",
         each.name)
        for each in data.left
    ]  # fmt: skip
    parts += _table(tr("What left the house"), (tr("Date"), tr("As"), tr("For whom"), tr("File")), left)
    past = [
        (in_words(each.at.date()), f"{heading_of(each.kind)}: {each.label}", each.old[1], each.new[1])
        for each in data.history
    ]
    parts += _table(tr("History"), (tr("Date"), tr("Field"), tr("Before"), tr("After")), past)
    return "\n".join((*parts, "</body></html>\n"))


def _section(heading: str, bodies: Iterable[str]) -> Iterator[str]:
    yield f"<h2>{escape(heading)}</h2>"
    yield f"<table>{''.join(f'<tbody>{body}</tbody>' for body in bodies)}</table>"


def _lines(fields: Iterable[Said]) -> str:
    return "".join(
        f'<tr><th scope="row">{escape(said.label)}</th><td>{escape(said.text)}</td></tr>' for said in fields
    )


def _table(heading: str, headers: Iterable[str], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    yield f"<h2>{escape(heading)}</h2><table><thead><tr>"
    yield "".join(f'<th scope="col">{escape(each)}</th>' for each in headers)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
    yield "</tbody></table>"


def _utc(at: dt.datetime) -> str:
    return at.replace(tzinfo=dt.UTC).isoformat()
