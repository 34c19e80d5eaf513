"""A field added to contacts in one place, for a test of everything that derives from fields.

It takes a process of its own, since records can't be given back a column that was taken from them. Within
a snippet `store` is an open, empty store that has the field, and `Contact.blog` is a link labelled "Blog".
"""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

ONE_EDIT = """
from pathlib import Path
import sys

from db.fields import Kind
from db.records.base import column
from db.records.contact import REACH, Contact

Contact.blog = column("Blog", Kind.LINK, width=26, section=REACH, aliases=("weblog", "блог"))
"""

ONE_MIGRATION = """
from db.store import Store

store = Store.open(Path(sys.argv[1]))
with store.write("Migrate") as writer:
    writer.session.connection().exec_driver_sql("ALTER TABLE contact ADD COLUMN blog TEXT")
store.close()
store = Store.open(Path(sys.argv[1]))
"""


def run_with_extra_field(snippet: str, folder: Path) -> str:
    """What `snippet` prints, run in a process where contacts have a field more, with its store in `folder`.

    Raises AssertionError, with all that was printed, when the snippet fails; so it may assert by itself.
    """
    source = ONE_EDIT + ONE_MIGRATION + textwrap.dedent(snippet)
    done = subprocess.run(
        [sys.executable, "-c", source, str(folder / "extra.db")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout
