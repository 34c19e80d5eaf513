"""Backups of the store: when they are made, how long they stay, what is in them, and the ways back.

A backup is a whole store in one file, under the store's passphrase, named by the moment at which it was made
and by what it was made for. They lie in "backups" beside the store or in a folder that was chosen.
"""

from db.backup.making import backup, backup_before, ensure, is_held, thin, tidy
from db.backup.naming import Backup
from db.backup.places import choose_folder, default_folder, folder_of, listed, missing_folder
from db.backup.restoring import restore
from db.backup.thinning import kept_until

__all__ = [
    "Backup", "backup", "backup_before", "choose_folder", "default_folder", "ensure", "folder_of", "is_held",
    "kept_until", "listed", "missing_folder", "restore", "thin", "tidy",
]  # fmt: skip
