"""Rebuilding a damaged store from what can be read of it, of its journal and of its last backup.

`rescue(path, passphrase=…) -> Report` rebuilds it and keeps the damaged file beside it; `look(path)` says
what that would bring, with nothing changed; `replace_by(path, backup)` puts a backup in the store's place.
`noticing(path, passphrase, opening)` opens a store and tells damage that the file alone does not show.
`Report.named` are the uids of all records that are missing or not certain, `Report.notes` say why,
`Report.text()` is for a person.
"""

from db.rescue.recognising import noticing
from db.rescue.report import HEADINGS, TO_LOOK_AT, Fate, Note, Report
from db.rescue.rescuing import look, replace_by, rescue, save, usable_backups

__all__ = [
    "HEADINGS", "TO_LOOK_AT", "Fate", "Note", "Report", "look", "noticing", "replace_by", "rescue", "save",
    "usable_backups",
]  # fmt: skip
