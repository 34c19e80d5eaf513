"""The language of the command line: that of the machine, for our own texts and for those of Click."""

import gettext
import locale
import os

import click

from db import language
from db.language import mark, markn, tr
from resources import path

CLICK = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Show this message and exit."),
    mark("Missing argument"),
    mark("No such command {name!r}."),
    mark("No such option {name!r}."),
    mark("Option {name!r} requires an argument."),
    mark("Option {name!r} does not take a value."),
    mark("Invalid value for {param_hint}: {message}"),
    *markn("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    *markn("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    *markn("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)
"""What Click itself says, as it stands in its source, so that the catalogue has it."""


def speak(command: click.Command) -> None:
    """Use the language of the machine from now on, and put `command` with its commands into it."""
    spoken = _of_the_machine()
    language.use(spoken)
    # Click asks the default domain of gettext, and gettext the environment.
    gettext.bindtextdomain("dateline", path("translations"))
    gettext.textdomain("dateline")
    os.environ["LANGUAGE"] = spoken
    _translate(command)


def _of_the_machine() -> str:
    """As the environment names it, even where the system lacks that locale; else as the system does."""
    named = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    known = named.partition(".")[0] or locale.getlocale()[0] or ""
    return "en" if known in ("", "C", "POSIX") else known[:2].lower()


def _translate(command: click.Command) -> None:
    command.help = tr(command.help or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = tr(parameter.help)
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        _translate(below)
