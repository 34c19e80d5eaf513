"""How the command line comes by a passphrase: asked on the terminal, unseen, else from the environment.

Never as an argument: those can be read by everybody on the machine in the list of programs that run.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from db.errors import NeedsPassphrase, WorldError
from db.language import mark, tr

if TYPE_CHECKING:
    from db.protection import Left
    from db.store import Store

STORE = "DATELINE_PASSPHRASE"
BACKUP = "DATELINE_BACKUP_PASSPHRASE"
NEW = "DATELINE_NEW_PASSPHRASE"

LOST = mark(
    "If the passphrase is lost, the data are lost. Nobody, including us, can open the store without it."
)

Result = TypeVar("Result")


def with_passphrase(opening: Callable[[str | None], Result], path: Path, variable: str = STORE) -> Result:
    """What `opening` answers, without a passphrase where it needs none.

    Raises NeedsPassphrase where there is neither a terminal nor the variable, or what they give is wrong.
    """
    # Taken out, so that no program that is started from here inherits it.
    given = os.environ.pop(variable, "")
    try:
        return opening(given or None)
    except NeedsPassphrase:
        if given:
            raise
    return opening(_asked(tr("Passphrase of {name}", name=path.name), path, variable))


def change(store: "Store", *, protected: bool) -> "list[Left]":
    """Put a store and its backups under a new passphrase, or under none; answers what stays as it was.

    Raises WorldError when that can't be done.
    """
    from db.protection import SHORTEST, is_weak, protect
    from desktop.settings import Settings

    passphrase = None
    if protected:
        click.echo(tr(LOST), err=True)
        given = os.environ.pop(NEW, "")
        passphrase = given or _asked(tr("New passphrase"), store.path, NEW, twice=True)
        if is_weak(passphrase):
            raise WorldError(
                tr(
                    "The passphrase is too easy. Take {n} characters or more, such as several words.",
                    n=SHORTEST,
                )
            )
    settings = Settings().of_store(store)
    left = protect(store, passphrase)
    settings.follow_store()
    return left


def _asked(prompt: str, path: Path, variable: str, *, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        words = tr(
            "{name} is protected. Run this in a terminal to be asked, or set {variable}.",
            name=path.name,
            variable=variable,
        )
        raise NeedsPassphrase(words)
    return str(click.prompt(prompt, hide_input=True, err=True, confirmation_prompt=twice))
