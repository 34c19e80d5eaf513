"""Bring the catalogues up to date with the texts in the source: `python resources/translations/update.py`.

Reads every `tr`, `trn` and `mark`, merges the texts into each language's dateline.po, which a translator
edits, and compiles that to dateline.mo, which the program reads. Prints what is not translated yet.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
KEYWORDS = {"tr": None, "trn": (1, 2), "mark": None}


def texts() -> Catalog:
    """Every text that a person may see, from the source."""
    found = Catalog(project="Dateline", charset="utf-8")
    for folder in ("db", "desktop"):
        extracted = extract_from_dir(ROOT / folder, [("**.py", "python")], keywords=KEYWORDS)
        for name, _line, message, _comments, context in extracted:
            found.add(message, locations=[(f"{folder}/{name}", 0)], context=context)
    return found


def merged(po: Path) -> Catalog:
    """A language's catalogue with the texts as they are now; translations of texts that went are dropped."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    catalogue.update(texts(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """What goes into dateline.mo."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts, in English, that have no translation or only some of its plurals."""
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and not all(strings):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def main() -> int:
    """Update every language; the exit status says whether all is translated."""
    missing = []
    for po in sorted(HERE.glob("*/LC_MESSAGES/dateline.po")):
        catalogue = merged(po)
        with po.open("wb") as file:
            write_po(file, catalogue, width=110, include_lineno=False, sort_output=True)
        po.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = untranslated(catalogue)
        print(f"{po.parent.parent.name}: {len(catalogue)} texts, {len(missing)} not translated")
        for text in missing:
            print(f"  {text}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
