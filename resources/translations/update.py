"""Bring the catalogues up to date with the texts in the source: `python resources/translations/update.py`.

Reads every `tr`, `trn`, `mark` and `markn`, merges the texts into each language's dateline.po, which a
translator edits, and compiles that to dateline.mo, which the program reads. Prints what has no translation.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TAKEN = {"tr": 1, "mark": 1, "trn": 2, "markn": 2}
"""The functions of db.language, with how many of their arguments are texts."""


def texts() -> Catalog:
    """Every text that a person may see, from the source."""
    found = Catalog(project="Dateline", charset="utf-8")
    for folder in ("db", "desktop"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for text in _texts_in(file):
                found.add(text, locations=[(file.relative_to(ROOT).as_posix(), 0)])
    return found


def _texts_in(file: Path) -> Iterator[str | tuple[str, ...]]:
    """The texts of one file. Its syntax tree is read, as tokens don't show what stands inside an f-string."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TAKEN:
            given = [each.value for each in node.args if isinstance(each, ast.Constant)]
            taken = [each for each in given[: TAKEN[node.func.id]] if isinstance(each, str)]
            if len(taken) == TAKEN[node.func.id]:
                yield taken[0] if len(taken) == 1 else tuple(taken)


def merged(po: Path) -> Catalog:
    """A language's catalogue with the texts as they are now; translations of texts that went are dropped."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    created = catalogue.creation_date
    catalogue.update(texts(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.creation_date = created  # so that a run without new texts changes nothing
    catalogue.obsolete.clear()
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """What goes into dateline.mo."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """The texts, in English, that have no translation, only some of its plurals, or one marked as fuzzy."""
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
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
